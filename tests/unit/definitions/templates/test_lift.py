"""Documents of older schema versions come to today's, step by step; those of newer ones say they cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.definitions.templates.lift import CURRENT, LIFTS, lifted, template_lifted
from hubwright.domain.definitions.templates.packing import Provenance, make
from hubwright.domain.definitions.templates.parts import Parts

LATER = {**CURRENT, "form": 3}


def second(document: Mapping[str, Any]) -> dict[str, Any]:
    """Version 2 calls a title a heading."""
    return {"heading" if key == "title" else key: value for key, value in document.items()}


def third(document: Mapping[str, Any]) -> dict[str, Any]:
    """Version 3 wants to know whom it is for."""
    return {**document, "for": "everybody"}


STEPS = {("form", 1): second, ("form", 2): third}


def test_an_old_document_is_brought_through_every_version_between() -> None:
    old = {"schema_version": 1, "title": "Tell us"}
    found, problems = lifted("form", old, file="x", current=LATER, lifts=STEPS)
    assert (found, problems) == ({"schema_version": 3, "heading": "Tell us", "for": "everybody"}, [])
    assert old == {"schema_version": 1, "title": "Tell us"}


def test_a_document_of_today_is_left_as_it_is() -> None:
    document = {"schema_version": 1, "title": "Tell us"}
    assert lifted("form", document, file="x") == (document, [])


def test_a_newer_document_is_refused_with_what_to_do() -> None:
    _, problems = lifted("form", {"schema_version": 4}, file="x", current=LATER, lifts=STEPS)
    assert [(one.code, one.pointer) for one in problems] == [("newer-schema", "/schema_version")]
    assert "Bring Hubwright up to date" in problems[0].do


def test_a_missing_step_is_said_and_not_guessed() -> None:
    _, problems = lifted("form", {"schema_version": 1}, file="x", current=LATER, lifts={("form", 2): third})
    assert [one.code for one in problems] == ["no-lift"]


def test_a_whole_template_is_brought_forward_at_once() -> None:
    form = {"schema_version": 1, "id": "a", "version": 1, "title": "Tell us"}
    parts = Parts(hub={"schema_version": 1, "languages": ["en"], "shareable": {}}, forms={("a", 1): form})
    made = make(
        parts, Provenance("x", {"en": "X"}, "Lead", 1, "england", "MIT"), readme="-", licence="-", chosen=["form:a"]
    )
    found, problems = template_lifted(made, current=LATER, lifts=STEPS)
    assert problems == []
    assert found.parts.forms["a", 1]["heading"] == "Tell us"
    assert found.about["content"] == made.about["content"]


def test_every_version_that_ever_was_has_its_way_to_today() -> None:
    older = [(kind, version) for kind, now in CURRENT.items() for version in range(1, now)]
    assert [one for one in older if one not in LIFTS] == []
