"""How a document becomes a file."""

from __future__ import annotations

from typing import Protocol

from hubwright.domain.documents.document import Document


class Printer(Protocol):
    """Makes a PDF file of a document: tagged, PDF/A-3a, its JSON attached, marking and page numbers on every page."""

    def pdf(self, document: Document) -> bytes:
        """The file, whole. It takes about a tenth of a second a page: never within a web request."""
        ...
