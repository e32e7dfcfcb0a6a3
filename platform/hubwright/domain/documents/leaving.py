"""What a document says, place by place, for the last look before it leaves the hub."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hubwright.domain.documents.document import Block, Document, Facts, Points, Table
from hubwright.domain.documents.redacting import texts_of


@dataclass(frozen=True, slots=True)
class Found:
    """Something in a document that stops it.

    Args:
        where: the heading of the section it stands in.
        kind: of what it may be, as the last look names it ("address", "number", "name", "referrer", "item").
        words: as they stand there; "" for what an agency has not released.
    """

    where: str
    kind: str
    words: str


def texts_by_place(document: Document) -> dict[str, str]:
    """Every text of a document that somebody wrote, under the heading it stands below and a name of its own."""
    return {where: text for where, text in _texts(document) if text}


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """Every text with the heading it stands under, each under a name of its own; not the head, which the hub wrote."""
    yield f"{document.title}\ntitle", document.title
    yield f"{document.title}\nclosing", document.closing
    for section in document.sections:
        yield f"{section.heading}\n{section.id}", section.heading
        for block in section.blocks:
            for id, text in _of(block):
                yield f"{section.heading}\n{section.id}\n{id}", text


def _of(block: Block) -> Iterator[tuple[str, str]]:
    if isinstance(block, Table):
        pieces = tuple(block.rows)
        yield from ((f"{one.id}.{number}", text) for one in pieces for number, text in enumerate(texts_of(one)))
    elif isinstance(block, Facts):
        yield from ((one.id, one.text) for one in block.facts)
    elif isinstance(block, Points):
        yield from ((one.id, one.text) for one in block.points)
    else:
        yield block.id, block.text
