from __future__ import annotations

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.entries import REFERRER, WORKER
from hubwright.testing.stories import HEALTH, MANAGER, SCREENER, Story

from .acts import ADA, ADULTS_WORKER, KIM, LEE, a_closed_case, a_hub_whose, closed, decided, rated, refused, told


def done(**parts) -> Story:
    story = Story()
    story.receives(KIM, **parts)
    return decided(rated(story))


class TestTelling:
    def test_the_outcome_waits_until_everybody_has_one_withheld_or_not(self):
        story = Story()
        story.receives(KIM)
        for how in c.TELLING:
            assert refused(story, SCREENER, c.Tell(story.contact, "outcome", how, "Not yet.")).code == "undecided"
        assert (
            story.does(SCREENER, c.Tell(story.contact, "acknowledge", "telephone")).contacts[story.contact].acknowledged
        )

    def test_withholding_needs_its_reason_and_is_not_the_same_as_having_told(self):
        story = done()
        assert refused(story, SCREENER, c.Tell(story.contact, "outcome", "withheld")).code == "words_missing"
        state = story.does(SCREENER, c.Tell(story.contact, "outcome", "withheld", "It would warn the household."))
        assert state.contacts[story.contact].told
        assert story.contact_state.told is None
        assert story.contact_state.acknowledged is None
        assert story.contact_state.telling[0]["how"] == "withheld"

    def test_a_way_that_is_not_safe_is_not_used(self):
        story = done(referrer={"telephone": "01632 960100", "telephone_safe": "no", "email": "jo@school.example"})
        assert refused(story, SCREENER, c.Tell(story.contact, "outcome", "telephone")).code == "not_safe"
        story = done(referrer={"telephone": "01632 960100", "email": "jo@home.example", "email_safe": "no"})
        assert refused(story, SCREENER, c.Tell(story.contact, "outcome", "email")).code == "no_safe_email"

    def test_a_referrer_with_no_contact_details_keeps_no_case_open(self):
        story = done(referrer={})
        assert not [one for one in story.state.running() if one.id.startswith(("feedback:", "acknowledge:"))]
        assert closed(story).state.settled

    @pytest.mark.parametrize(
        ("command", "code"),
        [(c.Tell("NONE", "outcome", "email"), "no_contact"), (c.Tell("", "", ""), "no_contact")],
    )
    def test_a_contact_that_is_not_there_gets_a_clear_answer(self, command, code):
        assert refused(done(), SCREENER, command).code == code

    def test_how_and_what_are_said(self):
        story = done()
        assert refused(story, SCREENER, c.Tell(story.contact, "outcome", "pigeon")).code == "how_missing"
        assert refused(story, SCREENER, c.Tell(story.contact, "birthday", "email")).code == "how_missing"


class TestClosing:
    @pytest.mark.parametrize("actor", [REFERRER, WORKER, HEALTH])
    def test_only_a_named_person_closes(self, actor):
        assert refused(told(done()), actor, c.Close("Done.")).code == "no_authority"

    def test_a_worker_of_one_pathway_does_not_close_the_other_with_it(self):
        story = Story()
        story.receives(KIM, ADA)
        assert refused(story, ADULTS_WORKER, c.Close("Done.")).code == "no_authority"
        assert refused(a_closed_case(None, KIM), ADULTS_WORKER, c.Reopen("More.")).code == "no_authority"

    def test_everybody_needs_an_outcome_and_the_referrer_needs_to_know(self):
        story = Story()
        story.receives(KIM)
        rated(story)
        assert refused(story, MANAGER, c.Close("Done.")).code == "needs_decision_for_each"
        decided(story)
        assert refused(story, MANAGER, c.Close("Done.")).code == "needs_feedback"
        assert closed(told(story)).state.settled

    def test_it_says_why(self):
        assert refused(told(done()), MANAGER, c.Close(" ")).code == "reason_missing"

    def test_what_nobody_has_read_keeps_it_open(self):
        story = told(done())
        story.adds("He did not come to school.")
        assert refused(story, MANAGER, c.Close("Done.")).code == "unread"

    def test_an_alarm_nobody_has_taken_on_keeps_it_open(self):
        story = told(done(danger=True))
        assert refused(story, MANAGER, c.Close("Done.")).code == "alarm_open"
        story.does(MANAGER, c.AcknowledgeAlarm("a1"))
        assert closed(story).state.closed is not None

    def test_a_reason_stands_in_where_the_workflow_lets_it_and_is_kept(self):
        story = Story(a_hub_whose("close", or_reason=True))
        story.receives(KIM)
        decided(rated(story))
        assert refused(story, MANAGER, c.Close("Done.")).fields[0][0] == "reason_without"
        story.does(MANAGER, c.Close("Done.", reason_without="The referrer has died."))
        assert story.entries[-1].body["without"] == ["feedback"]

    def test_no_clock_runs_on_in_a_closed_case(self):
        assert a_closed_case().state.running() == ()

    def test_it_is_not_closed_twice_nor_reopened_open(self):
        story = a_closed_case()
        assert refused(story, MANAGER, c.Close("Again.")).code == "closed"
        story.does(MANAGER, c.Reopen("A new call."))
        assert refused(story, MANAGER, c.Reopen("Again.")).code == "open"


class TestReopening:
    def test_it_keeps_one_history(self):
        story = a_closed_case()
        before = story.state
        state = story.does(MANAGER, c.Reopen("A new call."))
        assert state.closed is None
        assert state.standing == "working"
        assert (state.ratings, state.decisions, state.checks) == (before.ratings, before.decisions, before.checks)

    def test_what_was_owed_is_owed_from_when_it_was_and_not_from_the_reopening(self):
        story = Story(a_hub_whose("close", needs=()))
        story.receives(KIM)
        rated(story)
        story.does(SCREENER, c.Ask("child"))
        before = story.state.clocks["decision:child"].due
        closed(story)
        story.later(days=1)
        state = story.does(MANAGER, c.Reopen("Closed by mistake."))
        assert state.clocks["decision:child"].due == before
        assert state.clocks["return:q1"].state == "running"

    def test_somebody_added_to_a_closed_case_opens_it(self):
        story = a_closed_case()
        state = story.does(SCREENER, c.AddPerson(LEE))
        assert state.closed is None
        assert state.standing == "working"
        assert state.undecided() == (("p2", "child"),)
        assert state.clocks["decision:child"].state == "running"
