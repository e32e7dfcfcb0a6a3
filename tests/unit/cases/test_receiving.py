from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.ages import fits
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.topics.afterwards import DecideAfresh
from hubwright.domain.errors import Refusal
from hubwright.testing.hubs import a_hub
from hubwright.testing.stories import HEALTH, MANAGER, SCREENER, Story

from .acts import ADA, ADULTS_WORKER, BABY, KIM, NOBODY, a_closed_case, refused


def pathway(id: str):
    return a_hub().find("pathways", id)


class TestReceiving:
    def test_a_contact_about_nobody_in_particular_is_taken_and_stands_in_every_strand(self):
        state = Story().receives()
        assert [one.name for one in state.subjects.values()] == [""]
        assert state.pathways == ("child", "adult")
        assert len(state.undecided()) == 2

    def test_the_first_look_clock_runs_from_receipt_rated_or_not(self):
        story = Story()
        arrived = story.now
        story.later(minutes=-20)
        state = story.receives(KIM, received=arrived.replace(hour=9, minute=5))
        clock = state.clocks[f"first_look:{story.contact}"]
        assert clock.state == "running"
        assert clock.starts == arrived.replace(hour=9, minute=5)

    def test_a_referrer_with_no_contact_details_starts_no_clock_that_nobody_could_meet(self):
        story = Story()
        state = story.receives(KIM, referrer={"name": "Jo Example"})
        assert not state.contacts[story.contact].can_be_told
        assert list(state.clocks) == [f"first_look:{story.contact}"]

    def test_an_address_that_is_not_safe_is_no_way_to_reach_somebody(self):
        story = Story()
        state = story.receives(KIM, referrer={"email": "jo@home.example", "email_safe": "no"})
        assert not state.contacts[story.contact].can_be_told
        assert state.contacts[story.contact].not_by == ("email",)

    def test_an_answer_that_says_danger_now_raises_an_alarm_whose_first_rung_is_due_at_once(self):
        slow = replace(a_hub().ladders[0], rungs=(replace(a_hub().ladders[0].rungs[0], after=30),))
        for hub in (a_hub(), a_hub(ladders=(slow,))):
            story = Story(hub, now=datetime(2026, 6, 7, 1, 0, tzinfo=UTC))
            state = story.receives(KIM, danger=True)
            assert [(one.why, one.next) for one in state.alarms.values()] == [("danger", story.now)]

    def test_a_door_that_is_not_there_gets_a_clear_answer(self):
        with pytest.raises(Refusal) as refusal:
            Story().receives(KIM, door="cellar")
        assert refusal.value.code == "no_door"


class TestWhoStandsInWhichStrand:
    now = datetime(2026, 6, 8, 9, 0, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("born", "child", "adult"),
        [
            ({"year": 2015}, True, False),
            ({"year": 1950}, False, True),
            ({"year": 2008}, True, True),
            ({"year": 2008, "month": 6}, True, True),
            ({"year": 2008, "month": 6, "day": 8}, False, True),
            ({"year": 2008, "month": 6, "day": 9}, True, False),
            ({"year": 2009, "month": 1, "day": 1, "estimated": True}, True, True),
            (None, True, True),
            ({}, True, True),
        ],
    )
    def test_a_birth_date_known_in_part_fits_wherever_it_might(self, born, child, adult):
        subject = Subject("", "Kim Example", born=born)
        assert fits(subject, pathway("child"), self.now) is child
        assert fits(subject, pathway("adult"), self.now) is adult

    def test_a_birthday_on_29_february_is_kept_on_1_march_in_a_common_year(self):
        subject = Subject("", "Kim Example", born={"year": 2008, "month": 2, "day": 29})
        assert not fits(subject, pathway("adult"), datetime(2026, 2, 28, 12, 0, tzinfo=UTC))
        assert fits(subject, pathway("adult"), datetime(2026, 3, 1, 12, 0, tzinfo=UTC))

    def test_a_birthday_begins_at_midnight_in_london_which_in_summer_is_eleven_in_the_evening_utc(self):
        subject = Subject("", "Kim Example", born={"year": 2008, "month": 6, "day": 9})
        assert not fits(subject, pathway("adult"), datetime(2026, 6, 8, 22, 59, tzinfo=UTC))
        assert fits(subject, pathway("adult"), datetime(2026, 6, 8, 23, 0, tzinfo=UTC))

    def test_an_unborn_baby_stands_where_unborn_babies_are_taken(self):
        assert fits(BABY, pathway("child"), self.now)
        assert not fits(BABY, pathway("adult"), self.now)

    def test_a_child_and_an_adult_in_one_contact_open_a_strand_each(self):
        state = Story().receives(KIM, ADA)
        assert state.subjects["p1"].pathways == ("child",)
        assert state.subjects["p2"].pathways == ("adult",)


