"""A document as blocks: what is printed, what is attached to it, and what a redacted copy leaves out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text; line breaks are kept.

    Args:
        id: within the document, unique among all its blocks ("s2.b1").
        text: as written.
        about: what it holds, for whoever proposes what to leave out: of `redacting.ABOUT`, with ids
            ("agency:police", "subject:s1", "person:s2", "referrer", "address:s1").
    """

    id: str
    text: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what stands under it ("Date of birth", "4 May 2017")."""

    id: str
    name: str
    text: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts under one another."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; the first cell names the row."""

    id: str
    cells: tuple[str, ...]
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: every column has a header, and the caption says what it is."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One member of a list."""

    id: str
    text: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    points: tuple[Point, ...]
    numbered: bool = False


Block = Paragraph | Facts | Table | Points


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document under a heading.

    Args:
        id: of the layout ("decisions"), with a suffix where it stands for one person ("decision-s1").
        level: of its heading, 1 or 2.
    """

    id: str
    heading: str
    blocks: tuple[Block, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    """A document, whole.

    Args:
        kind: as a layout's `stands_for`.
        title: names nobody; it is the printed file's title too.
        language: "en" or "cy".
        reference: of the case or meeting.
        version: 1, 2 ... of this document; 0 for what is made afresh each time and has no versions.
        marking: on every page; `handling` once, at the beginning.
        issued_to: whom this copy is for, in words, on every page.
        made: "2026-03-05T10:00Z": from when its content is, UTC.
        hub: the hub's name, as its brand.
        facts: what stands under the title: reference, dates, who made it.
        sealed: the hash of the sealed record that it shows, or "".
        closing: words at its end, or "".
        colour: the hub's own ("#005ea5"), as decoration only; it is no part of what is written.
    """

    kind: str
    title: str
    language: str
    reference: str
    version: int
    marking: str
    handling: str
    issued_to: str
    made: str
    hub: str
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...] = ()
    sealed: str = ""
    closing: str = ""
    colour: str = ""


def pieces(document: Document) -> Iterator[Paragraph | Fact | Row | Point]:
    """Every piece of a document that can be left out by itself, in order."""
    yield from document.facts
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Facts):
                yield from block.facts
            elif isinstance(block, Table):
                yield from block.rows
            elif isinstance(block, Points):
                yield from block.points
            else:
                yield block


def written(document: Document) -> dict[str, Any]:
    """The document as JSON: what is attached to the printed file, without a trace of anything that is not in it."""
    head = ("kind", "title", "language", "reference", "version", "marking", "handling", "issued_to", "made", "hub")
    found: dict[str, Any] = {name: getattr(document, name) for name in head}
    found["facts"] = [_fact(one) for one in document.facts]
    found["sections"] = [
        {"id": one.id, "heading": one.heading, "level": one.level, "blocks": [_block(block) for block in one.blocks]}
        for one in document.sections
    ]
    found["closing"] = document.closing
    if document.sealed:
        found["sealed"] = document.sealed
    return found


def hashed(content: Mapping[str, Any]) -> str:
    """The SHA-256 of JSON in one canonical form, in hexadecimal."""
    form = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(form.encode()).hexdigest()


def _fact(fact: Fact) -> dict[str, Any]:
    return {"id": fact.id, "name": fact.name, "text": fact.text}


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Facts):
        return {"type": "facts", "facts": [_fact(one) for one in block.facts]}
    if isinstance(block, Table):
        rows = [{"id": one.id, "cells": list(one.cells)} for one in block.rows]
        return {"type": "table", "caption": block.caption, "columns": list(block.columns), "rows": rows}
    if isinstance(block, Points):
        points = [{"id": one.id, "text": one.text} for one in block.points]
        return {"type": "points", "numbered": block.numbered, "points": points}
    return {"type": "paragraph", "id": block.id, "text": block.text}
