"""Which element of a hub names which other: to see what a part needs, and to give an element another id everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.definitions.checks.references import LEADS, NAMES
from hubwright.domain.definitions.elements import copied
from hubwright.domain.definitions.templates.parts import singular

# Documents are named by id as well; a version may stand beside it.
_DOCUMENTS = {
    "doors/*/form/id": "forms",
    "pathways/*/suggestions/*/form": "forms",
    "scales/*/suggestions/*/form": "forms",
    "pathways/*/workflow/id": "workflows",
}
# Objects whose names are ids; `NAMES` walks from the hub document, of which only the shareable part travels.
_KEYS = {way.removeprefix("shareable/"): part for way, part in NAMES.items() if way.startswith("shareable/")} | {
    "words/forms": "forms",
    "words/workflows": "workflows",
}

Ids = Mapping[tuple[str, str], str]
"""(part, id) to another id: `("scales", "rag")` to "sandwell-rag"; forms and workflows are parts as well."""


def named_by(shareable: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Everything a shareable part names by id: the id path of who names it, the part and the id."""
    for way, part in {**LEADS, **_DOCUMENTS}.items():
        for path, holder, key in _places(way.split("/"), shareable, ""):
            if isinstance(holder[key], str):
                yield path, part, holder[key]
    for way, part in _KEYS.items():
        for path, holder, key in _places(way.split("/"), shareable, ""):
            for id in holder[key]:
                yield f"{path}/{id}", part, id


def renamed(shareable: Mapping[str, Any], ids: Ids) -> dict[str, Any]:
    """A shareable part in which elements and documents go by other ids, wherever they are named.

    Args:
        shareable: may be a part of a hub only.
        ids: what goes by another id; the rest stays.
    """
    made: dict[str, Any] = copied(shareable)
    if not ids:
        return made
    for way, part in {**LEADS, **_DOCUMENTS}.items():
        for _, holder, key in list(_places(way.split("/"), made, "")):
            if isinstance(holder[key], str):
                holder[key] = ids.get((part, holder[key]), holder[key])
    for way, part in _KEYS.items():
        for _, holder, key in list(_places(way.split("/"), made, "")):
            holder[key] = {ids.get((part, id), id): value for id, value in holder[key].items()}
    for (part, id), other in ids.items():
        values = made.get(part)
        for one in values if isinstance(values, list) else ():
            if isinstance(one, dict) and one.get("id") == id:
                one["id"] = other
    return made


def needs(shareable: Mapping[str, Any], *, forms: frozenset[str], workflows: frozenset[str]) -> dict[str, str]:
    """What a part names and does not hold, as "clock:red-return", each with the id path of the first who names it.

    Args:
        shareable: the part.
        forms, workflows: ids of the documents that go with it.
    """
    there = {
        part: {one["id"] for one in values if isinstance(one, Mapping) and "id" in one}
        for part, values in shareable.items()
        if isinstance(values, list)
    }
    there |= {"forms": set(forms), "workflows": set(workflows)}
    missing: dict[str, str] = {}
    for path, part, id in named_by(shareable):
        if id not in there.get(part, set()):
            missing.setdefault(f"{singular(part)}:{id}", path)
    return dict(sorted(missing.items()))


def _places(way: list[str], value: Any, path: str) -> Iterator[tuple[str, Any, Any]]:
    """Each place that a way leads to: its id path, what holds it and under which key."""
    step, *rest = way
    keys: list[Any] = []
    if isinstance(value, list) and step == "*":
        keys = list(range(len(value)))
    elif isinstance(value, Mapping):
        keys = list(value) if step == "*" else [step] if step in value else []
    for key in keys:
        part = value[key]
        name = part["id"] if isinstance(part, Mapping) and "id" in part and isinstance(value, list) else str(key)
        here = f"{path}/{name}" if path else name
        if not rest:
            yield here, value, key
        else:
            yield from _places(rest, part, here)
