"""Calling a meeting: of which type, when, for which cases, and who is asked to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.written import moment
from hubwright.domain.definitions.drawn.meetings import STRATEGY, MeetingType
from hubwright.domain.hubs.stream import Seat
from hubwright.domain.meetings.agenda import new_matters
from hubwright.domain.meetings.commands import Begin, Call
from hubwright.domain.meetings.holding import begin as begins
from hubwright.domain.meetings.refusing import incomplete, starts_it, type_of, wrong_time, wrong_words
from hubwright.domain.meetings.room import Room
from hubwright.domain.meetings.stream import foreseen, meeting_fact


@dataclass(frozen=True, slots=True)
class _Place:
    """Somebody's place at a meeting while it is called."""

    agency: str
    role: str = ""
    needed: bool = False
    seat: Seat | None = None
    state: str = "invited"


def begin(command: Call, context: Context, room: Room) -> list[Fact]:
    """Call a meeting. Its agenda is what it was called for, and what the type's rule brings.

    Raises:
        Refusal: everything that stands in the way, at once.
    """
    type = type_of(command.type, context)
    if type is None:
        incomplete({"type": "Choose one of the meetings shown."})
        raise AssertionError("unreachable: what is incomplete is refused")
    starts_it(context, type.stands_for)
    incomplete(dict(_wrong(command, type, context, room)))
    ref = next(context.ids)
    places = _places(command, type, context, room)
    matters = new_matters(None, command.cases, "called")
    matters += new_matters(None, [one for one in room.found if one not in command.cases], "rule", ahead=len(matters))
    ids = {place.seat.user: f"p{number}" for number, place in enumerate(places, 1) if place.seat is not None}
    body = {
        "meeting": ref,
        "type": type.id,
        "stands_for": type.stands_for,
        "starts": moment(command.starts or context.now),
        "mode": command.mode or type.modes[0],
        "where": command.where.strip(),
        "title": command.title.strip(),
        "people": [written(f"p{number}", place) for number, place in enumerate(places, 1)],
        "matters": matters,
        "chair": ids.get(command.chair, ""),
        "minute_taker": ids.get(command.minute_taker, ""),
    }
    facts = [meeting_fact(ref, "meeting.called", body, context)]
    if command.starts is None:
        facts += begins(foreseen(None, facts, context), Begin(command.reason), context, room)
    return facts


def _wrong(command: Call, type: MeetingType, context: Context, room: Room) -> Iterator[tuple[str, str]]:
    if command.mode and command.mode not in type.modes:
        yield "mode", "Choose one of the ways shown."
    if command.starts is not None:
        yield from wrong_time(command.starts, context)
    yield from wrong_words(where=command.where, title=command.title, reason=command.reason)
    yield from _wrong_cases(command, type, room)
    yield from _wrong_posts(command, type, room)
    if any(one not in {asked.agency for asked in type.invited} for one in command.there):
        yield "there", "Choose from those who are asked to come."


def _wrong_cases(command: Call, type: MeetingType, room: Room) -> Iterator[tuple[str, str]]:
    if type.stands_for == STRATEGY and not command.cases:
        yield "cases", "Say which case it is for."
    for ref in command.cases:
        if ref not in room.cases:
            yield "cases", "Check the reference of each case; it has eight letters and digits."
        elif type.pathways and not set(type.pathways) & set(room.cases[ref]):
            yield "cases", "This kind of meeting is not for the pathway of one of these cases."


def _wrong_posts(command: Call, type: MeetingType, room: Room) -> Iterator[tuple[str, str]]:
    posts = (("chair", command.chair, type.chairs), ("minute_taker", command.minute_taker, type.minute_takers))
    for field, user, roles in posts:
        seat = room.seat(user) if user else None
        if user and seat is None:
            yield field, "Choose somebody who is a member of this hub today."
        elif seat is not None and roles and not seat.roles & set(roles):
            yield field, "Choose somebody whose role may do this."
    if not (type.invited or command.chair or command.minute_taker):
        yield "chair", "A meeting needs somebody: say who chairs it."


def _places(command: Call, type: MeetingType, context: Context, room: Room) -> list[_Place]:
    """A place for each who is asked; the chair and minute-taker take their agency's place where it is free."""
    places = [_Place(one.agency, one.role or "", one.needed) for one in type.invited]
    users = [command.chair, command.minute_taker]
    at_once = command.starts is None
    if at_once:
        users.append(context.actor.id)
    for user in dict.fromkeys(one for one in users if one):
        seat = room.seat(user, context.actor.agency or "") if user == context.actor.id else room.seat(user)
        if seat is not None:
            places = _seated(places, seat)
    if not at_once:
        return places
    state = "present" if (command.mode or type.modes[0]) == "in_person" else "remote"
    there = {context.actor.id, command.chair, command.minute_taker}
    return [
        replace(one, state=state)
        if (one.seat.user in there if one.seat is not None else one.agency in command.there)
        else one
        for one in places
    ]


def _seated(places: list[_Place], seat: Seat) -> list[_Place]:
    for index, one in enumerate(places):
        if one.seat is None and one.agency == seat.agency and (not one.role or one.role in seat.roles):
            return [*places[:index], replace(one, seat=seat), *places[index + 1 :]]
    return [*places, _Place(seat.agency, seat=seat)]


def written(id: str, place: _Place) -> dict[str, Any]:
    """A place as an entry writes it."""
    seat = place.seat
    return {
        "id": id,
        "agency": place.agency,
        "organisation": "",
        "role": place.role,
        "user": seat.user if seat else "",
        "name": seat.name if seat else "",
        "state": place.state,
        "needed": place.needed,
        "roles": sorted(seat.roles) if seat else [],
        "qualifications": sorted(seat.qualifications) if seat else [],
    }
