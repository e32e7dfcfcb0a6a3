"""The one judge: required never stops, checks warn, hidden is not asked, and nothing typed is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hubwright.domain.answers.answer import NOT_ASKED, Answer, State
from hubwright.domain.answers.judge import Judgement, check, well_formed
from hubwright.domain.answers.messages import MALFORMED, MISSING, WARNINGS
from hubwright.domain.definitions.form import Form, Option, Page, Question
from hubwright.domain.rules import Rule, parse
from hubwright.domain.texts import Text
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TODAY = date(2026, 11, 22)
YES, NO, NOT_KNOWN = Answer(State.ANSWERED, "yes"), Answer(State.ANSWERED, "no"), Answer(State.NOT_KNOWN)


def answered(value: Any) -> Answer:
    return Answer(State.ANSWERED, value)


def row(**cells: Any) -> dict[str, Any]:
    return {id.replace("_", "-"): answered(value).document() for id, value in cells.items()}


def places(findings: Any) -> list[tuple[str, str]]:
    return [(finding.place, finding.code) for finding in findings]


CHILD = row(child_name="Ash Example", child_unborn="no", child_born={"year": 2016})
BABY = row(child_name="Baby Example", child_unborn="yes", child_expected={"year": 2027, "month": 2})


def full(**more: Answer) -> dict[str, Answer]:
    answers = {"children": answered([CHILD]), "what": answered("Bruises."), "hurt": NO, "danger-now": NO}
    return {**answers, **{id.replace("_", "-"): answer for id, answer in more.items()}}


def test_nothing_at_all_gives_every_question_and_says_what_is_missing(referral: Form) -> None:
    judgement = check(referral, {}, TODAY)
    assert places(judgement.missing) == [("children", "missing"), ("what", "missing")]
    assert judgement.malformed == judgement.warnings == ()
    assert judgement.pages == ("who", "worry", "more")
    assert judgement.answers["injury-seen"] == NOT_ASKED
    assert judgement.danger is not None
    assert (judgement.danger.result, judgement.danger.missing) == (None, ("danger-now",))


@pytest.mark.parametrize("state", [State.NOT_KNOWN, State.REFUSED])
def test_not_known_and_refused_deal_with_a_required_question(referral: Form, state: State) -> None:
    judgement = check(referral, {"children": Answer(state), "what": Answer(state)}, TODAY)
    assert judgement.missing == ()


def test_white_space_is_no_answer(referral: Form) -> None:
    judgement = check(referral, full(what=answered("  \n ")), TODAY)
    assert places(judgement.missing) == [("what", "missing")]
    assert judgement.answers["what"].state is State.NOT_ANSWERED


def test_danger_is_heard_at_once(referral: Form) -> None:
    danger = check(referral, {"danger-now": YES}, TODAY).danger
    assert danger is not None
    assert danger.result is True


def test_a_page_is_shown_by_an_answer_and_unknown_hides_it(referral: Form) -> None:
    for hurt, shown in ((YES, True), (NO, False), (NOT_KNOWN, False), (Answer(State.NOT_ANSWERED), False)):
        assert ("injury" in check(referral, full(hurt=hurt), TODAY).pages) is shown


def test_what_was_typed_and_then_hidden_counts_as_not_asked_and_is_kept_apart(referral: Form) -> None:
    judgement = check(referral, full(injury_seen=answered("A bruise")), TODAY)
    assert judgement.answers["injury-seen"] == NOT_ASKED
    assert judgement.hidden == {"injury-seen": answered("A bruise")}
    assert check(referral, full(injury_seen=answered("A bruise"), hurt=YES), TODAY).hidden == {}


def test_the_same_holds_within_a_row(referral: Form) -> None:
    both = {**CHILD, **row(child_expected={"year": 2027})}
    judgement = check(referral, full(children=answered([BABY, both])), TODAY)
    assert set(judgement.hidden) == {"children/2/child-expected"}
    assert "child-expected" not in judgement.answers["children"].value[1]
    assert judgement.columns["children"][0] == {"child-name", "child-unborn", "child-expected"}
    assert judgement.columns["children"][1] == {"child-name", "child-unborn", "child-born"}


def test_each_row_says_what_is_missing_in_it(referral: Form) -> None:
    judgement = check(referral, full(children=answered([CHILD, {}])), TODAY)
    assert places(judgement.missing) == [("children/2/child-name", "missing")]


def test_fewer_rows_than_asked_for_are_missing_and_more_are_out_of_shape(referral: Form) -> None:
    assert places(check(referral, full(children=answered([])), TODAY).missing) == [("children", "missing")]
    many = check(referral, full(children=answered([CHILD] * 6)), TODAY)
    assert places(many.malformed) == [("children", "too-many-rows")]
    assert many.answers["children"].value == [CHILD] * 6


def test_a_check_warns_in_its_authors_words_and_in_its_row(referral: Form) -> None:
    grown = row(child_name="Elm Example", child_unborn="no", child_born={"year": 1990})
    (warning,) = check(referral, full(children=answered([CHILD, grown])), TODAY).warnings
    assert (warning.place, warning.code) == ("children/2/child-born", "check")
    assert warning.text == Text("Is this person an adult?")


def test_a_birth_date_in_the_future_or_an_impossible_one_warns(referral: Form) -> None:
    future = row(child_name="A", child_unborn="no", child_born={"year": 2031})
    never = row(child_name="B", child_unborn="no", child_born={"year": 2020, "month": 2, "day": 31})
    judgement = check(referral, full(children=answered([future, never])), TODAY)
    assert places(judgement.warnings) == [
        ("children/1/child-born", "date-in-future"),
        ("children/2/child-born", "date-impossible"),
    ]
    assert judgement.malformed == ()


def test_a_calculated_value_is_worked_out_and_whatever_was_sent_for_it_passed_over(referral: Form) -> None:
    judgement = check(referral, full(children=answered([CHILD, BABY]), babies=answered(7)), TODAY)
    assert judgement.answers["babies"] == answered(1)
    assert "midwife" in judgement.questions
    assert "midwife" not in check(referral, full(), TODAY).questions


def test_a_calculated_value_is_not_answered_while_it_is_unknown(referral: Form) -> None:
    unsure = {**row(child_name="C"), "child-unborn": NOT_KNOWN.document()}
    assert check(referral, full(children=answered([unsure])), TODAY).answers["babies"].state is State.NOT_ANSWERED


def test_what_is_out_of_shape_is_kept_as_typed_but_read_by_no_rule(referral: Form) -> None:
    judgement = check(referral, full(hurt=answered("certainly")), TODAY)
    assert places(judgement.malformed) == [("hurt", "not-yes-or-no")]
    assert judgement.answers["hurt"] == answered("certainly")
    assert judgement.settled["hurt"].state is State.NOT_ANSWERED
    assert "hurt" not in [finding.question for finding in judgement.missing]


def test_what_is_hidden_need_not_be_mended(referral: Form) -> None:
    answers = full(injury_seen=answered(3))
    assert check(referral, answers, TODAY).malformed == ()
    assert places(well_formed(referral, answers)) == [("injury-seen", "not-text")]


def test_an_answer_to_a_question_that_is_not_there_is_told(referral: Form) -> None:
    assert places(check(referral, {**full(), "x" * 99: YES}, TODAY).malformed) == [("x" * 60, "unknown-question")]


def test_zero_no_and_an_empty_set_are_answers_where_the_question_allows_it(every_type: Form) -> None:
    answers = {"whole_number": answered(0), "yes_no_unknown": NO, "choices": answered([])}
    judgement = check(every_type, answers, TODAY)
    assert judgement.answers["whole_number"] == answered(0)
    assert judgement.answers["yes_no_unknown"] == NO
    # It offers "none of these", so that boxes nobody ticked say nothing.
    assert judgement.answers["choices"].state is State.NOT_ANSWERED


@pytest.mark.parametrize(
    ("type", "value", "code"),
    [
        ("whole_number", 11, "number-too-large-for-this"),
        ("whole_number", -1, "number-too-small-for-this"),
        ("decimal_number", "0.4", "number-too-small-for-this"),
        ("decimal_number", "1.234", "too-precise"),
        ("date", {"year": 2027}, "date-in-future"),
        ("date", {"year": 1850}, "date-long-ago"),
        ("choices", ["a", "none"], "exclusive-together"),
        ("person", {"born": {"year": 2027}}, "date-in-future"),
        ("person", {"nhs_number": "943 476 5918"}, "nhs-number-check"),
        ("address", {"kind": "uk", "postcode": "nowhere"}, "postcode-unlikely"),
        ("telephone", {"number": "ask Mum", "safe": "no"}, "telephone-unlikely"),
        ("telephone", {"number": "01632 960001"}, "safe-not-said"),
        ("email", {"address": "ash at example"}, "email-unlikely"),
        ("nhs_number", "12345", "nhs-number-form"),
        ("nhs_number", "943 476 5918", "nhs-number-check"),
        ("upn", "A12", "upn-form"),
        ("upn", "A801200001001", "upn-check"),
    ],
)
def test_what_looks_odd_warns_and_never_refuses(every_type: Form, type: str, value: Any, code: str) -> None:
    judgement = check(every_type, {type: answered(value)}, TODAY)
    assert places(judgement.warnings) == [(type, code)]
    assert judgement.malformed == ()
    (warning,) = judgement.warnings
    assert warning.message % warning.parameters


@pytest.mark.parametrize(
    ("type", "value"),
    [
        ("nhs_number", "943 476 5919"),
        ("nhs_number", "9434765919"),
        ("upn", "H801200001001"),
        ("address", {"kind": "uk", "postcode": "zz99 3vz"}),
        ("address", {"kind": "overseas", "postcode": "75001"}),
        ("telephone", {"number": "+44 (0)1632 960001 ext 4", "safe": "yes"}),
        ("email", {"address": "ash@mail.example"}),
        ("date", {"year": 2020, "month": 2, "day": 29}),
    ],
)
def test_what_looks_right_does_not_warn(every_type: Form, type: str, value: Any) -> None:
    assert check(every_type, {type: answered(value)}, TODAY).warnings == ()


def test_a_form_that_reads_in_circles_is_still_judged() -> None:
    def shown_by(id: str) -> Rule:
        found = parse({"answer": [id]}, file="f", pointer="")
        assert isinstance(found, Rule)
        return found

    a = Question("a", "yes_no_unknown", Text("A"), show=shown_by("b"))
    b = Question("b", "yes_no_unknown", Text("B"), show=shown_by("a"))
    circle = Form("f", 1, Text("F"), "o", (Page("p", Text("P"), (a, b)),))
    judgement = check(circle, {"a": YES, "b": YES}, TODAY)
    assert judgement.questions == ()
    assert set(judgement.hidden) == {"a", "b"}


def test_an_empty_set_is_an_answer_where_nothing_stands_for_none() -> None:
    options = (Option("a", Text("A")),)
    for required, state in ((False, State.ANSWERED), (True, State.NOT_ANSWERED)):
        question = Question("q", "choices", Text("Q"), options=options, required=required)
        judgement = check(
            Form("f", 1, Text("F"), "o", (Page("p", Text("P"), (question,)),)), {"q": answered([])}, TODAY
        )
        assert judgement.answers["q"].state is state


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4) | st.just("answered"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["state", "value", "year", "child-name", "child-born", "born", "number", "address", "kind"]
            ),
            inner,
            max_size=3,
        )
        | st.builds(lambda value: {"state": "answered", "value": value}, inner)
    ),
    max_leaves=10,
)


def sound(judgement: Judgement, form: Form) -> None:
    ids = [question.id for page in form.pages for question in page.questions]
    assert list(judgement.answers) == list(judgement.settled) == ids
    assert all(judgement.answers[id] == NOT_ASKED for id in ids if id not in judgement.questions)
    for findings, codes in (
        (judgement.missing, MISSING),
        (judgement.malformed, MALFORMED),
        (judgement.warnings, WARNINGS),
    ):
        for finding in findings:
            assert finding.code in codes
            assert finding.message % finding.parameters


@given(data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_sent_is_judged(every_type: Form, referral: Form, data: st.DataObject) -> None:
    for form in (every_type, referral):
        ids = st.sampled_from([question.id for page in form.pages for question in page.questions])
        answers = data.draw(st.dictionaries(ids, JSON, max_size=4) | JSON)
        sound(check(form, answers, TODAY), form)


def test_an_answer_nested_beyond_all_reason_is_judged(every_type: Form) -> None:
    deep: Any = {}
    for _ in range(20_000):
        deep = {"value": deep}
    for type in [question.id for page in every_type.pages for question in page.questions]:
        sound(check(every_type, {type: {"state": "answered", "value": deep}}, TODAY), every_type)
    while deep:
        deep = deep["value"]


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_judging_what_was_judged_changes_nothing(referral: Form, data: st.DataObject) -> None:
    values = st.sampled_from(["yes", "no", "", 3, [CHILD], [BABY, {}], [{}], {"kind": "uk"}])
    answers = data.draw(st.dictionaries(st.sampled_from(list(full())), values.map(answered), max_size=5))
    first = check(referral, answers, TODAY)
    second = check(referral, first.answers, TODAY)
    assert second.answers == first.answers
    assert second.missing == first.missing
    assert second.hidden == {}
