"""A document set as HTML: every word of it as text, whatever it looks like, and nothing that has to be fetched."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from hubwright.documents.words import words
from hubwright.domain.clocks.words import moment_said
from hubwright.domain.documents.document import Block, Document, Fact, Facts, Points, Table

if TYPE_CHECKING:
    from jinja2 import Environment

MOST_ROWS = 400
"""Rows of one table; a longer one is set as several, each with its heading row."""

_WHOLE = 700
_LONGEST_FOOT = 240
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def html_of(document: Document) -> str:
    """The whole document as one page of HTML, in the document's language."""
    said = words(document.language)
    return (
        _environment()
        .get_template("document.html")
        .render(
            document=document,
            title=one_line(document.title),
            created=f"{made_at(document):%Y-%m-%dT%H:%M:%SZ}",
            words=said,
            foot=_cut("  |  ".join(_foot(document))),
            seal=one_line(f"{said['hash']} {document.sealed}") if document.sealed else "",
            seal_facts=_seal_facts(document),
            most_rows=MOST_ROWS,
        )
    )


def css_of(document: Document) -> str:
    """The style sheet; of the document, only its colour and the printer's own words in its language stand in it."""
    said = words(document.language)
    colour = document.colour if _COLOUR.fullmatch(document.colour) else "#000000"
    sheet = resources.files("hubwright.documents").joinpath("templates", "document.css").read_text("utf-8")
    sheet = sheet.replace("var(--page)", f'"{said["page"]}"').replace("var(--of)", f'"{said["of"]}"')
    widths = "\n".join(f".w{share} {{ width: {share}%; }}" for share in range(1, 101))
    return f"{sheet.replace('var(--colour)', colour)}\n{widths}\n"


def file_name(document: Document, ending: str) -> str:
    """A name that says which document it is, and of nobody: "BRY-2026-0001-2-chronology.pdf"."""
    parts = (document.reference, str(document.version) if document.version else "", document.kind)
    plain = (re.sub(r"[^A-Za-z0-9-]+", "-", part).strip("-") for part in parts)
    return f"{'-'.join(part for part in plain if part)}.{ending}"


def made_at(document: Document) -> datetime:
    """From when a document's content is, UTC; the beginning of 1970 where that cannot be read."""
    try:
        return datetime.fromisoformat(document.made.replace("Z", "+00:00")).astimezone(UTC)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)


def printable(text: str) -> str:
    """Text as it can be set: without control characters, which no font draws and no PDF/A file may hold."""
    return _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Text that stands in a margin or a title: on one line."""
    return " ".join(printable(text).split())


def shares(table: Table) -> list[int]:
    """How wide each column is, in hundredths, by how much stands in it: the layout need not measure every cell."""
    weights = []
    for number, column in enumerate(table.columns):
        lengths = sorted(len(row.cells[number]) for row in table.rows if number < len(row.cells))
        usual = lengths[len(lengths) * 3 // 4] if lengths else 0
        longest_word = max((len(word) for word in column.split()), default=0)
        weights.append(min(max(usual, longest_word * 1.4 + 4, 12), 70))
    whole = sum(weights) or 1
    return [max(1, round(100 * weight / whole)) for weight in weights]


def _foot(document: Document) -> list[str]:
    said = words(document.language)
    version = f" {said['version'].lower()} {document.version}" if document.version else ""
    parts = [f"{document.reference}{version}", f"{said['made']} {_day_made(document)}"]
    if document.issued_to:
        parts.insert(1, f"{said['issued_to']} {document.issued_to}")
    return [one_line(part) for part in parts]


def _day_made(document: Document) -> str:
    return moment_said(made_at(document), "cy" if document.language == "cy" else "en")


def _seal_facts(document: Document) -> tuple[Fact, ...]:
    said = words(document.language)
    return (
        Fact("seal.reference", said["reference"], document.reference),
        Fact("seal.version", said["version"], str(document.version)),
        Fact("seal.hash", said["hash"], document.sealed),
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_FOOT else f"{text[: _LONGEST_FOOT - 1]}\u2026"


def _direction(text: str) -> str:
    """The attribute of text whose first letter is written from right to left."""
    from markupsafe import Markup

    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in {"R", "AL"}:
            return Markup(' dir="rtl"')
        if kind == "L":
            return ""
    return ""


def _kept_whole(text: str) -> str:
    """Whether a row of so much text is kept on one page."""
    return "whole" if len(text) <= _WHOLE and text.count("\n") < 12 else "long"


def _type_of(block: Block) -> str:
    if isinstance(block, Facts):
        return "facts"
    if isinstance(block, Table):
        return "table"
    return "points" if isinstance(block, Points) else "paragraph"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    found = Environment(
        loader=PackageLoader("hubwright.documents"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    found.filters.update(
        printable=printable,
        one_line=one_line,
        direction=_direction,
        kept_whole=_kept_whole,
        type_of=_type_of,
        shares=shares,
    )
    return found
