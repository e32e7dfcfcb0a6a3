from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.decide.asking import outdated
from hubwright.domain.cases.entries import REFERRER, WORKER, Actor
from hubwright.domain.cases.topics import basis
from hubwright.domain.cases.topics.afterwards import DecideAfresh
from hubwright.domain.cases.topics.items import items_of
from hubwright.domain.definitions.hub import CalendarRule
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER, Story

from .acts import ADA, ADULTS_WORKER, KIM, LEE, a_closed_case, answered, asked, rated, refused
from .sharing import sharing_hub


def waiting() -> Story:
    story = Story()
    story.receives(KIM)
    return asked(rated(story))


class TestAsking:
    def test_the_rating_sends_its_bundle_and_each_agency_gets_its_own_clock(self):
        state = waiting().state
        assert [(one.ask, one.agency, one.clock) for one in state.checks.values()] == [
            ("q1", "police", "return:q1"),
            ("q2", "health", "return:q2"),
        ]

    def test_ids_of_asks_stay_unique_however_often_is_asked(self):
        story = waiting()
        asked(story)
        story.does(SCREENER, c.Ask("child", agencies=("health",)))
        assert list(story.state.checks) == ["q1", "q2", "q3", "q4", "q5"]
        assert len({one.clock for one in story.state.checks.values()}) == 5

    def test_a_set_named_twice_is_asked_once(self):
        story = Story()
        story.receives(KIM)
        rated(story)
        assert len(story.does(SCREENER, c.Ask("child", sets=("core", "core"))).checks) == 2

    def test_an_agency_that_no_chosen_set_asks_is_named_as_a_mistake_not_passed_over(self):
        story = Story()
        story.receives(KIM)
        rated(story)
        assert refused(story, SCREENER, c.Ask("child", agencies=("health", "fire"))).code == "unknown_agency"

    def test_beyond_the_bundle_needs_a_reason(self):
        story = Story()
        story.receives(KIM)
        rated(story, "reply")
        assert refused(story, SCREENER, c.Ask("child", sets=("core",))).code == "reason_missing"
        assert story.does(SCREENER, c.Ask("child", sets=("core",), reason="A second call about him.")).waiting()

    def test_an_ask_in_a_later_round_has_as_long_as_the_first(self):
        hub = a_hub()
        hub = replace(hub, clocks=tuple(replace(one, starts="received") for one in hub.clocks))
        story = Story(hub)
        story.receives(KIM)
        asked(rated(story))
        answered(story)
        story.later(days=7)
        story.does(SCREENER, c.Ask("child"))
        first = story.state.clocks["return:q1"]
        assert first.due - first.starts == timedelta(hours=2)
        assert story.state.clocks["return:q3"].starts == first.starts

    @pytest.mark.parametrize(
        ("command", "code"),
        [
            (c.Ask("adult"), "no_pathway"),
            (c.Ask("child", sets=("nothing",)), "unknown_set"),
            (c.Ask("child", subjects=("p9",)), "unknown_subject"),
        ],
    )
    def test_what_is_not_there_gets_a_clear_answer(self, command, code):
        story = Story()
        story.receives(KIM)
        rated(story)
        assert refused(story, SCREENER, command).code == code

    @pytest.mark.parametrize("actor", [REFERRER, WORKER, HEALTH, ADULTS_WORKER])
    def test_nobody_without_the_permission_asks(self, actor):
        story = Story()
        story.receives(KIM)
        rated(story)
        assert refused(story, actor, c.Ask("child")).code == "no_authority"


