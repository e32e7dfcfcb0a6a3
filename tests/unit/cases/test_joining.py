from __future__ import annotations

from dataclasses import replace

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.topics.joining import AnswerOffer, JoinTo, join, joining_of, open_offers
from hubwright.domain.errors import Refusal
from hubwright.testing.doors import with_doors
from hubwright.testing.stories import MANAGER, SCREENER, Story

from .acts import ADA, ADULTS_WORKER, KIM, LEE, NOBODY, answered, asked, decided, rated, refused

SAME = {"p1": "p1"}


def two_contacts(*people: Subject, **parts: object) -> tuple[Story, str]:
    """A case that is open and has an owner, and a second contact: the story goes on with that."""
    story = Story(with_doors())
    story.receives(KIM)
    first = story.case
    story.does(SCREENER, c.Read())
    story.does(SCREENER, c.Assign(SCREENER.id, SCREENER.name))
    story.later(minutes=5)
    story.receives(*(people or (KIM,)), referrer={"name": "Ann Other", "email": "ann@club.example"}, **parts)
    return story, first


def joined(story: Story, into: str, **same: str) -> Story:
    story.joins(SCREENER, into, JoinTo(into, "The same event.", same or SAME))
    return story


def refusing(story: Story, into: str, command: JoinTo, actor=SCREENER) -> str:
    before = {stream: len(entries) for stream, entries in story.streams.items()}
    with pytest.raises(Refusal) as refusal:
        story.joins(actor, into, command)
    assert {stream: len(entries) for stream, entries in story.streams.items()} == before
    return refusal.value.code


class TestTwoReferrersAboutOneEvent:
    def test_they_are_two_contacts_on_one_case_and_the_emptied_one_is_closed_as_joined(self):
        story, first = two_contacts()
        second, contact = story.case, story.contact
        joined(story, first)
        assert len(story.state.contacts) == 2
        emptied = case_of(story.streams[f"case:{second}"])
        assert emptied.closed == story.now
        assert emptied.settled
        assert joining_of(emptied).to == first
        assert contact_of(story.streams[f"contact:{contact}"]).case == first

    def test_each_referrer_is_told_on_their_own(self):
        story, first = two_contacts()
        joined(story, first)
        for contact in story.state.contacts:
            assert story.state.clocks[f"acknowledge:{contact}"].state == "running"
        story.does(SCREENER, c.Tell(story.contact, "acknowledge", "email"))
        told = {ref: one.acknowledged for ref, one in story.state.contacts.items()}
        assert list(told.values()) == [False, True]

    def test_what_the_second_referrer_adds_later_joins_the_open_case(self):
        story, first = two_contacts()
        joined(story, first)
        story.adds("One more thing.")
        assert story.case == first
        assert not story.state.contacts[story.contact].read

    def test_who_is_the_same_is_said_by_a_person_and_whoever_is_new_is_added(self):
        story, first = two_contacts(KIM, LEE)
        assert refusing(story, first, JoinTo(first, "The same.", SAME)) == "who_is_who"
        assert refusing(story, first, JoinTo(first, "The same.", {"p1": "p9", "p2": ""})) == "who_is_who"
        joined(story, first, p1="p1", p2="")
        assert [one.name for one in story.state.subjects.values()] == ["Kim Example", "Lee Example"]
        assert joining_of(story.state).offers[story.contact].people == {"p1": "p1", "p2": "p2"}
        assert ("p2", "child") in story.state.undecided()

    def test_somebody_of_another_strand_brings_it_along(self):
        story, first = two_contacts(ADA)
        joined(story, first, p1="")
        assert story.state.pathways == ("child", "adult")

    def test_a_kind_that_the_open_case_does_not_know_is_worked_on_there_as_that_case_is(self):
        story, first = two_contacts(door="reports", actor=SCREENER)
        newer = story.hub
        story.hub = replace(newer, kinds=newer.kinds[:1], doors=newer.doors[:1])
        with pytest.raises(KeyError):
            story.hub.find("kinds", "report")
        there = story.context(SCREENER)
        story.hub = newer
        state, into = story.state, case_of(story.streams[f"case:{first}"])
        facts = join(state, into, JoinTo(first, "The same.", SAME), story.context(SCREENER), there)
        (arrival,) = [one.body for one in facts if one.type == "case.contact_joined"]
        assert [one["kind"] for one in arrival["contacts"]] == ["referral"]


