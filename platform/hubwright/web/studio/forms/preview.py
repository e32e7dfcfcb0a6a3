"""A draft's form as a referrer is shown it, answered as they would, in a frame of its own that keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, make_response, render_template, request, url_for

from hubwright.domain.definitions.canonical import address_of
from hubwright.domain.definitions.draw_form import draw_form
from hubwright.domain.definitions.edits import Overtaken, applied_all
from hubwright.domain.definitions.form import Form
from hubwright.domain.errors import NotFound, Refusal
from hubwright.loading.shape_again import shape_again
from hubwright.web.language import say
from hubwright.web.look import framed_by_us
from hubwright.web.studio.desk import Desk, desk
from hubwright.web.studio.forms.asking import edits_of
from hubwright.web.studio.forms.places import form_of, question_of
from hubwright.web.studio.forms.walking import walk
from hubwright.web.studio.trying import Speaker
from hubwright.web.surroundings import public_chrome
from hubwright.web.visit import Visit


def show(visit: Visit, form: str, page: str) -> Response:
    """A page with what was answered so far, or the page that what was pressed on it leads to."""
    found = desk(visit)
    return _shown(found, form, found.drawn.forms.get(form), address_of(form_of(found, form)), page, act=True)


def live(visit: Visit, form: str, question: str) -> Response:
    """The page with what stands in the question's boxes and is not saved; what cannot be drawn so is drawn as saved."""
    found = desk(visit)
    path, held = question_of(found, form, question)
    tree = found.tree
    try:
        edits, _ = edits_of(found, path, held, request.form)
        tree = applied_all(tree, edits)
    except (Refusal, Overtaken):
        pass
    document = {**tree["forms"][form], "version": 1}
    drawing = None if shape_again("form", document, file=form) else draw_form(document, file=form)[0]
    return _shown(found, form, drawing, address_of(document), path[path.index("pages") + 1], act=False)


def _shown(found: Desk, form: str, drawing: Form | None, address: str, page: str, *, act: bool) -> Response:
    drawn: Mapping[str, Any] = {"broken": True, "heading": say("Preview")}
    if drawing is not None:
        drawn = {"broken": False, **_drawn(found, form, drawing, address, page, act=act)}
    body = render_template(
        "studio/forms/preview.html", **{"chrome": public_chrome(found.visit), "title": say("Preview"), **drawn}
    )
    return framed_by_us(make_response(body))


def _drawn(found: Desk, form: str, drawing: Form, address: str, page: str, *, act: bool) -> Mapping[str, Any]:
    asked = next((one for one in drawing.pages if one.id == page), None)
    if asked is None:
        raise NotFound("There is no such record.")
    visit = found.visit
    here = walk(visit, drawing, address, asked, act=act)
    speaker = Speaker(found, form, here.seen.judgement)
    return {
        **here.drawn(visit),
        "told": tuple(speaker.of_form(drawing, visit, only=here.seen.page.id)),
        "hub": visit.hub.id,
        "sends_to": url_for("studio.preview", hub=visit.hub.id, form=form, page=here.seen.page.id),
        "again": url_for("studio.preview", hub=visit.hub.id, form=form, page=drawing.pages[0].id),
    }
