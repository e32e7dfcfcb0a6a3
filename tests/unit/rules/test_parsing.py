"""Any JSON at all is answered: with a rule, or with every problem in it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hubwright.domain.problems import Problem
from hubwright.domain.rules import OPERATORS, Rule, parse
from hypothesis import given, settings
from hypothesis import strategies as st

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(list(OPERATORS)),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(list(OPERATORS)) | st.text(max_size=8), inner, max_size=2)
        | st.builds(lambda name, parts: {name: parts}, st.sampled_from(list(OPERATORS)), st.lists(inner, max_size=3))
    ),
    max_leaves=25,
)


def problems(document: object, **limits: int) -> list[Problem]:
    found = parse(document, file="form.json", pointer="/show", **limits)
    assert isinstance(found, list)
    return found


def codes(document: object, **limits: int) -> list[str]:
    return [problem.code for problem in problems(document, **limits)]


def test_a_rule_gives_back_the_document_it_was_made_from() -> None:
    document = {"all": [{"is": [{"answer": ["hurt"]}, "yes"]}, {"one of": [{"answer": ["who"]}, ["a", "b"]]}, True]}
    rule = parse(document, file="form.json", pointer="")
    assert isinstance(rule, Rule)
    assert rule.document == document
    assert json.loads(json.dumps(rule.document)) == document


def test_equal_documents_make_equal_rules_with_equal_hashes() -> None:
    first, second = (parse({"is": [{"answer": ["a"]}, 1]}, file="f", pointer="") for _ in range(2))
    assert first == second
    assert isinstance(first, Rule)
    assert isinstance(second, Rule)
    assert hash(first) == hash(second)


def test_true_and_one_are_different_literals() -> None:
    assert parse({"is": [{"answer": ["a"]}, 1]}, file="f", pointer="") != parse(
        {"is": [{"answer": ["a"]}, True]}, file="f", pointer=""
    )


@pytest.mark.parametrize(
    ("document", "code", "pointer"),
    [
        (None, "rule-shape", "/show"),
        ("yes", "rule-shape", "/show"),
        ({}, "rule-shape", "/show"),
        ({"any": [True], "all": [True]}, "rule-shape", "/show"),
        ({"not": True}, "rule-shape", "/show/not"),
        ({"nott": [True]}, "rule-unknown-operator", "/show"),
        ({"not": []}, "rule-arguments", "/show/not"),
        ({"not": [True, False]}, "rule-arguments", "/show/not"),
        ({"today": [1]}, "rule-arguments", "/show/today"),
        ({"not": ["yes"]}, "rule-argument", "/show/not/0"),
        ({"is": [{"answer": ["a"]}, 1.5]}, "rule-argument", "/show/is/1"),
        ({"is": [{"answer": ["a"]}, None]}, "rule-argument", "/show/is/1"),
        ({"answer": [{"answer": ["a"]}]}, "rule-argument", "/show/answer/0"),
        ({"is known": ["a"]}, "rule-argument", "/show/is known/0"),
        ({"is known": [{"today": []}]}, "rule-argument", "/show/is known/0"),
        ({"one of": [{"answer": ["a"]}, "a"]}, "rule-argument", "/show/one of/1"),
        ({"one of": [{"answer": ["a"]}, []]}, "rule-argument", "/show/one of/1"),
        ({"one of": [{"answer": ["a"]}, [True]]}, "rule-argument", "/show/one of/1/0"),
        ({"is": [{"answer": ["a"]}, "x" * 501]}, "rule-literal", "/show/is/1"),
        ({"is": [{"answer": ["a"]}, 10**13]}, "rule-literal", "/show/is/1"),
    ],
)
def test_each_mistake_is_named_at_its_place(document: Any, code: str, pointer: str) -> None:
    (problem,) = problems(document)
    assert (problem.code, problem.pointer, problem.file) == (code, pointer, "form.json")
    assert problem.what
    assert problem.do


def test_a_misspelt_operator_is_told_its_nearest_name() -> None:
    (problem,) = problems({"les than": [{"answer": ["age"]}, 18]})
    assert problem.nearest == "less than"


def test_all_problems_are_told_at_once() -> None:
    assert codes({"all": [{"nott": [True]}, {"not": []}, "yes", {"answer": [7]}]}) == [
        "rule-unknown-operator",
        "rule-arguments",
        "rule-argument",
        "rule-argument",
    ]


def test_rules_over_rows_do_not_stand_inside_each_other() -> None:
    inner = {"any row": [{"answer": ["adults"]}, True]}
    assert codes({"every row": [{"answer": ["children"]}, inner]}) == ["rule-rows-in-rows"]
    counted = {"at least": [{"count rows": [{"answer": ["adults"]}]}, 1]}
    assert isinstance(parse({"every row": [{"answer": ["children"]}, counted]}, file="f", pointer=""), Rule)


def test_a_rule_that_is_too_deep_is_refused_however_deep_it_is() -> None:
    document: Any = {"answer": ["a"]}
    for _ in range(50_000):
        document = {"not": [document]}
    assert codes(document) == ["rule-too-deep"]
    while "not" in document:  # unwound by hand: freeing a chain this deep is Python's affair, not the test's
        document = document["not"][0]


def test_depth_is_counted_exactly() -> None:
    document: Any = {"answer": ["a"]}
    for _ in range(3):
        document = {"not": [document]}
    assert isinstance(parse(document, file="f", pointer="", depth_limit=4), Rule)
    assert codes(document, depth_limit=3) == ["rule-too-deep"]


def test_a_rule_that_is_too_large_is_refused_once() -> None:
    wide = {"all": [{"any": [True] * 90}, {"any": [True] * 90}, {"any": [True] * 90}]}
    assert codes(wide) == ["rule-too-large"]
    assert codes({"one of": [{"answer": ["a"]}, ["x"] * 100_000]}) == ["rule-too-large"]


def test_problems_quote_only_a_little() -> None:
    for problem in problems({"x" * 5000: ["y"]}) + problems({"not": ["z" * 5000]}):
        assert len(problem.what) < 200


def test_pointers_are_escaped_as_the_standard_says() -> None:
    (problem,) = problems({"all": [{"a/b~c": []}]})
    assert problem.pointer == "/show/all/0"


@given(JSON)
@settings(max_examples=300, deadline=None)
def test_any_json_gives_a_rule_or_problems(document: Any) -> None:
    found = parse(document, file="f", pointer="")
    if isinstance(found, Rule):
        assert found.document == document
        assert parse(found.document, file="f", pointer="") == found
    else:
        assert found
        assert all(isinstance(problem, Problem) and str(problem) for problem in found)