class TestReading:
    def test_a_look_meets_the_clock_and_quiets_its_alarm(self):
        story = Story()
        story.receives(KIM)
        story.later(hours=2).watches()
        assert story.state.alarmed
        state = story.does(SCREENER, c.Read())
        assert not state.unread
        assert not state.alarmed
        assert state.clocks[f"first_look:{story.contact}"].state == "late"

    def test_a_worker_of_one_strand_reads_for_that_strand_and_the_other_has_still_to_look(self):
        story = Story()
        story.receives(KIM, ADA)
        state = story.does(ADULTS_WORKER, c.Read())
        assert state.unread_in("child")
        assert not state.unread_in("adult")
        assert state.clocks[f"first_look:{story.contact}"].state == "running"
        assert refused(story, ADULTS_WORKER, c.Read()).code == "already_read"
        assert not story.does(SCREENER, c.Read()).unread
        assert story.state.clocks[f"first_look:{story.contact}"].state == "met"

    @pytest.mark.parametrize(
        "command", [c.Read(drawn_from=1), c.Rate("child", "soon", drawn_from=1), c.ActNow(drawn_from=1)]
    )
    def test_what_came_after_the_page_was_drawn_has_not_been_read(self, command):
        story = Story()
        story.receives(KIM)
        story.adds("He is home alone now.")
        if isinstance(command, c.Read):
            assert refused(story, SCREENER, command).code == "already_read"
        else:
            assert story.does(SCREENER, command).unread

    @pytest.mark.parametrize("actor", [HEALTH, NOBODY])
    def test_nobody_without_the_permission_counts_as_a_reader(self, actor):
        story = Story()
        story.receives(KIM)
        assert refused(story, actor, c.Read()).code == "no_authority"


class TestMoreOfTheSameContact:
    def test_more_is_read_again_and_counts_from_when_it_arrived(self):
        story = Story()
        story.receives(KIM)
        story.does(SCREENER, c.Read())
        story.later(minutes=30)
        state = story.adds()
        clock = state.clocks[f"first_look:{story.contact}"]
        assert state.unread
        assert clock.state == "running"
        assert clock.starts == story.now
        assert [one["text"] for one in story.contact_state.additions] == ["There is more."]

    def test_a_look_that_is_still_owed_keeps_the_stricter_time(self):
        story = Story()
        due = story.receives(KIM).clocks[f"first_look:{story.contact}"].due
        story.later(minutes=30)
        assert story.adds().clocks[f"first_look:{story.contact}"].due == due

    def test_more_on_a_contact_missed_and_taken_on_raises_a_voice_again(self):
        story = Story()
        story.receives(KIM)
        story.later(hours=2).watches()
        story.does(SCREENER, c.AcknowledgeAlarm("a1"))
        story.adds()
        story.later(hours=2).watches()
        assert [one.acknowledged is None for one in story.state.alarms.values()] == [False, True]

    def test_danger_in_what_was_added_alarms_at_once(self):
        story = Story()
        story.receives(KIM)
        state = story.adds(danger=True)
        assert [one.why for one in state.alarms.values()] == ["danger"]
        assert state.danger

    def test_more_on_a_closed_case_is_taken_runs_a_clock_and_must_be_read(self):
        story = a_closed_case()
        assert story.state.settled
        story.later(days=1)
        state = story.adds()
        assert state.closed is not None
        assert not state.settled
        assert state.clocks[f"first_look:{story.contact}"].state == "running"
        assert not story.does(SCREENER, c.Read()).settled
        assert story.does(MANAGER, DecideAfresh(True, "It says what we knew.")).settled

    def test_a_worker_without_permission_cannot_add_in_the_name_of_a_referrer(self):
        story = Story()
        story.receives(KIM)
        command = c.AddToContact(story.contact, {}, "More", story.now)
        assert refused(story, HEALTH, command).code == "no_authority"
