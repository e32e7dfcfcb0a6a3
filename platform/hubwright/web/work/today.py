"""Daily facts: days the hub is closed, and who has a membership. They hold at once, with history, for old cases too."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.run_the_hub import close_on, end_a_seat
from hubwright.domain.errors import Refusal
from hubwright.web.components import DateInput, ErrorLink, ErrorSummary, Label, Legend, TextInput
from hubwright.web.language import say, text
from hubwright.web.surroundings import work_chrome
from hubwright.web.typed_dates import date_typed
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id


def show(visit: Visit) -> Response:
    """The facts of the day, or a change to one of them."""
    if request.method == "GET":
        return _page(visit)
    try:
        if "seat" in request.form:
            _end(visit)
        else:
            _close(visit)
    except Refusal as refusal:
        return _page(visit, refusal=refusal)
    return make_response(redirect(url_for("work.today", hub=visit.hub.id, done="1")))


def _close(visit: Visit) -> None:
    typed = date_typed(request.form, "day")
    if typed is None or not {"year", "month", "day"} <= set(typed):
        raise Refusal(
            why="No whole date was given.",
            do="Write the day, month and year.",
            code="day_missing",
            fields=(("day", "Write the day, month and year."),),
        )
    day = date(typed["year"], typed["month"], typed["day"])
    why = request.form.get("why", "")
    close_on(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), day=day, why=why)


def _end(visit: Visit) -> None:
    why = request.form.get("end_why", "")
    seat = request.form["seat"]
    end_a_seat(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), seat=seat, why=why)


def _page(visit: Visit, *, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    ids = {"day": "day-day", "why": "why"}
    links = tuple(ErrorLink(say(said), f"#{ids.get(name, name)}") for name, said in wrong.items())
    agencies = {agency.id: text(agency.name) for agency in visit.hub.agencies}
    form = request.form
    body = render_template(
        "work/today.html",
        chrome=work_chrome(visit, current="today"),
        title=say("Daily facts"),
        heading=say("Daily facts"),
        errors=ErrorSummary(links or (ErrorLink(f"{say(refusal.why)} {say(refusal.do)}"),), title=say("Not done yet"))
        if refusal
        else None,
        may_facts=visit.reader.may("hub.live"),
        facts=url_for("work.facts", hub=visit.hub.id),
        day=DateInput.of(
            "day",
            Legend(say("Which day?"), "govuk-fieldset__legend--s"),
            {part: form.get(f"day-{part}", "") for part in ("day", "month", "year")},
            error=say(wrong["day"]) if "day" in wrong else "",
        ),
        why=TextInput(
            name="why",
            label=Label(say("Why?"), "govuk-label--s"),
            hint=say("It is shown beside each due time that it moves."),
            value=form.get("why", ""),
            error=say(wrong["why"]) if "why" in wrong else "",
        ),
        closures=sorted(visit.state.closures.items()),
        seats=[(seat, agencies.get(seat.agency, "")) for seat in visit.state.seats.values()],
        may_close=visit.reader.may("hub.live"),
        may_end=visit.reader.may("seat.manage"),
        now=visit.now,
        done=request.args.get("done", ""),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)
