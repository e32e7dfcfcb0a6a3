"""The record of one person, as its reader may see it: what is known, who told it, and where they were heard of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, render_template, request, url_for

from hubwright.actions.keep_people import seen_person
from hubwright.domain.access import scope
from hubwright.domain.errors import NotFound
from hubwright.domain.people.earlier import Earlier, Heard, earlier
from hubwright.domain.people.project import latest
from hubwright.domain.people.state import SAME, Known, PersonState
from hubwright.ports import Reading
from hubwright.web.language import gettext, say, text
from hubwright.web.people.words import ANSWERS, KINDS, REASONS, fact_lines, label
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit


@dataclass(frozen=True, slots=True)
class FactShown:
    """One line of the record."""

    id: str
    kind: str
    label: str
    lines: tuple[str, ...]
    case: str
    by: str
    at: Any
    why: str
    right: str


@dataclass(frozen=True, slots=True)
class CaseShown:
    """One case in which the person was heard of."""

    ref: str
    href: str
    received: Any
    what: str
    repeat: bool


@dataclass(frozen=True, slots=True)
class Look:
    """A person as one reader sees them.

    Args:
        visit: whose.
        person: cut down to what may be seen.
        cases: rows of the cases in which they or those linked to them were heard of, within the reader's scope.
        linked: reference and name of the records linked with this one.
    """

    visit: Visit
    person: PersonState
    cases: Sequence[Mapping[str, Any]]
    linked: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """What they are called: the name that was last recorded and holds."""
        return name_of(self.person)

    def may(self, permission: str) -> bool:
        """Whether the reader may do something with this record."""
        return self.visit.reader.may_any(permission, self.person.pathways)


def name_of(person: PersonState) -> str:
    """What a person is called on a page."""
    first = next(
        (
            one.parts["name"]
            for use in ("legal", "known_as")
            for one in person.holding("name")
            if one.parts["use"] == use
        ),
        None,
    )
    named = first or latest(person, "name", "name")
    if named:
        return str(named)
    return gettext("Unborn baby") if latest(person, "expected", "date") else gettext("Name not known")


def look(visit: Visit, ref: str) -> Look:
    """What the visitor sees of a person.

    Raises:
        NotFound: there is no such person, or they may not know that there is.
    """
    with visit.house.store.reading(visit.hub.id) as reading:
        found = seen_person(reading, ref, visit.reader, visit.now)
        if found is None:
            raise NotFound("There is no such person.")
        person = found[1]
        others = [one for one in (person.linked_to, *person.followers) if one]
        linked = _names(visit, reading, others)
        cases = heard_of(visit, reading, [ref, *(one for one, _ in linked)])
    return Look(visit, person, cases, linked)


def heard_of(visit: Visit, reading: Reading, people: Sequence[str]) -> list[Mapping[str, Any]]:
    """Rows of the cases in which somebody found one of these people, within the reader's scope."""
    within = scope(visit.reader, "person_mention", visit.now)
    mentions = reading.rows("person_mention", scope=within, where={"person_ref": list(people), "answer": SAME})
    refs = sorted({row["case_ref"] for row in mentions})
    if not refs:
        return []
    return list(reading.rows("case_row", scope=scope(visit.reader, "case_row", visit.now), where={"case_ref": refs}))


def _names(visit: Visit, reading: Reading, people: Sequence[str]) -> tuple[tuple[str, str], ...]:
    if not people:
        return ()
    within = scope(visit.reader, "name_posting", visit.now)
    rows = reading.rows("name_posting", scope=within, where={"person_ref": list(people), "kind": "person"})
    names = {row["person_ref"]: row["shown"] for row in reversed(rows)}
    return tuple((ref, names[ref]) for ref in people if ref in names)


def show(visit: Visit, ref: str) -> Response:
    """The record."""
    seen = look(visit, ref)
    person = seen.person
    before = earlier_of(seen.cases, visit.now)
    facts = [_fact(one) for one in person.known.values()]
    return make_response(
        render_template(
            "people/person.html",
            chrome=work_chrome(visit, current="people"),
            title=seen.name,
            heading=seen.name,
            seen=seen,
            person=person,
            facts=_grouped([one for one in facts if person.known[one.id].replaced_by is None]),
            before=[one for one in facts if person.known[one.id].replaced_by is not None],
            cases=_cases(visit, seen.cases, before),
            repeats=len(before.repeats),
            answers=_answers(seen),
            matches=_matches(person),
            kinds={kind: say(said) for kind, said in KINDS.items()},
            done=request.args.get("done", ""),
            visit=visit,
        )
    )


def earlier_of(cases: Sequence[Mapping[str, Any]], before: Any, *, besides: str = "") -> Earlier:
    """The cases before a moment, and those of the year before it."""
    return earlier((Heard(row["case_ref"], row["received"]) for row in cases), before, besides=besides)


def _fact(known: Known) -> FactShown:
    right = known.replaced_by
    return FactShown(
        id=known.id,
        kind=known.kind,
        label=label(known.kind, known.parts),
        lines=tuple(line for line in fact_lines(known) if line),
        case=known.case,
        by=known.by,
        at=known.at,
        why=known.why,
        right="" if right is None else (say("Put right later") if right else say("It was not so")),
    )


def _grouped(facts: Sequence[FactShown]) -> list[FactShown]:
    """In the order of the kinds, and within a kind as they were recorded."""
    order = list(KINDS)
    return sorted(facts, key=lambda one: order.index(one.kind) if one.kind in order else len(order))


def _cases(visit: Visit, rows: Sequence[Mapping[str, Any]], before: Earlier) -> list[CaseShown]:
    strands: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        strands.setdefault(row["case_ref"], []).append(row)
    repeats = {one.case for one in before.repeats}
    shown = []
    for heard in before.all:
        some = strands[heard.case]
        names = [str(text(visit.hub.find("pathways", row["pathway"]).name)) for row in some]
        shown.append(
            CaseShown(
                ref=heard.case,
                href=url_for("work.case", hub=visit.hub.id, ref=heard.case),
                received=heard.received,
                what=f"{text(visit.hub.find('kinds', some[0]['kind']).name)}: {', '.join(names)}",
                repeat=heard.case in repeats,
            )
        )
    return shown


def _answers(seen: Look) -> list[tuple[str, str, str, Any, str]]:
    """What was said of mentions that are not them: the case, the answer, who, when and why."""
    return [
        (one.case, say(ANSWERS[one.answer]), one.by, one.at, one.why)
        for one in seen.person.mentions.values()
        if one.answer != SAME
    ]


def _matches(person: PersonState) -> list[tuple[str, str, str, Any]]:
    """What waits for the keeper: the case, the subject there, the reasons in words, and by when."""
    return [
        (one.case, one.subject, ", ".join(str(say(REASONS[code])) for code in one.reasons if code in REASONS), one.due)
        for one in person.matches.values()
        if one.answered is None
    ]
