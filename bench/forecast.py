"""`python -m bench.forecast`: a year of 1,200 contacts a month, beside the same deeds done by hand.

By hand is without a simulation: every deed of the run in its order, decided and folded by the same core, from a list.
What a run takes beyond that is what the simulation costs. `--quick` keeps nothing.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

from hubwright.calendars import bank_holidays, calendars_of, days_around
from hubwright.domain.cases.commands import Command
from hubwright.domain.cases.entries import REFERRER, Actor
from hubwright.domain.cases.state import CaseState
from hubwright.domain.errors import Refusal
from hubwright.domain.rehearsal.forecast.acting import Acting
from hubwright.domain.rehearsal.forecast.assumptions import Assumptions
from hubwright.domain.rehearsal.forecast.plan import Plan
from hubwright.domain.rehearsal.forecast.run import Run
from hubwright.insight.chance import chances_of
from hubwright.loading.library import load_library
from hubwright.reference.provisions import provisions_that_hold

from bench.machine import facts, load

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "docs" / "figures" / "forecast.md"
BEGINS = datetime(2027, 1, 4, tzinfo=UTC)
VOLUMES = (120, 1200)
ENOUGH = 12.0  # full-time equivalents of each agency: enough for the larger volume
_SAID = (
    "One run of a year of Camden's definitions with people enough, each deed done by the core; beside it the same"
    " deeds from a list, decided and folded by the same core without a simulation. Seconds of one processor;"
    " `python -m bench.forecast` measures it."
)

Deed = tuple[str, Command, datetime, Actor]


class Writing(Acting):
    """Does every deed, and writes it down."""

    def __init__(self, plan: Plan):
        super().__init__(plan)
        self.deeds: list[Deed] = []

    def does(self, state: CaseState | None, command: Command, now: datetime, actor: Actor = REFERRER) -> CaseState:
        """As `Acting.does`."""
        self.deeds.append((state.ref if state else "", command, now, actor))
        return super().does(state, command, now, actor)


def a_plan(per_month: float, months: float) -> Plan:
    """Camden's definitions with people enough."""
    hub = load_library([ROOT / "tenant_configs" / "camden"]).hubs["camden"].hub
    return Plan(
        hub=hub,
        calendars=calendars_of(hub, bank_holidays, {}, *days_around(BEGINS)),
        start=BEGINS,
        months=months,
        per_month=per_month,
        assumed=replace(
            Assumptions(),
            fte={one.id: ENOUGH for one in hub.agencies},
            deciders={one.id: ENOUGH for one in hub.deciders},
        ),
        provisions=provisions_that_hold(hub.local.nation, BEGINS.date()),
    )


def by_hand(plan: Plan, deeds: list[Deed]) -> tuple[float, int]:
    """Seconds that the same deeds take one after another, and how many cases they leave closed."""
    acting = Acting(plan)
    cases: dict[str, CaseState] = {}
    begins = process_time()
    for ref, command, now, actor in deeds:
        try:
            state = acting.does(cases.get(ref), command, now, actor)
        except Refusal:
            continue
        cases[state.ref] = state
    return process_time() - begins, sum(one.closed is not None for one in cases.values())


def row(per_month: float, months: float) -> tuple[str, float]:
    """One line of the table, and the seconds of the run."""
    plan = a_plan(per_month, months)
    run = Run(plan, chances_of(1), 1)
    begins = process_time()
    counted = run.played()
    spent = process_time() - begins
    again = Run(plan, chances_of(1), 1)
    writing = again.acting = Writing(plan)
    again.played()
    alone, closed = by_hand(plan, writing.deeds)
    if closed != counted.closed:
        raise AssertionError("The deeds by hand end otherwise than the run.")
    deeds = len(writing.deeds)
    cells = (
        f"{per_month:,.0f}",
        f"{counted.arrived:,}",
        f"{deeds:,}",
        f"**{spent:.1f} s**",
        f"{alone:.1f} s",
        f"{spent / alone:.2f}",
        f"{deeds / spent:,.0f}",
    )
    return f"| {' | '.join(cells)} |", spent


def measured(*, quick: bool) -> str:
    """The page."""
    told, before = facts(), load()
    rows, spent = zip(*(row(volume, 0.1 if quick else 12) for volume in VOLUMES), strict=True)
    lines = [
        "# The forecast",
        "",
        _SAID,
        "",
        *told,
        f"Before it, {before:.1f} processes wanted to run.",
        "",
        "| contacts a month | contacts | deeds | a run | the deeds by hand | ratio | deeds a second |",
        "|---|---|---|---|---|---|---|",
        *rows,
        "",
        f"Ten times as many contacts take {spent[1] / spent[0]:.1f} times as long.",
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog="python -m bench.forecast", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few days, to see that it runs; keeps nothing")
    quick = parser.parse_args().quick
    whole = measured(quick=quick)
    sys.stdout.write(whole)
    if not quick:
        KEPT.write_text(whole, "utf-8")


if __name__ == "__main__":
    main()
