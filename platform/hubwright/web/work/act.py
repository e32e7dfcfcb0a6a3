"""Doing a deed on a case: show its form, or do it. What was typed comes back with every *not done yet*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound as NoPage

from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.outcome import Stale
from hubwright.domain.errors import Refusal
from hubwright.web.components import DateInput, ErrorLink, ErrorSummary, Field
from hubwright.web.language import say
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.deed import Deed
from hubwright.web.work.deeds import DEEDS
from hubwright.web.work.look import Look, look
from hubwright.web.work.markers_shown import standing
from hubwright.web.work.people_shown import identity
from hubwright.web.work.words import entry_name

_LONGEST_DEED = 100
# How the things of a case are called in it ("q1", "i2", "q1-14-list").
_ID = re.compile(r"[a-z][a-z0-9-]{0,60}")


def do(visit: Visit, ref: str, deed: str) -> Response:
    """Show the form of a deed, or do it."""
    drawing = DEEDS.get(deed)
    seen = look(visit, ref)
    if drawing is None:
        raise NoPage
    if request.method == "GET":
        return _form(seen, drawing)
    try:
        done = act_on_case(
            visit.house,
            hub=visit.hub.id,
            actor=visit.actor,
            deed=deed_id(),
            case=ref,
            command=drawing.command(request.form, seen),
            drawn_from=_drawn_from(),
        )
    except Refusal as refusal:
        return _form(seen, drawing, refusal=refusal)
    if isinstance(done, Stale):
        return _form(seen, drawing, stale=done)
    if drawing.leads_away and drawing.leads_away(request.form, seen):
        return make_response(redirect(url_for("work.queue", hub=visit.hub.id)))
    onward = drawing.leads_to(request.form, look(visit, ref)) if drawing.leads_to else ""
    return make_response(redirect(onward or url_for("work.case", hub=visit.hub.id, ref=ref, done=deed)))


def deed_id() -> str:
    """The deed id that the page carried; one that no page of ours makes is refused with the form, not with an error."""
    id = request.form.get("deed", "")
    if not 0 < len(id) <= _LONGEST_DEED:
        raise Refusal(
            why="This page had lost its place.", do="What you typed is kept: press the button again.", code="no_deed"
        )
    return f"{request.endpoint}:{id}"


def _drawn_from() -> int | None:
    """The entry number that the page was drawn from; one that does not say is held against the whole record."""
    number = request.form.get("drawn_from", "")
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def _typed() -> MultiDict[str, str]:
    """What was typed; of a page not sent yet only which strand and which thing it is about, each by its id: so no link
    can put words into it."""
    if request.method == "POST":
        return request.form
    typed = {"pathway": request.args["pathway"]} if "pathway" in request.args else {}
    if _ID.fullmatch(request.args.get("about", "")):
        typed["about"] = request.args["about"]
    return MultiDict(typed)


def _form(seen: Look, drawing: Deed, *, refusal: Refusal | None = None, stale: Stale | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    fields = drawing.fields(seen, _typed(), wrong)
    body = render_template(
        "work/act.html",
        chrome=work_chrome(seen.visit, current="queue"),
        title=say(drawing.title),
        heading=say(drawing.title),
        identity=identity(seen),
        seen=seen,
        case=seen.case,
        drawing=drawing,
        fields_of_deed=fields,
        intro=drawing.intro(seen) if drawing.intro else "",
        warned=drawing.notices(seen) if drawing.notices else [],
        errors=summary(refusal, wrong, fields),
        refusal=refusal,
        since=[(entry_name(one.type), one.actor_name, one.happened) for one in stale.since] if stale else [],
        back=None,
        markers=standing(seen),
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.CONFLICT if stale else HTTPStatus.OK
    return make_response(body, status)


def summary(refusal: Refusal | None, wrong: Mapping[str, str], fields: Sequence[Field]) -> ErrorSummary | None:
    """Everything that stands in the way, each with a link to its question."""
    if refusal is None:
        return None
    places = dict(map(_place, _all(fields)))
    links = tuple(ErrorLink(say(said), f"#{places[name]}") for name, said in wrong.items() if name in places)
    if not links:
        links = (ErrorLink(f"{say(refusal.why)} {say(refusal.do)}"),)
    return ErrorSummary(links, title=say("Not done yet"))


def _all(fields: Sequence[Field]) -> Iterator[Field]:
    """Every question, those too that open with an answer."""
    for field in fields:
        yield field
        for item in getattr(field, "items", ()):
            if isinstance(reveal := getattr(item, "reveal", ()), tuple):
                yield from _all(reveal)


def _place(field: Field) -> tuple[str, str]:
    """A question's name, and the id that a link to it leads to: of a date, its first box."""
    if isinstance(field, DateInput):
        return field.name_prefix or field.id, f"{field.id}-{field.parts[0].name}"
    return field.name, field.key
