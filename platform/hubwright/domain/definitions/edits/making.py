"""Edits made of what somebody wants and what stands in the draft: each names what it saw without anybody typing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.definitions.edits.edit import FIRST, Edit, Insert, Move, Path, Set, Take
from hubwright.domain.definitions.elements import MISSING, OBJECT, key_of, same


def find(tree: Any, path: Path) -> Any:
    """What a path leads to; `MISSING` where it leads nowhere."""
    for step in path:
        if isinstance(tree, OBJECT):
            tree = tree.get(step, MISSING)
        elif isinstance(tree, list):
            tree = next((one for one in tree if key_of(one) == step), MISSING)
        else:
            return MISSING
    return tree


def siblings(tree: Any, path: Path) -> list[str]:
    """What the elements of a list go by, in their order; nothing where there is no list."""
    held = find(tree, path)
    return [str(key_of(one)) for one in held] if isinstance(held, list) else []


def put(tree: Mapping[str, Any], path: Path, to: Any) -> list[Edit]:
    """Give a field a value, or take it away with `MISSING`; objects above it that are not there yet come with it.

    Gives no edit where it says so already.
    """
    if same(found := find(tree, path), to):
        return []
    depth = len(path)
    while depth > 1 and find(tree, path[: depth - 1]) is MISSING:
        depth -= 1
        to = MISSING if to is MISSING else {path[depth]: to}
    if depth < len(path):
        return [] if to is MISSING else [Set(path[:depth], MISSING, to)]
    return [Set(path, found, to)]


def add(tree: Mapping[str, Any], path: Path, element: Any, *, after: str | None = None) -> list[Edit]:
    """Put an element into a list, behind another, first (`FIRST`) or last (None); a list that is not there yet comes
    with it."""
    if find(tree, path) is MISSING:
        return put(tree, path, [element])
    there = siblings(tree, path)
    return [Insert(path, element, after if after is not None else there[-1] if there else FIRST)]


def take(tree: Mapping[str, Any], path: Path) -> list[Edit]:
    """Take an element out of its list, or a field out of its object; no edit where it is gone already."""
    found = find(tree, path)
    if found is MISSING:
        return []
    if isinstance(find(tree, path[:-1]), list):
        return [Take(path, found, _before(tree, path))]
    return [Set(path, found, MISSING)]


def move(tree: Mapping[str, Any], path: Path, *, after: str) -> list[Edit]:
    """Put an element behind another of its list, or first; no edit where it stands there already."""
    before = _before(tree, path)
    return [] if after in (before, path[-1]) else [Move(path, before, after)]


def _before(tree: Mapping[str, Any], path: Path) -> str:
    there = siblings(tree, path[:-1])
    at = there.index(path[-1])
    return there[at - 1] if at else FIRST
