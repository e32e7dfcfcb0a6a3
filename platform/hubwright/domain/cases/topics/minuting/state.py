"""What was written down about this case at meetings, line by line, and whose each line is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import kept

NAME = "minuting"
# What an agency says it is, as for pieces of information (a check's item); "" where the part does not ask.
NATURES = ("fact", "witnessed", "hearsay", "opinion", "")


@dataclass(frozen=True, slots=True)
class WriteLine(TopicCommand):
    """Write a line of the minutes, or write it anew.

    Args:
        meeting: its reference.
        line: id that the page gave it (letters and digits), so that a page that saves again writes the same line.
        part: id of a part of the type's minutes.
        text: what is said; empty strikes the line out (it stays on the record as struck).
        subject: id of the person it is about, or "" for the whole case.
        agency: id of the agency whose information or view it is, or "".
        nature: of `NATURES`.
        saw: number of the entry whose text the writer had before them, 0 for a new line. Where somebody else has
            written since, nothing is overwritten: both texts stand, and somebody chooses.
    """

    meeting: str
    line: str
    part: str
    text: str
    subject: str = ""
    agency: str = ""
    nature: str = ""
    saw: int = 0


@dataclass(frozen=True, slots=True)
class ChooseText(TopicCommand):
    """Say which text of a line holds, or put both together in one; the others stay on the record."""

    meeting: str
    line: str
    text: str
    saw: int


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a line: who wrote it, when, and under which entry."""

    text: str
    by: str
    user: str
    at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the minutes.

    Args:
        versions: the text that holds, alone; more than one where two people wrote at once and nobody has chosen.
        earlier: texts that later ones replaced.
    """

    id: str
    meeting: str
    part: str
    subject: str
    agency: str
    nature: str
    versions: tuple[Version, ...]
    earlier: tuple[Version, ...] = ()

    @property
    def text(self) -> str:
        """What holds; of two that stand beside each other, both."""
        return "\n".join(one.text for one in self.versions)

    @property
    def contested(self) -> bool:
        """Whether somebody has to choose between texts."""
        return len(self.versions) > 1

    @property
    def number(self) -> int:
        """Of the entry that was last written about it."""
        return max(one.number for one in self.versions)


@dataclass(frozen=True, slots=True)
class AtMeeting:
    """This case at one meeting.

    Args:
        type, stands_for: of the meeting.
        state: "called", "begun", "ended", "cancelled", or "left" (deferred, or taken off its agenda).
        starts: planned, UTC.
        clock: id of the clock that waits for it, or None.
        lines: by id, in the order in which they were first written.
        began: when it began with this case on its agenda, or None.
        pathways: the strands of the case that it is about; who reads none of them does not learn that it is held.
        reason: why it was left for another meeting, taken off the agenda or cancelled.
        until: of a deferred one, UTC, or None for the next meeting of the type.
        invited: ids of agencies that were asked to come, and may know that it is held, and about whom.
        users: ids of users who were asked to come or came.
        held: what the meeting's own record said of it when it ended: `began`, `ended`, `mode`, `chair`,
            `minute_taker`, `attendance` (rows: agency, organisation, name, state, by, came, left), `quorum`.
    """

    meeting: str
    type: str
    stands_for: str
    state: str
    starts: datetime
    called: datetime
    by: str
    clock: str | None = None
    pathways: tuple[str, ...] = ()
    reason: str = ""
    until: datetime | None = None
    began: datetime | None = None
    invited: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    lines: Mapping[str, Line] = field(default_factory=dict)
    held: Mapping[str, object] = field(default_factory=dict)


def meetings_of(state: CaseState) -> Mapping[str, AtMeeting]:
    """The meetings that this case was, is or will be at, by reference, the earliest called first."""
    found: Mapping[str, AtMeeting] = kept(state, NAME, {})
    return found
