"""Bringing a draft up to date: its changes made again on what was published meanwhile, each under whoever made it.

Where both changed the same thing, a person says which holds. Nothing is decided for anybody, and no word is lost
unseen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.entries import Fact
from hubwright.domain.definitions.drafting import Tree
from hubwright.domain.definitions.edits import (
    FIRST,
    Edit,
    Insert,
    Move,
    Path,
    Set,
    Take,
    applied_all,
    as_json,
    find,
    siblings,
)
from hubwright.domain.definitions.elements import MISSING, OBJECT, key_of, same
from hubwright.domain.definitions.templates.sayings import Speaker
from hubwright.domain.definitions.templates.telling import time_of
from hubwright.domain.drafts.state import OPEN, PLANNED, DraftState, Made
from hubwright.domain.drafts.stream import CURRENT
from hubwright.domain.errors import Refusal

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that the draft and what was published meanwhile both changed.

    Args:
        path: its place.
        mine, theirs: what each says; `MISSING` where it says that there is nothing.
    """

    path: Path
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Again:
    """A draft's changes on another base.

    Args:
        changes: those that stand, each with edits that fit.
        tree: what comes of them.
        clashes: in the order in which they were met, decided ones too.
        gone: places that a change was about and that are not there any more.
    """

    changes: tuple[Made, ...]
    tree: Tree
    clashes: tuple[Clash, ...]
    gone: tuple[Path, ...]

    def undecided(self, chosen: Mapping[Path, str]) -> tuple[Clash, ...]:
        """The clashes that nobody has said anything about."""
        return tuple(one for one in self.clashes if chosen.get(one.path) not in (MINE, THEIRS))


def again(onto: Tree, changes: Iterable[Made], chosen: Mapping[Path, str]) -> Again:
    """Make the standing changes of a draft on another tree.

    Args:
        onto: the tree of what holds now.
        changes: of the draft, in their order.
        chosen: place to `MINE` or `THEIRS`; what nobody chose stays as it was published, and is told.
    """
    replay = _Replay(onto, chosen)
    made = [replace(one, edits=replay.made(one.edits)) for one in changes if _stands(one)]
    clashes = tuple(replay.clashes.values())
    return Again(tuple(one for one in made if one.edits), replay.tree, clashes, tuple(replay.gone))


def told(clash: Clash, mine: Tree, theirs: Tree) -> tuple[str, str, str]:
    """A clash in words: what it is about, what the draft says, and what was published."""
    speaker, path = Speaker(mine, theirs), "/".join(clash.path)
    said = speaker.thing(path)

    def side(tree: Tree, value: Any) -> str:
        return _time(find(tree, clash.path[:-1]), clash.path[-1], value) or speaker.value(path, value)

    return said[:1].upper() + said[1:], side(mine, clash.mine), side(theirs, clash.theirs)


def _time(clock: Any, field: str, value: Any) -> str:
    """What a clock's time is with this in it, "" where it is no clock or another field: a number alone says little."""
    if not isinstance(clock, OBJECT) or field not in ("amount", "unit") or value is MISSING:
        return ""
    whole = {**clock, field: value}
    return time_of(whole) if "amount" in whole and "unit" in whole else ""


def brought_up_to_date(
    state: DraftState,
    base: str,
    onto: Tree,
    chosen: Mapping[Path, str],
    *,
    scenarios: Mapping[str, Any],
    taken: Sequence[Mapping[str, Any]],
    now: datetime,
) -> list[Fact]:
    """Write down that a draft goes on from another revision.

    Args:
        state: the draft.
        base: the revision that holds now.
        onto: its tree.
        chosen: as for `again`.
        scenarios, taken: what the hub keeps beside its documents now.
        now: UTC.

    Raises:
        Refusal: it has ended or was put forward, or it is not said of every clash which side holds.
    """
    if state.standing != OPEN:
        planned = state.standing == PLANNED
        raise Refusal(
            why="This draft has been put forward for publishing." if planned else "This draft has ended.",
            do="Take it back first; then it can be changed." if planned else "Open the Studio again.",
            code="draft_planned" if planned else "draft_ended",
        )
    found = again(onto, state.changes, chosen)
    if open_ := found.undecided(chosen):
        do = "Choose which of the two is to hold."
        raise Refusal(
            why="Something was changed here and in what was published meanwhile.",
            do=do,
            code="draft_clashes",
            fields=tuple(("~".join(one.path), do) for one in open_),
        )
    body = {
        "base": base,
        "scenarios": dict(scenarios),
        "taken": [dict(one) for one in taken],
        "changes": [{"number": one.number, "edits": [as_json(edit) for edit in one.edits]} for one in found.changes],
    }
    return [Fact(state.stream, "draft.brought_up_to_date", CURRENT["draft.brought_up_to_date"], body, now, now)]


