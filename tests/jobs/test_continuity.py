"""The hourly list of open cases of the first tier: who has the file and the passphrase can work, and nobody else."""

from __future__ import annotations

import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hubwright.actions.lock_lists import lock_lists
from hubwright.cli import main
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.commands import Assign, Rate
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.errors import Refusal
from hubwright.jobs import turn
from hubwright.jobs.continuity import KEPT, written
from hubwright.jobs.locked_list import CannotOpen, new_lock, opened, shut

from tests.jobs.conftest import NAME, SCREENER, Town

PASSPHRASE = "four plain words kept safe"


@pytest.fixture
def locked(town: Town, tmp_path: Path) -> tuple[Town, Path]:
    lock_lists(town.house, hub="oakfield", actor=OPERATOR, deed="lock", lock=new_lock(PASSPHRASE))
    return town, tmp_path / "continuity"


def test_the_list_holds_what_the_night_works_from_and_nothing_in_the_clear(locked: tuple[Town, Path]) -> None:
    town, folder = locked
    case, other = town.receives(), town.receives()
    town.does(case, Rate("child", "urgent", "Harm is likely."))
    town.does(case, Assign(SCREENER.id, SCREENER.name))
    town.does(other, Rate("child", "soon", "Later."))
    assert turn(town.worker(continuity=folder)).listed == 1
    (file,) = written(folder / "oakfield")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    content = file.read_bytes()
    assert NAME.encode() not in content
    assert case.encode() not in content
    found = opened(content, PASSPHRASE)
    (line,) = found["cases"]
    assert (line["reference"], line["who"], line["rating"], line["owner"]) == (case, NAME, "Urgent", SCREENER.name)
    assert line["due"]
    assert "01632 960002" in json.dumps(found["duty"])


def test_one_list_an_hour_and_none_older_than_two_days(locked: tuple[Town, Path]) -> None:
    town, folder = locked
    worker = town.worker(continuity=folder)
    assert [turn(worker).listed, turn(worker).listed] == [1, 0]
    assert turn(town.worker(continuity=folder)).listed == 0, "another worker sees that it is there"
    town.clock.later(hours=1)
    assert turn(worker).listed == 1
    town.clock.at += KEPT
    turn(worker)
    assert len(written(folder / "oakfield")) == 2


def test_each_writing_is_in_the_read_log(locked: tuple[Town, Path]) -> None:
    town, folder = locked
    turn(town.worker(continuity=folder))
    with town.store.reading("oakfield") as reading:
        (line,) = reading.rows("read_log", scope=Everything(), where={"what": "continuity"})
    assert line["user_id"] == "worker"


def test_without_a_passphrase_nothing_is_written(town: Town, tmp_path: Path) -> None:
    town.receives()
    assert turn(town.worker(continuity=tmp_path / "continuity")).listed == 0
    assert not (tmp_path / "continuity").exists()


def test_only_who_runs_the_day_sets_the_lock(town: Town) -> None:
    with pytest.raises(Refusal):
        lock_lists(town.house, hub="oakfield", actor=SCREENER, deed="l", lock={})


def test_the_file_alone_is_opened_by_the_command(locked: tuple[Town, Path], tmp_path: Path) -> None:
    town, folder = locked
    case = town.receives()
    town.does(case, Rate("child", "urgent", "Harm is likely."))
    turn(town.worker(continuity=folder))
    (file,) = written(folder / "oakfield")
    shown = CliRunner().invoke(main, ["continuity", "open", str(file), "--passphrase", PASSPHRASE])
    assert shown.exit_code == 0, shown.output
    assert case in shown.output
    assert NAME in shown.output
    wrong = CliRunner().invoke(main, ["continuity", "open", str(file), "--passphrase", "another one"])
    assert (wrong.exit_code, "passphrase is another one" in wrong.output) == (1, True)


@pytest.mark.parametrize(
    "change",
    [
        lambda file: b"",
        lambda file: b"{}",
        lambda file: file[: len(file) // 2],
        lambda file: file.replace(b'"sealed": "', b'"sealed": "AAAA'),
        lambda file: file.replace(b'"once": "', b'"once": "AAAA'),
        lambda file: file.replace(b'"cost": 65536', b'"cost": 99999999999'),
        lambda file: file.replace(b'"hubwright_continuity": 1', b'"hubwright_continuity": 2'),
    ],
)
def test_a_file_that_was_changed_says_so_and_shows_nothing(change: object) -> None:
    file = shut(new_lock(PASSPHRASE), {"cases": []})
    assert opened(file, PASSPHRASE) == {"cases": []}
    with pytest.raises(CannotOpen):
        opened(change(file), PASSPHRASE)  # type: ignore[operator]


def test_two_lists_of_one_case_look_nothing_alike() -> None:
    lock = new_lock(PASSPHRASE)
    assert shut(lock, {"a": 1}) != shut(lock, {"a": 1})
    assert timedelta(hours=24) < KEPT
