"""What follows from a command about a hub's draft: facts to put on record, or a `Refusal`. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hubwright.domain.cases.entries import WORKER, Actor, Fact
from hubwright.domain.cases.written import moment
from hubwright.domain.definitions.drafting import LOCAL, Tree
from hubwright.domain.definitions.edits import Edit, Overtaken, applied_all, as_json, find, inverse
from hubwright.domain.definitions.elements import same
from hubwright.domain.drafts.commands import Accept, Agree, Change, Command, Discard, HoldBack, Plan, Undo, Unplan
from hubwright.domain.drafts.state import OPEN, PLANNED, DraftState, Made
from hubwright.domain.drafts.stream import CURRENT, STREAM
from hubwright.domain.errors import Refusal

_MOST_EDITS = 5000
_STATE = (LOCAL, "state")
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


def published(
    state: DraftState, revision: str, *, note: str, now: datetime, by: Actor | None = None, by_two: bool = False
) -> list[Fact]:
    """Write down that a draft was published, and as which revision.

    Args:
        note: why; what was said when it was put forward stands in for it.
        by: who publishes it.
        by_two: the hub asks that one person puts forward and another publishes.

    Raises:
        Refusal: it has ended, its time has not come, a second person has not agreed, or it does not say why.
    """
    if state.standing not in (OPEN, PLANNED):
        raise _ended()
    plan = state.planned
    if plan is not None and plan.on is not None and plan.on > now:
        raise Refusal(
            why="This draft is to be published later.",
            do="Take it back first, where it is to be published now.",
            code="draft_planned",
        )
    if by_two:
        _by_another(state, by)
    said = _said(note or (plan.note if plan else ""), "note", _WHY)
    return [_fact(state.number, "draft.published", {"revision": revision, "note": said}, now)]


def _by_another(state: DraftState, by: Actor | None) -> None:
    """Stop unless somebody else than whoever put it forward publishes it, or has agreed that it is published.

    Raises:
        Refusal: nobody has.
    """
    if state.planned is None:
        raise Refusal(
            why="Two people publish this together.",
            do="Put the draft forward; somebody else then publishes it.",
            code="second_person",
        )
    agreed = bool(state.planned.agreed_by_user)
    if not agreed and (by is None or by == WORKER):
        raise Refusal(
            why="Nobody else has agreed that this draft is published.",
            do="Ask a colleague who keeps the definitions as well.",
            code="second_person",
        )
    if not agreed and by is not None and by.id == state.planned.by_user:
        raise Refusal(
            why="Whoever put the draft forward cannot be the second person as well.",
            do="Ask a colleague who keeps the definitions as well.",
            code="same_person",
        )


def decide(state: DraftState, command: Command, here: Drafting) -> list[Fact]:
    """What follows.

    Raises:
        Refusal: it is not done yet. What somebody else changed meanwhile is said with the code "overtaken".
    """
    if state.standing not in (OPEN, PLANNED):
        raise _ended()
    if isinstance(command, Discard):
        return _discarded(state, command.why, here)
    return (
        _waiting(state, command, here)
        if isinstance(command, Unplan | Agree | HoldBack)
        else _worked_on(state, command, here)
    )


def _waiting(state: DraftState, command: Unplan | Agree | HoldBack, here: Drafting) -> list[Fact]:
    """What is done about a draft that was put forward."""
    if state.standing != PLANNED or (isinstance(command, HoldBack) and here.actor != WORKER):
        raise Refusal(why="This draft is not waiting for anything.", do="Go on with it.", code="draft_not_planned")
    match command:
        case Agree():
            return _agreed(state, here)
        case HoldBack(why):
            return [_fact(state.number, "draft.held_back", {"why": list(why)}, here.now)]
    return [_fact(state.number, "draft.taken_back", {}, here.now)]


def _worked_on(state: DraftState, command: Change | Undo | Accept | Plan, here: Drafting) -> list[Fact]:
    """What is done in a draft that is open."""
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


def _changed(state: DraftState, name: str, edits: tuple[Edit, ...], here: Drafting, *, undoes: int | None
             ) -> list[Fact]:  # fmt: skip
    if not edits:
        return []
    if len(edits) > _MOST_EDITS:
        raise Refusal(
            why="This changes too much at once.", do="Change it in several steps.", code="draft_change_too_large"
        )
    try:
        _leaves_open_or_shut(here.tree, applied_all(here.tree, edits))
    except Overtaken as overtaken:
        who = _whose(state, overtaken.edit)
        raise Refusal(
            why=f"{who} has changed this meanwhile." if who else "This has been changed meanwhile.",
            do="Look at what stands there now. What you typed is kept below.",
            code="overtaken",
        ) from overtaken
    body = {"name": name, "edits": [as_json(one) for one in edits], "undoes": undoes}
    return [_fact(state.number, "draft.changed", body, here.now)]


def _leaves_open_or_shut(before: Tree, after: Tree) -> None:
    """Whether a hub takes referrals is no matter of a draft: opening and closing are acts of their own.

    Raises:
        Refusal: these edits would change it.
    """
    if not same(find(before, _STATE), find(after, _STATE)):
        raise Refusal(
            why="Whether the hub takes referrals is not changed in a draft.",
            do="Open or close it under Open to referrals.",
            code="opened_by_publishing",
        )


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


def _agreed(state: DraftState, here: Drafting) -> list[Fact]:
    if state.planned is not None and state.planned.agreed_by_user:
        raise Refusal(why="Somebody has agreed already.", do="Nothing more is needed.", code="agreed_already")
    _by_another(state, here.actor)
    return [_fact(state.number, "draft.agreed", {}, here.now)]


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
