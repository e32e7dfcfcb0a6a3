"""The duty rota: who is on duty or on call in the next weeks, put on and taken off with a reason."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.run_the_hub import end_a_duty, give_a_duty
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import Stint, coming
from hubwright.web.components import Choice, Field, TextInput
from hubwright.web.components import Label as Title
from hubwright.web.day.hand_over import on_duty_shown
from hubwright.web.language import say, text
from hubwright.web.record.as_of import moment_typed
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import Values, Wrong, line, listed, one_of

AHEAD = timedelta(days=35)


def show(visit: Visit) -> Response:
    """The rota, or a change to it."""
    if request.method == "GET":
        return _page(visit)
    try:
        if "stint" in request.form:
            end_a_duty(
                visit.house,
                hub=visit.hub.id,
                actor=visit.actor,
                deed=deed_id(),
                stint=request.form["stint"],
                why=request.form.get("why", ""),
            )
        else:
            give_a_duty(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), stint=_stint())
    except Refusal as refusal:
        return _page(visit, refusal=refusal)
    return make_response(redirect(url_for("day.rota", hub=visit.hub.id, done="1")))


def _stint() -> Stint:
    form = request.form
    times = {name: moment_typed(form.get(name, ""), whole_minute=False) for name in ("begins", "ends")}
    missing = tuple((name, "Write a day and a time that exist.") for name, at in times.items() if at is None)
    begins, ends = times["begins"], times["ends"]
    if begins is None or ends is None:
        raise Refusal(
            why="This time on duty cannot stand on the rota.",
            do="Put right what is marked; everything else is kept.",
            code="duty_wrong",
            fields=missing,
        )
    return Stint("", form.get("seat", ""), begins, ends, form.get("telephone", ""), form.get("post", "none"))


def _fields(visit: Visit, values: Values, wrong: Wrong) -> list[Field]:
    agencies = {agency.id: text(agency.name) for agency in visit.hub.agencies}
    seats = sorted((one for one in visit.state.seats.values() if one.holds(visit.now)), key=lambda one: one.name)
    posts = {post.when: str(text(post.name)) for post in visit.hub.local.duty}
    choices = [Choice(value=when, text=posts[when]) for when in ("open", "closed") if when in posts]
    names = [(one.id, f"{one.name}, {agencies.get(one.agency, '')}") for one in seats]
    return [
        listed("seat", say("Who?"), names, values, wrong),
        *(_time(name, said, values, wrong) for name, said in (("begins", say("From")), ("ends", say("Until")))),
        line("telephone", say("Under which number are they reached then?"), values, wrong),
        one_of(
            "post", say("As what?"), [*choices, Choice(value="", text=say("On call for their agency"))], values, wrong,
            chosen="closed",
        ),
    ]  # fmt: skip


def _time(name: str, question: str, values: Values, wrong: Wrong) -> TextInput:
    return TextInput(
        name=name,
        label=Title(question, "govuk-label--s"),
        type="datetime-local",
        value=values.get(name, ""),
        classes="govuk-input--width-20",
        error=say(wrong[name]) if name in wrong else "",
    )


def _page(visit: Visit, *, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    fields = _fields(visit, request.form, wrong) if visit.reader.may("hub.live") else []
    stints = coming(visit.state, visit.now, until=visit.now + AHEAD)
    body = render_template(
        "day/rota.html",
        chrome=work_chrome(visit, current="rota"),
        title=say("Duty rota"),
        heading=say("Duty rota"),
        stints=[(stint, on_duty_shown(visit, stint)) for stint in stints],
        fields_of_duty=fields,
        errors=summary(refusal, wrong, fields),
        now=visit.now,
        done=request.args.get("done", ""),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)
