from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.entries import REFERRER, WORKER, Actor
from hubwright.domain.definitions.workflow import Transition
from hubwright.domain.rules import parse
from hubwright.testing.hubs import a_hub
from hubwright.testing.stories import HEALTH, MANAGER, SCREENER, Story

from .acts import ADA, BABY, KIM, LEE, a_closed_case, answered, asked, decided, rated, refused


def ready(*people) -> Story:
    story = Story()
    story.receives(*(people or (KIM,)))
    return rated(story)


DECIDE = c.Decide("p1", "child", "assess", "Bruises on both arms.")


class TestWhoDecides:
    @pytest.mark.parametrize("actor", [REFERRER, WORKER, HEALTH])
    def test_nobody_without_the_permission_decides(self, actor):
        assert refused(ready(), actor, DECIDE).code == "no_authority"

    def test_a_screener_may_not_where_the_hub_names_its_manager(self):
        assert refused(ready(), SCREENER, DECIDE).code == "not_the_decider"

    def test_a_manager_without_the_qualification_may_not(self):
        manager = Actor("u-m", "M Example", "care", frozenset({"manager"}))
        assert refused(ready(), manager, DECIDE).code == "not_the_decider"

    def test_the_decision_stands_on_record_with_name_reasons_views_and_dissent(self):
        story = ready()
        command = replace(
            DECIDE, views="He wants to stay at his gran's.", dissent={"police": "Would wait.", "care": " "}
        )
        story.does(MANAGER, command)
        decision = story.state.decision("p1", "child")
        assert (decision.by, decision.reasons) == ("Sam Example", "Bruises on both arms.")
        assert decision.dissent == {"police": "Would wait."}


class TestWhatADecisionNeeds:
    @pytest.mark.parametrize(
        ("command", "code"),
        [
            (replace(DECIDE, reasons=" "), "reasons_missing"),
            (replace(DECIDE, route="advice"), "advice_missing"),
            (replace(DECIDE, route="nowhere"), "route_missing"),
            (replace(DECIDE, subject="p7"), "no_person"),
            (replace(DECIDE, pathway="adult"), "no_pathway"),
            (replace(DECIDE, dissent={"fire": "No."}), "unknown_agency"),
        ],
    )
    def test_what_is_missing_is_said(self, command, code):
        assert refused(ready(), MANAGER, command).code == code

    def test_an_unrated_case_is_not_decided_without_saying_why(self):
        story = Story()
        story.receives(KIM)
        assert refused(story, MANAGER, DECIDE).code == "needs_rating"
        story.does(MANAGER, replace(DECIDE, reason_without="The school rang again."))
        assert story.entries[-1].body["without"] == ["rating"]

    def test_a_rule_that_is_unknown_lets_no_decision_past_what_the_workflow_asks(self):
        hub = a_hub()
        (flow,) = hub.workflows.values()
        rule = parse({"is": [{"answer": ["tier"]}, "urgent"]}, file="flow", pointer="/when")
        gated = Transition("decide", "decide", ("new",), "decided", when=rule, needs=("rating",))
        flow = replace(flow, transitions=(gated, *(one for one in flow.transitions if one.deed != "decide")))
        story = Story(replace(hub, workflows={(flow.id, flow.version): flow}))
        story.receives(KIM)
        assert refused(story, MANAGER, DECIDE).code == "needs_rating"

    def test_a_decision_that_protects_waits_for_nothing_and_says_what_was_skipped(self):
        story = Story()
        story.receives(KIM)
        story.does(MANAGER, replace(DECIDE, route="protect"))
        assert story.state.decision("p1", "child").protective
        assert story.entries[-1].body["without"] == ["rating"]

    def test_waiting_answers_need_a_reason_to_go_on_without(self):
        story = asked(ready())
        assert refused(story, MANAGER, DECIDE).code == "needs_returns"
        assert decided(answered(story)).state.undecided() == ()

    def test_a_rating_may_limit_the_routes_but_never_those_that_protect(self):
        story = Story()
        story.receives(KIM)
        rated(story, "reply")
        assert refused(story, MANAGER, DECIDE).code == "route_missing"
        story.does(MANAGER, replace(DECIDE, route="protect"))
        assert story.state.decision("p1", "child").protective

    def test_a_closed_case_is_opened_by_a_person_before_it_is_decided_again(self):
        assert refused(a_closed_case(), MANAGER, DECIDE).code == "closed"


