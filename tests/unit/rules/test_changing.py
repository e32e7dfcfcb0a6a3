"""What would change what a rule gave: each change that is named turns it over, and none is invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.rules import Rule, evaluate, parse, rows
from hubwright.domain.rules.building import Rows, rule_of
from hubwright.domain.rules.changing import ENTRIES, IS, WITH, WITHOUT, Flip, flips
from hubwright.domain.rules.kinds import DATE, PERSON, WHOLE, YES_NO, Type, choice, choices
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.rules.test_building import built

TODAY = date(2026, 5, 22)
SCOPE: dict[str, Type] = {
    "hurt": YES_NO,
    "where": choice(["home", "school", "park"]),
    "harms": choices(["bruise", "neglect"]),
    "beds": WHOLE,
    "day": DATE,
    "who": PERSON,
    "children": rows({"born": DATE, "seen": YES_NO}),
}


def drawn(rule: Any) -> Rule:
    found = parse(rule, file="", pointer="")
    assert isinstance(found, Rule)
    return found


def asked(rule: Any, answers: dict[str, Any], *, to: bool = True) -> tuple[Flip, ...]:
    given_answers = {id: Answer(State.ANSWERED, value) for id, value in answers.items()}
    return flips(drawn(rule), given_answers, scope=SCOPE, today=TODAY, to=to)


Q = {id: {"answer": [id]} for id in SCOPE}


@pytest.mark.parametrize(
    ("rule", "answers", "found"),
    [
        ({"is": [Q["hurt"], "yes"]}, {"hurt": "no"}, (Flip("hurt", IS, ("yes",)),)),
        ({"is": [Q["hurt"], "yes"]}, {}, (Flip("hurt", IS, ("yes",)),)),
        ({"is": [Q["hurt"], "yes"]}, {"hurt": "yes"}, ()),
        ({"one of": [Q["where"], ["home", "park"]]}, {"where": "school"}, (Flip("where", IS, ("home", "park")),)),
        ({"contains": [Q["harms"], "bruise"]}, {"harms": ["neglect"]}, (Flip("harms", WITH, ("bruise",)),)),
        ({"not": [{"contains": [Q["harms"], "bruise"]}]}, {"harms": ["bruise"]},
         (Flip("harms", WITHOUT, ("bruise",)),)),
        ({"at least": [Q["beds"], 3]}, {"beds": 1}, (Flip("beds", IS, (3,)),)),
        ({"less than": [{"age in years": [Q["who"]]}, 18]}, {"who": {"born": {"year": 1990}}},
         (Flip("who", IS, ("2008-05-23",)),)),
        ({"before": [Q["day"], "2026-01-01"]}, {"day": {"year": 2026, "month": 3, "day": 1}},
         (Flip("day", IS, ("2025-12-31",)),)),
        ({"any row": [Q["children"], {"is": [{"answer": ["seen"]}, "yes"]}]}, {"children": [{}, {}]},
         tuple(Flip("seen", IS, ("yes",), "children", row) for row in (1, 2, 3))),
        ({"any row": [Q["children"], {"is": [{"answer": ["seen"]}, "yes"]}]}, {},
         (Flip("seen", IS, ("yes",), "children", 1),)),
        ({"at least": [{"count rows": [Q["children"]]}, 2]}, {"children": [{}]}, (Flip("children", ENTRIES, (2,)),)),
        ({"all": [Q["hurt"], {"is": [Q["where"], "home"]}]}, {}, ()),
        ({"any": [Q["hurt"], {"is": [Q["where"], "home"]}]}, {},
         (Flip("hurt", IS, ("yes",)), Flip("where", IS, ("home",)))),
    ],
)  # fmt: skip
def test_the_nearest_single_answers_that_turn_it_over_are_named(
    rule: Any, answers: dict[str, Any], found: tuple[Flip, ...]
) -> None:
    assert asked(rule, answers) == found


def test_what_is_worked_out_is_nobodys_answer() -> None:
    rule = drawn({"any": [Q["hurt"], {"is": [Q["beds"], 2]}]})
    assert flips(rule, {}, scope=SCOPE, today=TODAY, to=True, fixed=("beds",)) == (Flip("hurt", IS, ("yes",)),)


def test_what_would_turn_a_rule_off_again_is_found_as_well() -> None:
    assert asked({"is": [Q["hurt"], "yes"]}, {"hurt": "yes"}, to=False) == (Flip("hurt", IS, ("no",)),)


@settings(max_examples=60)
@given(built(), st.booleans())
def test_each_change_that_is_named_does_what_is_said(made: Rows, to: bool) -> None:
    from tests.unit.rules.test_building import SCOPE as WIDE

    rule = drawn(rule_of(made))
    answers = {"safe": Answer(State.ANSWERED, "yes"), "beds": Answer(State.ANSWERED, 3)}
    for flip in flips(rule, answers, scope=WIDE, today=TODAY, to=to):
        if flip.holder or flip.how != IS or WIDE[flip.question].kind in (PERSON.kind, DATE.kind):
            continue
        for value in flip.values:
            changed = {**answers, flip.question: Answer(State.ANSWERED, value)}
            assert evaluate(rule, changed, scope=WIDE, today=TODAY) is to
