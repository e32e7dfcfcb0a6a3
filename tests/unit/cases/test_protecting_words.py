"""Words that may give something away are kept back until a person decides, and places that workers add are found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hubwright.domain.access import case_view, reader_of, record
from hubwright.domain.answers.protected import TAKEN_OUT
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics.protecting_words import JudgeWords, OpenPlace, ProtectPlace, noticed, protecting_of
from hubwright.domain.definitions.hub import Role
from hubwright.domain.protection.of_case import hits_of_contact, newly_found
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.stories import MANAGER, SCREENER, Story

from .acts import KIM, refused

HOME = {"kind": "uk", "lines": ["14 Zebrafinch Row"], "postcode": "ZZ99 3VZ", "protected": True}
READS = Actor("u-reads", "Reads Example", "care", frozenset({"reads"}))


@pytest.fixture
def story() -> Story:
    hub = a_hub()
    story = Story(
        replace(hub, roles=(*hub.roles, Role("reads", a_text("Reads"), frozenset({"case.read", "case.note"}))))
    )
    story.receives(replace(KIM, address=HOME))
    return story


def writes(story: Story, text: str) -> None:
    """A note, looked through as a deed looks through what it writes."""
    facts = story._record([], SCREENER)
    before, contacts, entries = story.state, [story.contact_state], list(story.entries)
    story.does(SCREENER, c.Note(text))
    facts = [entry for entry in story.entries if entry not in entries]
    found = newly_found(before, contacts, entries, facts)
    story._record(noticed(before, found, story.context(SCREENER)), SCREENER)


def notes(story: Story, actor: Actor) -> list[str]:
    lines = record(story.entries, [story.contact_state], reader_of(story.hub, actor), story.now)
    return [line.body["text"] for line in lines if line.type == "case.noted"]


class TestWhatIsNoticed:
    def test_it_waits_for_a_person_and_is_kept_back_meanwhile(self, story):
        writes(story, "Seen near Zebrafich Row.")
        (waiting,) = protecting_of(story.state).waiting
        assert (waiting.words, waiting.reason, waiting.of) == ("zebrafich row", "misspelt", "protected")
        assert notes(story, READS) == [f"Seen near {TAKEN_OUT}."]
        assert notes(story, SCREENER) == ["Seen near Zebrafich Row."]
        assert "protecting_words" in story.state.awaiting

    def test_what_is_plainly_it_needs_nobody_to_decide(self, story):
        writes(story, "Seen at 14 Zebrafinch Row.")
        assert protecting_of(story.state).waiting == ()
        assert notes(story, READS) == [f"Seen at {TAKEN_OUT}."]

    def test_once_it_is_said_to_be_something_else_everybody_reads_it(self, story):
        writes(story, "Seen near Zebrafich Row.")
        story.does(SCREENER, JudgeWords("zebrafich row", False))
        assert notes(story, READS) == ["Seen near Zebrafich Row."]
        assert "protecting_words" not in story.state.awaiting

    def test_once_it_is_said_to_be_it_it_stays_kept_back(self, story):
        writes(story, "Seen near Zebrafich Row.")
        story.does(SCREENER, JudgeWords("zebrafich row", True))
        assert notes(story, READS) == [f"Seen near {TAKEN_OUT}."]
        assert protecting_of(story.state).waiting == ()

    def test_whoever_may_not_see_it_decides_nothing_and_learns_nothing(self, story):
        writes(story, "Seen near Zebrafich Row.")
        assert refused(story, READS, JudgeWords("zebrafich row", False)).code == "no_authority"
        view = case_view(story.state, [story.contact_state], story.hub.forms, reader_of(story.hub, READS), story.now)
        assert protecting_of(view.case).found == {}
        lines = record(story.entries, [story.contact_state], reader_of(story.hub, READS), story.now)
        assert "zebrafi" not in repr([view, lines]).lower()

    def test_it_must_be_said_what_they_are(self, story):
        writes(story, "Seen near Zebrafich Row.")
        assert refused(story, SCREENER, JudgeWords("zebrafich row", None)).code == "verdict_missing"
        assert refused(story, SCREENER, JudgeWords("something", True)).code == "not_noticed"

    def test_the_same_words_are_noticed_once(self, story):
        writes(story, "Seen near Zebrafich Row.")
        writes(story, "Again near Zebrafich Row.")
        assert len(protecting_of(story.state).found) == 1

    def test_a_contact_that_arrives_is_looked_through(self, story):
        contact = replace(story.contact_state, what="They hide in Zebrafinch Rw, he says; near Zebrafich Row.")
        assert [hit.words for hit in hits_of_contact(story.state, contact) if not hit.sure] == ["zebrafich row"]


class TestPlaces:
    def test_a_place_that_a_worker_adds_is_kept_back_in_what_was_written_before(self, story):
        writes(story, "She is at Heron House.")
        assert notes(story, READS) == ["She is at Heron House."]
        story.does(SCREENER, ProtectPlace("Heron House", "Her husband looks for her."))
        assert notes(story, READS) == [f"She is at {TAKEN_OUT}."]

    def test_what_was_written_before_is_looked_through_again(self, story):
        writes(story, "She is at Herron House.")
        before, entries = story.state, list(story.entries)
        story.does(SCREENER, ProtectPlace("Heron House", "Her husband looks for her."))
        facts = [entry for entry in story.entries if entry not in entries]
        assert [one.words for one in newly_found(before, [story.contact_state], entries, facts)] == ["herron house"]

    def test_it_may_be_known_again(self, story):
        story.does(SCREENER, ProtectPlace("Heron House", "Her husband looks for her."))
        writes(story, "She is at Heron House.")
        story.does(SCREENER, OpenPlace("w1", "It has closed."))
        assert notes(story, READS) == ["She is at Heron House."]

    @pytest.mark.parametrize(
        ("command", "code"),
        [
            (ProtectPlace("", "Why"), "text_missing"),
            (ProtectPlace("Heron House", ""), "reason_missing"),
            (ProtectPlace("a b", "Why"), "too_short"),
            (OpenPlace("w9", "Why"), "no_place"),
        ],
    )
    def test_what_is_missing_is_asked_for(self, story, command, code):
        assert refused(story, MANAGER, command).code == code
        assert refused(story, READS, command).code == "no_authority"
