"""The boxes of the minutes: what a type of meeting asks of a case, of each person in it and of each agency."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hubwright.domain.cases.topics.minuting import Line, Version
from hubwright.domain.definitions.hub import MinutePart
from hubwright.domain.meetings.state import Attender
from hubwright.web.language import gettext, plain, text
from hubwright.web.meetings.taking import Taking
from hubwright.web.times import hour
from hubwright.web.work.people_shown import name_of

INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class Text:
    """One of the texts that stand in a box."""

    text: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Box:
    """A place to write.

    Args:
        id: of the line, the same on every page that shows it, so that two people write the same line and see it.
        part, subject, agency: what it is about.
        text: what stands there; of texts that stand beside each other, the reader's own.
        saw: number of the entry that it was drawn from, 0 for none.
        whose: who wrote that, and when; "" for nobody yet.
        nature: what kind of knowledge it is said to be; `asks_nature` says whether that is asked.
        contested: every text that stands there, where somebody has to choose.
    """

    id: str
    part: str
    subject: str
    agency: str
    label: str
    hint: str
    text: str
    saw: int
    whose: str
    nature: str
    asks_nature: bool
    contested: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Boxes under one heading: a person, or the whole case."""

    id: str
    heading: str
    boxes: tuple[Box, ...]


def groups(seen: Taking) -> tuple[Group, ...]:
    """The boxes of a case, of each person and of the whole; the type's first part says which of them come first."""
    drawn_parts = seen.type.minutes
    whole = tuple(_boxes(seen, [one for one in drawn_parts if one.per == "case"], ""))
    of_all = [Group("whole", gettext("The whole case"), whole)] if whole else []
    parts = [one for one in drawn_parts if one.per == "person"]
    of_each = [
        Group(one.id, name_of(one, seen.seen), tuple(_boxes(seen, parts, one.id)))
        for one in seen.case.subjects.values()
        if parts
    ]
    people_first = bool(drawn_parts) and drawn_parts[0].per == "person"
    return tuple(of_each + of_all if people_first else of_all + of_each)


def box(seen: Taking, id: str) -> Box | None:
    """One box by the id of its line, or None."""
    return next((one for group in groups(seen) for one in group.boxes if one.id == id), None)


def _boxes(seen: Taking, parts: list[MinutePart], subject: str) -> Iterator[Box]:
    for part in parts:
        label = plain(text(part.label))
        agencies = _speaking(seen, part, subject)
        if part.stands_for != INFORMATION or not agencies:
            yield _box(seen, part, subject, "", label)
        for agency in agencies:
            yield _box(seen, part, subject, agency, f"{label}: {plain(seen.seen.agencies().get(agency, agency))}")


def _speaking(seen: Taking, part: MinutePart, subject: str) -> list[str]:
    """Whose boxes there are: of what agencies know, those that are there or sent something; and whoever wrote one."""
    there = [one.agency for one in seen.meeting.people.values() if one.agency and _speaks(one)]
    asked = there if part.stands_for == INFORMATION else []
    about = (part.id, subject)
    written = [one.agency for one in seen.lines.values() if (one.part, one.subject) == about and one.agency]
    return list(dict.fromkeys([*asked, *written]))


def _speaks(person: Attender) -> bool:
    return person.state in ("present", "remote", "sent", "invited")


def _box(seen: Taking, part: MinutePart, subject: str, agency: str, label: str) -> Box:
    id = line_id(part.id, subject, agency)
    return drawn(id, part, subject, agency, label, seen.lines.get(id), seen.visit.actor.id)


def line_id(part: str, subject: str, agency: str) -> str:
    """The id of the line that a box writes: the same for everybody, so that two who write there meet."""
    return ".".join(one for one in (part, subject, agency) if one)


def drawn(id: str, part: MinutePart, subject: str, agency: str, label: str, line: Line | None, user: str) -> Box:
    """A box with what stands in it, for one user."""
    shown = _shown(line, user)
    texts = tuple(Text(one.text, one.by, hour(one.at)) for one in (line.versions if line and line.contested else ()))
    return Box(
        id=id,
        part=part.id,
        subject=subject,
        agency=agency,
        label=label,
        hint=plain(text(part.hint)) if part.hint else "",
        text=shown.text if shown else "",
        saw=line.number if line else 0,
        whose=gettext("%(who)s, %(time)s", who=shown.by, time=hour(shown.at)) if shown else "",
        nature=line.nature if line else "",
        asks_nature=part.stands_for == INFORMATION,
        contested=texts,
    )


def _shown(line: Line | None, user: str) -> Version | None:
    """The text that a box holds: of several, the reader's own."""
    if line is None:
        return None
    return next((one for one in line.versions if one.user == user), line.versions[-1])
