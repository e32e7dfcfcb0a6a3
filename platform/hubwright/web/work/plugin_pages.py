"""Pages of the hub that plugins add: drawn from what the reader may see, in our own markup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, render_template, url_for

from hubwright.actions.plugin_pages import Listed, listed
from hubwright.actions.plugins import switched_on
from hubwright.domain.access import scope
from hubwright.domain.access.plugins import handed_hub, offered
from hubwright.domain.errors import NotFound, PluginFailed
from hubwright.domain.plugins import Act, Page, Paper, Plugin, Section, Table
from hubwright.domain.plugins.sections import problems_of_section
from hubwright.web.language import gettext, text
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.plugged import Around, done, ready_for
from hubwright.web.work.topics.plugged import Button, Shown, together


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a plugin that this reader may open."""

    plugin: Plugin
    page: Page
    options: Mapping[str, Any]


def show(visit: Visit, plugin: str, page: str) -> Response:
    """The page.

    Raises:
        NotFound: there is none that they may open.
    """
    found = _found(visit, plugin, page)
    with visit.house.store.reading(visit.hub.id) as reading:
        what = listed(reading, visit.reader, visit.hub, found.plugin, found.page, visit.now)
    body = render_template(
        "work/plugin_page.html",
        chrome=work_chrome(visit, current=f"{plugin}.{page}"),
        title=text(found.page.name),
        heading=text(found.page.name),
        one=_drawn(visit, found, what),
        more=what.more,
    )
    return make_response(body)


def do(visit: Visit, plugin: str, page: str, deed: str) -> Response:
    """Show the form of a deed on what belongs to no case, or do it.

    Raises:
        NotFound: there is no such page, deed or record for this reader.
    """
    found = _found(visit, plugin, page)
    ready = ready_for(visit, handed_hub(visit.hub, visit.now), plugin, deed)
    if ready.kind.id != found.page.kind:
        raise NotFound("There is no such page.")
    here = url_for("work.plugin_page", hub=visit.hub.id, plugin=plugin, page=page)
    around = Around(
        current=f"{plugin}.{page}", back=here, back_words=gettext("Back to %(page)s", page=text(found.page.name)),
        done=here,
    )  # fmt: skip
    return done(visit, ready, around)


def _found(visit: Visit, plugin: str, page: str) -> Found:
    declared = visit.house.plugins.declared() if visit.hub.plugins else {}
    options = switched_on(visit.house, visit.hub).get(plugin)
    one = declared[plugin].page(page) if plugin in declared else None
    if options is None or one is None or not visit.reader.may(one.permission):
        raise NotFound("There is no such page.")
    return Found(declared[plugin], one, options)


def _drawn(visit: Visit, found: Found, what: Listed) -> Shown:
    name = text(found.plugin.name)
    try:
        section: Section = visit.house.plugins.ask(
            found.plugin.id,
            "page",
            page=found.page.id,
            records=what.records,
            cases=what.cases,
            now=visit.now,
            options=found.options,
        )
    except PluginFailed:
        return _off(name)
    if problems_of_section(section):
        return _off(name)
    may_be_done = offered(found.plugin, section, what.own, visit.reader.may, text, of_case=False)
    parts = [_pressed(visit, found, one) if isinstance(one, Act) else one for one in section.parts
             if not isinstance(one, Paper) and (not isinstance(one, Act) or one in may_be_done)]  # fmt: skip
    leads = {ref: url_for("work.case", hub=visit.hub.id, ref=ref) for ref in _open_to(visit, section)}
    return Shown(name, section, together(parts), leads=leads)


def _open_to(visit: Visit, section: Section) -> set[str]:
    """The cases that a table leads to and that this reader may open; another stays as words."""
    named = {ref for part in section.parts if isinstance(part, Table) for ref in part.cases if ref}
    if not named:
        return set()
    with visit.house.store.reading(visit.hub.id) as reading:
        rows = reading.rows(
            "case_row",
            scope=scope(visit.reader, "case_row", visit.now),
            where={"case_ref": sorted(named)},
        )
    return {row["case_ref"] for row in rows}


def _pressed(visit: Visit, found: Found, act: Act) -> Button:
    return Button(
        url_for(
            "work.plugin_deed",
            hub=visit.hub.id,
            plugin=found.plugin.id,
            page=found.page.id,
            deed=act.deed,
            record=act.record or None,
        ),
        act.words,
    )


def _off(name: str) -> Shown:
    return Shown(name, None, missing=gettext("%(name)s does not answer at the moment.", name=name))
