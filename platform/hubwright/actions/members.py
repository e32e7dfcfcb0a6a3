"""Inviting somebody into the hub: an account, a seat that lasts, and a letter with a link to choose a password."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from hubwright.actions.accounts import create_account, issue_token
from hubwright.actions.house import House, seated
from hubwright.actions.outcome import Done
from hubwright.actions.post_account_letter import post_account_letter
from hubwright.actions.run_the_hub import give_a_seat, may_give_seats, seat_facts
from hubwright.domain.cases.entries import Actor
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import Seat

LASTS = timedelta(days=7)
"""Long enough for a letter to be opened after the weekend; a new link can be asked for at any time."""


@dataclass(frozen=True, slots=True)
class Member:
    """Who is invited.

    Args:
        name, email: of the person.
        agency: the agency of the hub that they sit in.
        roles, qualifications: ids.
    """

    name: str
    email: str
    agency: str
    roles: frozenset[str]
    qualifications: frozenset[str] = frozenset()


def invite_member(
    house: House, *, hub: str, actor: Actor, deed: str, member: Member, purpose: str, link: Callable[[str], str]
) -> Done:
    """Invite somebody.

    Args:
        house: the ports.
        hub: id of the hub.
        actor: who invites them.
        deed: id of this deed.
        member: whom, and where they sit.
        purpose: what the link's token is for.
        link: makes the address that leads to choosing a password, of a token.

    Raises:
        Refusal: the actor may not, or something is missing; then nothing is left behind, no account either.
    """
    missing = [(name, "Fill this in.") for name in ("name", "email", "agency") if not getattr(member, name).strip()]
    if not member.roles:
        missing.append(("roles", "Choose what they do here."))
    if missing:
        raise Refusal(
            why="This is not complete.",
            do="Fill in what is marked; everything else is kept.",
            code="member_incomplete",
            fields=tuple(missing),
        )
    now = house.now()
    seat = Seat(
        id=house.ids.reference(),
        user="",
        name=member.name.strip(),
        agency=member.agency,
        roles=member.roles,
        qualifications=member.qualifications,
        begins=now,
    )
    with house.store.work(hub, actor, deed="", now=now) as work:
        here = seated(work)
        may_give_seats(here, actor)
        seat_facts(seat, here, now=now)
    who = create_account(house, name=member.name, email=member.email)
    done = give_a_seat(house, hub=hub, actor=actor, deed=deed, seat=replace(seat, user=who.id, name=who.name))
    if not done.repeated:
        token = issue_token(house, user=who.id, purpose=purpose, lasts=LASTS)
        post_account_letter(house, hub=hub, to=who.email, link=link(token))
    return done
