from __future__ import annotations

from dataclasses import replace

from hubwright.domain.cases import commands as c
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.project import project_case, project_contact
from hubwright.domain.cases.topics.afterwards import DecideAfresh
from hubwright.domain.projections import project
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER, Story

from .acts import ADA, ADULTS_WORKER, KIM, a_closed_case, asked, decided, rated


def rows(story: Story, table: str = "case_row"):
    return project(f"case:{story.case}", story.entries)[table]


class TestRowsOfACase:
    def test_there_is_one_row_for_each_strand_with_its_own_people_and_no_others(self):
        story = Story()
        story.receives(KIM, ADA)
        rated(story)
        assert [(one["pathway"], one["who"], one["tier"], one["undecided"]) for one in rows(story)] == [
            ("child", "Kim Example", "urgent", 1),
            ("adult", "Ada Example", None, 1),
        ]

    def test_a_clock_that_ran_twice_has_two_rows_with_keys_of_their_own(self):
        story = Story()
        story.receives(KIM)
        rated(story)
        rated(story, "soon", reason="Lower.")
        rated(story, "urgent")
        keys = [one["clock"] for one in rows(story, "case_clock")]
        assert len(keys) == len(set(keys))
        assert sum(one.startswith("decision:child") for one in keys) == 3

    def test_an_answer_carries_the_time_it_was_given_with_or_without_a_clock(self):
        story = Story()
        story.receives(KIM)
        asked(rated(story)).later(minutes=10)
        story.does(POLICE, c.Return("q1", "not_known"))
        when = story.now
        story.later(minutes=10)
        story.does(HEALTH, c.Return("q2", "not_known", happened=when))
        assert [one["answered_at"] for one in rows(story, "case_check")] == [when, when]

    def test_unread_is_told_for_each_strand(self):
        story = Story()
        story.receives(KIM, ADA)
        story.does(ADULTS_WORKER, c.Read())
        assert [(one["pathway"], one["unread"]) for one in rows(story)] == [("child", True), ("adult", False)]

    def test_danger_stands_on_every_strand_until_somebody_has_read_it_and_taken_it_on(self):
        story = Story()
        story.receives(KIM, ADA, danger=True)
        story.does(MANAGER, c.Read())
        assert [one["danger"] for one in rows(story)] == [True, True]
        (alarm,) = story.state.alarms
        story.does(MANAGER, c.AcknowledgeAlarm(alarm))
        assert [one["danger"] for one in rows(story)] == [False, False]

    def test_a_closed_case_leaves_the_queue_and_comes_back_with_what_arrives(self):
        story = a_closed_case()
        assert [one["closed"] for one in rows(story)] == [story.now]
        story.later(days=1)
        story.adds()
        assert [(one["closed"], one["unread"], one["standing"]) for one in rows(story)] == [(None, True, "new")]
        assert rows(story)[0]["due_clock"] == f"first_look:{story.contact}"
        story.does(SCREENER, c.Read())
        assert rows(story)[0]["closed"] is None
        story.does(MANAGER, DecideAfresh(True, "It says what we knew."))
        assert rows(story)[0]["closed"] is not None

    def test_who_is_waited_for_and_who_has_answered_stand_apart(self):
        story = Story()
        story.receives(KIM)
        asked(rated(story))
        story.does(POLICE, c.Return("q1", "not_known"))
        (row,) = rows(story)
        assert (row["waiting_agencies"], row["answered_agencies"]) == ("health", "police")

    def test_every_case_with_a_running_clock_is_open_or_says_why(self):
        story = a_closed_case()
        story.adds()
        (row,) = rows(story)
        assert row["unread"]
        assert row["closed"] is None


class TestRowsOfAContact:
    def test_a_withheld_outcome_is_not_shown_as_told(self):
        story = Story()
        story.receives(KIM)
        decided(rated(story))
        story.does(MANAGER, c.Tell(story.contact, "outcome", "withheld", "It would warn the household."))
        (row,) = project(f"contact:{story.contact}", story.streams[f"contact:{story.contact}"])["contact_row"]
        assert row["told_at"] is None
        assert row["case_ref"] == story.case


class TestWhatWasDestroyed:
    def test_a_case_whose_opening_was_destroyed_replays_and_says_so(self):
        story = Story()
        story.receives(KIM)
        asked(rated(story))
        first = replace(story.entries[0], body={}, destroyed="Retention, 2051-06-08")
        state = case_of([first, *story.entries[1:]])
        assert state.destroyed == ((1, "Retention, 2051-06-08"),)
        assert project_case([first, *story.entries[1:]])["case_row"] == []
        assert "Kim" not in repr(state)

    def test_any_one_entry_may_be_destroyed_and_the_rest_replays(self):
        story = a_closed_case()
        story.does(SCREENER, c.ActNow("Seen."))
        for index, entry in enumerate(story.entries):
            gone = replace(entry, body={}, destroyed="Article 17")
            entries = [*story.entries[:index], gone, *story.entries[index + 1 :]]
            assert case_of(entries).destroyed == ((entry.number, "Article 17"),)
            project_case(entries)

    def test_a_contact_whose_words_were_destroyed_keeps_its_reference(self):
        story = a_closed_case()
        entries = story.streams[f"contact:{story.contact}"]
        gone = [replace(entries[0], body={}, destroyed="Article 17"), *entries[1:]]
        assert contact_of(gone).ref == story.contact
        assert contact_of(gone).what == ""
        assert project_contact(gone)["contact_row"][0]["told_at"] is not None
