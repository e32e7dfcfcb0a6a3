"""Breaking the glass of a restricted case: by its reference alone, with a reason, for a short time, on record."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from hubwright.actions.act_on_case import act_on_case
from hubwright.domain.cases.topics.restricting import BreakGlass
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.components import Field
from hubwright.web.language import gettext, mark, say
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import Values, Wrong, line, words

_LONGEST = 20


def do(visit: Visit) -> Response:
    """Ask for the reference and the reason, or open the case to this reader for the hub's hours."""
    if request.method == "GET":
        return _page(visit)
    reference = request.form.get("reference", "").strip().upper()[:_LONGEST]
    try:
        if not request.form.get("reason", "").strip():
            # Asked before anything is looked up: what is missing must say nothing about what there is.
            raise _missing()
        act_on_case(
            visit.house,
            hub=visit.hub.id,
            actor=visit.actor,
            deed=deed_id(),
            case=reference,
            command=BreakGlass(request.form["reason"]),
        )
    except Refusal as refusal:
        return _page(visit, refusal=refusal)
    except NotFound:
        return _page(visit, refusal=_nothing_there())
    return make_response(redirect(url_for("work.case", hub=visit.hub.id, ref=reference)))


def _missing() -> Refusal:
    do = mark("Say why you must see this case now.")
    return Refusal(why="It does not say why.", do=do, code="reason_missing", fields=(("reason", do),))


def _nothing_there() -> Refusal:
    """One answer for what does not exist, is not restricted, is sealed or shuts this reader out."""
    do = mark("There is nothing under this reference that can be opened like this. Check it, or ask the hub manager.")
    return Refusal(why="", do=do, code="no_case", fields=(("reference", do),))


def _fields(values: Values, wrong: Wrong) -> list[Field]:
    return [
        line("reference", say("Reference of the case"), values, wrong),
        words("reason", say("Why must you see it now?"), values, wrong, rows=3),
    ]


def _page(visit: Visit, *, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    fields = _fields(request.form if request.method == "POST" else MultiDict(), wrong)
    hours = visit.hub.guarding.glass_hours
    body = render_template(
        "work/glass.html",
        chrome=work_chrome(visit, current="queue"),
        title=say("Open a restricted case"),
        heading=say("Open a restricted case"),
        fields_of_deed=fields,
        errors=summary(refusal, wrong, fields),
        hub_id=visit.hub.id,
        hours=gettext("You can read it for %(hours)s hours.", hours=hours),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)
