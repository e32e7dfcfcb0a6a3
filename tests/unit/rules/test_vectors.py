"""One file says what every operator gives for every type and every state of an answer; one test runs it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.rules import (
    DATE,
    DECIMAL,
    OPERATORS,
    PERSON,
    TEXT,
    UNKNOWN,
    WHOLE,
    YES_NO,
    Rule,
    assess,
    check_types,
    choice,
    choices,
    evaluate,
    explain,
    parse,
    rows,
)

TABLE = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
TODAY = date.fromisoformat(TABLE["today"])
TYPES = {
    "text": TEXT,
    "whole": WHOLE,
    "decimal": DECIMAL,
    "yes_no": YES_NO,
    "date": DATE,
    "person": PERSON,
    "choice": choice("abc"),
    "other_choice": choice(["a", "other"]),
    "choices": choices("abc"),
    "rows": rows({"c": YES_NO}),
}
BLANKS = (State.NOT_KNOWN, State.REFUSED, State.NOT_ANSWERED, State.NOT_ASKED)


def expanded() -> list[Any]:
    cases = []
    for vector in TABLE["vectors"]:
        for value, expected in vector["cases"]:
            named = f"{vector['name']}: {json.dumps(value)}"
            cases.append(pytest.param(vector, Answer(State.ANSWERED, value), expected, id=named))
        for state in BLANKS:
            blank = vector["blank"]
            expected = blank[state.value] if isinstance(blank, dict) else blank
            cases.append(pytest.param(vector, Answer(state), expected, id=f"{vector['name']}: {state.value}"))
    return cases


def as_written(value: object) -> object:
    if value is UNKNOWN:
        return "unknown"
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize(("vector", "answer", "expected"), expanded())
def test_a_rule_gives_what_the_table_says(vector: Any, answer: Answer, expected: object) -> None:
    rule = parse(vector["rule"], file="vectors.json", pointer="")
    assert isinstance(rule, Rule), rule
    scope = {"q": TYPES[vector["type"]]}
    assert check_types(rule, scope, file="vectors.json", pointer="", wants=None) == []
    gave = evaluate(rule, {"q": answer}, scope=scope, today=TODAY)
    assert as_written(gave) == expected
    assert type(as_written(gave)) is type(expected)
    assert explain(rule, {"q": answer}, scope=scope, today=TODAY).gave == gave
    if gave is UNKNOWN:
        assert assess(rule, {"q": answer}, scope=scope, today=TODAY).missing in (("q",), ("c",))


def test_the_table_speaks_of_every_operator_and_every_type() -> None:
    text = json.dumps([vector["rule"] for vector in TABLE["vectors"]])
    assert {name for name in OPERATORS if f'"{name}": [' not in text} == set()
    assert {vector["type"] for vector in TABLE["vectors"]} == set(TYPES)
