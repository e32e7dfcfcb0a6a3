"""What a scenario does and sees on the hub's own records: cover, agreements, doors, and decisions that are audited."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hubwright.domain.definitions.hub import Agreement, Hub
from hubwright.domain.rehearsal.checks import check_scenario
from hubwright.domain.rehearsal.rehearse import FAILED, PASSED, Report, rehearse
from hubwright.domain.rehearsal.scenario import draw_scenario
from hubwright.testing.hubs import a_hub, a_text

from tests.rows.scenarios import around
from tests.unit.rehearsal.test_expecting import ARRIVES, POSTS, a_document

MORNINGS = {"id": "officer", "role": "partner", "agency": "police", "works": {"mon": ["am"], "wed": ["am", "pm"]}}


def told(*steps: dict[str, Any], hub: Hub | None = None, **parts: Any) -> Report:
    drawn, document = hub or a_hub(), a_document(*steps, **parts)
    assert check_scenario(document, drawn, file="one.json").problems == []
    scenario = draw_scenario(document)
    return rehearse(scenario, drawn, around(drawn, scenario.begins.date()))


@pytest.mark.parametrize(("at", "halves"), [("2026-06-08", ["am"]), ("2026-06-09", []), ("2026-06-10", ["am", "pm"])])
def test_somebody_is_there_in_the_halves_of_the_week_in_which_they_work(at: str, halves: list[str]) -> None:
    report = told({"says": "They come.", "at": f"{at}T11:00", "then": {"there": {"police": halves}}}, posts=[MORNINGS])
    assert report.came == PASSED
    wrong = [] if halves else ["am"]
    report = told({"says": "They come.", "at": f"{at}T11:00", "then": {"there": {"police": wrong}}}, posts=[MORNINGS])
    assert report.came == FAILED
    assert report.steps[0].seen[-1].found == {"police": halves}


def test_a_story_that_begins_in_the_afternoon_has_its_morning_too() -> None:
    manager = {**POSTS[0], "works": {"mon": ["am"]}}
    looked = {"says": "Monday, after noon.", "then": {"nobody_decides": {"manager": ["pm"]}}}
    assert told(looked, posts=[manager], begins="2026-06-08T14:00").came == PASSED


def test_nobody_decides_where_nobody_in_such_a_post_is_there() -> None:
    manager = {**POSTS[0], "works": {"tue": ["pm"]}}
    looked = [
        {"says": "Monday.", "then": {"nobody_decides": {"manager": ["am", "pm"]}}},
        {"says": "Tuesday.", "at": "2026-06-09T10:00", "then": {"nobody_decides": {"manager": ["am"]}}},
        {"says": "Saturday: it does not open.", "at": "2026-06-13T10:00", "then": {"nobody_decides": {"manager": []}}},
    ]
    assert told(*looked, posts=[manager]).came == PASSED


def test_a_door_takes_nothing_before_its_first_day_or_after_its_last() -> None:
    hub = a_hub()
    later = replace(hub, doors=(replace(hub.doors[0], opens_on="2026-06-09", until="2026-06-10"),))
    shut = {**ARRIVES, "refused": "door_not_open"}
    steps = [
        {**shut, "never": {"doors": ["anyone"]}},
        {**ARRIVES, "at": "2026-06-10T23:59", "then": {"doors": ["anyone"]}},
        {**shut, "after": {"minutes": 1}},
    ]
    assert told(*steps, hub=later).came == PASSED
    assert told(ARRIVES, hub=later).steps[0].seen[0].found == "door_not_open"


def test_an_agreement_waits_until_each_has_signed_and_only_who_may_writes_it_down() -> None:
    agreement = Agreement("sharing", a_text("Sharing"), "sharing_agreement", ("health", "police"), review_months=12)
    hub = a_hub()
    keeper = replace(hub.roles[1], permissions=hub.roles[1].permissions | {"agreement.keep"})
    hub = replace(hub, agreements=(agreement,), roles=(hub.roles[0], keeper, *hub.roles[2:]))
    signs = {"says": "They sign.", "do": "sign", "by": "manager"}
    given = {"agreement": "sharing", "signed_by": "A director"}
    steps = [
        {**signs, "with": {**given, "agency": "police"}, "then": {"agreements": {"sharing": "waits"}}},
        {**signs, "by": "police", "with": {**given, "agency": "health"}, "refused": "no_authority"},
        {**signs, "with": {**given, "agency": "health"}, "then": {"agreements": {"sharing": "holds"}}},
        {"says": "Years pass.", "at": "2028-06-08T09:00", "never": {"agreements": {"sharing": "holds"}}},
    ]
    report = told(*steps, hub=hub)
    assert [one.found for step in report.steps for one in step.seen if not one.holds] == []
    assert report.came == PASSED


def test_nothing_can_be_audited_before_it_was_drawn() -> None:
    audit = {"says": "They audit.", "do": "audit", "by": "manager", "with": {"person": "Kim", "verdict": "agree"}}
    report = told(audit)
    assert report.came == FAILED
    assert report.steps[0].seen[0].why == "No decisions have been drawn yet."


def test_what_is_told_in_another_shape_is_said_before_anything_is_told() -> None:
    steps = [
        {**ARRIVES, "with": {"door": "anyone", "answers": "Bruises."}},
        {"says": "They ring.", "do": "rings", "by": "manager",
         "with": {"door": "anyone", "words": 5, "about": [{"name": "Kim", "age": 4}, "Lee"]}},
        {"says": "More.", "do": "adds", "with": {"words": "More.", "danger": "yes"}},
        {"says": "They draw.", "do": "draw_sample", "with": {"purpose": "All", "how_many": True}},
        {"says": "They sign.", "do": "sign", "by": "manager", "with": {"agreement": "none", "agency": "none"}},
    ]  # fmt: skip
    problems = check_scenario(a_document(*steps), a_hub(), file="one.json").problems
    assert sorted((one.pointer, one.code) for one in problems) == [
        ("/steps/0/with/answers", "bad-value"),
        ("/steps/1/with/about/0", "bad-value"),
        ("/steps/1/with/about/1", "bad-value"),
        ("/steps/1/with/words", "bad-value"),
        ("/steps/2/with/danger", "bad-value"),
        ("/steps/3", "nobody-acts"),
        ("/steps/3/with/how_many", "bad-value"),
        ("/steps/4/with", "missing-field"),
        ("/steps/4/with/agency", "unknown-reference"),
        ("/steps/4/with/agreement", "unknown-reference"),
    ]


@pytest.mark.parametrize("found", ["shared", {"any": {"p1": {}}}, {"any": [1]}])
def test_an_answer_nested_in_another_shape_never_breaks_the_telling(found: Any) -> None:
    rated = {"says": "Urgent.", "by": "manager", "do": "rate", "with": {"pathway": "child", "tier": "urgent"}}
    asked = {"says": "They ask.", "by": "manager", "do": "ask", "with": {"pathway": "child"}}
    given = {"agency": "police", "kind": "shared", "text": "A call.", "found": found}
    answered = {"says": "They answer.", "by": "police", "do": "return", "with": given}
    document = a_document(ARRIVES, rated, asked, answered)
    if check_scenario(document, a_hub(), file="one.json").problems:
        assert found == "shared"
        return
    assert told(ARRIVES, rated, asked, answered).came == FAILED


def test_whoever_attends_is_named_by_their_agency_or_their_place() -> None:
    attend = {"says": "They come.", "by": "manager", "meets": "attend", "with": {"state": "present"}}
    problems = check_scenario(a_document(attend), a_hub(), file="one.json").problems
    assert [(one.pointer, one.code) for one in problems] == [("/steps/0/with", "missing-field")]
