"""Assessments made inside the hub."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.cases.topics.assessing import BeginAssessment, FinishAssessment, assessments
from hubwright.web.components import Choice, Field
from hubwright.web.language import mark, plain, say
from hubwright.web.times import short_instant
from hubwright.web.work.asked import Values, Wrong, line, one_of, words
from hubwright.web.work.deed import Deed
from hubwright.web.work.deed_forms import pathway_choice, pathway_of
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.topics.cards import TEMPLATE, Cards, card, way
from hubwright.web.work.topics.topic import Panel, WorkTopic


def _whom(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    pathway = pathway_of(seen, values)
    people = [one for one in seen.case.subjects.values() if pathway in one.pathways]
    options = [Choice(value=one.id, text=name_of(one, seen)) for one in people]
    wanted = values.get("about", "")
    chosen = wanted if wanted in {one.id for one in people} else (options[0].value if options else "")
    return [
        *pathway_choice(seen, values, wrong),
        one_of("subject", say("Of whom?"), options, values, wrong, chosen=chosen),
    ]


def _beginning(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return [
        *_whom(seen, values, wrong),
        line("who", say("Who makes it?"), values, wrong, hint=say("Leave open if it is you.")),
    ]


def _begin(form: Values, seen: Look) -> BeginAssessment:
    return BeginAssessment(form.get("subject", ""), pathway_of(seen, form), form.get("who", ""))


def _finishing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return [
        *_whom(seen, values, wrong),
        words(
            "found",
            say("What was found?"),
            values,
            wrong,
            rows=8,
            hint=say("Strengths, needs, risks, and what is not known."),
        ),
        words("recommends", say("What do you recommend?"), values, wrong),
    ]


def _finish(form: Values, seen: Look) -> FinishAssessment:
    return FinishAssessment(
        form.get("subject", ""), pathway_of(seen, form), form.get("found", ""), form.get("recommends", "")
    )


def _assesses(seen: Look) -> bool:
    """Whether this hub assesses before it decides: a pathway names a time for it, or a workflow a step."""
    if seen.case.closed is not None:
        return False
    timed = any(seen.hub.find("pathways", one).assessment_clock for one in seen.case.pathways)
    flow = seen.hub.workflows[seen.case.workflow]
    return timed or any(one.deed == "assess" or "assessment" in one.needs for one in flow.transitions)


def _panel(seen: Look) -> Cards | None:
    cards = []
    for one in assessments(seen.case).values():
        subject = seen.case.subjects.get(one.subject)
        if subject is None:
            continue
        when = plain(short_instant(one.finished)) if one.finished else ""
        rows = [
            (say("Made by"), one.who),
            (say("What was found"), one.found or say("Not finished yet")),
            (say("Recommended"), one.recommends),
            (say("Finished"), f"{when}, {one.finished_by}" if when else ""),
        ]
        ways = []
        if one.finished is None and seen.may("case.note", one.pathway):
            words = say("Put down what was found")
            ways.append(way(seen, "finish-assessment", words, about=one.subject, pathway=one.pathway))
        cards.append(card(name_of(subject, seen), rows, *ways))
    return Cards(tuple(cards)) if cards else None


def _line(body: Mapping[str, Any], seen: Look) -> list[str]:
    subject = seen.case.subjects.get(body.get("subject", ""))
    parts = [name_of(subject, seen)] if subject else []
    return [*parts, *(body[key] for key in ("found", "recommends") if body.get(key))]


TOPIC: WorkTopic = WorkTopic(
    deeds={
        "begin-assessment": Deed(
            mark("Begin an assessment"),
            mark("Begin it"),
            _beginning,
            _begin,
            group="decide",
            permission="case.note",
            offered=_assesses,
        ),
        "finish-assessment": Deed(
            mark("What the assessment found"), mark("Put it on record"), _finishing, _finish, permission="case.note"
        ),
    },
    entries={
        "case.assessment_begun": mark("Assessment begun"),
        "case.assessment_finished": mark("Assessment finished"),
    },
    lines={"case.assessment_begun": _line, "case.assessment_finished": _line},
    panels=(Panel("assessments", mark("Assessments"), "story", TEMPLATE, _panel),),
    clocks={"assessment": mark("assessment")},
)
