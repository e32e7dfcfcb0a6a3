"""Accessibility statement, privacy and complaints, from the hub's own words."""

from __future__ import annotations

from flask import Response, make_response, render_template, url_for

from hubwright.domain.errors import NotFound
from hubwright.web.components import BackLink
from hubwright.web.language import mark, say, text
from hubwright.web.surroundings import public_chrome
from hubwright.web.visit import Visit

_TITLES = {
    "accessibility": mark("Accessibility"),
    "privacy": mark("Privacy"),
    "complaints": mark("Complaints"),
}


def show(visit: Visit, page: str) -> Response:
    """One of the three pages.

    Raises:
        NotFound: it is none of them.
    """
    if page not in _TITLES:
        raise NotFound("There is no such page.")
    title = say(_TITLES[page])
    words = visit.hub.local.pages.get(page)
    body = render_template(
        "public/page.html",
        chrome=public_chrome(visit),
        title=title,
        heading=title,
        back=BackLink(url_for("public.hub", hub=visit.hub.id)),
        words=text(words) if words else say("The hub has not written this page yet. Ring the number above and ask."),
        contact=visit.hub.local.data_protection_contact if page == "privacy" else "",
    )
    return make_response(body)
