"""What plugins add to the page of a case: a part each, drawn here in our own markup from what they answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import url_for

from hubwright.actions.plugins import records_of, switched_on
from hubwright.domain.access.plugins import handed, masked, offered, shown
from hubwright.domain.errors import PluginFailed
from hubwright.domain.plugins import Act, CaseView, Part, Plugin, Record, Section
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
    """

    plugin: str
    section: Section | None
    groups: tuple[tuple[str, tuple[Part, ...]], ...] = ()
    acts: tuple[tuple[str, str], ...] = ()
    missing: str = ""


def sections(seen: Look) -> list[Shown] | None:
    """What the plugins of the hub show of a case to this reader; None where that is nothing."""
    house, visit = seen.visit.house, seen.visit
    on = switched_on(house, visit.hub)
    if not on:
        return None
    declared, case = house.plugins.declared(), handed(seen.view, visit.now)
    found: list[Shown] = []
    with house.store.reading(visit.hub.id) as reading:
        kept = records_of(reading, visit.reader, [declared[id] for id in on], case)
    for id, options in on.items():
        if any(visit.reader.may(one.id) for one in declared[id].permissions):
            found += _shown(seen, declared[id], kept[id], case, options)
    return found or None


def _shown(
    seen: Look, plugin: Plugin, records: tuple[Record, ...], case: CaseView, options: Mapping[str, Any]
) -> Iterator[Shown]:
    plugins, name = seen.visit.house.plugins, text(plugin.name)
    if plugin.id in plugins.off():
        yield Shown(name, None, missing=_off(name, records))
        return
    section = None
    if plugins.has(plugin.id, "case_section"):
        try:
            drawn = tuple(shown(one, seen.view) for one in records)
            section = plugins.ask(plugin.id, "case_section", case=case, records=drawn, options=options)
        except PluginFailed:
            yield Shown(name, None, missing=_off(name, records))
            return
    section = section and masked(section, seen.view)
    if section is not None and problems_of_section(section):
        yield Shown(name, None, missing=_off(name, records))
        return
    acts = tuple(_acts(seen, plugin, section, records))
    if section is not None or acts:
        yield Shown(name, section, _grouped(section) if section else (), acts)


def _grouped(section: Section) -> tuple[tuple[str, tuple[Part, ...]], ...]:
    parts = [one for one in section.parts if not isinstance(one, Act)]
    return tuple((kind.__name__, tuple(held)) for kind, held in groupby(parts, key=type))


def _off(name: str, records: tuple[Record, ...]) -> str:
    if records:
        return gettext(
            "%(name)s does not answer at the moment. It keeps something about this case, which stays on record.",
            name=name,
        )
    return gettext("%(name)s does not answer at the moment.", name=name)


def _acts(
    seen: Look, plugin: Plugin, section: Section | None, records: tuple[Record, ...]
) -> Iterator[tuple[str, str]]:
    for one in offered(plugin, section, [record.view() for record in records], seen.may, text):
        yield _address(seen, plugin.id, one.deed, one.record), one.words


def _address(seen: Look, plugin: str, deed: str, record: str) -> str:
    return url_for(
        "work.plugin", hub=seen.visit.hub.id, ref=seen.case.ref, plugin=plugin, deed=deed, record=record or None
    )


TOPIC = WorkTopic(panels=(Panel("plugins", mark("Added for this hub"), "story", "plugged.html", sections),))
