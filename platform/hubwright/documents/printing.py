"""Prints a document as PDF/A-3a: tagged, with its JSON inside, and without asking anybody for anything."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NoReturn

from hubwright.documents.finishing import finish
from hubwright.documents.setting import css_of, file_name, html_of, made_at
from hubwright.domain.documents.document import Document, written

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

VARIANT = "pdf/a-3a"


class WeasyPrinter:
    """A `Printer` in this process: about a tenth of a second a page, and more than a second before the first."""

    def pdf(self, document: Document) -> bytes:
        """The file, whole. The same document gives the same bytes as long as programs and fonts stay as they are."""
        from weasyprint import CSS, HTML, Attachment

        fetcher = _nothing_fetched()
        made = made_at(document)
        content = json.dumps(written(document), ensure_ascii=False, sort_keys=True, indent=2).encode("utf-8", "replace")
        attachment = Attachment(
            string=content,
            name=file_name(document, "json"),
            description="The content of this document as data.",
            relationship="Data",
            created=made,
            modified=made,
            url_fetcher=fetcher,
        )
        found: Any = HTML(string=html_of(document), url_fetcher=fetcher).write_pdf(
            stylesheets=[CSS(string=css_of(document), url_fetcher=fetcher)],
            attachments=[attachment],
            pdf_variant=VARIANT,
            pdf_identifier=hashlib.sha256(content).digest()[:16],
            finisher=finish,
        )
        return bytes(found)


def _nothing_fetched() -> URLFetcher:
    from weasyprint.urls import URLFetcher

    class Nothing(URLFetcher):  # type: ignore[misc, unused-ignore]
        """Whatever stands in a document, no address in it is ever asked."""

        def fetch(self, url: str, headers: object = None) -> NoReturn:
            raise ValueError("Documents fetch nothing.")

    return Nothing()
