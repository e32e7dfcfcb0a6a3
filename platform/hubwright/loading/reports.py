"""Reports that arrive as files: text, e-mail, JSON and CSV, one report each; and lists of an old system's cases.

What can be decoded is taken, however little of it is understood: a person looks at it within the first-look clock. Only
what holds no words at all is not, and it is named.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from hubwright.domain.cases.taking import NEXT, Arrived

LARGEST = 2_000_000
"""Bytes of one report. A larger one is put on a case by hand, as a file."""

_MEDIA = {".json": "application/json", ".csv": "text/csv", ".eml": "message/rfc822", ".html": "text/html"}
_BINARY = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0")
_MAILDIR = ("new", "cur")
_DEEPEST = 20


class NotTaken(Exception):
    """A file holds no words that could be taken; says why, and what to do, without a word of what is in it."""


def reports_in(folder: Path) -> list[Path]:
    """The files of a folder, or of a maildir's `new` and `cur`, by name; hidden files, links and folders stay out."""
    places = [folder / part for part in _MAILDIR] if all((folder / part).is_dir() for part in _MAILDIR) else [folder]
    found = [path for place in places for path in place.iterdir()]
    return sorted(path for path in found if path.is_file() and not path.is_symlink() and not path.name.startswith("."))


def read_report(name: str, content: bytes, *, came: datetime | None = None) -> Arrived:
    """One report.

    Args:
        name: of the file; its ending says what it is.
        content: its bytes.
        came: when the file came (UTC), where nothing in it says so.

    Raises:
        NotTaken: it is empty, too large, or holds no words.
    """
    text = _decoded(content)
    media = _MEDIA.get(Path(name).suffix.casefold()) or ("message/rfc822" if _is_mail(text) else "text/plain")
    arrived = Arrived(name, media, text, hashlib.sha256(content).hexdigest(), body=text, received=came)
    if media == "message/rfc822":
        return _mail(arrived, content)
    if media == "application/json":
        return _json(arrived)
    return _csv(arrived) if media == "text/csv" else arrived


def read_list(name: str, content: bytes) -> tuple[list[str], list[tuple[tuple[str, str], ...]]]:
    """A CSV list: its labels, and each row's labels and values; empty rows are left out.

    Raises:
        NotTaken: it is empty, too large, or no list.
    """
    text = _decoded(content, largest=50 * LARGEST)
    table = list(_rows(text))
    if not table or not any(cell.strip() for cell in table[0]):
        raise NotTaken(f"{name} has no first row with labels. Write what each column is into the first row.")
    rows = [tuple(_labelled(table[0], row)) for row in table[1:] if any(cell.strip() for cell in row)]
    return [cell.strip() for cell in table[0]], rows


def _decoded(content: bytes, *, largest: int = LARGEST) -> str:
    if not content.strip():
        raise NotTaken("It is empty. Ask for it to be sent again.")
    if len(content) > largest:
        raise NotTaken(
            f"It is larger than {largest // 1_000_000} MB. Open a contact by hand, and put it there as a file."
        )
    if content.startswith(_BINARY) or b"\x00" in content[:4096].replace(b"\xff\xfe", b""):
        raise NotTaken("It holds no plain words. Open a contact by hand, and put it there as a file.")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace").replace("\r\n", "\n")


def _is_mail(text: str) -> bool:
    """Whether a file without an ending is an e-mail, as those of a maildir are."""
    begins = text[:4000].split("\n\n", 1)[0].casefold()
    return (
        begins.startswith(("return-path:", "received:", "delivered-to:", "from:", "date:"))
        and "\nfrom:" in f"\n{begins}"
    )


def _mail(arrived: Arrived, content: bytes) -> Arrived:
    message = message_from_bytes(content, policy=default)
    words, left = _parts(message)
    pairs = tuple((label, str(message[label] or "")) for label in ("From", "Subject"))
    return replace(
        arrived,
        pairs=tuple(pair for pair in pairs if pair[1]),
        body=words.replace("\r\n", "\n"),
        received=_came(message) or arrived.received,
        left=tuple(left),
    )


def _parts(message: Message) -> tuple[str, list[str]]:
    """The words of an e-mail, and the names of what was left: attachments, and parts that hold no words."""
    left: list[str] = []
    if isinstance(message, EmailMessage):
        attached = message.iter_attachments()
        left += [f"attachment: {part.get_filename() or part.get_content_type()}" for part in attached]
        body = message.get_body(("plain", "html"))
        if body is not None:
            try:
                words = str(body.get_content())
            except (LookupError, KeyError, ValueError):
                return "", [*left, "the words of the message"]
            return (_bare(words) if body.get_content_type() == "text/html" else words), left
    return "", [*left, "the words of the message"]


def _came(message: Message) -> datetime | None:
    """When the last server took it, or else when its sender says it was sent."""
    hops = message.get_all("Received") or []
    for said in (str(hops[0]).rpartition(";")[2] if hops else "", str(message["Date"] or "")):
        try:
            at = parsedate_to_datetime(said.strip())
        except (TypeError, ValueError, IndexError, OverflowError):
            continue
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return None


class _Words(HTMLParser):
    """The words of a page, without its markup, styles and scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style")
        if tag in ("br", "p", "div", "tr", "li"):
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in ("script", "style")))

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def _bare(page: str) -> str:
    parser = _Words()
    parser.feed(page)
    return "\n".join(line.strip() for line in "".join(parser.words).splitlines() if line.strip())


def _json(arrived: Arrived) -> Arrived:
    try:
        document = json.loads(arrived.text)
        pairs = tuple(_flat(document, "", 0))
    except (ValueError, RecursionError):
        # A person reads it as it is: what is broken may still be about somebody.
        return replace(arrived, left=("the file is no sound JSON",))
    return replace(arrived, pairs=pairs, body="")


def _flat(value: Any, label: str, depth: int) -> Iterator[tuple[str, str]]:
    """Each value with the name it stands under; of a list, one after another."""
    if depth > _DEEPEST:
        raise ValueError("too deep")
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _flat(part, str(name), depth + 1)
    elif isinstance(value, list):
        for part in value:
            if isinstance(part, dict):
                yield NEXT, ""
            yield from _flat(part, label, depth + 1)
    elif value is not None:
        yield label, ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _csv(arrived: Arrived) -> Arrived:
    table = list(_rows(arrived.text))
    if len(table) < 2:
        return replace(arrived, left=("the file has no row below its labels",))
    pairs = tuple(pair for row in table[1:] for pair in ((NEXT, ""), *_labelled(table[0], row)) if any(row))
    return replace(arrived, pairs=pairs, body="")


def _labelled(labels: list[str], row: list[str]) -> Iterator[tuple[str, str]]:
    """Each cell under its label; what stands beyond the last is kept under none, so that it is named as left."""
    for at, cell in enumerate(row):
        yield labels[at].strip() if at < len(labels) else "(no label)", cell


def _rows(text: str) -> Iterator[list[str]]:
    sample = text[:4000].split("\n", 1)[0]
    mark = max((",", ";", "\t"), key=sample.count)
    try:
        yield from csv.reader(io.StringIO(text), delimiter=mark)
    except csv.Error:
        return
