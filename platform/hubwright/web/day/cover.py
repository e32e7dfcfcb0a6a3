"""Who is there in the next two weeks: part-time posts, sessions, rotations that end, and days without a decision maker.

Line management is shown beside it and gives nobody authority over a case: that comes from roles and deciders alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.run_the_hub import arrange_a_seat
from hubwright.domain.clocks.london import local
from hubwright.domain.errors import NotFound, Refusal
from hubwright.domain.hubs import HALVES, WEEKDAYS, DayCover, Seat, Working, cover, full_time, leaving, without_end
from hubwright.web.components import Choice, DateInput, Field, Legend
from hubwright.web.language import gettext, mark, plain, say, text
from hubwright.web.surroundings import work_chrome
from hubwright.web.times import day as day_said
from hubwright.web.typed_dates import date_typed
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import Values, Wrong, any_of, line

DAYS, AHEAD = 14, 56
DAY_NAMES = {
    "mon": mark("Monday"),
    "tue": mark("Tuesday"),
    "wed": mark("Wednesday"),
    "thu": mark("Thursday"),
    "fri": mark("Friday"),
    "sat": mark("Saturday"),
    "sun": mark("Sunday"),
}
HALF_NAMES = {"am": mark("morning"), "pm": mark("afternoon")}


@dataclass(frozen=True, slots=True)
class DayShown:
    """One day in words.

    Args:
        shut: why the hub does not open, or "".
        there: agency and its people of that day.
        missing: what nobody can do on that day, in sentences.
    """

    name: str
    shut: str
    there: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]


def show(visit: Visit) -> Response:
    """The next two weeks, who leaves soon, and how each person works."""
    today = local(visit.now).date()
    found = cover(visit.hub, visit.state, visit.calendars[visit.hub.calendar], today, DAYS, visit.calendars)
    agencies = {agency.id: text(agency.name) for agency in visit.hub.agencies}
    held = sorted((one for one in visit.state.seats.values() if one.holds(visit.now)), key=lambda one: one.name)
    days = [_day(visit, one) for one in found]
    return make_response(
        render_template(
            "day/cover.html",
            chrome=work_chrome(visit, current="cover"),
            title=say("Who is there"),
            heading=say("Who is there"),
            warnings=[gettext("%(day)s: %(what)s", day=one.name, what=what) for one in days for what in one.missing],
            days=days,
            leaving=[
                (seat, agencies.get(seat.agency, ""), day_said(last))
                for seat, last in leaving(visit.state, visit.now, today, AHEAD)
            ],
            without_end=[
                (seat, agencies.get(seat.agency, "")) for seat in without_end(visit.hub, visit.state, visit.now)
            ],
            agencies=[
                (name, full_time([one for one in held if one.agency == id]), [one for one in held if one.agency == id])
                for id, name in agencies.items()
            ],
            sessions=sessions_said,
            address=lambda seat: url_for("day.arrange", hub=visit.hub.id, seat=seat.id),
            may_arrange=visit.reader.may("seat.manage"),
            done=request.args.get("done", ""),
        )
    )


def _day(visit: Visit, one: DayCover) -> DayShown:
    weekday = say(DAY_NAMES[WEEKDAYS[one.day.weekday()]])
    agencies = {agency.id: str(text(agency.name)) for agency in visit.hub.agencies}
    there = tuple(
        (agencies[id], ", ".join([*(_who(seat, halves, one.halves) for seat, halves in people), *_rung(one, id)]))
        for id, people in one.there.items()
    )
    missing = []
    for decider in visit.hub.deciders:
        without = one.without(decider.id)
        if without and without == one.halves:
            missing.append(gettext("nobody may decide as %(decider)s", decider=plain(decider.name)))
        elif without:
            half = gettext(HALF_NAMES[without[0]])
            missing.append(
                gettext("nobody may decide as %(decider)s in the %(half)s", decider=plain(decider.name), half=half)
            )
    shut = "" if one.shut is None else one.shut or gettext("the hub does not open")
    return DayShown(f"{weekday} {day_said(one.day)}", shut, there if one.halves else (), tuple(missing))


def _who(seat: Seat, halves: tuple[str, ...], whole: tuple[str, ...]) -> str:
    if halves == whole:
        return seat.name
    return f"{seat.name} ({', '.join(gettext(HALF_NAMES[half]) for half in halves)})"


def _rung(one: DayCover, agency: str) -> tuple[str, ...]:
    """What is said of an agency that answers by telephone, or of which nobody is there."""
    halves = one.by_telephone.get(agency, ())
    if halves == one.halves and halves:
        return (gettext("by telephone all day"),)
    if halves:
        return (gettext("by telephone in the %(half)s", half=gettext(HALF_NAMES[halves[0]])),)
    return () if one.there[agency] else (gettext("nobody"),)


def sessions_said(seat: Seat) -> str:
    """When somebody works, in words."""
    if not seat.sessions:
        return say("whenever the hub is open")
    parts = []
    for day in WEEKDAYS:
        if halves := seat.sessions.get(day):
            when = "" if halves == HALVES else f" ({gettext(HALF_NAMES[halves[0]])})"
            parts.append(f"{gettext(DAY_NAMES[day])}{when}")
    return ", ".join(parts)


def arrange(visit: Visit, seat: str) -> Response:
    """How one person works here: the form, or writing it down."""
    held = visit.state.seats.get(seat)
    if held is None:
        raise NotFound("There is no such membership.")
    if request.method == "GET":
        return _form(visit, held)
    try:
        arrange_a_seat(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), seat=seat, working=_working())
    except Refusal as refusal:
        return _form(visit, held, refusal=refusal)
    return make_response(redirect(url_for("day.cover", hub=visit.hub.id, done="1")))


def _working() -> Working:
    form = request.form
    typed = date_typed(form, "until")
    if typed is not None and not {"year", "month", "day"} <= set(typed):
        raise Refusal(
            why="No whole date was given.",
            do="Write the day, month and year.",
            code="until_wrong",
            fields=(("until", "Write the day, month and year."),),
        )
    chosen = [one.partition("-") for one in form.getlist("sessions")]
    sessions = {day: tuple(half for on, _, half in chosen if on == day) for day in {one[0] for one in chosen}}
    return Working(
        fte=form.get("fte", "").strip(),
        sessions=sessions,
        until=date(typed["year"], typed["month"], typed["day"]) if typed else None,
        line_manager=form.get("line_manager", ""),
        home=form.get("home", ""),
    )


def _fields(held: Seat, values: Values, wrong: Wrong) -> list[Field]:
    choices = [
        Choice(value=f"{day}-{half}", text=f"{gettext(DAY_NAMES[day])}, {gettext(HALF_NAMES[half])}")
        for day in WEEKDAYS
        for half in HALVES
    ]
    now = [f"{day}-{half}" for day, halves in held.sessions.items() for half in halves]
    parts = ("day", "month", "year")
    given = {part: str(getattr(held.until, part)) for part in parts} if held.until else {}
    sent = "csrf_token" in values
    return [
        line("fte", say("Full-time equivalents"), values, wrong, hint=say("For example 0.6."), given=held.fte),
        any_of(
            "sessions",
            say("When do they work here?"),
            choices,
            values,
            wrong,
            hint=say("Tick nothing for whenever the hub is open."),
            chosen=now,
        ),
        DateInput.of(
            "until",
            Legend(say("Last day of the rotation or secondment"), "govuk-fieldset__legend--s"),
            {part: values.get(f"until-{part}", "" if sent else given.get(part, "")) for part in parts},
            error=say(wrong["until"]) if "until" in wrong else "",
        ),
        line(
            "line_manager",
            say("Line manager"),
            values,
            wrong,
            hint=say("It gives nobody authority over a case."),
            given=held.line_manager,
        ),
        line("home", say("Home organisation, where somebody is seconded"), values, wrong, given=held.home),
    ]


def _form(visit: Visit, held: Seat, *, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    fields = _fields(held, request.form, wrong)
    body = render_template(
        "day/arrange.html",
        chrome=work_chrome(visit, current="cover"),
        title=say("How somebody works here"),
        heading=held.name,
        fields_of_seat=fields,
        errors=summary(refusal, wrong, fields),
        back_to=url_for("day.cover", hub=visit.hub.id),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)
