"""Sealed records and checked copies as printed files: what stands on the case, and nothing beside it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics.circulating import Circulate, Withdraw
from hubwright.domain.cases.topics.redacting import copies_of
from hubwright.domain.cases.topics.restricting import Restrict
from hubwright.domain.documents.document import written
from hubwright.domain.documents.reading import document_of
from hubwright.jobs import turn
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER
from hubwright.web.app import create_app

from tests.databases import Database
from tests.unit.cases.recorded import a_meeting_hub
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


@pytest.fixture
def home_place(sqlite_database: Database, tmp_path: Path) -> Iterator[Place]:
    """A hub whose records go to social care alone, by their own words."""
    hub = a_meeting_hub()
    types = tuple(replace(one, circulation=("care",)) for one in hub.meeting_types)
    clock = Clock()
    hubwright = a_platform(sqlite_database.url, (replace(hub, meeting_types=types),), data=tmp_path, clock=clock)
    for actor in (SCREENER, MANAGER, POLICE, HEALTH):
        seat(hubwright, "oakfield", actor)
    app = create_app(hubwright)
    app.testing = False
    yield Place(hubwright, app, clock)
    hubwright.close()


def taken(place: Place, actor: Actor, case: str, version: int = 1) -> Any:
    """The file that somebody gets by the button on the page of a record."""
    client = place.client(actor)
    page = client.get(f"/oakfield/cases/{case}/records/r1")
    (form,) = soup(page).select(f'form[action$="/records/r1/{version}/paper"]')
    sent = client.post(str(form["action"]), data=form_of(page))
    assert sent.status_code == 302
    worker = place.hubwright.worker()
    turn(worker)
    for printing in list(worker.printing.values()):
        printing.thread.join(90)
    turn(worker)
    assert "Take the PDF file" in soup(client.get(sent.location)).get_text()
    return client, f"{sent.location}/file"


def test_a_partner_takes_the_record_that_they_may_read_as_a_file_with_their_name(
    meeting_place: Any, tmp_path: Path
) -> None:
    case = test_records.sealed(meeting_place)
    client, address = taken(meeting_place, POLICE, case)
    file = tmp_path / "taken.pdf"
    file.write_bytes(client.get(address).data)
    assert data_of(file)["sealed"] == test_records.standing(meeting_place, case).digest
    assert f"Issued to {POLICE.name}" in text_of(file)
    assert meeting_place.client(HEALTH).get(address).status_code == 404, "it is theirs who asked"
    for path in ("r1/9", "r9/1"):
        there = f"/oakfield/cases/{case}/records/{path}/paper"
        page = client.get(f"/oakfield/cases/{case}/records/r1")
        assert client.post(there, data=form_of(page)).status_code == 404


@pytest.mark.parametrize("ending", [pytest.param("taken back", marks=pytest.mark.soak), "sealed"])
def test_whoever_a_record_was_sent_to_in_the_hub_reads_and_takes_that_version_until_it_ends(
    home_place: Place, ending: str
) -> None:
    case = test_records.sealed(home_place)
    assert test_records.read(home_place, POLICE, case).status_code == 404
    home_place.does(MANAGER, case, Circulate("record", "r1", "police", how="by_hand", found="They were there."))
    assert test_records.read(home_place, POLICE, case).status_code == 200
    assert test_records.read(home_place, HEALTH, case).status_code == 404
    assert home_place.client(POLICE).get(f"/oakfield/cases/{case}").status_code in (403, 404)
    client, address = taken(home_place, POLICE, case)
    assert client.get(address).data.startswith(b"%PDF")
    if ending == "taken back":
        home_place.does(MANAGER, case, Withdraw("c1", "It went to the wrong agency."))
    else:
        home_place.does(
            MANAGER, case, Restrict("sealed", "Somebody here is named.", named=((SCREENER.id, SCREENER.name),))
        )
    assert test_records.read(home_place, POLICE, case).status_code == 404
    gone = client.get(address)
    assert gone.status_code == 410
    assert not gone.data.startswith(b"%PDF")


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


@pytest.mark.soak
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
