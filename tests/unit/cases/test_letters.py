"""Letters to families and people: the hub's wording, in a way known to be safe, each owed until sent or withheld."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.topics.letters import (
    SendLetter,
    WithholdLetter,
    WriteLetter,
    letters_of,
    owed_letters,
)
from hubwright.domain.cases.wording import FIELDS, Written, worded
from hubwright.domain.definitions.checks.words import WRITTEN_FIELDS
from hubwright.domain.definitions.hub import Hub, Letter
from hubwright.domain.texts import Text
from hubwright.testing.hubs import a_hub
from hubwright.testing.stories import MANAGER, POLICE, SCREENER, Story

from .acts import ADA, KIM, decided, rated, refused

OUTCOME = Text(
    "Dear {{addressed}}\n\nAbout {{person}}: {{outcome}}.\n\n{{words}}\n\nRing {{telephone}}. {{hub}}, {{date}}"
)


def with_letters(**family: object) -> Hub:
    """Oakfield with a letter to families, one to adults, and one to referrers for advice alone."""
    hub = a_hub()
    letters = (
        Letter("to-family", "outcome", Text("What we decided"), OUTCOME, "family", clock="tell"),
        Letter("to-adult", "outcome", Text("What we decided"), OUTCOME, "adult", clock="tell"),
        Letter("advised", "outcome", Text("News"), Text("We gave advice: {{outcome}}."), "referrer", ("advice",)),
        Letter("heard", "outcome", Text("News"), Text("It is seen to: {{outcome}}."), "referrer"),
    )
    return replace(
        hub, letters=(*hub.letters, *(replace(one, **family) if one.id == "to-family" else one for one in letters))
    )


def a_decided_story(hub: Hub | None = None) -> Story:
    story = Story(hub or with_letters())
    story.receives(KIM)
    return decided(rated(story))


def write(**changes: object) -> WriteLetter:
    parts = {
        "letter": "to-family", "subject": "p1", "pathway": "child", "addressed": "Ms A. Example", "way": "post",
        "why_safe": "She asked for it by post on Friday.", "words": "Come back to us at any time.", **changes,
    }  # fmt: skip
    return WriteLetter(**parts)  # type: ignore[arg-type]


class TestOwing:
    def test_a_decision_makes_the_hub_owe_the_family_a_letter_with_its_clock(self):
        story = a_decided_story()
        ((clock, letter, about),) = owed_letters(story.state)
        assert (letter, about) == ("to-family", "p1")
        assert story.state.clocks[clock].due > story.now

    def test_a_letter_without_a_clock_is_not_owed(self):
        assert owed_letters(a_decided_story(with_letters(clock=None)).state) == ()

    def test_a_letter_for_another_outcome_is_not_owed(self):
        assert owed_letters(a_decided_story(with_letters(meanings=("section_47",))).state) == ()

    def test_an_adult_gets_the_letter_for_adults(self):
        story = Story(with_letters())
        story.receives(ADA)
        decided(rated(story, pathway="adult"), pathway="adult")
        ((_, letter, _),) = owed_letters(story.state)
        assert letter == "to-adult"

    def test_a_case_is_not_closed_while_a_letter_is_owed(self):
        story = a_decided_story()
        story.does(SCREENER, c.Tell(story.contact, "outcome", "telephone", "Told."))
        assert refused(story, MANAGER, c.Close("Done.")).code == "letter_owed"
        story.does(SCREENER, write())
        assert refused(story, MANAGER, c.Close("Done.")).code == "letter_owed"
        story.does(SCREENER, SendLetter("l1"))
        assert story.does(MANAGER, c.Close("Done.")).closed is not None


class TestWriting:
    def test_a_letter_says_what_the_hub_drew_filled_once(self):
        story = a_decided_story()
        story.does(SCREENER, write(addressed="Ms {{outcome}} Example"))
        letter = letters_of(story.state)["l1"]
        assert "Dear Ms {{outcome}} Example" in letter.text
        assert "About Kim Example: Advice." in letter.text
        assert "Come back to us at any time." in letter.text
        assert "01632 960001" in letter.text

    def test_an_empty_field_leaves_no_gap(self):
        story = a_decided_story()
        story.does(SCREENER, write(words=""))
        assert "\n\n\n\n" not in letters_of(story.state)["l1"].text
        assert "{{" not in letters_of(story.state)["l1"].text

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"why_safe": " "}, "why_safe_missing"),
            ({"addressed": ""}, "addressed_missing"),
            ({"way": "email"}, "way_missing"),
            ({"letter": "told"}, "no_letter"),
            ({"letter": "advised"}, "no_letter"),
            ({"subject": "p9"}, "no_person"),
            ({"pathway": "adult"}, "no_pathway"),
        ],
    )
    def test_what_is_missing_is_asked_for_and_nothing_is_on_record(self, changes, code):
        assert refused(a_decided_story(), SCREENER, write(**changes)).code == code

    def test_only_who_may_tell_writes(self):
        assert refused(a_decided_story(), POLICE, write()).code == "no_authority"


class TestSending:
    def test_sending_meets_the_clock_at_the_time_it_left(self):
        story = a_decided_story()
        story.does(SCREENER, write())
        written = story.now
        story.later(hours=3)
        state = story.does(SCREENER, SendLetter("l1", "Second class.", happened=written + timedelta(hours=1)))
        assert owed_letters(state) == ()
        assert letters_of(state)["l1"].sent == written + timedelta(hours=1)

    def test_a_letter_is_sent_once_and_never_in_the_future(self):
        story = a_decided_story()
        story.does(SCREENER, write())
        assert (
            refused(story, SCREENER, SendLetter("l1", happened=story.now + timedelta(hours=1))).code == "time_to_come"
        )
        story.does(SCREENER, SendLetter("l1"))
        assert refused(story, SCREENER, SendLetter("l1")).code == "no_letter"

    def test_withholding_needs_its_reason_and_then_owes_nothing(self):
        story = a_decided_story()
        ((clock, _, _),) = owed_letters(story.state)
        assert refused(story, SCREENER, WithholdLetter(" ", owed=clock)).code == "reason_missing"
        assert refused(story, SCREENER, WithholdLetter("Unsafe.", owed="letter:none:p1")).code == "not_owed"
        assert owed_letters(story.does(SCREENER, WithholdLetter("He opens her post.", owed=clock))) == ()


class TestTheReferrersOwnWords:
    def test_left_empty_they_read_the_hubs_words_for_this_outcome(self):
        story = a_decided_story()
        story.does(SCREENER, c.Tell(story.contact, "outcome", "email"))
        assert story.contact_state.telling[-1]["words"] == "We gave advice: Advice."

    def test_another_outcome_is_told_in_the_words_for_any(self):
        story = Story(with_letters())
        story.receives(KIM)
        decided(rated(story), route="assess")
        story.does(SCREENER, c.Tell(story.contact, "outcome", "email"))
        assert story.contact_state.telling[-1]["words"] == "It is seen to: Assessment."

    def test_what_a_worker_writes_is_told_as_it_is(self):
        story = a_decided_story()
        story.does(SCREENER, c.Tell(story.contact, "outcome", "email", "Thank you. The school nurse is on it."))
        assert story.contact_state.telling[-1]["words"] == "Thank you. The school nurse is on it."

    def test_an_outcome_that_a_referrer_may_not_hear_is_not_named(self):
        hub = with_letters()
        routes = tuple(replace(one, hears="nothing") for one in hub.routes)
        story = a_decided_story(replace(hub, routes=routes))
        story.does(SCREENER, c.Tell(story.contact, "outcome", "email"))
        assert "Advice" not in story.contact_state.telling[-1]["words"]

    def test_withholding_is_never_filled_in_for_anybody(self):
        story = a_decided_story()
        assert refused(story, SCREENER, c.Tell(story.contact, "outcome", "withheld")).code == "words_missing"


def test_the_fields_that_are_checked_are_those_that_can_be_filled():
    assert set(FIELDS) == set(WRITTEN_FIELDS)


def test_what_is_filled_in_is_never_looked_into():
    given = Written(addressed="{{telephone}}", telephone="01632 960001")
    assert worded(Text("{{addressed}} {{telephone}}"), given, "en") == "{{telephone}} 01632 960001"
