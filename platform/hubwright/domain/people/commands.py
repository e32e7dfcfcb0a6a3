"""What a person asks to be done with the record of a person: one frozen command for each deed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Told:
    """One fact about to be recorded.

    Args:
        kind: one of `knowing.KINDS`.
        parts: in the shape of its kind.
        case: reference of the case that told of it, or "".
        replaces: id of what it puts right, or None.
        why: how we know; needed where something is put right.
    """

    kind: str
    parts: Mapping[str, Any]
    case: str = ""
    replaces: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Begin:
    """Begin the record of a person.

    Args:
        told: what is known of them.
        pathways: the strands they are known in.
        mention: the case and the subject that this begins from, or None.
    """

    told: tuple[Told, ...]
    pathways: tuple[str, ...]
    mention: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Add facts, or put some right: the record shows both."""

    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Something on record is not so, and nothing is known in its place."""

    known: str
    why: str


@dataclass(frozen=True, slots=True)
class AnswerMention:
    """Say whether somebody in a case is this person.

    Args:
        case, subject: the mention.
        pathways: the strands the subject stands in.
        answer: "same", "not_same" or "cannot_tell".
        told: what the case says of them that is new, for "same".
    """

    case: str
    subject: str
    pathways: tuple[str, ...]
    answer: str
    why: str = ""
    told: tuple[Told, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Link:
    """This person and another one are the same. Both records stay as they are and can be parted again."""

    other: str
    why: str


@dataclass(frozen=True, slots=True)
class Unlink:
    """They were not the same after all."""

    why: str


@dataclass(frozen=True, slots=True)
class Seal:
    """Close the record to everybody but its keepers: a new identity after adoption, a witness, a colleague.

    Args:
        keepers: user ids; empty to open it again.
    """

    keepers: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class TellKeeper:
    """The background work found that a case may be about a sealed person.

    Args:
        reasons: codes of why, as `matching` gives them.
        clock: id of the clock rule within which the keeper answers: the first look of the contact's kind.
        received: when the case's contact was received, UTC: the clock starts there.
    """

    case: str
    subject: str
    reasons: tuple[str, ...]
    clock: str
    received: datetime


Command = Begin | Record | Withdraw | AnswerMention | Link | Unlink | Seal | TellKeeper
