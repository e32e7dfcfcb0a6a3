"""What comes after closing asks a named person for a fresh decision, within a clock."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import REFERRER
from hubwright.domain.cases.notices import notices_of
from hubwright.domain.cases.topics.afterwards import DecideAfresh, open_questions, questions_of
from hubwright.testing.hubs import a_hub
from hubwright.testing.stories import MANAGER, POLICE, SCREENER, Story

from .acts import KIM, asked, decided, rated, refused


def closed(story: Story) -> Story:
    story.does(SCREENER, c.Tell(story.contact, "outcome", "telephone", "Told."))
    story.does(MANAGER, c.Close("No further action."))
    return story


@pytest.fixture
def story() -> Story:
    told = Story()
    told.receives(KIM)
    return closed(decided(rated(told)))


def test_more_from_the_referrer_asks_the_decider_within_a_clock(story):
    state = story.adds("There is a new mark.")
    (question,) = open_questions(state)
    assert (question.came, question.about, question.asked_of) == ("contact", story.contact, ("Sam Example",))
    assert state.clocks[question.clock].state == "running"
    assert not state.settled


def test_the_decider_and_the_duty_holder_are_told(story):
    command = c.AddToContact(story.contact, {}, "More.", received=story.now)
    facts = decide(story.state, command, story.context(REFERRER))
    told = notices_of(facts, story.hub, contacts={}, open_now=True)
    assert {(one.moment, one.user, one.post) for one in told} == {
        ("fresh", "u-sam", "person"),
        ("fresh", "", "duty"),
    }


def test_an_open_case_asks_nobody(story):
    other = Story()
    other.receives(KIM)
    assert open_questions(other.adds()) == ()


def test_an_answer_of_an_agency_after_closing_asks_too():
    story = Story()
    story.receives(KIM)
    asked(rated(story))
    story.does(MANAGER, c.Decide("p1", "child", "advice", "Enough is known.", advice="Talk.", reason_without="Slow."))
    closed(story)
    state = story.does(POLICE, c.Return("q1", "shared", text="He was arrested last night."))
    (question,) = open_questions(state)
    assert (question.came, question.about) == ("return", "q1")


def test_a_second_message_does_not_start_the_clock_again(story):
    first = story.adds("One.").clocks["fresh:f1"].due
    story.later(minutes=20)
    state = story.adds("Two.")
    assert len(questions_of(state)) == 1
    assert state.clocks["fresh:f1"].due == first


def test_the_kinds_own_clock_counts():
    hub = a_hub()
    kind = replace(hub.kinds[0], fresh_decision="day")
    story = Story(replace(hub, kinds=(kind,)))
    story.receives(KIM)
    closed(decided(rated(story)))
    assert story.adds().clocks["fresh:f1"].rule == "day"


def test_it_is_read_before_it_is_answered_and_answered_with_a_reason(story):
    story.adds("There is a new mark.")
    assert refused(story, MANAGER, DecideAfresh(True, "Nothing new.")).code == "unread"
    story.does(SCREENER, c.Read())
    assert refused(story, MANAGER, DecideAfresh(None, "Nothing new.")).code == "stands_missing"
    assert refused(story, MANAGER, DecideAfresh(True, " ")).code == "reason_missing"
    assert refused(story, POLICE, DecideAfresh(True, "Nothing new.")).code == "no_authority"


def test_a_decision_that_stands_settles_the_case_again(story):
    story.adds("Thank you.")
    story.does(SCREENER, c.Read())
    state = story.does(MANAGER, DecideAfresh(True, "It says thank you."))
    assert state.settled
    assert state.clocks["fresh:f1"].state == "met"
    assert refused(story, MANAGER, DecideAfresh(True, "Again.")).code == "nothing_waits"


def test_deciding_again_opens_the_case_and_its_clock_runs_until_it_is_decided(story):
    story.adds("There is a new mark.")
    story.does(SCREENER, c.Read())
    state = story.does(MANAGER, DecideAfresh(False, "The mark is new."))
    assert state.closed is None
    assert state.clocks["fresh:f1"].state == "running"
    assert refused(story, MANAGER, c.Close("Done.")).code in {"fresh_decision_owed", "unmet"}
    state = story.does(MANAGER, c.Decide("p1", "child", "assess", "The mark is new."))
    assert state.clocks["fresh:f1"].state == "met"
    assert questions_of(state)["f1"].answer == "decided"
