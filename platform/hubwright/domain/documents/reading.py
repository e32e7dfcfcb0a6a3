"""A document read back from the JSON it was written as, with the marks of what each piece is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.documents.document import (
    Block,
    Document,
    Fact,
    Facts,
    Paragraph,
    Point,
    Points,
    Row,
    Section,
    Table,
    pieces,
    written,
)

_HEAD = ("kind", "title", "language", "reference", "version", "marking", "handling", "issued_to", "made", "hub")


def kept(document: Document) -> dict[str, Any]:
    """The document as JSON together with `about`: what each piece holds, for what is proposed and chosen later.

    It is for the record of the case and never leaves with a copy.
    """
    return {**written(document), "about": {one.id: list(one.about) for one in pieces(document) if one.about}}


def document_of(content: Mapping[str, Any]) -> Document:
    """The document that was written so.

    Args:
        content: of `document.written` or `kept`.

    Raises:
        KeyError: it lacks a part.
    """
    about: Mapping[str, Any] = content.get("about", {})
    sections = tuple(
        Section(one["id"], one["heading"], tuple(_block(block, about) for block in one["blocks"]), one["level"])
        for one in content["sections"]
    )
    return Document(
        **{name: content[name] for name in _HEAD},
        sections=sections,
        facts=tuple(_fact(one, about) for one in content["facts"]),
        sealed=content.get("sealed", ""),
        closing=content["closing"],
    )


def strings(value: Any) -> Iterator[str]:
    """Every text in JSON, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)


def _about(id: str, about: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(about.get(id, ()))


def _fact(one: Mapping[str, Any], about: Mapping[str, Any]) -> Fact:
    return Fact(one["id"], one["name"], one["text"], _about(one["id"], about))


def _block(block: Mapping[str, Any], about: Mapping[str, Any]) -> Block:
    if block["type"] == "facts":
        return Facts(tuple(_fact(one, about) for one in block["facts"]))
    if block["type"] == "table":
        rows = tuple(Row(one["id"], tuple(one["cells"]), _about(one["id"], about)) for one in block["rows"])
        return Table(block["caption"], tuple(block["columns"]), rows)
    if block["type"] == "points":
        points = tuple(Point(one["id"], one["text"], _about(one["id"], about)) for one in block["points"])
        return Points(points, block["numbered"])
    return Paragraph(block["id"], block["text"], _about(block["id"], about))
