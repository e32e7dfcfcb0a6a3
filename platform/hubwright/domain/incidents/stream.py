"""Entries of an incident's stream, replayed, and the row that lists read of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hubwright.domain.cases.entries import Entry
from hubwright.domain.cases.lift import lifted
from hubwright.domain.cases.written import instant
from hubwright.domain.errors import Broken
from hubwright.domain.incidents.state import IncidentState, StepState

STREAM = "incident"

CURRENT: Mapping[str, int] = {
    "incident.opened": 1,
    "incident.added": 1,
    "incident.taken_on": 1,
    "incident.alarm_told": 1,
    "incident.closed": 1,
    "incident.reopened": 1,
}

# (type, version) to the function that makes the body of version + 1; never deleted (law 3).
LIFTS: Mapping[tuple[str, int], Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {}


def incident_of(entries: Iterable[Entry]) -> IncidentState | None:
    """The incident that these entries make, or None for an empty stream.

    Raises:
        Broken: the stream does not begin with one, or cannot be read by this release.
    """
    state: IncidentState | None = None
    for entry in (lifted(one, current=CURRENT, lifts=LIFTS) for one in entries):
        if (state is None) != (entry.type == "incident.opened"):
            raise Broken(f"Entry {entry.number} of {entry.stream} is a {entry.type}, which does not belong there.")
        if entry.destroyed is not None:
            left = state or _nothing_left(entry)
            state = replace(left, destroyed=(*left.destroyed, (entry.number, entry.destroyed)))
        elif state is None:
            state = _opened(entry)
        else:
            state = _STEPS[entry.type](state, entry)
        if "next" in entry.body:
            state = replace(state, next=instant(entry.body["next"]) if entry.body["next"] else None)
        state = replace(state, head=entry.number)
    return state


def _nothing_left(entry: Entry) -> IncidentState:
    """An incident whose beginning was destroyed: its reference, and nothing that could name anybody."""
    return IncidentState(
        ref=entry.stream.partition(":")[2],
        revision=entry.revision,
        head=entry.number,
        kind="",
        stands_for="",
        what="",
        noticed=entry.received,
        by_user=entry.actor,
        by="",
        opened=entry.recorded,
        closed=entry.recorded,
    )


def _opened(entry: Entry) -> IncidentState:
    body = entry.body
    clock = body["clock"]
    return IncidentState(
        ref=body["incident"],
        revision=entry.revision,
        head=entry.number,
        kind=body["kind"],
        stands_for=body["stands_for"],
        what=body["what"],
        noticed=instant(body["noticed"]),
        by_user=entry.actor,
        by=entry.actor_name,
        opened=entry.recorded,
        case=body["case"],
        agency=body["agency"],
        who=body["who"],
        whose=body["whose"],
        how=body["how"],
        minutes=body["minutes"],
        rule=clock["rule"] if clock else None,
        due=instant(clock["due"]) if clock else None,
        steps_of_clock=tuple(clock["steps"]) if clock else (),
        ladder=body["ladder"],
    )


def _added(state: IncidentState, entry: Entry) -> IncidentState:
    body = entry.body
    step = StepState(
        step=body["step"],
        text=body["text"],
        who=body["who"],
        yes=body["yes"],
        minutes=body["minutes"],
        by=entry.actor_name,
        at=entry.happened,
        number=entry.number,
    )
    met = entry.happened if body["meets"] else state.met
    return replace(state, steps=(*state.steps, step), minutes=state.minutes + step.minutes, met=met)


def _told(state: IncidentState, entry: Entry) -> IncidentState:
    raised = state.raised or entry.happened
    return replace(state, told=state.told + 1, last_told=entry.happened, raised=raised)


def _taken_on(state: IncidentState, entry: Entry) -> IncidentState:
    # From here the ladder would be climbed from its foot again.
    return replace(state, taken_on=(entry.actor_name, entry.happened), raised=None, told=0, last_told=None)


_STEPS: Mapping[str, Callable[[IncidentState, Entry], IncidentState]] = {
    "incident.added": _added,
    "incident.taken_on": _taken_on,
    "incident.alarm_told": _told,
    "incident.closed": lambda state, entry: replace(
        state, closed=entry.happened, learned=entry.body["text"], met=state.met or entry.happened
    ),
    "incident.reopened": lambda state, entry: replace(state, closed=None),
}


def project_incident(entries: Sequence[Entry]) -> Mapping[str, list[dict[str, Any]]]:
    """The row of one incident."""
    state = incident_of(entries)
    if state is None:
        return {}
    row = {
        "incident_ref": state.ref,
        "stream": state.stream,
        "kind": state.kind,
        "stands_for": state.stands_for,
        "what": state.what,
        "case_ref": state.case or None,
        "agency": state.agency or None,
        "by_user": state.by_user,
        "noticed": state.noticed,
        "due_at": state.due if state.met is None else None,
        "next_at": state.next,
        "minutes": state.minutes,
        "closed": state.closed,
        "head": state.head,
    }
    return {"incident_row": [row]}
