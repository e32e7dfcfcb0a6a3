"""Merging three versions of a document: laws that hold for any of them."""

from __future__ import annotations

import copy
from typing import Any

from hubwright.domain.definitions.merge import merge
from hypothesis import given, settings
from hypothesis import strategies as st

NAMES = st.sampled_from(["a", "b", "c", "d", "e", "f"])
SCALARS = st.sampled_from([0, 1, True, False, "x", "y", None])
INNER = st.lists(NAMES, unique=True, max_size=3).map(lambda ids: [{"id": id} for id in ids])
ELEMENT = st.fixed_dictionaries(
    {"label": SCALARS},
    optional={
        "note": SCALARS,
        "inner": st.lists(NAMES, unique=True, max_size=3).map(lambda ids: [{"id": i} for i in ids]),
    },
)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    ids = draw(st.lists(NAMES, unique=True, max_size=5))
    return {
        "name": draw(SCALARS),
        "parts": [{"id": id, **draw(ELEMENT)} for id in ids],
        "hours": draw(st.lists(st.integers(0, 3), max_size=3)),
        **draw(st.fixed_dictionaries({}, optional={"extra": SCALARS})),
    }


def ids_of(value: Any, path: str = "") -> set[str]:
    if isinstance(value, list):
        return {
            found
            for one in value
            for found in ids_of(one, f"{path}/{one.get('id')}" if isinstance(one, dict) else path)
        }
    if isinstance(value, dict):
        own = {path} if "id" in value else set()
        return own | {found for key, part in value.items() for found in ids_of(part, f"{path}/{key}")}
    return set()


@given(documents(), documents())
@settings(max_examples=60, deadline=None)
def test_where_we_changed_nothing_the_original_is_taken(base: dict[str, Any], theirs: dict[str, Any]) -> None:
    merged = merge(base, copy.deepcopy(base), theirs)
    assert (merged.document, merged.conflicts) == (theirs, ())


@given(documents(), documents())
@settings(max_examples=60, deadline=None)
def test_where_the_original_changed_nothing_ours_is_kept(base: dict[str, Any], ours: dict[str, Any]) -> None:
    merged = merge(base, ours, copy.deepcopy(base))
    assert (merged.document, merged.conflicts) == (ours, ())


@given(documents(), documents())
@settings(max_examples=60, deadline=None)
def test_what_both_did_alike_is_done_once(base: dict[str, Any], both: dict[str, Any]) -> None:
    merged = merge(base, both, copy.deepcopy(both))
    assert (merged.document, merged.conflicts) == (both, ())


@given(documents(), documents(), documents())
@settings(max_examples=150, deadline=None)
def test_without_conflicts_it_does_not_matter_which_side_is_which(
    base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]
) -> None:
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert [conflict.path for conflict in one.conflicts] == [conflict.path for conflict in other.conflicts]
    if not one.conflicts:
        assert one.document == other.document


@given(documents(), documents(), documents())
@settings(max_examples=150, deadline=None)
def test_taking_the_same_upgrade_again_changes_nothing(
    base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]
) -> None:
    merged = merge(base, ours, theirs)
    assert merge(theirs, merged.document, theirs).document == merged.document
    if not merged.conflicts:
        again = merge(base, merged.document, theirs)
        assert ids_of(again.document) == ids_of(merged.document)
        assert again.conflicts == ()


