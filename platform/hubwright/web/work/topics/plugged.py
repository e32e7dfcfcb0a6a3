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
from hubwright.domain.plugins import Act, CaseView, Kind, Paper, Part, Plugin, Record, RecordView, Section
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
        groups: its parts in order, facts that follow each other together, each with the name of what it is.
        acts: address and words of what may be done next.
        missing: why it is not drawn, in words; "" where it is.
        leads: reference to the address of each case to which a row of a table may lead.
    """

    plugin: str
    section: Section | None
    groups: tuple[tuple[str, tuple[Part, ...]], ...] = ()
    acts: tuple[tuple[str, str], ...] = ()
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
    acts = (*_acts(seen, plugin, section, records), *_papers(seen, plugin, section, records))
    if section is not None or acts:
        yield Shown(name, section, grouped(section) if section else (), acts)


def grouped(section: Section) -> tuple[tuple[str, tuple[Part, ...]], ...]:
    """The parts of a section in order, those of a kind that follow each other together, without what is pressed."""
    return together(one for one in section.parts if not isinstance(one, Act | Paper))


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


def _acts(
    seen: Look, plugin: Plugin, section: Section | None, records: tuple[tuple[Record, Kind], ...]
) -> Iterator[tuple[str, str]]:
    for one in offered(plugin, section, {record.ref for record, _ in records}, seen.may, text):
        yield _address(seen, plugin.id, one.deed, one.record), one.words


def _papers(
    seen: Look, plugin: Plugin, section: Section | None, records: tuple[tuple[Record, Kind], ...]
) -> Iterator[tuple[str, str]]:
    kinds = {record.ref: kind for record, kind in records}
    for one in section.parts if section else ():
        if isinstance(one, Paper) and paper_of(kinds.get(one.record), seen.may):
            yield (
                url_for(
                    "work.plugin_paper", hub=seen.visit.hub.id, ref=seen.case.ref, plugin=plugin.id, record=one.record
                ),
                one.words,
            )


def _address(seen: Look, plugin: str, deed: str, record: str) -> str:
    return url_for(
        "work.plugin", hub=seen.visit.hub.id, ref=seen.case.ref, plugin=plugin, deed=deed, record=record or None
    )


TOPIC = WorkTopic(panels=(Panel("plugins", mark("Added for this hub"), "story", "plugged.html", sections),))
