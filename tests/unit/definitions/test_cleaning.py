"""Taking something out with everything that names it: no use is left behind, and undoing gives every byte back."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.definitions.canonical import canonical
from hubwright.domain.definitions.edits import applied_all, inverse
from hubwright.domain.definitions.edits.cleaning import ALSO, ALWAYS, NONE, Cleaning, cleaning
from hubwright.domain.definitions.elements import MISSING, key_of
from hubwright.domain.definitions.using import Telling, at, references, things_in, uses_of
from hubwright.domain.definitions.using.keeping import LEAST, LINES, NEEDED
from hubwright.domain.definitions.using.references import WAYS
from hubwright.domain.definitions.using.spots import places
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.definitions.test_using import bounds
from tests.unit.definitions.trees import shipped_tree

TREE = shipped_tree("starter")


def removable(tree: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """The path of everything that something can name."""
    ways = [
        *(f"{part}/*" for part, held in tree.items() if isinstance(held, list)),
        "scales/*/tiers/*",
        "forms/*/pages/*",
        "forms/*/pages/*/questions/*",
        "forms/*/pages/*/questions/*/options/*",
        "forms/*/pages/*/questions/*/rows/*",
        "workflows/*/stages/*",
        "forms/*",
        "workflows/*",
    ]
    for way in ways:
        for spot, one in places(tuple(way.split("/")), tree):
            if key_of(one) is not None and all(isinstance(step, str) for step in spot):
                yield tuple(str(step) for step in spot)


PATHS = list(removable(TREE))


def answered(path: tuple[str, ...], choose: random.Random) -> Cleaning:
    """The clean-up with everything that is asked answered, in any of the ways that are offered."""
    answers: dict[str, str] = {}
    for _ in range(60):
        found = cleaning(TREE, path, answers)
        waiting = [one for one in found.asks if not one.answer and one.choices]
        if not waiting:
            return found
        answers |= {one.id: choose.choice(one.choices)[0] for one in waiting}
    raise AssertionError("it asks without end")


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(PATHS), st.randoms(use_true_random=False))
def test_a_clean_up_leaves_no_use_behind_and_undoing_it_gives_every_byte_back(
    path: tuple[str, ...], choose: random.Random
) -> None:
    found = answered(path, choose)
    if not found.ready:
        assert found.stops
        return
    edits = found.edits(TREE)
    after = applied_all(TREE, edits)
    assert canonical(after) == canonical(found.after)
    assert at(after, path) is MISSING
    gone = set(things_in(path, at(TREE, path)))
    assert not [one for one in references(after) if one.thing in gone]
    back = applied_all(after, [inverse(one) for one in reversed(edits)])
    assert canonical(back) == canonical(TREE)


def _path(form: str, question: str) -> tuple[str, ...]:
    return next(one for one in PATHS if one[:2] == ("forms", form) and one[-2:] == ("questions", question))


def test_a_question_that_nothing_reads_simply_goes() -> None:
    path = next(one for one in PATHS if one[-2] == "questions" and not uses_of(TREE, one))
    found = cleaning(TREE, path, {})
    assert found.ready
    assert found.changes == ()
    assert len(found.edits(TREE)) == 1


def test_what_is_shown_by_a_question_that_goes_is_asked_about_and_either_answer_works() -> None:
    path = _path("child-referral", "injury")
    (ask,) = cleaning(TREE, path, {}).asks
    assert "is shown when Has a child been injured? is Yes" in ask.sentence
    assert not cleaning(TREE, path, {}).ready
    assert not cleaning(TREE, path, {ask.id: "something else"}).ready
    always = cleaning(TREE, path, {ask.id: ALWAYS})
    assert always.ready
    assert any("is shown always" in one for one in always.changes)
    also = cleaning(TREE, path, {ask.id: ALSO})
    assert len(also.goes) == 2
    assert [(one.id, one.answer) for one in also.asks] == [(ask.id, ALSO)]
    assert len(also.edits(TREE)) == 2


def test_an_alarm_is_never_taken_away_without_somebody_saying_so() -> None:
    path = _path("child-referral", "danger-now")
    waits = [one for one in cleaning(TREE, path, {}).asks if "raises the alarm" in one.sentence]
    assert [[value for value, _ in one.choices] for one in waits] == [[NONE]]


def test_of_a_rule_with_several_conditions_only_what_reads_it_goes() -> None:
    path = _path("child-referral", "injury")
    form: Any = TREE["forms"]["child-referral"]
    both = {"all": [{"answer": ["injury"]}, {"answer": ["child-said"]}]}
    pages = [{**page, **({"show": both} if index == len(form["pages"]) - 1 else {})} for index, page in
             enumerate(form["pages"])]  # fmt: skip
    tree = {**TREE, "forms": {**TREE["forms"], "child-referral": {**form, "pages": pages}}}
    found = cleaning(tree, path, {})
    assert any("this becomes “Has a child said anything about it? is Yes”" in one for one in found.changes)


def test_the_last_of_what_there_has_to_be_one_of_stays() -> None:
    tree = {**TREE, "calendars": TREE["calendars"][:1]}
    found = cleaning(tree, ("calendars", tree["calendars"][0]["id"]), {})
    assert found.stops
    assert not found.ready


def test_what_something_cannot_do_without_is_given_another_or_goes_too() -> None:
    path = ("clocks", "first-look")
    asks = cleaning(TREE, path, {}).asks
    assert {one.sentence for one in asks if one.choices} >= {
        'What is to be the first look of the kind of contact "Referral"?'
    }
    other = next(value for value, _ in asks[0].choices if value != ALSO)
    found = cleaning(TREE, path, {one.id: other for one in asks})
    assert found.ready
    assert any("instead." in one for one in found.changes)
    assert all(one["first_look"] != "first-look" for one in found.after["kinds"])


def test_the_tables_of_what_stays_are_those_of_the_schemas() -> None:
    least, needed = bounds("hub")
    for kind, above in (("form", "forms/*/"), ("workflow", "workflows/*/")):
        fewest, must = bounds(kind)
        least |= {f"{above}{way}": count for way, count in fewest.items()}
        needed |= {f"{above}{way}" for way in must}
    lists = {way.removesuffix("/*") for way in WAYS if way.endswith("/*")}
    lists |= {"workflows/*/transitions/*/sources", *(way for way in LEAST)}
    lists |= {way.rpartition("/")[0].removesuffix("/*") for way in LINES}
    assert {way: least[way] for way in lists if way in least} == LEAST
    values = {way for way in WAYS if not way.endswith("/*")} | {"workflows/*/transitions/*/target"}
    stays = {way.removesuffix("/id") for way in values if way in needed or way.removesuffix("/id") in needed}
    assert {way for way in stays if way not in LINES and not way.endswith("doors/*/form")} == NEEDED


def _spoilt(value: Any, choose: random.Random) -> Any:
    """A tree with something in it taken away, or something else in its place: a draft may be invalid."""
    if isinstance(value, dict) and value and choose.random() < 0.97:
        key = choose.choice(list(value))
        if choose.random() < 0.15 and key not in ("id", "forms", "workflows", "scenarios"):
            return {name: one for name, one in value.items() if name != key}
        return {**value, key: _spoilt(value[key], choose)}
    if isinstance(value, list) and value and choose.random() < 0.97:
        index = choose.randrange(len(value))
        return [*value[:index], _spoilt(value[index], choose), *value[index + 1 :]]
    return choose.choice(["", "something", 7, True, [], {}])


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(PATHS), st.randoms(use_true_random=False))
def test_of_a_draft_that_is_out_of_shape_what_can_be_said_is_said(path: tuple[str, ...], choose: random.Random) -> None:
    tree: Any = TREE
    for _ in range(3):
        part = choose.choice(list(TREE))
        tree = {**tree, part: _spoilt(tree[part], choose)}
    if at(tree, path) is not MISSING:
        found = cleaning(tree, path, {})
        assert all(isinstance(one, str) for one in (*found.goes, *found.changes, *found.stops))
        Telling(tree).uses(path)
