"""What was minuted about a case, meeting by meeting, on the page of the case; and the words of its entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.cases.topics.minuting import AtMeeting, Line, meetings_of
from hubwright.domain.definitions.hub import MeetingType
from hubwright.web.language import gettext, mark, plain, say, text
from hubwright.web.times import short_instant
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.topics.topic import Panel, WorkTopic
from hubwright.web.work.words import NATURES


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line of the minutes: what it is about, each text that stands, and whose it is."""

    about: str
    texts: tuple[tuple[str, str], ...]
    contested: bool


@dataclass(frozen=True, slots=True)
class MeetingShown:
    """The minutes of one meeting that the case was at."""

    title: str
    lines: tuple[LineShown, ...]


def _panel(seen: Look) -> list[MeetingShown] | None:
    shown = (_meeting(one, seen) for one in reversed(tuple(meetings_of(seen.case).values())))
    return [one for one in shown if one.lines] or None


def _meeting(at: AtMeeting, seen: Look) -> MeetingShown:
    type = _type(at, seen)
    name = plain(text(type.name)) if type else at.type
    title = gettext("%(meeting)s, %(day)s", meeting=name, day=plain(short_instant(at.began or at.starts)))
    # A line that was struck out stays on the record, and is not shown among those that hold.
    return MeetingShown(title, tuple(_line(one, type, seen) for one in at.lines.values() if one.text.strip()))


def _type(at: AtMeeting, seen: Look) -> MeetingType | None:
    return next((one for one in seen.hub.meeting_types if one.id == at.type), None)


def _line(line: Line, type: MeetingType | None, seen: Look) -> LineShown:
    part = next((one for one in type.minutes if one.id == line.part), None) if type else None
    person = seen.case.subjects.get(line.subject)
    agency = plain(seen.agencies().get(line.agency, line.agency)) if line.agency else ""
    nature = plain(say(NATURES[line.nature])) if line.nature in NATURES else ""
    about = (
        plain(text(part.label)) if part else line.part,
        str(name_of(person, seen)) if person else "",
        agency,
        nature,
    )
    texts = tuple(
        (one.text, gettext("%(who)s, %(time)s", who=one.by, time=plain(short_instant(one.at))))
        for one in line.versions
        if one.text.strip()
    )
    return LineShown(" · ".join(one for one in about if one), texts, line.contested)


def _words(body: Mapping[str, Any], seen: Look) -> list[str]:
    """Of which meeting, and about what, in the timeline."""
    at = meetings_of(seen.case).get(body.get("meeting", ""))
    type = _type(at, seen) if at else None
    line = at.lines.get(body.get("line", "")) if at else None
    said = [plain(text(type.name)) if type else ""]
    if line is not None:
        said.append(_line(line, type, seen).about)
    return [", ".join(one for one in said if one)]


_ENTRIES = {
    "case.minute_written": mark("Minutes written"),
    "case.minute_chosen": mark("Minutes: one text chosen"),
}

TOPIC: WorkTopic = WorkTopic(
    entries=_ENTRIES,
    lines=dict.fromkeys(_ENTRIES, _words),
    panels=(Panel("minutes", mark("Minutes"), "story", "minuting.html", _panel),),
)
