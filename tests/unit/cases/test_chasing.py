"""Agencies that have not answered: reminded before the limit, once for each time drawn, or let in by a link."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.notices import notices_of
from hubwright.domain.cases.project import project_case
from hubwright.domain.cases.topics.chasing import EndLink, MakeLink, Remind, due_reminder, link_holds, link_of
from hubwright.testing.stories import HEALTH, POLICE, SCREENER, WORKER, Story

from .acts import KIM, asked, rated, refused
from .sharing import sharing_hub


def waiting() -> Story:
    story = Story(sharing_hub(remind=(30, 60)))
    story.receives(KIM)
    return asked(rated(story))


def row(story: Story) -> dict:
    return project_case(story.entries)["case_check"][0]


def test_the_row_says_when_the_next_reminder_is_due():
    story = waiting()
    due = story.state.clocks["return:q1"].due
    assert row(story)["remind_at"] == due - timedelta(minutes=60)
    story.now = due - timedelta(minutes=60)
    story.does(WORKER, Remind("q1"))
    assert row(story)["remind_at"] == due - timedelta(minutes=30)
    (notice,) = notices_of([story.entries[-1]], story.hub, contacts={}, open_now=True)
    assert (notice.moment, notice.to, notice.reference) == ("remind", "police@oakfield.example", f"{story.case}-q1")


def test_a_reminder_is_sent_once_and_several_that_are_due_together_count_as_one():
    story = waiting()
    story.now = story.state.clocks["return:q1"].due - timedelta(minutes=10)
    story.does(WORKER, Remind("q1"))
    before = story.state.head
    assert story.does(WORKER, Remind("q1")).head == before
    assert row(story)["remind_at"] is None


@pytest.mark.parametrize("minutes", [-61, 1])
def test_neither_before_its_time_nor_after_the_limit(minutes):
    story = waiting()
    story.now = story.state.clocks["return:q1"].due + timedelta(minutes=minutes)
    assert not due_reminder(story.state, "q1", story.now)
    before = story.state.head
    assert story.does(WORKER, Remind("q1")).head == before


def test_who_has_answered_is_not_reminded_and_no_person_sends_reminders():
    story = waiting()
    story.does(POLICE, c.Return("q1", "not_known"))
    assert row(story)["remind_at"] is None
    assert refused(story, SCREENER, Remind("q2")).code == "no_authority"


class TestLinks:
    def made(self) -> Story:
        story = waiting()
        story.does(SCREENER, MakeLink("q2", "The practice manager", story.now + timedelta(days=28)))
        return story

    def test_a_link_ends_with_the_answer(self):
        story = self.made()
        assert link_holds(story.state, "q2", story.now)
        story.does(HEALTH, c.Return("q2", "not_known"))
        assert not link_holds(story.state, "q2", story.now)

    def test_a_link_ends_when_it_is_shut_and_after_its_time(self):
        story = self.made()
        assert not link_holds(story.state, "q2", story.now + timedelta(days=28))
        story.does(SCREENER, EndLink("q2"))
        assert not link_holds(story.state, "q2", story.now)
        assert refused(story, SCREENER, EndLink("q2")).code == "no_link"

    def test_a_new_link_takes_the_place_of_the_last(self):
        story = self.made()
        story.does(SCREENER, EndLink("q2"))
        story.does(SCREENER, MakeLink("q2", "Her deputy", story.now + timedelta(days=1)))
        assert link_of(story.state, "q2").to == "Her deputy"
        assert link_holds(story.state, "q2", story.now)

    def test_it_says_to_whom_the_code_went_and_is_made_for_a_question_that_waits(self):
        story = waiting()
        ends = story.now + timedelta(days=1)
        assert refused(story, SCREENER, MakeLink("q2", " ", ends)).fields[0][0] == "to"
        assert refused(story, SCREENER, MakeLink("q9", "x", ends)).code == "no_check"
        assert refused(story, HEALTH, MakeLink("q2", "x", ends)).code == "no_authority"
        story.does(HEALTH, c.Return("q2", "not_known"))
        assert refused(story, SCREENER, MakeLink("q2", "x", ends)).code == "answered"
