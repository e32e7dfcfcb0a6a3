"""Documents as trees of named parts: an element of a list goes by its id, so that order and edits do not move it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

MISSING: Any = object()
"""Stands where one version of a document has nothing."""

OBJECT = (dict, Mapping)
"""What an object is; a plain one is recognised much sooner than any other."""

KEYS = ("id", "agency", "when")
"""By what an element of a list goes: its id; an ask by its agency; a duty post by its hours."""


def key_of(element: Any) -> str | None:
    """What an element of a list goes by, or None where it has nothing of the kind."""
    if isinstance(element, OBJECT):
        for key in KEYS:
            if isinstance(element.get(key), str):
                return str(element[key])
    return None


def copied(value: Any) -> Any:
    """The same JSON anew, to be changed without changing the first."""
    if isinstance(value, OBJECT):
        return {key: copied(part) for key, part in value.items()}
    return [copied(part) for part in value] if isinstance(value, list) else value


def by_key(values: Sequence[Any]) -> dict[str, Any] | None:
    """The elements of a list by what they go by; None where some have none, or two have the same."""
    keys = [key_of(value) for value in values]
    if None in keys or len(set(keys)) != len(keys):
        return None
    return {str(key): value for key, value in zip(keys, values, strict=True)}


def joined(path: str, step: str) -> str:
    """One step further along an id path."""
    return f"{path}/{step}" if path else step


def same(one: Any, other: Any) -> bool:
    """Equal as JSON: to an author true is not 1."""
    # Most of what is compared is text, or differs: both are told before anything is walked.
    if one is other:
        return True
    if type(one) is str or one != other:
        return type(one) is type(other) and bool(one == other)
    if isinstance(one, OBJECT) and isinstance(other, OBJECT):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)
