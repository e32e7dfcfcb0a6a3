"""A file is what is in it, whatever it is called."""

from __future__ import annotations

import io
import zipfile

import pytest
from hubwright.domain.cases.topics.filing import MEDIA
from hubwright.scanning import media_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def archive(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name in names:
            made.writestr(name, "application/vnd.oasis.opendocument.text" if name == "mimetype" else "<x/>")
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"0" * 50, "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"0" * 50, "image/png"),
        (b"%PDF-1.7\n1 0 obj\n%%EOF", "application/pdf"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "video/mp4"),
        ("A note, with an é.".encode(), "text/plain"),
        (archive("[Content_Types].xml", "word/document.xml"), WORD),
        (archive("mimetype", "content.xml"), "application/vnd.oasis.opendocument.text"),
    ],
)
def test_what_people_hand_in_is_known(content, media):
    assert media_of(content) == media


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\0" + b"\0" * 200,
        b"<!doctype html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        archive("run.exe"),
        archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        b"\x00\x01\x02\x03",
    ],
)
def test_what_runs_or_is_not_known_is_never_taken_for_something_harmless(content):
    assert media_of(content) not in MEDIA
