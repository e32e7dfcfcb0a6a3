"""Who is asked to come, how they take part, who chairs and who takes the minutes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.written import moment
from hubwright.domain.errors import Refusal
from hubwright.domain.meetings.commands import Ask, Attend, Give, Roll
from hubwright.domain.meetings.refusing import incomplete, not_open, runs, type_of, wrong_words
from hubwright.domain.meetings.room import Room
from hubwright.domain.meetings.state import ATTENDANCE, THERE, Attender, MeetingState
from hubwright.domain.meetings.stream import meeting_fact

OF_ONESELF = ("apologies", "sent")
"""What somebody who is asked to come says for themselves."""


def ask(state: MeetingState, command: Ask, context: Context, room: Room) -> list[Fact]:
    """Ask one more to come.

    Raises:
        Refusal: it is not said who, or they have no seat in this hub.
    """
    runs(context)
    not_open(state)
    incomplete(dict(_wrong_ask(state, command, context, room)))
    seat = room.seat(command.user, command.agency) if command.user else None
    person = {
        "id": f"p{len(state.people) + 1}",
        "agency": seat.agency if seat else command.agency,
        "organisation": command.organisation.strip(),
        "role": command.role,
        "user": command.user,
        "name": command.name.strip() or (seat.name if seat else ""),
        "state": "observer" if command.observer else "invited",
        "needed": command.needed and not command.observer,
        "roles": sorted(seat.roles) if seat else [],
        "qualifications": sorted(seat.qualifications) if seat else [],
    }
    return [meeting_fact(state.ref, "meeting.asked", {"person": person}, context)]


def _wrong_ask(state: MeetingState, command: Ask, context: Context, room: Room) -> Iterator[tuple[str, str]]:
    agencies = {one.id for one in context.hub.agencies}
    if not (command.agency or command.user or command.organisation.strip() or command.name.strip()):
        yield "name", "Say who is asked: an agency, or somebody by name."
    if command.agency and command.agency not in agencies:
        yield "agency", "Choose one of the agencies shown."
    if command.role and command.role not in {one.id for one in context.hub.roles}:
        yield "role", "Choose one of the roles shown."
    if command.user and room.seat(command.user, command.agency) is None:
        yield "user", "Choose somebody who is a member of this hub today."
    elif command.user and any(one.user == command.user for one in state.people.values()):
        yield "user", "They are asked to come already."
    if command.name.strip() and not (command.agency or command.user or command.organisation.strip()):
        yield "organisation", "Say where they come from."
    yield from wrong_words(name=command.name, organisation=command.organisation)


def attend(state: MeetingState, command: Attend, context: Context, room: Room) -> list[Fact]:
    """Note how somebody takes part; whoever is asked says themselves that they cannot come or sent what they know.

    Raises:
        Refusal: it is not known how, or they have no seat in this hub.
    """
    not_open(state)
    known = state.people.get(command.person)
    if known is None:
        incomplete({"person": "Choose one of those shown."})
        raise AssertionError("unreachable: what is incomplete is refused")
    if not (command.state in OF_ONESELF and not command.left and _is(known, context)):
        runs(context)
    incomplete(dict(_wrong_attend(known, command, state, context, room)))
    return [meeting_fact(state.ref, "meeting.attended", _attended(known, command, state, context, room), context)]


def roll(state: MeetingState, command: Roll, context: Context, room: Room) -> list[Fact]:
    """Note how several take part, as whoever runs the meeting goes round the room.

    Raises:
        Refusal: nobody's attendance changes, or one of them cannot be noted so; each by its field, "state-p1".
    """
    runs(context)
    not_open(state)
    if not command.people:
        raise Refusal(
            why="Nothing about who is there was changed.",
            do="Choose how each takes part, and note it then.",
            code="nothing_noted",
        )
    wrong: dict[str, str] = {}
    facts: list[Fact] = []
    for one in command.people:
        known = state.people.get(one.person)
        if known is None:
            wrong["person"] = "Choose one of those shown."
            continue
        for _, said in _wrong_attend(known, one, state, context, room):
            wrong.setdefault(f"state-{known.id}", said)
        facts.append(meeting_fact(state.ref, "meeting.attended", _attended(known, one, state, context, room), context))
    incomplete(wrong)
    return facts


def _is(known: Attender, context: Context) -> bool:
    """Whether whoever acts is this person, or of the agency that is asked, where nobody is named yet."""
    mine = known.user == context.actor.id if known.user else known.agency == context.actor.agency
    return mine and context.authority.may("meeting.attend")


def _wrong_attend(
    known: Attender, command: Attend, state: MeetingState, context: Context, room: Room
) -> Iterator[tuple[str, str]]:
    if command.state not in ATTENDANCE:
        yield "state", "Choose one of those shown."
    if command.by not in ("", "video", "telephone") or (command.by and command.state != "remote"):
        yield "by", "Choose video or telephone, for somebody who takes part from afar."
    if command.user and room.seat(command.user, known.agency) is None:
        yield "user", "Choose somebody of this agency who is a member of this hub today."
    type = type_of(state.type, context)
    if command.state == "observer" and type is not None and type.statement is not None and not command.statement:
        yield "statement", "An observer accepts the statement first."
    if command.qualification and command.qualification not in _qualifications(context, state):
        yield "qualification", "Choose one of those shown."
    if command.left and (state.begun is None or known.state not in THERE):
        yield "left", "They are not noted as there."
    if command.at is not None and (command.at > context.now or (known.came and command.at < known.came)):
        yield "at", "Choose a time that is past, after they came."
    elif command.at is not None and command.at < state.called:
        yield "at", "Choose a time since the meeting was called."
    yield from wrong_words(name=command.name)


def _qualifications(context: Context, state: MeetingState) -> frozenset[str]:
    """Those that a quorum of the hub asks for: nobody is asked for another."""
    parts = (part for type in context.hub.meeting_types for part in type.quorum)
    return frozenset(one.qualification for one in parts if one.qualification is not None)


def _attended(known: Attender, command: Attend, state: MeetingState, context: Context, room: Room) -> dict[str, Any]:
    seat = room.seat(command.user or known.user, known.agency) if command.user or known.user else None
    at = command.at or context.now
    there = command.state in THERE or command.left
    # Whoever is there when it begins was there for all of it; whoever comes after that came late.
    came = known.came
    if there and not command.left and (known.state not in THERE or known.left is not None):
        came = at if state.begun is not None else None
    said = [command.qualification] if command.qualification else list(known.qualifications)
    return {
        "person": known.id,
        "state": known.state if command.left else command.state,
        "by": known.by if command.left else command.by,
        "name": command.name.strip() or (seat.name if seat and command.user else known.name),
        "user": command.user or known.user,
        "statement": command.statement or known.statement,
        "came": moment(came) if there and came else None,
        "left": moment(at) if command.left else None,
        "roles": sorted(seat.roles) if seat else list(known.roles),
        "qualifications": sorted(seat.qualifications) if seat else said,
    }


def give(state: MeetingState, command: Give, context: Context, room: Room) -> list[Fact]:
    """Give the chair, or the taking of the minutes, to somebody of the meeting; there is one of each at a time.

    Raises:
        Refusal: they are not of the meeting, have it already, or their role may not.
    """
    runs(context)
    not_open(state)
    known = state.people.get(command.person)
    type = type_of(state.type, context)
    if command.what not in ("chair", "minute_taker"):
        incomplete({"what": "Choose one of those shown."})
    if known is None:
        incomplete({command.what: "Choose one of those who are asked to come."})
        raise AssertionError("unreachable: what is incomplete is refused")
    if known.state == "observer":
        incomplete({command.what: "An observer takes no part: choose somebody else."})
    roles = () if type is None else type.chairs if command.what == "chair" else type.minute_takers
    if roles and known.user and not set(roles) & set(known.roles):
        incomplete({command.what: "Choose somebody whose role may do this."})
    holds = state.chair if command.what == "chair" else state.minute_taker
    if holds == known.id:
        return []
    return [meeting_fact(state.ref, "meeting.given", {"what": command.what, "person": known.id}, context)]
