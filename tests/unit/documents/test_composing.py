"""Documents about a case: of nothing but what their reader may see, in the hub's order and words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hubwright.domain.access import as_of_view
from hubwright.domain.cases.commands import Rate, Return, Subject
from hubwright.domain.definitions.drawn.asking import CheckOption, CheckQuestion
from hubwright.domain.definitions.drawn.documents import DocumentLayout, DocumentSection
from hubwright.domain.documents.composing import ABOUT_A_CASE, Wanted, composed, wrong_with
from hubwright.domain.documents.document import Document, pieces, written
from hubwright.domain.documents.layout import layout_of
from hubwright.domain.documents.reading import document_of
from hubwright.domain.documents.redacting import ABOUT, all_texts
from hubwright.domain.documents.said import Teller
from hubwright.domain.documents.sections import LETTERS, NOTHING, SECTIONS, TITLES
from hubwright.domain.texts import Text
from hubwright.testing.hubs import a_text
from hubwright.testing.stories import MANAGER, POLICE, SCREENER, Story

from tests.unit.access.readers import (
    ADULT_ONLY,
    CHILD_ONLY,
    HEALTH_ONLY,
    HIDDEN_WORDS,
    POSTCODE,
    REFERRER_EMAIL,
    REFERRER_NAME,
    REFERRER_PHONE,
    STREET,
    a_marked_story,
    reader,
)

STORY = a_marked_story()
_ROLES = (
    "reads", "reads-adults", "all-adults", "all-children", "knows-referrers", "sees-hidden", "sees-homes",
    "reads-checks", "reads-contacts", "everything",
)  # fmt: skip
READERS = [(one,) for one in _ROLES]
MARKS = (STREET, POSTCODE, REFERRER_NAME, REFERRER_EMAIL, REFERRER_PHONE, HIDDEN_WORDS)


def seen(story: Story, roles: tuple[str, ...] = ("everything",), language: str = "en") -> tuple[Teller, Any] | None:
    contacts = [story.streams[f"contact:{ref}"] for ref in story.state.contacts]
    found = as_of_view(story.entries, contacts, story.hub.forms, reader(*roles), story.now, story.now)
    return None if found is None else (Teller(story.hub, found[0], language), found[1])


def wanted(kind: str, story: Story, **parts: str) -> Wanted:
    answered = next((one.ask for one in story.state.checks.values() if one.answer), "")
    person = next(iter(story.state.subjects)) if kind == "conference_summary" else ""
    given = {"issued_to": "Ms Example", "subject": person, "ask": answered, **parts}
    return Wanted(kind, **given)


def made(story: Story, kind: str, roles: tuple[str, ...] = ("everything",), language: str = "en") -> Document | None:
    found = seen(story, roles, language)
    if found is None:
        return None
    asked = wanted(kind, story)
    if wrong_with(asked, found[0]) is not None:
        return None
    return composed(asked, found[0], found[1], by="One Example", at=story.now)


def words(document: Document) -> str:
    return "\n".join(all_texts(document))


@pytest.mark.parametrize("kind", ABOUT_A_CASE)
@pytest.mark.parametrize("roles", READERS)
def test_a_document_holds_no_mark_that_its_reader_does_not_see(kind: str, roles: tuple[str, ...]) -> None:
    document = made(STORY, kind, roles)
    if document is None:
        return
    teller, lines = seen(STORY, roles)  # type: ignore[misc]
    visible = repr([teller.view, lines])
    for mark in (*MARKS, CHILD_ONLY, ADULT_ONLY, HEALTH_ONLY):
        assert mark in visible or mark not in repr(written(document))


def test_somebody_who_sees_nothing_of_a_case_gets_no_document() -> None:
    assert seen(STORY, ("nothing",)) is None


@pytest.mark.parametrize("kind", ABOUT_A_CASE)
def test_every_piece_has_an_id_of_its_own_and_says_what_it_is_about(kind: str) -> None:
    document = made(STORY, kind)
    if document is None:
        return
    found = list(pieces(document))
    assert len({one.id for one in found}) == len(found)
    marks = {mark for one in found for mark in one.about}
    assert {mark.partition(":")[0] for mark in marks} <= set(ABOUT)
    assert written(document_of(written(document))) == written(document)


@pytest.mark.parametrize("kind", ABOUT_A_CASE)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_kind_without_a_layout_has_all_its_sections_in_their_order(kind: str, language: str) -> None:
    story = a_story_with_a_return("as_needed")
    document = made(story, kind, language=language)
    assert document is not None
    headings = [one.heading for one in document.sections if one.level == 1]
    usual = [text.said_in(language) for text in SECTIONS[kind].values()]
    assert headings == (usual if kind not in LETTERS else [one for one in usual if one in headings])
    assert document.marking == ("SWYDDOGOL-SENSITIF" if language == "cy" else "OFFICIAL-SENSITIVE")


def a_told_story() -> Story:
    story = Story()
    story.receives(Subject("", "Mia Example", born={"year": 2017, "month": 5, "day": 4}), Subject("", "Sam Example"))
    story.later(hours=1).does(SCREENER, Rate("child", "urgent", reason="Seen with bruises."))
    return story


def test_a_layout_says_which_sections_stand_in_which_order_under_which_words() -> None:
    story = a_told_story()
    layout = DocumentLayout(
        id="short",
        name=Text("Short story", "Stori fer"),
        stands_for="chronology",
        sections=(
            DocumentSection("events", heading=Text("What we know"), words=Text("Read this first.")),
            DocumentSection("people"),
        ),
        marking=Text("OFFICIAL"),
        closing=Text("The end."),
    )
    story.hub = replace(story.hub, documents=(layout,))
    document = made(story, "chronology")
    assert document is not None
    assert (document.title, document.marking, document.closing) == ("Short story", "OFFICIAL", "The end.")
    assert [one.heading for one in document.sections] == ["What we know", "Who this is about"]
    assert document.sections[0].blocks[0].text == "Read this first."  # type: ignore[union-attr]
    assert layout_of(story.hub, "decision_record").name == TITLES["decision_record"]


def test_a_chronology_tells_what_happened_oldest_first_with_who_and_why() -> None:
    document = made(a_told_story(), "chronology")
    assert document is not None
    (table,) = document.sections[1].blocks
    first, *_, last = table.rows  # type: ignore[union-attr]
    assert first.cells[2].startswith("Received")
    assert "Rated" in last.cells[2]
    assert "Seen with bruises." in last.cells[2]


def test_a_section_with_nothing_in_it_says_so() -> None:
    document = made(a_told_story(), "decision_record")
    assert document is not None
    dissent = next(one for one in document.sections if one.id == "dissent")
    assert [block.text for block in dissent.blocks] == [NOTHING.en]  # type: ignore[union-attr]


def test_what_an_agency_has_not_released_stays_out_of_what_leaves_and_stands_in_what_does_not() -> None:
    kept = a_story_with_a_return("hub_only")
    outside, inside = made(kept, "conference_summary"), made(kept, "decision_record")
    assert outside is not None
    assert inside is not None
    assert "Two calls in April." not in words(outside)
    assert "has not released them: 1" in words(outside)
    assert "Two calls in April." in words(inside)
    free = made(a_story_with_a_return("as_needed"), "conference_summary")
    assert free is not None
    assert "Two calls in April." in words(free)


def a_story_with_a_return(passing_on: str) -> Story:
    from tests.unit.cases.sharing import shared

    return shared("Two calls in April.", passing_on=passing_on)


def test_a_document_that_is_not_said_clearly_is_refused_with_everything_that_is_missing() -> None:
    teller, _ = seen(a_told_story())  # type: ignore[misc]
    refusal = wrong_with(Wanted("conference_summary", to="nowhere"), teller)
    assert refusal is not None
    assert {field for field, _ in refusal.fields} == {"issued_to", "subject", "to"}
    assert wrong_with(Wanted("agency_return", "Somebody", ask="q9"), teller) is not None
    assert wrong_with(Wanted("poem", "Somebody"), teller) is not None
    assert wrong_with(Wanted("chronology", "Somebody"), teller) is None


def test_a_letter_to_a_referrer_names_only_outcomes_that_they_may_hear_of() -> None:
    story = a_told_story()
    document = made(story, "referrer_letter")
    assert document is not None
    assert document.reference == next(iter(story.state.contacts))
    assert "Mia Example" not in words(document)
    assert "Nothing is decided yet." in words(document)
    assert NOTHING.en not in words(document)
    assert [one.id for one in document.sections] == ["letter", "hub"]
    assert MANAGER.name not in words(document)


def test_an_agencys_return_says_what_was_asked_and_what_came_back() -> None:
    story = a_story_with_a_return("as_needed")
    document = made(story, "agency_return")
    assert document is not None
    assert "Two calls in April." in words(document)
    assert "Yes, as needed to protect" in words(document)


def a_story_with_more_than_words(passing_on: str) -> Story:
    """The police were asked who lives there, and answered so."""
    from tests.unit.cases.acts import KIM, asked, rated
    from tests.unit.cases.sharing import sharing_hub

    hub = sharing_hub()
    (drawn,) = hub.check_sets
    home = CheckQuestion("home", a_text("Who lives there?"), "people")
    doses = CheckQuestion(
        "doses", a_text("Are the doses up to date?"), "choice", (CheckOption("no", a_text("Not yet")),)
    )
    asks = tuple(replace(one, questions=(*one.questions, home, doses)) for one in drawn.asks)
    story = Story(replace(hub, check_sets=(replace(drawn, asks=asks),)))
    story.receives(KIM)
    asked(rated(story))
    found = {"home": [{"name": "Uncle Zebedee", "born": "1970", "who": "uncle"}], "doses": {"p1": "no"}}
    story.does(POLICE, Return("q1", "shared", text="Two calls in April.", passing_on=passing_on, found=found))
    return story


@pytest.mark.parametrize("kind", ["agency_return", "decision_record"])
def test_what_was_found_beside_words_stands_with_its_question(kind: str) -> None:
    document = made(a_story_with_more_than_words("ask_first"), kind)
    assert document is not None
    for said in ("Who lives there?", "Uncle Zebedee, 1970, uncle", "Are the doses up to date?", "Not yet"):
        assert said in words(document), said


@pytest.mark.parametrize(("passing_on", "stands"), [("as_needed", True), ("ask_first", False), ("hub_only", False)])
def test_what_was_found_beside_words_leaves_only_where_its_agency_said_so(passing_on: str, stands: bool) -> None:
    document = made(a_story_with_more_than_words(passing_on), "conference_summary")
    assert document is not None
    assert ("Uncle Zebedee" in words(document)) is stands
