"""Places in a draft's tree, also in lists whose elements go by nothing: an edit reaches the list, a spot the line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from hubwright.domain.definitions.edits import Path
from hubwright.domain.definitions.elements import MISSING, OBJECT, key_of

Spot: TypeAlias = tuple[str | int, ...]
"""Steps from the top of a tree: a name, an element's id, or the number of an element that goes by nothing."""

Way: TypeAlias = tuple[str, ...]
"""The same with a star for each element of a list and each name of an object of names."""


def places(way: Way, tree: Any, spot: Spot = ()) -> Iterator[tuple[Spot, Any]]:
    """Everything that a way leads to, in the order of the tree."""
    if not way:
        yield spot, tree
        return
    step, rest = way[0], way[1:]
    if isinstance(tree, OBJECT):
        for key in tree if step == "*" else [step] if step in tree else ():
            yield from places(rest, tree[key], (*spot, key))
    elif isinstance(tree, list) and step == "*":
        for index, one in enumerate(tree):
            yield from places(rest, one, (*spot, _step(tree, index)))


def path_of(spot: Spot) -> Path:
    """The nearest place that an edit reaches: what goes by nothing has its list as its place."""
    path: list[str] = []
    for step in spot:
        if isinstance(step, int):
            break
        path.append(step)
    return tuple(path)


def at(tree: Any, spot: Spot) -> Any:
    """What stands at a spot; `MISSING` where nothing does."""
    for step in spot:
        if isinstance(tree, OBJECT):
            tree = tree.get(step, MISSING)
        elif isinstance(tree, list) and (index := _index(tree, step)) is not None:
            tree = tree[index]
        else:
            return MISSING
    return tree


def replaced(tree: Any, spot: Spot, to: Any) -> Any:
    """The tree with something else at a spot, or with `MISSING` nothing; what is beside it is shared.

    What holds it comes with it where it is not there yet.
    """
    if not spot:
        return to
    step, rest = spot[0], spot[1:]
    if tree is MISSING and to is not MISSING and isinstance(step, str):
        tree = {}
    if isinstance(tree, OBJECT):
        made = replaced(tree.get(step, MISSING), rest, to)
        if made is MISSING:
            return {key: value for key, value in tree.items() if key != step}
        return {**tree, step: made}
    if isinstance(tree, list) and (index := _index(tree, step)) is not None:
        made = replaced(tree[index], rest, to)
        return [*tree[:index], *(() if made is MISSING else (made,)), *tree[index + 1 :]]
    return tree


def listed(value: Any) -> list[Any]:
    """The objects of a list; none where something else stands there: a draft may be out of shape."""
    return [one for one in value if isinstance(one, OBJECT)] if isinstance(value, list) else []


def held(value: Any) -> Mapping[str, Any]:
    """An object; an empty one where something else stands there."""
    return value if isinstance(value, Mapping) else {}


def as_words(spot: Spot) -> str:
    """A spot for an address or a field of a page: steps with "~" between them, numbers behind a "."."""
    return "~".join(f".{step}" if isinstance(step, int) else step for step in spot)


def from_words(words: str) -> Spot:
    """What `as_words` was given. Total: what it never wrote leads nowhere."""
    steps = words.split("~") if words else []
    return tuple(int(one[1:]) if one[:1] == "." and one[1:].isdecimal() and len(one) < 7 else one for one in steps)


def numbered(tree: Any, steps: Spot) -> Spot:
    """The spot of a place that is known by names and numbers alone: what goes by an id, goes by it here."""
    spot: list[str | int] = []
    for step in steps:
        if isinstance(tree, list) and isinstance(step, int):
            spot.append(_step(tree, step))
            tree = tree[step]
        else:
            spot.append(step)
            tree = held(tree).get(str(step))
    return tuple(spot)


def _step(held: list[Any], index: int) -> str | int:
    key = key_of(held[index])
    if key is None and isinstance(held[index], str):
        return index
    first = key is not None and next(at for at, one in enumerate(held) if key_of(one) == key) == index
    return key if first and key is not None else index


def _index(held: list[Any], step: str | int) -> int | None:
    if isinstance(step, int):
        return step if step < len(held) else None
    return next((index for index, one in enumerate(held) if key_of(one) == step), None)


def holder(tree: Mapping[str, Any], spot: Spot) -> Any:
    """What holds what stands at a spot."""
    return at(tree, spot[:-1])
