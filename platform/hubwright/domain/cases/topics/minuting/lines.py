"""Lines of the minutes: written while people speak, by several at once, and never one over another.

A page saves as somebody types, so the same line is written many times. Who writes again replaces their own text; where
somebody else has written since the page last looked, both texts stand beside each other until a person chooses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.items.item import SECTION
from hubwright.domain.cases.topics.minuting.state import (
    NAME,
    NATURES,
    AtMeeting,
    ChooseText,
    Line,
    Version,
    WriteLine,
    meetings_of,
)
from hubwright.domain.cases.topics.topic import Decides, Seeing, Step, Tell, Telling, keeping
from hubwright.domain.definitions.drawn.meetings import MeetingType, MinutePart
from hubwright.domain.errors import Refusal

LONGEST = 20_000
_LONGEST_ID = 80
_WRITABLE = ("called", "begun", "ended")


def write(state: CaseState, command: WriteLine, context: Context) -> list[Fact]:
    """Put a line on record, or nothing where it reads so already.

    Raises:
        Refusal: everything that stands in the way, at once; what was typed stays with whoever shows it.
    """
    at = _at(state, command.meeting)
    _may_write(state, at, command.agency, context)
    found = at.lines.get(command.line)
    wrong = list(_wrong(state, at, command, found, context))
    if wrong:
        raise Refusal(why="This line cannot be written so.", do=wrong[0][1], code="line_wrong", fields=tuple(wrong))
    text = command.text.strip()
    if found is None and not text:
        return []
    # Where two texts stand already, a page that goes on saving must not choose by itself.
    others = found is not None and (
        found.contested or any(one.number > command.saw and one.user != context.actor.id for one in found.versions)
    )
    same = found is not None and any(one.text == text for one in found.versions)
    if found is not None and same and (others or command.nature == found.nature):
        return []
    body = {
        "meeting": at.meeting,
        "line": command.line,
        "part": command.part,
        "subject": command.subject,
        "agency": command.agency,
        "nature": command.nature,
        "text": text,
        "beside": others,
        "late": at.state == "ended",
    }
    return [fact(state, "case.minute_written", body, context)]


def choose(state: CaseState, command: ChooseText, context: Context) -> list[Fact]:
    """Say what a line reads, of the texts that stand beside each other.

    Raises:
        Refusal: there is nothing to choose, or somebody wrote since.
    """
    at = _at(state, command.meeting)
    found = at.lines.get(command.line)
    if found is None:
        raise Refusal(why="There is no such line.", do="Choose one of those shown.", code="no_line")
    _may_write(state, at, found.agency, context)
    if not found.contested:
        raise Refusal(why="One text stands there, and nobody has to choose.", do="Write it anew.", code="not_contested")
    if found.number > command.saw:
        raise Refusal(
            why="Somebody wrote there since this page was shown.",
            do="Look at the texts again, then choose. What you typed is kept.",
            code="line_moved",
        )
    text = command.text.strip()
    if len(text) > LONGEST:
        raise Refusal(why="That is too long for one line.", do="Divide it into two.", code="line_long")
    body = {"meeting": at.meeting, "line": found.id, "text": text}
    return [fact(state, "case.minute_chosen", body, context)]


def _at(state: CaseState, meeting: str) -> AtMeeting:
    at = meetings_of(state).get(meeting)
    if at is None or at.state not in _WRITABLE:
        raise Refusal(
            why="This case is not on the agenda of that meeting.",
            do="Put it on the agenda first, or write a note on the case.",
            code="not_on_agenda",
        )
    return at


def _may_write(state: CaseState, at: AtMeeting, agency: str, context: Context) -> None:
    """The minute-taker writes for anybody; an agency that is asked to come writes what is its own."""
    strands = at.pathways or state.pathways
    if any(context.authority.may("meeting.minute", strand) for strand in strands):
        return
    own = context.actor.agency
    invited = own is not None and (own in at.invited or context.actor.id in at.users)
    attends = any(context.authority.may("meeting.attend", strand) for strand in strands)
    if not (invited and attends and agency == own):
        raise Refusal(
            why="Only whoever takes the minutes writes this line.",
            do="Write what your own agency knows or thinks; for anything else, ask the minute-taker.",
            code="no_authority",
        )


def _wrong(
    state: CaseState, at: AtMeeting, command: WriteLine, found: Line | None, context: Context
) -> Iterator[tuple[str, str]]:
    part = _part(context, at.type, command.part)
    if not command.line or len(command.line) > _LONGEST_ID:
        yield "line", "Open the page again; what you typed is kept."
    if part is None:
        yield "part", "Choose one of the parts shown."
    else:
        yield from _wrong_person(state, command, part)
    if command.agency and command.agency not in {one.id for one in context.hub.agencies}:
        yield "agency", "Choose one of the agencies shown."
    if command.nature not in NATURES:
        yield "nature", "Choose one of those shown."
    if len(command.text) > LONGEST:
        yield "text", "Divide it into two lines; nothing of it is lost here."
    if found is not None and (found.part, found.subject, found.agency) != (
        command.part,
        command.subject,
        command.agency,
    ):
        yield "line", "That line is about something else. Write another."


def _wrong_person(state: CaseState, command: WriteLine, part: MinutePart) -> Iterator[tuple[str, str]]:
    if part.per == "person" and command.subject not in state.subjects:
        yield "subject", "Choose one of the people shown."
    if part.per == "case" and command.subject and command.subject not in state.subjects:
        yield "subject", "Choose one of the people shown, or nobody."


def _part(context: Context, type: str, part: str) -> MinutePart | None:
    drawn: MeetingType = context.hub.find("meeting_types", type)
    return next((one for one in drawn.minutes if one.id == part), None)


def _written(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    at = meetings_of(state).get(body["meeting"])
    if at is None:
        return state
    version = _version(entry)
    found = at.lines.get(body["line"])
    if found is None:
        line = Line(
            id=body["line"],
            meeting=at.meeting,
            part=body["part"],
            subject=body["subject"],
            agency=body["agency"],
            nature=body["nature"],
            versions=(version,),
        )
    elif body["beside"]:
        # Of those that stand beside each other, each person has one.
        own = tuple(one for one in found.versions if one.user == version.user)
        rest = tuple(one for one in found.versions if one.user != version.user)
        line = replace(found, versions=(*rest, version), earlier=(*found.earlier, *own))
    else:
        line = replace(found, nature=body["nature"], versions=(version,), earlier=(*found.earlier, *found.versions))
    return _with(state, at, line)


def _chosen(state: CaseState, entry: Entry) -> CaseState:
    at = meetings_of(state).get(entry.body["meeting"])
    found = at.lines.get(entry.body["line"]) if at else None
    if at is None or found is None:
        return state
    return _with(state, at, replace(found, versions=(_version(entry),), earlier=(*found.earlier, *found.versions)))


def _version(entry: Entry) -> Version:
    return Version(entry.body["text"], entry.actor_name, entry.actor, entry.happened, entry.number)


def _with(state: CaseState, at: AtMeeting, line: Line) -> CaseState:
    changed = replace(at, lines={**at.lines, line.id: line})
    return replace(state, topics=keeping(state, NAME, {**meetings_of(state), at.meeting: changed}))


def cut_lines(one: AtMeeting, seeing: Seeing, state: CaseState) -> Mapping[str, Line]:
    """The lines of a meeting that a reader of the case sees, without the words that are kept back.

    Args:
        one: the case at one meeting, whole.
        seeing: what they may see.
        state: the case, whole.
    """
    strand = next((one for one in one.pathways if one in seeing.seen), None)
    return {
        id: replace(
            line,
            versions=tuple(replace(each, text=seeing.text(each.text)) for each in line.versions),
            earlier=tuple(replace(each, text=seeing.text(each.text)) for each in line.earlier),
        )
        for id, line in one.lines.items()
        if _sees(state, line.subject, line.agency, seeing, strand)
    }


def _sees(state: CaseState, subject: str, agency: str, seeing: Seeing, strand: str | None) -> bool:
    """Whether a line about somebody, or from an agency, is for this reader."""
    if strand is None:
        return False
    about = state.subjects.get(subject)
    if about is not None and not seeing.seen & set(about.pathways):
        return False
    return not agency or seeing.may(SECTION, strand)


def _tell(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    at = meetings_of(telling.state).get(body["meeting"])
    line = at.lines.get(body["line"]) if at else None
    if at is None or line is None:
        return None
    strand = next((one for one in at.pathways if one in telling.seeing.seen), None)
    if not _sees(telling.state, line.subject, line.agency, telling.seeing, strand):
        return None
    return telling.keep(body, "meeting", "line", "part", "subject", "agency", "nature", "text", "beside", "late")


DEEDS: Mapping[type, Decides] = {WriteLine: write, ChooseText: choose}
STEPS: Mapping[str, Step] = {"case.minute_written": _written, "case.minute_chosen": _chosen}
TELLS: Mapping[str, Tell] = {"case.minute_written": _tell, "case.minute_chosen": _tell}
