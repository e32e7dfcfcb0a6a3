"""What the entries of a person's stream add up to: what is known of them, by whom it was told, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

STREAM = "person"
"""What streams of people are called up to the colon."""

SAME, NOT_SAME, CANNOT_TELL = "same", "not_same", "cannot_tell"
ANSWERS = (SAME, NOT_SAME, CANNOT_TELL)


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that is known of a person.

    Args:
        id: within the person ("k3").
        kind: one of `knowing.KINDS`.
        parts: the fact itself; its shape stands with its kind.
        case: reference of the case that told of it, "" where it was recorded by itself.
        by, at, number: who put it on record, when (UTC), and under which entry.
        why: how it is known, where somebody said so.
        replaced_by: id of what put it right, or None while it holds. "" when it was put right by nothing: it was wrong.
    """

    id: str
    kind: str
    parts: Mapping[str, Any]
    case: str
    by: str
    at: datetime
    number: int
    why: str = ""
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """What somebody said of a person in a case: the same as this one, not the same, or that nobody can tell.

    Args:
        case, subject: the mention: a reference and an id within that case.
        pathways: the strands that the subject stood in.
        answer: one of `ANSWERS`.
        earlier: answers given before this one, oldest first; nothing is lost.
    """

    case: str
    subject: str
    pathways: tuple[str, ...]
    answer: str
    why: str
    by: str
    at: datetime
    number: int
    earlier: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """A case may be about this person, whose record is sealed: its keeper is told, and nobody else.

    Args:
        reasons: codes of why.
        due: by when the keeper answers, UTC.
        answered: when they did, or None.
    """

    case: str
    subject: str
    reasons: tuple[str, ...]
    due: datetime
    at: datetime
    answered: datetime | None = None


@dataclass(frozen=True, slots=True)
class PersonState:
    """A person, made of their entries.

    Args:
        ref: the reference.
        revision: the hub's definitions when the record was begun.
        pathways: the strands they are known in: whoever reads one of these may know of them.
        known: by id, everything ever recorded, what was put right included.
        mentions: by (case, subject).
        linked_to: the person that somebody found to be the same, or None.
        followers: the people linked to this one.
        keepers: ids of the users who alone may know of a sealed record; empty while it is not sealed.
        matches: by (case, subject): what the keeper of a sealed record was told of.
        destroyed: number of each entry whose payload was lawfully destroyed, and under what and when.
    """

    ref: str
    revision: str
    head: int
    begun: datetime
    pathways: tuple[str, ...] = ()
    known: Mapping[str, Known] = field(default_factory=dict)
    mentions: Mapping[tuple[str, str], Mention] = field(default_factory=dict)
    linked_to: str | None = None
    link_why: str = ""
    followers: tuple[str, ...] = ()
    keepers: frozenset[str] = frozenset()
    matches: Mapping[tuple[str, str], Matched] = field(default_factory=dict)
    destroyed: tuple[tuple[int, str], ...] = ()

    @property
    def stream(self) -> str:
        """The stream this person lives in."""
        return f"{STREAM}:{self.ref}"

    @property
    def sealed(self) -> bool:
        """Whether only named keepers may know of this record."""
        return bool(self.keepers)

    def holding(self, *kinds: str) -> Iterator[Known]:
        """What holds of these kinds, in the order in which it was recorded."""
        return (one for one in self.known.values() if one.replaced_by is None and one.kind in kinds)

    def told_by(self) -> tuple[str, ...]:
        """Where this person is known from: references of cases, and "" where something was recorded by itself."""
        told = {one.case: None for one in self.known.values()}
        told |= {one.case: None for one in self.mentions.values() if one.answer == SAME}
        return tuple(told)
