"""Types are held against the questions when a definition is saved; nothing is coerced."""

from __future__ import annotations

from typing import Any

import pytest
from hubwright.domain.problems import Problem
from hubwright.domain.rules import (
    DATE,
    DECIMAL,
    PERSON,
    TEXT,
    WHOLE,
    YES_NO,
    Rule,
    Type,
    check_types,
    choice,
    choices,
    parse,
    rows,
    type_of_rule,
)

SCOPE = {
    "name": TEXT,
    "count": WHOLE,
    "weight": DECIMAL,
    "hurt": YES_NO,
    "born": DATE,
    "child": PERSON,
    "worry": choice(["neglect", "violence"]),
    "harms": choices(["neglect", "violence"]),
    "children": rows({"school": choice(["oak", "elm"])}),
}


def answer(id: str) -> dict[str, Any]:
    return {"answer": [id]}


def problems(document: dict[str, Any], wants: Type | None = YES_NO) -> list[Problem]:
    rule = parse(document, file="form.json", pointer="/show")
    assert isinstance(rule, Rule), rule
    return check_types(rule, SCOPE, file="form.json", pointer="/show", wants=wants)


@pytest.mark.parametrize(
    "document",
    [
        answer("hurt"),
        {"is": [answer("hurt"), "yes"]},
        {"is": [answer("weight"), answer("count")]},
        {"is": ["2026-01-31", answer("born")]},
        {"is": [answer("worry"), "neglect"]},
        {"contains": [answer("harms"), answer("worry")]},
        {"less than": [{"age in years": [answer("child")]}, 18]},
        {"less than": [{"plus": [answer("weight"), "0.5"]}, "2.5"]},
        {"any row": [answer("children"), {"one of": [answer("school"), ["oak", "elm"]]}]},
        {"between": [answer("born"), "2000-01-01", {"today": []}]},
        {"is known": [answer("child")]},
        {"is": [{"if": [answer("hurt"), "a", "b"]}, "a"]},
    ],
)
def test_what_fits_has_no_problems(document: dict[str, Any]) -> None:
    assert problems(document) == []


@pytest.mark.parametrize(
    ("document", "code", "pointer"),
    [
        (answer("count"), "rule-type", "/show"),
        ({"all": [answer("worry")]}, "rule-type", "/show/all/0"),
        ({"is": [answer("count"), "5"]}, "rule-literal", "/show/is/1"),
        ({"is": [answer("name"), 5]}, "rule-literal", "/show/is/1"),
        ({"is": [answer("hurt"), "maybe"]}, "rule-literal", "/show/is/1"),
        ({"is": [answer("hurt"), 1]}, "rule-literal", "/show/is/1"),
        ({"is": [answer("weight"), "heavy"]}, "rule-literal", "/show/is/1"),
        ({"before": [answer("born"), "31/01/2026"]}, "rule-literal", "/show/before/1"),
        ({"is": [answer("harms"), "neglect"]}, "rule-type", "/show/is/0"),
        ({"is": [answer("name"), answer("worry")]}, "rule-type", "/show/is/1"),
        ({"less than": [answer("born"), 5]}, "rule-type", "/show/less than/0"),
        ({"before": [answer("count"), 5]}, "rule-type", "/show/before/0"),
        ({"less than": [{"plus": [answer("name"), 1]}, 5]}, "rule-type", "/show/less than/0/plus/0"),
        ({"at least": [{"age in years": [answer("count")]}, 5]}, "rule-type", "/show/at least/0/age in years/0"),
        ({"any row": [answer("harms"), True]}, "rule-type", "/show/any row/0"),
        ({"is": [answer("school"), "oak"]}, "unknown-question", "/show/is/0/answer/0"),
        ({"is": [{"if": [answer("hurt"), 1, "b"]}, 1]}, "rule-type", "/show/is/0/if/2"),
    ],
)
def test_each_mismatch_is_found_at_its_place(document: dict[str, Any], code: str, pointer: str) -> None:
    (problem,) = problems(document)
    assert (problem.code, problem.pointer) == (code, pointer)


def test_an_unknown_question_is_told_its_nearest_name() -> None:
    (problem,) = problems({"is known": [answer("chldren")]})
    assert (problem.code, problem.nearest) == ("unknown-question", "children")


def test_an_unknown_option_is_told_its_nearest_name_wherever_it_stands() -> None:
    for document in (
        {"is": [answer("worry"), "neglct"]},
        {"one of": [answer("worry"), ["violence", "neglct"]]},
        {"contains": [answer("harms"), "neglct"]},
        {"contains any of": [answer("harms"), ["neglct"]]},
    ):
        (problem,) = problems(document)
        assert (problem.code, problem.nearest) == ("unknown-option", "neglect")


def test_all_problems_of_a_rule_are_told_at_once() -> None:
    found = problems({"all": [{"is": [answer("count"), "5"]}, answer("nobody"), {"is": [answer("worry"), "x"]}]})
    assert [problem.code for problem in found] == ["rule-literal", "unknown-question", "unknown-option"]


def test_a_formula_may_give_anything_and_its_type_is_known() -> None:
    rule = parse({"plus": [answer("count"), answer("weight")]}, file="f", pointer="")
    assert isinstance(rule, Rule)
    assert type_of_rule(rule, SCOPE) == DECIMAL
    assert type_of_rule(rule, {}) is None
    assert check_types(rule, SCOPE, file="f", pointer="", wants=None) == []
    assert check_types(rule, SCOPE, file="f", pointer="", wants=WHOLE)[0].code == "rule-type"
