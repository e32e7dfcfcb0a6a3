"""Where people go next: assessments, enquiries, actions, leads, another pathway, and the council's own system."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hubwright.domain.access import case_view, reader_of, record
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.notices import notices_of
from hubwright.domain.cases.project import project_case
from hubwright.domain.cases.topics import actions, adults, assessing, changing_strand, entering, leading
from hubwright.domain.definitions.workflow import Transition
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER, Story

from .acts import ADA, KIM, a_closed_case, refused
from .full_hub import a_full_hub
from .outcomes_tale import SKY, told

SUPPORT = Actor("u-bo", "Bo Example", "care", frozenset({"support"}))
NOW = {"reason_without": "Now.", "household": "nobody_else"}


def a_story(*people: Subject, **parts) -> Story:
    story = Story(replace(a_full_hub(), **parts))
    story.receives(*(people or (KIM,)))
    return story


class TestTheWholeTale:
    def test_it_replays_as_it_was_and_its_rows_are_made_of_its_entries_alone(self):
        story = told()
        assert case_of(story.entries) == story.state
        rows = project_case(story.entries)
        assert [row["reference"] for row in rows["case_to_enter"]] == ["LL-204"]
        assert [row["state"] for row in rows["case_action"]] == ["no_longer_possible"]

    def test_a_reader_of_one_strand_sees_nothing_of_the_other(self):
        story = told()
        adult_only = reader_of(story.hub, Actor("u-ash", "Ash", "care", frozenset({"adults-only"})))
        contacts = [story.contact_state]
        view = case_view(story.state, contacts, story.hub.forms, adult_only, story.now)
        shown = repr([view, record(story.entries, contacts, adult_only, story.now)])
        for words in ("A tired home.", "Help at home.", "Nia Nurse", "LL-204", "Ring the school", "An aunt who"):
            assert words not in shown
        for words in ("Falls at night.", "Example House", "To stay at home."):
            assert words in shown

    def test_nobody_without_a_grant_sees_any_of_it(self):
        story = told()
        nobody = reader_of(story.hub, Actor("u-no", "No", "care", frozenset()))
        assert case_view(story.state, [story.contact_state], story.hub.forms, nobody, story.now) is None
        assert record(story.entries, [story.contact_state], nobody, story.now) == ()


class TestTheCouncilsSystem:
    def decided(self) -> Story:
        story = a_story()
        story.does(MANAGER, c.Decide("p1", "child", "assess", "A mark.", tier="soon", **NOW, agency_views={}))
        return story

    def test_a_decision_stays_on_the_list_until_its_reference_is_recorded(self):
        story = self.decided()
        (due,) = entering.to_enter(story.state)
        assert refused(story, SUPPORT, entering.RecordEntered("p1", "child", due.number, " ")).code
        story.does(SUPPORT, entering.GiveToSystem("p1", "child", due.number, "copy"))
        assert entering.to_enter(story.state) == (due,)
        story.does(SUPPORT, entering.RecordEntered("p1", "child", due.number, "LL-1"))
        assert entering.to_enter(story.state) == ()

    def test_a_new_decision_is_to_be_entered_again(self):
        story = self.decided()
        (first,) = entering.to_enter(story.state)
        story.does(SUPPORT, entering.RecordEntered("p1", "child", first.number, "LL-1"))
        story.does(MANAGER, c.Decide("p1", "child", "advice", "Less.", advice="School.", reason_without="Now."))
        (second,) = entering.to_enter(story.state)
        assert second.number > first.number

    def test_immediate_action_that_decides_is_on_the_list_too(self):
        story = a_story()
        story.does(MANAGER, c.ActNow("Police are on their way.", "protect"))
        assert [one.route for one in entering.to_enter(story.state)] == ["protect"]

    def test_only_who_may_enter_does_and_only_in_a_way_the_hub_names(self):
        story = self.decided()
        (due,) = entering.to_enter(story.state)
        key = ("p1", "child", due.number)
        assert refused(story, POLICE, entering.RecordEntered(*key, "x")).code == "no_authority"
        assert refused(story, SUPPORT, entering.GiveToSystem(*key, "fax")).code == "no_way"
        assert refused(story, SUPPORT, entering.RecordEntered("p1", "child", 1, "x")).code == "no_decision"

    def test_a_hub_that_enters_nothing_has_no_list(self):
        assert entering.to_enter(a_closed_case().state) == ()


class TestActions:
    def test_not_done_is_still_owed_and_no_longer_possible_is_not(self):
        story = a_story()
        story.does(SCREENER, actions.AddAction("child", "Ring the school", "Alex", due=date(2026, 6, 9)))
        story.does(SCREENER, actions.EndAction("t1", "not_done", "Nobody answered."))
        assert actions.actions(story.state)["t1"].owed
        story.does(SCREENER, actions.EndAction("t1", "no_longer_possible", "It has closed."))
        one = actions.actions(story.state)["t1"]
        assert not one.owed
        assert [it["state"] for it in one.told] == ["not_done", "no_longer_possible"]

    def test_all_that_is_missing_is_told_at_once(self):
        refusal = refused(a_story(), SCREENER, actions.AddAction("child", "", "", agency="fire", subject="p9"))
        assert set(dict(refusal.fields)) == {"what", "owner_name", "agency", "subject"}

    def test_anything_but_done_needs_its_reason(self):
        story = a_story()
        story.does(SCREENER, actions.AddAction("child", "Ring", "Alex"))
        assert refused(story, SCREENER, actions.EndAction("t1", "not_done")).code == "ending_missing"
        assert refused(story, SCREENER, actions.EndAction("t9", "done")).code == "no_action"


class TestTheLead:
    def test_their_agency_hears_when_they_are_named_and_of_what_is_decided_from_then_on(self):
        story = a_story()
        before = story.state
        story.does(SCREENER, leading.NameLead("p1", "child", "Nia Nurse", agency="health"))
        parts = {"contacts": {}, "open_now": True}
        named = story.entries[-1]
        (notice,) = notices_of([named], story.hub, **parts, case=before)
        assert (notice.moment, notice.to, notice.reference) == ("lead", "health@oakfield.example", story.case)
        story.does(MANAGER, c.Decide("p1", "child", "assess", "A mark.", tier="soon", **NOW))
        heard = notices_of([story.entries[-1]], story.hub, **parts, case=story.state)
        assert [one.to for one in heard] == ["health@oakfield.example"]
        assert "Nia" not in repr(heard)

    def test_somebody_of_another_strand_or_agency_is_no_lead(self):
        refusal = refused(a_story(), SCREENER, leading.NameLead("p9", "child", " ", agency="fire"))
        assert set(dict(refusal.fields)) == {"subject", "name", "agency"}


class TestAssessments:
    def a_hub_that_assesses(self) -> Story:
        hub = a_full_hub()
        (flow,) = hub.workflows.values()
        kept = [one for one in flow.transitions if one.deed != "decide"]
        decide = Transition("decide", "decide", ("new", "rated"), "decided", needs=("assessment",), or_reason=True)
        begin = Transition("begin", "assess", ("new",), "rated")
        flows = {(flow.id, flow.version): replace(flow, transitions=(begin, decide, *kept))}
        plain = tuple(replace(one, hears=(), vote=None) for one in hub.deciders)
        return a_story(workflows=flows, deciders=plain)

    def test_it_has_its_time_and_comes_before_routing_where_the_workflow_says_so(self):
        story = self.a_hub_that_assesses()
        decision = c.Decide("p1", "child", "assess", "As found.", household="nobody_else")
        assert refused(story, MANAGER, decision).code == "needs_assessment"
        story.does(SCREENER, assessing.BeginAssessment("p1", "child"))
        assert story.state.stage == "rated"
        assert story.state.clocks["assessment:p1:child"].state == "running"
        assert refused(story, MANAGER, decision).code == "needs_assessment"
        story.does(SCREENER, assessing.FinishAssessment("p1", "child", "A tired home.", "Help."))
        assert story.state.clocks["assessment:p1:child"].state == "met"
        story.does(MANAGER, decision)
        assert story.state.decisions[-1].without == ()

    def test_nothing_protective_waits_for_it(self):
        story = self.a_hub_that_assesses()
        story.does(MANAGER, c.Decide("p1", "child", "protect", "Tonight."))
        assert "assessment" in story.state.decisions[-1].without

    def test_what_was_found_is_never_too_late_and_never_empty(self):
        story = a_story()
        assert refused(story, SCREENER, assessing.FinishAssessment("p1", "child", " ")).code == "found_missing"
        story.does(SCREENER, assessing.FinishAssessment("p1", "child", "Found without a beginning."))
        assert refused(story, SCREENER, assessing.BeginAssessment("p9", "child")).code == "no_person"


class TestAdults:
    def test_each_limb_is_answered_and_not_yet_known_is_an_answer(self):
        story = a_story(ADA)
        half = adults.AnswerLimbs("p1", "adult", {"needs": "yes"})
        assert set(dict(refused(story, SCREENER, half).fields)) == {"limb_harm", "limb_unable"}
        story.does(SCREENER, adults.AnswerLimbs("p1", "adult", dict.fromkeys(adults.LIMBS, "not_known")))
        assert adults.adult(story.state, "p1", "adult").limb("harm") == "not_known"

    def test_an_enquiry_says_who_makes_it_and_by_when_and_what_came_of_it(self):
        story = a_story(ADA)
        caused = adults.CauseEnquiry("p1", "adult", "section_42", "Locality team", "care")
        assert refused(story, SCREENER, adults.CauseEnquiry("p1", "adult", "", "")).code == "enquiry_missing"
        story.does(MANAGER, caused)
        clock = story.state.clocks["enquiry:p1:adult"]
        (enquiry,) = adults.adult(story.state, "p1", "adult").enquiries
        assert enquiry.due == clock.due
        story.does(MANAGER, adults.ReportEnquiry("p1", "adult", "Falls at night.", "reduced", "partly"))
        (enquiry,) = adults.adult(story.state, "p1", "adult").enquiries
        assert (enquiry.risk, enquiry.met) == ("reduced", "partly")
        assert story.state.clocks["enquiry:p1:adult"].state == "met"

    def test_a_child_is_no_adult(self):
        story = a_story(KIM)
        refusal = refused(story, SCREENER, adults.AnswerLimbs("p1", "child", dict.fromkeys(adults.LIMBS, "yes")))
        assert refusal.code == "no_person"

    def test_an_organisation_is_the_source_of_harm_for_six_who_have_no_names(self):
        story = a_story(ADA)
        story.does(SCREENER, adults.AddResidents("adult", 6, "resident of Example House", "The inspector rang."))
        assert len(story.state.subjects) == 7
        assert [one.role for one in story.state.subjects.values()][-1] == "resident of Example House 6"
        everyone = tuple(story.state.subjects)
        story.does(SCREENER, adults.NameSource("adult", "organisation", "Example House", everyone))
        (source,) = adults.known(story.state).sources
        assert source.subjects == everyone
        assert len(story.state.undecided("adult")) == 7

    @pytest.mark.parametrize("count", [0, -1, 61])
    def test_an_impossible_number_of_people_is_refused(self, count):
        story = a_story(ADA)
        refusal = refused(story, SCREENER, adults.AddResidents("adult", count, " "))
        assert set(dict(refusal.fields)) == {"count", "role"}

    def test_on_a_closed_case_it_opens_again_for_them(self):
        story = a_closed_case()
        story.does(MANAGER, c.Reopen("More has come."))
        before = len(story.state.subjects)
        story.does(SCREENER, adults.AddResidents("child", 2, "child of the house"))
        assert len(story.state.subjects) == before + 2
        assert story.state.clocks["decision:child"].state == "running"


class TestAnotherPathway:
    def test_who_turns_eighteen_stands_in_both_until_the_receiving_one_accepts(self):
        story = a_story(SKY)
        assert changing_strand.outgrown(story.state, story.hub, story.now) == ()
        story.later(days=40)
        assert changing_strand.outgrown(story.state, story.hub, story.now) == (("p1", "child", "adult"),)
        story.does(SCREENER, changing_strand.OfferToPathway("p1", "child", "adult", "Eighteen in July."))
        assert story.state.undecided() == (("p1", "child"), ("p1", "adult"))
        assert changing_strand.outgrown(story.state, story.hub, story.now) == ()
        story.does(
            MANAGER, changing_strand.AnswerOffer("p1", "child", "adult", accepted=False, reason="Not known to us.")
        )
        assert story.state.undecided() == (("p1", "child"), ("p1", "adult"))
        story.does(MANAGER, changing_strand.AnswerOffer("p1", "child", "adult", accepted=True))
        assert story.state.undecided() == (("p1", "adult"),)
        assert story.state.subjects["p1"].pathways == ("child", "adult")

    def test_a_return_needs_its_reason_and_an_offer_somebody_who_fits(self):
        story = a_story(KIM)
        offer = changing_strand.OfferToPathway("p1", "child", "adult")
        assert refused(story, SCREENER, offer).code == "no_pathway_for_person"
        story = a_story(SKY).later(days=40)
        story.does(SCREENER, changing_strand.OfferToPathway("p1", "child", "adult"))
        answer = changing_strand.AnswerOffer("p1", "child", "adult", accepted=False)
        assert refused(story, MANAGER, answer).code == "reason_missing"
        assert refused(story, HEALTH, replace(answer, accepted=True)).code == "no_authority"
        assert refused(story, MANAGER, replace(answer, to="child")).code == "no_offer"

    def test_the_child_clock_runs_while_the_other_has_not_answered(self):
        story = a_story(SKY)
        story.does(SCREENER, c.Rate("child", "urgent"))
        before = story.state.clocks["decision:child"]
        story.later(days=40)
        story.does(SCREENER, changing_strand.OfferToPathway("p1", "child", "adult"))
        assert story.state.clocks["decision:child"] == before
        story.does(MANAGER, changing_strand.AnswerOffer("p1", "child", "adult", accepted=True))
        assert story.state.clocks["decision:child"].state == "replaced"
        assert story.state.clocks["decision:child"].ended - before.starts >= timedelta(days=40)
