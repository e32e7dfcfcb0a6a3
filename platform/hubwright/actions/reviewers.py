"""Inviting somebody to look in for a time: an account, and a seat that reads alone and ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from hubwright.actions.accounts import create_account
from hubwright.actions.house import House, Seated, seated
from hubwright.actions.outcome import Done
from hubwright.actions.run_the_hub import give_a_seat, may_give_seats, seat_facts
from hubwright.domain.audits import STREAM, audit_of
from hubwright.domain.cases.entries import Actor
from hubwright.domain.clocks.london import LONDON
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import Seat


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who is asked to look in.

    Args:
        name, email: of the person.
        agency: the agency of the hub that they sit in.
        role: one that the hub limits in time.
        until: the last day, in London.
        purpose: what they look in for.
        audit: the audit whose cases they see and no others, or "".
    """

    name: str
    email: str
    agency: str
    role: str
    until: date | None
    purpose: str
    audit: str = ""


def invite_reviewer(house: House, *, hub: str, actor: Actor, deed: str, invitation: Invitation) -> Done:
    """Give somebody a seat that reads alone until its last minute.

    Args:
        house: the ports.
        hub: id of the hub.
        actor: who asks them.
        deed: id of this deed.
        invitation: whom, until when and what for.

    Raises:
        Refusal: the actor may not, or the seat has no end, no purpose, or a later end than the hub allows.
    """
    now = house.now()
    ends = _end_of(invitation.until)
    missing = [(name, "Fill this in.") for name in ("name", "email") if not getattr(invitation, name).strip()]
    if ends is not None and ends <= now:
        missing.append(("ends", "Choose a later day."))
    if missing:
        raise Refusal(
            why="This is not complete.",
            do="Fill in what is marked; everything else is kept.",
            code="invitation_incomplete",
            fields=tuple(missing),
        )
    only = _cases_of(house, hub, invitation.audit) if invitation.audit else None
    seat = Seat(
        id=f"{invitation.role}-{house.ids.reference()}",
        user="",
        name=invitation.name.strip(),
        agency=invitation.agency,
        roles=frozenset({invitation.role}),
        qualifications=frozenset(),
        begins=now,
        ends=ends,
        purpose=invitation.purpose.strip(),
        invited_by=actor.name,
        only=only,
    )
    with house.store.work(hub, actor, deed="", now=now) as work:
        # An invitation that is refused leaves no account behind either.
        here = seated(work)
        may_give_seats(here, actor)
        _only_looks_in(seat, here)
        seat_facts(seat, here, now=now)
    who = create_account(house, name=invitation.name, email=invitation.email)
    seat = replace(seat, user=who.id, name=who.name)
    return give_a_seat(house, hub=hub, actor=actor, deed=deed, seat=seat)


def _only_looks_in(seat: Seat, here: Seated) -> None:
    """What is given here reads alone and ends, whatever the page was made to send.

    Raises:
        Refusal: the role is none that the hub limits in time.
    """
    if not seat.roles <= {role.id for role in here.hub.roles if role.time_boxed}:
        raise Refusal(
            why="Somebody who looks in has a role that ends by itself.",
            do="Choose one of the roles shown.",
            code="role_without_end",
            fields=(("role", "Choose one of those shown."),),
        )


def _end_of(day: date | None) -> datetime | None:
    """The minute at which a day ends in London; of the last day that there is, its last moment."""
    if day is None or day == date.max:
        return None if day is None else datetime.combine(day, time.max, LONDON)
    return datetime.combine(day + timedelta(days=1), time(), LONDON)


def _cases_of(house: House, hub: str, audit: str) -> frozenset[str]:
    with house.store.reading(hub) as reading:
        state = audit_of(reading.entries(f"{STREAM}:{audit}"))
    if state is None:
        raise Refusal(
            why="There is no such audit.",
            do="Choose one of those shown.",
            code="no_audit",
            fields=(("audit", "Choose one of those shown."),),
        )
    return frozenset(one.case for one in state.sample)
