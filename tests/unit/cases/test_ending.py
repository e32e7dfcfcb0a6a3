from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.topics.ending import Conclude, PassElsewhere, TakeAs, endings_of
from hubwright.domain.cases.topics.passing import AnswerPassing, PassOn
from hubwright.testing.doors import with_doors
from hubwright.testing.stories import MANAGER, SCREENER, Story

from .acts import ADULTS_WORKER, KIM, NOBODY, asked, decided, rated, refused

ADVISED = "Talk to the family first; ring us again if nothing changes."


def a_call(door: str = "advice-line", **parts: object) -> Story:
    story = Story(with_doors())
    story.receives(door=door, actor=SCREENER, **parts)
    return story


def concluded(story: Story, **parts: str) -> Story:
    story.does(SCREENER, Conclude(story.contact, ADVISED, how="telephone", **parts))
    return story


class TestAdviceIsAnOutcome:
    def test_advice_recorded_closes_a_consultation_and_says_what_was_advised(self):
        story = concluded(a_call())
        assert story.state.closed == story.now
        assert story.state.standing == "closed"
        (ending,) = endings_of(story.state)
        assert (ending.what, ending.words, ending.by) == ("advice", ADVISED, SCREENER.name)
        assert story.contact_state.told == story.now

    def test_a_consultation_needs_no_name_no_rating_and_no_decision(self):
        story = concluded(a_call())
        assert [one.name for one in story.state.subjects.values()] == [""]
        assert not story.state.ratings
        assert not story.state.decisions
        assert story.state.settled

    def test_the_clock_of_the_advice_runs_from_the_call_and_is_met_by_the_advice(self):
        story = a_call()
        assert story.state.clocks[f"answer:{story.contact}"].state == "running"
        assert not any(id.startswith("decision:") for id in story.state.clocks)
        concluded(story)
        assert {one.state for one in story.state.clocks.values()} == {"met"}

    def test_a_reply_to_a_request_is_outside_timeliness(self):
        story = a_call("request")
        assert not story.state.counted
        assert endings_of(concluded(story).state)[0].what == "reply"

    def test_a_referral_ends_with_a_decision_for_each_person_and_with_nothing_less(self):
        story = Story(with_doors())
        story.receives(KIM)
        assert refused(story, SCREENER, Conclude(story.contact, ADVISED, how="telephone")).code == "needs_decision"

    def test_advice_without_words_or_without_saying_how_it_was_heard_is_not_done_yet(self):
        story = a_call()
        assert refused(story, SCREENER, Conclude(story.contact, " ", how="telephone")).code == "words_missing"
        assert refused(story, SCREENER, Conclude(story.contact, ADVISED)).code == "how_missing"
        withheld = Conclude(story.contact, ADVISED, how="withheld")
        assert refused(story, SCREENER, withheld).code == "why_withheld_missing"

    def test_a_way_that_is_not_safe_is_not_used(self):
        story = a_call(referrer={"telephone": "01632 960333", "telephone_safe": "no"})
        assert refused(story, SCREENER, Conclude(story.contact, ADVISED, how="telephone")).code == "not_safe"

    def test_nothing_ends_with_an_alarm_of_danger_that_nobody_took_on(self):
        story = a_call(danger=True)
        assert refused(story, SCREENER, Conclude(story.contact, ADVISED, how="telephone")).code == "alarm_open"
        story.does(SCREENER, c.AcknowledgeAlarm("a1"))
        assert concluded(story).state.closed is not None

    def test_whoever_reads_one_strand_cannot_end_it_for_the_other(self):
        assert refused(a_call(), ADULTS_WORKER, Conclude("REF00001", ADVISED, how="telephone")).code == "no_authority"
        assert refused(a_call(), NOBODY, Conclude("REF00001", ADVISED, how="telephone")).code == "no_authority"

    def test_where_agencies_were_asked_a_decision_is_owed(self):
        story = asked(rated(a_call(subjects=(KIM,))))
        assert refused(story, SCREENER, Conclude(story.contact, ADVISED, how="telephone")).code == "needs_decision"

    def test_a_consultation_that_was_decided_is_answered_by_telling_what_was_decided(self):
        story = decided(rated(a_call(subjects=(KIM,))))
        story.does(MANAGER, c.Tell(story.contact, "acknowledge", "telephone", "We have it."))
        assert story.state.clocks[f"answer:{story.contact}"].state == "running"
        story.does(MANAGER, c.Tell(story.contact, "outcome", "telephone", ADVISED))
        assert story.state.clocks[f"answer:{story.contact}"].state == "met"

    def test_what_was_concluded_can_be_opened_again_and_owes_no_decision_nobody_rated(self):
        story = concluded(a_call())
        story.does(MANAGER, c.Reopen("They rang again."))
        assert story.state.closed is None
        assert not any(one.id.startswith("decision:") for one in story.state.running())
        concluded(story)
        assert len(endings_of(story.state)) == 2


