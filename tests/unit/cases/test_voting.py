"""Votes: each agency's yes, no or silence by a time; disagreement and silence are outcomes on record, never a stop."""

from __future__ import annotations

from dataclasses import replace

from hubwright.domain.cases import commands as c
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.topics.voting import CastVote, ConcludeVote, OpenVote, ballots
from hubwright.domain.definitions.workflow import Transition
from hubwright.domain.errors import Refusal
from hubwright.domain.rules import Rule
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER, Story
from hypothesis import given, settings
from hypothesis import strategies as st

from .acts import KIM, refused
from .full_hub import a_full_hub

HEARD = {"agency_views": {"police": "Yes.", "health": "Yes."}, "household": "nobody_else"}


def a_story(**parts) -> Story:
    story = Story(replace(a_full_hub(), **parts))
    story.receives(KIM)
    story.does(SCREENER, c.Rate("child", "soon"))
    return story


def opened() -> Story:
    story = a_story()
    story.does(MANAGER, OpenVote("child", "escalate"))
    return story


def decides(**parts) -> c.Decide:
    return c.Decide("p1", "child", "assess", "A mark.", **{**HEARD, **parts})


class TestAVote:
    def test_each_agency_is_asked_with_a_time_and_is_silent_until_it_answers(self):
        story = opened()
        ballot = ballots(story.state)["v1"]
        assert ballot.standing() == {"police": "silent", "health": "silent"}
        assert story.state.clocks["vote:v1"].state == "running"

    def test_an_agency_answers_for_itself_late_and_again_and_nothing_is_lost(self):
        story = opened()
        story.does(POLICE, CastVote("v1", "yes"))
        story.later(days=3)
        story.does(POLICE, CastVote("v1", "no", "He has been seen."))
        ballot = ballots(story.state)["v1"]
        assert ballot.standing()["police"] == "no"
        assert [one["says"] for one in ballot.earlier] == ["yes"]

    def test_a_worker_writes_down_what_an_agency_said_and_who_said_it(self):
        story = opened()
        assert refused(story, SCREENER, CastVote("v1", "yes", agency="health")).code == "said_by_missing"
        story.does(SCREENER, CastVote("v1", "yes", agency="health", said_by="Dr Example"))
        assert ballots(story.state)["v1"].votes["health"]["said_by"] == "Dr Example"

    def test_another_agencys_seat_neither_votes_nor_learns_that_there_is_a_vote(self):
        story = opened()
        outsider = replace(POLICE, agency="care")
        assert refused(story, outsider, CastVote("v1", "yes")).code == "no_vote"
        assert refused(story, POLICE, CastVote("v1", "yes", agency="health", said_by="x")).code == "no_vote"
        assert refused(story, POLICE, CastVote("v9", "yes")).code == "no_vote"

    def test_neither_yes_nor_no_is_no_vote(self):
        assert refused(opened(), POLICE, CastVote("v1", "perhaps")).code == "says_missing"

    def test_a_person_concludes_it_and_says_why_where_not_all_said_so(self):
        story = opened()
        story.does(POLICE, CastVote("v1", "no"))
        assert refused(story, MANAGER, ConcludeVote("v1", carried=True)).code == "reasons_missing"
        assert refused(story, SCREENER, ConcludeVote("v1", carried=False, reasons="So.")).code == "not_the_decider"
        story.does(MANAGER, ConcludeVote("v1", carried=True, reasons="The bruise is fresh."))
        ballot = ballots(story.state)["v1"]
        assert ballot.carried
        assert story.entries[-1].body["standing"] == {"police": "no", "health": "silent"}
        assert story.state.clocks["vote:v1"].state == "met"

    def test_a_missed_time_changes_nothing(self):
        story = opened()
        before = ballots(story.state)
        story.later(days=5).watches()
        assert ballots(story.state) == before


class TestDecidingAfterAVote:
    def test_before_the_vote_a_decision_needs_its_reason_and_no_more(self):
        story = a_story()
        refusal = refused(story, MANAGER, decides())
        assert refusal.code == "needs_vote"
        assert "reason_without" in dict(refusal.fields)
        story.does(MANAGER, decides(reason_without="It cannot wait."))
        assert "vote" in story.entries[-1].body["without"]

    def test_silence_past_the_time_is_an_outcome_and_no_stop(self):
        story = opened()
        assert refused(story, MANAGER, decides()).code == "needs_vote"
        story.later(days=3)
        story.does(MANAGER, decides())
        assert story.state.decisions[-1].votes == {"police": "silent", "health": "silent"}

    def test_disagreement_stands_in_the_decision(self):
        story = opened()
        story.does(POLICE, CastVote("v1", "yes"))
        story.does(HEALTH, CastVote("v1", "no"))
        story.does(MANAGER, decides())
        decision = story.state.decisions[-1]
        assert decision.votes == {"police": "yes", "health": "no"}
        assert decision.without == ()
        assert story.state.clocks["vote:v1"].state == "replaced"

    def test_protection_waits_for_no_vote(self):
        story = opened()
        story.does(MANAGER, c.Decide("p1", "child", "protect", "He is not safe tonight."))
        assert set(story.entries[-1].body["without"]) >= {"vote", "household", "agency_views"}

    def test_a_vote_leads_a_workflow_on(self):
        hub = a_full_hub()
        (flow,) = hub.workflows.values()
        when = Rule("is", (Rule("answer", ("vote",)), "carried"))
        on = Transition("up", "vote", ("rated",), "asking", when=when)
        story = a_story(workflows={(flow.id, flow.version): replace(flow, transitions=(*flow.transitions, on))})
        story.does(MANAGER, OpenVote("child", "escalate"))
        story.does(MANAGER, ConcludeVote("v1", carried=True, reasons="All agreed on the telephone."))
        assert story.state.stage == "asking"


AGENCIES = {"police": POLICE, "health": HEALTH}
TURNS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["police", "health"]), st.sampled_from(["yes", "no", "none"])),
        st.sampled_from(["conclude", "again", "wait"]),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(turns=TURNS)
def test_whatever_is_said_in_whatever_order_every_answer_stays_on_record(turns):
    story, said = opened(), 0
    for turn in turns:
        before = len(story.entries)
        try:
            if turn == "wait":
                story.later(hours=5)
            elif turn == "again":
                story.does(MANAGER, OpenVote("child", "escalate"))
            elif turn == "conclude":
                last = list(ballots(story.state))[-1]
                story.does(MANAGER, ConcludeVote(last, carried=False, reasons="Enough."))
            else:
                story.does(AGENCIES[turn[0]], CastVote("v1", turn[1]))
                said += 1
        except Refusal:
            assert len(story.entries) == before
    assert case_of(story.entries) == story.state
    first = ballots(story.state)["v1"]
    assert len(first.votes) + len(first.earlier) == said
    assert set(first.standing()) == {"police", "health"}
    # Whatever the agencies said, and even where nobody did: a person may decide, with the reason.
    story.does(MANAGER, decides(reason_without="It is time."))
    assert story.state.undecided() == ()
