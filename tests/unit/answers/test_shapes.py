"""The judge, the generated JSON Schema and the words of `shapes` agree on what is well formed."""

from __future__ import annotations

from typing import Any

import pytest
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.answers.judge import well_formed
from hubwright.domain.answers.messages import MALFORMED
from hubwright.domain.answers.schema import answers_schema
from hubwright.domain.answers.shapes import faults
from hubwright.domain.definitions.form import QUESTION_TYPES, Form
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

SAFE_TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20)
LINE = SAFE_TEXT
DATE = st.one_of(
    st.fixed_dictionaries({"year": st.integers(1, 9999)}, optional={"estimated": st.booleans()}),
    st.fixed_dictionaries(
        {"year": st.integers(1900, 2030), "month": st.integers(1, 12)}, optional={"day": st.integers(1, 31)}
    ),
)
ADDRESS = st.fixed_dictionaries(
    {"kind": st.sampled_from(["uk", "overseas", "no_fixed_abode"])},
    optional={"lines": st.lists(LINE, max_size=5), "town": LINE, "postcode": LINE, "protected": st.booleans()},
)
SAFE = st.sampled_from(["yes", "no", "not_known"])
OPTION = st.sampled_from(["a", "b", "none"])
GOOD: dict[str, Any] = {
    "short_text": LINE,
    "long_text": SAFE_TEXT | st.just("two\nlines"),
    "whole_number": st.integers(-(10**15), 10**15) | st.just(3.0),
    "decimal_number": st.decimals(-1000, 1000, places=2).map(str),
    "yes_no_unknown": st.sampled_from(["yes", "no"]),
    "date": DATE,
    "choice": OPTION,
    "choices": st.lists(OPTION, unique=True),
    "list": st.one_of(st.builds(lambda id: {"id": id}, OPTION), st.builds(lambda text: {"other": text}, LINE)),
    "person": st.fixed_dictionaries(
        {}, optional={"given": LINE, "family": LINE, "born": DATE, "unborn": st.just(True), "address": ADDRESS}
    ),
    "address": ADDRESS,
    "telephone": st.fixed_dictionaries({"number": LINE}, optional={"safe": SAFE}),
    "email": st.fixed_dictionaries({"address": LINE}, optional={"safe": SAFE}),
    "safe_contact": st.fixed_dictionaries(
        {}, optional={"times": SAFE_TEXT, "ways": st.lists(st.sampled_from(["telephone", "post"]), unique=True)}
    ),
    "nhs_number": LINE,
    "upn": LINE,
    "consent": st.fixed_dictionaries(
        {"position": st.sampled_from(["given", "refused", "not_sought"])}, optional={"why": SAFE_TEXT}
    ),
    "declaration": st.just(True),
    "file": st.lists(
        st.one_of(
            st.fixed_dictionaries(
                {"file": SAFE_TEXT, "name": SAFE_TEXT, "media": SAFE_TEXT, "size": st.integers(0, 10**9)}
            ),
            st.fixed_dictionaries({"name": SAFE_TEXT, "refused": st.sampled_from(["too_large", "type", "lies"])}),
        ),
        max_size=3,
    ),
}
KEYS = st.sampled_from(
    [
        "year",
        "month",
        "day",
        "id",
        "other",
        "given",
        "born",
        "kind",
        "lines",
        "number",
        "address",
        "safe",
        "ways",
        "why",
        "position",
        "unborn",
        "state",
        "value",
        "estimated",
        "x",
    ]
)
ODD = st.sampled_from(
    ["yes", "a", "a\n", "\x00", "\ud800", "2.50", "2.50\n", "1e9", "", "x" * 25, 1.0, 0, 10**16, -1, True, "given"]
) | st.sampled_from(
    [["a", "a"], ["post", "post"], {"year": 2020, "day": 1}, {"year": 0}, {"year": 2020, "month": 2, "day": 31}]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | ODD,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
EMPTY = st.sampled_from([{"state": state.value} for state in State])


def document(values: Any) -> Any:
    answered = st.fixed_dictionaries(
        {"state": st.just("answered"), "value": values}, optional={"note": SAFE_TEXT, "by": LINE}
    )
    return answered | EMPTY


GOOD_ROWS = st.lists(
    st.fixed_dictionaries(
        {}, optional={f"row-{type}": document(values) for type, values in GOOD.items() if type != "file"}
    ),
    max_size=3,
)
ALL_GOOD = {**GOOD, "rows": GOOD_ROWS}
MAYBE_STATE = st.sampled_from([*[state.value for state in State], "guessed"]) | JSON


def perhaps(values: Any) -> Any:
    odd = st.fixed_dictionaries({"state": MAYBE_STATE}, optional={"value": values | JSON, "note": JSON, "at": JSON})
    return document(values | JSON) | odd | JSON


PERHAPS_ROWS = st.lists(
    st.dictionaries(st.sampled_from([f"row-{type}" for type in GOOD]), perhaps(st.one_of(*GOOD.values())), max_size=2)
    | JSON,
    max_size=4,
)


ALL_GOOD_DOCUMENTS = st.fixed_dictionaries({}, optional={id: document(values) for id, values in ALL_GOOD.items()})
ANYTHING = {id: perhaps(values) for id, values in {**GOOD, "rows": PERHAPS_ROWS, "closed-list": GOOD["list"]}.items()}
ANYTHING["content"] = ANYTHING["calculated"] = JSON


@pytest.fixture(scope="session")
def validator(every_type: Form) -> Draft202012Validator:
    schema = answers_schema(every_type)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@given(answers=ALL_GOOD_DOCUMENTS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_good_answers_of_every_type_are_well_formed_to_both(
    every_type: Form, validator: Draft202012Validator, answers: dict[str, Any]
) -> None:
    assert [str(error.message)[:200] for error in validator.iter_errors(answers)] == []
    assert well_formed(every_type, answers) == []


@pytest.mark.parametrize("type", sorted(ANYTHING))
@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_the_judge_and_the_schema_agree_on_whatever_is_sent(
    every_type: Form, validator: Draft202012Validator, type: str, data: st.DataObject
) -> None:
    answers = {type: data.draw(ANYTHING[type])}
    assert validator.is_valid(answers) == (well_formed(every_type, answers) == [])


@pytest.mark.parametrize("answers", [None, [], "x", {"nobody": {"state": "answered"}}, {"short_text": 3}])
def test_what_is_no_answer_at_all_is_refused_by_both(
    every_type: Form, validator: Draft202012Validator, answers: Any
) -> None:
    assert not validator.is_valid(answers)
    assert well_formed(every_type, answers)


@pytest.mark.parametrize(
    ("type", "value", "code"),
    [
        ("short_text", "x" * 21, "too-long"),
        ("short_text", "two\nlines", "forbidden-characters"),
        ("short_text", 3, "not-text"),
        ("long_text", "nul\x00", "forbidden-characters"),
        ("whole_number", 1.5, "not-whole"),
        ("whole_number", True, "not-whole"),
        ("whole_number", 10**16, "number-too-large"),
        ("decimal_number", 2.5, "not-decimal"),
        ("decimal_number", "1e5", "not-decimal"),
        ("decimal_number", " 2.5", "not-decimal"),
        ("yes_no_unknown", "not_known", "not-yes-or-no"),
        ("date", {"year": 2020, "day": 1}, "not-a-date"),
        ("date", {"year": 2020, "month": 13}, "not-a-date"),
        ("date", "2020-01-01", "not-a-date"),
        ("choice", "z", "not-an-option"),
        ("choices", ["a", "a"], "chosen-twice"),
        ("choices", "a", "not-an-option"),
        ("list", "a", "not-an-option"),
        ("closed-list", {"other": "elsewhere"}, "not-an-option"),
        ("person", "Ann", "not-a-person"),
        ("person", {"school": "Elm"}, "not-asked-for"),
        ("person", {"unborn": False}, "not-a-person"),
        ("address", {"lines": []}, "not-an-address"),
        ("address", {"kind": "uk", "lines": ["x"] * 6}, "not-an-address"),
        ("telephone", "01632 960001", "not-a-contact"),
        ("telephone", {"number": "01632 960001", "safe": "perhaps"}, "not-a-contact"),
        ("email", {"address": "a@b.example\nBcc: c@d.example"}, "forbidden-characters"),
        ("safe_contact", {"ways": ["pigeon"]}, "not-an-option"),
        ("safe_contact", {"ways": ["post", "post"]}, "chosen-twice"),
        ("date", {"month": 5}, "not-a-date"),
        ("date", {"year": 2020, "estimated": "yes"}, "not-a-date"),
        ("list", {"id": "a", "other": "b"}, "not-an-option"),
        ("address", {"kind": "uk", "protected": "yes"}, "not-an-address"),
        ("consent", {"position": "given", "why": 3}, "not-text"),
        ("consent", {"position": "maybe"}, "not-a-consent"),
        ("declaration", False, "not-a-declaration"),
        ("file", [{"name": "a"}], "not-files"),
        ("file", [{"name": "a", "refused": "type"}] * 4, "too-many-rows"),
        ("file", [{"file": "f", "name": "a", "media": "m", "size": True}], "not-files"),
        ("rows", {}, "not-rows"),
        ("rows", [{}] * 4, "too-many-rows"),
        ("rows", [{"nobody": {"state": "answered"}}], "unknown-question"),
    ],
)
def test_what_is_out_of_shape_is_told_by_a_code_and_refused_by_the_schema(
    every_type: Form, validator: Draft202012Validator, type: str, value: Any, code: str
) -> None:
    (fault,) = faults(every_type.question(type), Answer(State.ANSWERED, value))
    assert not validator.is_valid({type: {"state": "answered", "value": value}})
    assert fault.code == code
    assert MALFORMED[code] % {"most": 1, **fault.parameters}


def test_a_fault_in_a_row_is_told_at_its_place(every_type: Form) -> None:
    answers = {"rows": Answer(State.ANSWERED, [{}, {"row-choice": {"state": "answered", "value": "z"}}])}
    (finding,) = well_formed(every_type, answers)
    assert finding.place == "rows/2/row-choice"


def test_words_beside_not_known_are_a_note_and_never_a_value(every_type: Form) -> None:
    for state in State:
        beside = {"short_text": {"state": state.value, "value": "words"}}
        assert (well_formed(every_type, beside) == []) is (state is State.ANSWERED)
        noted = {"short_text": {"state": state.value, "note": "words"}}
        assert well_formed(every_type, noted) == []


def test_every_type_of_question_is_tried_here(every_type: Form) -> None:
    assert {question.type for question in every_type.questions()} | {"people"} == set(QUESTION_TYPES)
