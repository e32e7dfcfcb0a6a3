"""One document with everything that is hard in it, printed once and opened by every test."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from hubwright.documents.printing import WeasyPrinter
from hubwright.domain.documents.document import Document, Fact, Facts, Paragraph, Point, Points, Row, Section, Table

HOSTILE = (
    '<script>alert(1)</script><img src="http://127.0.0.1:9/x.png"><img src="file:///etc/hostname">',
    "</style><style>@page { margin: 0; @top-center { content: none } }</style>",
    '<link rel="attachment" href="file:///etc/hostname"> url(http://127.0.0.1:9/y)',
    "{{ 7 * 7 }} {% raw %} \\A \\22 ; } body { display: none }",
    "&lt;b&gt; \x00\x07\x1b[31m \ufffe",
)
WELSH = "Dywedodd Ffïon wrth ei hathrawes ei bod yn ofnus; mae'r tŷ'n wag ac ŵyr neb pam."
ARABIC = "أنا خائف من العودة إلى المنزل"
EMOJI = "She drew \U0001f600 and \U0001f3e0 and \U0001f9d2"
SEAL = "0123456789abcdef" * 4


def document(**changes: object) -> Document:
    """A record of several pages, in every kind of block."""
    rows = tuple(
        Row(
            f"information.r{n}",
            (f"{n % 28 + 1} March 2026", "Northern Police", "Called to the address. " * (1 + n % 4)),
        )
        for n in range(60)
    )
    sections = (
        Section(
            "referral",
            "What was referred",
            (
                Paragraph("referral.b1", "First line.\nSecond line, about Siân O'Brien-D'Arcy."),
                Facts(
                    (Fact("referral.f1", "Date of birth", "4 May 2017"), Fact("referral.f2", "School", "Oak Primary"))
                ),
            ),
        ),
        Section("information", "Information", (Table("What agencies said", ("When", "Agency", "What"), rows),)),
        Section("views", "Views of the child", (Paragraph("v.b1", WELSH), Paragraph("v.b2", ARABIC)), level=2),
        Section("drawing", "What was drawn", (Paragraph("d.b1", EMOJI),), level=2),
        Section("hostile", HOSTILE[1], tuple(Paragraph(f"h.b{n}", text) for n, text in enumerate(HOSTILE))),
        Section("actions", "Actions", (Points((Point("a.1", "Visit today"), Point("a.2", "Ring school")), True),)),
    )
    given: dict[str, object] = {
        "kind": "meeting_record",
        "title": "Record of a strategy discussion",
        "language": "en",
        "reference": "NTH-2026-0001",
        "version": 2,
        "marking": "OFFICIAL-SENSITIVE",
        "handling": "Keep it locked away.\nDo not forward it.",
        "issued_to": "Ms P. O'Neil, Northern Police",
        "made": "2026-03-05T10:00Z",
        "hub": "Northern Front Door",
        "sections": sections,
        "facts": (Fact("f1", "Held", "5 March 2026, 10:00 to 10:40"),),
        "sealed": SEAL,
        "closing": "End of the record.",
        "colour": "#005ea5",
    }
    return Document(**{**given, **changes})  # type: ignore[arg-type]


@dataclass(frozen=True)
class Printed:
    """A printed file, and where it lies."""

    document: Document
    content: bytes
    path: Path

    def text(self, *, page: int | None = None) -> str:
        pages: Sequence[str] = () if page is None else ("-f", str(page), "-l", str(page))
        done = subprocess.run(["pdftotext", *pages, str(self.path), "-"], capture_output=True, check=True)
        return done.stdout.decode()

    def words(self, *, page: int | None = None) -> str:
        return " ".join(self.text(page=page).split())

    def open(self) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self.content))


def printed(given: Document, folder: Path) -> Printed:
    content = WeasyPrinter().pdf(given)
    path = folder / "printed.pdf"
    path.write_bytes(content)
    return Printed(given, content, path)


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return printed(document(), tmp_path_factory.mktemp("record"))
