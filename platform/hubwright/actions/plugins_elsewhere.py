"""What a plugin keeps about the same people in other cases, as far as whoever looks may open those cases too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from hubwright.domain.access import CaseView, Reader, case_view, scope
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.people.state import SAME
from hubwright.domain.plugins import STREAM, Plugin, Record, RecordView, record_of
from hubwright.domain.plugins import CaseView as Handed
from hubwright.ports import Reading

_MOST = 50


def elsewhere(reading: Reading, reader: Reader, plugin: Plugin, case: Handed, now: datetime) -> tuple[RecordView, ...]:
    """A plugin's records of other cases about people whom somebody found to be the same as people of this one.

    A record is among them only if its kind goes across, the reader may open its case and read it there, and everybody
    whom it is about is seen on both cases.

    Args:
        reading: where.
        reader: of the case.
        plugin: whose records.
        case: as the reader sees it.
        now: UTC.

    Returns:
        the oldest first; whom each is about, as they are called in this case.
    """
    kinds = [one.id for one in plugin.kinds if one.across and reader.may(one.read)]
    same = _same(reading, reader, case, now) if kinds and case.ref else {}
    if not same:
        return ()
    rows = reading.rows(
        "plugin_record",
        scope=scope(reader, "plugin_record", now),
        where={"plugin": plugin.id, "kind": kinds, "case_ref": sorted(same)},
        order=("begun", "record"),
        limit=_MOST,
    )
    found = (record_of(reading.entries(f"{STREAM}:{row['record']}")) for row in rows)
    views = {ref: view_of(reading, reader, ref, now) for ref in {row["case_ref"] for row in rows}}
    return tuple(_told([one for one in found if one is not None], plugin, views, same))


def view_of(reading: Reading, reader: Reader, ref: str, now: datetime) -> CaseView | None:
    """A case as a reader may see it today, without the forms that its contacts were written in; None for nothing.

    Args:
        reading: where.
        reader: with today's grants.
        ref: reference of the case.
        now: UTC.
    """
    state = case_of(reading.entries(f"case:{ref}"))
    if state is None:
        return None
    contacts = [contact_of(reading.entries(f"contact:{one}")) for one in state.contacts]
    return case_view(state, [one for one in contacts if one is not None], {}, reader, now)


def _same(reading: Reading, reader: Reader, case: Handed, now: datetime) -> Mapping[str, Mapping[str, str]]:
    """Other cases to the people in them who are somebody of this case: id there to id here."""
    within, seen = scope(reader, "person_mention", now), {one.id for one in case.people}
    mine = reading.rows("person_mention", scope=within, where={"case_ref": case.ref, "answer": SAME})
    here = {row["person_ref"]: row["subject"] for row in mine if row["subject"] in seen}
    if not here:
        return {}
    rows = reading.rows("person_mention", scope=within, where={"person_ref": sorted(here), "answer": SAME})
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        if row["case_ref"] != case.ref:
            found.setdefault(row["case_ref"], {})[row["subject"]] = here[row["person_ref"]]
    return found


def _told(
    records: list[Record],
    plugin: Plugin,
    views: Mapping[str, CaseView | None],
    same: Mapping[str, Mapping[str, str]],
) -> Iterator[RecordView]:
    for record in records:
        kind, view, here = plugin.kind(record.kind), views.get(record.case), same[record.case]
        if kind is None or view is None:
            continue
        about = record.about(kind)
        if about and view.case.subjects.keys() >= set(about) and here.keys() >= set(about):
            cut = record.view(kind)
            yield replace(
                cut, state=view.seeing.within(record.state), about=tuple(here[one] for one in about), same=dict(here)
            )
