"""What stays although a merge would take it out: something still names it, or cases that began earlier may need it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.definitions.elements import copied
from hubwright.domain.definitions.plugged import Declared
from hubwright.domain.definitions.templates.bundle import DOCUMENTS, Tree
from hubwright.domain.definitions.templates.parts import singular
from hubwright.domain.definitions.templates.references import named_by, needs
from hubwright.domain.definitions.templates.sayings import Speaker

RETIRED = ("agencies", "roles", "pathways")
"""Parts that old cases lead to by id: what an upgrade would take out stays, until somebody takes it out by hand."""


def kept(
    tree: Tree, ours: Tree, theirs: Tree, name: str, speaker: Speaker, plugins: Declared | None = None
) -> Iterator[str]:
    """Put back what the merge took out and something still names, or old cases may still need."""
    for part in RETIRED:
        there = {one["id"] for one in tree.get(part, ())}
        for one in ours.get(part, ()):
            if one["id"] not in there:
                _put_back(tree, part, one, ours)
                yield (
                    f"{_thing(speaker, part, one['id'])} stays, though {name} has it no more: cases that began earlier"
                    " may still need it."
                )
    while missing := _missing(tree, ours, theirs, plugins):
        for part, id, by in missing:
            mine = _find(ours, part, id)
            found = _find(theirs, part, id) if mine is None else mine
            if part in DOCUMENTS:
                tree[part][id] = copied(found)
            else:
                _put_back(tree, part, found, ours if mine is not None else theirs)
            yield f"{_thing(speaker, part, id)} stays, because {speaker.thing(by)} still names it."


def _thing(speaker: Speaker, part: str, id: str) -> str:
    said = speaker.thing(f"{part}/{id}")
    return said[:1].upper() + said[1:]


def _missing(tree: Tree, ours: Tree, theirs: Tree, plugins: Declared | None) -> list[tuple[str, str, str]]:
    """What the tree names and lacks although a side has it: the part, the id and the path of who names it."""
    forms, workflows = frozenset(tree["forms"]), frozenset(tree["workflows"])
    lacking = needs(tree, forms=forms, workflows=workflows, plugins=plugins)
    found = []
    for path, part, id in named_by(tree, plugins):
        if f"{singular(part)}:{id}" in lacking and any(_find(side, part, id) is not None for side in (ours, theirs)):
            found.append((part, id, path))
    return list({(part, id): (part, id, path) for part, id, path in reversed(found)}.values())


def _find(tree: Tree, part: str, id: str) -> Any:
    held = tree.get(part)
    if isinstance(held, Mapping):
        return held.get(id)
    return next((one for one in held or () if isinstance(one, Mapping) and one.get("id") == id), None)


def _put_back(tree: Tree, part: str, element: Any, side: Tree) -> None:
    """An element again where it stood: behind the nearest that stood before it and is still there."""
    held = tree.setdefault(part, [])
    order = [one["id"] for one in side[part]]
    before = set(order[: order.index(element["id"])])
    behind = [at for at, one in enumerate(held) if one["id"] in before]
    held.insert(behind[-1] + 1 if behind else 0, copied(element))
