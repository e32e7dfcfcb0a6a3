"""The edits that lead from one tree to another: for what arrives whole, as a file, a template or a newer base."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hubwright.domain.definitions.edits.edit import FIRST, Edit, Insert, Move, Path, Set, Take
from hubwright.domain.definitions.elements import MISSING, OBJECT, by_key, same
from hubwright.domain.definitions.merge import whole_only


def between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Edit]:
    """Edits that make `after` of `before`, none where they are the same.

    What did not change is left alone, so that somebody else's change beside it is not in the way. A text, a rule and a
    list whose elements go by nothing change as a whole.
    """
    return list(_inside(before, after, ()))


def _inside(before: Any, after: Any, path: Path) -> Iterator[Edit]:
    for key in dict.fromkeys([*before, *after]):
        yield from _changed(before.get(key, MISSING), after.get(key, MISSING), (*path, key))


def _changed(before: Any, after: Any, path: Path) -> Iterator[Edit]:
    if same(before, after):
        return
    plain = before is not MISSING and after is not MISSING and not whole_only(before) and not whole_only(after)
    if plain and isinstance(before, OBJECT) and isinstance(after, OBJECT):
        yield from _inside(before, after, path)
    elif plain and isinstance(before, list) and isinstance(after, list):
        old, new = by_key(before), by_key(after)
        if old is None or new is None:
            yield Set(path, before, after)
        else:
            yield from _listed(old, new, path)
    else:
        yield Set(path, before, after)


def _listed(old: Mapping[str, Any], new: Mapping[str, Any], path: Path) -> Iterator[Edit]:
    there = list(old)
    for key in [key for key in reversed(there) if key not in new]:
        at = there.index(key)
        yield Take((*path, key), old[key], there[at - 1] if at else FIRST)
        del there[at]
    stays = _longest_in_order([key for key in new if key in old], there)
    behind = FIRST
    for key in new:
        if key not in old:
            yield Insert(path, new[key], behind)
            there.insert(there.index(behind) + 1 if behind != FIRST else 0, key)
        elif key not in stays:
            at = there.index(key)
            before = there[at - 1] if at else FIRST
            if before != behind:
                yield Move((*path, key), before, behind)
                del there[at]
                there.insert(there.index(behind) + 1 if behind != FIRST else 0, key)
        behind = key
    for key in old:
        if key in new:
            yield from _changed(old[key], new[key], (*path, key))


def _longest_in_order(wanted: Sequence[str], there: Sequence[str]) -> frozenset[str]:
    """As many as possible of the wanted keys that already stand in the wanted order: these need not move."""
    places = {key: at for at, key in enumerate(there)}
    ends: list[int] = []
    last: list[str] = []
    came_from: dict[str, str | None] = {}
    for key in wanted:
        at = bisect_left(ends, places[key])
        came_from[key] = last[at - 1] if at else None
        ends[at : at + 1], last[at : at + 1] = [places[key]], [key]
    found: list[str] = []
    key_now = last[-1] if last else None
    while key_now is not None:
        found.append(key_now)
        key_now = came_from[key_now]
    return frozenset(found)
