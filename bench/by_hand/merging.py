"""The least that a three-way merge by id can be: nothing asked or told, no order, ours wins. Ours is laid beside it."""

from __future__ import annotations

from typing import Any

_GONE = object()


def merged(base: Any, ours: Any, theirs: Any) -> Any:
    """What both sides' changes give; where they meet, ours."""
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    if isinstance(ours, dict) and isinstance(theirs, dict):
        base = base if isinstance(base, dict) else {}
        made = {
            key: merged(base.get(key, _GONE), ours.get(key, _GONE), theirs.get(key, _GONE))
            for key in {**ours, **theirs}
        }
        return {key: value for key, value in made.items() if value is not _GONE}
    if isinstance(ours, list) and isinstance(theirs, list) and ours and isinstance(ours[0], dict):
        sides = [{one["id"]: one for one in side} for side in (base if isinstance(base, list) else [], ours, theirs)]
        return list(merged(*sides).values())
    return ours