def _stands(one: Made) -> bool:
    return one.undone_by is None and one.undoes is None


class _Replay:
    """Makes edits on a tree that they were not made for, and gathers where they do not fit."""

    def __init__(self, tree: Tree, chosen: Mapping[Path, str]) -> None:
        self.tree, self.chosen = tree, chosen
        self.clashes: dict[Path, Clash] = {}
        self.gone: dict[Path, None] = {}

    def made(self, edits: Iterable[Edit]) -> tuple[Edit, ...]:
        """The edits that do here what these did there."""
        found: list[Edit] = []
        for edit in edits:
            fitting = self._fitting(edit)
            self.tree = applied_all(self.tree, fitting)
            found += fitting
        return tuple(found)

    def _fitting(self, edit: Edit) -> list[Edit]:
        match edit:
            case Set():
                return self._set(edit)
            case Insert():
                return self._insert(edit)
            case Take():
                return self._take(edit)
            case Move():
                return self._move(edit)

    def _set(self, edit: Set) -> list[Edit]:
        holder = find(self.tree, edit.path[:-1])
        if not isinstance(holder, OBJECT):
            return self._lost(edit.path)
        found = holder.get(edit.path[-1], MISSING)
        if same(found, edit.to):
            return []
        if same(found, edit.saw) or self._mine(edit.path, edit.to, found):
            return [Set(edit.path, found, edit.to)]
        return []

    def _insert(self, edit: Insert) -> list[Edit]:
        held = find(self.tree, edit.path)
        if held is MISSING and isinstance(find(self.tree, edit.path[:-1]), OBJECT):
            return [Set(edit.path, MISSING, [edit.element])]
        path = (*edit.path, str(key_of(edit.element)))
        if not isinstance(held, list):
            return self._lost(path)
        there = siblings(self.tree, edit.path)
        if path[-1] not in there:
            after = edit.after if edit.after in (FIRST, *there) else there[-1] if there else FIRST
            return [Insert(edit.path, edit.element, after)]
        found = find(self.tree, path)
        if same(found, edit.element) or not self._mine(path, edit.element, found):
            return []
        before = self._before(path)
        return [Take(path, found, before), Insert(edit.path, edit.element, before)]

    def _take(self, edit: Take) -> list[Edit]:
        found = find(self.tree, edit.path)
        if found is MISSING:
            return []
        if same(found, edit.saw) or self._mine(edit.path, MISSING, found):
            return [Take(edit.path, found, self._before(edit.path))]
        return []

    def _move(self, edit: Move) -> list[Edit]:
        there = siblings(self.tree, edit.path[:-1])
        if edit.path[-1] not in there or edit.after not in (FIRST, *there):
            return []
        before = self._before(edit.path)
        return [] if before == edit.after else [Move(edit.path, before, edit.after)]

    def _mine(self, path: Path, mine: Any, theirs: Any) -> bool:
        known = self.clashes.get(path)
        # Of several changes of one thing the last is what the draft says.
        self.clashes[path] = Clash(path, mine, known.theirs if known is not None else theirs)
        return self.chosen.get(path) == MINE

    def _lost(self, path: Path) -> list[Edit]:
        self.gone[path] = None
        return []

    def _before(self, path: Path) -> str:
        there = siblings(self.tree, path[:-1])
        at = there.index(path[-1])
        return there[at - 1] if at else FIRST
