"""`hubwright rehearse`: what a hub's scenarios expect is told, and what was not so is said with its reason."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from hubwright.cli import main

REPOSITORY = Path(__file__).parents[2]


def rehearse(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["rehearse", str(folder), "--library", str(REPOSITORY), *options])


def sandwell(folder: Path, *, hub: dict[str, Any] | None = None) -> Path:
    """A copy of Sandwell with one scenario, and with changes to one clock of its hub where they are given."""
    shutil.copytree(REPOSITORY / "tenant_configs" / "sandwell", folder / "sandwell")
    for file in (folder / "sandwell" / "scenarios").glob("*.json"):
        if file.stem != "three-clocks-before-a-bank-holiday":
            file.unlink()
    if hub:
        path = folder / "sandwell" / "hub.json"
        document = json.loads(path.read_text("utf-8"))
        for clock in document["shareable"]["clocks"]:
            clock.update(hub.get(clock["id"], {}))
        path.write_text(json.dumps(document), "utf-8")
    return folder / "sandwell"


def changed(folder: Path, **changes: Any) -> None:
    """The scenario with other parts."""
    path = folder / "scenarios" / "three-clocks-before-a-bank-holiday.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")


def test_a_scenario_that_comes_out_as_expected_ends_well(tmp_path: Path) -> None:
    done = rehearse(sandwell(tmp_path))
    assert done.exit_code == 0, done.output
    assert "[SAN-1]: as expected" in done.output
    assert "1 scenario: 1 as expected." in done.output


def test_an_hour_more_on_a_clock_is_told_with_the_clock_that_made_it_so(tmp_path: Path) -> None:
    done = rehearse(sandwell(tmp_path, hub={"red-decision": {"amount": 5}}))
    assert done.exit_code == 1
    assert "NOT as expected" in done.output
    assert "expected clocks: decision:child due 2026-05-22T20:50" in done.output
    assert "seen     decision:child due 2026-05-22T21:50" in done.output
    assert "why      /shareable/clocks/red-decision" in done.output


def test_the_same_is_given_as_data(tmp_path: Path) -> None:
    done = rehearse(sandwell(tmp_path, hub={"red-decision": {"amount": 5}}), "--json")
    (told,) = json.loads(done.output)["scenarios"]
    wrong = [one for step in told["steps"] for one in step["seen"] if not one["holds"]]
    assert (told["came"], told["rows"], done.exit_code) == ("failed", ["SAN-1"], 1)
    assert [one["what"] for one in wrong] == ["clocks"]


def test_what_waits_for_something_is_never_called_passed(tmp_path: Path) -> None:
    folder = sandwell(tmp_path)
    changed(folder, waits_for="the measures of a hub")
    done = rehearse(folder)
    assert done.exit_code == 0
    assert "waits" in done.output
    assert "for the measures of a hub" in done.output
    assert "as expected" not in done.output


def test_all_that_does_not_fit_the_hub_is_told_at_once_before_anything_is_told(tmp_path: Path) -> None:
    folder = sandwell(tmp_path)
    steps = [
        {"says": "A.", "do": "arrives", "with": {"door": "for-proffesionals", "answers": {}}},
        {"says": "B.", "do": "rait", "by": "manager", "with": {"pathway": "child", "tier": "red"}},
        {"says": "C.", "do": "rate", "by": "managr", "with": {"pathwai": "child", "tier": "redd"}},
        {"says": "D.", "do": "rate", "with": {"pathway": "child", "tier": 3}},
        {"says": "E.", "at": "2026-05-22T16:50", "after": {"hours": 1}, "then": {"asked": ["polise"]}},
    ]
    changed(folder, steps=steps)
    done = rehearse(folder)
    assert done.exit_code == 2
    places = [line.partition("#")[2].partition(":")[0] for line in done.output.splitlines() if "#" in line]
    assert places == [
        "/steps/0/with/door",
        "/steps/1/do",
        "/steps/2/by",
        "/steps/2/with",
        "/steps/2/with/pathwai",
        "/steps/2/with/tier",
        "/steps/3",
        "/steps/3/with/tier",
        "/steps/4/after",
        "/steps/4/then/asked",
    ]
    assert "Did you mean" in done.output or "for-professionals" in done.output


def test_a_refusal_that_nobody_expected_ends_the_story_there(tmp_path: Path) -> None:
    folder = sandwell(tmp_path)
    path = folder / "scenarios" / "three-clocks-before-a-bank-holiday.json"
    first, *rest = json.loads(path.read_text("utf-8"))["steps"]
    police = {"says": "The police rate it.", "by": "police", "do": "rate", "with": {"pathway": "child", "tier": "red"}}
    changed(folder, steps=[first, police, *rest])
    done = rehearse(folder)
    assert done.exit_code == 1
    assert "expected that it is done" in done.output
    assert "seen     no_authority" in done.output
    assert f"{len(rest)} steps after it were not told." in done.output
    changed(folder, steps=[first, {**police, "refused": "no_authority"}, *rest])
    assert rehearse(folder).exit_code == 0