class TestReadForDangerFirst:
    def test_danger_that_nobody_took_on_keeps_a_contact_where_it_is(self):
        story, first = two_contacts(danger=True)
        assert refusing(story, first, JoinTo(first, "The same.", SAME)) == "alarm_open"
        story.does(SCREENER, c.AcknowledgeAlarm("a1"))
        joined(story, first)
        assert story.state.danger

    def test_joining_is_a_first_look_by_whoever_joins(self):
        story, first = two_contacts()
        second = story.case
        joined(story, first)
        emptied = case_of(story.streams[f"case:{second}"])
        assert emptied.clocks[f"first_look:{story.contact}"].state == "met"

    def test_whoever_reads_one_strand_of_it_cannot_join_it(self):
        story, first = two_contacts(KIM, ADA)
        assert refusing(story, first, JoinTo(first, "The same.", SAME), ADULTS_WORKER) == "no_authority"
        assert refusing(story, first, JoinTo(first, "The same.", SAME), NOBODY) == "no_authority"


class TestOwnedUntilSomebodyHasIt:
    def test_the_clock_climbs_when_nobody_takes_it_on(self):
        story, first = two_contacts()
        joined(story, first)
        story.later(hours=6)
        assert [one.clock for one in story.state.alarms.values()] == []
        story.watches()
        assert f"offer:{story.contact}" in [one.clock for one in story.state.alarms.values()]
        assert open_offers(story.state)

    def test_a_kind_with_its_own_clock_is_offered_within_that(self):
        story, first = two_contacts(door="reports", actor=SCREENER)
        joined(story, first)
        assert story.state.clocks[f"offer:{story.contact}"].rule == "offer"

    def test_the_owner_of_the_case_takes_it_on_and_the_clock_is_met(self):
        story, first = two_contacts()
        joined(story, first)
        assert refused(story, MANAGER, c.Close("Over.")).code == "offer_open"
        story.does(SCREENER, AnswerOffer(story.contact, True))
        assert open_offers(story.state) == ()
        assert story.state.clocks[f"offer:{story.contact}"].state == "met"
        assert refused(story, SCREENER, AnswerOffer(story.contact, True)).code == "no_offer"

    def test_who_manages_them_takes_it_on_too_and_nobody_else(self):
        story, first = two_contacts()
        joined(story, first)
        assert refused(story, NOBODY, AnswerOffer(story.contact, True)).code == "no_authority"
        story.does(MANAGER, AnswerOffer(story.contact, True))
        assert joining_of(story.state).offers[story.contact].answered_by == MANAGER.name

    def test_given_back_it_is_the_hubs_and_the_clock_begins_anew(self):
        story, first = two_contacts()
        joined(story, first)
        due = story.state.clocks[f"offer:{story.contact}"].due
        story.later(minutes=20)
        assert refused(story, SCREENER, AnswerOffer(story.contact, False)).code == "reason_missing"
        story.does(SCREENER, AnswerOffer(story.contact, False, "I am on leave from today."))
        assert story.state.clocks[f"offer:{story.contact}"].due > due
        assert open_offers(story.state)


class TestWhatIsNotJoined:
    def test_a_closed_case_is_opened_first(self):
        story, first = two_contacts()
        story.case, second = first, story.case
        decided(answered(asked(rated(story))))
        for contact in story.state.contacts:
            story.does(SCREENER, c.Tell(contact, "outcome", "email"))
        story.does(MANAGER, c.Close("Over."))
        story.case = second
        assert refusing(story, first, JoinTo(first, "The same.", SAME)) == "closed"

    def test_a_case_on_which_work_has_begun_is_finished_where_it_is(self):
        story, first = two_contacts()
        asked(rated(story))
        assert refusing(story, first, JoinTo(first, "The same.", SAME)) == "begun"

    def test_a_case_is_not_joined_to_itself_or_twice_and_never_without_a_reason(self):
        story, first = two_contacts()
        second = story.case
        assert refusing(story, second, JoinTo(second, "The same.", SAME)) == "same_case"
        assert refusing(story, first, JoinTo(first, " ", SAME)) == "why_missing"
        joined(story, first)
        story.case = second
        assert refusing(story, first, JoinTo(first, "Again.", SAME)) in ("closed", "same_case")
