"""A printed document as a machine reads it: its tags, its data, its margins, and nothing of whoever made it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hubwright import schemas
from hubwright.documents.printing import WeasyPrinter
from hubwright.documents.setting import css_of, file_name, html_of
from hubwright.domain.documents.document import Paragraph, Row, Section, Table, written
from jsonschema import Draft202012Validator

from tests.documents.conftest import ARABIC, HOSTILE, SEAL, WELSH, Printed, document, printed

SCHEMA = json.loads((Path(schemas.__file__).parent / "document.v1.json").read_text("utf-8"))


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every element of the tree of tags, from the top."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(reversed(list(one)))
        elif isinstance(one, pikepdf.Dictionary):
            if "/S" in one:
                yield one
            if "/K" in one:
                waiting.append(one.K)


def named(pdf: pikepdf.Pdf, tag: str) -> list[Any]:
    return [one for one in elements(pdf) if str(one.S) == tag]


def bookmarks(items: Any) -> list[Any]:
    return [(item.title, bookmarks(item.children)) for item in items]


def test_the_file_is_tagged_and_says_its_language_and_title(record: Printed) -> None:
    with record.open() as pdf:
        assert pdf.Root.MarkInfo.Marked is True
        assert str(pdf.Root.Lang) == "en"
        assert str(pdf.docinfo["/Title"]) == "Record of a strategy discussion"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
        found = {str(one.S) for one in elements(pdf)}
    assert {"/Document", "/H1", "/H2", "/H3", "/P", "/Table", "/TR", "/TH", "/TD", "/L", "/LI", "/Caption"} <= found


def test_the_file_claims_archiving_and_accessibility_and_describes_the_claim(record: Printed) -> None:
    with record.open() as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata["dc:title"] == "Record of a strategy discussion"
        assert b"pdfaExtension:schemas" in pdf.Root.Metadata.read_bytes()
        assert str(pdf.Root.OutputIntents[0].S) == "/GTS_PDFA1"


def test_every_header_of_a_table_says_whether_it_heads_a_column_or_a_row(record: Printed) -> None:
    with record.open() as pdf:
        heads = [str(one.A.Scope) for one in named(pdf, "/TH")]
        cells = named(pdf, "/TD")
        ids = {bytes(one.ID) for one in named(pdf, "/TH")}
        assert {"/Column", "/Row"} == set(heads)
        assert all(len(one.A.Headers) >= 1 and {bytes(id) for id in one.A.Headers} <= ids for one in cells)
        in_grid = [one for one in cells if len(one.A.Headers) == 2]
    assert len(in_grid) == 120


def test_the_record_travels_inside_as_data(record: Printed) -> None:
    with record.open() as pdf:
        (file,) = pdf.Root.AF
        assert str(file.AFRelationship) == "/Data"
        assert list(pdf.attachments) == ["NTH-2026-0001-2-meeting-record.json"]
        attached = pdf.attachments["NTH-2026-0001-2-meeting-record.json"].get_file()
        assert attached.mime_type == "application/json"
        found = json.loads(attached.read_bytes())
    assert found == json.loads(json.dumps(written(record.document)))
    assert not list(Draft202012Validator(SCHEMA).iter_errors(found))


def test_every_page_bears_the_marking_the_reference_whom_it_is_for_and_its_number(record: Printed) -> None:
    with record.open() as pdf:
        count = len(pdf.pages)
    assert count > 3
    for number in range(1, count + 1):
        words = record.words(page=number)
        assert words.count("OFFICIAL-SENSITIVE") == 2
        assert f"Page {number} of {count}" in words
        assert "NTH-2026-0001 version 2" in words
        assert "Issued to Ms P. O'Neil, Northern Police" in words
        assert "Made Thursday 5 March 2026 at 10:00" in words
        assert f"Hash {SEAL}" in words


def test_bookmarks_follow_the_headings(record: Printed) -> None:
    with record.open() as pdf, pdf.open_outline() as outline:
        ((title, sections),) = bookmarks(outline.root)
    assert title == "Record of a strategy discussion"
    assert [name for name, _ in sections][:2] == ["What was referred", "Information"]
    assert [name for name, _ in sections[1][1]] == ["Views of the child", "What was drawn"]


def test_nothing_says_who_or_what_machine_made_it(record: Printed) -> None:
    with record.open() as pdf:
        assert set(pdf.docinfo.keys()) == {"/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate"}
        metadata = pdf.Root.Metadata.read_bytes().decode()
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260305100000Z"
    assert "dc:creator" not in metadata
    for word in ("O'Neil", "O'Brien", str(Path.home()), str(Path.cwd())):
        assert word not in metadata
    assert str(Path.cwd()).encode() not in record.content


def test_hostile_words_are_printed_as_words_and_do_nothing(record: Printed) -> None:
    words = record.words()
    assert "<script>alert(1)</script>" in words
    assert 'src="http://127.0.0.1:9/x.png"' in words
    assert "@page { margin: 0;" in words
    assert "{{ 7 * 7 }} {% raw %}" in words
    assert "body { display: none }" in words
    with record.open() as pdf:
        assert len(pdf.attachments) == 1
        assert not any("/Annots" in page for page in pdf.pages)
        assert not named(pdf, "/Figure")
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
        assert "/OpenAction" not in pdf.Root


@pytest.mark.parametrize("part", ["marking", "issued_to", "title", "hub", "reference", "closing", "kind", "colour"])
def test_hostile_words_do_nothing_in_the_head_of_a_document_either(part: str) -> None:
    given = document(**{part: "".join(HOSTILE)})
    html, css = html_of(given), css_of(given)
    assert "<script" not in html
    assert "<img" not in html
    assert "<link" not in html
    assert html.count("<style") == 0
    assert "alert" not in css
    assert re.fullmatch(r"[A-Za-z0-9-]+\.pdf", file_name(given, "pdf"))


def test_welsh_arabic_and_emoji_are_printed_in_fonts_that_have_them(record: Printed) -> None:
    text = record.words()
    assert WELSH in text
    # Words written from right to left come back in their order, with signs of direction around them.
    assert all(word in text for word in ARABIC.split())
    assert all(sign in text for sign in ("\U0001f600", "\U0001f3e0", "\U0001f9d2"))
    with record.open() as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        pictures = [font.ToUnicode.read_bytes().decode() for font in fonts if "Emoji" in str(font.BaseFont)]
    assert any("Liberation" in str(font) for font in {str(font.BaseFont) for font in fonts})
    # A font of pictures draws no figure and no letter of ours.
    assert pictures
    assert not any(
        re.search(r"<00(3[0-9]|4[0-9A-F]|6[0-9A-F])>$", line) for one in pictures for line in one.splitlines()
    )


def test_welsh_documents_speak_welsh_in_their_margins(tmp_path: Path) -> None:
    found = printed(document(language="cy", title="Cofnod", sections=()), tmp_path)
    words = found.words(page=1)
    assert "Tudalen 1 o 1" in words
    assert "Cyhoeddwyd i Ms P. O'Neil" in words
    with found.open() as pdf:
        assert str(pdf.Root.Lang) == "cy"


def test_the_same_document_gives_the_same_bytes() -> None:
    given = document(sections=(Section("a", "A", (Paragraph("a.1", WELSH),)),))
    assert WeasyPrinter().pdf(given) == WeasyPrinter().pdf(given)


def test_a_cell_of_twenty_thousand_letters_runs_over_pages_and_loses_nothing(tmp_path: Path) -> None:
    said = " ".join(f"w{number}" for number in range(3400))
    table = Table("Long", ("When", "What"), (Row("r1", ("Today", said)), Row("r2", ("Unbroken", "x" * 3000))))
    found = printed(document(sections=(Section("a", "A", (table,)),)), tmp_path)
    text = found.text()
    assert len(said) > 19_000
    assert all(re.search(rf"\bw{number}\b", text) for number in range(0, 3400, 7))
    assert "".join(text.split()).count("x") >= 3000
    with found.open() as pdf:
        assert len(pdf.pages) > 3


def test_a_document_with_nothing_in_it_prints(tmp_path: Path) -> None:
    empty = document(sections=(), facts=(), sealed="", handling="", closing="", issued_to="", version=0)
    words = printed(empty, tmp_path).words(page=1)
    assert "NTH-2026-0001" in words
    assert "version" not in words
    assert "Issued to" not in words


def test_the_verification_of_a_sealed_record_stands_in_it_whole(record: Printed) -> None:
    words = record.words()
    assert "Verification This document shows a sealed record." in words
    assert f"Hash {SEAL}" in words
