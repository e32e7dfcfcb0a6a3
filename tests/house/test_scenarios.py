"""Every row of the hubs has a scenario, or is said to have none yet; and what waits says so and is never told."""

from __future__ import annotations

from pathlib import Path

from hubwright.domain.definitions.canonical import canonical
from hubwright.domain.rehearsal.rehearse import WAITS

from tests.rows.scenarios import UNTOLD, WAITING, documents, told, told_rows
from tests.rows.wanted import WANTED


def test_every_row_has_a_scenario_or_is_said_to_have_none_yet() -> None:
    assert sorted({*WANTED, *WAITING} - told_rows() - UNTOLD) == []


def test_a_row_that_has_a_scenario_is_no_longer_said_to_have_none() -> None:
    assert sorted(UNTOLD & told_rows()) == []
    assert sorted(UNTOLD - {*WANTED, *WAITING}) == []


def test_no_scenario_tells_a_row_that_there_is_not() -> None:
    assert sorted(told_rows() - {*WANTED, *WAITING}) == []


def test_a_row_that_waits_for_what_is_not_built_is_not_told() -> None:
    for row in sorted(told_rows() & set(WAITING)):
        assert {report.came for report in told(row)} == {WAITS}


def test_a_scenario_lies_under_its_own_name_by_its_hub_as_it_is_written(root: Path) -> None:
    for folder, document in documents():
        path = root / "tenant_configs" / folder / "scenarios" / f"{document['id']}.json"
        assert path.read_bytes() == canonical(document), path.name


def test_every_step_that_is_told_says_what_happens_and_every_scenario_looks() -> None:
    for _, document in documents():
        if "waits_for" not in document:
            assert any("then" in step or "never" in step for step in document["steps"]), document["id"]
            assert any("never" in step for step in document["steps"]), f"{document['id']} says nothing that must not be"
