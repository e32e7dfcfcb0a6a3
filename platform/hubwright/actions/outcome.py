"""What a deed comes back with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.cases.entries import Entry


@dataclass(frozen=True, slots=True)
class Done:
    """It is on record.

    Args:
        result: what the deed gives back; a repeat of the same deed id gets the first one.
        repeated: it had been done before.
    """

    result: Mapping[str, Any]
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Stale:
    """Not done: the page was drawn before these entries, and they touch what the deed reads. Nothing typed is lost."""

    since: tuple[Entry, ...]
