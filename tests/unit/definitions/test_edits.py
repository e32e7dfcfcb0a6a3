"""Edits by id: each does one thing, names what it saw, and can be undone byte for byte."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hubwright.domain.definitions.canonical import canonical
from hubwright.domain.definitions.edits import (
    FIRST,
    Edit,
    Insert,
    Move,
    Overtaken,
    Set,
    Take,
    add,
    applied,
    applied_all,
    as_json,
    find,
    from_json,
    inverse,
    move,
    put,
    siblings,
    take,
)
from hubwright.domain.definitions.elements import MISSING
from hypothesis import given, settings
from hypothesis import strategies as st

FORM: dict[str, Any] = {
    "forms": {
        "worry": {
            "pages": [
                {
                    "id": "one",
                    "title": {"en": "One"},
                    "questions": [{"id": "who", "label": {"en": "Who?"}}, {"id": "what", "label": {"en": "What?"}}],
                },
                {"id": "two", "title": {"en": "Two"}, "questions": [{"id": "where", "label": {"en": "Where?"}}]},
            ]
        }
    },
    "clocks": [{"id": "look", "amount": 2}],
}
WHO = ("forms", "worry", "pages", "one", "questions", "who")
QUESTIONS = WHO[:-1]


def order(tree: Any, path: tuple[str, ...] = QUESTIONS) -> list[str]:
    return siblings(tree, path)


def test_a_field_is_given_words_and_loses_them_again() -> None:
    (edit,) = put(FORM, (*WHO, "label", "en"), "Whom are you worried about?")
    after = applied(FORM, edit)
    assert find(after, (*WHO, "label", "en")) == "Whom are you worried about?"
    assert find(FORM, (*WHO, "label", "en")) == "Who?", "a tree is never changed"
    assert applied(after, inverse(edit)) == FORM


def test_what_is_missing_above_a_field_comes_with_it_and_goes_with_it() -> None:
    edits = put(FORM, (*WHO, "settings", "max_length"), 40)
    assert edits == [Set((*WHO, "settings"), MISSING, {"max_length": 40})]
    assert applied_all(applied_all(FORM, edits), [inverse(edits[0])]) == FORM


def test_saying_what_is_said_already_is_no_edit() -> None:
    assert put(FORM, (*WHO, "label", "en"), "Who?") == []
    assert put(FORM, (*WHO, "hint"), MISSING) == []
    assert take(FORM, (*WHO, "hint")) == []
    assert move(FORM, WHO, after=FIRST) == []


def test_an_element_is_put_behind_another_moved_and_taken_out() -> None:
    tree = applied_all(FORM, add(FORM, QUESTIONS, {"id": "when"}, after="who"))
    assert order(tree) == ["who", "when", "what"]
    tree = applied_all(tree, move(tree, (*QUESTIONS, "when"), after=FIRST))
    assert order(tree) == ["when", "who", "what"]
    tree = applied_all(tree, take(tree, WHO))
    assert order(tree) == ["when", "what"]


def test_a_list_that_is_not_there_comes_with_its_first_element_and_undo_leaves_none() -> None:
    edits = add(FORM, ("votes",), {"id": "step-up"})
    after = applied_all(FORM, edits)
    assert order(after, ("votes",)) == ["step-up"]
    assert "votes" not in applied_all(after, [inverse(one) for one in edits])


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (Set((*WHO, "label", "en"), "Who?", "Mine"), Set((*WHO, "label", "en"), "Who?", "Theirs")),
        (Set((*WHO, "label", "en"), "Who?", "Mine"), Take(WHO, find(FORM, WHO), FIRST)),
        (Take(WHO, find(FORM, WHO), FIRST), Set((*WHO, "label", "en"), "Who?", "Theirs")),
        (Insert(QUESTIONS, {"id": "x"}, "what"), Insert(QUESTIONS, {"id": "x", "a": 1}, FIRST)),
        (Insert(QUESTIONS, {"id": "x"}, "who"), Take(WHO, find(FORM, WHO), FIRST)),
        (Move(WHO, FIRST, "what"), Move(WHO, FIRST, "what")),
        (Set((*WHO, "label"), {"en": "Who?"}, {"en": "Mine"}), Set((*WHO, "label", "cy"), MISSING, "Pwy?")),
    ],
)
def test_nobodys_words_are_written_over(mine: Edit, theirs: Edit) -> None:
    after = applied(FORM, theirs)
    with pytest.raises(Overtaken) as stopped:
        applied(after, mine)
    assert stopped.value.edit == mine
    assert "Mine" not in str(stopped.value), "what was typed stands in no message"


def test_two_people_change_two_fields_of_one_question() -> None:
    mine = Set((*WHO, "label", "en"), "Who?", "Mine")
    theirs = Set((*WHO, "label", "cy"), MISSING, "Pwy?")
    assert applied_all(FORM, [mine, theirs]) == applied_all(FORM, [theirs, mine])


def test_of_several_edits_all_are_applied_or_none() -> None:
    edits: list[Edit] = [Set((*WHO, "label", "en"), "Who?", "Mine"), Take(("clocks", "gone"), {"id": "gone"}, FIRST)]
    with pytest.raises(Overtaken):
        applied_all(FORM, edits)
    assert find(FORM, (*WHO, "label", "en")) == "Who?"


def test_yes_and_one_are_two_things() -> None:
    with pytest.raises(Overtaken):
        applied({"a": {"b": True}}, Set(("a", "b"), 1, 2))


def _some_edit(tree: Any, lot: random.Random) -> list[Edit]:
    """An edit that fits a tree, by lot."""
    page = ("forms", "worry", "pages", lot.choice(order(tree, ("forms", "worry", "pages"))), "questions")
    there = order(tree, page)
    kind = lot.randrange(5)
    if kind == 0 or not there:
        new = f"q{lot.randrange(10_000)}"
        after = lot.choice([FIRST, *there])
        return add(tree, page, {"id": new, "label": {"en": new}}, after=after) if new not in there else []
    one = (*page, lot.choice(there))
    if kind == 1:
        return take(tree, one)
    if kind == 2:
        return move(tree, one, after=lot.choice([FIRST, *there]))
    if kind == 3:
        return put(tree, (*one, "settings", "max_length"), lot.choice([MISSING, lot.randrange(9)]))
    return put(tree, (*one, "label", lot.choice(["en", "cy"])), lot.choice(["Who?", "Where?", "When?"]))


@given(lot=st.randoms(use_true_random=False), steps=st.integers(1, 60))
@settings(max_examples=40)
def test_undoing_in_turn_gives_the_same_bytes(lot: random.Random, steps: int) -> None:
    tree: Any = FORM
    done: list[Edit] = []
    for _ in range(steps):
        edits = [from_json(as_json(one)) for one in _some_edit(tree, lot)]
        tree = applied_all(tree, edits)
        done += edits
    assert canonical(applied_all(tree, [inverse(one) for one in reversed(done)])) == canonical(FORM)


@given(lot=st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_inverse_of_the_inverse_is_the_edit(lot: random.Random) -> None:
    for edit in _some_edit(FORM, lot):
        assert inverse(inverse(edit)) == edit
