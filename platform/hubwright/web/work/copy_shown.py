"""A document as the page of a redacted copy shows it: each piece in its words, and what of them is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.cases.topics.redacting import Choice, Copy
from hubwright.domain.documents.document import Block, Document, Fact, Facts, Paragraph, Point, Points, Row, Table
from hubwright.domain.documents.occurring import occurrences
from hubwright.domain.documents.redacting import all_texts
from hubwright.web.typed_lines import lines


@dataclass(frozen=True, slots=True)
class Bit:
    """A run of words of a text.

    Args:
        text: as written.
        out: they are left out; `stays` they were proposed and stay in.
    """

    text: str
    out: bool = False
    stays: bool = False

    @property
    def words(self) -> Any:
        """With their line breaks."""
        return lines(self.text)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece.

    Args:
        parts: (name or column, bits) of each of its texts.
        out: it is left out whole; `stays` it was proposed and stays in.
        addable: nobody has decided about it, and somebody may leave it out.
    """

    id: str
    parts: tuple[tuple[str, tuple[Bit, ...]], ...]
    out: bool = False
    stays: bool = False
    addable: bool = False

    @property
    def said(self) -> str:
        """Its words, for a choice about it to be named by."""
        return " ".join(" ".join(bit.text.split()) for _, bits in self.parts for bit in bits)[:60]


@dataclass(frozen=True, slots=True)
class Part:
    """A section."""

    id: str
    heading: tuple[Bit, ...]
    pieces: tuple[Piece, ...]
    out: bool = False


def original(copy: Copy) -> tuple[Part, ...]:
    """The whole document, with what is left out of it marked."""
    return _parts(copy.document, copy.choices)


def plain(document: Document) -> tuple[Part, ...]:
    """A document as it reads."""
    return _parts(document, ())


def times(copy: Copy) -> Mapping[str, int]:
    """Id of each choice of words to how often they stand in the document."""
    found = tuple(all_texts(copy.document))
    return {
        one.withheld.id: sum(len(list(occurrences(one.withheld.words, text))) for text in found)
        for one in copy.choices
        if one.withheld.words
    }


def _parts(document: Document, choices: Iterable[Choice]) -> tuple[Part, ...]:
    chosen = tuple(choices)
    by_piece = {one.withheld.piece: one for one in reversed(chosen) if one.withheld.piece}
    by_section = {one.withheld.section: one for one in reversed(chosen) if one.withheld.section}
    of_words = tuple(one for one in chosen if one.withheld.words)

    def piece(one: Paragraph | Fact | Point | Row, columns: tuple[str, ...] = ()) -> Piece:
        if isinstance(one, Row):
            texts = tuple(zip((*columns, *("" for _ in one.cells)), one.cells, strict=False))
        else:
            texts = ((one.name if isinstance(one, Fact) else "", one.text),)
        parts = tuple((name, bits(text, of_words)) for name, text in texts)
        choice = by_piece.get(one.id)
        out = choice is not None and not choice.stays
        return Piece(one.id, parts, out, choice is not None and choice.stays, choice is None)

    def of_block(block: Block) -> Iterable[Piece]:
        if isinstance(block, Facts):
            return map(piece, block.facts)
        if isinstance(block, Table):
            return (piece(row, block.columns) for row in block.rows)
        if isinstance(block, Points):
            return map(piece, block.points)
        return (piece(block),)

    head = Part("", bits(document.title, of_words), tuple(map(piece, document.facts)))
    found = [head]
    for section in document.sections:
        choice = by_section.get(section.id)
        found.append(
            Part(
                section.id,
                bits(section.heading, of_words),
                tuple(one for block in section.blocks for one in of_block(block)),
                choice is not None and not choice.stays,
            )
        )
    if document.closing:
        found.append(Part("", (), (Piece("", (("", bits(document.closing, of_words)),)),)))
    return tuple(found)


def bits(text: str, choices: Iterable[Choice]) -> tuple[Bit, ...]:
    """A text in runs: what is left out, what was proposed and stays, and the rest."""
    spans = sorted(
        ((start, end, one.stays) for one in choices for start, end in occurrences(one.withheld.words, text)),
        key=lambda one: (one[2], one[0], -one[1]),
    )
    taken: list[tuple[int, int, bool]] = []
    for start, end, stays in spans:
        if not any(start < last and first < end for first, last, _ in taken):
            taken.append((start, end, stays))
    found, at = [], 0
    for start, end, stays in sorted(taken):
        if start > at:
            found.append(Bit(text[at:start]))
        found.append(Bit(text[start:end], out=not stays, stays=stays))
        at = end
    if at < len(text) or not found:
        found.append(Bit(text[at:]))
    return tuple(found)
