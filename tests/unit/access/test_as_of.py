"""As of a time: what was known then, to whoever may see it today, and never more than today shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hubwright.domain.access import as_of_view, case_view, check_view, record
from hubwright.domain.access.seen_by import reads_of_answer
from hubwright.domain.cases.commands import Correct, Rate, Return, Subject
from hubwright.testing.stories import HEALTH, MANAGER, MONDAY, POLICE, SCREENER, Story

from .readers import (
    ADULT_ONLY,
    CHILD_ONLY,
    HIDDEN_WORDS,
    POSTCODE,
    REFERRER_NAME,
    STREET,
    a_marked_story,
    reader,
)

STORY = a_marked_story()
MARKS = (STREET, POSTCODE, REFERRER_NAME, HIDDEN_WORDS, CHILD_ONLY, ADULT_ONLY)


def as_of(story: Story, at, who=None):
    contacts = [story.streams[f"contact:{ref}"] for ref in story.state.contacts]
    return as_of_view(story.entries, contacts, story.hub.forms, who or reader("everything"), story.now, at)


def test_as_of_now_is_what_is_seen_now():
    for roles in (("everything",), ("manager",), ("worker",), ("adults-only",)):
        who = reader(*roles)
        now = case_view(STORY.state, [STORY.contact_state], STORY.hub.forms, who, STORY.now)
        found = as_of(STORY, STORY.now, who)
        if now is None:
            assert found is None
            continue
        assert found is not None
        assert found[0] == now
        assert found[1] == record(STORY.entries, [STORY.contact_state], who, STORY.now)


def test_at_no_time_is_more_shown_than_today():
    for roles in (("manager",), ("worker",), ("adults-only",)):
        who = reader(*roles)
        contacts = [STORY.contact_state]
        today = repr([case_view(STORY.state, contacts, STORY.hub.forms, who, STORY.now),
                      record(STORY.entries, contacts, who, STORY.now)])  # fmt: skip
        for entry in STORY.entries:
            then = repr(as_of(STORY, entry.recorded, who))
            assert [mark for mark in MARKS if mark in then and mark not in today] == []


def test_before_the_case_there_is_nothing():
    assert as_of(STORY, MONDAY - timedelta(days=365)) is None


def test_what_came_later_is_not_there_yet():
    story = Story()
    story.receives(Subject("", "Mia Example"))
    before = story.now
    story.later(hours=1).does(SCREENER, Rate("child", "urgent"))
    story.later(hours=1).adds("She was seen again.")
    view, lines = as_of(story, before)
    assert (view.case.ratings, view.contacts[0].contact.additions) == ((), ())
    assert [line.type for line in lines] == ["case.opened"]
    view, lines = as_of(story, before + timedelta(hours=1))
    assert len(view.case.ratings) == 1
    assert view.contacts[0].contact.additions == ()


def test_a_line_put_right_later_was_not_put_right_then():
    story = Story()
    story.receives(Subject("", "Mia Example"))
    story.later(hours=1).does(SCREENER, Rate("child", "urgent"))
    then = story.now
    story.later(hours=1).does(MANAGER, Correct(2, "Soon was meant.", "A slip."))
    assert [line.corrected_by for line in as_of(story, then)[1]] == [(), ()]
    assert [line.corrected_by for line in as_of(story, story.now)[1]] == [(), (3,), ()]


def test_an_address_protected_today_is_kept_back_then_too():
    story = Story()
    open_home = {"lines": ["4 Sample Street"], "postcode": "AB1 2CD"}
    story.receives(Subject("", "Mia Example", address=open_home))
    then = story.now
    (mia,) = story.state.subjects.values()
    hidden = replace(mia, address={**open_home, "protected": True})
    story.later(hours=1).does(MANAGER, Correct(1, "It must not be known.", "He is looking for her.", subject=hidden))
    partly = reader("adults-only", "worker")
    assert "4 Sample Street" in repr(as_of(story, then, reader("everything")))
    unseeing = replace(partly, grants={name: on for name, on in partly.grants.items() if name != "protected.read"})
    assert "4 Sample Street" not in repr(as_of(story, then, unseeing))


class TestReadsOfAnAnswer:
    @pytest.fixture
    def story(self):
        from hubwright.domain.cases.commands import Ask

        story = Story()
        story.receives(Subject("", "Mia Example"))
        story.does(SCREENER, Rate("child", "urgent"))
        story.does(SCREENER, Ask("child"))
        return story

    def since(self, story, actor, ask="q1"):
        from hubwright.domain.access import reader_of

        who = reader_of(story.hub, actor)
        view = check_view(story.state, ask, who, story.now)
        return None if view is None else reads_of_answer(view, who)[1]

    def test_an_agency_may_ask_since_it_answered_and_not_before(self, story):
        assert self.since(story, POLICE) is None
        answered = story.later(hours=1).now
        story.does(POLICE, Return("q1", "shared", text="Called twice."))
        assert self.since(story, POLICE) == answered

    def test_another_agency_and_a_worker_without_the_read_log_may_not(self, story):
        story.does(POLICE, Return("q1", "shared", text="Called twice."))
        assert self.since(story, HEALTH) is None
        assert self.since(story, replace(SCREENER, roles=frozenset({"adults-only"}))) is None
        assert self.since(story, MANAGER) is not None
