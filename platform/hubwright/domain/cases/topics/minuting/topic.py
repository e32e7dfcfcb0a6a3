"""The topic, put together: the case at its meetings (`at_meetings`), and the lines of their minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.minuting import at_meetings, lines
from hubwright.domain.cases.topics.minuting.state import NAME, AtMeeting
from hubwright.domain.cases.topics.topic import Seeing, Topic


def _cut(value: Mapping[str, AtMeeting], seeing: Seeing, state: CaseState) -> Mapping[str, AtMeeting]:
    """The meetings that a reader of the case learns of, each with the lines that they may read."""
    return {
        ref: replace(at_meetings.cut_meeting(one, seeing), lines=lines.cut_lines(one, seeing, state))
        for ref, one in value.items()
        if at_meetings.sees(one, seeing)
    }


TOPIC = Topic(
    name=NAME,
    deeds=lines.DEEDS,
    follows=at_meetings.owed,
    steps={**at_meetings.STEPS, **lines.STEPS},
    tells={**at_meetings.TELLS, **lines.TELLS},
    cut=_cut,
)
