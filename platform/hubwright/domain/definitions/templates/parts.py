"""What a template is made of: the shareable part of a hub with the documents it uses, and where it comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hubwright.domain.definitions.canonical import address_of

Use = tuple[str, int]

HUB = "hub.json"
"""Where the shareable part of a hub lies in a template."""

OF_THE_HUB = ("schema_version", "languages", "unchecked", "shareable")
"""Fields of a hub document that travel. Its id, name, owner and note are its own, and `local` never leaves."""

# Lists whose name is no plural, so that their elements are called as the list is.
_NO_PLURAL = frozenset({"elsewhere"})


@dataclass(frozen=True, slots=True)
class Parts:
    """The definitions that travel together.

    Args:
        hub: `schema_version`, `languages`, `unchecked` and `shareable`, as far as they travel.
        forms, workflows: documents by (id, version).
        scenarios: documents by id.
    """

    hub: Mapping[str, Any]
    forms: Mapping[Use, Mapping[str, Any]] = field(default_factory=dict)
    workflows: Mapping[Use, Mapping[str, Any]] = field(default_factory=dict)
    scenarios: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def shareable(self) -> Mapping[str, Any]:
        """The shareable part of the hub, as far as it travels."""
        part: Mapping[str, Any] = self.hub.get("shareable", {})
        return part

    def documents(self) -> dict[str, Mapping[str, Any]]:
        """Every document by its place in a template."""
        found: dict[str, Mapping[str, Any]] = {HUB: self.hub}
        for kind, documents in (("form", self.forms), ("workflow", self.workflows)):
            found |= {place_of(kind, use): document for use, document in documents.items()}
        return found | {f"scenarios/{id}.json": document for id, document in self.scenarios.items()}


@dataclass(frozen=True, slots=True)
class Template:
    """A template.

    Args:
        about: its manifest: what it is called, its version, owner, licence, origin and content hash.
        parts: the definitions.
        readme, licence: texts.
    """

    about: Mapping[str, Any]
    parts: Parts
    readme: str
    licence: str


def place_of(kind: str, use: Use) -> str:
    """Where a form or workflow lies: in a template as in a folder of definitions."""
    id, version = use
    return f"{kind}_definitions/{id}/v{version}.json"


def content_of(parts: Parts) -> str:
    """The content hash: SHA-256 over the place and the address of each document, whoever packed them."""
    lines = [f"{place} {address_of(document)}\n" for place, document in sorted(parts.documents().items())]
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()


def singular(part: str) -> str:
    """What one element of a list of a hub is called: "agencies" gives "agency", "check_sets" gives "check_set"."""
    if part in _NO_PLURAL:
        return part
    return f"{part[:-3]}y" if part.endswith("ies") else part.removesuffix("s")


def elements(shareable: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Each element that has an id: the list it stands in, its id and itself."""
    for part, values in shareable.items():
        if isinstance(values, list):
            for one in values:
                if isinstance(one, Mapping) and isinstance(one.get("id"), str):
                    yield part, one["id"], one


def uses_in(shareable: Mapping[str, Any]) -> tuple[frozenset[Use], frozenset[Use]]:
    """The forms and the workflows that a shareable part names; it may be a part of one only."""
    forms = (door["form"] for door in shareable.get("doors", ()) if "form" in door)
    workflows = (way["workflow"] for way in shareable.get("pathways", ()) if "workflow" in way)
    return (
        frozenset((one["id"], one["version"]) for one in forms),
        frozenset((one["id"], one["version"]) for one in workflows),
    )
