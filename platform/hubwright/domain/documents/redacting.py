"""A copy of a document from which something is left out: a new document, in which what is withheld is not.

Nothing is covered over. What is withheld is taken out of the words before anything is printed; the ids of what stays
are counted anew, so that only the marks, where a person chose to show them, say that there was more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

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
)
from hubwright.domain.documents.occurring import Span, occurrences, squeezed
from hubwright.domain.protection.words import tokens

ABOUT = ("agency", "subject", "person", "referrer", "address", "number", "item", "not_to")
"""What a piece may say that it holds (`about`): an agency's information ("agency:police"), something about a person
("subject:p1", "person:p2"), who the referrer is ("referrer"), somebody's address or number ("address:p1", "number:p1"),
a piece of shared information ("item:q1-4"), something that a person must not learn ("not_to:p2")."""

REASON, MARK, GONE = "reason", "mark", "gone"
SHOWN = (REASON, MARK, GONE)
"""What stands where something was: a mark with the reason, a mark without it (where the reason itself would say too
much), or nothing at all."""

_NOTHING_SAID = "[...]"


@dataclass(frozen=True, slots=True)
class Withheld:
    """One thing that is left out: a piece, a section, or words wherever they stand.

    Args:
        id: within the copy ("w1").
        reason: code of the reference data.
        piece, section: id of one; words: as they are written somewhere. One of the three.
        shown: of `SHOWN`.
    """

    id: str
    reason: str
    piece: str = ""
    section: str = ""
    words: str = ""
    shown: str = REASON


@dataclass(frozen=True, slots=True)
class Wording:
    """How a copy says that something is not in it, in its own language.

    Args:
        withheld: "withheld".
        reasons: code to how the copy calls it.
        note: stands once at its beginning, or "".
    """

    withheld: str
    reasons: Mapping[str, str]
    note: str = ""


def redacted(document: Document, choices: Sequence[Withheld], wording: Wording, *, issued_to: str) -> Document:
    """A new document without what is withheld, in all of its texts: title, headings, captions, facts, cells, words.

    It does not say whose record it was made of: the hash of the sealed one is left out with it.

    Args:
        document: the whole one.
        choices: what is left out. Of two that overlap the first one's mark stands.
        wording: of the marks.
        issued_to: whom the copy is for, in words.
    """
    cutting = _Cutting(tuple(choices), wording)
    numbers = count(1)
    facts = cutting.facts(document.facts)
    sections = [
        replace(section, id=f"s{next(numbers)}")
        for one in document.sections
        if (section := cutting.section(one)) is not None
    ]
    handling = "\n".join(part for part in (cutting.text(document.handling), wording.note) if part)
    return replace(
        document,
        title=cutting.text(document.title),
        marking=cutting.text(document.marking),
        handling=handling,
        closing=cutting.text(document.closing),
        issued_to=issued_to,
        facts=tuple(replace(one, id=f"f{number}") for number, one in enumerate(facts, 1)),
        sections=tuple(_numbered(one) for one in sections),
        sealed="",
    )


def all_texts(document: Document) -> Iterator[str]:
    """Every text of a document; not whom it is issued to, and of its hub and its reference the copy keeps its own."""
    yield from (document.title, document.marking, document.handling, document.closing)
    for section in document.sections:
        yield section.heading
        for block in section.blocks:
            if isinstance(block, Table):
                yield block.caption
                yield from block.columns
    for piece in pieces(document):
        yield from texts_of(piece)


def texts_of(piece: Paragraph | Fact | Row | Point) -> tuple[str, ...]:
    """The texts of a piece, the name of a fact too."""
    if isinstance(piece, Row):
        return piece.cells
    return (piece.name, piece.text) if isinstance(piece, Fact) else (piece.text,)


def still_said(copy: Document, choices: Iterable[Withheld]) -> tuple[Withheld, ...]:
    """Of the words that are withheld everywhere, those that stand in the copy all the same: `redacted` leaves none."""
    found = tuple(all_texts(copy))
    return tuple(one for one in choices if one.words and any(any(occurrences(one.words, text)) for text in found))


def echoes(document: Document, choices: Iterable[Withheld], copy: Document) -> tuple[tuple[Withheld, str], ...]:
    """Words of withheld pieces that stand elsewhere in the copy, for whoever checks it: the piece, and the words.

    Args:
        document: the whole one.
        choices: what is left out.
        copy: what `redacted` made of it.
    """
    left = [list(tokens(text)) for text in all_texts(copy)]
    runs = {tuple(one.text for one in words[at : at + _RUN]) for words in left for at in range(len(words) - _RUN + 1)}
    found = []
    for choice in choices:
        for text in _taken(document, choice):
            words = list(tokens(text))
            for at in range(len(words) - _RUN + 1):
                run = words[at : at + _RUN]
                if tuple(one.text for one in run) in runs:
                    found.append((choice, text[run[0].start : run[-1].end]))
                    break
    return tuple(found)


# As many words in a row, the same in two places, are seldom chance.
_RUN = 5


def _taken(document: Document, choice: Withheld) -> Iterator[str]:
    """The texts that a choice takes out whole."""
    if choice.piece:
        for piece in pieces(document):
            if piece.id == choice.piece:
                yield from texts_of(piece)[1:] if isinstance(piece, Fact) else texts_of(piece)
    for section in document.sections:
        if choice.section and section.id == choice.section:
            yield from (text for block in section.blocks for piece in _of(block) for text in texts_of(piece))


def _of(block: Block) -> tuple[Paragraph | Fact | Row | Point, ...]:
    if isinstance(block, Facts):
        return block.facts
    if isinstance(block, Table):
        return block.rows
    return block.points if isinstance(block, Points) else (block,)


class _Cutting:
    """Takes what is withheld out of texts and pieces."""

    def __init__(self, choices: tuple[Withheld, ...], wording: Wording) -> None:
        self._pieces = {one.piece: one for one in reversed(choices) if one.piece}
        self._sections = {one.section: one for one in reversed(choices) if one.section}
        self._words = tuple(one for one in choices if one.words)
        self._wording = wording
        self._sought = tuple(squeezed(one.words) for one in self._words)

    def mark(self, choice: Withheld) -> str:
        """What stands where something was, itself without anything that is withheld."""
        if choice.shown == GONE:
            return ""
        reason = self._wording.reasons.get(choice.reason, "") if choice.shown == REASON else ""
        said = [f"[{self._wording.withheld}]"]
        if reason:
            said.insert(0, f"[{self._wording.withheld}: {reason}]")
        return next((one for one in said if self._says_nothing(one)), _NOTHING_SAID)

    def _says_nothing(self, mark: str) -> bool:
        """Whether neither a mark nor what stands before or after it could make up withheld words with it."""
        said = [token.text for token in tokens(mark)]
        ends = {"".join(said[at:]) for at in range(len(said))}
        begins = {"".join(said[: at + 1]) for at in range(len(said))}
        return not any(
            any(map(sought.startswith, ends))
            or any(f"{sought}s".endswith(one) or sought.endswith(one) for one in begins)
            or "".join(said) in sought
            for sought in self._sought
        ) and not any(any(occurrences(one.words, mark)) for one in self._words)

    def text(self, text: str) -> str:
        """A text without the words that are withheld; where what is left would make them up again, without these."""
        while spans := self._spans(text):
            parts, at = [], 0
            for (start, end), choice in spans:
                mark = self.mark(choice)
                # Where nothing shows that something was here, no wider gap shows it either.
                at_end = end + 1 if not mark and text[end : end + 1] == " " and text[:start][-1:] in ("", " ") else end
                parts += [text[at:start], mark]
                at = at_end
            text = "".join([*parts, text[at:]])
        return text

    def _spans(self, text: str) -> list[tuple[Span, Withheld]]:
        found = [(span, one) for one in self._words for span in occurrences(one.words, text)]
        found.sort(key=lambda one: (one[0][0], -one[0][1]))
        merged: list[tuple[Span, Withheld]] = []
        for (start, end), choice in found:
            if merged and start < merged[-1][0][1]:
                (first, last), before = merged[-1]
                merged[-1] = ((first, max(last, end)), before)
            else:
                merged.append(((start, end), choice))
        return merged

    def section(self, section: Section) -> Section | None:
        """A section as it is in the copy, or None where nothing is left of it."""
        choice = self._sections.get(section.id)
        if choice is not None:
            mark = self.mark(choice)
            return replace(section, heading=mark, blocks=(Paragraph("", mark),)) if mark else None
        blocks = tuple(block for one in section.blocks if (block := self._block(one)) is not None)
        if section.blocks and not blocks:
            return None
        return replace(section, heading=self.text(section.heading), blocks=blocks)

    def _block(self, block: Block) -> Block | None:
        if isinstance(block, Facts):
            facts = self.facts(block.facts)
            return Facts(facts) if facts else None
        if isinstance(block, Table):
            rows = tuple(row for one in block.rows if (row := self._row(one)) is not None)
            columns = tuple(map(self.text, block.columns))
            return Table(self.text(block.caption), columns, rows) if rows or not block.rows else None
        if isinstance(block, Points):
            said = (self._instead(one.id, one.text) for one in block.points)
            points = tuple(Point("", one) for one in said if one is not None)
            return Points(points, block.numbered) if points else None
        text = self._instead(block.id, block.text)
        return None if text is None else Paragraph("", text)

    def facts(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        """Facts, each with its name where a mark says that what stood under it is withheld."""
        kept = ((one, self._instead(one.id, one.text)) for one in facts)
        return tuple(Fact("", self.text(one.name), said) for one, said in kept if said is not None)

    def _row(self, row: Row) -> Row | None:
        choice = self._pieces.get(row.id)
        if choice is None:
            return Row("", tuple(map(self.text, row.cells)))
        mark = self.mark(choice)
        return Row("", (mark, *("" for _ in row.cells[1:]))) if mark else None

    def _instead(self, id: str, text: str) -> str | None:
        """The text as it is in the copy, the mark of a withheld piece, None where nothing is left."""
        choice = self._pieces.get(id)
        said = self.text(text) if choice is None else self.mark(choice)
        return said if said.strip() or (choice is None and not text.strip()) else None


def _numbered(section: Section) -> Section:
    """A section with the ids of its pieces counted anew."""
    ids = (f"{section.id}.b{number}" for number in count(1))

    def block(one: Block) -> Block:
        if isinstance(one, Facts):
            return Facts(tuple(replace(fact, id=next(ids)) for fact in one.facts))
        if isinstance(one, Table):
            return replace(one, rows=tuple(replace(row, id=next(ids)) for row in one.rows))
        if isinstance(one, Points):
            return replace(one, points=tuple(replace(point, id=next(ids)) for point in one.points))
        return replace(one, id=next(ids))

    return replace(section, blocks=tuple(map(block, section.blocks)))
