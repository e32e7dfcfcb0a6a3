"""A paper about a record of a plugin: what it says of it, as a document that the platform prints."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from hubwright.domain.documents.composing import PAPER, Wanted
from hubwright.domain.documents.document import Block, Document, Fact, Facts, Paragraph, Row, Section, Table
from hubwright.domain.documents.said import Teller
from hubwright.domain.documents.sections import HANDLING, MARKING
from hubwright.domain.plugins import Fact as Said
from hubwright.domain.plugins import Heading, Notice, Part, RecordView
from hubwright.domain.plugins import Section as Drawn
from hubwright.domain.plugins import Table as Rows
from hubwright.domain.texts import Text

_REFERENCE, _BY = Text("Reference", "Cyfeirnod"), Text("Made by", "Gwnaed gan")
_AT = Text("As known at", "Fel yr oedd yn hysbys")


def paper(drawn: Drawn, wanted: Wanted, teller: Teller, record: RecordView, *, by: str) -> Document:
    """The document.

    Args:
        drawn: what the plugin says, without what is kept back from whoever asked.
        wanted: which paper, for whom.
        teller: of the case.
        record: that it is about.
        by: who asked for it, in words.
    """
    hub, at = teller.hub, record.changed
    return Document(
        kind=PAPER,
        title=drawn.title,
        language=teller.language,
        reference=teller.case.ref,
        version=0,
        marking=teller.say(MARKING),
        handling=teller.say(HANDLING),
        issued_to=wanted.issued_to.strip(),
        made=f"{at:%Y-%m-%dT%H:%MZ}",
        hub=teller.say(hub.name),
        sections=tuple(_sections(drawn)),
        facts=(
            Fact("head.reference", teller.say(_REFERENCE), teller.case.ref),
            Fact("head.known", teller.say(_AT), teller.moment(at)),
            Fact("head.by", teller.say(_BY), by),
        ),
        colour=hub.local.brand.colour,
    )


def _sections(drawn: Drawn) -> Iterator[Section]:
    """A section for each heading, and one for what stands before the first."""
    held: list[Part] = []
    heading, number = drawn.title, 1
    for part in drawn.parts:
        if not isinstance(part, Heading):
            held.append(part)
            continue
        if held:
            yield _section(number, heading, held)
        heading, held, number = part.words, [], number + 1
    if held:
        yield _section(number, heading, held)


def _section(number: int, heading: str, parts: list[Part]) -> Section:
    return Section(f"s{number}", heading, tuple(_blocks(f"s{number}", parts)))


def _blocks(before: str, parts: list[Part]) -> Iterator[Block]:
    count = 0
    for kind, group in groupby(parts, key=type):
        held = list(group)
        if kind is Said:
            yield Facts(
                tuple(
                    Fact(f"{before}.b{count + at}", one.label, one.value)
                    for at, one in enumerate(held)
                    if isinstance(one, Said)
                )
            )
        for at, one in enumerate(held):
            if isinstance(one, Notice):
                yield Paragraph(f"{before}.b{count + at}", one.words)
            elif isinstance(one, Rows):
                rows = tuple(Row(f"{before}.b{count + at}.r{number}", row) for number, row in enumerate(one.rows))
                yield Table(one.caption, one.head, rows)
        count += len(held)
