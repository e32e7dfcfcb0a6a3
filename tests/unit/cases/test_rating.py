from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.entries import REFERRER, WORKER
from hubwright.testing.hubs import a_hub
from hubwright.testing.stories import HEALTH, MANAGER, SCREENER, Story

from .acts import ADA, ADULTS_WORKER, KIM, LEE, a_closed_case, decided, rated, refused


def a_hub_with_a_pathway_clock():
    return a_hub(pathways=tuple(replace(one, decision_clock="day") for one in a_hub().pathways))


def clock(story: Story):
    return story.state.clocks["decision:child"]


class TestRating:
    def test_a_rating_starts_the_clock_of_its_tier_from_receipt(self):
        story = Story()
        story.receives(KIM)
        received = story.now
        rated(story.later(hours=1))
        assert clock(story).due == received + timedelta(hours=4)

    def test_a_lower_rating_without_a_reason_is_refused(self):
        story = Story()
        story.receives(KIM)
        rated(story, "urgent")
        assert refused(story, SCREENER, c.Rate("child", "soon", "  ")).code == "lowering_reason_missing"

    def test_a_lower_rating_with_a_reason_says_from_when_to_when_the_time_was_eased(self):
        story = Story()
        story.receives(KIM)
        before = clock(rated(story, "urgent")).due
        rated(story, "soon", reason="He is with his grandmother.")
        assert story.entries[-1].body["eased"] == {"from": before.isoformat(), "to": clock(story).due.isoformat()}
        assert [one.state for one in story.state.clocks.values() if one.id.startswith("decision:")] == [
            "running",
            "replaced",
        ]

    def test_a_tier_without_a_time_of_its_own_stops_no_clock(self):
        story = Story()
        story.receives(KIM)
        before = clock(rated(story, "urgent"))
        rated(story, "reply", reason="Only a question after all.")
        assert clock(story) == before

    def test_a_tier_without_a_time_leaves_the_pathways_time_standing(self):
        story = Story(a_hub_with_a_pathway_clock())
        before = story.receives(KIM).clocks["decision:child"]
        rated(story, "reply")
        assert clock(story) == before

    def test_a_tier_without_a_time_in_a_pathway_without_one_starts_none(self):
        story = Story()
        story.receives(KIM)
        rated(story, "reply")
        assert "decision:child" not in story.state.clocks

    def test_the_same_rating_again_gives_no_more_time(self):
        hub = a_hub()
        hub = replace(hub, clocks=tuple(replace(one, starts="deed") for one in hub.clocks))
        story = Story(hub)
        story.receives(KIM)
        before = clock(rated(story, "urgent"))
        assert clock(rated(story.later(hours=1), "urgent")) == before

    def test_a_higher_rating_never_gives_more_time_than_there_was_and_still_has_a_voice(self):
        hub = a_hub()
        hub = replace(hub, clocks=tuple(replace(one, starts="deed") for one in hub.clocks))
        story = Story(hub)
        story.receives(KIM)
        before = clock(rated(story, "soon")).due
        story.now = before - timedelta(hours=1)
        rated(story, "urgent")
        assert clock(story).due == before
        story.later(hours=2).watches()
        assert any(one.clock == "decision:child" for one in story.state.alarms.values())

    def test_once_decided_a_rating_starts_no_clock(self):
        story = Story()
        story.receives(KIM)
        decided(rated(story))
        rated(story, "soon", reason="Less worrying than thought.")
        assert clock(story).state == "met"

    def test_two_strands_are_rated_each_on_its_own_scale(self):
        hub = a_hub()
        short = replace(hub.scales[0], id="short", tiers=hub.scales[0].tiers[1:2])
        child, adult = hub.pathways
        story = Story(replace(hub, scales=(*hub.scales, short), pathways=(child, replace(adult, scale="short"))))
        story.receives(KIM, ADA)
        rated(story, "reply")
        assert refused(story, SCREENER, c.Rate("adult", "urgent")).code == "tier_missing"
        rated(story, "soon", "adult")
        assert [(one.scale, one.tier) for one in story.state.ratings] == [("scale", "reply"), ("short", "soon")]
        assert story.state.clocks["decision:adult"].state == "running"

    def test_a_pathway_that_is_not_rated_needs_no_rating_before_the_decision(self):
        hub = a_hub(pathways=tuple(replace(one, scale=None, decision_clock="day") for one in a_hub().pathways))
        story = Story(hub)
        story.receives(KIM)
        assert refused(story, SCREENER, c.Rate("child", "urgent")).code == "no_scale"
        assert decided(story).state.decision("p1", "child") is not None

    def test_a_closed_case_is_opened_by_a_person_before_it_is_rated(self):
        story = a_closed_case()
        assert refused(story, SCREENER, c.Rate("child", "urgent")).code == "closed"

    @pytest.mark.parametrize("actor", [REFERRER, WORKER, HEALTH, ADULTS_WORKER])
    def test_neither_software_nor_a_referrer_nor_another_pathways_worker_rates(self, actor):
        story = Story()
        story.receives(KIM)
        assert refused(story, actor, c.Rate("child", "urgent")).code == "no_authority"


class TestTheStricterClock:
    def test_somebody_added_later_waits_no_longer_than_the_others(self):
        story = Story()
        story.receives(KIM)
        before = clock(rated(story))
        story.later(hours=2)
        story.does(SCREENER, c.AddPerson(LEE))
        assert clock(story) == before

    def test_somebody_added_after_the_decision_starts_a_clock_of_their_own_round(self):
        story = Story()
        story.receives(KIM)
        decided(rated(story))
        story.later(days=3)
        story.does(SCREENER, c.AddPerson(LEE))
        assert clock(story).state == "running"
        assert clock(story).due == story.now + timedelta(hours=4)
        rated(story, "soon", reason="Both are with their grandmother.")
        assert clock(story).starts == story.now

    def test_a_correction_moves_no_clock(self):
        story = Story()
        story.receives(KIM)
        before = clock(rated(story))
        known = story.state.subjects["p1"]
        story.later(hours=1)
        story.does(MANAGER, c.Correct(1, "Kim is Kym.", "His mother spelt it.", replace(known, name="Kym Example")))
        assert clock(story) == before

    def test_a_person_sent_back_is_owed_a_fresh_look(self):
        story = Story()
        story.receives(KIM)
        decided(rated(story), route="assess")
        story.later(days=1)
        story.does(SCREENER, c.AnswerRoute("p1", "child", accepted=False, by="Team", reason="Lives elsewhere."))
        assert clock(story).due == story.now + timedelta(hours=4)
        assert story.state.undecided() == (("p1", "child"),)
