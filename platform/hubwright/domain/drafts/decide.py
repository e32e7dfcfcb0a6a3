"""What follows from a command about a hub's draft: facts to put on record, or a `Refusal`. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hubwright.domain.cases.entries import Actor, Fact
from hubwright.domain.cases.written import moment
from hubwright.domain.definitions.drafting import Tree
from hubwright.domain.definitions.edits import Edit, Overtaken, applied_all, as_json, inverse
from hubwright.domain.drafts.commands import Accept, Change, Command, Discard, Plan, Undo, Unplan
from hubwright.domain.drafts.state import OPEN, PLANNED, DraftState, Made
from hubwright.domain.drafts.stream import CURRENT, STREAM
from hubwright.domain.errors import Refusal

_MOST_EDITS = 5000
_LONGEST = 2000
_WHY = "Say why it is published, for the hub's record."


@dataclass(frozen=True, slots=True)
class Drafting:
    """What a command about a draft is decided with.

    Args:
        tree: as it stands now, every change in it.
        now: UTC.
    """

    tree: Tree
    actor: Actor
    now: datetime


def opened(
    number: int,
    base: str,
    *,
    note: str,
    now: datetime,
    scenarios: Mapping[str, Any] | None = None,
    taken: Sequence[Mapping[str, Any]] = (),
) -> list[Fact]:
    """Begin a draft of a hub.

    Args:
        number: one more than the last draft of the hub had.
        base: the revision that it begins with.
        note: what it is for, or "".
        scenarios: the hub's worked examples at this moment, by id.
        taken: the templates that it took.
    """
    body = {
        "base": base,
        "note": note.strip()[:_LONGEST],
        "scenarios": dict(scenarios or {}),
        "taken": [dict(one) for one in taken],
    }
    return [_fact(number, "draft.begun", body, now)]


def published(state: DraftState, revision: str, *, note: str, now: datetime) -> list[Fact]:
    """Write down that a draft was published, and as which revision.

    Raises:
        Refusal: it has ended, or it does not say why.
    """
    if state.standing not in (OPEN, PLANNED):
        raise _ended()
    said = _said(note, "note", _WHY)
    return [_fact(state.number, "draft.published", {"revision": revision, "note": said}, now)]


def decide(state: DraftState, command: Command, here: Drafting) -> list[Fact]:
    """What follows.

    Raises:
        Refusal: it is not done yet. What somebody else changed meanwhile is said with the code "overtaken".
    """
    if state.standing not in (OPEN, PLANNED):
        raise _ended()
    match command:
        case Discard(why):
            return _discarded(state, why, here)
        case Unplan():
            if state.standing != PLANNED:
                raise Refusal(
                    why="This draft is not waiting for anything.", do="Go on with it.", code="draft_not_planned"
                )
            return [_fact(state.number, "draft.taken_back", {}, here.now)]
    if state.standing == PLANNED:
        raise Refusal(
            why="This draft has been put forward for publishing.",
            do="Take it back first; then it can be changed.",
            code="draft_planned",
        )
    match command:
        case Change(name, edits):
            return _changed(state, name, edits, here, undoes=None)
        case Undo(change):
            made = _own(state, change, here.actor)
            back = tuple(inverse(one) for one in reversed(made.edits))
            return _changed(state, made.name, back, here, undoes=made.number)
        case Accept(scenario, why):
            return _accepted(state, scenario, why, here)
        case Plan(on, note):
            return _planned(state, on, note, here)
    raise AssertionError("unreachable: every command is named above")


def _changed(state: DraftState, name: str, edits: tuple[Edit, ...], here: Drafting, *, undoes: int | None
             ) -> list[Fact]:  # fmt: skip
    if not edits:
        return []
    if len(edits) > _MOST_EDITS:
        raise Refusal(
            why="This changes too much at once.", do="Change it in several steps.", code="draft_change_too_large"
        )
    try:
        applied_all(here.tree, edits)
    except Overtaken as overtaken:
        who = _whose(state, overtaken.edit)
        raise Refusal(
            why=f"{who} has changed this meanwhile." if who else "This has been changed meanwhile.",
            do="Look at what stands there now. What you typed is kept below.",
            code="overtaken",
        ) from overtaken
    body = {"name": name, "edits": [as_json(one) for one in edits], "undoes": undoes}
    return [_fact(state.number, "draft.changed", body, here.now)]


def _whose(state: DraftState, edit: Edit) -> str:
    """Who changed last what an edit is about."""
    for made in reversed(state.changes):
        if any(_touch(edit.path, other.path) for other in made.edits):
            return made.by
    return ""


def _touch(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    short = min(len(one), len(other))
    return one[:short] == other[:short]


def _own(state: DraftState, number: int | None, actor: Actor) -> Made:
    mine = [one for one in state.changes if one.by_user == actor.id and one.undone_by is None]
    if number is None:
        mine = [one for one in mine if one.undoes is None]
    else:
        mine = [one for one in mine if one.number == number]
    if not mine:
        raise Refusal(
            why="There is nothing of yours to undo there.",
            do="Each person undoes their own changes; change it yourself where it should be otherwise.",
            code="nothing_to_undo",
        )
    return mine[-1]


def _accepted(state: DraftState, scenario: str, why: str, here: Drafting) -> list[Fact]:
    if scenario not in here.tree["scenarios"]:
        raise Refusal(why="There is no such example.", do="Choose one of those shown.", code="no_example")
    said = _said(why, "why", "Say why it may go otherwise, in a few words.")
    after = state.changes[-1].number if state.changes else 0
    return [
        _fact(state.number, "draft.example_accepted", {"scenario": scenario, "why": said, "after": after}, here.now)
    ]


def _planned(state: DraftState, on: datetime | None, note: str, here: Drafting) -> list[Fact]:
    said = _said(note, "note", _WHY)
    if on is not None and on <= here.now:
        wrong = "Choose a time that is still to come."
        raise Refusal(why="This time is past.", do=wrong, code="plan_past", fields=(("on", wrong),))
    body = {"on": moment(on) if on else "", "note": said}
    return [_fact(state.number, "draft.planned", body, here.now)]


def _discarded(state: DraftState, why: str, here: Drafting) -> list[Fact]:
    said = _said(why, "why", "Say why it is thrown away, in a few words.")
    return [_fact(state.number, "draft.discarded", {"why": said}, here.now)]


def _said(typed: str, field: str, do: str) -> str:
    if not typed.strip() or len(typed) > _LONGEST:
        raise Refusal(why="It does not say why.", do=do, code="why_missing", fields=((field, do),))
    return typed.strip()


def _ended() -> Refusal:
    return Refusal(
        why="This draft has ended.", do="Open the Studio again: a new draft begins there.", code="draft_ended"
    )


def _fact(number: int, type: str, body: Mapping[str, Any], now: datetime) -> Fact:
    return Fact(f"{STREAM}:{number}", type, CURRENT[type], body, now, now)
