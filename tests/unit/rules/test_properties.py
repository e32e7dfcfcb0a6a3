"""What holds for every rule and all answers, found by trying many."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.rules import (
    DATE,
    DECIMAL,
    PERSON,
    TEXT,
    UNKNOWN,
    WHOLE,
    YES_NO,
    Rule,
    Type,
    assess,
    check_types,
    choice,
    choices,
    evaluate,
    explain,
    parse,
    passes,
    requires,
    rows,
    sentence,
    shows,
)
from hypothesis import given, settings
from hypothesis import strategies as st

TODAY = date(2026, 11, 22)
SCOPE: Mapping[str, Type] = {
    "text": TEXT,
    "whole": WHOLE,
    "decimal": DECIMAL,
    "yes": YES_NO,
    "also": YES_NO,
    "date": DATE,
    "person": PERSON,
    "choice": choice("abc"),
    "choices": choices("abc"),
    "rows": rows({"col": YES_NO, "born": DATE}),
}


def answer(id: str) -> dict[str, Any]:
    return {"answer": [id]}


def op(name: str, *parts: Any) -> Any:
    return st.builds(lambda *found: {name: list(found)}, *parts)


WHOLES = st.integers(-50, 50)
DECIMALS = st.decimals(-50, 50, places=2).map(str)
DATES = st.dates(date(1930, 1, 1), date(2030, 12, 31)).map(str)
OPTIONS = st.sampled_from("abc")
OPTION_LISTS = st.lists(OPTIONS, min_size=1, max_size=3)
ORDERED = ("less than", "at most", "at least", "more than")


def numbers(born: str) -> Any:
    leaf = st.one_of(
        WHOLES,
        DECIMALS,
        st.sampled_from(
            [
                answer("whole"),
                answer("decimal"),
                {"age in years": [answer(born)]},
                {"age in years": [answer("person")]},
                {"years since": [answer("date")]},
                {"days since": [answer(born)]},
                {"months since": [answer("date")]},
                {"length of text": [answer("text")]},
                {"count rows": [answer("rows")]},
            ]
        ),
    )
    sums = st.one_of(*[op(name, leaf, leaf) for name in ("plus", "minus", "times")])
    # At least one part is a rule, so that literals have something to be read by.
    return st.one_of(sums, leaf.filter(lambda part: isinstance(part, dict)))


def conditions(yes: str, born: str, *, asks_of: bool) -> Any:
    """Conditions whose results never turn on whether something is answered."""
    number = numbers(born)
    leaf = st.one_of(
        st.booleans(),
        st.sampled_from([answer(yes), answer("also")]),
        op("is", st.just(answer(yes)), st.sampled_from(["yes", "no", True, False])),
        op("is not", st.just(answer("choice")), OPTIONS),
        op("one of", st.just(answer("choice")), OPTION_LISTS),
        op("contains", st.just(answer("choices")), OPTIONS),
        op("contains any of", st.just(answer("choices")), OPTION_LISTS),
        op("contains", st.just(answer("text")), st.text(max_size=3)),
        op("is", st.just(answer("text")), st.text(max_size=3)),
        op("before", st.just(answer(born)), DATES),
        op("after", st.just(answer("date")), st.just({"today": []})),
        op("between", st.just(answer("date")), DATES, DATES),
        op("is", st.just(answer("date")), DATES),
        *[op(name, number, WHOLES) for name in ORDERED],
        op("less than", number, number),
    )

    def joined(inner: Any) -> Any:
        several = st.lists(inner, min_size=1, max_size=3)
        found = [
            several.map(lambda parts: {"all": parts}),
            several.map(lambda parts: {"any": parts}),
            op("not", inner),
            st.builds(lambda c, t, o: {"at least": [{"if": [c, t, o]}, 0]}, inner, WHOLES, WHOLES),
        ]
        return st.one_of(found)

    if asks_of:
        within = conditions("col", "born", asks_of=False)
        leaf = st.one_of(
            leaf,
            op("any row", st.just(answer("rows")), within),
            op("every row", st.just(answer("rows")), within),
            st.builds(lambda c, n: {"at least": [{"count rows": [answer("rows"), c]}, n]}, within, WHOLES),
        )
    return st.recursive(leaf, joined, max_leaves=4)


RULES = conditions("yes", "date", asks_of=True)
ASKING = st.sampled_from([{name: [answer(id)]} for name in ("is answered", "is known") for id in SCOPE])
ANY_RULE = st.one_of(RULES, ASKING, op("all", RULES, ASKING), op("not", ASKING)).filter(lambda d: isinstance(d, dict))

MONTHS = st.one_of(
    st.builds(lambda y: {"year": y}, st.integers(1930, 2026)),
    st.builds(lambda y, m: {"year": y, "month": m}, st.integers(1930, 2026), st.integers(1, 12)),
    st.dates(date(1930, 1, 1), date(2027, 12, 31)).map(lambda d: {"year": d.year, "month": d.month, "day": d.day}),
)
YES = st.sampled_from(["yes", "no"])
BLANK = st.sampled_from([Answer(state) for state in State if state is not State.ANSWERED])


def given_by(values: Any) -> Any:
    return st.one_of(values.map(lambda value: Answer(State.ANSWERED, value)), BLANK)


ROW = st.fixed_dictionaries({"col": given_by(YES).map(Answer.document), "born": given_by(MONTHS).map(Answer.document)})
VALUES: dict[str, Any] = {
    "text": st.text(max_size=5),
    "whole": WHOLES,
    "decimal": DECIMALS,
    "yes": YES,
    "also": YES,
    "date": MONTHS,
    "person": st.fixed_dictionaries({}, optional={"born": MONTHS, "unborn": st.booleans()}),
    "choice": OPTIONS,
    "choices": st.lists(OPTIONS, unique=True),
    "rows": st.lists(ROW, max_size=3),
}
ANSWERS = st.fixed_dictionaries({}, optional={id: given_by(values) for id, values in VALUES.items()})
FULL = st.fixed_dictionaries({id: values.map(lambda v: Answer(State.ANSWERED, v)) for id, values in VALUES.items()})
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["year", "month", "day", "born", "state", "value", "col", "id"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


def made(document: dict[str, Any]) -> Rule:
    rule = parse(document, file="f", pointer="", depth_limit=30, size_limit=1000)
    assert isinstance(rule, Rule), rule
    return rule


def gives(document: dict[str, Any], answers: Mapping[str, Answer]) -> object:
    return evaluate(made(document), answers, scope=SCOPE, today=TODAY)


@given(ANY_RULE, ANSWERS)
@settings(max_examples=80, deadline=None)
def test_a_well_typed_rule_gives_yes_no_or_unknown(document: dict[str, Any], answers: dict[str, Answer]) -> None:
    assert check_types(made(document), SCOPE, file="f", pointer="") == []
    assert gives(document, answers) in (True, False, UNKNOWN)


@given(ANY_RULE, st.dictionaries(st.sampled_from(list(SCOPE)), JSON.map(lambda v: Answer(State.ANSWERED, v))))
@settings(max_examples=80, deadline=None)
def test_answers_out_of_shape_never_make_a_rule_fail(document: dict[str, Any], answers: dict[str, Answer]) -> None:
    rule = made(document)
    assert gives(document, answers) in (True, False, UNKNOWN)
    assert explain(rule, answers, scope=SCOPE, today=TODAY).lines({})


@given(JSON.map(lambda v: {"all": [v]}) | ANY_RULE, ANSWERS)
@settings(max_examples=60, deadline=None)
def test_a_rule_over_questions_that_are_not_there_is_unknown_and_never_fails(
    document: dict[str, Any], answers: dict[str, Answer]
) -> None:
    rule = parse(document, file="f", pointer="")
    if isinstance(rule, Rule):
        assert evaluate(rule, answers, scope={}, today=TODAY) in (True, False, UNKNOWN)


@given(RULES.filter(lambda d: isinstance(d, dict)), ANSWERS, FULL, st.sets(st.sampled_from(list(SCOPE))))
@settings(max_examples=150, deadline=None)
def test_learning_more_never_turns_a_known_result(
    document: dict[str, Any], before: dict[str, Answer], full: dict[str, Answer], learnt: set[str]
) -> None:
    after = dict(before)
    for id in learnt:
        if before.get(id, Answer(State.NOT_ASKED)).state is not State.ANSWERED:
            after[id] = full[id]
    known = gives(document, before)
    if known is not UNKNOWN:
        assert gives(document, after) is known


@given(RULES.filter(lambda d: isinstance(d, dict)), ANSWERS)
@settings(max_examples=60, deadline=None)
def test_all_any_and_not_follow_kleene(document: dict[str, Any], answers: dict[str, Answer]) -> None:
    value = gives(document, answers)
    opposite = {True: False, False: True}.get(value, UNKNOWN) if isinstance(value, bool) else UNKNOWN
    assert gives({"not": [document]}, answers) is opposite
    assert gives({"not": [{"not": [document]}]}, answers) is value
    assert gives({"all": [document, True]}, answers) is value
    assert gives({"any": [document, False]}, answers) is value
    assert gives({"all": [document, False]}, answers) is False
    assert gives({"any": [document, True]}, answers) is True
    assert gives({"all": [document, document]}, answers) is value
    excluded_middle = gives({"any": [document, {"not": [document]}]}, answers)
    assert excluded_middle is (UNKNOWN if value is UNKNOWN else True)


@given(RULES, RULES, ANSWERS)
@settings(max_examples=60, deadline=None)
def test_de_morgan_holds_and_order_does_not_matter(a: Any, b: Any, answers: dict[str, Answer]) -> None:
    both = gives({"all": [a, b]}, answers)
    assert both is gives({"all": [b, a]}, answers)
    assert both is gives({"not": [{"any": [{"not": [a]}, {"not": [b]}]}]}, answers)


@given(ANY_RULE, ANSWERS)
@settings(max_examples=60, deadline=None)
def test_each_policy_says_what_unknown_means(document: dict[str, Any], answers: dict[str, Answer]) -> None:
    rule = made(document)
    value = evaluate(rule, answers, scope=SCOPE, today=TODAY)
    assert shows(rule, answers, scope=SCOPE, today=TODAY) is (value is True)
    assert requires(rule, answers, scope=SCOPE, today=TODAY) is (value is True)
    assert passes(rule, answers, scope=SCOPE, today=TODAY) is (value is not False)
    assessment = assess(rule, answers, scope=SCOPE, today=TODAY)
    assert assessment.result is (None if value is UNKNOWN else value)
    assert bool(assessment.missing) is (value is UNKNOWN)


@given(ANY_RULE, st.sampled_from(["en", "cy"]))
@settings(max_examples=150, deadline=None)
def test_every_rule_reads_as_a_sentence(document: dict[str, Any], language: str) -> None:
    words = sentence(made(document), {id: f"<{id}>" for id in SCOPE}, {}, language)
    assert words
    for id in ("choice", "person", "rows"):
        assert (f"<{id}>" in words) is (f'"{id}"' in json.dumps(document))


def test_the_largest_rule_over_the_most_rows_stays_exact() -> None:
    factor = {"times": [answer("whole")] * 100}
    assert gives({"more than": [factor, 0]}, {"whole": Answer(State.ANSWERED, 10**15)}) is True
    small = {"times": [answer("decimal")] * 100}
    value = evaluate(made(small), {"decimal": Answer(State.ANSWERED, "0.0000000001")}, scope=SCOPE, today=TODAY)
    assert isinstance(value, Decimal)
    assert value == Decimal("1e-1000")


def test_more_rows_than_can_be_are_unknown_rather_than_slow() -> None:
    row = {"col": {"state": "answered", "value": "yes"}}
    over = {"any row": [answer("rows"), answer("col")]}
    assert gives(over, {"rows": Answer(State.ANSWERED, [row] * 200)}) is True
    assert gives(over, {"rows": Answer(State.ANSWERED, [row] * 201)}) is UNKNOWN


def test_a_row_may_not_answer_for_a_question_outside_it() -> None:
    sly = [{"col": {"state": "answered", "value": "yes"}, "yes": {"state": "answered", "value": "yes"}}]
    outside = {"any row": [answer("rows"), answer("yes")]}
    assert gives(outside, {"rows": Answer(State.ANSWERED, sly), "yes": Answer(State.ANSWERED, "no")}) is False
    column = {"any row": [answer("rows"), answer("col")]}
    assert gives(column, {"rows": Answer(State.ANSWERED, [{}]), "col": Answer(State.ANSWERED, "yes")}) is UNKNOWN
