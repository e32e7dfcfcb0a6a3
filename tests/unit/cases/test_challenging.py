"""Professional challenge: any agency and the referrer, up a ladder with clocks, both sides on record."""

from __future__ import annotations

from dataclasses import replace

from hubwright.domain.access import reader_of
from hubwright.domain.access.own_part import own_part
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.entries import REFERRER, Actor
from hubwright.domain.cases.topics.challenging import (
    AnswerChallenge,
    ClimbChallenge,
    RaiseChallenge,
    SettleChallenge,
    challenges,
    of_contact,
)
from hubwright.domain.cases.topics.concerns import TagConcern, tags
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER, Story

from .acts import KIM, refused
from .full_hub import a_full_hub

RAISED = RaiseChallenge("rating", "It is urgent still.")


def a_story() -> Story:
    story = Story(a_full_hub())
    story.receives(KIM)
    story.does(SCREENER, c.Rate("child", "soon"))
    story.does(SCREENER, c.Ask("child"))
    return story


def challenged() -> Story:
    story = a_story()
    story.does(HEALTH, RAISED)
    return story


def the_only(story: Story):
    (one,) = challenges(story.state).values()
    return one


class TestTheLadder:
    def test_any_agency_challenges_and_the_lowest_level_has_its_time(self):
        story = challenged()
        one = the_only(story)
        assert (one.agency, one.level_id, one.state) == ("health", "worker", "open")
        assert story.state.clocks["challenge:d1"].state == "running"

    def test_only_the_level_answers_with_words_for_both(self):
        story = challenged()
        answer = AnswerChallenge("d1", "stands", "Seen today.", "She was seen today.")
        assert refused(story, POLICE, answer).code == "no_challenge"
        assert refused(story, replace(MANAGER, roles=frozenset({"support"})), answer).code == "not_the_level"
        assert refused(story, SCREENER, AnswerChallenge("d1", "stands", "Seen.", " ")).code == "answer_missing"
        story.does(SCREENER, answer)
        assert the_only(story).state == "answered"
        assert story.state.clocks["challenge:d1"].state == "met"

    def test_it_climbs_once_the_level_below_has_answered_or_missed_its_time(self):
        story = challenged()
        assert refused(story, HEALTH, ClimbChallenge("d1", "No.")).code == "not_yet"
        story.later(days=3)
        story.does(HEALTH, ClimbChallenge("d1", "Nobody answers."))
        one = the_only(story)
        assert (one.level_id, one.state) == ("manager", "open")
        story.does(MANAGER, AnswerChallenge("d1", "changed", "Rated up.", "We rated it up."))
        assert refused(story, HEALTH, ClimbChallenge("d1", "More.")).code == "top"
        story.does(HEALTH, SettleChallenge("d1", "Thank you."))
        assert [it.what for it in the_only(story).said] == ["raised", "climbed", "answered", "settled"]

    def test_nobody_else_speaks_for_the_agency_without_naming_who_said_so(self):
        story = challenged()
        assert refused(story, SCREENER, SettleChallenge("d1")).code == "said_by_missing"
        story.does(SCREENER, SettleChallenge("d1", said_by="Nia Nurse"))

    def test_a_challenge_that_waits_holds_the_case_open(self):
        story = challenged()
        assert refused(story, MANAGER, c.Close("Done.")).code == "challenge_open"
        assert not story.state.settled

    def test_a_hub_without_a_ladder_says_what_to_do(self):
        story = Story()
        story.receives(KIM)
        story.does(SCREENER, c.Rate("child", "urgent"))
        story.does(SCREENER, c.Ask("child"))
        assert refused(story, HEALTH, RAISED).code == "no_ladder"

    def test_everything_that_is_missing_is_told_at_once(self):
        refusal = refused(a_story(), HEALTH, RaiseChallenge("", " "))
        assert set(dict(refusal.fields)) == {"about", "words"}


class TestTheReferrer:
    def test_whoever_sent_the_contact_challenges_and_reads_only_what_is_said_back(self):
        story = a_story()
        story.does(REFERRER, RaiseChallenge("decision", "I see her every day.", contact=story.contact))
        (one,) = of_contact(story.state, story.contact)
        assert one.contact == story.contact
        story.does(SCREENER, AnswerChallenge("d1", "stands", "Health say she is well.", "She has been seen."))
        story.does(REFERRER, ClimbChallenge("d1", "By whom?", contact=story.contact))
        assert the_only(story).level_id == "manager"

    def test_another_contacts_sender_is_nobody_here(self):
        story = a_story()
        assert refused(story, REFERRER, RaiseChallenge("rating", "No.", contact="REF99999")).code == "no_authority"
        story.does(REFERRER, RaiseChallenge("rating", "No.", contact=story.contact))
        assert refused(story, REFERRER, SettleChallenge("d1", contact="REF99999")).code == "no_challenge"
        assert refused(story, REFERRER, AnswerChallenge("d1", "stands", "x", "y")).code == "not_the_level"

    def test_a_hub_may_keep_it_to_agencies(self):
        hub = a_full_hub()
        story = Story(replace(hub, challenge=replace(hub.challenge, referrers=False)))
        story.receives(KIM)
        assert refused(story, REFERRER, RaiseChallenge("rating", "x", contact=story.contact)).code == "no_authority"

    def test_a_worker_writes_it_down_for_them(self):
        story = a_story()
        by_phone = RaiseChallenge("rating", "I am still worried.", contact=story.contact)
        assert refused(story, SCREENER, by_phone).code == "said_by_missing"
        story.does(SCREENER, replace(by_phone, said_by="Jo, by telephone"))
        assert the_only(story).contact == story.contact


class TestAnAgencysOwnPart:
    def seen_by(self, story: Story, actor: Actor):
        return own_part(story.state, reader_of(story.hub, actor), story.now, [story.contact_state])

    def test_it_sees_its_own_challenge_and_tags_and_no_others(self):
        story = challenged()
        story.does(POLICE, TagConcern("gangs", "Her cousin."))
        health, police = self.seen_by(story, HEALTH), self.seen_by(story, POLICE)
        assert [one.id for one in health.challenges] == ["d1"]
        assert health.tags == ()
        assert police.challenges == ()
        assert [one.concern for one in police.tags] == ["gangs"]
        assert health.people == ("Kim Example",)

    def test_an_agency_without_a_part_sees_nothing(self):
        story = challenged()
        assert self.seen_by(story, replace(POLICE, agency="fire")) is None
        assert self.seen_by(story, replace(POLICE, roles=frozenset())) is None


class TestTagging:
    def test_any_agency_that_was_asked_tags_a_concern_and_nobody_else(self):
        story = a_story()
        story.does(POLICE, TagConcern("gangs"))
        assert [one.agency for one in tags(story.state)] == ["police"]
        assert refused(story, POLICE, TagConcern("none")).code == "concern_missing"
        assert refused(story, replace(POLICE, agency="fire"), TagConcern("gangs")).code == "no_case"
        assert refused(story, REFERRER, TagConcern("gangs")).code == "no_authority"
