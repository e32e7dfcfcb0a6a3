"""What happened on a case in the order in which it happened, for reading, printing and putting before others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, make_response, render_template, request, url_for

from hubwright.actions.leaving import kinds_in
from hubwright.domain.access import Line
from hubwright.web.chrome import Link
from hubwright.web.components import SubNavigation
from hubwright.web.language import gettext, say
from hubwright.web.record.ways import ways
from hubwright.web.surroundings import work_chrome
from hubwright.web.typed_lines import lines
from hubwright.web.visit import Visit
from hubwright.web.work.copy_words import FOUND_WORDS
from hubwright.web.work.look import Look, look
from hubwright.web.work.people_shown import identity, name_of
from hubwright.web.work.story_shown import line_words
from hubwright.web.work.words import entry_name


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a chronology.

    Args:
        case: the reference, where the chronology is of more than one.
        recorded: where it was written down later than it happened, else None.
    """

    at: datetime
    what: str
    by: str
    agency: str
    words: Any
    number: int
    case: str = ""
    recorded: datetime | None = None
    destroyed: str | None = None
    corrected: bool = False


def show(visit: Visit, ref: str) -> Response:
    """The chronology of a case, or of one person in it."""
    seen = look(visit, ref)
    wanted = request.args.get("person", "")
    person = seen.case.subjects.get(wanted)
    shown = events(seen, person.id if person else None)
    # What is printed has left: a copy is the way out for what somebody has to decide about.
    texts = [str(one.words).replace("<br>", "\n") for one in shown]
    stops = kinds_in(visit.house, hub=visit.hub.id, case=ref, texts=texts)
    return make_response(
        render_template(
            "record/chronology.html",
            chrome=work_chrome(visit, current="queue"),
            title=say("Chronology"),
            heading=say("Chronology"),
            identity=identity(seen),
            ways=ways(visit, ref, "chronology"),
            people=_people(seen, wanted),
            events=shown,
            stops=[say(FOUND_WORDS[one]) for one in stops],
            copies=url_for("work.copies", hub=visit.hub.id, ref=ref) if seen.may("record.redact") else "",
            about=name_of(person, seen) if person else "",
            ref=ref,
            printed=visit.now,
            reader=visit.seat.name if visit.seat else "",
        )
    )


def events(seen: Look, person: str | None = None, *, case: str = "") -> list[Event]:
    """The lines of the record in the order in which they happened.

    Args:
        seen: the case as the reader sees it.
        person: only what is about this person of the case.
        case: a reference to show with each.
    """
    agencies = seen.agencies()
    chosen = [line for line in seen.record if person is None or about(line, person)]
    return [
        Event(
            at=line.happened,
            what=entry_name(line.type),
            by=line.by,
            agency=agencies.get(line.agency or "", ""),
            words=lines(line_words(line.type, line.body, seen)),
            number=line.number,
            case=case,
            # A minute between doing and writing down is nobody's delay.
            recorded=line.recorded if (line.recorded - line.happened).total_seconds() >= 60 else None,
            destroyed=line.destroyed,
            corrected=bool(line.corrected_by),
        )
        for line in sorted(chosen, key=lambda one: (one.happened, one.number))
    ]


def about(line: Line, person: str) -> bool:
    """Whether a line names this person of the case; one that names nobody is about everybody."""
    named = _named(line.body)
    return not named or person in named


def _named(body: Mapping[str, Any]) -> set[str]:
    """Ids of the people that a line names."""
    parts = [body.get("subject"), *_many(body.get("subjects")), *(ask.get("subjects") for ask in _asks(body))]
    found = set()
    for part in parts:
        if isinstance(part, str):
            found.add(part)
        elif isinstance(part, Mapping) and "id" in part:
            found.add(part["id"])
        elif isinstance(part, list | tuple):
            found |= {one for one in part if isinstance(one, str)}
    return found


def _many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _asks(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [ask for ask in _many(body.get("asks")) if isinstance(ask, Mapping)]


def _people(seen: Look, wanted: str) -> SubNavigation | None:
    """Everybody, or one person of the case; None where there is only one."""
    if len(seen.case.subjects) < 2:
        return None

    def whose(person: str | None) -> str:
        return url_for("record.chronology", hub=seen.visit.hub.id, ref=seen.case.ref, person=person)

    everybody = Link(say("Everybody"), whose(None), current=wanted not in seen.case.subjects)
    each = [Link(name_of(one, seen), whose(one.id), one.id == wanted) for one in seen.case.subjects.values()]
    return SubNavigation((everybody, *each), gettext("Whose chronology"))
