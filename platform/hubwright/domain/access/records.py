"""Who may read the sealed record of a meeting without reading its case: whoever it goes to.

Most who attend a meeting have a case of their own agency and none of the hub's. What they took part in they may read,
as it was sealed, where the record goes to their agency; nothing else of the case comes with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from hubwright.domain.access.entering import lets_in
from hubwright.domain.access.keeping_back import sight_of
from hubwright.domain.access.reader import Reader, shows
from hubwright.domain.cases.state import CaseState, ContactState
from hubwright.domain.cases.topics.circulating import RECORD as SENT_RECORD
from hubwright.domain.cases.topics.circulating import sendings_of
from hubwright.domain.cases.topics.recording import Record, records_of
from hubwright.domain.cases.topics.recording.keeping import cut_record

ATTENDS = "meeting.attend"


def may_read_record(record: Record, state: CaseState, reader: Reader, now: datetime) -> bool:
    """Whether this reader may read a record.

    Args:
        record: whole.
        state: the case that it is on, whole, as it stands today.
        reader: with today's grants.
        now: UTC.
    """
    if not reader.seated(now) or not lets_in(state, reader, now):
        return False
    return _reads(record, reader) or bool(_goes_to(record, state, reader, now))


def record_for(
    id: str, state: CaseState, contacts: Iterable[ContactState], reader: Reader, now: datetime
) -> Record | None:
    """A record as this reader sees it, or None where there is none for them.

    Whoever reads the strands of its people sees every version; whoever it goes to by its own words sees what was
    sealed, and whoever it was sent to later the version that was sent.

    Args:
        id: within the case.
        state: the case, whole, as it stands today.
        contacts: its contacts, whole, so that what names the referrer is taken out.
        reader: with today's grants.
        now: UTC.
    """
    record = records_of(state).get(id)
    if record is None or not may_read_record(record, state, reader, now):
        return None
    seeing = sight_of(reader, frozenset(record.pathways), state, tuple(contacts), state.subjects.values())
    if _reads(record, reader):
        return cut_record(record, seeing)
    theirs = _goes_to(record, state, reader, now)
    sealed = tuple(one for one in record.versions if one.number in theirs)
    # They were there when it was said, so the sections that a role on the case is not shown stay in.
    kept = tuple(
        replace(one, content=seeing.within(one.content), what=seeing.text(one.what), why=seeing.text(one.why))
        for one in sealed
    )
    return replace(record, versions=kept)


def _reads(record: Record, reader: Reader) -> bool:
    return all(reader.may_all(one, record.pathways) for one in ("case.read", shows("rest")))


def _goes_to(record: Record, state: CaseState, reader: Reader, now: datetime) -> frozenset[int]:
    """The sealed versions that are for their agency, where they are of those who come to meetings."""
    standing = record.standing
    if standing is None or reader.agency is None or not reader.may_all(ATTENDS, record.pathways):
        return frozenset()
    sealed = frozenset(one.number for one in record.versions if not one.open)
    if reader.agency in {one["agency"] for one in standing.content["distribution"]}:
        return sealed
    sent = (one for one in sendings_of(state).values() if one.what == SENT_RECORD and one.of == record.id)
    return sealed & {one.version for one in sent if one.agency == reader.agency and one.out(now)}
