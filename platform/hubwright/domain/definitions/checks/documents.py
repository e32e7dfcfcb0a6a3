"""Layouts of documents: each names sections that its kind of document has, and each of them once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.definitions.checks.findings import Findings, numbered
from hubwright.domain.documents.sections import SECTIONS
from hubwright.domain.rules.parsing import nearest, quoted


def check_documents(document: Mapping[str, Any], findings: Findings) -> None:
    """The layouts of a hub document."""
    for pointer, layout in numbered(document["shareable"], "documents", "/shareable"):
        known = SECTIONS[layout["stands_for"]]
        seen: set[str] = set()
        for place, section in numbered(layout, "sections", pointer):
            id = section["section"]
            if id not in known:
                findings.problem(
                    f"{place}/section",
                    "unknown-section",
                    f"A document of this kind has no section {quoted(id)}.",
                    f"It has {', '.join(map(quoted, known))}.",
                    nearest(id, known),
                )
            elif id in seen:
                findings.problem(
                    f"{place}/section",
                    "section-twice",
                    f"The section {quoted(id)} stands in this document already.",
                    "Keep one of them.",
                )
            seen.add(id)
