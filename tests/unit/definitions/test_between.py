"""Edits between two trees: they lead from one to the other, change nothing else, and move as little as they can."""

from __future__ import annotations

import random
from typing import Any

from hubwright.domain.definitions.canonical import canonical
from hubwright.domain.definitions.edits import Move, Set, applied_all, between, inverse
from hypothesis import given, settings
from hypothesis import strategies as st


def tree(lot: random.Random, depth: int = 0) -> Any:
    """A tree by lot: objects, lists by id, lists of words, texts and figures."""
    kind = lot.randrange(6) if depth else 0
    if kind <= 1 and depth < 4:
        return {lot.choice("abcdef"): tree(lot, depth + 1) for _ in range(lot.randrange(4))}
    if kind == 2 and depth < 4:
        ids = lot.sample(["p", "q", "r", "s", "t"], lot.randrange(6))
        return [{"id": id, "label": {"en": lot.choice("xyz")}, "more": tree(lot, depth + 2)} for id in ids]
    if kind == 3:
        return lot.sample(["red", "amber", "green"], lot.randrange(4))
    return lot.choice([True, 1, 0, "one", "two", None, {"en": "One"}, {"en": "One", "cy": "Un"}])


@given(lot=st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_they_lead_there_and_back(lot: random.Random) -> None:
    before, after = tree(lot), tree(lot)
    edits = between(before, after)
    made = applied_all(before, edits)
    assert canonical(made) == canonical(after)
    assert canonical(applied_all(made, [inverse(one) for one in reversed(edits)])) == canonical(before)


@given(lot=st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_same_needs_none(lot: random.Random) -> None:
    one = tree(lot)
    assert between(one, one) == []


def test_one_that_moved_is_one_move() -> None:
    before = {"pages": [{"id": id} for id in "abcdef"]}
    after = {"pages": [{"id": id} for id in "bcdefa"]}
    assert between(before, after) == [Move(("pages", "a"), "", "f")]


def test_a_text_changes_as_a_whole_and_a_field_beside_it_is_left_alone() -> None:
    before = {"clocks": [{"id": "look", "amount": 2, "name": {"en": "First look", "cy": "Golwg"}}]}
    after = {"clocks": [{"id": "look", "amount": 2, "name": {"en": "First reading"}}]}
    name = before["clocks"][0]["name"]
    assert between(before, after) == [Set(("clocks", "look", "name"), name, {"en": "First reading"})]
