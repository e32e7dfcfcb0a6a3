"""The record of a meeting about this case: drafted from the minutes, checked, sealed, amended by a new version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import kept

NAME = "recording"


@dataclass(frozen=True, slots=True)
class DraftRecord(TopicCommand):
    """Draft the record of a meeting from what was written down, decided and agreed there.

    Args:
        meeting: its reference.
        subjects: ids of the people it is about.
        separate: they are people alleged to have caused harm. They get a record of their own, which carries nothing
            of the others, and the others' carries nothing of them.
        referral: what the referral says, in words from which nobody learns who the referrer is; "" keeps what an
            earlier draft said.
    """

    meeting: str
    subjects: tuple[str, ...]
    separate: bool = False
    referral: str = ""


@dataclass(frozen=True, slots=True)
class EditRecord(TopicCommand):
    """Put a part of a draft in other words before it is sealed. What was minuted stays on the case as it was written.

    Args:
        section: id of a part of its content ("referral", "risk-p1"). A decision is no such part: it is put right by
            deciding anew.
        text: the words that stand instead; "" goes back to those of the minutes.
        saw: number of the entry that last wrote the draft, as the page showed it; where somebody has written since,
            nothing is overwritten.
    """

    record: str
    section: str
    text: str
    saw: int


@dataclass(frozen=True, slots=True)
class CheckRecord(TopicCommand):
    """The chair has read it: it is right, or goes back with words."""

    record: str
    right: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class SealRecord(TopicCommand):
    """Approve and seal it. From here it is never changed; an amendment is a new version.

    Args:
        reason: of what is needed and not there, why it is sealed all the same; "" where nothing is missing.
    """

    record: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AmendRecord(TopicCommand):
    """Begin a new version of a sealed record: what changes, and why."""

    record: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class RecordVersion:
    """One version.

    Args:
        number: 1, 2 ...
        state: "draft", "checked", "sealed" or "superseded".
        content: JSON; what it says, section by section (see `composing`). Of a sealed one it is what `digest` is of.
        what, why: of a later version, what it changes and why.
        drafted, checked, sealed: who and when: `by`, `user`, `at`; or None. `checked` also holds `right` and `words`:
            a version that went back with words is a draft again.
        digest: SHA-256 of `content` in canonical form once sealed, in hexadecimal; else "".
        written: number of the entry that last changed it.
    """

    number: int
    state: str
    content: Mapping[str, Any]
    what: str = ""
    why: str = ""
    drafted: Mapping[str, Any] | None = None
    checked: Mapping[str, Any] | None = None
    sealed: Mapping[str, Any] | None = None
    digest: str = ""
    written: int = 0

    @property
    def open(self) -> bool:
        """Whether it is still worked on."""
        return self.state in ("draft", "checked")


@dataclass(frozen=True, slots=True)
class Record:
    """A record with its versions, the first one first.

    Args:
        id: within the case ("r1").
        meeting: reference of the meeting.
        subjects: ids of the people it is about.
        pathways: strands that these people stand in; who reads none of them sees no record.
        separate: it is about people alleged to have caused harm alone, and is shown and sent by itself.
    """

    id: str
    meeting: str
    type: str
    stands_for: str
    subjects: tuple[str, ...]
    pathways: tuple[str, ...]
    at: datetime
    separate: bool = False
    versions: tuple[RecordVersion, ...] = ()

    @property
    def latest(self) -> RecordVersion:
        """The version that is worked on, or the last that was sealed."""
        return self.versions[-1]

    @property
    def standing(self) -> RecordVersion | None:
        """The sealed version that holds, or None before the first."""
        return next((one for one in reversed(self.versions) if one.state == "sealed"), None)


def records_of(state: CaseState) -> Mapping[str, Record]:
    """The records of a case, by id."""
    found: Mapping[str, Record] = kept(state, NAME, {})
    return found