class TestReturns:
    @pytest.mark.parametrize("kind", c.RETURN_KINDS)
    def test_each_of_the_six_returns_stands_on_record_as_itself(self, kind):
        story = waiting()
        command = c.Return("q1", kind, text="Known.", speak_to="The desk sergeant.", why="The system is down.")
        check = story.does(POLICE, command).checks["q1"]
        assert check.state == "answered"
        assert check.answer["kind"] == kind
        assert story.state.clocks["return:q1"].state == "met"

    @pytest.mark.parametrize(
        ("command", "field"),
        [
            (c.Return("q1", "shared"), "text"),
            (c.Return("q1", "held_not_written"), "speak_to"),
            (c.Return("q1", "could_not_search"), "why"),
            (c.Return("q1", "maybe"), "kind"),
            (c.Return("q1", "not_known", passing_on="never"), "passing_on"),
        ],
    )
    def test_an_answer_that_is_not_complete_says_what_is_missing(self, command, field):
        assert refused(waiting(), POLICE, command).fields[0][0] == field

    def test_an_answer_said_in_the_future_is_not_taken(self):
        story = waiting()
        command = c.Return("q1", "not_known", happened=story.now + timedelta(minutes=1))
        assert refused(story, POLICE, command).fields[0][0] == "happened"

    def test_a_later_answer_takes_the_place_of_the_first_and_loses_nothing(self):
        story = answered(waiting())
        check = story.does(POLICE, c.Return("q1", "shared", text="Two calls in April.")).checks["q1"]
        assert check.answer["kind"] == "shared"
        assert [one["kind"] for one in check.earlier] == ["not_known"]

    def test_an_agency_learns_nothing_about_what_another_was_asked(self):
        story = waiting()
        other, none = refused(story, HEALTH, c.Return("q1", "not_known")), refused(story, HEALTH, c.Return("q9", "x"))
        assert (other.why, other.do, other.code) == (none.why, none.do, none.code)

    def test_a_worker_who_writes_down_what_was_said_says_who_said_it(self):
        story = waiting()
        assert refused(story, SCREENER, c.Return("q1", "not_known")).fields[0][0] == "said_by"
        check = story.does(SCREENER, c.Return("q1", "not_known", said_by="PC Example")).checks["q1"]
        assert check.answer["said_by"] == "PC Example"

    def test_a_partner_limited_to_one_pathway_answers_for_that_one_only(self):
        hub = a_hub()
        roles = tuple(replace(one, pathways=frozenset({"adult"})) if one.id == "partner" else one for one in hub.roles)
        story = Story(replace(hub, roles=roles))
        story.receives(KIM)
        asked(rated(story))
        assert refused(story, POLICE, c.Return("q1", "not_known")).code == "no_check"

    def test_a_return_after_the_closing_is_taken_and_somebody_has_to_look(self):
        story = Story()
        story.receives(KIM)
        asked(rated(story))
        story = self._closed_with_one_waiting(story)
        story.later(days=2)
        state = story.does(HEALTH, c.Return("q2", "shared", text="A fracture last year."))
        assert state.checks["q2"].answer["text"] == "A fracture last year."
        assert state.unread_in("child")
        assert not state.settled
        assert state.clocks["first_look:q2"].state == "running"
        assert state.closed is not None
        story.later(days=1).watches()
        assert [one.why for one in story.state.alarms.values() if one.acknowledged is None] == ["unread", "late"]
        assert not story.does(SCREENER, c.Read()).settled
        assert story.does(MANAGER, DecideAfresh(True, "The fracture was known of when we decided.")).settled

    @staticmethod
    def _closed_with_one_waiting(story: Story) -> Story:
        story.does(POLICE, c.Return("q1", "not_known"))
        story.does(MANAGER, c.Decide("p1", "child", "advice", "Enough is known.", "Ring us.", reason_without="Clear."))
        story.does(SCREENER, c.Tell(story.contact, "outcome", "telephone"))
        story.does(MANAGER, c.Close("Done."))
        return story

    def test_an_alarm_about_a_missing_answer_falls_silent_when_the_answer_comes(self):
        hub = a_hub()
        story = Story(replace(hub, clocks=tuple(replace(one, ladder="climb") for one in hub.clocks)))
        story.receives(KIM)
        asked(rated(story)).later(hours=3).watches()
        assert any(one.clock == "return:q1" for one in story.state.alarms.values())
        story.does(POLICE, c.Return("q1", "not_known"))
        quiet = next(one for one in story.state.alarms.values() if one.clock == "return:q1")
        assert quiet.acknowledged_by == "Pat Example"
        assert story.state.checks["q1"].state == "answered"

    def test_a_correction_of_who_it_is_about_makes_the_answers_outdated(self):
        story = answered(waiting())
        known = story.state.subjects["p1"]
        story.does(SCREENER, c.Correct(1, "Kym", "His mother.", replace(known, role="brother")))
        assert not story.state.checks["q1"].outdated
        story.does(SCREENER, c.Correct(1, "Kym", "His mother.", replace(known, name="Kym Example")))
        assert story.state.checks["q1"].outdated
        assert not story.does(POLICE, c.Return("q1", "not_known")).checks["q1"].outdated

    def test_an_agency_can_be_anybodys_own_who_answers_as_its_member(self):
        story = waiting()
        stranger = Actor("u-x", "X Example", "police", frozenset({"no-such-role"}))
        assert refused(story, stranger, c.Return("q1", "not_known")).code == "no_check"
        assert story.does(POLICE, c.Return("q1", "not_known")).checks["q1"].answer["agency"] == "police"


