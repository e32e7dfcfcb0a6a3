"""`hubwright forecast`, as somebody at a terminal meets it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hubwright.cli import main

REPOSITORY = Path(__file__).parents[2]
CAMDEN = REPOSITORY / "tenant_configs" / "camden"
ASKED = ("--contacts-per-month", 60, "--months", 0.25, "--seed", 7, "--runs", 2, "--from", "2027-01-04")


def run(*arguments: Any, hub: Path = CAMDEN) -> Result:
    result = CliRunner().invoke(main, ["forecast", str(hub), *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_the_report_says_what_is_decided_where_it_breaks_and_what_it_rests_on() -> None:
    result = run(*ASKED, "--what-if", "probation=+1")
    assert result.exit_code == 0, result.output
    assert "60 contacts a month from 2027-01-04" in result.stdout
    assert "It breaks first at" in result.stdout or "Nothing breaks" in result.stdout
    assert "What if: Probation: +1 full-time equivalents" in result.stdout
    assert "[/shareable/agencies/probation/fte (S:1331)]" in result.stdout
    assert "minutes of one person: 30, lognormal, spread 0.75 of the mean  [assumed]" in result.stdout
    assert result.stderr.splitlines() == [
        "camden: run 1 of 2",
        "camden: run 2 of 2",
        "probation=+1: run 1 of 2",
        "probation=+1: run 2 of 2",
    ]


def test_json_comes_without_progress_and_is_the_same_for_the_same_seed() -> None:
    first, second, other = run(*ASKED, "--json"), run(*ASKED, "--json"), run(*ASKED, "--json", "--seed", 8)
    assert first.exit_code == 0
    assert first.stderr == ""
    assert first.stdout_bytes == second.stdout_bytes
    assert first.stdout_bytes != other.stdout_bytes
    answer = json.loads(first.stdout)
    assert answer["contacts"]["arrived"]["middle"] > 0
    assert {one["id"] for one in answer["tiers"]} >= {"red"}


def test_the_page_needs_nothing_beside_it_and_has_a_table_for_every_chart(tmp_path: Path) -> None:
    file = tmp_path / "camden.html"
    result = run(*ASKED, "--html", file)
    assert result.exit_code == 0, result.output
    page = file.read_text("utf-8")
    assert page.count("<svg") == page.count("<title id=") == page.count("<desc id=") >= 1
    assert page.count("<table ") >= page.count("<svg")
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--what-if", "polise=+1"), "The hub has no agency 'polise'. Did you mean 'police'?"),
        (("--what-if", "police=-9"), "there are not so many to take away"),
        (("--what-if", "police=1"), "a number with its sign"),
        (("--what-if", "police"), "This is not a change"),
        (("--what-if", "demand=lots"), "a percentage with its sign"),
        (("--what-if", "rad:ask=police"), "The hub has no rating 'rad'. Did you mean 'red'?"),
    ],
)
def test_a_change_that_cannot_be_is_told_with_what_to_write(arguments: tuple[str, ...], said: str) -> None:
    result = run(*ASKED, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_negative_numbers_and_no_volume_at_all_are_told() -> None:
    assert run("--contacts-per-month", -1, "--months", 1, "--seed", 1).exit_code == 2
    assert run("--contacts-per-month", 1, "--months", 0, "--seed", 1).exit_code == 2
    for months, contacts, begins in (("nan", 5, "2027-01-04"), (1, "nan", "2027-01-04"), (1, 5, "1650-01-04")):
        strange = run("--contacts-per-month", contacts, "--months", months, "--seed", 1, "--from", begins)
        assert strange.exit_code == 2
    nothing = run("--months", 1, "--seed", 1)
    assert (nothing.exit_code, nothing.stderr) == (
        2,
        "Say how much arrives: --contacts-per-month N, or --history FILE.csv.\n",
    )


def test_everything_wrong_with_assumptions_and_history_is_told_at_once(tmp_path: Path) -> None:
    assumed, history = tmp_path / "a.json", tmp_path / "h.csv"
    assumed.write_text(json.dumps({"fte": {"polise": -1}, "hurs": [], "on_work": 0, "takes": {"read": "Jo Secret"}}))
    history.write_text("received,name\n2199-01-01,Jo Secret\nyesterday,Kim Secret\n2026-13-01,\n")
    result = run(*ASKED, "--assume", assumed, "--history", history)
    assert result.exit_code == 2
    for said in (
        "h.csv: Lines 3, 4: 'received' is no date.",
        "h.csv: Line 2: 'received' is still to come.",
        "Did you mean 'police'?",
        "a.json#/fte/polise: This is below 0.",
        "Did you mean 'hours'?",
        "Nobody would have any time for this work.",
        "a.json#/takes/read/minutes: This is not a number.",
    ):
        assert said in result.stderr
    assert "Secret" not in result.output


def test_a_history_gives_the_volume_and_what_looks_personal_is_left_alone(tmp_path: Path) -> None:
    history = tmp_path / "h.csv"
    rows = [f"2026-0{1 + day // 28}-{1 + day % 28:02} 10:30,red,Jo Secret" for day in range(56)]
    history.write_text("\n".join(["received,tier,Child name", *rows]))
    result = run("--months", 0.25, "--seed", 1, "--runs", 1, "--from", "2027-01-04", "--history", history)
    assert result.exit_code == 0, result.output
    assert "Not read, because it looks personal: Child name." in result.stderr
    assert "Ratings on Red, amber, green: red 100%  [h.csv: 56 contacts" in result.stdout
    assert "Secret" not in result.output


def test_files_that_cannot_be_read_are_sentences(tmp_path: Path) -> None:
    broken, strange = tmp_path / "a.json", tmp_path / "h.csv"
    broken.write_text("{,")
    strange.write_bytes(b"\xff\xfe\x00")
    assert "a.json is not JSON: look at line 1." in run(*ASKED, "--assume", broken).stderr
    assert "h.csv is not text in UTF-8." in run(*ASKED, "--history", strange).stderr
    assert run(*ASKED, hub=tmp_path).exit_code == 2


def test_a_hub_that_says_of_nobody_how_many_people_it_has_is_asked_for_them(tmp_path: Path) -> None:
    document = json.loads((CAMDEN / "hub.json").read_text("utf-8"))
    for agency in document["shareable"]["agencies"]:
        agency.pop("fte", None)
    folder = tmp_path / "hub"
    folder.mkdir()
    (folder / "hub.json").write_text(json.dumps(document))
    result = run(*ASKED, "--library", REPOSITORY, hub=folder)
    assert result.exit_code == 2
    assert "Nobody has said of any agency of this hub how many people it has." in result.stderr
    given = tmp_path / "a.json"
    given.write_text(json.dumps({"fte": {"police": 2}}))
    assert run(*ASKED, "--library", REPOSITORY, "--assume", given, hub=folder).exit_code == 0
