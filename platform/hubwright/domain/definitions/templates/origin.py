"""What a hub remembers of the templates it took: which, in which state, under which ids, and what is still open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hubwright.domain.definitions.templates.parts import Template, singular
from hubwright.domain.definitions.templates.references import Ids

_PLURALS = {"forms": "form", "workflows": "workflow", "scenarios": "scenario"}


@dataclass(frozen=True, slots=True)
class Taken:
    """One template that a hub took.

    Args:
        id, version, content: of the template, as it was taken or last upgraded to.
        name: language to words, for sentences.
        only: what it was chosen from a hub, or nothing for the whole of one.
        chain: what the template itself was made from, nearest first.
        ids: (part, id in the template) to the id here, where it is another.
        later: questions that were put off; they are asked again at the next upgrade.
    """

    id: str
    version: int
    content: str
    name: Mapping[str, str]
    only: tuple[str, ...] = ()
    chain: tuple[Mapping[str, Any], ...] = ()
    ids: Ids = field(default_factory=dict)
    later: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the hub as such came from it."""
        return not self.only


def taken_from(template: Template, *, ids: Ids | None = None, later: tuple[str, ...] = ()) -> Taken:
    """What is remembered of a template."""
    about = template.about
    return Taken(
        id=about["id"],
        version=about["version"],
        content=about["content"],
        name=about["name"],
        only=tuple(about["only"]),
        chain=tuple(about["origin"]),
        ids=dict(ids or {}),
        later=later,
    )


def as_document(taken: Taken) -> dict[str, Any]:
    """A taken template as JSON."""
    return {
        "id": taken.id,
        "version": taken.version,
        "content": taken.content,
        "name": dict(taken.name),
        "only": list(taken.only),
        "chain": [dict(one) for one in taken.chain],
        "ids": {f"{_kind(part)}:{id}": other for (part, id), other in sorted(taken.ids.items())},
        "later": sorted(taken.later),
    }


def from_document(document: Mapping[str, Any], parts: Mapping[str, str]) -> Taken:
    """A taken template from its JSON.

    Args:
        document: what `as_document` gave.
        parts: "clock" to "clocks", for the ids.
    """
    ids = {}
    for name, other in document["ids"].items():
        kind, _, id = name.partition(":")
        ids[parts.get(kind, kind), id] = other
    return Taken(
        id=document["id"],
        version=document["version"],
        content=document["content"],
        name=document["name"],
        only=tuple(document["only"]),
        chain=tuple(document["chain"]),
        ids=ids,
        later=tuple(document["later"]),
    )


def continues(taken: Taken, template: Template) -> bool:
    """Whether a template is a later (or the same) state of one that was taken, under whatever id it goes now."""
    about = template.about
    line = [about["content"], *(one["content"] for one in about["history"])]
    return taken.content in line or (taken.id == about["id"] and taken.version <= about["version"])


def origin_chain(taken: tuple[Taken, ...]) -> tuple[Mapping[str, Any], ...]:
    """What a hub was made from as a whole, nearest first: the provenance of a template that is made of it."""
    for one in taken:
        if one.whole:
            return ({"id": one.id, "version": one.version, "content": one.content}, *one.chain)
    return ()


def _kind(part: str) -> str:
    return _PLURALS.get(part, singular(part))
