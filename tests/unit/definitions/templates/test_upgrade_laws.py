"""Upgrading: laws that hold for any three versions of a hub."""

from __future__ import annotations

from typing import Any

from hubwright.domain.definitions.canonical import canonical
from hubwright.domain.definitions.elements import by_key
from hubwright.domain.definitions.templates.bundle import bundle, unbundle
from hubwright.domain.definitions.templates.keeping import RETIRED
from hubwright.domain.definitions.templates.parts import Parts, content_of, elements
from hubwright.domain.definitions.templates.references import named_by
from hubwright.domain.definitions.templates.upgrade import Sides, Upgrade, upgrade
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.definitions.templates.strategies import copied, hubs, ids_in

QUICK = settings(max_examples=40, deadline=None)


def of(origin: Parts, ours: Parts, theirs: Parts) -> Sides:
    return Sides(origin=origin, ours=ours, theirs=theirs, name="Sandwell", prefix="sandwell")


def answered(sides: Sides, pick: str) -> Upgrade:
    """The upgrade with the first or last answer to each question, and to those that come up by answering."""
    answers: dict[str, str] = {}
    made = upgrade(sides, answers)
    for _ in range(5):
        if not made.questions:
            return made
        for one in made.questions:
            answers[one.id] = list(one.choices)[0 if pick == "ours" else 1]
        made = upgrade(sides, {id: answer for id, answer in answers.items() if id in {one.id for one in made.asked}})
    return made


def standing(parts: Parts, path: str) -> object:
    """What stands at an id path of a hub's tree."""
    place: Any = bundle(parts)
    for step in path.split("/"):
        inside = by_key(place) if isinstance(place, list) else place
        place = inside.get(step) if isinstance(inside, dict) else None
    return place


def in_one_order(held: object, there: object) -> bool:
    """Whether what two lists have in common stands in the same order; it may be all that a question was about."""
    if not isinstance(held, list) or not isinstance(there, list) or not by_key(held) or not by_key(there):
        return False
    one, other = ([element["id"] for element in side] for side in (held, there))
    return [id for id in one if id in other] == [id for id in other if id in one]


def documents(parts: Parts) -> dict[str, bytes]:
    return {place: canonical(one) for place, one in parts.documents().items()}


@given(hubs(), hubs())
@QUICK
def test_a_tree_and_back_is_the_same_hub(hub: Parts, other: Parts) -> None:
    assert unbundle(bundle(hub), ours=hub, theirs=other, published={}) == hub


@given(hubs(), hubs())
@QUICK
def test_where_we_changed_nothing_theirs_is_taken_and_what_old_cases_need_is_kept(origin: Parts, theirs: Parts) -> None:
    made = upgrade(of(origin, copied(origin), theirs))
    assert made.questions == ()
    assert ids_in(made.parts) >= ids_in(theirs)
    for part, id in {(part, id) for part, id, _ in elements(origin.shareable)} - {
        (part, id) for part, id, _ in elements(theirs.shareable)
    }:
        there = any(one == (part, id) for one in ((p, i) for p, i, _ in elements(made.parts.shareable)))
        assert there == (part in RETIRED)
    for part, id, one in elements(theirs.shareable):
        held = next(other for p, i, other in elements(made.parts.shareable) if (p, i) == (part, id))
        assert {key: value for key, value in held.items() if key != "form"} == {
            key: value for key, value in one.items() if key != "form"
        }


@given(hubs(), hubs())
@QUICK
def test_where_theirs_changed_nothing_ours_is_kept_byte_for_byte(origin: Parts, ours: Parts) -> None:
    made = upgrade(of(origin, ours, copied(origin)))
    assert (made.questions, made.changes, made.told) == ((), (), ())
    assert documents(made.parts) == documents(ours)


@given(hubs(), hubs(), hubs(), st.sampled_from(["ours", "theirs"]))
@QUICK
def test_taking_the_same_upgrade_again_changes_nothing(origin: Parts, ours: Parts, theirs: Parts, pick: str) -> None:
    made = answered(of(origin, ours, theirs), pick)
    assert made.questions == ()
    again = upgrade(of(theirs, made.parts, copied(theirs)))
    assert (again.questions, again.changes) == ((), ())
    assert content_of(again.parts) == content_of(made.parts)


