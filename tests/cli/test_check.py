"""`hubwright check`, as somebody at a terminal meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hubwright.cli import main

REPOSITORY = Path(__file__).parents[2]
BROKEN = REPOSITORY / "tests" / "definitions" / "broken"


def test_what_is_shipped_is_clean() -> None:
    result = CliRunner().invoke(main, ["check", str(REPOSITORY)])
    assert result.exit_code == 0, result.output
    assert result.output.endswith(" 0 problems, 0 hints.\n")


def test_a_problem_is_told_with_place_nearest_name_and_what_to_do() -> None:
    result = CliRunner().invoke(main, ["check", str(BROKEN / "an-unknown-meaning" / "definitions")])
    assert result.exit_code == 1
    assert result.output.splitlines()[0] == (
        'form.json#/pages/0/questions/0/meaning: "subject.nmae" is not a meaning of the vocabulary. '
        "Did you mean 'subject.name'? Look at the reference of meanings, or leave it out."
    )


def test_machines_get_json() -> None:
    result = CliRunner().invoke(main, ["check", "--json", str(BROKEN / "a-dead-end" / "definitions")])
    assert result.exit_code == 1
    (problem,) = json.loads(result.output)["problems"]
    assert (problem["file"], problem["pointer"], problem["code"]) == ("workflow.json", "/stages/3", "dead-end")


def test_a_path_that_is_not_there_is_wrong_usage() -> None:
    assert CliRunner().invoke(main, ["check", "/nowhere/at/all"]).exit_code == 2


def test_a_folder_without_definitions_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 2
    assert "form_definitions" in result.output


def test_without_a_path_the_folder_one_stands_in_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 0, result.output
    assert not result.output.startswith("0 documents")


def test_an_unknown_command_is_wrong_usage_and_help_lists_those_there_are() -> None:
    assert CliRunner().invoke(main, ["chekc"]).exit_code == 2
    assert "check" in CliRunner().invoke(main, ["--help"]).output


def test_a_reader_who_has_read_enough_gets_no_complaint() -> None:
    whole = f"{sys.executable} -m hubwright rehearse {REPOSITORY / 'tenant_configs' / 'bury'} --steps | head -1"
    done = subprocess.run(["/bin/sh", "-c", whole], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("bury: ")
    assert done.stderr == ""
