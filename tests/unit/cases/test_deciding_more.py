"""What a tier asks of a decision, the household, several at once, and the rating on the same page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.decide.deciding import offered_first, routes_open
from hubwright.domain.cases.rating_history import history, initial_and_final
from hubwright.domain.cases.topics.household import AnswerHousehold, answered, not_asked_about
from hubwright.domain.rules import Rule
from hubwright.testing.hubs import a_hub
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER, Story

from .acts import ADA, BABY, KIM, LEE, rated, refused
from .full_hub import a_full_hub

WHOLE = {
    "agency_views": {"police": "Assess.", "health": "Assess."},
    "threshold": "met",
    "views": "Wants to stay.",
    "household": "nobody_else",
    "reason_without": "The vote can follow.",
}


def a_story(*people, tier: str = "urgent", pathway: str = "child") -> Story:
    story = Story(a_full_hub())
    story.receives(*(people or (KIM,)))
    story.does(SCREENER, c.Rate(pathway, tier))
    return story


def decides(subject: str = "p1", route: str = "assess", **parts) -> c.Decide:
    return c.Decide(subject, "child", route, "A mark.", **{**WHOLE, **parts})


class TestWhatTheTierAsks:
    def test_everything_that_is_missing_is_told_at_once_with_a_way_round(self):
        refusal = refused(a_story(), MANAGER, c.Decide("p1", "child", "assess", "A mark."))
        assert set(dict(refusal.fields)) == {
            "household",
            "threshold",
            "views",
            "agency_views",
            "vote",
            "reason_without",
        }

    def test_a_reason_stands_in_for_all_but_the_household_and_is_on_record(self):
        story = a_story()
        bare = c.Decide("p1", "child", "assess", "A mark.", reason_without="He is moved tonight.")
        assert refused(story, MANAGER, bare).code == "needs_household"
        story.does(MANAGER, replace(bare, household="not_known"))
        decision = story.state.decisions[-1]
        assert decision.without == ("threshold", "views", "agency_views", "vote")
        assert decision.reason_without == "He is moved tonight."

    def test_what_protects_waits_for_none_of_it(self):
        story = a_story()
        story.does(MANAGER, c.Decide("p1", "child", "protect", "Not safe tonight."))
        assert "household" in story.state.decisions[-1].without

    def test_a_tier_that_asks_nothing_asks_nothing(self):
        story = Story()
        story.receives(KIM)
        rated(story)
        story.does(MANAGER, c.Decide("p1", "child", "assess", "A mark.", reason_without="Now."))
        assert story.state.decisions[-1].without == ()

    def test_what_was_said_stands_in_the_decision(self):
        story = a_story()
        story.does(MANAGER, decides(recommendation="See her at school.", dissent={"health": "Would wait."}))
        decision = story.state.decisions[-1]
        assert decision.agency_views == {"police": "Assess.", "health": "Assess."}
        assert (decision.threshold, decision.recommendation) == ("met", "See her at school.")
        assert decision.dissent == {"health": "Would wait."}
        assert decision.handover

    def test_an_agency_of_another_hub_has_no_view_here(self):
        refusal = refused(a_story(), MANAGER, decides(agency_views={**WHOLE["agency_views"], "fire": "No."}))
        assert refusal.code == "unknown_agency"

    def test_no_further_action_needs_its_reason_the_advice_and_leaves_a_way_back(self):
        story = a_story()
        refusal = refused(story, MANAGER, c.Decide("p1", "child", "advice", " ", **WHOLE))
        assert set(dict(refusal.fields)) == {"reasons", "advice"}
        story.does(MANAGER, decides(route="advice", advice="The school has a fund."))
        assert story.state.decisions[-1].way_back["en"] == "Ring us and say the reference."


class TestTheHousehold:
    def test_somebody_left_out_is_named_with_the_reason(self):
        story = a_story()
        assert refused(story, SCREENER, AnswerHousehold("child", "left_out")).code == "household_words_missing"
        assert refused(story, SCREENER, AnswerHousehold("child", "")).code == "household_missing"
        story.does(SCREENER, AnswerHousehold("child", "left_out", "An aunt who moved out."))
        assert answered(story.state, "child").words == "An aunt who moved out."

    def test_not_known_is_an_answer(self):
        story = a_story()
        story.does(MANAGER, decides(household="not_known"))
        assert answered(story.state, "child").position == "not_known"

    def test_somebody_added_later_has_a_clock_and_is_seen_to_have_been_asked_about_by_nobody(self):
        story = a_story()
        story.does(SCREENER, c.Ask("child"))
        story.does(POLICE, c.Return("q1", "not_known"))
        story.does(HEALTH, c.Return("q2", "not_known"))
        story.does(MANAGER, decides())
        assert story.state.clocks["decision:child"].state != "running"
        story.does(SCREENER, c.AddPerson(LEE))
        assert not_asked_about(story.state, "child") == ("p2",)
        assert story.state.clocks["decision:child"].state == "running"
        story.does(SCREENER, c.Ask("child", subjects=("p2",)))
        assert not_asked_about(story.state, "child") == ()
        assert story.state.clocks["return:q3"].state == "running"


class TestOneAct:
    def test_a_rating_and_its_decision_are_two_entries_of_one_act(self):
        story = Story(a_full_hub())
        story.receives(KIM)
        before = len(story.entries)
        story.does(MANAGER, decides(route="advice", advice="Ask the school.", tier="reply"))
        assert [one.type for one in story.entries[before:]] == [
            "case.rated",
            "case.household_answered",
            "case.decided",
        ]
        assert story.state.rating("child").tier == "reply"
        assert story.state.decisions[-1].number == story.entries[-1].number

    def test_where_one_part_is_refused_nothing_is_on_record(self):
        story = Story(a_full_hub())
        story.receives(KIM)
        assert refused(story, MANAGER, decides(route="none", tier="reply")).code == "route_missing"
        assert refused(story, MANAGER, decides(tier="none")).code == "tier_missing"

    def test_a_lower_rating_without_its_reason_is_told_at_the_box_that_the_page_has(self):
        refusal = refused(a_story(), MANAGER, decides(tier="soon"))
        assert dict(refusal.fields).keys() == {"tier_reason"}

    def test_several_are_decided_for_once_each_is_ticked_each_with_its_own_reason(self):
        story = a_story(KIM, LEE, BABY)
        both = c.DecideTogether((decides("p1"), replace(decides("p2"), reasons="He was not there.")))
        story.does(MANAGER, both)
        assert [(one.subject, one.reasons) for one in story.state.decisions] == [
            ("p1", "A mark."),
            ("p2", "He was not there."),
        ]
        assert story.state.undecided() == (("p3", "child"),)
        assert [one.number for one in story.state.decisions] == [
            one.number for one in story.entries if one.type == "case.decided"
        ]

    def test_nobody_ticked_is_no_decision_and_one_who_cannot_be_stops_all(self):
        story = a_story(KIM, LEE)
        assert refused(story, MANAGER, c.DecideTogether(())).code == "nobody_ticked"
        assert refused(story, MANAGER, c.DecideTogether((decides("p1"), decides("p9")))).code == "no_person"
        assert refused(story, SCREENER, c.DecideTogether((decides("p1"),))).code == "not_the_decider"


class TestRoutes:
    def test_what_a_tier_offers_first_is_offered_and_no_more(self):
        story = a_story(tier="soon")
        assert offered_first(story.state, "child", story.context(MANAGER)) == "assess"
        assert story.state.decisions == ()

    def test_a_second_scale_limits_the_routes_and_never_those_that_protect(self):
        hub = a_full_hub()
        first, need = hub.scales
        narrow = replace(need, tiers=tuple(replace(one, routes=("advice",)) for one in need.tiers))
        story = Story(replace(hub, scales=(first, narrow)))
        story.receives(KIM)
        story.does(SCREENER, c.Rate("child", "urgent"))
        story.does(SCREENER, c.Rate("child", "n-soon", scale="need"))
        open_now = [one.id for one in routes_open(story.state, "child", story.context(MANAGER))]
        assert open_now == ["advice", "protect"]

    def test_while_a_lower_rating_waits_the_routes_of_both_are_open_and_the_decider_stays(self):
        hub = a_hub()
        (scale,) = hub.scales
        urgent, soon, reply = scale.tiers
        tiers = (replace(urgent, routes=("assess",)), replace(soon, deciders={"child": "worker"}), reply)
        worker = replace(hub.deciders[0], id="worker", roles=frozenset({"worker"}))
        scale = replace(scale, tiers=tiers, lowering_top_confirmed_by="manager")
        story = Story(replace(hub, scales=(scale,), deciders=(*hub.deciders, worker)))
        story.receives(KIM)
        rated(rated(story), "reply", reason="Only a question.")
        open_now = {one.id for one in routes_open(story.state, "child", story.context(MANAGER))}
        assert open_now == {"assess", "advice", "protect"}
        rated(story, "soon")
        assert refused(story, SCREENER, c.Decide("p1", "child", "assess", "x")).code == "not_the_decider"


class TestTheHistoryOfARating:
    def test_the_first_those_on_the_way_and_the_last_are_told_apart(self):
        story = a_story(tier="soon")
        story.does(SCREENER, c.Rate("child", "urgent"))
        assert [moment for _, moment in history(story.state, "child")] == ["initial", "interim"]
        assert initial_and_final(story.state, "child")[1] is None
        story.does(MANAGER, decides())
        assert [moment for _, moment in history(story.state, "child")] == ["initial", "final"]
        first, last = initial_and_final(story.state, "child")
        assert (first.tier, last.tier) == ("soon", "urgent")

    def test_a_declined_lowering_never_held(self):
        story = a_story()
        story.does(SCREENER, c.Rate("child", "soon", "With her aunt."))
        story.does(MANAGER, c.AnswerLowering("child", confirmed=False, reason="Nobody saw her."))
        story.does(MANAGER, decides())
        assert [moment for _, moment in history(story.state, "child")] == ["initial", "interim"]
        assert initial_and_final(story.state, "child")[1].tier == "urgent"

    def test_before_the_first_there_is_none(self):
        story = Story()
        story.receives(KIM)
        assert initial_and_final(story.state, "child") == (None, None)


class TestSuggestions:
    def test_a_rule_suggests_with_its_reason_and_nobody_is_rated(self):
        story = Story(a_full_hub())
        story.receives(KIM)
        (one,) = [it for it in story.state.suggestions if it["pathway"] == "child"]
        assert (one["tier"], one["result"], one["because"]["en"]) == ("soon", True, "Something was written.")
        assert story.state.ratings == ()

    def test_a_rule_that_cannot_be_assessed_says_what_is_missing(self):
        hub = a_full_hub()
        first, need = hub.scales
        rule = Rule("is", (Rule("answer", ("who",)), "Kim"))
        first = replace(first, suggestions=(replace(first.suggestions[0], rule=rule),))
        story = Story(replace(hub, scales=(first, need)))
        story.receives(KIM)
        (one,) = [it for it in story.state.suggestions if it["pathway"] == "child"]
        assert one["result"] is None
        assert [it["en"] for it in one["missing"]] == ["Who are you worried about?"]


@pytest.mark.parametrize("route", ["assess", "advice", "protect"])
def test_an_adults_limbs_are_asked_where_the_tier_asks_and_stand_in_the_decision(route):
    story = a_story(ADA, pathway="adult")
    parts = {"threshold": "met", "views": "To stay.", "advice": "Ring us.", "agency_views": WHOLE["agency_views"]}
    command = c.Decide("p1", "adult", route, "What is known.", **parts)
    if route != "protect":
        assert refused(story, MANAGER, command).code == "needs_limbs"
    story.does(MANAGER, replace(command, limbs={"needs": "yes", "harm": "yes", "unable": "not_known"}))
    assert story.state.decisions[-1].limbs == {"needs": "yes", "harm": "yes", "unable": "not_known"}
