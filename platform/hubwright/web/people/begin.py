"""A person's record begins, with as little as a name."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from hubwright.actions.keep_people import begin_a_person
from hubwright.domain.access.people import strands
from hubwright.domain.errors import Refusal
from hubwright.domain.people.commands import Begin, Told
from hubwright.web.components import Choice, Field
from hubwright.web.language import say, text
from hubwright.web.people.fields import date_boxes
from hubwright.web.people.words import BIRTHS, USES
from hubwright.web.surroundings import work_chrome
from hubwright.web.typed_dates import date_typed
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import Values, Wrong, any_of, line, one_of


def do(visit: Visit) -> Response:
    """The form, or the record begun."""
    if request.method == "GET":
        return _form(visit, MultiDict())
    try:
        command = Begin(tuple(_told(request.form)), _strands(visit, request.form))
        done = begin_a_person(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), command=command)
    except Refusal as refusal:
        return _form(visit, request.form, refusal)
    return make_response(redirect(url_for("people.person", hub=visit.hub.id, ref=done.result["person"], done="begin")))


def _open_to(visit: Visit) -> list[str]:
    """The strands whose people this reader may know of, so that nobody records what they cannot then see."""
    known_in = strands(visit.reader)
    return [one.id for one in visit.hub.pathways if known_in is not None and (not known_in or one.id in known_in)]


def _strands(visit: Visit, form: Values) -> tuple[str, ...]:
    offered = _open_to(visit)
    chosen = tuple(one for one in form.getlist("pathways") if one in offered) if len(offered) > 1 else tuple(offered)
    if not chosen:
        do = "Choose at least one."
        raise Refusal(why="No pathway was chosen.", do=do, code="no_pathway", fields=(("pathways", do),))
    return chosen


def _told(form: Values) -> list[Told]:
    told = []
    if form.get("name", "").strip():
        told.append(Told("name", {"use": form.get("use", ""), "name": form["name"].strip()}))
    if born := date_typed(form, "date"):
        state = form.get("state", "")
        told.append(
            Told("born", {"state": state, "date": {**born, **({"estimated": True} if state == "estimated" else {})}})
        )
    if expected := date_typed(form, "expected"):
        told.append(Told("expected", {"date": expected}))
    return told


def _fields(visit: Visit, values: Values, wrong: Wrong) -> list[Field]:
    hint = say("Leave empty if nobody knows it.")
    strands_offered = _open_to(visit)
    options = [Choice(value=id, text=text(visit.hub.find("pathways", id).name)) for id in strands_offered]
    among = [any_of("pathways", say("Which pathways are they known in?"), options, values, wrong)]
    return [
        line("name", say("Name"), values, wrong),
        one_of("use", say("What kind of name is it?"), _choices(USES), values, wrong, chosen="known_as"),
        date_boxes("date", say("Date of birth"), values, wrong, hint=hint),
        one_of("state", say("How sure is it?"), _choices(BIRTHS), values, wrong),
        date_boxes("expected", say("If not yet born, when is the baby expected?"), values, wrong, hint=hint),
        *(among if len(options) > 1 else []),
    ]


def _choices(table: Mapping[str, str]) -> list[Choice]:
    return [Choice(value=id, text=say(said)) for id, said in table.items()]


def _form(visit: Visit, values: Values, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    fields = _fields(visit, values, wrong)
    body = render_template(
        "people/begin.html",
        chrome=work_chrome(visit, current="people"),
        title=say("Begin a record"),
        heading=say("Begin a record"),
        fields_of_deed=fields,
        errors=summary(refusal, wrong, fields),
        visit=visit,
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)
