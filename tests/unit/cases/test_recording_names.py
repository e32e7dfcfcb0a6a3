"""Names that belong in another record: found where people typed them, and left for a person to look at."""

from __future__ import annotations

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.topics.adults import NameSource
from hubwright.domain.cases.topics.recording import CheckRecord, EditRecord, SealRecord, names_apart
from hubwright.testing.stories import MANAGER, POLICE, SCREENER

from .acts import asked, rated, refused
from .recorded import Discussion, three_siblings
from .test_recording import WHY, sealed
from .test_recording_answers import a_hub, held


def named(tale: Discussion, *subjects: str):
    """Where somebody of another record is named in that of these people."""
    state = tale.state
    return {one.person: one.places for one in names_apart(state, tale.record(subjects))}


def of_two(tale: Discussion) -> Discussion:
    """Noor is alleged to have harmed the others, and has a record by herself."""
    tale.drafted("p3", separate=True, referral="")
    tale.drafted("p1", "p2")
    return tale


@pytest.mark.parametrize(
    "text",
    [
        "Noor Example hit him.",
        "He was hit by Example, Noor.",
        "NOOR EXAMPLE was there.",
        "Noor Exampel hit him.",
        "He says that Noor hit him.",
        "It was Noor's idea.",
    ],
)
def test_the_name_of_somebody_set_apart_is_found_however_it_was_typed(text):
    tale = of_two(three_siblings().minutes("risk", text, subject="p1"))
    assert named(tale, "p1", "p2") == {"p3": ("risk-p1",)}


@pytest.mark.parametrize("text", ["He was hit at noon.", "The Example family moved.", "Lee and Kim are safe.", ""])
def test_what_names_nobody_set_apart_is_no_hint(text):
    tale = of_two(three_siblings().minutes("risk", text, subject="p1"))
    assert named(tale, "p1", "p2") == {}


def test_the_record_of_whoever_is_set_apart_is_looked_through_for_everybody_else():
    tale = of_two(three_siblings().minutes("risk", "She frightened Kim.", subject="p3"))
    assert named(tale, "p3") == {"p1": ("risk-p3",)}


def test_somebody_named_as_the_source_of_harm_is_looked_for_before_they_have_a_record():
    tale = three_siblings().minutes("risk", "Noor hit him.", subject="p1")
    tale.does(SCREENER, NameSource("child", "person", "Noor Example", ("p1",)))
    tale.drafted("p1", "p2")
    assert named(tale, "p1", "p2") == {"p3": ("risk-p1",)}


def test_without_anybody_set_apart_no_name_is_a_hint():
    tale = three_siblings().minutes("risk", "Noor Example was there.", subject="p1")
    tale.drafted("p1", "p2")
    assert named(tale, "p1", "p2") == {}


def test_a_first_name_that_somebody_of_the_record_has_too_is_no_hint_and_the_whole_name_is():
    def tale(text: str) -> Discussion:
        two = Discussion()
        two.receives(Subject("", "Kim Example", born={"year": 2015}), Subject("", "Kim Other", born={"year": 2012}))
        rated(two)
        two.begins().minutes("risk", text, subject="p1").later(minutes=5).ends()
        two.drafted("p2", separate=True, referral="")
        two.drafted("p1")
        return two

    assert named(tale("Kim is hurt."), "p1") == {}
    assert named(tale("Kim Other was there."), "p1") == {"p2": ("risk-p1",)}


def test_the_referral_reasons_actions_and_views_of_agencies_are_looked_through_too():
    tale = three_siblings()
    tale.agrees("Speak to Noor", "p1")
    tale.decides("p2", dissent={"health": "Noor needs help first."})
    tale.drafted("p3", separate=True, referral="")
    tale.drafted("p1", "p2", referral="Noor Example was seen.")
    assert named(tale, "p1", "p2") == {"p3": ("referral", "decisions", "actions")}


def test_what_an_agency_shared_is_looked_through_too():
    tale = Discussion(a_hub())
    tale.receives(Subject("", "Kim Example", born={"year": 2015}))
    asked(rated(tale))
    tale.does(POLICE, c.Return("q1", "shared", text="Noor Example was arrested.", passing_on="as_needed"))
    tale.does(SCREENER, c.AddPerson(Subject("", "Noor Example", born={"year": 2012})))
    held(tale).drafted("p2", separate=True, referral="")
    tale.drafted("p1")
    assert named(tale, "p1") == {"p2": ("information-police",)}


def test_put_in_other_words_it_is_no_hint_any_more():
    tale = of_two(three_siblings().minutes("risk", "Noor hit him.", subject="p1"))
    record = tale.record(("p1", "p2"))
    tale.does(SCREENER, EditRecord(record.id, "risk-p1", "He was hit.", record.latest.written))
    assert named(tale, "p1", "p2") == {}


def test_what_was_drafted_before_somebody_was_set_apart_is_not_sealed_with_their_name_in_it():
    tale = three_siblings()
    main = tale.drafted("p1", "p2")
    tale.drafted("p3", separate=True, referral="")
    assert named(tale, "p1", "p2") == {"p3": ("people",)}
    tale.does(MANAGER, CheckRecord(main.id, right=True))
    assert "Draft it anew" in refused(tale, MANAGER, SealRecord(main.id, WHY)).do
    tale.drafted("p1", "p2")
    assert named(tale, "p1", "p2") == {}
    assert sealed(tale, main.id).record(("p1", "p2")).latest.state == "sealed"
