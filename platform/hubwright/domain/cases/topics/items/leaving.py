"""Whether a piece of information may leave the hub: seen in the room, it leaves only with its owner's release.

Whatever sends something out (a letter, a PDF, another agency's check, the API) asks `may_leave` first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.items.item import Item, kept_of


@dataclass(frozen=True, slots=True)
class Release:
    """An owner's answer.

    Args:
        to: agencies it may go to; empty for whoever needs it.
    """

    item: str
    released: bool
    to: tuple[str, ...]
    reason: str
    by: str
    at: str


def may_leave(item: Item, to: str, releases: Iterable[Release]) -> bool:
    """Whether a piece may go to somebody now.

    Args:
        item: the piece.
        to: the agency it would go to, or "" for anybody else.
        releases: its owner's answers, oldest first: the last one that is about this receiver holds.
    """
    if to and to == item.owner:
        return True
    said = [one for one in releases if one.item == item.id and (not one.to or to in one.to)]
    if said:
        return said[-1].released
    return item.passing_on == "as_needed" or (item.passing_on == "to_these" and bool(to) and to in item.release_to)


def releases_of(state: CaseState, item: str) -> tuple[Release, ...]:
    """The owner's answers about one piece, oldest first."""
    return tuple(
        Release(one["item"], one["released"], tuple(one["to"]), one["reason"], one["by"], one["at"])
        for one in kept_of(state).releases
        if one["item"] == item
    )


def asked_of(state: CaseState, item: str) -> Mapping[str, Any] | None:
    """The request for release of a piece that its owner has not answered, or None."""
    asked = [one for one in kept_of(state).asked if one["item"] == item and not one["answered"]]
    return asked[-1] if asked else None


def left_of(state: CaseState, item: str) -> tuple[Mapping[str, Any], ...]:
    """Where a piece went, when and by whom, oldest first."""
    return tuple(one for one in kept_of(state).left if one["item"] == item)
