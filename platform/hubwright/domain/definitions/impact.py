"""What publishing a draft does, as facts that a page can say in words: what changed, and whom each change reaches when.

Most of a hub is pinned: a form in progress and an open case keep what they began with (law 2). What is live holds for
them at once, and is told apart here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.drafting import LOCAL, TAKEN, Tree
from hubwright.domain.definitions.edits import Path, find
from hubwright.domain.definitions.elements import OBJECT
from hubwright.domain.definitions.plugged import Declared, plugin_called
from hubwright.domain.definitions.split import LIVE_FIELDS, LIVE_PARTS
from hubwright.domain.definitions.templates.bundle import ABOUT
from hubwright.domain.definitions.templates.sayings import placed
from hubwright.domain.definitions.templates.telling import name_of

PINNED, AT_ONCE, NEW_MEETINGS, NOWHERE = "pinned", "at_once", "new_meetings", "nowhere"
"""Whom a change reaches: what begins from now on; everything, at once; every meeting called from now on, for earlier
cases too; nobody, since it is an example or the hub's own note of where something came from."""

_PLUGINS = "plugins"
_LIVE = (LOCAL, "published_by_two", *LIVE_PARTS)
_TOUCHED = ("letters", "documents", "meeting_types", "scenarios", "measures", "agreements", _PLUGINS)


@dataclass(frozen=True, slots=True)
class Said:
    """One difference.

    Args:
        path: its place in the tree of either side.
        sentence: in English.
        reach: `PINNED`, `AT_ONCE`, `NEW_MEETINGS` or `NOWHERE`.
    """

    path: Path
    sentence: str
    reach: str

    @property
    def part(self) -> str:
        """The part of the hub that it belongs to: the first step of its place."""
        return self.path[0]


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that reports and plugins read and that a form does not give any more.

    Args:
        form: its name.
        meaning: of the vocabulary.
        questions: what asked for it, in English.
    """

    form: str
    meaning: str
    questions: tuple[str, ...]


def differences(before: Tree, after: Tree, *, plugins: Declared | None = None) -> tuple[Said, ...]:
    """Every difference between two trees, in the order of the parts of the hub.

    Args:
        before, after: what `drafting.tree_of` gives.
        plugins: of this installation, for what they and their options are called.
    """
    return tuple(Said(path, sentence, reach(path)) for sentence, path in placed(before, after, plugins=plugins))


def by_part(said: Iterable[Said]) -> dict[str, list[Said]]:
    """The differences by the part that they belong to."""
    found: dict[str, list[Said]] = {}
    for one in said:
        found.setdefault(one.part, []).append(one)
    return found


def reach(path: Path) -> str:
    """Whom a change at a place of the tree reaches."""
    if path[0] in ("scenarios", TAKEN):
        return NOWHERE
    live = path[0] in _LIVE or (path[0] == ABOUT and path[1:2] in [(one,) for one in LIVE_FIELDS])
    if live:
        return AT_ONCE
    return NEW_MEETINGS if path[0] == "meeting_types" else PINNED


def touched(
    said: Iterable[Said], before: Tree, after: Tree, *, plugins: Declared | None = None
) -> dict[str, tuple[str, ...]]:
    """Letters, documents, meetings, examples and the like that are different, by their part and each by its name."""
    found: dict[str, dict[str, None]] = {}
    for one in said:
        if one.part in _TOUCHED and len(one.path) > 1:
            there = find(after, one.path[:2])
            there = there if isinstance(there, OBJECT) else find(before, one.path[:2])
            named = name_of(there) if isinstance(there, OBJECT) else ""
            if one.part == _PLUGINS:
                named = plugin_called(one.path[1], plugins)
            found.setdefault(one.part, {})[named or one.path[1]] = None
    return {part: tuple(names) for part, names in found.items()}


def lost(before: Tree, after: Tree) -> tuple[Lost, ...]:
    """What reports and plugins read of a form of one tree and do not find in the same form of the other."""
    found = []
    for id, form in before["forms"].items():
        asked: dict[str, dict[str, None]] = {}
        for meaning, label in _meanings(form):
            asked.setdefault(meaning, {})[label] = None
        still = {meaning for meaning, _ in _meanings(after["forms"].get(id))}
        found += [Lost(name_of(form), one, tuple(labels)) for one, labels in sorted(asked.items()) if one not in still]
    return tuple(found)


def _meanings(held: Any) -> Iterator[tuple[str, str]]:
    if isinstance(held, OBJECT):
        if isinstance(meaning := held.get("meaning"), str):
            yield meaning, _label(held)
        for inside in held.values():
            yield from _meanings(inside)
    elif isinstance(held, list):
        for inside in held:
            yield from _meanings(inside)


def _label(question: Mapping[str, Any]) -> str:
    said = question.get("label")
    return str(said["en"]) if isinstance(said, OBJECT) and "en" in said else name_of(question)
