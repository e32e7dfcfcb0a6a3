"""The plugins of this installation: what each does, whether it is on for this hub, and switching it on and off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, redirect, request, url_for

from hubwright.domain.definitions.edits import between
from hubwright.domain.definitions.health import Finding
from hubwright.domain.definitions.plugged import plugin_called, switched_on
from hubwright.domain.definitions.using import as_words
from hubwright.domain.errors import NotFound, PluginFailed, Refusal
from hubwright.domain.plugins.options import defaults_of
from hubwright.web.language import gettext, say
from hubwright.web.studio.desk import Desk, change, desk
from hubwright.web.studio.frame import page
from hubwright.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Row:
    """One plugin.

    Args:
        id: for the form of its button.
        name, does, version: as it says of itself; does and version "" where it is not installed.
        on: whether this hub has it switched on.
        stopped: why the installation has stopped it, "" where it has not.
        spot: of the page with its options.
        off: of the page that switches it off.
        findings: what was found in it.
    """

    id: str
    name: str
    does: str
    version: str
    on: bool
    stopped: str
    spot: str
    off: str
    findings: tuple[Any, ...]


def show(visit: Visit) -> Response:
    """The list; a press switches one on."""
    found = desk(visit)
    refusal = None
    if request.method == "POST":
        id = request.form.get("plugin", "")
        try:
            _switch_on(found, id)
            spot = as_words(("plugins", id, "options"))
            return make_response(redirect(url_for("studio.part", hub=visit.hub.id, spot=spot, done="1")))
        except Refusal as refused:
            refusal = refused
    return page(
        found, "studio/parts/plugins.html", current="parts", title=say("Plugins"), refusal=refusal, rows=_rows(found)
    )


def _switch_on(found: Desk, id: str) -> None:
    """The plugin with the answers that it suggests; nothing where it is on already.

    Raises:
        NotFound: it is not installed here.
    """
    if id not in found.plugins:
        raise NotFound("There is no such record.")
    there = list(switched_on(found.tree))
    if id not in {one["id"] for one in there}:
        made = {"id": id, "options": defaults_of(found.plugins[id].options)}
        change(found, "switch on", between(found.tree, {**found.tree, "plugins": [*there, made]}))


def unwell(found: Desk) -> Iterator[Finding]:
    """What the plugins themselves say of the options of a draft, where they fit otherwise; none of it stops anybody."""
    plugins = found.visit.house.plugins
    for use in switched_on(found.tree):
        id, path = use["id"], ("plugins", use["id"], "options")
        if not plugins.has(id, "well") or any(one.stops for one in found.under(*path)):
            continue
        name = plugin_called(id, found.plugins)
        try:
            sentences = plugins.ask(id, "well", options=use["options"])
        except PluginFailed:
            sentences = [say("It could not say whether it is well. Tell who runs this installation.")]
        for sentence in sentences:
            what = gettext("“%(plugin)s” says: %(sentence)s", plugin=name, sentence=sentence)
            yield Finding(path, False, what, "", "plugin-unwell")


def _rows(found: Desk) -> list[Row]:
    """Those that are installed by name, then those that are on and are not."""
    on = [one["id"] for one in switched_on(found.tree)]
    here = sorted(found.plugins, key=lambda id: found.plugins[id].name.en.lower())
    off = found.visit.house.plugins.off()
    rows = []
    for id in [*here, *(one for one in on if one not in found.plugins)]:
        plugin = found.plugins.get(id)
        stopped = off[id].why if id in off else ""
        rows.append(
            Row(
                id=id,
                name=plugin_called(id, found.plugins),
                does=plugin.does.en if plugin else "",
                version=plugin.version if plugin else "",
                on=id in on,
                stopped=stopped,
                spot=as_words(("plugins", id, "options")),
                off=as_words(("plugins", id)),
                findings=found.under("plugins", id) if id in on else (),
            )
        )
    return rows