class TestWhatIsNotForTheHub:
    def test_it_is_passed_on_counted_and_closed(self):
        story = a_call(door="call")
        story.does(SCREENER, PassElsewhere(story.contact, "housing", "Gave them the number of the housing office."))
        assert story.state.closed is not None
        assert [(one.what, one.where) for one in endings_of(story.state)] == [("elsewhere", "housing")]

    def test_where_it_belongs_has_to_be_said(self):
        story = a_call(door="call")
        assert refused(story, SCREENER, PassElsewhere(story.contact, "moon", "Gone.")).code == "where_missing"
        assert refused(story, SCREENER, PassElsewhere(story.contact, "noise", "")).code == "words_missing"

    def test_danger_is_looked_at_before_it_can_be_for_somebody_else(self):
        story = a_call(door="call", danger=True)
        assert refused(story, SCREENER, PassElsewhere(story.contact, "noise", "Gone.")).code == "alarm_open"


class TestTakenAsAnotherKind:
    def test_a_consultation_that_turns_out_to_be_a_referral_owes_a_decision_from_receipt(self):
        hub = with_doors()
        hub = replace(hub, pathways=tuple(replace(one, decision_clock="day") for one in hub.pathways))
        story = Story(hub)
        story.receives(KIM, door="advice-line", actor=SCREENER)
        begun = story.now
        story.later(minutes=30)
        story.does(SCREENER, TakeAs("referral", "There are bruises."))
        assert story.state.kind == "referral"
        assert story.state.clocks[f"answer:{story.contact}"].state == "replaced"
        assert story.state.clocks["decision:child"].starts == begun
        assert refused(story, SCREENER, Conclude(story.contact, ADVISED, how="telephone")).code == "needs_decision"

    def test_what_the_referrer_is_owed_under_the_new_kind_runs_from_when_they_sent_it(self):
        story = a_call(referrer={"email": "jo@school.example"})
        begun = story.now
        story.later(minutes=30)
        story.does(SCREENER, TakeAs("referral", "There are bruises."))
        assert story.state.clocks[f"acknowledge:{story.contact}"].starts == begun

    @pytest.mark.parametrize("kind", ["consultation", "nothing"])
    def test_it_cannot_be_taken_as_what_it_is_or_what_there_is_not(self, kind):
        assert refused(a_call(), SCREENER, TakeAs(kind, "Because.")).code == "no_kind"

    def test_it_needs_its_reason(self):
        assert refused(a_call(), SCREENER, TakeAs("referral", "")).code == "why_missing"


class TestPassedOn:
    def test_once_another_council_has_it_the_case_ends_with_that(self):
        story = Story(with_doors())
        story.receives(KIM, door="reports", actor=SCREENER)
        story.does(SCREENER, PassOn("elmfield", "", "They live there.", "no"))
        assert refused(story, MANAGER, c.Close("Gone.")).code == "not_confirmed"
        story.later(hours=1)
        story.does(SCREENER, AnswerPassing("t1", True, "Duty desk"))
        story.does(SCREENER, Conclude(story.contact, "Elmfield has it."))
        assert endings_of(story.state)[0].what == "passed_on"
        assert story.state.closed == story.now
        assert story.now - story.state.received == timedelta(hours=1)