def test_two_people_are_asked_about_together_and_one_alone_where_chosen():
    story = Story()
    story.receives(KIM, LEE)
    rated(story)
    story.does(SCREENER, c.Ask("child"))
    story.does(SCREENER, c.Ask("child", subjects=("p2", "p2")))
    assert [one.subjects for one in story.state.checks.values()] == [("p1", "p2"), ("p1", "p2"), ("p2",), ("p2",)]


def test_a_closed_case_is_opened_by_a_person_before_agencies_are_asked():
    assert refused(a_closed_case(), SCREENER, c.Ask("child")).code == "closed"


class TestWhatIsSent:
    def test_words_leave_only_once_somebody_has_read_what_arrived(self):
        story = Story()
        story.receives(KIM)
        refusal = refused(story, SCREENER, c.Ask("child", sets=("core",), shared="Bruises.", reason="Needed."))
        assert (refusal.code, refusal.fields[0][0]) == ("unread", "shared")
        assert story.does(SCREENER, c.Ask("child", sets=("core",), shared="Bruises.", reason="Now.", urgent=True))

    def test_a_set_for_other_kinds_of_contact_is_not_part_of_the_bundle(self):
        story = Story(sharing_hub(kinds=("advice",)))
        story.receives(KIM)
        rated(story)
        assert refused(story, SCREENER, c.Ask("child")).code == "no_checks"
        mine = Story(sharing_hub(kinds=("advice", "referral")))
        mine.receives(KIM)
        assert asked(rated(mine)).state.waiting()

    def test_an_agencys_own_hours_count_its_clock_and_a_closure_moves_it(self):
        hub = a_hub()
        late = CalendarRule("late", a_text("Late"), dict.fromkeys(("mon", "tue"), (("14:00", "16:00"),)))
        agencies = tuple(replace(one, calendar="late") if one.id == "health" else one for one in hub.agencies)
        story = Story(replace(hub, agencies=agencies, calendars=(*hub.calendars, late)))
        story.receives(KIM)
        state = asked(rated(story)).state
        assert state.clocks["return:q2"].calendar == "late"
        assert state.clocks["return:q2"].due > state.clocks["return:q1"].due

    @pytest.mark.parametrize(("when", "waits"), [("before", True), ("beside", False), ("after", False)])
    def test_a_decision_waits_for_checks_only_where_they_run_before_it(self, when, waits):
        story = Story(tiers_whose(checks_when=when))
        story.receives(KIM)
        rated(story)
        reason = "Needed already now." if when == "after" else ""
        story.does(SCREENER, c.Ask("child", reason=reason))
        decide = c.Decide("p1", "child", "advice", "What was seen.", advice="Ring again.")
        if waits:
            assert refused(story, MANAGER, decide).code == "needs_returns"
        else:
            assert story.does(MANAGER, decide).decisions

    def test_checks_after_a_decision_need_a_reason_to_go_out_before_it(self):
        story = Story(tiers_whose(checks_when="after"))
        story.receives(KIM)
        rated(story)
        assert refused(story, SCREENER, c.Ask("child")).code == "checks_after"


def tiers_whose(**changes):
    hub = a_hub()
    scales = tuple(replace(one, tiers=tuple(replace(tier, **changes) for tier in one.tiers)) for one in hub.scales)
    return replace(hub, scales=scales)


