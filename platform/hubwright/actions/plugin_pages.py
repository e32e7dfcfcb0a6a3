"""What a plugin's page of the hub is made of: its records that a reader may see, and their cases as they see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from hubwright.actions.house import House
from hubwright.actions.plugins import MOST, records_of_hub, switched_on
from hubwright.actions.plugins_elsewhere import view_of
from hubwright.domain.access import CaseView, Reader, scope
from hubwright.domain.access.plugins import handed, seen_of, shown
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.plugins import STREAM, Kind, Page, Plugin, Record, RecordView, record_of
from hubwright.domain.plugins import CaseView as Handed
from hubwright.ports import Reading


@dataclass(frozen=True, slots=True)
class Listed:
    """What a plugin's page is drawn from.

    Args:
        records: the last changed first, as the reader may see each on its own case.
        cases: those that the records belong to, as the reader sees them.
        own: references of the records that belong to no case, to which something may be done on the page.
        more: there are more than are shown.
    """

    records: tuple[RecordView, ...]
    cases: tuple[Handed, ...]
    own: frozenset[str]
    more: bool


def pages_of(house: House, hub: Hub, reader: Reader) -> Iterator[tuple[Plugin, Page]]:
    """The pages of a hub's plugins that a reader may open, in order.

    Args:
        house: for the plugins that are installed here.
        hub: as it is today.
        reader: with today's grants.
    """
    for id in switched_on(house, hub):
        plugin = house.plugins.declared()[id]
        yield from ((plugin, page) for page in plugin.pages if reader.may(page.permission))


def listed(reading: Reading, reader: Reader, hub: Hub, plugin: Plugin, page: Page, now: datetime) -> Listed:
    """What a page of a plugin is drawn from.

    Args:
        reading: where.
        reader: with today's grants.
        hub: as it is today.
        plugin, page: which.
        now: UTC.
    """
    kind = plugin.kind(page.kind)
    if kind is None or not reader.may(kind.read):
        return Listed((), (), frozenset(), more=False)
    if not kind.of_case:
        own = [(one, of) for one, of in records_of_hub(reading, reader, plugin) if of.id == kind.id]
        views = tuple(one.view(of) for one, of in own)
        return Listed(views, (), frozenset(one.ref for one in views), more=len(views) >= MOST)
    return _of_cases(reading, reader, hub, plugin, kind, now)


def _of_cases(reading: Reading, reader: Reader, hub: Hub, plugin: Plugin, kind: Kind, now: datetime) -> Listed:
    rows = reading.rows(
        "plugin_record",
        scope=scope(reader, "plugin_record", now),
        where={"plugin": plugin.id, "kind": kind.id},
        order=("-changed", "record"),
        limit=MOST,
    )
    views = {ref: view_of(reading, reader, ref, now) for ref in {row["case_ref"] for row in rows if row["case_ref"]}}
    cases = {ref: handed(view, now, hub) for ref, view in views.items() if view is not None}
    records: list[RecordView] = []
    for row in rows:
        record, view = record_of(reading.entries(f"{STREAM}:{row['record']}")), views.get(row["case_ref"])
        if record is not None and view is not None:
            records += _seen(record, plugin, reader, view, cases[record.case])
    return Listed(tuple(records), tuple(cases.values()), frozenset(), more=len(rows) >= MOST)


def _seen(record: Record, plugin: Plugin, reader: Reader, view: CaseView, case: Handed) -> list[RecordView]:
    return [shown(one, kind, view) for one, kind in seen_of([record], plugin, reader.may, case)]
