"""Small hubs, and changes that somebody might make to one."""

from __future__ import annotations

import copy
from typing import Any

from hubwright.domain.definitions.templates.parts import Parts
from hypothesis import strategies as st

IDS = ("a", "b", "c", "d", "e")
WORDS = st.sampled_from(["Red", "High", "Urgent", "Low"])
UNITS = st.sampled_from(["elapsed_hour", "working_day"])


def text(words: str) -> dict[str, str]:
    return {"en": words}


@st.composite
def clocks(draw: st.DrawFn, ladders: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "id": id,
            "name": text(draw(WORDS)),
            "amount": draw(st.integers(1, 4)),
            "unit": draw(UNITS),
            **({"ladder": draw(st.sampled_from(ladders))} if ladders and draw(st.booleans()) else {}),
        }
        for id in draw(st.permutations(draw(st.lists(st.sampled_from(IDS), unique=True, max_size=4))))
    ]


@st.composite
def hubs(draw: st.DrawFn) -> Parts:
    """A hub in which every reference leads somewhere."""
    ladders = draw(st.lists(st.sampled_from(["la", "lb"]), unique=True, max_size=2))
    forms = draw(st.lists(st.sampled_from(["fa", "fb"]), unique=True, max_size=2))
    agencies = draw(st.lists(st.sampled_from(["pa", "pb", "pc"]), unique=True, max_size=3))
    shareable: dict[str, Any] = {
        "agencies": [{"id": id, "name": text(draw(WORDS))} for id in agencies],
        "clocks": draw(clocks(ladders)),
        "ladders": [{"id": id, "name": text(draw(WORDS))} for id in ladders],
        "doors": [{"id": f"to-{id}", "name": text(draw(WORDS)), "form": {"id": id, "version": 1}} for id in forms],
        "votes": [
            {"id": id, "agencies": draw(st.lists(st.sampled_from(agencies), unique=True, max_size=3))}
            for id in (draw(st.lists(st.sampled_from(["va"]), unique=True, max_size=1)) if agencies else [])
        ],
    }
    return Parts(
        hub={"schema_version": 1, "languages": ["en"], "shareable": shareable},
        forms={
            (id, 1): {
                "id": id,
                "version": 1,
                "name": text(draw(WORDS)),
                "pages": [
                    {"id": page, "title": text(draw(WORDS))}
                    for page in draw(st.lists(st.sampled_from(IDS), unique=True, max_size=3))
                ],
            }
            for id in forms
        },
        scenarios={
            id: {"$schema": "x", "id": id, "name": text(draw(WORDS))}
            for id in draw(st.lists(st.sampled_from(["sa", "sb"]), unique=True, max_size=2))
        },
    )


def ids_in(parts: Parts) -> set[tuple[str, ...]]:
    """Every id of some parts, with where it stands."""
    found = {
        (part, one["id"]) for part, values in parts.shareable.items() if isinstance(values, list) for one in values
    }
    found |= {("forms", id) for id, _ in parts.forms} | {("scenarios", id) for id in parts.scenarios}
    return found | {
        ("forms", id, page["id"]) for (id, _), form in parts.forms.items() for page in form.get("pages", ())
    }


def copied(parts: Parts) -> Parts:
    return copy.deepcopy(parts)
