"""Calling a meeting: everything that can be known is filled in, so that from a case it is two acts."""

from __future__ import annotations

import re
from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound as NoPage

from hubwright.actions.meetings import call_meeting
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.drawn.meetings import STRATEGY, MeetingType
from hubwright.domain.errors import Refusal
from hubwright.domain.meetings.commands import Call
from hubwright.web.components import Choice, Field, Label, Option, Select, TextInput
from hubwright.web.language import say, text
from hubwright.web.meetings.listing import MODES
from hubwright.web.record.as_of import moment_typed
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import Values, Wrong, any_of, line, one_of, words

_REFERENCES = re.compile(r"[\s,;]+")
_REFERENCE = re.compile(r"[0-9A-Za-z]{1,12}")


def new(visit: Visit) -> Response:
    """The form that calls a meeting, or doing it."""
    wanted = request.form.get("type") or request.args.get("type", "")
    type = next((one for one in visit.hub.meeting_types if one.id == wanted), None)
    if type is None:
        raise NoPage
    if not visit.reader.may("meeting.call") and type.stands_for != STRATEGY:
        raise NoPage
    if request.method == "GET":
        return _form(visit, type, _given())
    try:
        done = call_meeting(
            visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), command=_command(visit, type)
        )
    except Refusal as refusal:
        return _form(visit, type, request.form, refusal=refusal)
    return make_response(
        redirect(url_for("meetings.show", hub=visit.hub.id, ref=done.result["meeting"], done="called"))
    )


def _given() -> Values:
    """What the page before says: for which case; no link can put words into the form."""
    case = request.args.get("case", "")
    return MultiDict({"cases": case.upper()} if _REFERENCE.fullmatch(case) else {})


def _command(visit: Visit, type: MeetingType) -> Call:
    form = request.form
    if len([one for one in form.getlist("chair") if one]) > 1:
        raise Refusal(
            why="A meeting has one chair.",
            do="Choose one of them.",
            code="two_chairs",
            fields=(("chair", "Choose one chair."),),
        )
    starts = None
    if form.get("when") != "now":
        starts = moment_typed(form.get("starts", ""), whole_minute=False)
        if starts is None:
            raise Refusal(
                why="It does not say when it begins.",
                do="Choose now, or write a day and a time that exist.",
                code="when_missing",
                fields=(("starts", "Write a day and a time that exist."),),
            )
    return Call(
        type=type.id,
        starts=starts,
        cases=tuple(one.upper() for one in _REFERENCES.split(form.get("cases", "")) if one),
        mode=form.get("mode", ""),
        where=form.get("where", ""),
        title=form.get("title", ""),
        chair=form.get("chair", ""),
        minute_taker=form.get("minute_taker", ""),
        there=tuple(form.getlist("there")) if starts is None else (),
        reason=form.get("reason", "") if starts is None else "",
    )


def _form(visit: Visit, type: MeetingType, values: Values, *, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    fields = _fields(visit, type, values, wrong)
    body = render_template(
        "meetings/new.html",
        chrome=work_chrome(visit, current="meetings"),
        title=text(type.name),
        heading=text(type.name),
        hint=text(type.hint),
        meeting_type=type,
        fields_of_meeting=fields,
        errors=summary(refusal, wrong, fields),
        statement=text(type.statement),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def _fields(visit: Visit, type: MeetingType, values: Values, wrong: Wrong) -> list[Field]:
    at_once = type.stands_for == STRATEGY and bool(values.get("cases"))
    agencies = {one.id: str(text(one.name)) for one in visit.hub.agencies}
    soon = local(visit.now).strftime("%Y-%m-%dT%H:%M")
    begins = TextInput(
        name="starts",
        label=Label(say("Day and time")),
        type="datetime-local",
        value=values.get("starts", soon),
        classes="govuk-input--width-20",
        error=say(wrong["starts"]) if "starts" in wrong else "",
    )
    invited = [Choice(value=one.agency, text=agencies.get(one.agency, one.agency)) for one in type.invited]
    there: tuple[Field, ...] = ()
    if invited:
        hint = say("It begins with whoever is there. Others are noted when they come.")
        there = (any_of("there", say("Who is there already?"), invited, values, wrong, hint=hint),)
    why = say("Why without those who are missing? It begins either way.")
    reason = words("reason", why, values, wrong, rows=2)
    when = (
        Choice(value="now", text=say("Now"), reveal=(*there, reason)),
        Choice(value="later", text=say("At a time"), reveal=(begins,)),
    )
    modes = [Choice(value=one, text=say(MODES[one])) for one in type.modes]
    cases = say("Which cases is it for?") if type.agenda else say("Which case is it for?")
    hint = say("References, one after the other. What its rule brings is added by itself.") if type.agenda else ""
    return [
        line("cases", cases, values, wrong, hint=hint),
        one_of("when", say("When?"), when, values, wrong, chosen="now" if at_once else "later"),
        one_of("mode", say("How?"), modes, values, wrong, chosen=type.modes[0]),
        line("where", say("Room, number or link"), values, wrong),
        _somebody(visit, "chair", say("Who chairs it?"), type.chairs, values, wrong),
        _somebody(visit, "minute_taker", say("Who takes the minutes?"), type.minute_takers, values, wrong),
        line("title", say("What is it about, in words that name nobody?"), values, wrong),
    ]


def _somebody(visit: Visit, name: str, question: str, roles: tuple[str, ...], values: Values, wrong: Wrong) -> Select:
    """Those of the hub who may do this; whoever calls it stands there where they may."""
    seats = [
        one for one in visit.state.seats.values() if one.holds(visit.now) and (not roles or one.roles & set(roles))
    ]
    people = {one.user: one.name for one in sorted(seats, key=lambda one: one.name)}
    mine = visit.actor.id if name == "chair" and visit.actor.id in people else ""
    return Select(
        name=name,
        label=Label(question, "govuk-label--s"),
        items=(Option(text="", value=""), *(Option(text=said, value=user) for user, said in people.items())),
        value=values.get(name, mine),
        error=say(wrong[name]) if name in wrong else "",
    )
