"""One incident: what is known, what was done about it, and the next step."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.incidents import act_on_incident
from hubwright.domain.access.incidents import incident_view
from hubwright.domain.cases.apply import case_of
from hubwright.domain.clocks import Due, said
from hubwright.domain.errors import NotFound, Refusal
from hubwright.domain.incidents import STEPS, STREAM, Add, Close, IncidentState, Reopen, TakeOn, incident_of
from hubwright.domain.incidents.commands import Command
from hubwright.domain.incidents.state import ASKING
from hubwright.web.components import Choice, ClockFace, Field, Row, SummaryList
from hubwright.web.language import current_language, gettext, mark, say, text
from hubwright.web.record.incidents import hours_said, minutes_typed
from hubwright.web.surroundings import work_chrome
from hubwright.web.times import instant
from hubwright.web.typed_lines import lines
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import Values, Wrong, line, one_of, words

STEP_NAMES: Mapping[str, str] = {
    "changed": mark("Something was changed"),
    "note": mark("Note"),
    "recalled": mark("Recalled or destroyed"),
    "person_told": mark("The person whose information it is was told"),
    "regulator": mark("The regulator was told"),
    "chased": mark("Somebody was asked to take it away"),
    "lost": mark("More work was lost"),
}
_WHERE: Mapping[str, tuple[str, str]] = {
    "near_miss": ("", mark("What stopped it")),
    "disclosure": (mark("Whom it reached"), mark("By which way it left")),
    "barrier": (mark("Who must take it away"), ""),
}


def show(visit: Visit, ref: str) -> Response:
    """One incident, or a step in it."""
    state = _seen(visit, ref)
    if request.method == "GET":
        return _page(visit, state)
    try:
        act_on_incident(
            visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), incident=ref, command=_command()
        )
    except Refusal as refusal:
        return _page(visit, state, refusal=refusal)
    return make_response(redirect(url_for("record.incident", hub=visit.hub.id, ref=ref, done="1")))


def _seen(visit: Visit, ref: str) -> IncidentState:
    """The incident as this reader may see it.

    Raises:
        NotFound: there is none, or they may not know that there is.
    """
    with visit.house.store.reading(visit.hub.id) as reading:
        state = incident_of(reading.entries(f"{STREAM}:{ref}"))
        case = case_of(reading.entries(f"case:{state.case}")) if state and state.case else None
    view = incident_view(state, visit.reader, visit.now, case) if state else None
    if view is None:
        raise NotFound("There is no such record.")
    return view


def _command() -> Command:
    form = request.form
    match form.get("act"):
        case "take-on":
            return TakeOn()
        case "close":
            return Close(form.get("learned", ""))
        case "reopen":
            return Reopen(form.get("reason", ""))
        case _:
            yes = {"yes": True, "no": False}.get(form.get("yes", ""))
            return Add(
                step=form.get("step", ""),
                text=form.get("text", ""),
                who=form.get("who", ""),
                yes=yes,
                minutes=minutes_typed(form.get("hours", "")),
            )


def _page(visit: Visit, state: IncidentState, *, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    adding = _adding(state, request.form, wrong) if state.closed is None else []
    ending = _ending(state, request.form, wrong)
    kind = next((one for one in visit.hub.incidents if one.id == state.kind), None)
    body = render_template(
        "record/incident.html",
        chrome=work_chrome(visit, current="incidents"),
        title=state.ref,
        heading=text(kind.name) if kind else state.ref,
        state=state,
        facts=SummaryList(tuple(_facts(visit, state))),
        clock=_clock(visit, state),
        calls=state.next is not None and state.closed is None and (state.raised is not None or _near(visit, state)),
        steps=[(say(STEP_NAMES.get(one.step, one.step)), _answer(one.yes), one) for one in reversed(state.steps)],
        adding=adding,
        ending=ending,
        errors=summary(refusal, wrong, [*adding, *ending]),
        done=request.args.get("done", ""),
        case_href=url_for("work.case", hub=visit.hub.id, ref=state.case)
        if state.case and visit.reader.may("case.read")
        else "",
        hours_said=hours_said,
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def _near(visit: Visit, state: IncidentState) -> bool:
    return state.next is not None and state.next <= visit.now


def _answer(yes: bool | None) -> str:
    return "" if yes is None else (say("Yes") if yes else say("No"))


def _clock(visit: Visit, state: IncidentState) -> ClockFace | None:
    if state.due is None:
        return None
    stopped = ""
    if state.met is not None:
        stopped = gettext("in time") if state.met <= state.due else gettext("late")
    how = " ".join(said(Due.of(state.steps_of_clock), current_language())) if state.steps_of_clock else ""
    return ClockFace(what=say("to be seen to"), due=state.due, now=visit.now, how=how, stopped=stopped)


def _facts(visit: Visit, state: IncidentState) -> list[Row]:
    agencies = {agency.id: text(agency.name) for agency in visit.hub.agencies}
    who, how = _WHERE.get(state.stands_for, ("", ""))
    taken = gettext("%(name)s, %(at)s", name=state.taken_on[0], at=instant(state.taken_on[1])) if state.taken_on else ""
    parts = (
        (say("What happened"), lines(state.what)),
        (say(who) if who else "", state.who),
        (say("Whose information it was"), state.whose),
        (say(how) if how else "", state.how),
        (say("Agency"), agencies.get(state.agency, "")),
        (say("Work lost"), hours_said(state.minutes)),
        (say("Noticed"), instant(state.noticed)),
        (say("Written down by"), f"{state.by}, {instant(state.opened)}"),
        (say("Taken on by"), taken),
        (say("Case"), state.case),
        (say("Closed"), instant(state.closed) if state.closed else ""),
        (say("What was learned"), lines(state.learned)),
    )
    return [Row(key, value) for key, value in parts if key and value]


def _adding(state: IncidentState, values: Values, wrong: Wrong) -> list[Field]:
    yes_or_no = (Choice(value="yes", text=say("Yes")), Choice(value="no", text=say("No, for the reason below")))
    steps = []
    for step in STEPS[state.stands_for]:
        reveal: tuple[Field, ...] = ()
        if step == "lost":
            reveal = (line("hours", say("Hours"), values, wrong),)
        steps.append(Choice(value=step, text=say(STEP_NAMES[step]), reveal=reveal))
    fields: list[Field] = [one_of("step", say("What is to be written down?"), steps, values, wrong)]
    if any(step in ASKING for step in STEPS[state.stands_for]):
        fields.append(one_of("yes", say("Was it done? (not for a note)"), yes_or_no, values, wrong))
    fields.append(words("text", say("What was done, or why not"), values, wrong))
    fields.append(line("who", say("Who was told or asked"), values, wrong))
    return fields


def _ending(state: IncidentState, values: Values, wrong: Wrong) -> list[Field]:
    if state.closed is not None:
        return [line("reason", say("Why does it go on?"), values, wrong)]
    return [words("learned", say("What was learned or changed?"), values, wrong, rows=3)]
