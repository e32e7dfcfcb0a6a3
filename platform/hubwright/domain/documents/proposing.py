"""What the recipient of a copy may not have, proposed to the person who makes it; a person decides about each.

A person who is described and not named is not found, nor is what nobody marked: proposals are the beginning of the
reading and never its end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from hubwright.domain.documents.document import Document, Fact, Paragraph, Point, Row, pieces
from hubwright.domain.documents.occurring import occurrences, squeezed, takes_over
from hubwright.domain.documents.redacting import all_texts, texts_of
from hubwright.domain.protection import Finder, finder, known_names, known_place
from hubwright.domain.protection.known import REFERRER
from hubwright.domain.protection.words import tokens

_FAMILY = ("subject", "parent", "family")
RECIPIENTS = (*_FAMILY, "agency", "court")

BECAUSE = ("address", "number", "referrer", "third_party", "unreleased", "agency", "not_to")
"""Why something is proposed: a protected address or number, who the referrer is, somebody else's information, a piece
that its owner has not let go, an agency's information, something that the recipient must not learn."""

Piece = Paragraph | Fact | Row | Point


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a copy is for.

    Args:
        kind: of `RECIPIENTS`.
        subject: id of the person in the case that they are, or "".
        on_behalf: ids of the people whose information they ask for beside their own: a parent's children.
        agency: id of the agency, or "".
        name: in words, as it stands on the copy.
        not_told: words that they must not learn, as they were written down for them.
    """

    kind: str
    subject: str = ""
    on_behalf: tuple[str, ...] = ()
    agency: str = ""
    name: str = ""
    not_told: tuple[str, ...] = ()

    @property
    def own(self) -> frozenset[str]:
        """The people whose information it is that they ask for."""
        return frozenset(one for one in (self.subject, *self.on_behalf) if one)


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of the case beside the document.

    Args:
        names: the people of the case, id to name.
        unreleased: pieces of information that may not go to this recipient: id to (owner, words).
        heard: ids of agencies that were there when it was said; they have heard what the others said.
        ours: id of the agency that makes the copy, whose own information is its own to give; or "".
    """

    names: Mapping[str, str] = field(default_factory=dict)
    unreleased: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    heard: frozenset[str] = frozenset()
    ours: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing to leave out.

    Args:
        piece: id of a piece, or ""; section: id of a section, or ""; words: as written, or "". One of the three.
        because: of `BECAUSE`; of: the person or agency that it is about, by id, or "".
        sure: of words that a finder found: they stand there as they were given.
    """

    because: str
    piece: str = ""
    section: str = ""
    words: str = ""
    of: str = ""
    sure: bool = True


def propose(document: Document, recipient: Recipient, protected: Finder, around: Around) -> tuple[Proposal, ...]:
    """What this recipient may not have, whole pieces first.

    Args:
        document: with the marks of what its pieces are about.
        recipient: whom the copy is for.
        protected: finds the protected addresses and numbers of others than the recipient, and who the referrer is.
        around: of the case.
    """
    found = [
        *(one for piece in pieces(document) if (one := _of_piece(piece, recipient, protected, around)) is not None),
        *_of_sections(document, recipient, around),
        *_of_words(document, recipient, protected, around),
    ]
    return tuple({(one.piece, one.section, squeezed(one.words)): one for one in reversed(found)}.values())[::-1]


def _of_piece(piece: Piece, recipient: Recipient, protected: Finder, around: Around) -> Proposal | None:
    for because, of in _reasons(piece.about, recipient, around):
        return Proposal(because, piece=piece.id, of=of)
    texts = texts_of(piece)
    for id, (owner, words) in around.unreleased.items():
        if f"item:{id}" in piece.about or any(takes_over(words, text) for text in texts):
            return Proposal("unreleased", piece=piece.id, of=owner)
    if isinstance(piece, Row):
        # An address that stands in several cells of a row is found whole in none of them alone.
        row = "\n".join(texts)
        for hit in protected.find(row):
            if not any(row[hit.start : hit.end] in text for text in texts):
                return Proposal(_kind(hit.of, hit.kind), piece=piece.id, sure=hit.sure)
    return None


def _reasons(about: Iterable[str], recipient: Recipient, around: Around) -> Iterator[tuple[str, str]]:
    marks = [tuple(one.partition(":")[::2]) for one in about]
    people = {of for kind, of in marks if kind in ("subject", "person")}
    for kind, of in marks:
        if kind == "not_to" and of in recipient.own:
            yield "not_to", of
        elif kind == "referrer":
            yield "referrer", ""
        elif kind in ("address", "number") and of != recipient.subject:
            yield kind, of
        elif kind == "agency" and _keeps(of, recipient, around):
            yield "agency", of
    if recipient.kind in _FAMILY and people and not people & recipient.own:
        yield "third_party", sorted(people)[0]


def _keeps(agency: str, recipient: Recipient, around: Around) -> bool:
    """Whether an agency's information is not the recipient's to have unless it says so."""
    if not agency or agency == around.ours:
        return False
    if recipient.kind == "agency":
        return agency != recipient.agency and recipient.agency not in around.heard
    return recipient.kind != "court"


def _of_sections(document: Document, recipient: Recipient, around: Around) -> Iterator[Proposal]:
    """Sections that stand for one person who is not the recipient's."""
    if recipient.kind not in _FAMILY:
        return
    for section in document.sections:
        _, _, whose = section.id.rpartition("-")
        if whose in around.names and whose not in recipient.own:
            yield Proposal("third_party", section=section.id, of=whose)


def _of_words(document: Document, recipient: Recipient, protected: Finder, around: Around) -> Iterator[Proposal]:
    """Words that give something away, wherever they stand."""
    searches = [*_not_told(recipient), *_names_of_others(recipient, around)]
    for text in dict.fromkeys(all_texts(document)):
        for hit in protected.find(text):
            yield Proposal(_kind(hit.of, hit.kind), words=text[hit.start : hit.end], sure=hit.sure)
        for because, of, finds, plain in searches:
            for hit in finds.find(text):
                yield Proposal(because, words=text[hit.start : hit.end], of=of, sure=hit.sure)
            for start, end in occurrences(plain, text):
                yield Proposal(because, words=text[start:end], of=of, sure=because == "not_to")


_Search = tuple[str, str, Finder, str]


def _not_told(recipient: Recipient) -> Iterator[_Search]:
    for words in recipient.not_told:
        yield "not_to", recipient.subject, finder(known_place(words)), words


def _names_of_others(recipient: Recipient, around: Around) -> Iterator[_Search]:
    """Other people's names, and their first names alone where nobody of the recipient's own has it."""
    if recipient.kind not in _FAMILY:
        return
    own = [name for id, name in around.names.items() if id in recipient.own]
    taken = {one.text for name in own for one in tokens(name)}
    for id, name in around.names.items():
        words = [one.text for one in tokens(name)]
        if id in recipient.own or not words:
            continue
        first = words[0] if words[0] not in taken and len(words[0]) > 2 else ""
        yield "third_party", id, finder(known_names(name, own)), first


def _kind(of: str, kind: str) -> str:
    if of == REFERRER:
        return "referrer"
    return "number" if kind in ("number", "email") else "address"
