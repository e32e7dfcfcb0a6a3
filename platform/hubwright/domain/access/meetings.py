"""Who sees a meeting, and which of the cases on its agenda they learn of.

Whoever runs meetings sees all of them; others those that they called or are asked to come to. A case that somebody may
not know of is no part of the agenda for them: it is not shown, and nothing counts it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from hubwright.domain.access.entering import lets_in
from hubwright.domain.access.reader import Reader
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.minuting.at_meetings import OPEN
from hubwright.domain.cases.topics.minuting.state import meetings_of
from hubwright.domain.meetings.state import MeetingState

RUNS = ("meeting.call", "meeting.minute")
"""Permissions of those who run meetings."""


def meeting_view(
    state: MeetingState, reader: Reader, now: datetime, cases: Mapping[str, CaseState]
) -> MeetingState | None:
    """The meeting as this reader may see it, or None where they may not know of it.

    Args:
        state: as replayed.
        reader: with today's grants.
        now: UTC.
        cases: those of its agenda, whole, by reference; one that is not given is not shown.
    """
    if not reader.seated(now) or not (_runs(reader) or state.by_user == reader.user or _asked(state, reader)):
        return None
    known = {
        id: one
        for id, one in state.matters.items()
        if (case := cases.get(one.case)) is not None and on_agenda_for(case, state.ref, reader, now)
    }
    return replace(state, matters=known, order=tuple(id for id in state.order if id in known))


def _runs(reader: Reader) -> bool:
    return any(reader.may(one) for one in RUNS)


def _asked(state: MeetingState, reader: Reader) -> bool:
    if not reader.may("meeting.attend"):
        return False
    return any(
        one.user == reader.user or (bool(one.agency) and one.agency == reader.agency) for one in state.people.values()
    )


def on_agenda_for(case: CaseState, meeting: str, reader: Reader, now: datetime) -> bool:
    """Whether a reader learns that this case is on the agenda: they read it, or are invited to speak about it."""
    return reads_case(case, reader, now) or is_invited(case, meeting, reader, now)


def reads_case(case: CaseState, reader: Reader, now: datetime) -> bool:
    """Whether a reader reads some strand of a case, as far as what is said on the case lets them in."""
    return lets_in(case, reader, now) and reader.may_any("case.read", case.pathways)


def is_invited(case: CaseState, meeting: str, reader: Reader, now: datetime) -> bool:
    """Whether a reader, or their agency, is asked to come and speak about this case, and the meeting is not over.

    A case that is restricted, or from which they are shut out by a conflict of interest, is not for them all the same.
    """
    at = meetings_of(case).get(meeting)
    if at is None or at.state not in OPEN or not lets_in(case, reader, now):
        return False
    mine = reader.user in at.users or (reader.agency is not None and reader.agency in at.invited)
    return mine and reader.may_any("meeting.attend", at.pathways)
