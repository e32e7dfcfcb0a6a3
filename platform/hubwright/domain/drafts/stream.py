"""Entries of a draft's stream, replayed; the tree that its edits make; and the row that lists read of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hubwright.domain.cases.entries import Entry
from hubwright.domain.cases.lift import lifted
from hubwright.domain.cases.written import instant
from hubwright.domain.definitions.drafting import Tree
from hubwright.domain.definitions.edits import applied_all, from_json
from hubwright.domain.drafts.state import (
    DISCARDED,
    OPEN,
    PLANNED,
    PUBLISHED,
    Accepted,
    DraftState,
    HeldBack,
    Made,
    Planned,
)
from hubwright.domain.errors import Broken

STREAM = "draft"
CURRENT: Mapping[str, int] = {
    "draft.begun": 1,
    "draft.changed": 1,
    "draft.brought_up_to_date": 1,
    "draft.example_accepted": 1,
    "draft.planned": 1,
    "draft.agreed": 1,
    "draft.held_back": 1,
    "draft.taken_back": 1,
    "draft.published": 1,
    "draft.discarded": 1,
}
# (type, version) to the function that makes the body of version + 1; never deleted (law 3).
LIFTS: Mapping[tuple[str, int], Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {}


def draft_of(entries: Iterable[Entry]) -> DraftState | None:
    """The draft that these entries make, or None for an empty stream.

    Raises:
        Broken: the stream does not begin with one, or cannot be read by this release.
    """
    state: DraftState | None = None
    for entry in (lifted(one, current=CURRENT, lifts=LIFTS) for one in entries):
        if (state is None) != (entry.type == "draft.begun"):
            raise Broken(f"Entry {entry.number} of {entry.stream} is a {entry.type}, which does not belong there.")
        if entry.destroyed is not None:
            left = state or _begun(entry)
            state = replace(left, destroyed=(*left.destroyed, (entry.number, entry.destroyed)))
        elif state is None:
            state = replace(
                _begun(entry),
                base=entry.body["base"],
                note=entry.body["note"],
                scenarios=entry.body["scenarios"],
                taken=tuple(entry.body["taken"]),
            )
        else:
            state = _STEPS[entry.type](state, entry)
        state = replace(state, head=entry.number)
    return state


def tree_now(base: Tree, changes: Iterable[Made]) -> Tree:
    """The tree that these changes make of what the draft began with.

    Args:
        base: `drafting.tree_of` of its base revision.
        changes: all of the draft, or those after `base` was reached.
    """
    for change in changes:
        base = applied_all(base, change.edits)
    return base


def _begun(entry: Entry) -> DraftState:
    return DraftState(
        number=int(entry.stream.partition(":")[2]),
        base=entry.revision,
        head=entry.number,
        by_user=entry.actor,
        by=entry.actor_name,
        begun=entry.happened,
    )


def _changed(state: DraftState, entry: Entry) -> DraftState:
    undoes = entry.body["undoes"]
    made = Made(
        number=entry.number,
        name=entry.body["name"],
        edits=tuple(from_json(one) for one in entry.body["edits"]),
        by_user=entry.actor,
        by=entry.actor_name,
        at=entry.happened,
        undoes=undoes,
    )
    known = tuple(replace(one, undone_by=made.number) if one.number == undoes else one for one in state.changes)
    # To undo an undoing is to do the first thing again.
    again = next((one.undoes for one in known if one.number == undoes), None)
    if again is not None:
        known = tuple(replace(one, undone_by=None) if one.number == again else one for one in known)
    return replace(state, changes=(*known, made))


def _updated(state: DraftState, entry: Entry) -> DraftState:
    """The changes that still stand, each with the edits that it has on the other base; what was undone is forgotten."""
    body = entry.body
    edits = {one["number"]: tuple(from_json(edit) for edit in one["edits"]) for one in body["changes"]}
    kept = tuple(replace(one, edits=edits[one.number]) for one in state.changes if one.number in edits)
    return replace(
        state,
        base=body["base"],
        scenarios=body["scenarios"],
        taken=tuple(body["taken"]),
        changes=kept,
        accepted={},
    )


def _accepted(state: DraftState, entry: Entry) -> DraftState:
    body = entry.body
    one = Accepted(body["scenario"], body["why"], entry.actor_name, entry.happened, body["after"])
    return replace(state, accepted={**state.accepted, one.scenario: one})


def _planned(state: DraftState, entry: Entry) -> DraftState:
    on = instant(entry.body["on"]) if entry.body["on"] else None
    plan = Planned(on, entry.body["note"], entry.actor, entry.actor_name, entry.happened)
    return replace(state, standing=PLANNED, planned=plan, held_back=None)


def _agreed(state: DraftState, entry: Entry) -> DraftState:
    if state.planned is None:
        return state
    return replace(state, planned=replace(state.planned, agreed_by=entry.actor_name, agreed_by_user=entry.actor))


def _held_back(state: DraftState, entry: Entry) -> DraftState:
    if state.planned is None:
        return replace(state, standing=OPEN)
    held = HeldBack(state.planned, tuple(entry.body["why"]), entry.happened)
    return replace(state, standing=OPEN, planned=None, held_back=held)


def _taken_back(state: DraftState, entry: Entry) -> DraftState:
    return replace(state, standing=OPEN, planned=None)


def _published(state: DraftState, entry: Entry) -> DraftState:
    return replace(
        state, standing=PUBLISHED, revision=entry.body["revision"], ended=entry.happened, why=entry.body["note"]
    )


def _discarded(state: DraftState, entry: Entry) -> DraftState:
    return replace(state, standing=DISCARDED, ended=entry.happened, why=entry.body["why"])


_STEPS: Mapping[str, Callable[[DraftState, Entry], DraftState]] = {
    "draft.changed": _changed,
    "draft.brought_up_to_date": _updated,
    "draft.example_accepted": _accepted,
    "draft.planned": _planned,
    "draft.agreed": _agreed,
    "draft.held_back": _held_back,
    "draft.taken_back": _taken_back,
    "draft.published": _published,
    "draft.discarded": _discarded,
}


def project_draft(entries: Sequence[Entry]) -> Mapping[str, list[dict[str, Any]]]:
    """The row of one draft: where it stands, and how many changes are in it."""
    state = draft_of(entries)
    if state is None:
        return {}
    row = {
        "draft": state.number,
        "stream": state.stream,
        "base": state.base,
        "standing": state.standing,
        "begun": state.begun,
        "by_user": state.by_user,
        "changes": len(state.standing_changes),
        "plan_at": state.planned.on if state.standing == PLANNED and state.planned else None,
        "ended": state.ended,
        "head": state.head,
    }
    return {"hub_draft": [row]}
