"""Entries of a meeting's stream, replayed, and the rows that lists read of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.lift import lifted
from hubwright.domain.cases.written import instant
from hubwright.domain.errors import Broken
from hubwright.domain.meetings.state import Attender, Matter, MeetingState

STREAM = "meeting"

CURRENT: Mapping[str, int] = {
    "meeting.called": 1,
    "meeting.asked": 1,
    "meeting.attended": 1,
    "meeting.given": 1,
    "meeting.matters_added": 1,
    "meeting.arranged": 1,
    "meeting.matter_left": 1,
    "meeting.matter_taken": 1,
    "meeting.matter_done": 1,
    "meeting.begun": 1,
    "meeting.moved": 1,
    "meeting.ended": 1,
    "meeting.cancelled": 1,
}

# (type, version) to the function that makes the body of version + 1; never deleted (law 3).
LIFTS: Mapping[tuple[str, int], Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {}


def meeting_fact(ref: str, type: str, body: Mapping[str, Any], context: Context) -> Fact:
    """A fact of a meeting's stream, happening now."""
    return Fact(
        stream=f"{STREAM}:{ref}",
        type=type,
        version=CURRENT[type],
        body=body,
        happened=context.now,
        received=context.now,
    )


def meeting_of(entries: Iterable[Entry]) -> MeetingState | None:
    """The meeting that these entries make, or None for an empty stream.

    Raises:
        Broken: the stream does not begin with one, or cannot be read by this release.
    """
    state: MeetingState | None = None
    for entry in (lifted(one, current=CURRENT, lifts=LIFTS) for one in entries):
        if (state is None) != (entry.type == "meeting.called"):
            raise Broken(f"Entry {entry.number} of {entry.stream} is a {entry.type}, which does not belong there.")
        if entry.destroyed is not None:
            left = state or _nothing_left(entry)
            state = replace(left, destroyed=(*left.destroyed, (entry.number, entry.destroyed)))
        elif state is None:
            state = _called(entry)
        else:
            state = _STEPS[entry.type](state, entry)
        state = replace(state, head=entry.number)
    return state


def foreseen(state: MeetingState | None, facts: Iterable[Fact], context: Context) -> MeetingState:
    """The meeting as replay will make it once these facts are on record.

    Raises:
        Broken: they make no meeting.
    """
    for fact in (one for one in facts if one.stream.startswith(f"{STREAM}:")):
        entry = Entry(
            stream=fact.stream,
            number=state.head + 1 if state else 1,
            type=fact.type,
            version=fact.version,
            body=fact.body,
            happened=fact.happened,
            received=fact.received,
            recorded=context.now,
            actor=context.actor.id,
            actor_name=context.actor.name,
            agency=context.actor.agency,
            revision=context.revision,
            deed="",
        )
        state = replace(_called(entry) if state is None else _STEPS[entry.type](state, entry), head=entry.number)
    if state is None:
        raise Broken("No facts, and no meeting.")
    return state


def _nothing_left(entry: Entry) -> MeetingState:
    """A meeting whose beginning was destroyed: its reference, and nothing that could name anybody."""
    return MeetingState(
        ref=entry.stream.partition(":")[2],
        revision=entry.revision,
        head=entry.number,
        type="",
        stands_for="",
        starts=entry.received,
        called=entry.recorded,
        by_user=entry.actor,
        by="",
        ended=entry.recorded,
    )


def _called(entry: Entry) -> MeetingState:
    body = entry.body
    state = MeetingState(
        ref=body["meeting"],
        revision=entry.revision,
        head=entry.number,
        type=body["type"],
        stands_for=body["stands_for"],
        starts=instant(body["starts"]),
        called=entry.happened,
        by_user=entry.actor,
        by=entry.actor_name,
        mode=body["mode"],
        where=body["where"],
        title=body["title"],
        people={parts["id"]: _person(parts) for parts in body["people"]},
        chair=body["chair"],
        minute_taker=body["minute_taker"],
    )
    return _added(state, entry)


def _person(parts: Mapping[str, Any]) -> Attender:
    return Attender(
        id=parts["id"],
        agency=parts["agency"],
        organisation=parts["organisation"],
        role=parts["role"],
        user=parts["user"],
        name=parts["name"],
        state=parts["state"],
        needed=parts["needed"],
        roles=tuple(parts["roles"]),
        qualifications=tuple(parts["qualifications"]),
    )


def _asked(state: MeetingState, entry: Entry) -> MeetingState:
    one = _person(entry.body["person"])
    return replace(state, people={**state.people, one.id: one})


def _attended(state: MeetingState, entry: Entry) -> MeetingState:
    body = entry.body
    known = state.people.get(body["person"])
    if known is None:
        return state
    one = replace(
        known,
        state=body["state"],
        by=body["by"],
        name=body["name"],
        user=body["user"],
        statement=body["statement"],
        came=instant(body["came"]) if body["came"] else None,
        left=instant(body["left"]) if body["left"] else None,
        roles=tuple(body["roles"]),
        qualifications=tuple(body["qualifications"]),
    )
    return replace(state, people={**state.people, one.id: one})


