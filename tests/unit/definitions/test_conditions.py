"""When a transition is taken: answers make a rule, and the rule gives the same answers again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hubwright.domain.definitions.conditions import Conditions, conditions_of, rule_of
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[3]
SHIPPED = [
    way["when"]
    for path in sorted((ROOT / "workflow_definitions").glob("*/v*.json"))
    for way in json.loads(path.read_text("utf-8"))["transitions"]
    if "when" in way
]

ids = st.lists(st.sampled_from(["red", "amber", "green", "blue"]), unique=True, max_size=4).map(tuple)
answers = st.builds(
    Conditions,
    tiers=ids,
    kinds=ids,
    pathways=ids,
    returns_waiting=st.sampled_from(["", "none", "some"]),
    undecided=st.sampled_from(["", "none", "some"]),
    vote=st.sampled_from(["", "carried", "not_carried"]),
)


@given(given_answers=answers)
def test_answers_make_a_rule_and_come_out_of_it_again(given_answers: Conditions) -> None:
    assert conditions_of(rule_of(given_answers)) == given_answers


@pytest.mark.parametrize("rule", SHIPPED, ids=json.dumps)
def test_every_condition_of_a_shipped_workflow_can_be_answered(rule: object) -> None:
    found = conditions_of(rule)
    assert found is not None
    assert rule_of(found) == rule


@pytest.mark.parametrize(
    "rule",
    [
        {"not": [{"is": [{"answer": ["tier"]}, "red"]}]},
        {"any": [{"is": [{"answer": ["tier"]}, "red"]}, {"is": [{"answer": ["vote"]}, "carried"]}]},
        {"all": [{"is": [{"answer": ["tier"]}, "red"]}, {"is": [{"answer": ["tier"]}, "amber"]}]},
        {"more than": [{"answer": ["undecided"]}, 2]},
        {"is": [{"answer": ["undecided"]}, False]},
        {"is": [{"answer": ["vote"]}, "perhaps"]},
        {"all": []},
        {"one of": [{"answer": ["tier"]}, ["red"]]},
        "always",
    ],
    ids=json.dumps,
)
def test_what_no_answers_make_is_left_as_it_is(rule: object) -> None:
    assert conditions_of(rule) is None
