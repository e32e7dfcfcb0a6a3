"""The page of one meeting: its agenda, who is there, and what is done with both. Everything works without scripts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.meetings import act_on_meeting
from hubwright.domain.cases.topics.minuting.at_meetings import OPEN
from hubwright.domain.clocks.london import local
from hubwright.domain.errors import Refusal
from hubwright.domain.meetings import standing
from hubwright.domain.meetings.agenda import stepped
from hubwright.domain.meetings.commands import (
    AddMatter,
    Arrange,
    Ask,
    Attend,
    Begin,
    Cancel,
    Command,
    Defer,
    Drop,
    End,
    Finish,
    Give,
    Move,
    Rebuild,
    Take,
)
from hubwright.domain.meetings.state import THERE, Attender
from hubwright.web.answers_shown import birth_words
from hubwright.web.components import ErrorLink, ErrorSummary
from hubwright.web.language import gettext, mark, say, text
from hubwright.web.meetings.attending_shown import STATES as ATTENDING
from hubwright.web.meetings.attending_shown import state_of
from hubwright.web.meetings.listing import MODES, STANDING
from hubwright.web.meetings.looking import Meet, meet
from hubwright.web.record.as_of import moment_typed
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id
from hubwright.web.work.asked import Values

# One press each: what the button says, and what it notes.
PRESSES: Mapping[str, tuple[str, str, str]] = {
    "present": ("present", "", mark("Present")),
    "video": ("remote", "video", mark("By video")),
    "telephone": ("remote", "telephone", mark("By telephone")),
    "sent": ("sent", "", mark("Sent information")),
    "apologies": ("apologies", "", mark("Apologies")),
    "no_response": ("no_response", "", mark("No answer")),
}
MATTERS: Mapping[str, str] = {
    "waiting": mark("To come"),
    "taken": mark("Now"),
    "done": mark("Done"),
    "deferred": mark("Deferred"),
}
WHY: Mapping[str, str] = {
    "rule": mark("by the rule of the meeting"),
    "added": mark("added"),
    "called": mark("the meeting was called for it"),
}
MODES_OF_AGENCIES: Mapping[str, str] = {
    "virtual": mark("works from elsewhere"),
    "part_time": mark("part-time"),
    "on_call": mark("on call by telephone"),
    "weekly": mark("here once a week"),
    "sessional": mark("here for sessions"),
    "single_contact": mark("one person by telephone"),
    "rotational": mark("in rotation"),
}


@dataclass(frozen=True, slots=True)
class PersonShown:
    """One line of the attendance."""

    one: Attender
    who: str
    state: str
    there: bool
    mode: str
    times: str
    posts: tuple[str, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class MatterShown:
    """One case of the agenda."""

    id: str
    case: str
    names: str
    state: str
    state_id: str
    why: str
    href: str
    minutes: str
    ours: str
    record: str
    first: bool
    last: bool


def show(visit: Visit, ref: str) -> Response:
    """The meeting, or one deed on it."""
    seen = meet(visit, ref)
    if request.method == "GET":
        return _page(seen)
    try:
        command = _command(seen)
        act_on_meeting(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), meeting=ref, command=command)
    except Refusal as refusal:
        return _page(meet(visit, ref), refusal=refusal)
    return make_response(redirect(url_for("meetings.show", hub=visit.hub.id, ref=ref, done="1")))


def _command(seen: Meet) -> Command:
    """What the pressed button asks to be done.

    Raises:
        Refusal: a time that was typed is none, or no button of ours was pressed.
    """
    form = request.form
    made = _COMMANDS.get(form.get("act", ""))
    if made is None:
        raise Refusal(why="This page had lost its place.", do="Press the button again.", code="no_act")
    return made(form, seen)


def _time(form: Values, name: str) -> datetime | None:
    """A typed time, or None where nothing is typed.

    Raises:
        Refusal: it is none.
    """
    typed = form.get(name, "").strip()
    if not typed:
        return None
    at = moment_typed(typed, whole_minute=False)
    if at is None:
        raise Refusal(
            why="The time is none.",
            do="Write a day and a time that exist.",
            code="time_wrong",
            fields=((name, "Write a day and a time that exist."),),
        )
    return at


def _attend(form: Values, seen: Meet) -> Command:
    person, press = form.get("person", ""), form.get("press", "")
    known = seen.state.people.get(person)
    state, by, _ = PRESSES.get(press, (known.state if known else "", known.by if known else "", ""))
    if press == "observer":
        state, by = "observer", ""
    return Attend(
        person=person,
        state=state,
        by=by,
        name=form.get("name", ""),
        user=form.get("user", ""),
        qualification=form.get("qualification", ""),
        statement=bool(form.get("statement")),
        at=_time(form, "at"),
        left=press == "left",
    )


def _ask(form: Values, seen: Meet) -> Command:
    user = form.get("user", "")
    return Ask(
        agency="" if user else form.get("agency", ""),
        organisation=form.get("organisation", ""),
        user=user,
        name=form.get("name", ""),
        observer=bool(form.get("observer")),
    )


def _move(form: Values, seen: Meet) -> Command:
    starts = _time(form, "starts")
    return Move(starts or seen.state.starts, form.get("mode", seen.state.mode), form.get("where", ""))


def _defer(form: Values, seen: Meet) -> Command:
    if form.get("press") == "drop":
        return Drop(form.get("matter", ""), form.get("reason", ""))
    return Defer(form.get("matter", ""), form.get("reason", ""), _time(form, "until"))


_COMMANDS: Mapping[str, Callable[[Values, Meet], Command]] = {
    "attend": _attend,
    "ask": _ask,
    "chair": lambda form, seen: Give("chair", form.get("person", "")),
    "minute_taker": lambda form, seen: Give("minute_taker", form.get("person", "")),
    "add": lambda form, seen: AddMatter(form.get("case", "").strip().upper()),
    "rebuild": lambda form, seen: Rebuild(()),
    "up": lambda form, seen: Arrange(stepped(_shown_order(seen), form.get("matter", ""), -1)),
    "down": lambda form, seen: Arrange(stepped(_shown_order(seen), form.get("matter", ""), 1)),
    "leave": _defer,
    "take": lambda form, seen: Take(form.get("matter", "")),
    "finish": lambda form, seen: Finish(form.get("matter", ""), form.get("allocated", "")),
    "begin": lambda form, seen: Begin(form.get("reason", "")),
    "end": lambda form, seen: End(_time(form, "next")),
    "move": _move,
    "cancel": lambda form, seen: Cancel(form.get("reason", "")),
}


def _shown_order(seen: Meet) -> tuple[str, ...]:
    return tuple(one.id for one in seen.state.agenda())


def _page(seen: Meet, *, refusal: Refusal | None = None) -> Response:
    state, visit = seen.state, seen.visit
    body = render_template(
        "meetings/meeting.html",
        chrome=work_chrome(visit, current="meetings"),
        title=f"{text(seen.type.name)} {state.ref}",
        heading=text(seen.type.name),
        meeting=state,
        seen=seen,
        standing=standing(state),
        standing_said=say(STANDING[standing(state)]),
        mode=say(MODES.get(state.mode, state.mode)),
        modes=[(one, say(MODES[one])) for one in seen.type.modes],
        open=state.ended is None and state.cancelled is None,
        people=[_person(seen, one) for one in state.people.values()],
        matters=_matters(seen),
        lacking=seen.lacking(),
        presses=[(id, say(said)) for id, (_, _, said) in PRESSES.items()],
        members=_members(seen),
        agencies=seen.agencies(),
        statement=text(seen.type.statement),
        qualifications=sorted({one.qualification for one in seen.type.quorum if one.qualification}),
        starts_typed=local(state.starts).strftime("%Y-%m-%dT%H:%M"),
        errors=_errors(refusal),
        typed=request.form if refusal else {},
        done=request.args.get("done", ""),
        pack_href=url_for("meetings.pack", hub=visit.hub.id, ref=state.ref),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def _errors(refusal: Refusal | None) -> ErrorSummary | None:
    if refusal is None:
        return None
    words = [say(said) for _, said in refusal.fields] or [f"{say(refusal.why)} {say(refusal.do)}"]
    return ErrorSummary(tuple(ErrorLink(one, "#what-was-asked") for one in words), title=say("Not done yet"))


def _person(seen: Meet, one: Attender) -> PersonShown:
    state = seen.state
    drawn = next((agency for agency in seen.hub.agencies if agency.id == one.agency), None)
    agency = seen.agencies().get(one.agency, one.organisation)
    posts = [say("Chair")] if state.chair == one.id else []
    posts += [say("Takes the minutes")] if state.minute_taker == one.id else []
    reader = seen.visit.reader
    mine = one.user == reader.user if one.user else bool(one.agency) and one.agency == reader.agency
    return PersonShown(
        one=one,
        who=", ".join(part for part in (one.name, agency) if part),
        state=state_of(one) if one.state in ATTENDING else one.state,
        there=one.state in THERE and one.left is None,
        mode=say(MODES_OF_AGENCIES[drawn.mode]) if drawn and drawn.mode in MODES_OF_AGENCIES else "",
        times=_times(one),
        posts=tuple(map(str, posts)),
        mine=mine and reader.may("meeting.attend"),
    )


def _times(one: Attender) -> str:
    parts = []
    if one.came is not None:
        parts.append(gettext("came at %(time)s", time=local(one.came).strftime("%H:%M")))
    if one.left is not None:
        parts.append(gettext("left at %(time)s", time=local(one.left).strftime("%H:%M")))
    return ", ".join(parts)


def _matters(seen: Meet) -> list[MatterShown]:
    visit, state = seen.visit, seen.state
    order = state.agenda()
    shown = []
    for place, one in enumerate(order):
        pack = seen.packs.get(one.case)
        names = [person.name for person in pack.people] if pack else []
        reads = pack is not None and pack.reads
        parts: dict[str, Any] = {"hub": visit.hub.id, "ref": state.ref, "matter": one.id}
        begun = state.begun is not None
        minutes = reads and visit.reader.may("meeting.minute") and begun
        shown.append(
            MatterShown(
                id=one.id,
                case=one.case,
                names=", ".join(name for name in names if name) or say("Somebody whose name is not known"),
                state=say(MATTERS[one.state]),
                state_id=one.state,
                why=say(WHY.get(one.why, one.why)),
                href=url_for("work.case", hub=visit.hub.id, ref=one.case) if reads else "",
                minutes=url_for("meetings.minutes", **parts) if minutes else "",
                ours=url_for("meetings.ours", **parts)
                if pack is not None and visit.reader.may("meeting.attend") and standing(state) in OPEN
                else "",
                record=url_for("work.act", hub=visit.hub.id, ref=one.case, deed="draft-record", about=state.ref.lower())
                if minutes and seen.type.record is not None
                else "",
                first=place == 0,
                last=place == len(order) - 1,
            )
        )
    return shown


def _members(seen: Meet) -> list[tuple[str, str, str]]:
    """Everybody with a seat here today: user, name and agency."""
    held = (one for one in seen.visit.state.seats.values() if one.holds(seen.visit.now))
    return [(one.user, one.name, one.agency) for one in sorted(held, key=lambda one: one.name)]


def pack(visit: Visit, ref: str) -> Response:
    """Everything that this visitor may see of the cases on the agenda, to read or to print before the meeting."""
    seen = meet(visit, ref)
    matters = [(one, seen.packs[one.case]) for one in seen.state.agenda() if one.case in seen.packs]
    body = render_template(
        "meetings/pack.html",
        chrome=work_chrome(visit, current="meetings"),
        title=gettext("Pack, %(name)s", name=str(text(seen.type.name))),
        heading=gettext("Pack, %(name)s", name=str(text(seen.type.name))),
        meeting=seen.state,
        matters=[
            ([(one.name, birth_words(one, visit.now)) for one in found.people], matter, found)
            for matter, found in matters
        ],
        statement=text(seen.type.statement),
        back_to=url_for("meetings.show", hub=visit.hub.id, ref=ref),
        reader=visit.actor.name,
        now=visit.now,
        agencies=seen.agencies(),
        hub_id=visit.hub.id,
    )
    return make_response(body)
