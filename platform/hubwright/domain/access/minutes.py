"""What an agency that is asked to a meeting sees of its minutes: the lines that are its own, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from hubwright.domain.access.meetings import is_invited
from hubwright.domain.access.reader import Reader
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.minuting.state import Line, meetings_of


def own_lines(state: CaseState, meeting: str, reader: Reader, now: datetime) -> Mapping[str, Line]:
    """The lines of a reader's own agency, as they were typed; none for whoever is not asked to come.

    Args:
        state: the case, whole.
        meeting: the meeting's reference.
        reader: with today's grants.
        now: UTC.
    """
    at = meetings_of(state).get(meeting)
    if at is None or reader.agency is None or not reader.seated(now) or not is_invited(state, meeting, reader, now):
        return {}
    return {id: line for id, line in at.lines.items() if line.agency == reader.agency}
