"""Sealed records and checked copies as printed files: what stands on the case, and nothing beside it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics.redacting import copies_of
from hubwright.domain.documents.document import written
from hubwright.domain.documents.reading import document_of
from hubwright.jobs import turn
from hubwright.testing.stories import MANAGER

from tests.web import test_copies, test_records
from tests.web.conftest import Place, form_of, soup


def printed(place: Place, case: str, tmp_path: Path, actor: Actor = MANAGER, **parts: str) -> Path:
    """The file that somebody gets who asks for it, printed in a process of its own."""
    client = place.client(actor)
    path = f"/oakfield/cases/{case}/documents"
    sent = client.post(path, data={**form_of(client.get(path)), "issued_to": "Ms Example", "for": "hub", **parts})
    assert sent.status_code == 302, soup(sent).select_one("main").get_text(" ", strip=True)  # type: ignore[union-attr]
    worker = place.hubwright.worker()
    turn(worker)
    for printing in list(worker.printing.values()):
        printing.thread.join(90)
    turn(worker)
    file = tmp_path / "taken.pdf"
    file.write_bytes(client.get(f"{sent.location}/file").data)
    return file


def text_of(file: Path) -> str:
    done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def data_of(file: Path) -> Any:
    with pikepdf.open(file) as pdf:
        (name,) = pdf.attachments
        return json.loads(pdf.attachments[name].get_file().read_bytes())


meeting_place = test_records.place
case = test_copies.case


def test_a_sealed_version_is_printed_with_the_hash_that_the_hub_confirms(meeting_place: Any, tmp_path: Path) -> None:
    case = test_records.sealed(meeting_place)
    file = printed(meeting_place, case, tmp_path, kind="meeting_record", of="record:r1:1")
    version = test_records.standing(meeting_place, case)
    data = data_of(file)
    assert data["sealed"] == version.digest
    assert data["version"] == 1
    words = text_of(file)
    assert version.digest in words.replace(" ", "")
    assert "Verification" in words
    assert "Issued to Ms Example" in words


def test_a_record_or_a_copy_that_is_not_there_is_refused(meeting_place: Any) -> None:
    case = test_records.sealed(meeting_place)
    client = meeting_place.client(MANAGER)
    path = f"/oakfield/cases/{case}/documents"
    values = {**form_of(client.get(path)), "kind": "meeting_record", "issued_to": "Somebody", "for": "hub"}
    for of in ("record:r1:9", "record:r9:1", "record:r1", "copy:c1", "", "record:r1:\u0661"):
        answer = client.post(path, data={**values, "of": of})
        assert answer.status_code == 422, of
        assert "#of" in [one["href"] for one in soup(answer).select(".govuk-error-summary a")]


def test_a_checked_copy_is_printed_as_it_was_checked_and_withheld_words_are_nowhere_in_the_file(
    place: Place, case: str, tmp_path: Path
) -> None:
    test_copies.made(place, case)
    (copy,) = copies_of(test_copies.state_of(place, case)).values()
    assert copy.made is not None
    file = printed(place, case, tmp_path, kind="copy", of=f"copy:{copy.id}")
    assert data_of(file) == json.loads(json.dumps(written(document_of(copy.made))))
    said = text_of(file) + json.dumps(data_of(file))
    with pikepdf.open(file) as pdf:
        said += pdf.Root.Metadata.read_bytes().decode() + str(dict(pdf.docinfo)) + " ".join(pdf.attachments)
        said += "".join(str(one) for one in pdf.objects)
    assert "Mr M. Sample" in said
    assert [one for one in test_copies.SECRETS if one.lower() in said.lower()] == []
