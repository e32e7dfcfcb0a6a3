"""Steps, progress, having enough, and reading answers by what they mean."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.answers.check_digits import nhs_number_fault, upn_fault
from hubwright.domain.answers.dependencies import dependencies
from hubwright.domain.answers.judge import check
from hubwright.domain.answers.meanings import by_meaning, first_value, subjects
from hubwright.domain.answers.paging import Progress, Step, enough, following, preceding, progress, steps
from hubwright.domain.answers.scope import scope_of, type_of
from hubwright.domain.definitions.form import Form, Page, Question
from hubwright.domain.rules import Cycles, Kind, order
from hubwright.domain.texts import Text
from hubwright.reference.meanings import meanings

TODAY = date(2026, 11, 22)


def answered(value: Any) -> Answer:
    return Answer(State.ANSWERED, value)


def row(**cells: Any) -> dict[str, Any]:
    return {id.replace("_", "-"): answered(value).document() for id, value in cells.items()}


ASH = row(child_name="Ash Example", child_unborn="no", child_born={"year": 2016})
ELM = row(child_name="Elm Example", child_unborn="no")


def test_each_row_has_a_screen_of_its_own_after_its_page(referral: Form) -> None:
    judgement = check(referral, {"children": answered([ASH, ELM]), "hurt": answered("yes")}, TODAY)
    assert steps(referral, judgement) == [
        Step("who"),
        Step("who", "children", 0),
        Step("who", "children", 1),
        Step("worry"),
        Step("injury"),
        Step("more"),
    ]


def test_the_next_and_the_previous_step_skip_what_is_hidden(referral: Form) -> None:
    judgement = check(referral, {"children": answered([ASH])}, TODAY)
    assert following(referral, judgement, Step("worry")) == Step("more")
    assert preceding(referral, judgement, Step("more")) == Step("worry")
    assert following(referral, judgement, Step("more")) is None
    assert preceding(referral, judgement, Step("who")) is None
    assert preceding(referral, judgement, Step("worry")) == Step("who", "children", 0)


def test_a_step_that_has_been_hidden_still_knows_its_neighbours(referral: Form) -> None:
    judgement = check(referral, {}, TODAY)
    assert following(referral, judgement, Step("injury")) == Step("more")
    assert preceding(referral, judgement, Step("injury")) == Step("worry")


def test_a_row_that_is_being_added_is_followed_by_the_next_page(referral: Form) -> None:
    judgement = check(referral, {"children": answered([ASH])}, TODAY)
    assert following(referral, judgement, Step("who", "children", 1)) == Step("worry")
    assert preceding(referral, judgement, Step("who", "children", 1)) == Step("who", "children", 0)


def test_walking_forward_visits_every_step_once(referral: Form) -> None:
    judgement = check(referral, {"children": answered([ASH, ELM]), "hurt": answered("yes")}, TODAY)
    walked: list[Step] = []
    step: Step | None = Step("who")
    while step is not None:
        walked.append(step)
        step = following(referral, judgement, step)
    assert walked == steps(referral, judgement)


def test_progress_counts_pages_and_moves_with_the_answers(referral: Form) -> None:
    calm = check(referral, {}, TODAY)
    assert progress(referral, calm, Step("more")) == Progress(3, 3)
    hurt = check(referral, {"hurt": answered("yes")}, TODAY)
    assert progress(referral, hurt, Step("more")) == Progress(4, 4)
    assert progress(referral, hurt, Step("who", "children", 3)) == Progress(1, 4)


def test_a_page_with_nothing_on_it_is_no_step(referral: Form) -> None:
    babies = referral.question("babies")
    pages = (Page("p", Text("P"), (babies,)), Page("q", Text("Q"), (Question("a", "upn", Text("A")),)))
    bare = Form("f", 1, Text("F"), "o", pages)
    assert steps(bare, check(bare, {}, TODAY)) == [Step("q")]


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        ({}, False),
        ({"children": answered([ASH])}, False),
        ({"children": answered([ASH]), "what": answered("Bruises")}, True),
        ({"children": answered([{}]), "what": answered("Bruises")}, False),
        ({"children": answered([]), "what": answered("Bruises")}, False),
        ({"children": Answer(State.NOT_KNOWN), "what": Answer(State.REFUSED)}, True),
        ({"children": Answer(State.NOT_ASKED), "what": answered("Bruises")}, True),
        ({"children": answered([ASH]), "what": answered("  ")}, False),
    ],
)
def test_there_is_enough_when_each_named_question_is_dealt_with(
    referral: Form, answers: dict[str, Answer], result: bool
) -> None:
    assert enough(referral, answers) is result


def test_answers_are_found_by_what_they_mean(referral: Form) -> None:
    answers = check(referral, {"children": answered([ASH, ELM]), "what": answered("Bruises")}, TODAY).answers
    found = by_meaning(referral, answers)
    assert first_value(found, "concern.what") == "Bruises"
    assert [(one.row, one.answer.value) for one in found["subject.name"]] == [(0, "Ash Example"), (1, "Elm Example")]
    assert first_value(found, "referrer.name") is None


def test_every_row_becomes_a_subject_and_an_empty_one_nobody(referral: Form) -> None:
    answers = check(referral, {"children": answered([ASH, {}, ELM])}, TODAY).answers
    people = subjects(referral, answers)
    assert [(person.row, person.value("subject.name")) for person in people] == [(0, "Ash Example"), (2, "Elm Example")]
    assert people[0].value("subject.born") == {"year": 2016}


def test_one_address_is_not_given_to_several_people(referral: Form) -> None:
    home = {"kind": "uk", "lines": ["1 Example Lane"]}
    two = check(referral, {"children": answered([ASH, ELM]), "address": answered(home)}, TODAY).answers
    assert [person.value("subject.address") for person in subjects(referral, two)] == [None, None]
    one = check(referral, {"children": answered([ASH]), "address": answered(home)}, TODAY).answers
    assert [person.value("subject.address") for person in subjects(referral, one)] == [home]


def test_where_nobody_is_named_there_is_no_subject(referral: Form) -> None:
    assert subjects(referral, check(referral, {}, TODAY).answers) == []


def test_a_form_about_oneself_has_one_subject() -> None:
    name = Question("me", "short_text", Text("Your name"), meaning="subject.name")
    own = Form("f", 1, Text("F"), "o", (Page("p", Text("P"), (name,)),))
    (person,) = subjects(own, {"me": answered("Oak Example")})
    assert (person.value("subject.name"), person.holder) == ("Oak Example", None)
    assert subjects(own, {}) == []


def test_a_person_is_taken_apart_into_what_the_parts_mean() -> None:
    who = Question("who", "person", Text("Who?"), meaning="subject.person")
    one = Form("f", 1, Text("F"), "o", (Page("p", Text("P"), (who,)),))
    value = {"given": "Ash", "family": "Example", "also_known_as": "Ashy", "unborn": True, "expected": {"year": 2027}}
    (person,) = subjects(one, {"who": answered(value)})
    assert {meaning: person.value(meaning) for meaning in person.facts} == {
        "subject.name": "Ash Example",
        "subject.other_names": "Ashy",
        "subject.unborn": "yes",
        "subject.expected": {"year": 2027},
    }


def test_the_vocabulary_knows_what_every_type_of_meaning_fits() -> None:
    known = meanings()
    assert known["subject.born"].fits("date")
    assert not known["subject.born"].fits("upn")
    for meaning in ("subject.person", "subject.people", "concern.what", "concern.danger_now", "referrer.email"):
        assert known[meaning].name["en"]


def test_every_part_of_a_person_has_a_meaning_that_the_vocabulary_knows() -> None:
    who = Question("who", "person", Text("Who?"), meaning="subject.person")
    one = Form("f", 1, Text("F"), "o", (Page("p", Text("P"), (who,)),))
    parts = [
        "sex",
        "gender",
        "ethnicity",
        "language",
        "interpreter",
        "disability",
        "address",
        "school",
        "nhs_number",
        "upn",
        "whereabouts",
    ]
    (person,) = subjects(one, {"who": answered(dict.fromkeys(parts, "x"))})
    assert len(person.facts) == len(parts)
    assert set(person.facts) <= set(meanings())


def test_rules_read_the_columns_of_rows_only_within_them(referral: Form) -> None:
    scope = scope_of(referral)
    assert "child-born" not in scope
    assert dict(scope["children"].columns)["child-born"].kind is Kind.DATE
    assert scope["babies"].kind is Kind.WHOLE


def test_content_and_files_are_nothing_to_a_rule(every_type: Form) -> None:
    assert [question.id for question in every_type.questions() if type_of(question) is None] == [
        "file",
        "content",
        "row-content",
    ]


def test_what_decides_a_question_comes_before_it(referral: Form) -> None:
    names = order(dependencies(referral))
    assert not isinstance(names, Cycles)
    assert names.index("children") < names.index("babies") < names.index("midwife")
    assert names.index("hurt") < names.index("page:injury") < names.index("injury-seen")


@pytest.mark.parametrize(
    ("text", "code"),
    [("943 476 5919", None), ("943-476-5919", None), ("943 476 5910", "nhs-number-check"), ("943", "nhs-number-form"),
     ("٩٤٣٤٧٦٥٩١٩", "nhs-number-form"), ("0000000000", None)],
)  # fmt: skip
def test_the_check_digit_of_an_nhs_number(text: str, code: str | None) -> None:
    assert nhs_number_fault(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("h80120 0001001", None), ("A801200001001", "upn-check"), ("801200001001H", "upn-form"), ("", "upn-form"),
     ("A80120000100I", "upn-form")],
)  # fmt: skip
def test_the_check_letter_of_a_unique_pupil_number(text: str, code: str | None) -> None:
    assert upn_fault(text) == code
