"""An agency's own part of the minutes: what it knows and thinks, written by itself, before the meeting or during it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.act_on_case import act_on_case
from hubwright.domain.access.minutes import own_lines
from hubwright.domain.access.pack import Pack, pack_view
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.topics.minuting import WriteLine, meetings_of
from hubwright.domain.definitions.hub import MeetingType
from hubwright.domain.errors import NotFound, Refusal
from hubwright.domain.meetings import meeting_of
from hubwright.web.answers_shown import birth_words
from hubwright.web.language import gettext, plain, say, text
from hubwright.web.meetings.answering import kept, refused
from hubwright.web.meetings.boxes import Box, Group, drawn, line_id
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id
from hubwright.web.work.words import NATURES

# Of what a type asks, that which an agency answers for itself.
_OURS = ("information", "analysis", "risk", "protective", "unknown", "views")


@dataclass(frozen=True, slots=True)
class Ours:
    """A case on an agenda, as an agency that is asked to come sees it.

    Args:
        writes: the case is still open to lines of the meeting.
    """

    visit: Visit
    meeting: str
    matter: str
    type: MeetingType
    pack: Pack
    groups: tuple[Group, ...]

    def boxes(self) -> Iterator[Box]:
        """Every box."""
        return (box for group in self.groups for box in group.boxes)


def do(visit: Visit, ref: str, matter: str) -> Response:
    """Show what the agency is asked, or take what it wrote."""
    seen = _seen(visit, ref, matter)
    if request.method == "GET":
        return _page(seen)
    wrong = []
    for number, box in enumerate(seen.boxes()):
        typed = request.form.get(f"{box.id}:text", box.text).replace("\r\n", "\n")
        nature = request.form.get(f"{box.id}:nature", box.nature)
        if (typed.strip(), nature) == (box.text, box.nature):
            continue
        try:
            _put(seen, box, typed, nature, request.form.get(f"{box.id}:saw", ""), f"{deed_id()}:{number}")
        except Refusal as refusal:
            wrong.append((box.label, say(refusal.why), say(refusal.do)))
    if wrong:
        return _page(_seen(visit, ref, matter), wrong)
    return make_response(redirect(url_for("meetings.ours", hub=visit.hub.id, ref=ref, matter=matter, saved="1")))


def keep(visit: Visit, ref: str, matter: str) -> Response:
    """Keep one box as it is typed."""
    seen = _seen(visit, ref, matter)
    box = next((one for one in seen.boxes() if one.id == request.form.get("line", "")), None)
    if box is None:
        raise NotFound("That box is not on this page.")
    form = request.form
    try:
        _put(seen, box, form.get("text", ""), form.get("nature", box.nature), form.get("saw", ""), deed_id())
    except Refusal as refusal:
        return refused(refusal)
    now = next((one for one in _seen(visit, ref, matter).boxes() if one.id == box.id), box)
    return kept(visit.now, {"id": now.id, "number": now.saw})


def _seen(visit: Visit, ref: str, matter: str) -> Ours:
    with visit.house.store.reading(visit.hub.id) as reading:
        meeting = meeting_of(reading.entries(f"meeting:{ref}"))
        found = meeting.matters.get(matter) if meeting else None
        state = case_of(reading.entries(f"case:{found.case}")) if found else None
        if meeting is None or state is None:
            raise NotFound("There is no such meeting.")
        hub = visit.pinned(reading, meeting.revision)
        contacts = [contact_of(reading.entries(f"contact:{one}")) for one in state.contacts]
    pack = pack_view(state, [one for one in contacts if one is not None], ref, visit.reader, visit.now)
    lines = own_lines(state, ref, visit.reader, visit.now)
    agency = visit.actor.agency
    if pack is None or agency is None or ref not in meetings_of(state):
        raise NotFound("There is no such meeting.")
    type: MeetingType = hub.find("meeting_types", meeting.type)
    parts = [one for one in type.minutes if one.stands_for in _OURS]

    def boxes(per: str, subject: str) -> tuple[Box, ...]:
        found = []
        for part in (one for one in parts if one.per == per):
            id = line_id(part.id, subject, agency)
            label = plain(text(part.label))
            found.append(drawn(id, part, subject, agency, label, lines.get(id), visit.actor.id))
        return tuple(found)

    groups = [Group("whole", gettext("The whole case"), boxes("case", ""))]
    groups += [Group(one.id, one.name or gettext("Name not known"), boxes("person", one.id)) for one in pack.people]
    return Ours(visit, ref, matter, type, pack, tuple(one for one in groups if one.boxes))


def _put(seen: Ours, box: Box, typed: str, nature: str, saw: str, deed: str) -> None:
    command = WriteLine(
        meeting=seen.meeting,
        line=box.id,
        part=box.part,
        text=typed.replace("\r\n", "\n"),
        subject=box.subject,
        agency=box.agency,
        nature=nature,
        saw=int(saw) if saw.isdecimal() and len(saw) < 10 else 0,
    )
    visit = seen.visit
    act_on_case(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed, case=seen.pack.case_ref, command=command)


def _page(seen: Ours, wrong: list[tuple[str, str, str]] | None = None) -> Response:
    visit = seen.visit
    body = render_template(
        "meetings/ours.html",
        chrome=work_chrome(visit, current="meetings"),
        title=say("What your agency says"),
        heading=say("What your agency says"),
        seen=seen,
        type_name=text(seen.type.name),
        people=[(one.name or gettext("Name not known"), birth_words(one, visit.now)) for one in seen.pack.people],
        natures=[(id, say(words)) for id, words in NATURES.items()],
        typed={box.id: request.form.get(f"{box.id}:text") for box in seen.boxes()} if wrong else {},
        refused=wrong or [],
        saved=request.args.get("saved", ""),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK)
