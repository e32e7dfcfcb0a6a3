"""Scenarios stand on the definition: with a row's element taken out of its hub, a scenario of the row fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hubwright.domain.rehearsal.rehearse import FAILED, PASSED, WAITS

from tests.rows.registry import all_rows
from tests.rows.scenarios import NOT_SEEN, UNTOLD, WAITING, told, told_rows
from tests.rows.shipped import WHOLE, Without

_TAKEN = [
    (row.id, row.hub, without)
    for row in all_rows().values()
    for without in row.without
    # A scenario asks for no plugin: of a row that a plugin lights, it tells what the hub does without one.
    if row.id in told_rows() and row.having == WHOLE and not without.refused and str(without) not in NOT_SEEN
]


@pytest.mark.parametrize("row", sorted(told_rows()))
def test_every_scenario_of_a_row_comes_out_as_it_says_or_waits(row: str) -> None:
    assert {report.came for report in told(row)} <= {PASSED, WAITS}


@pytest.mark.parametrize("row", sorted({*WAITING} - UNTOLD))
def test_what_waits_for_something_goes_as_far_today_as_its_scenario_says(row: str) -> None:
    assert {report.came for report in told(row, so_far=True)} == {PASSED}


def _each_taken() -> Iterator[Any]:
    """Each element with its row; the first of a row with every run, the others in the soak."""
    seen: set[str] = set()
    for row, hub, without in _TAKEN:
        marks = [pytest.mark.soak] if row in seen else []
        seen.add(row)
        yield pytest.param(row, hub, without, id=f"{row} without {without}", marks=marks)


@pytest.mark.parametrize(("row", "hub", "without"), list(_each_taken()))
def test_a_scenario_fails_without_the_element_that_its_row_stands_on(row: str, hub: str, without: Without) -> None:
    came = [report.came for report in told(row, hub, without)]
    # Nothing was told: a scenario does not even fit what is left.
    assert not came or FAILED in came


@pytest.mark.parametrize("without", sorted(NOT_SEEN))
def test_what_scenarios_do_not_see_is_something_that_a_row_takes_out(without: str) -> None:
    assert without in {str(one) for row in all_rows().values() for one in row.without}
