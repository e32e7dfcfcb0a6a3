"""`hubwright account`: shut somebody out of the installation, and let them in again."""

from __future__ import annotations

import click

from hubwright.actions.accounts import disable_account, enable_account, user_of
from hubwright.actions.house import House
from hubwright.cli.opening import Said, in_sentences, opened


@click.group()
def account() -> None:
    """Accounts of people, in all hubs at once."""


@account.command()
@click.option("--email", required=True, help="The address with which they sign in.")
@in_sentences
def disable(email: str) -> None:
    """Shut somebody out at once, in every hub. Their memberships stay; end those in the hub."""
    with opened() as hubwright:
        disable_account(hubwright.house, user=_user(hubwright.house, email))
    click.echo("They are shut out of every hub, at once. To undo it: hubwright account enable --email ...")


@account.command()
@click.option("--email", required=True, help="The address with which they sign in.")
@in_sentences
def enable(email: str) -> None:
    """Let somebody sign in again who was shut out."""
    with opened() as hubwright:
        enable_account(hubwright.house, user=_user(hubwright.house, email))
    click.echo("They may sign in again, with the password they had.")


def _user(house: House, email: str) -> str:
    found = user_of(house, email)
    if found is None:
        raise Said("This installation has no account with that address.")
    return found
