"""What a file is by its content. What it is called says nothing: a name is typed by whoever sends it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import puremagic

_TEXT = "text/plain"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OPEN_TEXT = "application/vnd.oasis.opendocument.text"
# Inside an archive, the part that only this kind of document has.
_INSIDE: Mapping[str, str] = {"word/document.xml": _WORD, "xl/workbook.xml": _SHEET}
# Names that mean the same thing.
_SAME: Mapping[str, str] = {
    "image/heif": "image/heic",
    "audio/x-wav": "audio/wav",
    "audio/wave": "audio/wav",
    "application/rtf": "text/rtf",
    "audio/mp4": "video/mp4",
    "audio/m4a": "video/mp4",
    "audio/x-m4a": "video/mp4",
}
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13}


def media_of(content: bytes) -> str:
    """The media type of a file by its content; "" where nothing is recognised.

    Args:
        content: all of it.
    """
    if zipfile.is_zipfile(io.BytesIO(content)):
        return _archive(content)
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    try:
        found = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        found = []
    known = next((one.mime_type for one in found if one.mime_type), "")
    if known == "application/vnd.fdf":
        known = "application/pdf"
    return _SAME.get(known, known) or (_TEXT if _is_text(content) else "")


def _archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            first = archive.infolist()[0] if archive.infolist() else None
            if first is not None and first.filename == "mimetype" and first.file_size < 100:
                kind = archive.read(first).decode("ascii", "replace").strip()
                return kind if kind == _OPEN_TEXT else "application/zip"
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return "application/zip"
    # A document with macros carries a program.
    if any(name.endswith("vbaProject.bin") for name in names):
        return "application/zip"
    return next((media for part, media in _INSIDE.items() if part in names), "application/zip")


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not _CONTROL & set(content)
