"""Rows of a page and rules: whatever can be shown makes the very same rule again, and no wrong type is offered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hubwright.domain.rules import Rule, check_types, parse, rows
from hubwright.domain.rules.building import (
    ALONE,
    OF_ROWS,
    SEVERAL,
    Clause,
    Rows,
    added,
    alike,
    at,
    changed,
    rows_of,
    rule_of,
)
from hubwright.domain.rules.kinds import DATE, DECIMAL, PERSON, TEXT, WHOLE, YES_NO, Kind, Type, choice, choices
from hubwright.domain.rules.offering import literal, offered, wanted
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[3]
COLUMNS = {"born": DATE, "hurt": YES_NO, "kin": choice(["mother", "other"])}
SCOPE: dict[str, Type] = {
    "safe": YES_NO,
    "where": choice(["home", "school"]),
    "harms": choices(["neglect", "bruise", "other"]),
    "words": TEXT,
    "beds": WHOLE,
    "rent": DECIMAL,
    "day": DATE,
    "who": PERSON,
    "children": rows(COLUMNS),
}
VALUES = {
    Kind.YES_NO: st.sampled_from(["yes", "no"]),
    Kind.TEXT: st.sampled_from(["a", "two words"]),
    Kind.WHOLE: st.integers(-5, 150).map(str),
    Kind.DECIMAL: st.sampled_from(["2.50", "3", "-1"]),
    Kind.DATE: st.dates().map(lambda day: day.isoformat()),
}


@st.composite
def clauses(draw: st.DrawFn, scope: tuple[str, ...], *, entries: bool = True) -> Clause:
    """A clause of what a page offers, filled in as a page would be."""
    types = {**SCOPE, **COLUMNS}
    id = draw(st.sampled_from([one for one in scope if entries or types[one].kind is not Kind.ROWS]))
    measure, how = draw(st.sampled_from(offered(types[id])))
    negated = draw(st.booleans()) and how not in {"no row", "any row"}
    inside = None
    if how in OF_ROWS or (measure == "count rows" and draw(st.booleans())):
        parts = draw(st.lists(clauses(tuple(COLUMNS), entries=False), min_size=1, max_size=2))
        inside = Rows(draw(st.sampled_from(["all", "any"])) if len(parts) > 1 else "all", tuple(parts))
    if how in ALONE or how in OF_ROWS:
        return Clause(id, how, inside=inside, negated=negated)
    type = wanted(types[id], measure)
    one = st.sampled_from(type.options) if type.options else VALUES[type.kind]
    count = 2 if how == "between" else draw(st.integers(1, 2)) if how in SEVERAL else 1
    values = [literal(type, draw(one)) for _ in range(count)]
    assert None not in values
    return Clause(id, how, tuple(v for v in values if v is not None), "", measure, inside, negated)


@st.composite
def built(draw: st.DrawFn) -> Rows:
    clause = clauses(tuple(SCOPE))
    groups = st.builds(
        Rows,
        st.sampled_from(["all", "any"]),
        st.lists(clause, min_size=2, max_size=3).map(tuple),
        st.booleans(),
    )
    parts = tuple(draw(st.lists(st.one_of(clause, groups), min_size=2, max_size=4)))
    return Rows(draw(st.sampled_from(["all", "any"])), parts, draw(st.booleans()))


@given(built())
def test_rows_make_a_rule_that_gives_the_same_rows_and_is_of_the_right_types(made: Rows) -> None:
    rule = rule_of(made)
    assert rows_of(rule) == made
    drawn = parse(rule, file="f", pointer="")
    assert isinstance(drawn, Rule)
    assert check_types(drawn, SCOPE, file="f", pointer="") == []


anything: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.sampled_from(["safe", "harms", "yes", True, 3, None]),
        st.sampled_from([{"answer": ["safe"]}, {"answer": ["children"]}, {"today": []}]),
    ),
    lambda inner: st.dictionaries(
        st.sampled_from(["all", "any", "not", "is", "one of", "any row", "count rows", "at most", "is known", "if"]),
        st.lists(inner, max_size=3),
        max_size=2,
    ),
    max_leaves=12,
)


@given(anything)
def test_whatever_is_shown_as_rows_is_never_damaged(rule: Any) -> None:
    found = rows_of(rule)
    if found is not None:
        assert json.dumps(rule_of(found), sort_keys=True) == json.dumps(rule, sort_keys=True)


def _rules(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key in ("show", "rule", "danger", "when") and isinstance(part, dict):
                yield part
            else:
                yield from _rules(part)
    elif isinstance(value, list):
        for part in value:
            yield from _rules(part)


@pytest.mark.parametrize("folder", ["form_definitions", "tenant_configs", "workflow_definitions"])
def test_every_rule_that_is_shipped_can_be_shown_as_rows(folder: str) -> None:
    found = [
        rule
        for path in sorted((ROOT / folder).glob("*/*.json"))
        for rule in _rules(json.loads(path.read_text("utf-8")))
        if "en" not in rule
    ]
    assert found
    for rule in found:
        shown = rows_of(rule)
        assert shown is not None, rule
        assert rule_of(shown) == rule


HURT, AGED = Clause("hurt", "is", ("yes",)), Clause("who", "less than", (18,), measure="age in years")


def test_rows_are_added_changed_and_taken_out_by_their_place() -> None:
    rows = added(added(Rows(), (), HURT), (), Rows("any", (AGED,), lone=True))
    assert rule_of(rows) == {
        "all": [
            {"is": [{"answer": ["hurt"]}, "yes"]},
            {"any": [{"less than": [{"age in years": [{"answer": ["who"]}]}, 18]}]},
        ]
    }
    rows = added(rows, (1,), HURT)
    assert at(rows, (1, 1)) == HURT
    assert at(rows, (4, 1)) is None
    rows = changed(rows, (1, 1), None)
    assert changed(rows, (1, 0), None).parts == (HURT,)
    assert rule_of(changed(changed(rows, (1,), None), (0,), None)) is None


def test_what_is_asked_of_entries_goes_with_its_last_condition_and_a_count_stays() -> None:
    of_any = added(Rows(), (), Clause("children", "any row", inside=Rows(parts=(HURT,))))
    assert changed(of_any, (0, 0), None).parts == ()
    counted = added(Rows(), (), Clause("children", "at least", (2,), measure="count rows"))
    asked = added(counted, (0,), HURT)
    assert rule_of(asked) == {
        "at least": [{"count rows": [{"answer": ["children"]}, {"is": [{"answer": ["hurt"]}, "yes"]}]}, 2]
    }
    assert changed(asked, (0, 0), None) == counted


@pytest.mark.parametrize(
    ("type", "typed", "gives"),
    [
        (YES_NO, "yes", "yes"),
        (YES_NO, "perhaps", None),
        (WHOLE, " 18 ", 18),
        (WHOLE, "18.5", None),
        (WHOLE, "9" * 40, None),
        (DECIMAL, "2.50", "2.50"),
        (DECIMAL, "3", 3),
        (DECIMAL, "much", None),
        (DATE, "2026-02-30", None),
        (DATE, "2026-02-28", "2026-02-28"),
        (choice(["home"]), "school", None),
        (TEXT, "  ", None),
        (PERSON, "somebody", None),
    ],
)
def test_only_a_value_of_the_right_type_is_taken(type: Type, typed: str, gives: object) -> None:
    assert literal(type, typed) == gives


def test_yes_is_the_same_however_it_is_written() -> None:
    for rule in ({"answer": ["safe"]}, {"is": [{"answer": ["safe"]}, True]}):
        shown = rows_of(rule)
        assert shown is not None
        assert rule_of(shown) == rule
        assert alike(shown, Rows(parts=(Clause("safe", "is", ("yes",)),)))