class TestSeveralPeople:
    def test_each_person_has_an_outcome_of_their_own_the_unborn_included(self):
        story = ready(KIM, BABY, LEE)
        decided(story, "p1", "assess")
        decided(story, "p2", "protect")
        assert story.state.undecided() == (("p3", "child"),)
        assert story.state.clocks["decision:child"].state == "running"
        decided(story, "p3", "advice")
        assert story.state.clocks["decision:child"].state == "met"
        assert [story.state.decision(one, "child").route for one in ("p1", "p2", "p3")] == [
            "assess",
            "protect",
            "advice",
        ]

    def test_somebody_added_after_the_decisions_has_none_until_somebody_decides(self):
        story = decided(ready())
        story.does(SCREENER, c.AddPerson(LEE, "Named by the neighbour."))
        assert story.state.undecided() == (("p2", "child"),)
        assert refused(story, SCREENER, c.Tell(story.contact, "outcome", "telephone")).code == "undecided"
        decided(story, "p2")
        assert story.state.undecided() == ()

    def test_somebody_who_stands_in_two_strands_has_an_outcome_in_each(self):
        story = Story()
        story.receives(replace(KIM, born={"year": 2008}))
        rated(story)
        rated(story, pathway="adult")
        decided(story)
        assert story.state.undecided() == (("p1", "adult"),)
        decided(story, pathway="adult")
        assert story.state.undecided() == ()


class TestAcceptance:
    def test_a_decision_that_takes_anothers_place_takes_its_acceptance_with_it(self):
        story = decided(ready(), route="assess")
        assert story.state.clocks["accept:p1:child"].state == "running"
        decided(story, route="assess")
        running = [one.id for one in story.state.running() if one.id.startswith("accept:")]
        assert running == ["accept:p1:child"]
        decided(story, route="advice")
        assert not [one for one in story.state.running() if one.id.startswith("accept:")]

    def test_until_it_is_accepted_the_case_stays_open(self):
        story = decided(ready(), route="assess")
        story.does(SCREENER, c.Tell(story.contact, "outcome", "telephone"))
        assert refused(story, MANAGER, c.Close("Done.")).code == "needs_accepted"
        story.does(SCREENER, c.AnswerRoute("p1", "child", accepted=True, by="Social work team"))
        assert story.does(MANAGER, c.Close("Done.")).settled

    @pytest.mark.parametrize(
        ("command", "code"),
        [
            (c.AnswerRoute("p1", "child", accepted=True, by=""), "by_missing"),
            (c.AnswerRoute("p1", "child", accepted=False, by="Team"), "reason_missing"),
            (c.AnswerRoute("p8", "child", accepted=True, by="Team"), "no_decision"),
        ],
    )
    def test_an_answer_names_who_gave_it_and_why_it_comes_back(self, command, code):
        assert refused(decided(ready(), route="assess"), SCREENER, command).code == code

    def test_a_person_returned_after_the_closing_opens_the_case_again(self):
        story = a_closed_case()
        story.later(days=1)
        story.does(SCREENER, c.AnswerRoute("p1", "child", accepted=False, by="Team", reason="Moved away."))
        assert story.state.closed is None
        assert story.state.standing == "working"
        assert story.state.clocks["decision:child"].due == story.now + timedelta(hours=4)


def test_a_case_of_two_strands_follows_the_workflow_it_was_opened_with():
    hub = a_hub()
    (flow,) = hub.workflows.values()
    other = replace(flow, id="other", stages=(replace(flow.stages[0], id="arrived"),), transitions=())
    child, adult = hub.pathways
    hub = replace(
        hub,
        workflows={**hub.workflows, ("other", 1): other},
        pathways=(child, replace(adult, workflow=("other", 1))),
    )
    story = Story(hub)
    assert story.receives(KIM, ADA).workflow == (flow.id, flow.version)
    assert rated(story).state.stage == "rated"
    assert Story(hub).receives(ADA).stage == "arrived"


def test_a_worker_of_one_pathway_decides_nothing_in_the_other():
    hub = a_hub()
    roles = tuple(replace(one, pathways=frozenset({"adult"})) if one.id == "manager" else one for one in hub.roles)
    story = Story(replace(hub, roles=roles))
    story.receives(KIM, ADA)
    rated(story)
    assert refused(story, MANAGER, DECIDE).code == "no_authority"
