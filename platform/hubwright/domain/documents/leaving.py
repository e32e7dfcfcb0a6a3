"""The last look before a document leaves the hub: what in it may give away something that is protected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hubwright.domain.documents.document import Block, Document, Facts, Points, Table
from hubwright.domain.documents.redacting import texts_of
from hubwright.domain.protection import Finder, may_leave
from hubwright.domain.protection.known import REFERRER


@dataclass(frozen=True, slots=True)
class Found:
    """Something in a document that stops it.

    Args:
        where: the heading of the section it stands in.
        kind: of what it may be (`Known.kind`).
        words: as they stand there.
    """

    where: str
    kind: str
    words: str


def stopping(document: Document, looking: Finder, *, to_the_referrer: bool = False) -> tuple[Found, ...]:
    """What stands in the way of a document's leaving; nothing where it may go.

    Args:
        document: as it would be printed.
        looking: for what is protected on the case.
        to_the_referrer: it goes to whoever referred, from whom their own name is no secret.
    """
    texts = dict(_texts(document))
    hits = may_leave({where: text for where, text in texts.items() if text}, (), looking).hits
    found = [
        Found(where.partition("\n")[0], hit.kind, texts[where][hit.start : hit.end])
        for where, some in hits.items()
        for hit in some
        if not (to_the_referrer and hit.of == REFERRER)
    ]
    return tuple(dict.fromkeys(found))


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
