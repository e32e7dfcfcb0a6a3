"""The four edits that everything in the Studio is made of, what each does to a tree, and what undoes it.

An edit names what it saw. Where something else stands there by now it is not applied: whoever made it is shown both,
and nobody's words are written over. A tree is never changed; what did not change is shared between the old and the new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.elements import MISSING, OBJECT, key_of, same

Path = tuple[str, ...]
"""Steps by id from the top of a draft's tree: ("forms", "child-referral", "pages", "injury", "title")."""

FIRST = ""
"""Stands for the place before every element of a list."""

_ABSENT = {"nothing": True}


@dataclass(frozen=True, slots=True)
class Set:
    """Give one field of an object another value; `MISSING` on either side is a field that is not there."""

    path: Path
    saw: Any
    to: Any


@dataclass(frozen=True, slots=True)
class Insert:
    """Put an element into a list.

    Args:
        path: of the list.
        element: with the id that it goes by.
        after: the id that it stands behind, or `FIRST`.
    """

    path: Path
    element: Any
    after: str


@dataclass(frozen=True, slots=True)
class Take:
    """Take an element out of a list; `saw` and `after` are how it stood there."""

    path: Path
    saw: Any
    after: str


@dataclass(frozen=True, slots=True)
class Move:
    """Put an element of a list in another place of it: from behind `saw_after` to behind `after`."""

    path: Path
    saw_after: str
    after: str


Edit = Set | Insert | Take | Move


class Overtaken(Exception):
    """Somebody else has changed what an edit is about.

    Args:
        edit: which.
        found: what stands there now; `MISSING` for nothing.
    """

    def __init__(self, edit: Edit, found: Any) -> None:
        super().__init__(f"What {type(edit).__name__.lower()} was made of is not there any more.")
        self.edit, self.found = edit, found


def applied_all(tree: Mapping[str, Any], edits: Iterable[Edit]) -> Mapping[str, Any]:
    """The tree after all of these, in their order.

    Raises:
        Overtaken: one of them does not fit; none has any effect then.
    """
    for edit in edits:
        tree = applied(tree, edit)
    return tree


def applied(tree: Mapping[str, Any], edit: Edit) -> Mapping[str, Any]:
    """The tree after an edit.

    Args:
        tree: what `drafting.tree_of` gives, or what another edit made of it.

    Raises:
        Overtaken: it was made of something that is not there any more.
    """
    made: Mapping[str, Any]
    match edit:
        case Set(path, _, to):
            made = _with(tree, path[:-1], lambda held: _set(held, path[-1], to, edit), edit)
        case Insert(path, element, after):
            made = _with(tree, path, lambda held: _inserted(held, element, after, edit), edit)
        case Take(path, _, after):
            made = _with(tree, path[:-1], lambda held: _taken(held, path[-1], after, edit), edit)
        case Move(path, _, _):
            made = _with(tree, path[:-1], lambda held: _moved(held, path[-1], edit), edit)
    return made


def inverse(edit: Edit) -> Edit:
    """What undoes an edit: applied after it, the tree is as it was, byte for byte."""
    match edit:
        case Set(path, saw, to):
            return Set(path, to, saw)
        case Insert(path, element, after):
            return Take((*path, str(key_of(element))), element, after)
        case Take(path, saw, after):
            return Insert(path[:-1], saw, after)
        case Move(path, saw_after, after):
            return Move(path, after, saw_after)


def _with(held: Any, path: Path, change: Callable[[Any], Any], edit: Edit) -> Any:
    """The same with what a path leads to changed; everything beside the path is shared."""
    if not path:
        return change(held)
    step, rest = path[0], path[1:]
    if isinstance(held, OBJECT):
        if step not in held:
            raise Overtaken(edit, MISSING)
        return {**held, step: _with(held[step], rest, change, edit)}
    if isinstance(held, list):
        at = _index(held, step, edit)
        return [*held[:at], _with(held[at], rest, change, edit), *held[at + 1 :]]
    raise Overtaken(edit, MISSING)


def _index(held: list[Any], key: str, edit: Edit) -> int:
    for at, one in enumerate(held):
        if key_of(one) == key:
            return at
    raise Overtaken(edit, MISSING)


def _set(held: Any, step: str, to: Any, edit: Set) -> dict[str, Any]:
    if not isinstance(held, OBJECT):
        raise Overtaken(edit, MISSING)
    found = held.get(step, MISSING)
    if (found is MISSING) != (edit.saw is MISSING) or (found is not MISSING and not same(found, edit.saw)):
        raise Overtaken(edit, found)
    if to is MISSING:
        return {key: value for key, value in held.items() if key != step}
    return {**held, step: to}


def _listed(held: Any, edit: Edit) -> list[Any]:
    if not isinstance(held, list):
        raise Overtaken(edit, MISSING)
    return held


def _behind(held: list[Any], after: str, edit: Edit) -> int:
    """Where in a list the place behind an element is."""
    return 0 if after == FIRST else _index(held, after, edit) + 1


def _inserted(held: Any, element: Any, after: str, edit: Insert) -> list[Any]:
    there = _listed(held, edit)
    for one in there:
        if key_of(one) == key_of(element):
            raise Overtaken(edit, one)
    at = _behind(there, after, edit)
    return [*there[:at], element, *there[at:]]


def _taken(held: Any, key: str, after: str, edit: Take) -> list[Any]:
    there = _listed(held, edit)
    at = _index(there, key, edit)
    if not same(there[at], edit.saw) or _before(there, at) != after:
        raise Overtaken(edit, there[at])
    return [*there[:at], *there[at + 1 :]]


def _moved(held: Any, key: str, edit: Move) -> list[Any]:
    there = _listed(held, edit)
    at = _index(there, key, edit)
    if _before(there, at) != edit.saw_after:
        raise Overtaken(edit, there[at])
    without = [*there[:at], *there[at + 1 :]]
    to = _behind(without, edit.after, edit)
    return [*without[:to], there[at], *without[to:]]


def _before(held: list[Any], at: int) -> str:
    return FIRST if at == 0 else str(key_of(held[at - 1]))


def as_json(edit: Edit) -> dict[str, Any]:
    """An edit as it stands on record."""
    match edit:
        case Set(path, saw, to):
            return {"do": "set", "path": list(path), "saw": _written(saw), "to": _written(to)}
        case Insert(path, element, after):
            return {"do": "insert", "path": list(path), "element": element, "after": after}
        case Take(path, saw, after):
            return {"do": "take", "path": list(path), "saw": saw, "after": after}
        case Move(path, saw_after, after):
            return {"do": "move", "path": list(path), "saw_after": saw_after, "after": after}


def from_json(written: Mapping[str, Any]) -> Edit:
    """What `as_json` was made of."""
    path = tuple(written["path"])
    match written["do"]:
        case "set":
            return Set(path, _read(written["saw"]), _read(written["to"]))
        case "insert":
            return Insert(path, written["element"], written["after"])
        case "take":
            return Take(path, written["saw"], written["after"])
    return Move(path, written["saw_after"], written["after"])


def _written(value: Any) -> dict[str, Any]:
    """A value in a wrapping that tells "nothing there" from every value that a definition can have."""
    return dict(_ABSENT) if value is MISSING else {"value": value}


def _read(written: Mapping[str, Any]) -> Any:
    return written.get("value", MISSING)