class TestAskedAgain:
    def corrected(self) -> Story:
        story = answered(waiting())
        right = replace(story.state.subjects["p1"], name="Kym Example")
        story.does(SCREENER, c.Correct(1, "Her name is Kym.", "Her passport.", subject=right))
        return story

    def test_what_was_searched_under_earlier_details_is_asked_again_with_a_fresh_clock(self):
        story = self.corrected()
        assert [one.ask for one in outdated(story.state)] == ["q1", "q2"]
        story.later(hours=1)
        state = story.does(SCREENER, c.AskAgain())
        assert [(one.ask, one.agency, one.again) for one in state.waiting()] == [
            ("q3", "police", "q1"),
            ("q4", "health", "q2"),
        ]
        assert state.checks["q3"].questions == state.checks["q1"].questions
        assert state.clocks["return:q3"].starts == story.now
        assert state.checks["q1"].asked_again == "q3"
        assert not outdated(state)
        assert [one.body["asks"] for one in basis.bases(state)][1:] == [["q3"], ["q4"]]

    def test_nothing_is_asked_again_that_is_not_outdated_and_nothing_twice(self):
        assert refused(answered(waiting()), SCREENER, c.AskAgain(("q1",))).code == "not_outdated"
        story = self.corrected()
        story.does(SCREENER, c.AskAgain(("q1",)))
        assert refused(story, SCREENER, c.AskAgain(("q1",))).code == "not_outdated"
        assert refused(story, HEALTH, c.AskAgain(("q2",))).code == "not_outdated"
        assert refused(story, HEALTH, c.AskAgain()).code == "no_authority"


class TestOneAnswerForSeveralBodies:
    def test_an_agency_asks_its_own_bodies_and_answers_once(self):
        story = Story(sharing_hub())
        story.receives(KIM)
        asked(rated(story))
        parts = {
            "gp": {"kind": "shared", "text": "Seen in May."},
            "midwifery": {"kind": "could_not_search", "why": "The system is down."},
        }
        check = story.does(HEALTH, c.Return("q2", "shared", parts=parts)).checks["q2"]
        assert check.answer["parts"]["gp"]["text"] == "Seen in May."
        assert [(one.body, one.text) for one in items_of(story.state)] == [("gp", "Seen in May.")]

    @pytest.mark.parametrize(
        ("parts", "field"),
        [
            ({"gp": {"kind": "shared"}}, "parts-gp-text"),
            ({"gp": {"kind": "maybe"}}, "parts-gp-kind"),
            ({"dentist": {"kind": "not_known"}}, "parts"),
            ({"gp": {"kind": "could_not_search", "why": "It is down."}}, "kind"),
        ],
    )
    def test_a_nil_answer_of_the_whole_never_hides_what_a_part_said(self, parts, field):
        story = Story(sharing_hub())
        story.receives(KIM)
        asked(rated(story))
        assert field in dict(refused(story, HEALTH, c.Return("q2", "not_known", parts=parts)).fields)

    def test_a_late_answer_is_taken_without_its_reason_and_says_that_it_was_late(self):
        story = waiting()
        story.later(days=1)
        answer = story.does(POLICE, c.Return("q1", "not_known")).checks["q1"].answer
        assert answer["late_why"] == ""
        early = story.does(HEALTH, c.Return("q2", "not_known", late_why="Half the team was ill.")).checks["q2"].answer
        assert early["late_why"] == "Half the team was ill."

    @pytest.mark.parametrize("field", ["searcher_agency", "system_owner", "sensitivity", "nature"])
    def test_what_the_hub_does_not_have_is_said(self, field):
        assert field in dict(refused(waiting(), POLICE, c.Return("q1", "not_known", **{field: "mars"})).fields)


def test_one_rating_over_two_pathways_asks_each_for_its_own():
    hub = a_hub()
    (core,) = [one for one in hub.check_sets if one.id == "core"]
    own = replace(core, id="of-adults")
    tiers = tuple(replace(one, checks=("core", "of-adults") if one.checks else ()) for one in hub.scales[0].tiers)
    pathways = tuple(
        replace(one, checks=("of-adults",) if one.stands_for == "adult" else ("core",)) for one in hub.pathways
    )
    scales = (replace(hub.scales[0], tiers=tiers),)
    both = replace(hub, check_sets=(*hub.check_sets, own), scales=scales, pathways=pathways)
    story = Story(both)
    story.receives(KIM, ADA)
    for pathway in ("child", "adult"):
        rated(story, pathway=pathway)
        story.does(SCREENER, c.Ask(pathway))
    asked_of = {check.pathway: check.set for check in story.state.checks.values()}
    assert asked_of == {"child": "core", "adult": "of-adults"}
