"""Who may read an incident: whoever wrote it down, and those who carry them on, as far as they may know of its case."""

from __future__ import annotations

from datetime import datetime

from hubwright.domain.access.entering import lets_in
from hubwright.domain.access.reader import Reader
from hubwright.domain.cases.state import CaseState
from hubwright.domain.incidents.state import IncidentState


def incident_view(
    state: IncidentState, reader: Reader, now: datetime, case: CaseState | None = None
) -> IncidentState | None:
    """The incident as this reader may see it, whole, or None where there is nothing for them to see.

    Args:
        state: as replayed.
        reader: with today's grants.
        now: UTC.
        case: the case that it points to, as replayed; None where it points to none, or to one that there is not.
    """
    own = state.by_user == reader.user and reader.may("incident.record")
    if not reader.seated(now) or not (own or reader.may("incident.read")):
        return None
    if case is not None and not lets_in(case, reader, now):
        return None
    return state
