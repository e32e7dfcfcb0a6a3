"""What changed between two versions of a document, piece by piece, in the words of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hubwright.domain.documents.document import Block, Document, Fact, Facts, Paragraph, Point, Points, Row, Table


@dataclass(frozen=True, slots=True)
class Difference:
    """One piece that differs.

    Args:
        where: the headings above it, and what the piece is called where it has a name.
        was, now: its words; "" where it is only in the other version.
    """

    where: tuple[str, ...]
    was: str
    now: str


def differences(before: Document, after: Document) -> tuple[Difference, ...]:
    """Each piece that one version has in other words, or alone, in the order of the later one; what is gone comes last.

    What a document says about itself (its version, by whom it was sealed) is left out: that differs always.
    """
    old, new = dict(_said(before)), dict(_said(after))
    changed = [
        Difference(where, old.get(id, (where, ""))[1], text)
        for id, (where, text) in new.items()
        if old.get(id, (where, ""))[1] != text
    ]
    gone = [Difference(where, text, "") for id, (where, text) in old.items() if id not in new]
    return (*changed, *gone)


def _said(document: Document) -> Iterator[tuple[str, tuple[tuple[str, ...], str]]]:
    above = ""
    for section in document.sections:
        above = section.heading if section.level == 1 else above
        where = (section.heading,) if section.level == 1 else (above, section.heading)
        for block in section.blocks:
            for piece in _pieces(block):
                named = (*where, piece.name) if isinstance(piece, Fact) else where
                yield piece.id, (named, _text(piece))


def _pieces(block: Block) -> tuple[Paragraph | Fact | Row | Point, ...]:
    if isinstance(block, Facts):
        return block.facts
    if isinstance(block, Table):
        return block.rows
    return block.points if isinstance(block, Points) else (block,)


def _text(piece: Paragraph | Fact | Row | Point) -> str:
    return "; ".join(one for one in piece.cells if one) if isinstance(piece, Row) else piece.text
