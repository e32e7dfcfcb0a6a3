"""Which element of a hub names which other: to see what a part needs, and to give an element another id everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.access.policy import PERMISSIONS
from hubwright.domain.definitions.checks.references import LEADS, NAMES
from hubwright.domain.definitions.elements import copied
from hubwright.domain.definitions.plugged import Declared, plugin_of, switched_on
from hubwright.domain.definitions.templates.parts import singular
from hubwright.domain.plugins.options import named_in

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


def named_by(shareable: Mapping[str, Any], plugins: Declared | None = None) -> Iterator[tuple[str, str, str]]:
    """Everything a shareable part names by id: the id path of who names it, the part and the id.

    Args:
        shareable: may be a part of a hub only.
        plugins: of this installation: what the options of one name, its own schema says.
    """
    yield from _by_plugins(shareable, plugins)
    for path, holder, key, part in _values(shareable):
        yield path, part, holder[key]
    for way, part in _KEYS.items():
        for path, holder, key in _places(way.split("/"), shareable, ""):
            for id in holder[key]:
                yield f"{path}/{id}", part, id


def renamed(shareable: Mapping[str, Any], ids: Ids, plugins: Declared | None = None) -> dict[str, Any]:
    """A shareable part in which elements and documents go by other ids, wherever they are named.

    Args:
        shareable: may be a part of a hub only.
        ids: what goes by another id; the rest stays. A plugin goes by its own everywhere.
        plugins: as for `named_by`.
    """
    made: dict[str, Any] = copied(shareable)
    if not ids:
        return made
    for _, holder, key, part in [*_options(made, plugins), *_values(made)]:
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


def needs(
    shareable: Mapping[str, Any], *, forms: frozenset[str], workflows: frozenset[str], plugins: Declared | None = None
) -> dict[str, str]:
    """What a part names and does not hold, as "clock:red-return", each with the id path of the first who names it.

    Args:
        shareable: the part.
        forms, workflows: ids of the documents that go with it.
        plugins: as for `named_by`.
    """
    there = {
        part: {one["id"] for one in values if isinstance(one, Mapping) and "id" in one}
        for part, values in shareable.items()
        if isinstance(values, list)
    }
    there |= {"forms": set(forms), "workflows": set(workflows)}
    missing: dict[str, str] = {}
    for path, part, id in named_by(shareable, plugins):
        if id not in there.get(part, set()):
            missing.setdefault(f"{singular(part)}:{id}", path)
    return dict(sorted(missing.items()))


def _by_plugins(shareable: Mapping[str, Any], plugins: Declared | None) -> Iterator[tuple[str, str, str]]:
    """What roles name of plugins, and plugins of the hub."""
    for path, holder, key in _places(["roles", "*", "permissions", "*"], shareable, ""):
        if isinstance(holder[key], str) and holder[key] not in PERMISSIONS:
            yield path, "plugins", plugin_of(holder[key])
    for path, holder, key, part in _options(shareable, plugins):
        # A rating is no part by itself: it comes with its scale.
        if part != "tiers":
            yield path, part, holder[key]


def _values(shareable: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any, str]]:
    """Each field that names an element or a document: its id path, what holds it, the key, the part."""
    for way, part in {**LEADS, **_DOCUMENTS}.items():
        for path, holder, key in _places(way.split("/"), shareable, ""):
            if isinstance(holder[key], str):
                yield path, holder, key, part


def _options(shareable: Mapping[str, Any], plugins: Declared | None) -> Iterator[tuple[str, Any, Any, str]]:
    """Each place in the options of a plugin that names an element: its id path, what holds it, the key, the part."""
    for use in switched_on(shareable):
        if plugins and use["id"] in plugins:
            for steps, part, _ in named_in(plugins[use["id"]].options, use.get("options")):
                holder = use["options"]
                for step in steps[:-1]:
                    holder = holder[step]
                yield "/".join(["plugins", use["id"], "options", *map(str, steps)]), holder, steps[-1], part


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
