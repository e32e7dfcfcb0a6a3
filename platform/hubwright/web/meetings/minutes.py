"""The minute-taker's one screen: a case at a meeting, what is said of it, what is decided and who does what.

It works with one form and one button. With scripts each box is kept as it is typed, shows what others wrote meanwhile,
and keeps on its page what could not be sent. A decision, an action or a rating is the case's own deed, shown below the
boxes, and says at which meeting it was taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.meetings import act_on_meeting
from hubwright.domain.cases.commands import Decide, DecideTogether
from hubwright.domain.cases.topics.actions import AddAction, actions
from hubwright.domain.cases.topics.minuting import ChooseText, Line, WriteLine
from hubwright.domain.errors import NotFound, Refusal
from hubwright.domain.meetings.commands import Finish, Take
from hubwright.web.components import Field
from hubwright.web.language import mark, plain, say, text
from hubwright.web.meetings.agenda_shown import agenda_of, time_used
from hubwright.web.meetings.answering import kept, refused, said
from hubwright.web.meetings.attending_shown import present
from hubwright.web.meetings.boxes import Box, Group, box, groups
from hubwright.web.meetings.known_shown import known
from hubwright.web.meetings.taking import Taking, taking
from hubwright.web.surroundings import work_chrome
from hubwright.web.times import hour
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import Values
from hubwright.web.work.deed import Deed
from hubwright.web.work.deeds import DEEDS
from hubwright.web.work.people_shown import identity, people
from hubwright.web.work.words import NATURES

# The deeds that a meeting takes on a case, with their key and what leads to them.
_DEEDS: Mapping[str, tuple[str, str]] = {
    "decide": ("d", mark("Decision")),
    "decide-together": ("", mark("Decide for several together")),
    "add-action": ("a", mark("Action")),
    "rate": ("r", mark("Rate")),
}


@dataclass(frozen=True, slots=True)
class Offered:
    """A deed that the screen leads to."""

    id: str
    key: str
    words: str


def do(visit: Visit, ref: str, matter: str) -> Response:
    """Show the screen, or take what was written on it."""
    seen = taking(visit, ref, matter)
    if request.method == "GET":
        return _page(seen, deed=request.args.get("do", ""))
    act = request.form.get("act", "lines")
    # Whatever else is asked for, what was typed is kept first: a browser sends the whole page once.
    refusals = _choose(seen) if act == "choose" else _write(seen)
    if act in _DEEDS:
        return _deed(taking(visit, ref, matter), act, refusals)
    if refusals:
        return _page(taking(visit, ref, matter), refusals=refusals)
    if act.removeprefix("to:") in _DEEDS:
        return make_response(redirect(_address(seen, do=act.removeprefix("to:"), _anchor="deed")))
    return _next(seen) if act == "next" else make_response(redirect(_address(seen, saved="1")))


def keep(visit: Visit, ref: str, matter: str) -> Response:
    """Keep one box as it is typed; the answer says what stands there now."""
    seen = taking(visit, ref, matter)
    found = box(seen, request.form.get("line", ""))
    if found is None:
        raise NotFound("That box is not on this page.")
    try:
        _put(seen, _command(seen, found, request.form), deed_id())
    except Refusal as refusal:
        return refused(refusal)
    line = taking(visit, ref, matter).lines.get(found.id)
    return kept(visit.now, _line(line) if line else {"id": found.id, "number": 0})


def lines(visit: Visit, ref: str, matter: str) -> Response:
    """What stands in the boxes now, for a page that looks again every few seconds."""
    seen = taking(visit, ref, matter)
    since = request.args.get("since", "")
    known = int(since) if since.isdecimal() and len(since) < 10 else 0
    changed = [_line(one) for one in seen.lines.values() if one.number > known]
    return said({"lines": changed, "since": max([known, *(one.number for one in seen.lines.values())])})


def _line(line: Line) -> dict[str, Any]:
    versions = [{"text": one.text, "by": one.by, "user": one.user, "at": hour(one.at)} for one in line.versions]
    return {"id": line.id, "number": line.number, "nature": line.nature, "versions": versions}


def _write(seen: Taking) -> list[tuple[Box, Refusal]]:
    """Write every box that was changed on the page; what could not be written is told of together."""
    wrong = []
    for number, one in enumerate(_boxes(seen)):
        command = _command(seen, one, request.form, prefix=f"{one.id}:")
        if _untouched(seen, one, command):
            continue
        try:
            _put(seen, command, f"{deed_id()}:{number}")
        except Refusal as refusal:
            wrong.append((one, refusal))
    return wrong


def _choose(seen: Taking) -> list[tuple[Box, Refusal]]:
    found = box(seen, request.form.get("line", ""))
    if found is None:
        raise NotFound("That box is not on this page.")
    command = ChooseText(seen.meeting.ref, found.id, request.form.get("text", ""), _number(request.form.get("saw")))
    try:
        _put(seen, command, deed_id())
    except Refusal as refusal:
        return [(found, refusal)]
    return []


def _next(seen: Taking) -> Response:
    """What was typed is kept; the meeting turns to the next case that waits, or is done with the last."""
    agenda = seen.meeting.agenda()
    at = next(place for place, one in enumerate(agenda) if one.id == seen.matter.id)
    after = next((one for one in (*agenda[at + 1 :], *agenda[:at]) if one.state == "waiting"), None)
    command = Take(after.id) if after else Finish(seen.matter.id)
    visit = seen.visit
    try:
        act_on_meeting(
            visit.house,
            hub=visit.hub.id,
            actor=visit.actor,
            deed=f"{deed_id()}:next",
            meeting=seen.meeting.ref,
            command=command,
        )
    except Refusal as refusal:
        return _page(taking(visit, seen.meeting.ref, seen.matter.id), refusal=refusal)
    to = after.id if after else seen.matter.id
    return make_response(
        redirect(url_for("meetings.minutes", hub=visit.hub.id, ref=seen.meeting.ref, matter=to, saved="1"))
    )


def _command(seen: Taking, found: Box, form: Values, prefix: str = "") -> WriteLine:
    return WriteLine(
        meeting=seen.meeting.ref,
        line=found.id,
        part=found.part,
        text=form.get(f"{prefix}text", "").replace("\r\n", "\n"),
        subject=found.subject,
        agency=found.agency,
        nature=form.get(f"{prefix}nature", found.nature),
        saw=_number(form.get(f"{prefix}saw")),
    )


def _number(typed: str | None) -> int:
    return int(typed) if typed and typed.isdecimal() and len(typed) < 10 else 0


def _untouched(seen: Taking, one: Box, command: WriteLine) -> bool:
    """Whether a box was sent as it was drawn: what others wrote meanwhile is not written back."""
    if f"{one.id}:text" not in request.form:
        return True
    line = seen.lines.get(one.id)
    if line is None:
        return not command.text.strip()
    drawn = sorted((it for it in (*line.versions, *line.earlier) if it.number <= command.saw), key=lambda it: it.number)
    typed = command.text.strip()
    own = [it.text for it in drawn if it.user == seen.visit.actor.id]
    # Of two texts that stood beside each other, the box showed the reader's own.
    showed = [*(it.text for it in drawn[-1:]), *(own[-1:] if line.contested or line.number > command.saw else [])]
    return typed in showed and command.nature == line.nature


def _put(seen: Taking, command: WriteLine | ChooseText, deed: str) -> None:
    act_on_case(
        seen.visit.house, hub=seen.visit.hub.id, actor=seen.visit.actor, deed=deed, case=seen.case.ref, command=command
    )


def _deed(seen: Taking, act: str, refusals: list[tuple[Box, Refusal]]) -> Response:
    """A decision, an action or a rating: the case's own deed, taken at this meeting."""
    drawing = DEEDS[act]
    try:
        command = _at_meeting(drawing.command(request.form, seen.seen), seen.meeting.ref)
        done = act_on_case(
            seen.visit.house,
            hub=seen.visit.hub.id,
            actor=seen.visit.actor,
            deed=deed_id(),
            case=seen.case.ref,
            command=command,
            drawn_from=_number(request.form.get("drawn_from")),
        )
    except Refusal as refusal:
        return _page(seen, deed=act, refusals=refusals, refusal=refusal)
    if hasattr(done, "since"):
        return _page(taking(seen.visit, seen.meeting.ref, seen.matter.id), deed=act, refusals=refusals, stale=True)
    if refusals:
        return _page(taking(seen.visit, seen.meeting.ref, seen.matter.id), refusals=refusals)
    return make_response(redirect(_address(seen, done=act)))


