"""The dated reference data that definitions are held against, as the domain sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision that may stand behind an exchange of information.

    Args:
        about: "child", "adult" or "any".
        nations: where it holds.
        holds_from: the day on which it came into force; None while no day has been appointed.
        holds_until: the last day, or None.
    """

    id: str
    about: str
    nations: frozenset[str]
    holds_from: date | None
    holds_until: date | None = None


@dataclass(frozen=True, slots=True)
class Floor:
    """A statutory floor below which no hub may go.

    Args:
        stands_for: the pathways it is about: "child" or "adult".
        meaning: what the decider's qualification has to mean.
        nations: where it holds.
        why: the sentence that tells an author.
        source: where it comes from.
    """

    id: str
    stands_for: str
    meaning: str
    nations: frozenset[str]
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A time that the law gives and no hub may lengthen.

    Args:
        stands_for: what it is about ("disclosure").
        hours: elapsed.
        why: the sentence that tells an author.
    """

    id: str
    stands_for: str
    hours: int
    why: str


@dataclass(frozen=True, slots=True)
class Reference:
    """All of it.

    Args:
        provisions: by id.
        nations: ids.
        outcomes: id to whom it is about ("child", "adult", "any").
        floors: each statutory floor.
        qualifications: id to what it means.
        sources: ids of the kinds of sender.
        meanings: id to the question types that it may be mapped to.
        limits: each time that the law gives.
    """

    provisions: Mapping[str, Provision]
    nations: frozenset[str]
    outcomes: Mapping[str, str]
    floors: tuple[Floor, ...]
    qualifications: Mapping[str, str]
    sources: frozenset[str]
    meanings: Mapping[str, frozenset[str]]
    limits: tuple[Limit, ...] = ()
