"""Addresses and numbers that their giver asked to be protected, wherever they stand in an answer, and their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

TAKEN_OUT = "[…]"

_SHORTEST = 3
"""Shorter words than this are not taken out: they would tear holes into everything and give nobody away."""


def is_protected(value: Any) -> bool:
    """Whether this is an address or number that its giver asked to be protected."""
    return isinstance(value, Mapping) and value.get("protected") is True


def protected_words(value: Any) -> Iterator[str]:
    """The lines and the postcode of each protected address, and protected numbers, in this JSON.

    The town and the country are left in: they stand in too many harmless sentences.
    """
    if is_protected(value):
        for key, part in value.items():
            if key not in ("kind", "town", "country", "safe"):
                yield from texts(part)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from protected_words(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from protected_words(part)


def texts(value: Any) -> Iterator[str]:
    """Every text in this JSON, trimmed and not empty."""
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """What finds these words in a text, whatever their case; None where there is nothing to find."""
    known = sorted({re.escape(word) for word in words if len(word) >= _SHORTEST}, key=lambda one: (-len(one), one))
    return re.compile("|".join(known), re.IGNORECASE) if known else None


def taken_out(words: re.Pattern[str] | None, text: str) -> str:
    """The text without these words; what was taken out is marked, never blacked out."""
    return words.sub(TAKEN_OUT, text) if words and text else text
