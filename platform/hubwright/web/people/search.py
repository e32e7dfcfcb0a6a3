"""The search of the index. What is searched for stays out of addresses, and so out of every log of addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, render_template, request, url_for

from hubwright.actions.find_people import Found, search
from hubwright.domain.access import scope
from hubwright.domain.people.state import SAME
from hubwright.ports import Reading
from hubwright.web.components import Label, TextInput
from hubwright.web.language import gettext, say, text
from hubwright.web.people.words import SEXES, USES, said_day
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit

MOST_SHOWN = 50
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One person or mention that was found.

    Args:
        name: as it was written.
        href: where it leads.
        of: "person" or "case".
        reference: of the person or the case.
        also: other names under which they were found.
        facts: date of birth, sex, strand.
        at: when they were first heard of there, UTC.
    """

    name: str
    href: str
    of: str
    reference: str
    also: tuple[str, ...]
    facts: tuple[str, ...]
    at: Any


def do(visit: Visit) -> Response:
    """The empty search, or what it found."""
    typed = request.form.get("name", "")[:_LONGEST] if request.method == "POST" else ""
    lines: list[Line] = []
    found = Found((), more=False)
    with visit.house.store.reading(visit.hub.id) as reading:
        to_answer = _to_answer(visit, reading)
        if typed.strip():
            found = search(reading, typed, scope(visit.reader, "name_posting", visit.now))
            lines = _lines(visit, reading, found)
    shown = lines[:MOST_SHOWN]
    if shown:
        # Whose names were shown is a read of them, and somebody may ask who has looked for them.
        visit.house.store.note_read(
            visit.hub.id,
            user=visit.actor.id,
            at=visit.now,
            what="people",
            reference=" ".join(dict.fromkeys(line.reference for line in shown)),
            purpose="found",
        )
    return make_response(
        render_template(
            "people/search.html",
            chrome=work_chrome(visit, current="people"),
            title=say("People"),
            heading=say("People"),
            box=TextInput(
                name="name",
                label=Label(say("Name"), "govuk-label--s"),
                hint=say("In any order and spelling, or a part of it."),
                value=typed,
                autocomplete="off",
                spellcheck=False,
            ),
            typed=typed.strip(),
            lines=shown,
            more=found.more or len(lines) > MOST_SHOWN,
            may_begin=visit.reader.may("people.match"),
            to_answer=to_answer,
            visit=visit,
        )
    )


def _to_answer(visit: Visit, reading: Reading) -> list[tuple[str, str, Any]]:
    """Matches to records that this reader keeps sealed, which wait for their answer: who, where, and by when."""
    rows = reading.rows(
        "person_match",
        scope=scope(visit.reader, "person_match", visit.now),
        where={"answered_at": None},
        order=("due_at",),
    )
    return [(row["person_ref"], row["case_ref"], row["due_at"]) for row in rows]


def _lines(visit: Visit, reading: Reading, found: Found) -> list[Line]:
    """One line for each person on record and for each mention that belongs to none of those shown."""
    rows = [hit.row for hit in found.hits]
    shown = {row["person_ref"] for row in rows if row["kind"] == "person"}
    belongs = _belonging(visit, reading, [row["case_ref"] for row in rows if row["kind"] == "case"], shown)
    gathered: dict[tuple[str, str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        if row["kind"] == "person":
            gathered.setdefault((row["person_ref"], "", ""), []).append(row)
        elif (row["case_ref"], row["subject"]) not in belongs:
            gathered.setdefault(("", row["case_ref"], row["subject"]), []).append(row)
    return [_line(visit, person, case, some) for (person, case, _), some in gathered.items()]


def _belonging(visit: Visit, reading: Reading, cases: Iterable[str], shown: set[str]) -> set[tuple[str, str]]:
    refs = sorted(set(cases))
    if not refs or not shown:
        return set()
    within = scope(visit.reader, "person_mention", visit.now)
    mentions = reading.rows("person_mention", scope=within, where={"case_ref": refs, "answer": SAME})
    return {(row["case_ref"], row["subject"]) for row in mentions if row["person_ref"] in shown}


def _line(visit: Visit, person: str, case: str, rows: list[Mapping[str, Any]]) -> Line:
    first = rows[0]
    facts = []
    if first["born"]:
        facts.append(gettext("born %(date)s", date=said_day(first["born"])))
    if first["expected"]:
        facts.append(gettext("expected %(date)s", date=said_day(first["expected"])))
    if first["sex"] in SEXES and first["sex"] != "not_known":
        facts.append(say(SEXES[first["sex"]]))
    if case:
        facts.append(str(text(visit.hub.find("pathways", first["pathway"]).name)))
    elif first["use"] not in ("legal", "known_as"):
        facts.append(say(USES.get(first["use"], first["use"])))
    endpoint = ("people.person", person) if person else ("work.case", case)
    return Line(
        name=first["shown"],
        href=url_for(endpoint[0], hub=visit.hub.id, ref=endpoint[1]),
        of="person" if person else "case",
        reference=endpoint[1],
        also=tuple(dict.fromkeys(row["shown"] for row in rows[1:] if row["shown"] != first["shown"])),
        facts=tuple(facts),
        at=first["at"],
    )
