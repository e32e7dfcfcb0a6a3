"""Reports from a folder and cases from a list, at the terminal: what was understood is told, nothing stops the rest."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hubwright.cli import contacts as room
from hubwright.cli import main
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.contact import contact_of
from hubwright.testing.doors import READS, with_doors
from hubwright.testing.platform import a_platform
from hubwright.wiring import Hubwright

from tests.databases import Database

LISTED = {**READS, "Case no": "contact.case", "Worker": "contact.owner"}


@pytest.fixture
def hubwright(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hubwright:
    hub = with_doors()
    doors = tuple(replace(one, reads=LISTED) if one.id == "reports" else one for one in hub.doors)
    made = a_platform(sqlite_database.url, [replace(hub, doors=doors)], data=tmp_path / "data")

    class Opened:
        def __enter__(self) -> Hubwright:
            return made

        def __exit__(self, *_: object) -> None:
            return None

    monkeypatch.setattr(room, "opened", Opened)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A night's reports, each in its sender's own way, and three files that are none."""
    place = tmp_path / "reports"
    place.mkdir()
    (place / "1.txt").write_text("Subject: Kim Example\nWeather: dry\nCircumstances: Shouting.\n")
    (place / "2.json").write_text(json.dumps({"people": [{"Subject": "Lee Example"}, {"Subject": "Ada Example"}]}))
    (place / "3.csv").write_text("Subject;Date of birth;Circumstances\nMia Example;12/03/2015;A window was broken.\n")
    (place / "4.eml").write_bytes(
        b"From: desk@police.example\r\nSubject: report\r\nDate: Mon, 08 Jun 2026 03:15:00 +0100\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n\r\nSubject: Jo Example\r\nCircumstances: Seen at night.\r\n"
    )
    (place / "5.json").write_text('{"Subject": "Broken')
    (place / "6.txt").write_bytes(b"")
    (place / "7.txt").write_bytes(b"%PDF-1.7 nothing to read here")
    (place / ".hidden").write_text("no")
    return place


def runs(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["contacts", *arguments])


def imports(folder: Path, *more: str) -> Result:
    return runs("import", "oakfield", str(folder), "--door", "reports", *more)


def contacts(hubwright: Hubwright) -> list[str]:
    with hubwright.store.reading("oakfield") as reading:
        return [row["contact_ref"] for row in reading.rows("contact_row", scope=Everything())]


def test_each_is_taken_and_the_report_says_what_was_not_understood(hubwright: Hubwright, folder: Path) -> None:
    result = imports(folder)
    assert result.exit_code == 1, result.output
    assert len(contacts(hubwright)) == 5
    lines = {line.split(":")[0]: line for line in result.output.splitlines()}
    assert "1 person read, 1 not understood" in lines["1.txt"]
    assert "2 people read, everything understood" in lines["2.json"]
    assert "1 person read, everything understood" in lines["3.csv"]
    assert "not understood" in lines["5.json"]
    assert "NOT TAKEN. It is empty" in lines["6.txt"]
    assert "NOT TAKEN. It holds no plain words" in lines["7.txt"]
    assert "5 files taken in, 0 here already, 2 not taken" in result.output


def test_nothing_that_names_anybody_is_printed_unless_it_is_asked_for(hubwright: Hubwright, folder: Path) -> None:
    (folder / "1.txt").write_text("Subject: Kim Example\nNickname: Kimmy\n")
    assert "Kimmy" not in imports(folder).output
    (folder / "1.txt").write_text("Subject: Kim Example\nNickname: Kimmie\n")
    assert "left: Nickname: Kimmie" in imports(folder, "--words").output


def test_run_again_it_adds_nothing(hubwright: Hubwright, folder: Path) -> None:
    imports(folder)
    again = imports(folder)
    assert "0 files taken in, 5 here already" in again.output
    assert len(contacts(hubwright)) == 5


def test_an_e_mail_came_when_it_was_sent_and_its_original_stands_beside_it(hubwright: Hubwright, folder: Path) -> None:
    report = json.loads(imports(folder, "--json").output)
    (mail,) = [one for one in report if one["name"] == "4.eml"]
    with hubwright.store.reading("oakfield") as reading:
        contact = contact_of(reading.entries(f"contact:{mail['contact']}"))
    assert contact is not None
    assert contact.received.isoformat() == "2026-06-08T02:15:00+00:00"
    assert contact.what == "Seen at night."
    assert contact.original is not None
    assert "desk@police.example" in contact.original["text"]


def test_a_maildir_is_read_from_its_two_folders(hubwright: Hubwright, tmp_path: Path) -> None:
    for part in ("new", "cur", "tmp"):
        (tmp_path / "box" / part).mkdir(parents=True)
    (tmp_path / "box" / "new" / "1700.host").write_bytes(b"From: a@police.example\nDate: x\n\nSubject: Kim Example\n")
    (tmp_path / "box" / "cur" / "1600.host").write_bytes(b"From: a@police.example\nDate: x\n\nSubject: Lee Example\n")
    (tmp_path / "box" / "tmp" / "1800.host").write_bytes(b"half a message")
    result = imports(tmp_path / "box")
    assert result.exit_code == 0, result.output
    assert len(contacts(hubwright)) == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("oakfield", "anyone"), "takes no files by that door"), (("elmbridge", "reports"), "no hub with that id")],
)
def test_a_door_or_hub_that_is_not_there_gets_a_sentence(
    hubwright: Hubwright, folder: Path, arguments: tuple[str, str], words: str
) -> None:
    hub, door = arguments
    result = runs("import", hub, str(folder), "--door", door)
    assert result.exit_code == 1
    assert words in result.output
    assert contacts(hubwright) == []


def test_open_cases_of_an_old_system_come_over_once(hubwright: Hubwright, tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_text(
        "Case no,Received,Subject,Date of birth,Circumstances,Rating\n"
        "A1,01/06/2026 10:00,Kim Example,12/03/2015,Open since May.,Amber\n"
        "A1,01/06/2026 10:00,Lee Example,2017,Open since May.,Amber\n"
        "B2,02/06/2026 11:00,Ada Example,31/02/1950,Alone at home.,\n"
    )
    result = runs("take-over", "oakfield", str(file), "--door", "reports")
    assert result.exit_code == 0, result.output
    assert "A1: contact" in result.output
    assert "2 people read, 1 not understood" in result.output
    assert "2 cases taken in" in result.output
    assert "0 cases taken in, 2 here already" in runs("take-over", "oakfield", str(file), "--door", "reports").output


def test_a_list_whose_columns_nobody_knows_is_not_taken(hubwright: Hubwright, tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_text("a,b\n1,2\n")
    result = runs("take-over", "oakfield", str(file), "--door", "reports")
    assert result.exit_code == 2
    assert "None of the columns is known" in result.output
    (tmp_path / "empty.csv").write_text("")
    assert runs("take-over", "oakfield", str(tmp_path / "empty.csv"), "--door", "reports").exit_code == 1
