"""One case being taken at one meeting, as whoever takes the minutes sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.minuting import AtMeeting, Line, meetings_of
from hubwright.domain.definitions.hub import Hub, MeetingType
from hubwright.domain.errors import NotFound
from hubwright.domain.meetings import MeetingState, meeting_of
from hubwright.domain.meetings.state import Matter
from hubwright.web.visit import Visit
from hubwright.web.work.look import Look, look


@dataclass(frozen=True, slots=True)
class Taking:
    """A case at a meeting.

    Args:
        meeting: the meeting, whole: it says nothing about anybody in a case.
        hub: the definitions that the meeting is pinned to.
        matter: the case on its agenda.
        seen: the case, cut down to what this reader may see.
    """

    visit: Visit
    meeting: MeetingState
    hub: Hub
    matter: Matter
    seen: Look

    @property
    def type(self) -> MeetingType:
        """The type of the meeting."""
        drawn: MeetingType = self.hub.find("meeting_types", self.meeting.type)
        return drawn

    @property
    def at(self) -> AtMeeting | None:
        """What the case itself keeps of this meeting, as far as it is shown."""
        return meetings_of(self.seen.case).get(self.meeting.ref)

    @property
    def lines(self) -> Mapping[str, Line]:
        """The lines that are shown, by id."""
        return self.at.lines if self.at else {}

    @property
    def case(self) -> CaseState:
        """The case, cut down."""
        return self.seen.case


def taking(visit: Visit, ref: str, matter: str) -> Taking:
    """A case on the agenda of a meeting, for somebody who reads that case.

    Raises:
        NotFound: there is no such meeting, the case is not on its agenda, or they may not know of the case.
    """
    with visit.house.store.reading(visit.hub.id) as reading:
        meeting = meeting_of(reading.entries(f"meeting:{ref}"))
        if meeting is None:
            raise NotFound("There is no such meeting.")
        hub = visit.pinned(reading, meeting.revision)
    found = meeting.matters.get(matter)
    if found is None or found.state == "dropped":
        raise NotFound("That case is not on the agenda.")
    return Taking(visit, meeting, hub, found, look(visit, found.case))