def _given(state: MeetingState, entry: Entry) -> MeetingState:
    if entry.body["what"] == "chair":
        return replace(state, chair=entry.body["person"])
    return replace(state, minute_taker=entry.body["person"])


def _added(state: MeetingState, entry: Entry) -> MeetingState:
    fresh = {
        parts["id"]: Matter(parts["id"], parts["case"], parts["why"], entry.actor_name, entry.happened)
        for parts in entry.body["matters"]
    }
    return replace(state, matters={**state.matters, **fresh}, order=(*state.order, *fresh))


def _arranged(state: MeetingState, entry: Entry) -> MeetingState:
    return replace(state, order=tuple(entry.body["order"]))


def _matter(meeting: MeetingState, id: str, **changes: Any) -> MeetingState:
    known = meeting.matters.get(id)
    return meeting if known is None else replace(meeting, matters={**meeting.matters, id: replace(known, **changes)})


def _left(state: MeetingState, entry: Entry) -> MeetingState:
    until = instant(entry.body["until"]) if entry.body["until"] else None
    return _matter(state, entry.body["matter"], state=entry.body["how"], until=until)


def _taken(state: MeetingState, entry: Entry) -> MeetingState:
    for id in entry.body["done"]:
        state = _matter(state, id, state="done", done=entry.happened)
    return _matter(state, entry.body["matter"], state="taken", taken=entry.happened)


def _done(state: MeetingState, entry: Entry) -> MeetingState:
    return _matter(state, entry.body["matter"], state="done", done=entry.happened, allocated=entry.body["allocated"])


def _begun(state: MeetingState, entry: Entry) -> MeetingState:
    quorum = {**entry.body["quorum"], "reason": entry.body["reason"]}
    return replace(state, begun=entry.happened, quorum=quorum)


def _moved(state: MeetingState, entry: Entry) -> MeetingState:
    body = entry.body
    return replace(state, starts=instant(body["starts"]), mode=body["mode"], where=body["where"])


def _ended(state: MeetingState, entry: Entry) -> MeetingState:
    body = entry.body
    for id in body["done"]:
        state = _matter(state, id, state="done", done=entry.happened)
    return replace(
        state,
        ended=entry.happened,
        quorum={**state.quorum, "at_end": body["quorum"]},
        next=instant(body["next"]) if body["next"] else None,
    )


def _cancelled(state: MeetingState, entry: Entry) -> MeetingState:
    return replace(state, cancelled=entry.happened, reason=entry.body["reason"])


_STEPS: Mapping[str, Callable[[MeetingState, Entry], MeetingState]] = {
    "meeting.asked": _asked,
    "meeting.attended": _attended,
    "meeting.given": _given,
    "meeting.matters_added": _added,
    "meeting.arranged": _arranged,
    "meeting.matter_left": _left,
    "meeting.matter_taken": _taken,
    "meeting.matter_done": _done,
    "meeting.begun": _begun,
    "meeting.moved": _moved,
    "meeting.ended": _ended,
    "meeting.cancelled": _cancelled,
}


def project_meeting(entries: Sequence[Entry]) -> Mapping[str, list[dict[str, Any]]]:
    """The rows of one meeting: itself, those who are asked to come, and the cases on its agenda."""
    state = meeting_of(entries)
    if state is None:
        return {}
    row = {
        "meeting_ref": state.ref,
        "stream": state.stream,
        "type": state.type,
        "stands_for": state.stands_for,
        "title": state.title,
        "mode": state.mode,
        "starts": state.starts,
        "begun": state.begun,
        "ended": state.ended or state.cancelled,
        "standing": standing(state),
        "by_user": state.by_user,
        "head": state.head,
    }
    return {
        "meeting_row": [row],
        "meeting_person": [
            {
                "meeting_ref": state.ref,
                "stream": state.stream,
                "person": one.id,
                "agency": one.agency,
                "user_id": one.user,
                "state": one.state,
                "type": state.type,
                "title": state.title,
                "mode": state.mode,
                "starts": state.starts,
                "standing": standing(state),
            }
            for one in state.people.values()
        ],
        "meeting_matter": [
            {
                "meeting_ref": state.ref,
                "stream": state.stream,
                "matter": one.id,
                "case_ref": one.case,
                "type": state.type,
                "state": one.state,
                "until": one.until,
                "starts": state.starts,
                "standing": standing(state),
            }
            for one in state.matters.values()
        ],
    }


def standing(state: MeetingState) -> str:
    """How far a meeting has got: "called", "begun", "ended" or "cancelled"."""
    if state.cancelled is not None:
        return "cancelled"
    if state.ended is not None:
        return "ended"
    return "begun" if state.begun is not None else "called"
