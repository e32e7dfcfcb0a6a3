"""What people ask to be done with a piece of information."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hubwright.domain.cases.commands import TopicCommand


@dataclass(frozen=True, slots=True)
class RecordItem(TopicCommand):
    """Write down what an agency said without being asked, across the desk or by telephone.

    Args:
        owner: the agency whose information it is.
        said_by: who said it.
        text: what was said.
        nature, passing_on, sensitivity: empty for what the agency usually says.
        release_to: agencies it may go to, with "to_these".
        source: where they have it from; handling: what to mind.
        happened: when it was said, UTC, where that differs from now.
    """

    pathway: str
    owner: str
    said_by: str
    text: str
    nature: str = ""
    passing_on: str = ""
    sensitivity: str = ""
    release_to: tuple[str, ...] = ()
    source: str = ""
    handling: str = ""
    happened: datetime | None = None


@dataclass(frozen=True, slots=True)
class AskRelease(TopicCommand):
    """Ask the owner whether a piece of information may leave the hub.

    Args:
        to: agencies it would go to; empty for somebody else.
        why: what for.
    """

    item: str
    to: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class AnswerRelease(TopicCommand):
    """The owner releases a piece of information, or does not.

    Args:
        to: agencies it may go to; empty for whoever needs it to protect somebody.
        reason: why not, or what to mind.
    """

    item: str
    released: bool
    to: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PassOn(TopicCommand):
    """Record that a piece of information leaves the hub.

    Args:
        to: the agency it goes to, or "".
        receiver: who, in words, where it is no agency of the hub.
        how: by what way.
        protect: why it cannot wait for its owner: somebody must be protected now (law 8).
    """

    item: str
    to: str = ""
    receiver: str = ""
    how: str = ""
    protect: str = ""


@dataclass(frozen=True, slots=True)
class TakeOut(TopicCommand):
    """Make a copy of a piece of information with parts taken out for good.

    Args:
        spans: from and to, in characters of its text, as a person chose them.
        why: for whom the copy is made, and why without these parts.
        seen: the text in which they were chosen, where a page showed it: of a text that was cut they would fit badly.
    """

    item: str
    spans: tuple[tuple[int, int], ...]
    why: str = ""
    seen: str | None = None
