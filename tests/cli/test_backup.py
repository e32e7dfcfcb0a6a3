"""A copy of an installation and back again, as an operator does it."""

from __future__ import annotations

from pathlib import Path

from hubwright.cli.demo import prepare

from tests.cli.conftest import REPOSITORY, Terminal
from tests.cli.test_demo import settings_in


def test_a_copy_is_written_brought_back_elsewhere_and_holds(terminal: Terminal, tmp_path: Path) -> None:
    here, there, copy = tmp_path / "here", tmp_path / "there", tmp_path / "copy.zip"
    settings = settings_in(here)
    prepare(settings, fresh=False, folder=REPOSITORY)
    terminal.set(HUBWRIGHT_DATA=str(here), HUBWRIGHT_SECRET_KEY=settings.secret_key)
    written = terminal.run("backup", copy)
    assert written.exit_code == 0
    assert "of 3 hubs" in written.output
    assert "keep it elsewhere" in written.output

    again = terminal.run("backup", copy)
    assert again.exit_code == 2
    assert "not written over" in again.output

    terminal.set(HUBWRIGHT_DATA=str(there))
    back = terminal.run("restore", copy)
    assert back.exit_code == 0, back.output
    assert written.output.split(" of 3 hubs")[0].split()[1] == back.output.split(" of 3 hubs")[0].split()[2]
    for command in ("verify", "rebuild"):
        result = terminal.run("journal", command)
        assert result.exit_code == 0, result.output

    twice = terminal.run("restore", copy)
    assert twice.exit_code == 1
    assert "holds something already" in twice.output


def test_a_hub_or_a_file_that_is_not_there_is_said(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal.run("hub", "create", "bury", "--name", "Bury").exit_code == 0
    no_hub = terminal.run("backup", tmp_path / "copy.zip", "--hub", "bray")
    assert (no_hub.exit_code, "no hub with that id" in no_hub.output) == (1, True)
    assert not (tmp_path / "copy.zip").exists()
    no_file = terminal.run("restore", tmp_path / "nothing.zip")
    assert (no_file.exit_code, "no such file" in no_file.output) == (1, True)
    assert terminal.run("backup", tmp_path / "copy.zip").exit_code == 0
    other = terminal.run("restore", tmp_path / "copy.zip", "--hub", "kent")
    assert (other.exit_code, "It holds: bury." in other.output) == (1, True)


def test_on_postgresql_the_owner_is_asked_for(terminal: Terminal, tmp_path: Path) -> None:
    terminal.set(HUBWRIGHT_DATABASE_URL="postgresql://app@database.example/hubs")
    result = terminal.run("backup", tmp_path / "copy.zip")
    assert result.exit_code == 2
    assert "HUBWRIGHT_DATABASE_OWNER_URL" in result.output
