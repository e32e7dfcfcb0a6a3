"""What happened to one person, in order of time, across every case in which somebody found that it was them."""

from __future__ import annotations

from flask import Response, make_response, render_template, url_for

from hubwright.domain.access import scope
from hubwright.domain.errors import NotFound
from hubwright.domain.people.state import SAME
from hubwright.web.components import BackLink
from hubwright.web.language import say
from hubwright.web.people.person import look as look_at_person
from hubwright.web.record.chronology import Event, events
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.look import look

# Each case is replayed whole; the newest are shown, and it is said when there are more.
MOST_CASES = 12


def show(visit: Visit, ref: str) -> Response:
    """The chronology of a person: of each of their cases what this reader sees of it, and no case more."""
    person = look_at_person(visit, ref)
    people = [ref, *(one for one, _ in person.linked)]
    with visit.house.store.reading(visit.hub.id) as reading:
        mentions = reading.rows(
            "person_mention",
            scope=scope(visit.reader, "person_mention", visit.now),
            where={"person_ref": people, "answer": SAME},
            order=("-at",),
        )
    of_case: dict[str, set[str]] = {}
    for row in mentions:
        of_case.setdefault(row["case_ref"], set()).add(row["subject"])
    found: list[Event] = []
    for case in list(of_case)[:MOST_CASES]:
        found += _of_case(visit, case, of_case[case])
    return make_response(
        render_template(
            "record/of_person.html",
            chrome=work_chrome(visit, current="people"),
            title=say("Chronology"),
            heading=say("Chronology of %(name)s", name=person.name),
            back=BackLink(url_for("people.person", hub=visit.hub.id, ref=ref), say("Back to the person")),
            events=sorted(found, key=lambda one: (one.at, one.case, one.number)),
            more=max(0, len(of_case) - MOST_CASES),
            printed=visit.now,
            reader=visit.seat.name if visit.seat else "",
        )
    )


def _of_case(visit: Visit, case: str, subjects: set[str]) -> list[Event]:
    """The lines of one case about this person, none where the reader may not know of it."""
    try:
        seen = look(visit, case)
    except NotFound:
        return []
    lines = {one.number: one for subject in subjects for one in events(seen, subject, case=case)}
    return list(lines.values())