@given(documents(), documents(), documents())
@settings(max_examples=150, deadline=None)
def test_no_id_is_lost_without_a_word(base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    merged = merge(base, ours, theirs)
    there = ids_of(merged.document)
    for path in (ids_of(ours) | ids_of(theirs)) - there:
        told = [f"/{gone}" for gone in merged.gone] + [f"/{conflict.path}" for conflict in merged.conflicts]
        assert any(path == one or path.startswith(f"{one}/") for one in told)


@given(documents(), documents(), documents())
@settings(max_examples=60, deadline=None)
def test_nothing_appears_that_no_side_wrote(base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    assert ids_of(merge(base, ours, theirs).document) <= ids_of(ours) | ids_of(theirs)


def test_two_changes_to_different_elements_both_stand() -> None:
    base = {"tiers": [{"id": "red", "label": "Red"}, {"id": "green", "label": "Green"}]}
    ours = {"tiers": [{"id": "red", "label": "High"}, {"id": "green", "label": "Green"}]}
    theirs = {
        "tiers": [{"id": "red", "label": "Red"}, {"id": "amber", "label": "Amber"}, {"id": "green", "label": "Low"}]
    }
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    assert [tier["label"] for tier in merged.document["tiers"]] == ["High", "Amber", "Low"]


def test_our_own_words_are_not_overwritten_and_the_conflict_is_a_sentence() -> None:
    merged = merge({"name": "Hub"}, {"name": "Our hub"}, {"name": "The hub"})
    assert merged.document == {"name": "Our hub"}
    assert [conflict.sentence for conflict in merged.conflicts] == [
        "name: we and the original changed it differently. Ours stays until somebody decides."
    ]


def test_an_element_that_one_side_took_out_and_the_other_changed_stays() -> None:
    base = {"routes": [{"id": "panel", "name": "Panel"}, {"id": "nfa", "name": "None"}]}
    ours = {"routes": [{"id": "nfa", "name": "None"}]}
    theirs = {"routes": [{"id": "panel", "name": "Early Help Panel"}, {"id": "nfa", "name": "None"}]}
    merged = merge(base, ours, theirs)
    assert [route["id"] for route in merged.document["routes"]] == ["panel", "nfa"]
    assert [conflict.path for conflict in merged.conflicts] == ["routes/panel"]


def test_an_element_that_only_one_side_touched_goes_and_is_told() -> None:
    base = {"routes": [{"id": "panel"}, {"id": "nfa"}]}
    merged = merge(base, {"routes": [{"id": "nfa"}]}, {"routes": [{"id": "panel"}, {"id": "nfa"}, {"id": "new"}]})
    assert [route["id"] for route in merged.document["routes"]] == ["nfa", "new"]
    assert merged.gone == ("routes/panel",)
    assert merged.conflicts == ()


def test_a_text_is_one_thing_in_all_its_languages() -> None:
    base = {"label": {"en": "Red"}}
    merged = merge(base, {"label": {"en": "High"}}, {"label": {"en": "Red", "cy": "Coch"}})
    assert merged.document == {"label": {"en": "High"}}
    assert [conflict.path for conflict in merged.conflicts] == ["label"]


def test_a_rule_is_one_thing() -> None:
    base = {"show": {"all": [{"answer": ["a"]}]}}
    ours, theirs = {"show": {"any": [{"answer": ["a"]}]}}, {"show": {"all": [{"answer": ["a"]}, {"answer": ["b"]}]}}
    merged = merge(base, ours, theirs)
    assert merged.document == ours
    assert [conflict.path for conflict in merged.conflicts] == ["show"]


def test_a_time_is_never_put_together_from_two_sides() -> None:
    base = {"clocks": [{"id": "x", "amount": 4, "unit": "elapsed_hour", "ladder": "a"}]}
    ours = {"clocks": [{"id": "x", "amount": 6, "unit": "elapsed_hour", "ladder": "a"}]}
    theirs = {"clocks": [{"id": "x", "amount": 4, "unit": "working_day", "ladder": "b"}]}
    merged = merge(base, ours, theirs)
    assert merged.document["clocks"] == [{"id": "x", "amount": 6, "unit": "elapsed_hour", "ladder": "b"}]
    assert [conflict.path for conflict in merged.conflicts] == ["clocks/x/amount"]
    answered = merge(base, ours, theirs, answers={"clocks/x/amount": "theirs"})
    assert answered.document["clocks"] == [{"id": "x", "amount": 4, "unit": "working_day", "ladder": "b"}]
    assert answered.conflicts == ()


def test_both_of_two_lists_keeps_what_either_added_and_loses_what_either_took_out() -> None:
    base, ours, theirs = {"checks": ["a", "b", "c"]}, {"checks": ["a", "c", "d"]}, {"checks": ["a", "b", "e"]}
    assert merge(base, ours, theirs, answers={"checks": "both"}).document == {"checks": ["a", "d", "e"]}


@given(documents(), documents(), documents(), st.sampled_from(["ours", "theirs"]))
@settings(max_examples=80, deadline=None)
def test_every_conflict_can_be_answered(
    base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any], answer: str
) -> None:
    answers = {conflict.path: answer for conflict in merge(base, ours, theirs).conflicts}
    assert merge(base, ours, theirs, answers=answers).conflicts == ()
