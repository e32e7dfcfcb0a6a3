"""A redacted copy, read back from its rendered pages: what a person could see, however it was put there.

Text can stand on a page without being text: drawn as a picture or as outlines. So the pages are looked at and read.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hubwright.documents.printing import WeasyPrinter
from hubwright.domain.documents.document import Document
from hubwright.domain.documents.redacting import GONE, REASON

from tests.documents.test_redacted import copied, original

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(
        shutil.which("tesseract") is None,
        reason="tesseract is not on this machine: install the Debian package tesseract-ocr to read pages back",
    ),
]

# Plain words, so that a letter that is read wrongly does not pass for a word that is gone.
SECRETS = ("Zinnia", "Refermore", "Otherly", "caution", "neighbour")
STAYS = ("Elsie", "school", "Seen twice")


def seen(document: Document, folder: Path) -> str:
    """What can be read on the pages of a printed document, in small letters."""
    folder.mkdir()
    file = folder / "printed.pdf"
    file.write_bytes(WeasyPrinter().pdf(document))
    subprocess.run(["pdftoppm", "-r", "200", "-gray", "-png", str(file), str(folder / "page")], check=True)
    pages = sorted(folder.glob("page*.png"))
    assert pages
    read = [
        subprocess.run(["tesseract", str(page), "-", "-l", "eng"], capture_output=True, check=True).stdout.decode()
        for page in pages
    ]
    return re.sub(r"\s+", " ", " ".join(read)).casefold()


@pytest.mark.parametrize("shown", [REASON, GONE])
def test_nobody_reads_on_the_pages_of_the_copy_what_they_read_on_those_of_the_original(
    shown: str, tmp_path: Path
) -> None:
    whole, copy = seen(original(), tmp_path / "whole"), seen(copied(shown), tmp_path / "copy")
    assert [one for one in SECRETS if one.casefold() not in whole] == []
    assert [one for one in SECRETS if one.casefold() in copy] == []
    assert [one for one in STAYS if one.casefold() not in copy] == [], "the pages of the copy were read as well"
