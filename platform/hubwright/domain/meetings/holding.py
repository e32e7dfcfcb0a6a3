"""Beginning, ending, moving and cancelling a meeting.

A meeting without its quorum begins all the same, never silently: the reason is asked for and those who must know are
told. A strategy discussion does not wait even for the reason (law 8): left empty, it is on record as not given.
"""

from __future__ import annotations

from typing import Any

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.written import moment
from hubwright.domain.definitions.drawn.meetings import STRATEGY, MeetingType
from hubwright.domain.errors import Refusal
from hubwright.domain.meetings.commands import Begin, Cancel, End, Move
from hubwright.domain.meetings.quorum import written
from hubwright.domain.meetings.refusing import (
    incomplete,
    not_open,
    runs,
    starts_it,
    type_of,
    wrong_time,
    wrong_words,
)
from hubwright.domain.meetings.room import Room
from hubwright.domain.meetings.state import MeetingState
from hubwright.domain.meetings.stream import foreseen, meeting_fact


def begin(state: MeetingState, command: Begin, context: Context, room: Room) -> list[Fact]:
    """It begins. Whoever begins a strategy discussion that nobody is noted at is there themselves.

    Raises:
        Refusal: it has begun already, nobody is there, or it is not quorate and it is not said why it begins.
    """
    if not context.authority.may("meeting.minute"):
        starts_it(context, state.stands_for)
    not_open(state)
    if state.begun is not None:
        raise Refusal(why="This meeting has begun already.", do="Go on with the agenda.", code="meeting_begun")
    incomplete(wrong_words(reason=command.reason))
    facts: list[Fact] = []
    if not state.there():
        facts = _there_myself(state, context, room)
        if not facts:
            raise Refusal(
                why="Nobody is noted as there.",
                do="Note who takes part, in the room or from afar, and begin then.",
                code="nobody_there",
            )
    now = foreseen(state, facts, context) if facts else state
    quorum = _quorum(now, context)
    reason = command.reason.strip()
    if not quorum["met"] and not reason and state.stands_for != STRATEGY:
        raise Refusal(
            why="Not everybody is there whom this meeting asks for. It can begin all the same.",
            do="Say why it begins without them, and begin.",
            code="not_quorate",
            fields=(("reason", "Say why it begins without them."),),
        )
    body = {"quorum": quorum, "reason": reason, "tells": _tells(state, quorum, context)}
    return [*facts, meeting_fact(state.ref, "meeting.begun", body, context)]


def _there_myself(state: MeetingState, context: Context, room: Room) -> list[Fact]:
    seat = room.seat(context.actor.id, context.actor.agency or "")
    if state.stands_for != STRATEGY or seat is None:
        return []
    known = next((one for one in state.people.values() if one.user == seat.user), None)
    known = known or next((one for one in state.people.values() if one.agency == seat.agency and not one.user), None)
    how = "present" if state.mode == "in_person" else "remote"
    parts = {"name": seat.name, "user": seat.user, "roles": sorted(seat.roles)}
    parts["qualifications"] = sorted(seat.qualifications)
    if known is not None:
        attended = {"person": known.id, "state": how, "by": "", "statement": False, "came": None, "left": None}
        return [meeting_fact(state.ref, "meeting.attended", {**attended, **parts}, context)]
    person = {"id": f"p{len(state.people) + 1}", "agency": seat.agency, "organisation": "", "role": ""}
    body = {"person": {**person, "state": how, "needed": False, **parts}}
    return [meeting_fact(state.ref, "meeting.asked", body, context)]


def _quorum(state: MeetingState, context: Context) -> dict[str, Any]:
    type = type_of(state.type, context)
    return written(type, state.people.values(), context.now) if type else {"met": True, "missing": []}


def _tells(state: MeetingState, quorum: dict[str, Any], context: Context) -> dict[str, Any] | None:
    """Who is told that it is not quorate: the first rung of the type's ladder, or those who run the hub; or None."""
    if quorum["met"]:
        return None
    type: MeetingType | None = type_of(state.type, context)
    if type is not None and type.not_quorate_tells is not None:
        rung = context.hub.find("ladders", type.not_quorate_tells).rungs[0]
        return {"who": rung.who, "role": rung.role or ""}
    runs_hub = (one.id for one in context.hub.roles if "hub.live" in one.permissions)
    role = next((one for one in runs_hub if one in context.hub.local.role_mailboxes), "")
    return {"who": "role" if role else "duty", "role": role}


def end(state: MeetingState, command: End, context: Context, room: Room) -> list[Fact]:
    """It ends. What was turned to is done with; what was not comes to the next meeting of the type.

    Raises:
        Refusal: it has not begun, or is over.
    """
    runs(context)
    not_open(state)
    if state.begun is None:
        raise Refusal(
            why="This meeting has not begun.", do="Begin it, or cancel it with the reason.", code="meeting_not_begun"
        )
    if command.next is not None:
        incomplete(wrong_time(command.next, context, field="next"))
    body = {
        "quorum": _quorum(state, context),
        "done": [one.id for one in state.matters.values() if one.state == "taken"],
        "next": moment(command.next) if command.next else None,
    }
    return [meeting_fact(state.ref, "meeting.ended", body, context)]


def move(state: MeetingState, command: Move, context: Context, room: Room) -> list[Fact]:
    """It is to be at another time, in another way or place.

    Raises:
        Refusal: it has begun, or the time or the way is not one.
    """
    context.require("meeting.call")
    not_open(state)
    if state.begun is not None:
        raise Refusal(why="This meeting has begun.", do="End it and call another.", code="meeting_begun")
    type = type_of(state.type, context)
    wrong = dict(wrong_time(command.starts, context)) | dict(wrong_words(where=command.where))
    if type is not None and command.mode not in type.modes:
        wrong["mode"] = "Choose one of the ways shown."
    incomplete(wrong)
    body = {"starts": moment(command.starts), "mode": command.mode, "where": command.where.strip()}
    return [meeting_fact(state.ref, "meeting.moved", body, context)]


def cancel(state: MeetingState, command: Cancel, context: Context, room: Room) -> list[Fact]:
    """It is not held; clocks that waited for it go on.

    Raises:
        Refusal: it has begun, or no reason is given.
    """
    context.require("meeting.call")
    not_open(state)
    if state.begun is not None:
        raise Refusal(why="This meeting has begun.", do="End it instead.", code="meeting_begun")
    if not command.reason.strip():
        incomplete({"reason": "Say why it is not held."})
    incomplete(wrong_words(reason=command.reason))
    return [meeting_fact(state.ref, "meeting.cancelled", {"reason": command.reason.strip()}, context)]
