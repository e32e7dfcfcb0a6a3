"""The page of one meeting: its agenda, who is there, and what is done with both. Everything works without scripts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.meetings import act_on_meeting
from hubwright.domain.cases.topics.minuting.at_meetings import OPEN
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.drawn.meetings import STRATEGY
from hubwright.domain.errors import Refusal
from hubwright.domain.meetings import standing
from hubwright.domain.meetings.commands import Begin, Command, Take
from hubwright.domain.meetings.state import THERE, Attender, Matter, MeetingState
from hubwright.web.answers_shown import birth_words
from hubwright.web.language import gettext, mark, say, text
from hubwright.web.meetings.attending_shown import state_at
from hubwright.web.meetings.listing import MODES, STANDING
from hubwright.web.meetings.looking import Meet, meet, qualification_said
from hubwright.web.meetings.pressed import PRESSES, command_of, errors_of, wrong_of
from hubwright.web.surroundings import work_chrome
from hubwright.web.times import hour
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id
from hubwright.web.work.asking_forms import rung_in

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
    noted: str
    rung: str
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
    draft: str
    records: tuple[str, ...]
    deferred: bool
    first: bool
    last: bool


def show(visit: Visit, ref: str) -> Response:
    """The meeting, or one deed on it."""
    seen = meet(visit, ref)
    if request.method == "GET":
        return _page(seen)
    try:
        command = command_of(seen)
        act_on_meeting(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), meeting=ref, command=command)
    except Refusal as refusal:
        return _page(meet(visit, ref), refusal=refusal)
    return make_response(redirect(_onward(visit, ref, command)))


def _onward(visit: Visit, ref: str, command: Command) -> str:
    """Where a deed leads: whoever takes the minutes to the minutes of the case that is turned to, else back here."""
    there = url_for("meetings.show", hub=visit.hub.id, ref=ref, done="1")
    if not isinstance(command, Begin | Take):
        return there
    seen = meet(visit, ref)
    taker = seen.state.people.get(seen.state.minute_taker)
    if taker is None or taker.user != visit.actor.id:
        return there
    matter = command.matter if isinstance(command, Take) else ""
    if isinstance(command, Begin):
        first = next((one for one in seen.state.agenda() if one.state == "waiting"), None)
        if first is None or not _minuted(seen, first.case):
            return there
        matter = first.id
        turn = f"{deed_id()}-first"
        act_on_meeting(visit.house, hub=visit.hub.id, actor=visit.actor, deed=turn, meeting=ref, command=Take(matter))
    of = seen.state.matters.get(matter)
    if of is None or not _minuted(seen, of.case):
        return there
    return url_for("meetings.minutes", hub=visit.hub.id, ref=ref, matter=matter)


def _minuted(seen: Meet, case: str) -> bool:
    """Whether this visitor writes the minutes of a case here."""
    pack = seen.packs.get(case)
    return pack is not None and pack.reads and seen.visit.reader.may("meeting.minute") and bool(seen.type.minutes)


def _page(seen: Meet, *, refusal: Refusal | None = None) -> Response:
    state, visit = seen.state, seen.visit
    matters = _matters(seen)
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
        begins=seen.runs or (state.stands_for == STRATEGY and visit.reader.may("case.act_now")),
        unnoted=any(one.state == "invited" for one in state.people.values()),
        matters=matters,
        lacking=seen.lacking(),
        presses=[(id, say(said)) for id, (_, _, said) in PRESSES.items()],
        members=_members(seen),
        agencies=seen.agencies(),
        statement=text(seen.type.statement),
        qualifications=[
            (id, qualification_said(id))
            for id in sorted({one.qualification for one in seen.type.quorum if one.qualification})
        ],
        starts_typed=local(state.starts).strftime("%Y-%m-%dT%H:%M"),
        errors=errors_of(refusal),
        wrong=wrong_of(refusal),
        agenda_matters=[one for one in matters if not one.deferred],
        left=[one for one in matters if one.deferred],
        typed=request.form if refusal else {},
        done=request.args.get("done", ""),
        pack_href=url_for("meetings.pack", hub=visit.hub.id, ref=state.ref),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


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
        state=state_at(one, over=seen.state.ended is not None),
        there=one.state in THERE and one.left is None,
        mode=say(MODES_OF_AGENCIES[drawn.mode]) if drawn and drawn.mode in MODES_OF_AGENCIES else "",
        times=_times(one),
        noted="left" if one.left else next((id for id, (*how, _) in PRESSES.items() if how == [one.state, one.by]), ""),
        rung=rung_in(seen.visit, one.agency),
        posts=tuple(map(str, posts)),
        mine=mine and reader.may("meeting.attend"),
    )


def _times(one: Attender) -> str:
    parts = []
    if one.came is not None:
        parts.append(gettext("came at %(time)s", time=hour(one.came)))
    if one.left is not None:
        parts.append(gettext("left at %(time)s", time=hour(one.left)))
    return ", ".join(parts)


def _matters(seen: Meet) -> list[MatterShown]:
    visit, state = seen.visit, seen.state
    order = state.agenda()
    shown = []
    for one in order:
        pack = seen.packs.get(one.case)
        names = [person.name for person in pack.people] if pack else []
        reads = pack is not None and pack.reads
        parts: dict[str, Any] = {"hub": visit.hub.id, "ref": state.ref, "matter": one.id}
        begun = state.begun is not None
        minutes = _minuted(seen, one.case) and begun
        active = [matter.id for matter in order if matter.state != "deferred"]
        records = tuple(
            url_for("work.record", hub=visit.hub.id, ref=one.case, record=id) for id in seen.records.get(one.case, ())
        )
        shown.append(
            MatterShown(
                id=one.id,
                case=one.case,
                names=", ".join(name for name in names if name) or say("Somebody whose name is not known"),
                state=_how_far(state, one),
                state_id=one.state,
                why=say(WHY.get(one.why, one.why)),
                href=url_for("work.case", hub=visit.hub.id, ref=one.case) if reads else "",
                minutes=url_for("meetings.minutes", **parts) if minutes else "",
                ours=url_for("meetings.ours", **parts)
                if pack is not None and visit.reader.may("meeting.attend") and standing(state) in OPEN
                else "",
                records=records,
                draft=url_for("work.act", hub=visit.hub.id, ref=one.case, deed="draft-record", about=state.ref.lower())
                if minutes and seen.type.record is not None and not records
                else "",
                deferred=one.state == "deferred",
                first=active[:1] == [one.id],
                last=active[-1:] == [one.id],
            )
        )
    return shown


def _how_far(state: MeetingState, one: Matter) -> str:
    """How far a case is; once the meeting is over, the one case of it was its subject, and others were not reached."""
    if state.ended is None or one.state != "waiting":
        return say(MATTERS[one.state])
    return say(MATTERS["done"]) if len(state.agenda()) == 1 else say("Not reached")


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
