"""Lowering the first tier with a second person: provisional until then, and the stricter clock runs on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.entries import Actor
from hubwright.domain.errors import Refusal
from hubwright.testing.hubs import a_hub
from hubwright.testing.stories import MANAGER, SCREENER, Story
from hypothesis import given, settings
from hypothesis import strategies as st

from .acts import KIM, answered, asked, decided, rated, refused, told

OTHER = Actor("u-mo", "Mo Example", "care", frozenset({"manager"}), frozenset({"social_worker"}))
LOWER = {"tier": "soon", "reason": "He is with his grandmother."}


def a_hub_of_two():
    """Oakfield, where a manager confirms that something is no longer urgent."""
    hub = a_hub()
    scale = replace(hub.scales[0], lowering_top_confirmed_by="manager", confirm_clock="day")
    return replace(hub, scales=(scale,))


def a_story() -> Story:
    story = Story(a_hub_of_two())
    story.receives(KIM)
    return rated(story, "urgent")


def decision_clock(story: Story):
    return story.state.clocks["decision:child"]


class TestLowering:
    def test_a_lower_rating_is_provisional_and_the_stricter_clock_runs_on(self):
        story = a_story()
        strict = decision_clock(story)
        rated(story, **LOWER)
        rating = story.state.rating("child")
        assert rating.tier == "soon"
        assert rating.waits
        assert decision_clock(story) == strict
        assert story.state.strictest("child").tier == "urgent"
        assert story.state.clocks["confirm:child"].state == "running"

    def test_once_confirmed_its_own_time_holds_and_the_entry_says_from_when_to_when(self):
        story = a_story()
        strict = decision_clock(story).due
        rated(story, **LOWER)
        story.does(MANAGER, c.AnswerLowering("child", confirmed=True))
        assert decision_clock(story).due > strict
        assert story.entries[-1].body["eased"]["from"] == strict.isoformat()
        assert story.state.clocks["confirm:child"].state == "met"
        assert not story.state.rating("child").waits

    def test_declined_it_never_held_and_the_reason_is_on_record(self):
        story = a_story()
        strict = decision_clock(story)
        rated(story, **LOWER)
        assert refused(story, MANAGER, c.AnswerLowering("child", confirmed=False)).code == "reason_missing"
        story.does(MANAGER, c.AnswerLowering("child", confirmed=False, reason="Nobody has seen him."))
        assert story.state.rating("child").tier == "urgent"
        assert decision_clock(story) == strict
        assert len(story.state.ratings) == 2

    def test_whoever_lowered_it_is_not_the_second_person(self):
        story = a_story()
        story.does(MANAGER, c.Rate("child", **LOWER))
        assert refused(story, MANAGER, c.AnswerLowering("child", confirmed=True)).code == "same_person"
        story.does(OTHER, c.AnswerLowering("child", confirmed=True))

    def test_nobody_else_than_the_hub_names_confirms(self):
        story = rated(a_story(), **LOWER)
        assert refused(story, SCREENER, c.AnswerLowering("child", confirmed=True)).code == "not_the_second_person"

    def test_lowered_once_more_it_still_waits(self):
        story = rated(a_story(), **LOWER)
        rated(story, "reply", reason="Only a question.")
        assert story.state.rating("child").waits
        assert story.state.strictest("child").tier == "urgent"

    def test_raised_again_nothing_waits(self):
        story = rated(a_story(), **LOWER)
        rated(story, "urgent")
        assert not story.state.rating("child").waits
        assert story.state.clocks["confirm:child"].state == "replaced"
        assert refused(story, MANAGER, c.AnswerLowering("child", confirmed=True)).code == "nothing_waits"

    def test_a_missed_second_person_raises_a_voice_and_changes_nothing(self):
        story = rated(a_story(), **LOWER)
        before = story.state.rating("child")
        story.later(days=4).watches()
        assert story.state.rating("child") == before

    def test_closing_without_the_second_person_needs_its_reason_and_is_no_stop(self):
        story = rated(a_story(), **LOWER)
        told(decided(answered(asked(story))))
        assert refused(story, MANAGER, c.Close("Done.")).code == "needs_second_person"
        story.does(MANAGER, c.Close("Done.", "The second person is on leave until Monday."))
        assert "second_person" in story.entries[-1].body["without"]

    def test_protection_waits_for_no_second_person(self):
        story = rated(a_story(), **LOWER)
        story.does(MANAGER, c.ActNow("Police are on their way.", "protect"))
        assert story.state.undecided() == ()


class TestAScaleBeside:
    def a_hub_of_two_scales(self):
        hub = a_hub()
        second = replace(
            hub.scales[0], id="need", tiers=tuple(replace(one, id=f"n-{one.id}") for one in hub.scales[0].tiers)
        )
        pathways = tuple(replace(one, beside=("need",)) for one in hub.pathways)
        return replace(hub, scales=(*hub.scales, second), pathways=pathways)

    def test_it_overwrites_nothing_and_stops_no_clock(self):
        story = Story(self.a_hub_of_two_scales())
        story.receives(KIM)
        rated(story, "urgent")
        before = decision_clock(story)
        story.does(SCREENER, c.Rate("child", "n-soon", "After the meeting.", scale="need"))
        assert story.state.rating("child").tier == "urgent"
        assert story.state.rating_on("child", "need").tier == "n-soon"
        assert decision_clock(story) == before

    def test_a_scale_of_another_pathway_is_none_of_this_one(self):
        story = Story(self.a_hub_of_two_scales())
        story.receives(KIM)
        assert refused(story, SCREENER, c.Rate("child", "urgent", scale="none")).code == "no_scale"
        assert refused(story, SCREENER, c.Rate("child", "urgent", scale="need")).code == "tier_missing"


ACTS = st.sampled_from(
    [
        (SCREENER, c.Rate("child", "urgent")),
        (SCREENER, c.Rate("child", **LOWER)),
        (SCREENER, c.Rate("child", "reply", "Only a question.")),
        (MANAGER, c.Rate("child", **LOWER)),
        (MANAGER, c.AnswerLowering("child", confirmed=True)),
        (MANAGER, c.AnswerLowering("child", confirmed=False, reason="No.")),
        (OTHER, c.AnswerLowering("child", confirmed=True)),
    ]
)


@settings(max_examples=60, deadline=None)
@given(acts=st.lists(ACTS, max_size=10))
def test_whatever_is_rated_and_answered_no_entry_is_lost_and_the_stricter_clock_runs(acts):
    story = a_story()
    first = decision_clock(story).due
    eased = False
    for actor, command in acts:
        story.later(minutes=5)
        before = len(story.entries)
        try:
            story.does(actor, command)
        except Refusal:
            assert len(story.entries) == before
            continue
        assert len(story.entries) == before + 1
        if isinstance(command, c.AnswerLowering) and command.confirmed:
            eased = True
        if not eased:
            # Nobody has confirmed anything yet: whatever was rated, the first tier's time holds.
            assert decision_clock(story).due <= first
            assert story.state.strictest("child").position == 0
    rates = [one for one in story.entries if one.type == "case.rated"]
    assert len(story.state.ratings) == len(rates)
    assert case_of(story.entries) == story.state
    waiting = [one for one in story.state.ratings if one.waits]
    assert all(one.confirmed is None for one in waiting)


@pytest.mark.parametrize("hours", [0, 30])
def test_confirmed_late_it_is_confirmed_all_the_same(hours):
    story = rated(a_story(), **LOWER)
    story.later(hours=hours)
    story.does(MANAGER, c.AnswerLowering("child", confirmed=True))
    assert story.state.rating("child").confirmed
    assert story.state.clocks["confirm:child"].ended == story.now
    assert story.now - story.state.ratings[-1].at == timedelta(hours=hours)