def _at_meeting(command: Any, ref: str) -> Any:
    """The command, with the meeting at which it is given."""
    if isinstance(command, DecideTogether):
        return replace(command, decisions=tuple(replace(one, meeting=ref) for one in command.decisions))
    return replace(command, meeting=ref) if isinstance(command, Decide | AddAction) else command


def _address(seen: Taking, **args: Any) -> str:
    return url_for("meetings.minutes", hub=seen.visit.hub.id, ref=seen.meeting.ref, matter=seen.matter.id, **args)


def _boxes(seen: Taking) -> Iterable[Box]:
    return (one for group in groups(seen) for one in group.boxes)


def _typed(shown: Iterable[Group]) -> dict[str, str | None]:
    """What was typed into each box of a page that could not be written whole."""
    return {one.id: request.form.get(f"{one.id}:text") for group in shown for one in group.boxes}


def _offered(seen: Taking) -> list[Offered]:
    def open_to(drawing: Deed) -> bool:
        may = any(seen.seen.may(drawing.permission, pathway) for pathway in seen.case.pathways)
        return may and drawing.offered(seen.seen)

    return [Offered(id, key, say(said)) for id, (key, said) in _DEEDS.items() if id in DEEDS and open_to(DEEDS[id])]


def _page(
    seen: Taking,
    *,
    deed: str = "",
    refusals: Iterable[tuple[Box, Refusal]] = (),
    refusal: Refusal | None = None,
    stale: bool = False,
) -> Response:
    offered = _offered(seen)
    drawing = DEEDS[deed] if deed in {one.id for one in offered} else None
    wrong = dict(refusal.fields) if refusal else {}
    typed = request.form if refusal or stale else Values()
    asked: list[Field] = drawing.fields(seen.seen, typed, wrong) if drawing else []
    unwritten = list(refusals)
    shown: tuple[Group, ...] = groups(seen)
    body = render_template(
        "meetings/minutes.html",
        chrome=work_chrome(seen.visit, current="meetings"),
        title=plain(text(seen.type.name)),
        heading=plain(text(seen.type.name)),
        identity=identity(seen.seen),
        taking=seen,
        case=seen.case,
        people=people(seen.seen),
        agenda=agenda_of(seen),
        used=time_used(seen),
        present=present(seen),
        known=known(seen),
        groups=shown,
        typed={one.id: request.form.get(f"{one.id}:text") for group in shown for one in group.boxes}
        if unwritten
        else {},
        since=max((one.number for one in seen.lines.values()), default=0),
        natures=[(id, say(words)) for id, words in NATURES.items()],
        agreed=[one for one in actions(seen.case).values() if one.meeting == seen.meeting.ref],
        decided=[one for one in seen.case.decisions if one.meeting == seen.meeting.ref],
        route_name=lambda id: text(seen.seen.hub.find("routes", id).name),
        offered=offered,
        deed=deed,
        drawing=drawing,
        fields_of_deed=asked,
        errors=summary(refusal, wrong, asked),
        refused=[(one.label, say(it.why), say(it.do)) for one, it in unwritten],
        stale=stale,
        saved=request.args.get("saved", "") or request.args.get("done", ""),
        address=_address(seen),
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal or unwritten else HTTPStatus.OK
    return make_response(body, HTTPStatus.CONFLICT if stale else status)
