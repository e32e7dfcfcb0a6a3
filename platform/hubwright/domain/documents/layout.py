"""Sets a document out as its hub draws it: which sections, in which order, in whose words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hubwright.domain.definitions.drawn.documents import DocumentLayout, DocumentSection
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.documents.document import Block, Document, Fact, Facts, Paragraph, Points, Section, Table
from hubwright.domain.documents.sections import HANDLING, LETTERS, MARKING, NOTHING, SECTIONS, TITLES
from hubwright.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading.

    Args:
        blocks: of the section itself.
        under: sections below it, each for one person or agency.
    """

    blocks: tuple[Block, ...] = ()
    under: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What a document says about itself.

    Args:
        reference: of the case or the meeting.
        made: "2026-03-05T10:00Z".
        issued_to: whom it is for, in words.
        facts: what stands under the title.
        version, sealed: as in `Document`.
        title: where neither the layout's name nor the kind's serves; it names nobody.
    """

    reference: str
    made: str
    issued_to: str
    facts: tuple[Fact, ...] = ()
    version: int = 0
    sealed: str = ""
    title: str = ""


def layout_of(hub: Hub, kind: str, id: str = "") -> DocumentLayout:
    """The hub's layout for a kind of document, or one with every section where it draws none.

    Args:
        hub: the drawing.
        kind: of `SECTIONS`.
        id: of one of several layouts for the same kind; "" for the first.
    """
    drawn = (one for one in hub.documents if one.stands_for == kind and id in ("", one.id))
    usual = DocumentLayout(
        id=kind, name=TITLES[kind], stands_for=kind, sections=tuple(DocumentSection(one) for one in SECTIONS[kind])
    )
    return next(drawn, usual)


def set_out(
    hub: Hub, kind: str, content: Mapping[str, Part], head: Head, language: str, *, layout: str = ""
) -> Document:
    """The document as its hub sets it out.

    A section that the layout names stands in it also where nothing is recorded, and says so: a reader years later
    can tell what was not recorded from what nobody asked. Only a letter leaves it out.

    Args:
        hub: whose layout, words and brand.
        kind: of `SECTIONS`.
        content: section to what stands in it, already cut down for whoever it is for.
        head: what it says about itself.
        language: "en" or "cy".
        layout: id of one of several layouts for this kind.
    """
    drawn = layout_of(hub, kind, layout)
    sections = [part for one in drawn.sections for part in _section(one, kind, content, language)]

    def said(text: Text | None, usual: Text | None = None) -> str:
        found = text if text is not None else usual
        return found.said_in(language) if found is not None else ""

    return Document(
        kind=kind,
        title=head.title or drawn.name.said_in(language),
        language=language,
        reference=head.reference,
        version=head.version,
        marking=said(drawn.marking, MARKING),
        handling=said(drawn.handling, HANDLING),
        issued_to=head.issued_to,
        made=head.made,
        hub=hub.name.said_in(language),
        sections=tuple(sections),
        facts=head.facts,
        sealed=head.sealed,
        closing=said(drawn.closing),
        colour=hub.local.brand.colour,
    )


def left_over(layout: DocumentLayout, content: Mapping[str, Part], language: str) -> list[Section]:
    """The sections that a layout does not name and that have something in them, in the usual order.

    Args:
        layout: as its hub draws it.
        content, language: as for `set_out`.
    """
    named = {one.section for one in layout.sections}
    kind = layout.stands_for
    return [
        part
        for id in SECTIONS[kind]
        if id not in named and id in content and _holds(content[id])
        for part in _section(DocumentSection(id), kind, content, language)
    ]


def _holds(part: Part) -> bool:
    return bool(part.under) or any(not _empty(one) for one in part.blocks)


def _section(drawn: DocumentSection, kind: str, content: Mapping[str, Part], language: str) -> list[Section]:
    heading = (drawn.heading or SECTIONS[kind][drawn.section]).said_in(language)
    part = content.get(drawn.section, Part())
    blocks = [one for one in part.blocks if not _empty(one)]
    if not blocks and not part.under and kind in LETTERS:
        return []
    if not blocks and not part.under:
        blocks = [Paragraph(f"{drawn.section}.nothing", NOTHING.said_in(language))]
    if drawn.words is not None:
        blocks.insert(0, Paragraph(f"{drawn.section}.words", drawn.words.said_in(language)))
    return [Section(drawn.section, heading, tuple(blocks)), *part.under]


def _empty(block: Block) -> bool:
    if isinstance(block, Facts):
        return not block.facts
    if isinstance(block, Table):
        return not block.rows
    return not (block.points if isinstance(block, Points) else block.text.strip())
