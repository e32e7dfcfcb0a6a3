"""`hubwright seat`: give somebody a place in a hub, its first administrator above all."""

from __future__ import annotations

import secrets
from datetime import timedelta

import click

from hubwright.actions.accounts import create_account, issue_token
from hubwright.actions.run_the_hub import give_a_seat
from hubwright.cli.opening import Said, in_sentences, opened
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.hubs import Seat
from hubwright.web.sign_in.forgotten import PURPOSE

# Long enough for a letter to be opened after the weekend; a new one can be asked for at any time.
LASTS = timedelta(days=7)


@click.group()
def seat() -> None:
    """Memberships of hubs."""


@seat.command()
@click.option("--hub", required=True, help="Id of the hub.")
@click.option("--email", required=True, help="Their own address, with which they sign in.")
@click.option("--name", required=True, help="As shown on the record.")
@click.option("--agency", required=True, help="Id of the agency they sit in.")
@click.option("--role", "roles", multiple=True, required=True, help="Id of a role; may be given several times.")
@click.option("--qualification", "qualifications", multiple=True, help="Such as social_worker; may be repeated.")
@in_sentences
def invite(
    hub: str, email: str, name: str, agency: str, roles: tuple[str, ...], qualifications: tuple[str, ...]
) -> None:
    """Give somebody a membership, and print the link at which they choose their password."""
    with opened() as hubwright:
        house = hubwright.house
        if hub not in hubwright.hubs():
            raise Said("This installation has no hub with that id. Create or import it first.")
        who = create_account(house, name=name, email=email)
        given = Seat(
            id=house.ids.reference(),
            user=who.id,
            name=who.name,
            agency=agency,
            roles=frozenset(roles),
            qualifications=frozenset(qualifications),
            begins=house.now(),
        )
        give_a_seat(house, hub=hub, actor=OPERATOR, deed=secrets.token_urlsafe(24), seat=given)
        token = issue_token(house, user=who.id, purpose=PURPOSE, lasts=LASTS)
        link = f"{hubwright.settings.base_url}/{hub}/choose-password/{token}"
    click.echo(
        f"{who.name} has a membership of {hub}. The link to choose a password works once, for {LASTS.days} days:"
    )
    click.echo(link)
