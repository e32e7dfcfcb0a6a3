"""The Studio's first page: begin a draft, see what is in it and what was found, undo, or throw it away."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.drafting import act_on_draft, open_draft
from hubwright.domain.drafts import Discard, Undo
from hubwright.domain.errors import Refusal
from hubwright.web.language import say
from hubwright.web.studio.desk import Desk, desk, desk_of
from hubwright.web.studio.frame import no_draft_title, page
from hubwright.web.studio.overview import lately, ways
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import words


def show(visit: Visit) -> Response:
    """The draft, or a button that begins one."""
    if request.method == "POST":
        return _begin(visit)
    found = desk_of(visit)
    if found is None:
        return _none(visit)
    title = say("Draft of %(hub)s", hub=found.at("hub", "name", "en"))
    return _overview(found, title)


def _overview(found: Desk, title: str, refusal: Refusal | None = None) -> Response:
    told = lately(found)
    return page(found, "studio/home.html", current="home", title=title, refusal=refusal, ways=ways(found), lately=told)


def _none(visit: Visit, refusal: Refusal | None = None) -> Response:
    body = render_template(
        "studio/none.html",
        chrome=work_chrome(visit, current="studio"),
        title=no_draft_title(),
        heading=no_draft_title(),
        hub=visit.hub.id,
        errors=summary(refusal, {}, []),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def _begin(visit: Visit) -> Response:
    try:
        open_draft(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id())
    except Refusal as refusal:
        return _none(visit, refusal)
    return make_response(redirect(url_for("studio.home", hub=visit.hub.id)))


def undo(visit: Visit) -> Response:
    """Undo one's own last change, or the one that was named."""
    number = request.form.get("change", "")
    command = Undo(int(number) if number.isdecimal() and len(number) < 8 else None)
    try:
        act_on_draft(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), command=command)
    except Refusal as refusal:
        found = desk(visit)
        return _overview(found, say("Not undone"), refusal)
    return make_response(redirect(url_for("studio.home", hub=visit.hub.id, done="undone")))


def discard(visit: Visit) -> Response:
    """Throw the draft away, with a reason."""
    found = desk(visit)
    refusal = None
    if request.method == "POST":
        try:
            command = Discard(request.form.get("why", ""))
            act_on_draft(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), command=command)
            return make_response(redirect(url_for("studio.home", hub=visit.hub.id)))
        except Refusal as refused:
            refusal = refused
    wrong = dict(refusal.fields) if refusal else {}
    asked = [words("why", say("Why is it thrown away?"), request.form, wrong, rows=2)]
    return page(
        found,
        "studio/ask.html",
        current="home",
        title=say("Throw the draft away"),
        refusal=refusal,
        fields=asked,
        button=say("Throw it away"),
        intro=say("Nothing of it will hold. What was in it stays on record and can be read there."),
    )
