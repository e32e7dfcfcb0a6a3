"""A redacted copy, printed: what is withheld is nowhere in the file, and the same search finds it in the original."""

from __future__ import annotations

import io
import subprocess
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hubwright.documents.printing import WeasyPrinter
from hubwright.documents.setting import file_name
from hubwright.domain.documents.document import Document, Fact, Facts, Paragraph, Point, Points, Row, Section, Table
from hubwright.domain.documents.occurring import squeezed
from hubwright.domain.documents.proposing import Around, Recipient, propose
from hubwright.domain.documents.redacting import GONE, REASON, Withheld, Wording, redacted
from hubwright.domain.protection import finder, known_identity, known_in

from .conftest import document

PLACE = {"lines": ["14 Zinnia Road"], "town": "Oakfield", "postcode": "ZZ9 4ZZ", "protected": True}
FATHER = Recipient("parent", "p2", ("p1",), name="Mr M. Sample")
PEOPLE = {"p1": "Elsie Sample", "p2": "Marcus Sample", "p3": "Tomos Otherly"}
SECRETS = ("Zinnia", "ZZ9 4ZZ", "Refermore", "Otherly", "caution of a neighbour")
WORDS = Wording("withheld", {"harm": "serious harm"}, "Parts of the original are not in this copy.")


def original() -> Document:
    """With the withheld words in every place that a document has."""
    information = Section(
        "information",
        "What is known at 14 Zinnia Road, ZZ9 4ZZ",
        (
            Paragraph("i.1", "Elsie lives at 14 Zinnia Rd, says Joan Refermore. She likes school."),
            Table(
                "Visits to 14 Zinnia Road",
                ("When", "At 14 Zinnia Road", "What"),
                (Row("i.2", ("4 May", "14 Zinnia Road", "seen")), Row("i.3", ("5 May", "x", "y"), ("person:p3",))),
            ),
            Points((Point("i.4", "An old caution of a neighbour.", ("agency:police",)), Point("i.5", "Seen twice."))),
            Facts((Fact("i.6", "Address", "14 Zinnia Road\nZZ9 4ZZ", ("address:p1",)), Fact("i.7", "School", "Oak"))),
        ),
    )
    other = Section("decision-p3", "Decision for Tomos Otherly", (Paragraph("o.1", "No further action."),))
    return document(
        title="Record about 14 Zinnia Road, Joan Refermore",
        handling="Never send to 14 Zinnia Road.",
        closing="Joan Refermore is not to be named.",
        issued_to="the chair",
        sections=(information, other),
    )


def copied(shown: str) -> Document:
    looks = finder([*known_in(PLACE), *known_identity({"name": "Joan Refermore"}, PEOPLE.values())])
    found = propose(original(), FATHER, looks, Around(names=PEOPLE))
    choices = [Withheld(f"w{at}", "harm", one.piece, one.section, one.words, shown) for at, one in enumerate(found)]
    return redacted(original(), choices, WORDS, issued_to=FATHER.name)


def places(content: bytes, folder: Path) -> Mapping[str, str]:
    """Everything that can be read in a file, by where it is."""
    path = folder / "file.pdf"
    path.write_bytes(content)
    shown = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()
    plain = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True).stdout.decode()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        attached = "\n".join(
            [
                f"{name} {one.filename} {one.description} {one.get_file().read_bytes().decode()}"
                for name, one in pdf.attachments.items()
            ]
        )
        with pdf.open_metadata() as xmp:
            metadata = str(xmp)
        with pdf.open_outline() as outline:
            bookmarks = "\n".join(_titles(outline.root))
        strings = "\n".join(text for one in pdf.objects for text in _strings(one, set()))
        streams = "\n".join(_readable(one) for one in pdf.objects if isinstance(one, pikepdf.Stream))
        info = "\n".join(str(value) for value in pdf.docinfo.values())
    return {
        "text": shown + plain,
        "attachment": attached,
        "metadata": metadata + info,
        "bookmarks": bookmarks,
        "tags, alternative texts and every other string": strings,
        "streams and raw bytes": streams + content.decode("latin-1"),
    }


def _titles(items: Any) -> Iterator[str]:
    for one in items:
        yield str(one.title)
        yield from _titles(one.children)


def _strings(value: Any, seen: set[Any]) -> Iterator[str]:
    """Every string below an object that is not an object of its own."""
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif isinstance(value, pikepdf.Array):
        for one in value:
            if not getattr(one, "is_indirect", False):
                yield from _strings(one, seen)
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for key in value.keys():  # noqa: SIM118 - a PDF dictionary is no Python one
            if not getattr(value[key], "is_indirect", False):
                yield from _strings(value[key], seen)


def _readable(stream: pikepdf.Stream) -> str:
    try:
        return stream.read_bytes().decode("latin-1")
    except (pikepdf.PdfError, zlib.error):
        return ""


def holds(secret: str, text: str) -> bool:
    """Whether words stand in a text, in whatever case and spacing, or with the two bytes a letter of PDF strings."""
    wanted = squeezed(secret)
    return wanted in squeezed(text) or secret.casefold() in text.casefold() or secret in text.replace("\x00", "")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    return places(WeasyPrinter().pdf(original()), tmp_path_factory.mktemp("whole"))


@pytest.mark.parametrize("shown", [REASON, GONE])
def test_nothing_withheld_is_anywhere_in_the_printed_copy(shown: str, tmp_path: Path, whole: Mapping[str, str]) -> None:
    copy = copied(shown)
    found = places(WeasyPrinter().pdf(copy), tmp_path)
    for where, text in found.items():
        for secret in SECRETS:
            assert not holds(secret, text), f"{secret} stands in: {where}"
    assert holds("She likes school", found["text"])
    assert holds("Mr M. Sample", found["text"])
    assert holds("She likes school", found["attachment"])
    assert ("withheld: serious harm" in " ".join(found["text"].split())) is (shown == REASON)
    assert not any(holds(secret, file_name(copy, "pdf") + file_name(copy, "json")) for secret in SECRETS)


@pytest.mark.parametrize("secret", SECRETS)
def test_the_same_search_finds_it_in_the_original(secret: str, whole: Mapping[str, str]) -> None:
    assert holds(secret, whole["text"])
    assert holds(secret, whole["attachment"])


def test_the_search_reaches_every_place_that_it_names(whole: Mapping[str, str]) -> None:
    for where in whole:
        assert holds("Zinnia", whole[where]), where


def test_the_copy_does_not_say_which_sealed_record_it_was_made_of() -> None:
    sealed = replace(original(), sealed="ab" * 32)
    assert redacted(sealed, [], WORDS, issued_to="x").sealed == ""
