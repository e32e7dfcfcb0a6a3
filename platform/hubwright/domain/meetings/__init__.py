"""Meetings: who was asked, who was there, in which order cases were taken, and whether it was quorate.

Each has a stream of its own, `meeting:<REFERENCE>`, which names cases by reference and says nothing about anybody in
them. What is said about a case stands on the case (`cases.topics.minuting`), where one policy says who reads it.
"""

from hubwright.domain.meetings.calling import begin
from hubwright.domain.meetings.decide import decide
from hubwright.domain.meetings.room import Room
from hubwright.domain.meetings.state import MeetingState
from hubwright.domain.meetings.stream import CURRENT, STREAM, foreseen, meeting_of, project_meeting, standing

__all__ = [
    "CURRENT",
    "STREAM",
    "MeetingState",
    "Room",
    "begin",
    "decide",
    "foreseen",
    "meeting_of",
    "project_meeting",
    "standing",
]
