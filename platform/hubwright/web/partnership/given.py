"""Each agency with what it gives, for how long, its people, and the days that run out for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hubwright.domain.definitions.hub import Contribution, Hub, Person
from hubwright.domain.hubs import HubState, Seat
from hubwright.domain.hubs.running_out import RunsOut, running_out
from hubwright.web.language import say, text
from hubwright.web.partnership.words import EACH, GIVES_AS, RUNS, pounds, said, span
from hubwright.web.times import day


@dataclass(frozen=True, slots=True)
class Given:
    """Something that an agency gives; `soon` where it has ended or does so soon."""

    name: str
    kind: str
    when: str
    worth: str
    soon: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody of an agency.

    Args:
        seated: they have a seat in the hub.
        roles: what they do there.
        days: each day that is written of them, and "" or that it is past or near.
    """

    name: str
    seated: bool
    roles: str
    days: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyShown:
    """One agency.

    Args:
        posts: how many full-time equivalents there are and are planned, in words.
    """

    id: str
    name: str
    posts: str
    given: tuple[Given, ...]
    people: tuple[Somebody, ...]


def agencies(hub: Hub, state: HubState, today: date) -> list[AgencyShown]:
    """Every agency of a hub, in the hub's order."""
    soon = running_out(hub.local, state, today)
    roles = {one.id: str(text(one.name)) for one in hub.roles}
    return [
        AgencyShown(
            one.id,
            text(one.name),
            _posts(one.fte, one.fte_planned),
            tuple(_given(each, soon) for each in hub.local.contributions if each.agency == one.id),
            tuple(_people(one.id, hub.local.people, state, roles, soon)),
        )
        for one in hub.agencies
    ]


def warned(one: RunsOut) -> str:
    """That a day is past, or near, in words."""
    return say("Past") if one.over else say("Soon")


def _posts(fte: str | None, planned: str | None) -> str:
    if fte is None:
        return say("Nobody has said how many full-time posts it has here.")
    if planned is None:
        return say("%(fte)s full-time equivalent posts here.", fte=fte)
    return say("%(fte)s full-time equivalent posts here, %(planned)s planned.", fte=fte, planned=planned)


def _given(one: Contribution, soon: Sequence[RunsOut]) -> Given:
    near = next((warned(each) for each in soon if each.path == ("local", "contributions", one.id)), "")
    worth = "" if one.pounds is None else f"{pounds(one.pounds)} {say(EACH[one.each])}"
    return Given(text(one.name), say(GIVES_AS[one.gives_as]), span(one.begins, one.until), worth, near, remarks(one))


def remarks(one: object) -> tuple[str, ...]:
    """What is assumed of something, and what is noted."""
    assumed, note = getattr(one, "assumed", ""), getattr(one, "note", "")
    return tuple(str(each) for each in (say("Assumed: %(what)s", what=assumed) if assumed else "", note) if each)


def _people(
    agency: str, written: Sequence[Person], state: HubState, roles: Mapping[str, str], soon: Sequence[RunsOut]
) -> list[Somebody]:
    of_here = {one.name.casefold(): one for one in written if one.agency == agency}
    made = []
    for seat in sorted(state.seats.values(), key=lambda one: one.name):
        if seat.agency == agency and seat.ends is None:
            person = of_here.pop(seat.name.casefold(), None)
            made.append(_somebody(seat.name, seat, person, roles, soon))
    return made + [_somebody(one.name, None, one, roles, soon) for one in of_here.values()]


def _somebody(
    name: str, seat: Seat | None, person: Person | None, roles: Mapping[str, str], soon: Sequence[RunsOut]
) -> Somebody:
    days: list[tuple[str, str]] = []
    near = {(one.what, one.until.isoformat()): warned(one) for one in soon if one.whose.en == name}
    if person is not None:
        for what, kind, until in (
            ("vetting", person.vetting, person.vetted_until),
            ("contract", person.contract, person.contract_until),
        ):
            if until:
                words = say("%(what)s: %(until)s", what=say(RUNS[what]), until=said(until))
                days.append((f"{kind}. {words}" if kind else words, near.get((what, until), "")))
            elif kind:
                days.append((say("%(what)s; nobody has said until when", what=kind), ""))
    if seat is not None and seat.until is not None:
        words = say("%(what)s: %(until)s", what=say(RUNS["secondment"]), until=day(seat.until))
        days.append((words, near.get(("secondment", seat.until.isoformat()), "")))
    does = ", ".join(roles.get(one, one) for one in sorted(seat.roles)) if seat else person.post if person else ""
    return Somebody(name, seat is not None, does, tuple(days), remarks(person) if person else ())
