"""What the worked examples of a hub name: the questions that they answer, and the elements that they tell of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.definitions.elements import OBJECT
from hubwright.domain.definitions.using.spots import Spot, at, held, listed, places
from hubwright.domain.definitions.using.things import Thing

TOLD: Mapping[str, str] = {
    "agency": "agencies",
    "agreement": "agreements",
    "door": "doors",
    "incident": "incidents",
    "pathway": "pathways",
    "route": "routes",
    "scale": "scales",
    "tier": "tiers",
    "type": "meeting_types",
}
"""A field of a deed that names something of the hub, and the part that it leads to."""

EXPECTED: Mapping[str, str] = {
    "agreements": "agreements",
    "asked": "agencies",
    "doors": "doors",
    "for_whom": "pathways",
    "incidents": "incidents",
    "kind": "kinds",
    "line_manages": "roles",
    "linked": "agencies",
    "looks_in_for": "roles",
    "nobody_decides": "deciders",
    "planned": "agencies",
    "questions": "check_sets",
    "ratings": "pathways",
    "read_by": "agencies",
    "said_by": "agencies",
    "staffed": "agencies",
    "strands": "pathways",
    "talks": "pathways",
    "there": "agencies",
    "to_ring": "agencies",
    "waits_for": "agencies",
}
"""What an expectation names, as its value, in its list or as its names."""

_POST = {"agency": "agencies", "role": "roles"}
_EXPECTATIONS = ("then", "never")


def in_examples(tree: Mapping[str, Any]) -> Iterator[tuple[Spot, Thing, str]]:
    """Each thing that a worked example names: where, what, and "answer" or "example"."""
    doors = {str(one.get("id")): one for one in listed(tree.get("doors"))}
    for id, told in held(tree.get("scenarios")).items():
        scenario = held(told)
        here: Spot = ("scenarios", id)
        for spot, post in places(("posts", "*"), scenario, here):
            for field, part in _POST.items():
                if isinstance(held(post).get(field), str):
                    yield (*spot, field), (part, post[field]), "example"
        for spot, step in places(("steps", "*"), scenario, here):
            yield from _in_step(spot, held(step), doors)


def _in_step(spot: Spot, step: Mapping[str, Any], doors: Mapping[Any, Mapping[str, Any]]) -> Iterator[Any]:
    given = held(step.get("with"))
    for field, part in TOLD.items():
        if isinstance(given.get(field), str):
            yield (*spot, "with", field), (part, given[field]), "example"
    door = given.get("door")
    form = at(doors.get(door, {}), ("form", "id")) if isinstance(door, str) else None
    answers = given.get("answers")
    if isinstance(form, str) and isinstance(answers, OBJECT):
        yield from _answers((*spot, "with", "answers"), answers, form)
    for name in _EXPECTATIONS:
        expected = held(step.get(name))
        for look, part in EXPECTED.items():
            for where, id in _names(expected.get(look)):
                yield (*spot, name, look, *where), (part, id), "example"
        for pathway, tier in held(expected.get("ratings")).items():
            if isinstance(tier, str):
                yield (*spot, name, "ratings", pathway), ("tiers", tier), "example"


def _answers(spot: Spot, answers: Mapping[str, Any], form: str) -> Iterator[tuple[Spot, Thing, str]]:
    for question, value in answers.items():
        here = (*spot, question)
        yield here, ("questions", form, question), "answer"
        for index, one in enumerate(value if isinstance(value, list) else [value]):
            within = (*here, index) if isinstance(value, list) else here
            if isinstance(one, OBJECT):
                if isinstance(value, list):
                    yield from _answers(within, one, form)
            elif isinstance(one, str):
                yield within, ("options", form, question, one), "answer"


def _names(value: Any) -> Iterator[tuple[Spot, str]]:
    if isinstance(value, str):
        yield (), value
    elif isinstance(value, list):
        yield from (((index,), one) for index, one in enumerate(value) if isinstance(one, str))
    elif isinstance(value, OBJECT):
        # "child on rag": a strand on one of several scales.
        yield from (((key,), key.partition(" on ")[0]) for key in value)
