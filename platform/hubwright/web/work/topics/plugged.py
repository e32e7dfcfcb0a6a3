"""What plugins add to the page of a case: a part each, drawn here in our own markup from what they answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from flask import url_for

from hubwright.actions.plugins import records_of, switched_on
from hubwright.actions.plugins_elsewhere import elsewhere
from hubwright.domain.access.plugins import handed, masked, offered, paper_of, shown
from hubwright.domain.errors import PluginFailed
from hubwright.domain.plugins import Act, CaseView, Kind, Paper, Plugin, Record, RecordView, Section
from hubwright.domain.plugins.sections import problems_of_section
from hubwright.web.language import gettext, mark, text
from hubwright.web.work.look import Look
from hubwright.web.work.topics.topic import Panel, WorkTopic


@dataclass(frozen=True, slots=True)
class Shown:
    """The part of one plugin.

    Args:
        plugin: its name.
        section: what is drawn, or None where it has nothing to show or did not answer.
        groups: its parts in order, those of a kind that follow each other together, each with the name of the kind.
        missing: why it is not drawn, in words; "" where it is.
        leads: reference to the address of each case to which a row of a table may lead.
    """

    plugin: str
    section: Section | None
    groups: tuple[tuple[str, tuple[Any, ...]], ...] = ()
    missing: str = ""
    leads: Mapping[str, str] = field(default_factory=dict)


def sections(seen: Look) -> list[Shown] | None:
    """What the plugins of the hub show of a case to this reader; None where that is nothing."""
    house, visit = seen.visit.house, seen.visit
    on = switched_on(house, visit.hub)
    if not on:
        return None
    declared, case = house.plugins.declared(), handed(seen.view, visit.now, visit.hub)
    found: list[Shown] = []
    with house.store.reading(visit.hub.id) as reading:
        kept = records_of(reading, visit.reader, [declared[id] for id in on], case)
        others = {id: elsewhere(reading, visit.reader, declared[id], case, visit.now) for id in on}
    for id, options in on.items():
        if any(visit.reader.may(one.id) for one in declared[id].permissions):
            found += _shown(seen, declared[id], kept[id], others[id], case, options)
    return found or None


def _shown(
    seen: Look,
    plugin: Plugin,
    records: tuple[tuple[Record, Kind], ...],
    others: tuple[RecordView, ...],
    case: CaseView,
    options: Mapping[str, Any],
) -> Iterator[Shown]:
    plugins, name = seen.visit.house.plugins, text(plugin.name)
    if plugin.id in plugins.off():
        yield Shown(name, None, missing=_off(name, records))
        return
    section = None
    if plugins.has(plugin.id, "case_section"):
        try:
            drawn = tuple(shown(one, kind, seen.view) for one, kind in records)
            section = plugins.ask(
                plugin.id, "case_section", case=case, records=drawn, elsewhere=others, options=options
            )
        except PluginFailed:
            yield Shown(name, None, missing=_off(name, records))
            return
    section = section and masked(section, seen.view)
    if section is not None and problems_of_section(section):
        yield Shown(name, None, missing=_off(name, records))
        return
    parts = tuple(_parts(seen, plugin, section, records))
    if section is not None or parts:
        yield Shown(name, section, together(parts))


def _parts(
    seen: Look, plugin: Plugin, section: Section | None, records: tuple[tuple[Record, Kind], ...]
) -> Iterator[Any]:
    """What is drawn, in order; what may not be pressed is left out, and where the plugin offers nothing, what begins a
    record comes last."""
    kinds = {record.ref: kind for record, kind in records}
    acts = offered(plugin, section, kinds.keys(), seen.may, text)
    drawn = section.parts if section else ()
    for one in (*drawn, *(one for one in acts if one not in drawn)):
        if isinstance(one, Paper):
            if paper_of(kinds.get(one.record), seen.may):
                yield Button(_paper(seen, plugin.id, one.record), one.words)
        elif not isinstance(one, Act):
            yield one
        elif one in acts:
            yield Button(_address(seen, plugin.id, one.deed, one.record), one.words)


@dataclass(frozen=True, slots=True)
class Button:
    """Something that may be pressed, where the plugin put it."""

    href: str
    words: str


def together(parts: Iterable[Any]) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """Parts in order, those of a kind that follow each other together, each with the name of what it is."""
    return tuple((kind.__name__, tuple(held)) for kind, held in groupby(parts, key=type))


def _off(name: str, records: Sequence[object]) -> str:
    if records:
        return gettext(
            "%(name)s does not answer at the moment. It keeps something about this case, which stays on record.",
            name=name,
        )
    return gettext("%(name)s does not answer at the moment.", name=name)


def _address(seen: Look, plugin: str, deed: str, record: str) -> str:
    return url_for(
        "work.plugin", hub=seen.visit.hub.id, ref=seen.case.ref, plugin=plugin, deed=deed, record=record or None
    )


def _paper(seen: Look, plugin: str, record: str) -> str:
    return url_for("work.plugin_paper", hub=seen.visit.hub.id, ref=seen.case.ref, plugin=plugin, record=record)


TOPIC = WorkTopic(panels=(Panel("plugins", mark("Added for this hub"), "story", "plugged.html", sections),))
