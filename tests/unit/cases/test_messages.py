"""A message that did not arrive: on record, the referrer is owed word again, and whoever must know is told."""

from __future__ import annotations

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import WORKER
from hubwright.domain.cases.notices import notices_of
from hubwright.domain.cases.topics.messages import RecordFailure, failed_messages
from hubwright.testing.stories import SCREENER, Story

from .acts import KIM, decided, rated, refused

ASKED = RecordFailure("m1", "ask", "agency:police", "email", "came_back")


@pytest.fixture
def story() -> Story:
    told = Story()
    told.receives(KIM)
    return decided(rated(told))


def failed(story: Story, moment: str = "outcome") -> RecordFailure:
    return RecordFailure("m1", moment, "referrer", "email", "came_back", story.contact)


def test_a_referrer_who_was_not_reached_is_owed_word_again(story):
    story.does(SCREENER, c.Tell(story.contact, "outcome", "email", "Thank you."))
    assert story.state.contacts[story.contact].told
    state = story.does(WORKER, failed(story))
    assert not state.contacts[story.contact].told
    assert state.clocks[f"feedback:{story.contact}"].state == "running"
    story.does(SCREENER, c.Tell(story.contact, "outcome", "telephone", "Told."))
    assert story.state.clocks[f"feedback:{story.contact}"].state == "met"


def test_an_acknowledgement_that_came_back_is_owed_again_too(story):
    story.does(SCREENER, c.Tell(story.contact, "acknowledge", "email"))
    state = story.does(WORKER, failed(story, "acknowledge"))
    assert not state.contacts[story.contact].acknowledged
    assert state.clocks[f"acknowledge:{story.contact}"].state == "running"


def test_it_is_recorded_once_and_names_a_post_and_no_address(story):
    state = story.does(WORKER, ASKED)
    assert failed_messages(state)["m1"].post == "agency:police"
    assert decide(state, ASKED, story.context(WORKER)) == []
    assert "@" not in repr(failed_messages(state))


def test_only_the_background_work_says_so(story):
    assert refused(story, SCREENER, ASKED).code == "no_authority"


def told(story: Story, command: RecordFailure) -> set[tuple[str, str]]:
    facts = decide(story.state, command, story.context(WORKER))
    return {(one.post, one.user) for one in notices_of(facts, story.hub, contacts={}, open_now=True)}


def test_whoever_owns_the_case_is_told_and_the_duty_holder_where_nobody_does(story):
    assert told(story, ASKED) == {("duty", "")}
    story.does(SCREENER, c.Assign("u-alex", "Alex Example"))
    assert told(story, ASKED) == {("person", "u-alex")}


def test_an_alarm_that_came_back_is_never_told_to_one_person_alone(story):
    story.does(SCREENER, c.Assign("u-alex", "Alex Example"))
    alarm = RecordFailure("m2", "alarm", "role:manager", "email", "came_back")
    assert told(story, alarm) == {("person", "u-alex"), ("duty", "")}
