"""The clock that waits for a meeting, who sees one, and what is left of one that was destroyed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hubwright.domain.access import holds, reader_of, scope
from hubwright.domain.access.meetings import meeting_view
from hubwright.domain.cases.commands import Rate, Subject
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics.minuting import at_meetings
from hubwright.domain.cases.topics.minuting.state import meetings_of
from hubwright.domain.errors import Broken, Refusal
from hubwright.domain.meetings import meeting_of, project_meeting
from hubwright.domain.meetings.commands import Begin
from hubwright.testing.hubs import a_hub
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, Story
from hypothesis import given, settings
from hypothesis import strategies as st

from .tale import Tale

KIM = Subject("p1", "Kim Example", pathways=("child",))


class TestTheClockOfAMeeting:
    def hub(self):
        scale = a_hub().scales[0]
        urgent = replace(scale.tiers[0], meeting="strategy", meeting_clock="now")
        return a_hub(scales=(replace(scale, tiers=(urgent, *scale.tiers[1:])),))

    def rated(self, tier: str = "urgent") -> Story:
        story = Story(self.hub())
        story.receives(KIM)
        story.does(MANAGER, Rate("child", tier))
        return story

    def holds(self, story: Story, *, begins: bool = True) -> None:
        type = story.hub.meeting_types[1]
        context = story.context(MANAGER)
        parts = {"meeting": "MEET0001", "type": type}
        called = at_meetings.called(
            story.state, context, **parts, starts=story.now, invited=("police",), users=(MANAGER.id,)
        )
        story._record([called], MANAGER)
        if begins:
            story._record([at_meetings.begun(story.state, context, **parts)], MANAGER)

    def test_it_runs_from_the_referral_and_inherits_the_time_of_the_tier(self):
        clock = self.rated().state.clocks["meeting:strategy:child"]
        assert clock.due - clock.starts == timedelta(hours=4)
        assert self.rated("soon").state.clocks.get("meeting:strategy:child") is None

    def test_calling_it_does_not_meet_it_and_holding_it_does(self):
        story = self.rated()
        self.holds(story, begins=False)
        assert story.state.clocks["meeting:strategy:child"].state == "running"
        self.holds(story)
        assert story.state.clocks["meeting:strategy:child"].state == "met"
        assert meetings_of(story.state)["MEET0001"].state == "begun"

    def test_rated_the_same_again_it_does_not_start_again(self):
        story = self.rated()
        first = story.state.clocks["meeting:strategy:child"]
        story.later(hours=1).does(MANAGER, Rate("child", "urgent"))
        assert story.state.clocks["meeting:strategy:child"] == first
        self.holds(story)
        story.does(MANAGER, Rate("child", "urgent"))
        assert story.state.clocks["meeting:strategy:child"].state == "met"

    def test_a_lower_rating_asks_for_none_any_more(self):
        story = self.rated()
        story.does(MANAGER, Rate("child", "soon", "The bruise was paint."))
        assert story.state.clocks["meeting:strategy:child"].state == "replaced"

    def test_held_before_it_was_rated_none_is_owed(self):
        story = Story(self.hub())
        story.receives(KIM)
        self.holds(story)
        story.later(minutes=5).does(MANAGER, Rate("child", "urgent"))
        assert "meeting:strategy:child" not in story.state.clocks

    def test_a_case_that_a_meeting_began_with_and_never_came_to_is_owed_its_meeting_again(self):
        story = self.rated()
        due = story.state.clocks["meeting:strategy:child"].due
        self.holds(story)
        story.later(hours=2)
        context = story.context(MANAGER)
        again = at_meetings.owed_again(story.state, context, meeting="MEET0001")
        left = at_meetings.left(story.state, context, meeting="MEET0001", how="deferred", reason="")
        story._record([left, *again], MANAGER)
        clock = story.state.clocks["meeting:strategy:child"]
        # From the referral, as before: what was not held has not been held.
        assert (clock.state, clock.due) == ("running", due)

    def test_a_case_that_was_left_before_the_meeting_began_keeps_the_clock_it_has(self):
        story = self.rated()
        self.holds(story, begins=False)
        assert at_meetings.owed_again(story.state, story.context(MANAGER), meeting="MEET0001") == []


class TestWhoSees:
    def test_whoever_is_asked_sees_it_and_nobody_else_without_the_permission(self):
        tale = Tale()
        state = tale.called()
        other = Actor("u-x", "X Example", "fire", frozenset({"partner"}))
        hub = tale.story.hub
        seen = {
            actor.id: meeting_view(state, reader_of(hub, actor), tale.story.now, {}) is not None
            for actor in (MANAGER, POLICE, HEALTH, other)
        }
        assert seen == {MANAGER.id: True, POLICE.id: True, HEALTH.id: True, "u-x": False}

    def test_a_case_that_somebody_may_not_know_of_is_no_part_of_the_agenda(self):
        story = Story()
        story.receives(KIM)
        tale = Tale(cases=(story.case, "HIDDEN01"))
        state = tale.called(cases=(story.case, "HIDDEN01"))
        for actor, count in ((MANAGER, 1), (POLICE, 0)):
            view = meeting_view(state, reader_of(story.hub, actor), story.now, {story.case: story.state})
            assert view is not None
            assert len(view.matters) == len(view.order) == count


class TestReplay:
    def test_a_stream_begins_with_the_call(self):
        tale = Tale()
        tale.called()
        tale.does(Begin())
        with pytest.raises(Broken):
            meeting_of(tale.entries[1:])
        assert meeting_of([]) is None
        assert project_meeting([]) == {}

    def test_destroyed_it_leaves_a_reference_and_nobody(self):
        tale = Tale()
        tale.called()
        gone = meeting_of([replace(tale.entries[0], body={}, destroyed="Retention")])
        assert gone is not None
        assert (gone.people, gone.matters, gone.type) == ({}, {}, "")
        tale.entries = [replace(tale.entries[0], body={}, destroyed="Retention")]
        with pytest.raises(Refusal) as caught:
            tale.does(Begin())
        assert caught.value.code == "destroyed"


@settings(max_examples=60, deadline=None)
@given(
    roles=st.lists(st.sampled_from(["worker", "manager", "partner", "watch", "nobody"]), max_size=2),
    agency=st.sampled_from(["care", "police", "health", "fire"]),
    user=st.sampled_from([MANAGER.id, POLICE.id, HEALTH.id, "u-x"]),
)
def test_a_meeting_is_in_the_lists_of_exactly_those_who_see_it(roles, agency, user):
    hub = a_hub()
    watch = replace(hub.roles[0], id="watch", permissions=frozenset({"meeting.minute"}))
    hub = replace(hub, roles=(*hub.roles, watch))
    tale = Tale()
    tale.called()
    who = reader_of(hub, Actor(user, "Somebody", agency, frozenset(roles)))
    rows = project_meeting(tale.entries)
    listed = any(
        holds(scope(who, table, tale.story.now), row, {})
        for table in ("meeting_row", "meeting_person")
        for row in rows[table]
    )
    assert listed is (meeting_view(tale.state, who, tale.story.now, {}) is not None)
