"""What a scenario may expect, and what it is told when it was not so."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hubwright.domain.clocks import Calendar
from hubwright.domain.rehearsal.checks import check_scenario
from hubwright.domain.rehearsal.naming import DEEDS, MEETS
from hubwright.domain.rehearsal.rehearse import FAILED, PASSED, WAITS, Report, rehearse
from hubwright.domain.rehearsal.scenario import draw_scenario
from hubwright.domain.rehearsal.world import Around
from hubwright.reference.editions import guidance_that_holds
from hubwright.reference.provisions import provisions_that_hold
from hubwright.testing.hubs import a_hub

POSTS = [
    {"id": "manager", "role": "manager", "agency": "care", "qualifications": ["social_worker"]},
    {"id": "police", "role": "partner", "agency": "police"},
]
ARRIVES = {
    "says": "Somebody writes.",
    "do": "arrives",
    "with": {"door": "anyone", "answers": {"who": "Kim Example", "what": "Bruises."}},
}
RATED = {"says": "It is urgent.", "by": "manager", "do": "rate", "with": {"pathway": "child", "tier": "urgent"}}
ASKED = {"says": "They ask.", "by": "manager", "do": "ask", "with": {"pathway": "child"}}


def a_document(*steps: dict[str, Any], **parts: Any) -> dict[str, Any]:
    whole = {"id": "one", "hub": "oakfield", "name": "One", "begins": "2026-06-08T10:30", "posts": POSTS}
    return {**whole, "steps": list(steps), **parts}


def told(*steps: dict[str, Any], **parts: Any) -> Report:
    """A scenario on Oakfield, which it fits."""
    hub, document = a_hub(), a_document(*steps, **parts)
    assert check_scenario(document, hub, file="one.json").problems == []

    def provisions(day: date) -> frozenset[str]:
        return provisions_that_hold("england", day)

    calendars = {rule.id: Calendar.of(rule, {}) for rule in hub.calendars}
    around = Around(calendars, provisions, lambda day: guidance_that_holds("england", day))
    return rehearse(draw_scenario(document), hub, around)


def found(report: Report) -> dict[str, Any]:
    """What was seen after the last step that was told."""
    return {one.what: one.found for one in report.steps[-1].seen}


def test_what_is_as_expected_passes() -> None:
    report = told(
        {**ARRIVES, "then": {"standing": "new", "strands": ["adult", "child"], "undecided": ["Kim Example"]}},
        {**RATED, "then": {"ratings": {"child": "urgent"}, "clocks": {"decision:child": "running"}}},
        {**ASKED, "then": {"asked": ["police"], "told": ["agency:police"]}, "never": {"asked": ["care"]}},
    )
    assert report.came == PASSED, [one for step in report.steps for one in step.seen if not one.holds]


@pytest.mark.parametrize(
    ("then", "seen"),
    [
        ({"ratings": {"child": "routine"}}, {"child": "urgent"}),
        ({"outcomes": {"Kim Example": "advice"}}, {"Kim Example": None}),
        ({"undecided": []}, ["Kim Example"]),
        ({"asked": ["police"]}, []),
        ({"closed": True}, False),
        ({"clocks": {"return:police": "running"}}, {"return:police": "none"}),
        ({"seen_by": ["police"]}, ["manager"]),
    ],
)
def test_what_differs_is_told_with_what_was_seen(then: dict[str, Any], seen: Any) -> None:
    report = told(ARRIVES, {**RATED, "then": then})
    assert report.came == FAILED
    assert found(report)[next(iter(then))] == seen


@pytest.mark.parametrize(
    "never",
    [
        {"ratings": {"child": "urgent"}},
        {"undecided": ["Kim Example", "Nobody"]},
        {"clocks": {"decision:child": "running"}},
        {"closed": False},
    ],
)
def test_what_must_not_be_and_is_fails(never: dict[str, Any]) -> None:
    assert told(ARRIVES, {**RATED, "never": never}).came == FAILED


def test_time_brings_what_falls_due_when_it_falls_due() -> None:
    late = {"says": "Nobody reads it.", "until": "first_look", "then": {"alarms": ["first_look"]}}
    report = told(ARRIVES, late)
    assert report.came == PASSED, found(report)
    later = {"says": "Still nobody.", "after": {"hours": 3}, "then": {"told": ["duty"]}}
    assert told(ARRIVES, late, later).came == PASSED


def test_a_refusal_is_expected_by_its_code_or_ends_the_story() -> None:
    police = {**RATED, "by": "police"}
    assert told(ARRIVES, {**police, "refused": "no_authority"}).came == PASSED
    ended = told(ARRIVES, police, RATED)
    assert (ended.came, len(ended.steps)) == (FAILED, 2)
    assert told(ARRIVES, {**RATED, "refused": "no_authority"}).came == FAILED


def test_a_question_that_was_never_asked_cannot_be_answered() -> None:
    answer = {"agency": "police", "kind": "known_nothing_relevant"}
    report = told(ARRIVES, {"says": "They answer.", "by": "police", "do": "return", "with": answer})
    assert report.came == FAILED
    assert report.steps[-1].seen[0].why == "police was not asked."


def test_the_clocks_of_the_wall_are_londons_also_when_they_change() -> None:
    read = {"says": "Read.", "by": "manager", "do": "read"}
    report = told(ARRIVES, {**read, "after": {"minutes": 90}}, begins="2026-03-29T00:30")
    assert [step.at.strftime("%H:%M") for step in report.steps] == ["00:30", "03:00"]


def test_what_waits_is_not_told() -> None:
    report = told(ARRIVES, waits_for="the measures of a hub")
    assert (report.came, report.steps) == (WAITS, ())


def test_the_same_scenario_is_told_alike_each_time() -> None:
    assert told(ARRIVES, RATED, ASKED) == told(ARRIVES, RATED, ASKED)


def test_every_deed_of_casework_has_a_name() -> None:
    assert {"read", "rate", "ask", "return", "decide", "answer_route", "tell", "close", "record_item"} <= set(DEEDS)
    assert {"call", "attend", "begin", "take", "finish", "end"} <= set(MEETS)
    assert not {"raise_alarm", "tell_rung", "receive"} & set(DEEDS)


def test_a_step_that_says_two_things_at_once_is_told_so() -> None:
    twice = {**RATED, "at": "2026-06-08T12:00", "after": {"hours": 1}, "meets": "begin"}
    problems = check_scenario(a_document(ARRIVES, twice), a_hub(), file="one.json").problems
    assert [(one.pointer, one.code) for one in problems] == [
        ("/steps/1/after", "two-times"),
        ("/steps/1/meets", "two-deeds"),
    ]


def test_where_it_came_from_and_on_which_strands_each_person_stands() -> None:
    then = {
        "sources": ["public"],
        "strands_of": {"Kim Example": ["child", "adult"], "Nobody Example": []},
        "attends": {"police": "co_located"},
    }
    seen = found(told({**ARRIVES, "then": then}))
    assert seen["sources"] == [a_hub().doors[0].source]
    assert seen["strands_of"] == {"Kim Example": ["child", "adult"], "Nobody Example": None}
    assert seen["attends"] == {"police": next(one.mode for one in a_hub().agencies if one.id == "police")}


def test_who_reads_what_and_what_the_hub_says_of_its_people() -> None:
    answered = {"agency": "police", "kind": "shared", "text": "A call in March."}
    report = told(
        ARRIVES,
        RATED,
        ASKED,
        {
            "says": "The police answer.",
            "by": "police",
            "do": "return",
            "with": answered,
            "then": {
                "read_by": {"police": ["manager"], "care": []},
                "talks": {"child": None},
                "wishes": {"Kim Example": None},
                "capacity": {"Kim Example": None},
                "line_manages": {"manager": []},
                "looks_in_for": {"manager": None},
                "staffed": {"police": None},
                "letter_says": ["The referrer"],
            },
            "never": {"see_wall": ["police"], "letter_says": ["A call in March."]},
        },
    )
    assert report.came == PASSED, [one for step in report.steps for one in step.seen if not one.holds]


def test_what_is_not_so_of_who_reads_what_is_told() -> None:
    wrong = {
        "read_by": {"police": ["manager"]},
        "talks": {"child": {"exempt": True}},
        "line_manages": {"manager": ["police"]},
        "looks_in_for": {"manager": 28},
        "staffed": {"police": "3"},
        "letter_says": ["A call in March."],
        "see_wall": ["police"],
    }
    report = told(ARRIVES, {**RATED, "then": wrong})
    assert {one.what for one in report.steps[-1].seen if not one.holds} == set(wrong)
