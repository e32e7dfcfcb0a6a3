from __future__ import annotations

from dataclasses import replace

import pytest
from hubwright.domain.cases import commands as c
from hubwright.testing.hubs import a_hub
from hubwright.testing.stories import HEALTH, MANAGER, SCREENER, Story

from .acts import ADA, ADULTS_WORKER, KIM, NOBODY, a_closed_case, answered, asked, closed, decided, rated, refused, told


def new(hub=None) -> Story:
    story = Story(hub)
    story.receives(KIM)
    return story


def _alarmed() -> Story:
    story = new()
    story.later(hours=3).watches()
    return story


STAGES = {
    "new": new,
    "rated": lambda: rated(new()),
    "asking": lambda: asked(rated(new())),
    "answered": lambda: answered(asked(rated(new()))),
    "decided": lambda: decided(rated(new())),
    "told": lambda: told(decided(rated(new()))),
    "closed": a_closed_case,
    "alarmed": _alarmed,
}


class TestFromEveryStage:
    @pytest.mark.parametrize("stage", STAGES)
    @pytest.mark.parametrize(
        "command", [c.ActNow(), c.ActNow(route="protect"), c.ActNow(route="nowhere", subjects=("p9",))]
    )
    def test_immediate_action_starts_with_no_words_at_all(self, stage, command):
        story = STAGES[stage]()
        state = story.does(SCREENER, command)
        assert len(state.actions) == 1
        assert state.closed is None
        assert not state.alarmed

    def test_a_workflow_that_never_thought_of_it_stops_nothing(self):
        hub = a_hub()
        (flow,) = hub.workflows.values()
        flow = replace(flow, transitions=tuple(one for one in flow.transitions if one.deed != "act_now"))
        hub = replace(hub, workflows={(flow.id, flow.version): flow})
        assert len(new(hub).does(SCREENER, c.ActNow()).actions) == 1
        state = a_closed_case(Story(hub)).does(SCREENER, c.ActNow())
        assert (state.closed, state.standing) == (None, "working")

    def test_a_workflow_that_leads_nowhere_from_closed_still_lets_the_case_be_closed_again(self):
        hub = a_hub()
        (flow,) = hub.workflows.values()
        kept = tuple(one for one in flow.transitions if one.deed not in ("act_now", "reopen"))
        story = a_closed_case(Story(replace(hub, workflows={(flow.id, flow.version): replace(flow, transitions=kept)})))
        assert story.does(SCREENER, c.ActNow()).closed is None
        assert closed(story).state.closed is not None

    @pytest.mark.parametrize("actor", [HEALTH, NOBODY])
    def test_only_an_authorised_worker_starts_it(self, actor):
        assert refused(new(), actor, c.ActNow()).code == "no_authority"


class TestWhatWasSkipped:
    def test_what_had_not_been_done_stands_on_record(self):
        story = new()
        story.does(SCREENER, c.ActNow())
        assert story.entries[-1].body["skipped"] == ["words", "rating", "checks", "decision"]

    def test_waiting_answers_are_named(self):
        story = STAGES["asking"]()
        story.does(SCREENER, c.ActNow("Police are on their way."))
        assert story.entries[-1].body["skipped"] == ["returns", "decision"]


class TestWhoseDecisionItIs:
    def test_a_screener_protects_and_the_decision_is_still_owed_with_its_clock_running(self):
        story = rated(new())
        state = story.does(SCREENER, c.ActNow("Police are on their way.", route="protect"))
        assert state.undecided() == (("p1", "child"),)
        assert state.clocks["decision:child"].state == "running"
        assert state.actions[0]["route"] == "protect"

    def test_who_may_decide_and_says_why_has_decided_by_acting(self):
        story = rated(new())
        state = story.does(MANAGER, c.ActNow("Taken to hospital by police.", route="protect"))
        decision = state.decision("p1", "child")
        assert (decision.by, decision.reasons, decision.protective) == (
            "Sam Example",
            "Taken to hospital by police.",
            True,
        )
        assert state.undecided() == ()

    def test_without_words_nothing_is_decided(self):
        assert rated(new()).does(MANAGER, c.ActNow(route="protect")).undecided() == (("p1", "child"),)

    def test_a_case_whose_people_no_protective_route_takes_is_protected_all_the_same(self):
        hub = a_hub()
        routes = tuple(replace(one, pathways=frozenset({"adult"})) if one.protective else one for one in hub.routes)
        state = new(replace(hub, routes=routes)).does(MANAGER, c.ActNow("Police are there.", route="protect"))
        assert len(state.actions) == 1
        assert state.decisions == ()

    def test_a_worker_of_one_pathway_protects_anybody_and_takes_on_only_their_own_alarms(self):
        hub = a_hub()
        story = Story(replace(hub, clocks=tuple(replace(one, ladder="climb") for one in hub.clocks)))
        story.receives(KIM, ADA)
        rated(story)
        story.later(hours=6).watches()
        state = story.does(ADULTS_WORKER, c.ActNow("An ambulance is called."))
        assert len(state.actions) == 1
        assert [one.clock for one in state.alarms.values() if one.acknowledged is None] == ["decision:child"]


def test_a_closed_case_that_is_acted_on_owes_again_what_it_owed():
    story = new()
    rated(story)
    story.does(MANAGER, c.Decide("p1", "child", "assess", "Seen.", reason_without="Clear."))
    story.does(SCREENER, c.AnswerRoute("p1", "child", accepted=True, by="Team"))
    closed(told(story))
    state = story.does(SCREENER, c.ActNow())
    assert state.closed is None
    assert not state.settled
