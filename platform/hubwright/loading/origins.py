"""What a hub's folder remembers of the templates it took: `origin.json`, and the packs themselves in `origin/`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hubwright.domain.definitions.canonical import canonical
from hubwright.domain.definitions.templates.origin import Taken, as_document, from_document
from hubwright.domain.definitions.templates.parts import Template, singular
from hubwright.domain.problems import Problem
from hubwright.loading.packs import read_pack_file
from hubwright.loading.reading import read_file
from hubwright.loading.shape import shape_problems
from hubwright.schemas import address, schema

ORIGIN, PACKS = "origin.json", "origin"


@cache
def parts_by_kind() -> Mapping[str, str]:
    """The part of a hub that each kind of element stands in: "clock" to "clocks"."""
    shareable = schema("hub")["properties"]["shareable"]["properties"]
    return {singular(part): part for part in [*shareable, "forms", "workflows", "scenarios"]}


def read_origins(folder: Path) -> tuple[tuple[Taken, ...], list[Problem]]:
    """The templates that the hub in a folder took, or what is wrong with their record."""
    path = folder / ORIGIN
    if not path.is_file():
        return (), []
    document, problems = read_file(path, name=ORIGIN, root=folder)
    problems = problems or shape_problems("origin", document, file=ORIGIN)
    if problems:
        return (), problems
    return tuple(from_document(one, parts_by_kind()) for one in document["taken"]), []


def origin_document(hub: str, taken: Iterable[Taken]) -> dict[str, Any]:
    """The record of what a hub took."""
    return {
        "$schema": address("origin"),
        "schema_version": 1,
        "id": hub,
        "taken": [as_document(one) for one in sorted(taken, key=lambda one: (not one.whole, one.id))],
    }


def origin_bytes(hub: str, taken: Iterable[Taken]) -> bytes:
    """The same, as it is written."""
    return canonical(origin_document(hub, taken))


def pack_place(id: str) -> str:
    """Where the pack of a template lies, from the hub's folder."""
    return f"{PACKS}/{id}.template"


def template_of(folder: Path, taken: Taken) -> tuple[Template | None, list[Problem]]:
    """The template as it was taken, or why it cannot be had any more."""
    place = pack_place(taken.id)
    path = folder / place
    if not path.is_file():
        what = "The template that the hub was taken from is not in its folder any more."
        return None, [Problem(place, "", what, "Put the same version of it there.", "missing-origin")]
    found, problems = read_pack_file(path)
    if found is not None and found.about["content"] != taken.content:
        what = "This is another version of the template than the one that was taken."
        return None, [Problem(place, "", what, "Put the same version of it there.", "missing-origin")]
    return found, problems
