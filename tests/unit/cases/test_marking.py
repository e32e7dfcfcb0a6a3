"""Markers stand above what goes out until a named person lifts them; protection waits for none."""

from __future__ import annotations

from datetime import date

import pytest
from hubwright.domain.access import case_view, check_view, reader_of
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.topics.marking import LiftMarker, PutMarker, ReviewMarker, markers_of
from hubwright.domain.projections import project
from hubwright.reference.markers import marker_kinds
from hubwright.testing.stories import MANAGER, POLICE, SCREENER, Story

from .acts import KIM, refused

REVIEW = date(2026, 7, 6)
FORCED = PutMarker("forced_marriage", "no_contact", None, "The school nurse", REVIEW, "Ring the school only.")
DOGS = PutMarker("dogs", "warning", "p1", "The postman", REVIEW)


@pytest.fixture
def story() -> Story:
    story = Story()
    story.receives(KIM)
    return story


@pytest.fixture
def marked(story: Story) -> Story:
    story.does(SCREENER, FORCED)
    return story


class TestPutting:
    def test_it_stands_with_its_source_and_the_day_it_is_looked_at_again(self, marked):
        (one,) = markers_of(marked.state).values()
        assert (one.source, one.review, one.by) == ("The school nurse", REVIEW, SCREENER.name)

    @pytest.mark.parametrize(
        ("command", "code"),
        [
            (PutMarker("", "", None, "The nurse", REVIEW), "kind_missing"),
            (PutMarker("dogs", "warning", None, " ", REVIEW), "source_missing"),
            (PutMarker("dogs", "warning", None, "The nurse", None), "review_missing"),
            (PutMarker("dogs", "warning", None, "The nurse", date(2020, 1, 1)), "review_missing"),
            (PutMarker("dogs", "warning", "p9", "The nurse", REVIEW), "no_person"),
        ],
    )
    def test_what_is_missing_is_asked_for(self, story, command, code):
        assert refused(story, SCREENER, command).code == code

    def test_nobody_without_a_hand_in_the_case_puts_one(self, story):
        assert refused(story, POLICE, FORCED).code == "no_authority"

    def test_an_agency_that_is_asked_sees_what_warns_whoever_visits(self, story):
        story.does(SCREENER, DOGS)
        story.does(SCREENER, c.Rate("child", "urgent"))
        story.does(SCREENER, c.Ask("child"))
        view = check_view(story.state, "q1", reader_of(story.hub, POLICE), story.now, [story.contact_state])
        assert [one.kind for one in view.markers] == ["dogs"]

    def test_a_list_says_when_each_is_to_be_looked_at_again(self, marked):
        (row,) = project(marked.state.stream, marked.entries)["case_marker"]
        assert (row["kind"], row["review"]) == ("forced_marriage", "2026-07-06")


class TestWhatGoesOut:
    def told(self, story: Story, **parts) -> c.Tell:
        return c.Tell(story.contact, "acknowledge", "telephone", "We have it.", **parts)

    def test_it_is_stopped_until_somebody_says_why_it_goes_out(self, marked):
        refusal = refused(marked, SCREENER, self.told(marked))
        assert refusal.code == "marked"
        assert dict(refusal.fields)["despite"]
        marked.does(SCREENER, self.told(marked, despite="The referrer is the school."))
        assert [entry.type for entry in marked.entries][-1] == "case.marker_overridden"

    def test_not_telling_is_never_stopped(self, marked):
        marked.does(SCREENER, c.Tell(marked.contact, "acknowledge", "withheld", "They would hear of it."))

    def test_a_warning_stops_nothing(self, story):
        story.does(SCREENER, DOGS)
        story.does(SCREENER, self.told(story))

    def test_protection_waits_for_no_marker(self, marked):
        marked.does(SCREENER, c.ActNow("Police to the school.", "protect"))

    def test_once_lifted_it_stops_nothing(self, marked):
        marked.does(MANAGER, LiftMarker("m1", "She lives with her aunt now."))
        marked.does(SCREENER, self.told(marked))
        assert markers_of(marked.state) == {}


class TestLifting:
    def test_it_needs_its_permission_and_a_reason(self, marked):
        assert refused(marked, MANAGER, LiftMarker("m1", " ")).code == "reason_missing"
        assert refused(marked, POLICE, LiftMarker("m1", "Safe.")).code == "no_authority"
        assert refused(marked, MANAGER, LiftMarker("m9", "Safe.")).code == "no_marker"

    def test_looking_again_moves_its_day_and_never_lifts_it(self, marked):
        marked.later(days=90)
        marked.does(SCREENER, ReviewMarker("m1", date(2026, 12, 1)))
        (one,) = markers_of(marked.state).values()
        assert (one.review, one.reviewed_by) == (date(2026, 12, 1), SCREENER.name)

    def test_the_next_one_has_a_name_of_its_own(self, marked):
        marked.does(MANAGER, LiftMarker("m1", "She lives with her aunt now."))
        marked.does(SCREENER, FORCED)
        assert list(markers_of(marked.state)) == ["m2"]


def test_a_reader_of_another_strand_sees_no_marker_about_somebody_else(story):
    story.does(SCREENER, DOGS)
    view = case_view(story.state, [story.contact_state], story.hub.forms, reader_of(story.hub, SCREENER), story.now)
    assert list(markers_of(view.case)) == ["m1"]


def test_every_kind_says_what_to_do_in_both_languages():
    for kind in marker_kinds().values():
        assert kind.effect in ("no_contact", "warning")
        assert kind.name["en"]
        assert kind.name["cy"]
        assert kind.do["en"]
        assert kind.do["cy"]
