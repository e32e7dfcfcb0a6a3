"""Documents that a hub makes of a case, as it draws them: which sections, in which order, in whose words."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.domain.texts import Text


@dataclass(frozen=True, slots=True)
class DocumentSection:
    """A section of a document.

    Args:
        section: which one, of those that this kind of document has (`domain.documents.SECTIONS`).
        heading: the hub's own words for it, or None.
        words: what the hub says above its content, or None.
    """

    section: str
    heading: Text | None = None
    words: Text | None = None


@dataclass(frozen=True, slots=True)
class DocumentLayout:
    """How a kind of document is set out.

    Args:
        stands_for: "meeting_record", "chronology", "decision_record", "referrer_letter", "agency_return",
            "conference_summary" or "agenda_pack".
        sections: in the order in which they stand.
        marking: the handling marking on every page ("OFFICIAL-SENSITIVE"), or None for the usual one.
        handling: what whoever holds it has to do with it, or None.
        closing: words at its end, or None.
    """

    id: str
    name: Text
    stands_for: str
    sections: tuple[DocumentSection, ...]
    marking: Text | None = None
    handling: Text | None = None
    closing: Text | None = None
