"""Three pages about the partnership: what each agency brings, the ways in and out, and costs. Of the hub that holds,
for whoever runs it; of the draft, for whoever changes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, make_response, render_template, url_for

from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.hub import Hub
from hubwright.web.chrome import Link
from hubwright.web.language import gettext, mark, say
from hubwright.web.partnership.costed import costed
from hubwright.web.partnership.given import agencies
from hubwright.web.partnership.mapped import mapped
from hubwright.web.studio.desk import desk
from hubwright.web.studio.frame import page
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit

_TITLES = {
    "agencies": mark("What each agency brings"),
    "map": mark("Ways in and ways out"),
    "costs": mark("What the hub costs"),
}
_FIRST = "agencies"
_CHANGED_AT = {
    "agencies": (
        ("local~contributions", mark("What each agency gives")),
        ("local~people", mark("People, with the days on which vetting and contracts run out")),
    ),
    "map": (
        ("local~told_of_us", mark("Who was told of the hub")),
        ("doors", mark("Ways in")),
        ("routes", mark("Outcomes")),
    ),
    "costs": (
        ("local~costs", mark("What the hub costs")),
        ("local", mark("Contacts that are expected in a year")),
    ),
}


def show(visit: Visit, what: str = _FIRST) -> Response:
    """One of the pages, of the hub as it is today."""
    body = render_template(
        "partnership/page.html",
        chrome=work_chrome(visit, current="partnership"),
        title=say(_TITLES[what]),
        heading=say(_TITLES[what]),
        **_parts(visit, visit.hub, what),
    )
    return make_response(body)


def draft(visit: Visit, what: str) -> Response:
    """The same of the draft; of the hub that holds while the draft cannot be drawn."""
    found = desk(visit)
    drawn = found.drawn.hub or visit.hub
    changed = [(say(words), url_for("studio.part", hub=visit.hub.id, spot=spot)) for spot, words in _CHANGED_AT[what]]
    return page(
        found,
        "studio/partnership.html",
        current="parts",
        title=say(_TITLES[what]),
        changed_at=changed,
        **_parts(visit, drawn, what, "studio.partnership"),
    )


def _parts(visit: Visit, hub: Hub, what: str, endpoint: str = "") -> dict[str, Any]:
    today = local(visit.now).date()
    makers: dict[str, Callable[[], object]] = {
        "agencies": lambda: agencies(hub, visit.state, today),
        "map": lambda: mapped(hub),
        "costs": lambda: costed(visit, hub, today),
    }
    others = [Link(gettext(words), _at(visit, id, endpoint), current=id == what) for id, words in _TITLES.items()]
    return {"what": what, "shown": makers[what](), "others": others}


def _at(visit: Visit, what: str, endpoint: str) -> str:
    if endpoint or what != _FIRST:
        return url_for(endpoint or "partnership.other", hub=visit.hub.id, what=what)
    return url_for("partnership.agencies", hub=visit.hub.id)