@given(hubs(), hubs(), hubs(), st.sampled_from(["ours", "theirs"]))
@QUICK
def test_whatever_is_answered_every_reference_leads_somewhere(
    origin: Parts, ours: Parts, theirs: Parts, pick: str
) -> None:
    made = answered(of(origin, ours, theirs), pick)
    there = {(part, id) for part, id, _ in elements(made.parts.shareable)} | {
        ("forms", id) for id, _ in made.parts.forms
    }
    for _, part, id in named_by(made.parts.shareable):
        assert (part, id) in there
    for door in made.parts.shareable.get("doors", ()):
        assert (door["form"]["id"], door["form"]["version"]) in made.parts.forms


@given(hubs(), hubs(), hubs())
@QUICK
def test_no_id_of_ours_goes_without_a_question_or_a_word(origin: Parts, ours: Parts, theirs: Parts) -> None:
    made = upgrade(of(origin, ours, theirs))
    lost = ids_in(ours) - ids_in(made.parts)
    # Those that a question is about are there until it is answered.
    assert all(path in ids_in(origin) for path in lost)
    assert len(lost) == 0 or made.told
    assert bool(lost) <= any(" goes: " in sentence for sentence in made.told)


@given(hubs(), hubs(), hubs())
@QUICK
def test_no_id_that_is_new_in_theirs_is_lost(origin: Parts, ours: Parts, theirs: Parts) -> None:
    made = upgrade(of(origin, ours, theirs))
    new = {one for one in ids_in(theirs) - ids_in(origin) if len(one) == 2}
    assert new <= ids_in(made.parts)


@given(hubs(), hubs(), hubs())
@QUICK
def test_the_two_sides_ask_about_the_same_places_whichever_is_ours(origin: Parts, ours: Parts, theirs: Parts) -> None:
    one, other = upgrade(of(origin, ours, theirs)), upgrade(of(origin, theirs, ours))
    assert [question.id for question in one.asked] == [question.id for question in other.asked]


@given(hubs(), hubs(), hubs())
@QUICK
def test_what_is_put_off_is_asked_again_and_nothing_of_ours_is_lost_by_it(
    origin: Parts, ours: Parts, theirs: Parts
) -> None:
    sides = of(origin, ours, theirs)
    first = upgrade(sides)
    later = {one.id: "later" for one in first.questions if "later" in one.choices}
    made = upgrade(sides, later)
    assert {one.id for one in made.questions} == {one.id for one in first.questions} - set(later)
    assert set(made.later) == set(later)
    if not made.questions:
        again = upgrade(
            Sides(theirs, made.parts, copied(theirs), "Sandwell", "sandwell", ids=made.ids, later=made.later)
        )
        # What was added on both sides is there on both now: it is asked about piece by piece.
        # What had to come back, because something new names it, is the same on both sides and no question any more.
        asked = [one.id for one in again.questions]
        for id in later:
            held, there = standing(made.parts, id), standing(theirs, id)
            assert (
                held == there
                or in_one_order(held, there)
                or any(one == id or one.startswith(f"{id}/") for one in asked)
            )


def worded(hub: Parts, part: str, word: str) -> Parts:
    """The hub after somebody gave every element of a part another name."""
    made = copied(hub)
    for element in made.hub["shareable"].get(part, ()):
        element["name"] = {"en": word}
    return made


@given(hubs(), st.permutations(["clocks", "ladders", "agencies", "doors"]))
@QUICK
def test_the_order_of_independent_changes_does_not_matter(origin: Parts, parts: list[str]) -> None:
    first, second, ours = (worded(origin, part, "Ours") for part in parts[:3])
    one = upgrade(of(origin, upgrade(of(origin, ours, first)).parts, second)).parts
    other = upgrade(of(origin, upgrade(of(origin, ours, second)).parts, first)).parts
    turned = upgrade(of(origin, upgrade(of(origin, first, ours)).parts, second)).parts
    assert content_of(one) == content_of(other) == content_of(turned)


@given(hubs(), hubs(), hubs())
@QUICK
def test_a_template_taken_three_times_is_what_taking_the_last_at_once_would_be(
    first: Parts, second: Parts, third: Parts
) -> None:
    ours = worded(first, "ladders", "Ours")
    step = upgrade(of(first, ours, second))
    steps, at_once = upgrade(of(second, step.parts, third)), upgrade(of(first, ours, third))
    if not (step.questions or steps.questions or at_once.questions or step.told or steps.told or at_once.told):
        assert ids_in(steps.parts) == ids_in(at_once.parts)
        assert steps.parts.shareable["clocks"] == at_once.parts.shareable["clocks"] or {
            element["id"] for element in steps.parts.shareable["clocks"]
        } == {element["id"] for element in at_once.parts.shareable["clocks"]}
