"""A draft on another base: its changes are made again, and where both changed one thing a person says which holds."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hubwright.domain.cases.entries import Actor, Entry, Fact
from hubwright.domain.definitions.edits import (
    FIRST,
    Edit,
    Move,
    Set,
    add,
    applied_all,
    find,
    inverse,
    move,
    put,
    siblings,
    take,
)
from hubwright.domain.definitions.elements import MISSING
from hubwright.domain.drafts import (
    MINE,
    THEIRS,
    Change,
    Drafting,
    DraftState,
    Made,
    Plan,
    Undo,
    again,
    brought_up_to_date,
    decide,
    draft_of,
    opened,
    tree_now,
)
from hubwright.domain.drafts.updating import told
from hubwright.domain.errors import Refusal
from hubwright.testing.stories import MONDAY
from hypothesis import given, settings
from hypothesis import strategies as st

ADA, BEN = Actor("u-ada", "Ada Example", "care"), Actor("u-ben", "Ben Example", "care")
BASE: dict[str, Any] = {
    "hub": {"id": "oakfield", "name": {"en": "Oakfield"}},
    "clocks": [{"id": one, "amount": 2, "name": {"en": one}} for one in ("look", "return", "decide")],
    "scenarios": {},
}
NAME, LOOK = ("hub", "name", "en"), ("clocks", "look")


def made(number: int, *edits: Edit, undoes: int | None = None) -> Made:
    return Made(number, "put", tuple(edits), "u-ada", "Ada Example", MONDAY, undoes)


def test_what_only_one_side_changed_needs_no_word() -> None:
    theirs = applied_all(BASE, [*put(BASE, (*LOOK, "amount"), 4), *take(BASE, ("clocks", "return"))])
    mine = [made(2, *put(BASE, NAME, "Oakfields")), made(3, *add(BASE, ("clocks",), {"id": "new", "amount": 1}))]
    found = again(theirs, mine, {})
    assert (found.clashes, found.gone) == ((), ())
    assert find(found.tree, NAME) == "Oakfields"
    assert siblings(found.tree, ("clocks",)) == ["look", "decide", "new"]
    assert find(found.tree, (*LOOK, "amount")) == 4


@pytest.mark.parametrize(("choice", "holds"), [(MINE, 6), (THEIRS, 4)])
def test_where_both_changed_one_thing_it_is_asked_once_and_the_answer_holds(choice: str, holds: int) -> None:
    way = (*LOOK, "amount")
    theirs = applied_all(BASE, put(BASE, way, 4))
    mine = [made(2, Set(way, 2, 5)), made(3, Set(way, 5, 6))]
    asked = again(theirs, mine, {})
    (clash,) = asked.clashes
    assert (clash.mine, clash.theirs) == (6, 4)
    assert asked.undecided({}) == (clash,)
    mine_tree = applied_all(BASE, [edit for one in mine for edit in one.edits])
    assert told(clash, mine_tree, theirs) == ('The time of the clock "look"', "6", "4")
    found = again(theirs, mine, {way: choice})
    assert find(found.tree, way) == holds
    assert found.undecided({way: choice}) == ()


def test_what_both_changed_to_the_same_is_nobodys_clash() -> None:
    theirs = applied_all(BASE, put(BASE, NAME, "Oakfields"))
    assert again(theirs, [made(2, *put(BASE, NAME, "Oakfields"))], {}).changes == ()


def test_what_was_changed_in_something_that_is_gone_is_told() -> None:
    theirs = applied_all(BASE, take(BASE, LOOK))
    found = again(theirs, [made(2, *put(BASE, (*LOOK, "amount"), 3))], {})
    assert (found.changes, found.gone) == ((), ((*LOOK, "amount"),))


@pytest.mark.parametrize(("choice", "there"), [(MINE, False), (THEIRS, True)])
def test_something_taken_out_here_and_changed_there_is_asked(choice: str, there: bool) -> None:
    theirs = applied_all(BASE, put(BASE, (*LOOK, "amount"), 9))
    found = again(theirs, [made(2, *take(BASE, LOOK))], {LOOK: choice})
    assert (find(found.tree, LOOK) is not MISSING) is there


@pytest.mark.parametrize(("choice", "amount"), [(MINE, 1), (THEIRS, 7)])
def test_two_new_things_of_one_id_are_asked(choice: str, amount: int) -> None:
    theirs = applied_all(BASE, add(BASE, ("clocks",), {"id": "new", "amount": 7}))
    found = again(theirs, [made(2, *add(BASE, ("clocks",), {"id": "new", "amount": 1}))], {("clocks", "new"): choice})
    assert find(found.tree, ("clocks", "new", "amount")) == amount


def test_an_order_is_kept_where_it_can_be() -> None:
    theirs = applied_all(BASE, take(BASE, ("clocks", "return")))
    changes = [made(2, *move(BASE, ("clocks", "decide"), after=FIRST)), made(3, Move(LOOK, "decide", "return"))]
    assert siblings(again(theirs, changes, {}).tree, ("clocks",)) == ["decide", "look"]


def _some(tree: Any, lot: random.Random) -> list[Edit]:
    there = siblings(tree, ("clocks",))
    match lot.choice(("name", "amount", "add", "take", "move")) if there else "add":
        case "name":
            return put(tree, NAME, f"Hub {lot.randrange(4)}")
        case "amount":
            return put(tree, ("clocks", lot.choice(there), "amount"), lot.randrange(4))
        case "add":
            new = f"c{lot.randrange(6)}"
            return [] if new in there else add(tree, ("clocks",), {"id": new, "amount": 1})
        case "take":
            return take(tree, ("clocks", lot.choice(there)))
    one = lot.choice(there)
    return move(tree, ("clocks", one), after=lot.choice([FIRST, *(other for other in there if other != one)]))


def _changes(lot: random.Random) -> list[Made]:
    tree: Any = BASE
    changes = []
    for number in range(2, 2 + lot.randrange(12)):
        edits = _some(tree, lot)
        tree = applied_all(tree, edits)
        changes.append(made(number, *edits))
    return changes


@given(lot=st.randoms(use_true_random=False), choice=st.sampled_from([MINE, THEIRS]))
@settings(max_examples=150, deadline=None)
def test_whatever_both_did_the_changes_fit_and_can_be_undone(lot: random.Random, choice: str) -> None:
    theirs = tree_now(BASE, _changes(lot))
    mine = _changes(lot)
    asked = again(theirs, mine, {})
    found = again(theirs, mine, {one.path: choice for one in asked.clashes})
    # What was decided for one side may lay open that both changed something within it.
    chosen = {one.path: choice for one in (*asked.clashes, *found.clashes)}
    found = again(theirs, mine, chosen)
    tree = tree_now(theirs, found.changes)
    assert tree == found.tree
    for one in reversed(found.changes):
        tree = applied_all(tree, [inverse(edit) for edit in reversed(one.edits)])
    assert tree == theirs
    if choice == MINE and (named := [edit.to for one in mine for edit in one.edits if edit.path == NAME]):  # type: ignore[union-attr]
        assert find(found.tree, NAME) == named[-1]


@given(lot=st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_on_the_same_base_nothing_is_different(lot: random.Random) -> None:
    mine = _changes(lot)
    found = again(BASE, mine, {})
    assert found.tree == tree_now(BASE, mine)
    assert found.clashes == ()


def _entries(*steps: tuple[list[Fact], Actor]) -> list[Entry]:
    found: list[Entry] = []
    for facts, by in steps:
        for one in facts:
            found.append(
                Entry(one.stream, len(found) + 1, one.type, one.version, one.body, one.happened, one.received, MONDAY,
                      by.id, by.name, by.agency, "r1", "deed")
            )  # fmt: skip
    return found


def _state(entries: list[Entry]) -> DraftState:
    state = draft_of(entries)
    assert state is not None
    return state


def test_a_draft_goes_on_from_what_holds_now_and_each_change_keeps_its_maker() -> None:
    begun = _entries((opened(1, "r1", note="", now=MONDAY), ADA))
    first = decide(_state(begun), Change("rename", tuple(put(BASE, NAME, "Oakfields"))), Drafting(BASE, BEN, MONDAY))
    way = (*LOOK, "amount")
    entries = _entries((opened(1, "r1", note="", now=MONDAY), ADA), (first, BEN))
    tree = tree_now(BASE, _state(entries).changes)
    second = decide(_state(entries), Change("put", tuple(put(tree, way, 3))), Drafting(tree, ADA, MONDAY))
    entries = _entries((opened(1, "r1", note="", now=MONDAY), ADA), (first, BEN), (second, ADA))
    theirs = applied_all(BASE, put(BASE, way, 4))
    state = _state(entries)
    with pytest.raises(Refusal) as stopped:
        brought_up_to_date(state, "r2", theirs, {}, scenarios={}, taken=(), now=MONDAY)
    assert [name for name, _ in stopped.value.fields] == ["clocks~look~amount"]
    facts = brought_up_to_date(state, "r2", theirs, {way: MINE}, scenarios={}, taken=(), now=MONDAY)
    entries += [
        Entry(facts[0].stream, 4, facts[0].type, facts[0].version, facts[0].body, MONDAY, MONDAY, MONDAY, "u-ada",
              "Ada Example", "care", "r2", "deed")
    ]  # fmt: skip
    after = _state(entries)
    assert after.base == "r2"
    assert [(one.by, one.number) for one in after.standing_changes] == [("Ben Example", 2), ("Ada Example", 3)]
    now = tree_now(theirs, after.changes)
    assert (find(now, NAME), find(now, way)) == ("Oakfields", 3)
    undone = decide(after, Undo(), Drafting(now, ADA, MONDAY))
    assert undone[0].body["undoes"] == 3
    planned = decide(after, Plan(None, "Now"), Drafting(now, ADA, MONDAY))
    waits = draft_of([*entries, *[
        Entry(one.stream, 5, one.type, one.version, one.body, MONDAY, MONDAY, MONDAY, "u-ada", "Ada Example", "care",
              "r2", "deed")
        for one in planned
    ]])  # fmt: skip
    assert waits is not None
    with pytest.raises(Refusal):
        brought_up_to_date(waits, "r3", BASE, {}, scenarios={}, taken=(), now=MONDAY)


def test_a_clash_about_a_clock_says_the_whole_time() -> None:
    base: dict[str, Any] = {
        **BASE,
        "clocks": [{"id": "look", "amount": 2, "unit": "working_day", "name": {"en": "Look"}}],
    }
    theirs = applied_all(base, put(base, (*LOOK, "amount"), 4))
    mine = applied_all(base, put(base, (*LOOK, "amount"), 1))
    (clash,) = again(theirs, [made(2, *put(base, (*LOOK, "amount"), 1))], {}).clashes
    assert told(clash, mine, theirs)[1:] == ("1 working day", "4 working days")
