"""This case at meetings: that it is on one, and what is written down there.

Entries: `case.meeting_called` (it came on an agenda), `case.meeting_moved`, `case.meeting_left` (taken off,
deferred or cancelled), `case.meeting_begun`, `case.meeting_ended` (with who was there), `case.minute_written`,
`case.minute_chosen`; and `case.meeting_owed`, where a rating starts or stops the clock that waits for a meeting.
The first five are decided together with the meeting's own facts (`domain.meetings`), in one deed over both streams.
"""

from hubwright.domain.cases.topics.minuting.state import (
    NAME,
    NATURES,
    AtMeeting,
    ChooseText,
    Line,
    Version,
    WriteLine,
    meetings_of,
)
from hubwright.domain.cases.topics.minuting.topic import TOPIC

__all__ = ["NAME", "NATURES", "TOPIC", "AtMeeting", "ChooseText", "Line", "Version", "WriteLine", "meetings_of"]
