"""What the people themselves know, agree to, want and can decide: four questions, and none of them a gate."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hubwright.domain.access import case_view, reader_of, record
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.topics import talking
from hubwright.testing.hubs import a_hub
from hubwright.testing.stories import MANAGER, POLICE, SCREENER, Story

from .acts import ADA, ADULTS_WORKER, KIM, rated, refused
from .sharing import sharing_hub


@pytest.fixture
def story() -> Story:
    told = Story(sharing_hub())
    told.receives(KIM, ADA)
    return told


def test_not_talking_to_the_family_needs_its_reason_and_an_exempt_one_is_marked(story):
    assert refused(story, SCREENER, talking.RecordTalk("child", talked=False)).fields[0][0] == "reason"
    state = story.does(SCREENER, talking.RecordTalk("child", talked=False, reason="risk", told_first=False))
    (line,) = talking.talked(state).talks
    assert (line["talked"], line["why_not"], line["exempt"], line["by_name"]) == (False, "risk", True, SCREENER.name)


def test_agreement_to_a_service_is_another_question(story):
    command = talking.RecordAgreement("p1", "refused", by="mother", words="Not now.")
    (line,) = talking.talked(story.does(SCREENER, command)).agreements
    assert (line["answer"], line["by"]) == ("refused", "mother")
    refusal = refused(story, SCREENER, talking.RecordAgreement("p1", "given"))
    assert [field for field, _ in refusal.fields] == ["by"]


def test_what_an_adult_wants_is_kept_in_their_words_or_why_nobody_asked(story):
    state = story.does(SCREENER, talking.RecordWishes("p2", "To stay in my house.", heard="from her, alone"))
    assert talking.talked(state).wishes[0]["wishes"] == "To stay in my house."
    assert refused(story, SCREENER, talking.RecordWishes("p2")).fields[0][0] == "wishes"


def test_capacity_is_about_one_decision_and_a_finding_of_none_says_what_it_rests_on(story):
    refusal = refused(story, SCREENER, talking.RecordCapacity("p2", "", "lacks"))
    assert [field for field, _ in refusal.fields] == ["decision", "why", "by"]
    command = talking.RecordCapacity("p2", "Where to live", "has", why="She weighed both.", by="Dr Example")
    assert talking.talked(story.does(SCREENER, command)).capacity[0]["decision"] == "Where to live"


def test_what_a_hub_does_not_ask_is_not_recorded_as_if_it_did(story):
    assert refused(story, SCREENER, talking.RecordCapacity("p1", "x", "has")).code == "not_asked_here"
    silent = Story(a_hub())
    silent.receives(KIM)
    assert refused(silent, SCREENER, talking.RecordTalk("child", talked=True)).code == "not_asked_here"
    bare = Story(replace(sharing_hub(), talking=replace(sharing_hub().talking, agreement=None)))
    bare.receives(KIM)
    assert refused(bare, SCREENER, talking.RecordAgreement("p1", "not_asked")).code == "not_asked_here"


def test_nobody_waits_for_any_of_it(story):
    rated(story)
    assert story.does(SCREENER, c.Ask("child")).waiting()
    assert story.does(MANAGER, c.ActNow(subjects=("p1",))).actions


def test_a_reader_of_the_adults_strand_sees_the_adults_part_alone(story):
    story.does(SCREENER, talking.RecordTalk("child", talked=True, words="Pomegranate"))
    story.does(SCREENER, talking.RecordWishes("p2", "Kumquat"))
    reader = reader_of(story.hub, ADULTS_WORKER)
    view = case_view(story.state, [], {}, reader, story.now)
    assert view is not None
    found = talking.talked(view.case)
    assert (len(found.talks), len(found.wishes)) == (0, 1)
    seen = repr(record(story.entries, [], reader, story.now))
    assert "Kumquat" in seen
    assert "Pomegranate" not in seen


@pytest.mark.parametrize("subject", ["p9", ""])
def test_somebody_who_is_not_there_is_not_recorded(story, subject):
    assert refused(story, SCREENER, talking.RecordWishes(subject, "x")).code == "unknown_subject"
    assert refused(story, POLICE, talking.RecordWishes("p2", "x")).code == "no_authority"
