"""What plugins say to somebody who is about to ask agencies about the people of a case."""

from __future__ import annotations

from collections.abc import Iterator

from hubwright.actions.plugins import records_of, switched_on
from hubwright.domain.access.plugins import handed, shown
from hubwright.domain.errors import PluginFailed
from hubwright.domain.plugins import Notice
from hubwright.domain.plugins.sections import TONES
from hubwright.web.language import gettext, text
from hubwright.web.work.look import Look

HOOK = "check_put_together"


def before_asking(seen: Look) -> list[Notice]:
    """What whoever asks has to know first, as far as they may see what it comes from."""
    visit, plugins = seen.visit, seen.visit.house.plugins
    on = switched_on(visit.house, visit.hub)
    return [one for id in on for one in _said(seen, id)] if any(plugins.has(id, HOOK) for id in on) else []


def _said(seen: Look, id: str) -> Iterator[Notice]:
    visit, plugins = seen.visit, seen.visit.house.plugins
    plugin = plugins.declared()[id]
    if not any(visit.reader.may(one.id) for one in plugin.permissions):
        return
    if id in plugins.off():
        # What it would have warned of may matter most of all: that nobody says it is said.
        yield _silent(text(plugin.name))
    if not plugins.has(id, HOOK):
        return
    case = handed(seen.view, visit.now, visit.hub)
    with visit.house.store.reading(visit.hub.id) as reading:
        kept = records_of(reading, visit.reader, [plugin], case)[id]
    try:
        said: tuple[Notice, ...] = plugins.ask(
            id,
            HOOK,
            case=case,
            records=tuple(shown(one, kind, seen.view) for one, kind in kept),
            options=switched_on(visit.house, visit.hub)[id],
        )
    except PluginFailed:
        yield _silent(text(plugin.name))
        return
    for one in said:
        if one.tone in TONES:
            yield Notice(seen.view.seeing.text(one.words), one.tone)


def _silent(name: str) -> Notice:
    said = gettext("%(name)s does not answer at the moment. Look at the case before you ask anybody.", name=name)
    return Notice(said, "warning")
