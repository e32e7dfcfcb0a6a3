"""What a scenario sees of decisions, of challenges by whoever referred, and of whom to ring."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hubwright.domain.definitions.drawn.place import OnCall
from hubwright.domain.definitions.hub import Challenge, Concern, Hub, Level, Sensitivity
from hubwright.domain.rehearsal.checks import check_scenario
from hubwright.domain.rehearsal.rehearse import FAILED, PASSED
from hubwright.testing.hubs import a_hub, a_text

from tests.unit.rehearsal.test_daily import told
from tests.unit.rehearsal.test_expecting import ARRIVES, ASKED, RATED, a_document

WRITES = {"says": "The referrer does not agree.", "by": "referrer", "do": "raise_challenge",
          "with": {"about": "rating", "words": "He was afraid."}}  # fmt: skip
ANSWERS = {"says": "The manager answers.", "by": "manager", "do": "answer_challenge",
           "with": {"challenge": "d1", "result": "stands", "words": "Seen today.", "back": "We saw him."}}  # fmt: skip
RAISED = {"what": "raised", "level": "first", "words": "He was afraid.", "back": ""}
ANSWERED = {"what": "answered", "level": "first", "words": "Seen today.", "back": "We saw him."}


def challenged(*, referrers: bool = True) -> Hub:
    levels = (Level("first", a_text("Manager"), frozenset({"manager"}), "day"),)
    return replace(a_hub(), challenge=Challenge(levels, referrers=referrers))


def with_somebody_to_ring() -> Hub:
    hub = a_hub()
    named = (OnCall("health", "Robin Example", "01632 960001"), OnCall("health", "Sam Example", "01632 960002"))
    return replace(hub, local=replace(hub.local, on_call=named))


def held(then: dict[str, Any], **parts: Any) -> set[str]:
    """The looks that came out as expected after the last step."""
    report = told(ARRIVES, RATED, {"says": "It is looked at.", "then": then}, **parts)
    return {one.what for one in report.steps[-1].seen if one.holds} - {"refused"}


def test_whoever_referred_challenges_by_themselves_and_both_sides_are_seen() -> None:
    opened = {"challenged": {"d1": {"state": "open", "level": "first", "said": [RAISED]}}}
    answered = {"challenged": {"d1": {"state": "answered", "said": [RAISED, ANSWERED]}}}
    settles = {"says": "That will do.", "by": "referrer", "do": "settle_challenge", "with": {"challenge": "d1"}}
    report = told(
        ARRIVES,
        {**RATED, "then": {"challenged": {"d1": None}}},
        {**WRITES, "then": {**opened, "clocks": {"challenge:d1": "running"}}},
        {**ANSWERS, "then": {**answered, "clocks": {"challenge:d1": "met"}}, "never": opened},
        {**settles, "then": {"challenged": {"d1": {"state": "settled"}}}},
        hub=challenged(),
    )
    assert report.came == PASSED, [one for step in report.steps for one in step.seen if not one.holds]


def test_a_challenge_that_stands_otherwise_than_expected_is_told() -> None:
    wrong = {"challenged": {"d1": {"said": [RAISED, ANSWERED]}}}
    report = told(ARRIVES, RATED, {**WRITES, "then": wrong}, hub=challenged())
    assert report.came == FAILED
    assert report.steps[-1].seen[-1].found == {"d1": {"said": [RAISED]}}


def test_a_hub_that_takes_no_challenge_from_a_referrer_refuses_it() -> None:
    assert told(ARRIVES, RATED, {**WRITES, "refused": "no_authority"}, hub=challenged(referrers=False)).came == PASSED


@pytest.mark.parametrize("step", [{**RATED, "by": "referrer"}, {**ANSWERS, "by": "referrer"}])
def test_the_referrer_does_no_work_of_the_hub(step: dict[str, Any]) -> None:
    problems = check_scenario(a_document(ARRIVES, step), challenged(), file="one.json").problems
    assert [one.pointer for one in problems] == ["/steps/1/by"]


def test_what_was_decided_is_seen_with_its_meaning_and_advice() -> None:
    advises = {"says": "Advice is enough.", "by": "manager", "do": "decide",
               "with": {"subject": "Kim Example", "pathway": "child", "route": "advice", "reasons": "He is safe.",
                        "advice": "Ring again.", "household": "not_known"}}  # fmt: skip
    whole = {"route": "advice", "meaning": "advice", "advice": "Ring again."}
    report = told(
        {**ARRIVES, "then": {"decided": {"Kim Example": None}}},
        RATED,
        {
            **advises,
            "then": {"decided": {"Kim Example": whole, "p1": {"meaning": "advice"}}},
            "never": {"decided": {"Kim Example": {"advice": ""}}},
        },
    )
    assert report.came == PASSED, [one for step in report.steps for one in step.seen if not one.holds]


def test_whom_to_ring_at_an_agency_is_seen_and_who_said_its_answer() -> None:
    both = ["Sam Example, 01632 960002", "Robin Example, 01632 960001"]
    answered = {"agency": "police", "kind": "known_nothing_relevant", "said_by": "Jo Example"}
    returns = {"says": "They are rung.", "by": "manager", "do": "return", "with": answered}
    report = told(
        ARRIVES,
        RATED,
        {**ASKED, "then": {"to_ring": {"health": both, "police": []}, "said_by": {"police": None}}},
        {**returns, "then": {"said_by": {"police": "Jo Example", "health": None}}},
        hub=with_somebody_to_ring(),
    )
    assert report.came == PASSED, [one for step in report.steps for one in step.seen if not one.holds]


def test_what_differs_of_them_is_told() -> None:
    wrong = {
        "decided": {"Kim Example": {"route": "advice"}},
        "to_ring": {"health": ["Robin Example, 01632 960001"]},
        "said_by": {"police": "Jo Example"},
        "challenged": {"d1": {"state": "open"}},
    }
    assert held(wrong, hub=with_somebody_to_ring()) == set()


@pytest.mark.parametrize(("roles", "read"), [({"manager"}, ["Called out twice."]), ({"partner"}, [])])
def test_who_reads_what_an_agency_knows_is_seen_word_for_word(roles: set[str], read: list[str]) -> None:
    close = Sensitivity("close", a_text("Close"), a_text("For few."), frozenset(roles))
    writes = {"says": "The police ring.", "by": "manager", "do": "record_item",
              "with": {"pathway": "child", "owner": "police", "said_by": "Jo Example", "text": "Called out twice.",
                       "sensitivity": "close"}}  # fmt: skip
    report = told(
        {**ARRIVES, "then": {"reads": {"manager": [], "police": []}}},
        RATED,
        {
            **writes,
            "then": {"reads": {"manager": read, "police": []}, "seen_by": ["manager"]},
            "never": {"reads": {"manager": ["Called out once."]}},
        },
        hub=replace(a_hub(), sensitivities=(close,)),
    )
    assert report.came == PASSED, [one for step in report.steps for one in step.seen if not one.holds]


def test_a_list_behind_a_name_must_have_nothing_of_what_must_not_be() -> None:
    returns = {"says": "They answer.", "by": "police", "do": "return",
               "with": {"agency": "police", "kind": "shared", "text": "Called out twice."}}  # fmt: skip
    # The police read it not, the manager does: one of the two is enough to fail.
    among = {**returns, "never": {"read_by": {"police": ["police", "manager"]}}}
    nobody = {**returns, "never": {"read_by": {"police": ["police"], "health": ["manager"]}}}
    assert told(ARRIVES, RATED, ASKED, among).came == FAILED
    assert told(ARRIVES, RATED, ASKED, nobody).came == PASSED
    # That nothing is there must not be: it fails where nothing is.
    assert told({**ARRIVES, "never": {"read_by": {"police": []}}}).came == FAILED


def test_what_ended_without_a_decision_is_seen() -> None:
    noted = {"says": "It is noted.", "by": "manager", "do": "conclude", "with": {"words": "Seen.", "how": "telephone"}}
    hub = a_hub()
    kinds = tuple(replace(one, ends_with="noted") for one in hub.kinds)
    steps = ({**ARRIVES, "then": {"ended": None}}, {**noted, "then": {"ended": "noted"}, "never": {"ended": "advice"}})
    report = told(*steps, hub=replace(hub, kinds=kinds))
    assert report.came == PASSED, [one for step in report.steps for one in step.seen if not one.holds]


def test_what_was_left_to_whoever_is_on_duty_is_seen_and_what_came_back() -> None:
    leaves = {"says": "It is left to the night.", "by": "manager", "do": "leave_to_duty",
              "with": {"pathway": "child", "watch": "He may come at nine.", "telephone": "Jo Example"}}  # fmt: skip
    writes = {"says": "They write back.", "by": "manager", "do": "write_back",
              "with": {"hand_over": "h1", "text": "Nobody came."}}  # fmt: skip
    left = {"state": "left", "watch": "He may come at nine.", "telephone": "Jo Example", "written": []}
    report = told(
        {**ARRIVES, "then": {"handed_over": {"h1": None}}},
        {**leaves, "then": {"handed_over": {"h1": left}}},
        {
            **writes,
            "then": {"handed_over": {"h1": {"state": "written", "written": ["Nobody came."]}}},
            "never": {"handed_over": {"h1": {"state": "left"}}},
        },
    )
    assert report.came == PASSED, [one for step in report.steps for one in step.seen if not one.holds]


def test_what_stands_on_the_form_that_came_last_is_seen() -> None:
    second = {**ARRIVES, "with": {"door": "anyone", "answers": {"who": "Lee Example", "what": {"state": "not_known"}}}}
    report = told(
        {**ARRIVES, "then": {"on_form": {"what": "Bruises."}}, "never": {"on_form": {"what": "A burn."}}},
        {**second, "then": {"on_form": {"what": None, "nothing-asked": None}}},
    )
    assert report.came == PASSED, [one for step in report.steps for one in step.seen if not one.holds]


def test_who_is_told_of_a_meeting_is_seen_also_when_it_begins_without_its_quorum() -> None:
    called = {"type": "strategy", "cases": ["Kim"], "starts": "2026-06-08T14:00"}
    calls = {"says": "It is called.", "by": "manager", "meets": "call", "with": called}
    comes = {
        "says": "They are there.",
        "by": "manager",
        "meets": "attend",
        "with": {"agency": "care", "state": "present"},
    }
    begins = {"says": "It begins.", "by": "manager", "meets": "begin"}
    report = told(
        {**ARRIVES, "case": "Kim"},
        {**calls, "then": {"told": ["agency:police"]}, "never": {"told": ["duty"]}},
        comes,
        {**begins, "then": {"quorate": False, "told": ["duty"]}},
    )
    assert report.came == PASSED, [one for step in report.steps for one in step.seen if not one.holds]


def of_care(**parts: Any) -> Hub:
    """Oakfield with something else said of its first agency."""
    hub = a_hub()
    return replace(hub, agencies=(replace(hub.agencies[0], **parts), *hub.agencies[1:]))


def test_who_is_here_and_who_is_to_come_is_read_from_the_definition() -> None:
    hub = of_care(fte=Decimal(6), fte_planned=Decimal(15))
    id = hub.agencies[0].id
    right = {"staffed": {id: "6"}, "planned": {id: "15"}}
    assert held(right, hub=hub) == {"staffed", "planned"}
    assert held({"planned": {id: None}}, hub=hub) == set()
    assert held({"planned": {id: None}}) == {"planned"}


def test_whom_a_strand_is_for_is_read_from_the_definition() -> None:
    child = a_hub().find("pathways", "child")
    right = {"from_age": child.from_age, "until_age": child.until_age, "unborn": child.unborn}
    assert held({"for_whom": {"child": right}}) == {"for_whom"}
    assert held({"for_whom": {"child": {**right, "unborn": not child.unborn}}}) == set()


def test_a_link_to_an_agencys_question_is_seen_with_whom_its_code_was_told() -> None:
    makes = {"says": "A link.", "by": "manager", "do": "make_link",
             "with": {"agency": "police", "to": "The control room", "ends": "2026-06-20T17:00"}}  # fmt: skip
    seen = {"linked": {"police": {"code_to": "The control room", "by_mail": True, "own_letter": False}}}
    none = {"linked": {"police": None}}
    report = told(ARRIVES, RATED, {**ASKED, "then": none}, {**makes, "then": seen, "never": none})
    assert report.came == PASSED, [one for step in report.steps for one in step.seen if not one.holds]
    boxes = replace(a_hub().local, mailboxes={})
    report = told(ARRIVES, RATED, ASKED, {**makes, "then": seen}, hub=replace(a_hub(), local=boxes))
    assert report.came == FAILED


def test_what_counts_for_timeliness_and_what_a_role_is_called() -> None:
    role = a_hub().roles[0]
    right = {"counts": {"child": True}, "called": {role.id: role.name.en}}
    assert held(right) == {"counts", "called"}
    assert held({"counts": {"child": False}, "called": {role.id: "Somebody else"}}) == set()


def test_an_agency_is_reached_where_somebody_of_it_is_there_or_by_telephone() -> None:
    morning = {"id": "officer", "role": "partner", "agency": "police", "works": {"mon": ["am"]}}
    looked = {"says": "Monday.", "then": {"reached": {"police": ["am"]}}}
    assert told(looked, posts=[morning]).came == PASSED
    hub = a_hub()
    always = hub.calendars[0].id
    ringing = tuple(replace(one, by_telephone=always) if one.id == "police" else one for one in hub.agencies)
    report = told({**looked, "then": {"reached": {"police": ["am", "pm"]}}}, posts=[morning],
                  hub=replace(hub, agencies=ringing))  # fmt: skip
    assert report.came == PASSED


def test_a_concern_is_seen_behind_the_agency_that_tagged_it() -> None:
    hub = replace(a_hub(), concerns=(Concern("gangs", a_text("Gangs")),))
    tags = {
        "says": "It is tagged.",
        "by": "manager",
        "do": "tag_concern",
        "with": {"concern": "gangs", "pathway": "child"},
    }
    report = told(ARRIVES, {**RATED, "never": {"tagged": ["care:gangs"]}}, {**tags, "then": {"tagged": ["care:gangs"]}},
                  hub=hub)  # fmt: skip
    assert report.came == PASSED, [one for step in report.steps for one in step.seen if not one.holds]


@pytest.mark.parametrize(
    ("change", "step", "code"),
    [
        ({"begins": "0001-01-01T00:00"}, {}, "no-such-time"),
        ({"begins": "2026-02-30T09:00"}, {}, "no-such-time"),
        ({}, {"at": "2026-02-30T09:00"}, "no-such-time"),
        ({}, {"at": "2099-01-01T09:00"}, "story-too-long"),
        ({}, {"after": {"days": 10**12}}, "story-too-long"),
    ],
)
def test_a_story_that_never_ends_or_begins_at_no_time_does_not_fit(change: Any, step: Any, code: str) -> None:
    document = {**a_document(ARRIVES, {**RATED, **step}), **change}
    assert code in [one.code for one in check_scenario(document, a_hub(), file="one.json").problems]
