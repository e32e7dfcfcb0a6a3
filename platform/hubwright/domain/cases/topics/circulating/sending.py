"""A record or a copy that was sent: which version, to whom, how, until when it opens, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.recording import records_of
from hubwright.domain.cases.topics.redacting import copies_of
from hubwright.domain.cases.topics.topic import kept

NAME = "circulating"
RECORD, COPY = "record", "copy"
LINK, POST, BY_HAND = "link", "post", "by_hand"
WAYS = (LINK, POST, BY_HAND)
SHUT, KEPT_FROM = "restricted", "kept_from"
"""Why something is taken back by itself, beside that a newer version holds: the case is shown to named people alone, or
its receiver must not learn what stands in it."""


@dataclass(frozen=True, slots=True)
class Circulate(TopicCommand):
    """Send a sealed record to an agency, or a copy to whom it was made for.

    Args:
        what: "record" or "copy"; id: of it, within the case.
        agency: id of the agency that gets a record; a copy goes to nobody but the one it was made for.
        to: who there, in words.
        how: of `WAYS`.
        ends: until when a link opens it, UTC; None for what goes in another way.
        despite: why it goes out although a marker says that the family must not be contacted.
        found: why it goes out although something in it may have to be kept back.
    """

    what: str
    id: str
    agency: str = ""
    to: str = ""
    how: str = LINK
    ends: datetime | None = None
    despite: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Withdraw(TopicCommand):
    """Take back what was sent: a link opens nothing any more, and what is on paper has to be asked for."""

    sending: str
    reason: str


@dataclass(frozen=True, slots=True)
class NoteOpened(TopicCommand):
    """Whoever has the link and its code opened it."""

    sending: str


@dataclass(frozen=True, slots=True)
class Sending:
    """One record or copy on its way to one receiver.

    Args:
        id: within the case ("c1").
        what, of, version: what was sent.
        agency: id, or "" for a person; to: who, in words.
        how: of `WAYS`; ends: of a link.
        opened: when, the first time first.
        withdrawn: when, or None; `reason` says why, in the words of a person.
        because: where nobody took it back: `SHUT`, `KEPT_FROM`, or "" where a newer version took its place.
    """

    id: str
    what: str
    of: str
    version: int
    agency: str
    to: str
    how: str
    ends: datetime | None
    pathways: tuple[str, ...]
    by: str
    at: datetime
    number: int
    opened: tuple[datetime, ...] = ()
    withdrawn: datetime | None = None
    withdrawn_by: str = ""
    reason: str = ""
    because: str = ""

    def opens(self, now: datetime) -> bool:
        """Whether its link opens it at this time."""
        return self.how == LINK and self.withdrawn is None and self.ends is not None and now < self.ends

    def out(self, now: datetime) -> bool:
        """Whether it is with its receiver: sent, not taken back, and, by a link, as long as that opens it."""
        return self.withdrawn is None and (self.how != LINK or self.opens(now))


def sendings_of(state: CaseState) -> Mapping[str, Sending]:
    """What was sent, by id, the earliest first."""
    found: Mapping[str, Sending] = kept(state, NAME, {})
    return found


def what_goes(state: CaseState, what: str, id: str, version: int) -> Mapping[str, Any]:
    """The content of what is sent; empty where there is no such thing."""
    if what == COPY:
        copy = copies_of(state).get(id)
        return copy.made or {} if copy is not None else {}
    record = records_of(state).get(id)
    found = [one for one in record.versions if one.number == version] if record is not None else []
    return found[0].content if found else {}
