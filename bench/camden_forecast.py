"""`python -m bench.camden_forecast`: for which volumes and times Camden's staffing reaches its published figure.

The report says that nine of ten red cases are done within four hours (S:1298) and who works there (S:1321-1337). It
says neither how much arrives nor how long anything takes. So this asks the other way round, and keeps the answer in
docs/figures/camden-forecast.md: over a grid of both, where is the published figure reached?
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from hubwright.calendars import bank_holidays, calendars_of, days_around
from hubwright.domain.rehearsal.forecast.answering import answer, runs_of
from hubwright.domain.rehearsal.forecast.assumptions import WORK, Assumptions
from hubwright.domain.rehearsal.forecast.plan import Plan
from hubwright.domain.rehearsal.forecast.resting import resting_on
from hubwright.insight.chance import chances_of
from hubwright.loading.library import LoadedHub, load_library
from hubwright.reference.editions import guidance_that_holds
from hubwright.reference.provisions import provisions_that_hold

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "docs" / "figures" / "camden-forecast.md"
BEGINS = date(2027, 1, 4)
MONTHS, RUNS, SEED = 2.0, 5, 1
PUBLISHED = 0.9
VOLUMES = (60, 120, 200, 300, 400, 600)
FACTORS = (0.25, 0.5, 0.75, 1.0, 1.5)
FEWER, SOME = (60, 200, 400), (0.25, 0.5, 1.0)
_MORNING = (
    "The out of hours team keeps the night, and what it leaves reaches the hub when it opens (S:1293). A red"
    " case is decided without the answers still awaited once they are late, or an hour before its time is"
    " over."
)
_ALL = (
    "As the first, but nobody decides before all eight agencies have answered, whatever the clock says. Two"
    " of them are there three mornings a week, one for a fifth of it (S:1331-1336)."
)
_RESEARCHERS = (
    "As the first, with the two researchers counted in, whom the report lists without a full-time equivalent (S:1328):"
    " two people more at the desk that reads, rates and asks."
)
_ASKED = (
    "Camden reports that 90% of red cases are completed within four hours (S:1298) and lists who works there"
    " (S:1321-1337). It says neither how many contacts arrive nor how long anything takes. So the question is"
    " put the other way round: for which volumes and times does the staffing reach the figure? Every answer"
    " below is *assumed*, since volumes and times are."
)
_MADE = (
    f"Made by `python -m bench.camden_forecast`: {MONTHS:g} months from {BEGINS}, {RUNS} runs, seed {SEED}."
    " Each cell is the share of red decided within its four elapsed hours, the middle of the runs with the"
    " 10th to the 90th of a hundred; 'whole' is the share of red decisions for which every agency had"
    " answered. Cells of 90% and more stand in bold. The columns multiply all usual times; the last table"
    " lists them."
)
_MANAGERS = "As the first, with a second manager who decides; the report names one (S:1315-1316) and counts none."
TABLES: tuple[tuple[str, str, dict[str, Any], tuple[int, ...], tuple[float, ...]], ...] = (
    (
        "What happens at night reaches the hub in the morning",
        _MORNING,
        {"arrive": "open"},
        VOLUMES,
        FACTORS,
    ),
    (
        "Contacts reach the hub as they happen, by night too",
        "As above, but the four hours run from the moment of the night at which something happened.",
        {"arrive": "any_time"},
        FEWER,
        SOME,
    ),
    (
        "Every answer is awaited",
        _ALL,
        {"arrive": "open", "decide_without": None},
        FEWER,
        SOME,
    ),
    (
        "With the two researchers",
        _RESEARCHERS,
        {"arrive": "open", "fte": {"family-services": 8.0}},
        FEWER,
        SOME,
    ),
    (
        "With a second manager",
        _MANAGERS,
        {"arrive": "open", "deciders": {"manager-decides": 2.0}},
        FEWER,
        SOME,
    ),
)


def camden() -> LoadedHub:
    """Camden, as it is shipped."""
    return load_library([ROOT / "tenant_configs" / "camden"]).hubs["camden"]


def plan_of(loaded: LoadedHub, volume: float, factor: float, habits: dict[str, Any]) -> Plan:
    """Camden under one demand, with every time of work so many times the usual."""
    hub, usual = loaded.hub, Assumptions()
    takes = {work: replace(usual.duration(work), minutes=usual.duration(work).minutes * factor) for work in WORK}
    start = datetime(BEGINS.year, BEGINS.month, BEGINS.day, tzinfo=UTC)
    return Plan(
        hub=hub,
        calendars=calendars_of(hub, bank_holidays, {}, *days_around(start)),
        start=start,
        months=MONTHS,
        per_month=volume,
        assumed=replace(usual, takes=takes, **habits),
        provisions=provisions_that_hold(hub.local.nation, BEGINS),
        guidance=guidance_that_holds(hub.local.nation, BEGINS),
    )


def red(loaded: LoadedHub, volume: float, factor: float, habits: dict[str, Any]) -> tuple[float, str]:
    """The middle share of red decided in time, and the cell that says it."""
    plan = plan_of(loaded, volume, factor, habits)
    found = answer(plan, runs_of(plan, chances_of(SEED), RUNS, lambda number: None))
    first = plan.hub.scales[0].tiers[0].id
    tier = next(one for one in found["tiers"] if one["id"] == first)
    share, whole = tier["in_time"], tier["with_every_answer"]
    middle, least, most = (share[part] * 100 for part in ("middle", "least", "most"))
    words = f"{middle:.0f}% ({least:.0f} to {most:.0f})"
    if whole is not None:
        words += f"; {whole['middle']:.0%} whole"
    reached = share["middle"] >= PUBLISHED
    return share["middle"], f"**{words}**" if reached else words


def table(loaded: LoadedHub, index: int) -> tuple[str, list[tuple[float, int]]]:
    """One table of the grid, and the (factor, volume) at which the published figure is reached."""
    title, words, habits, volumes, factors = TABLES[index]
    rows = [
        "| contacts a month | " + " | ".join(f"times x {one:g}" for one in factors) + " |",
        "| --- |" + " --- |" * len(factors),
    ]
    reached = []
    for volume in volumes:
        cells = []
        for factor in factors:
            middle, cell = red(loaded, volume, factor, habits)
            cells.append(cell)
            reached += [(factor, volume)] if middle >= PUBLISHED else []
            sys.stderr.write(f"{title}: {volume} a month, times x {factor:g}: {cell}\n")
        rows.append(f"| {volume} | " + " | ".join(cells) + " |")
    return "\n".join([f"## {title}", "", words, "", *rows, "", _said(reached), ""]), reached


def _said(reached: list[tuple[float, int]]) -> str:
    if not reached:
        return "The published figure is reached nowhere in this table."
    most = {factor: max(volume for one, volume in reached if one == factor) for factor, _ in reached}
    each = "; ".join(f"times x {factor:g}: up to {volume} a month" for factor, volume in sorted(most.items()))
    return f"The published figure is reached, in the middle of the runs, with {each}. *Assumed*, as all of this is."


def whole() -> str:
    """The page."""
    loaded = camden()
    tables = [table(loaded, index)[0] for index in range(len(TABLES))]
    rests = resting_on(plan_of(loaded, VOLUMES[0], 1.0, {"arrive": "open"}), loaded.document, {})
    listed = "\n".join(f"| {one.what} | {one.value} | {one.source} |" for one in rests)
    return "\n".join(
        [
            "# Does Camden's listed staffing reach its published figure?",
            "",
            _ASKED,
            "",
            _MADE,
            "",
            *tables,
            "## What it rests on",
            "",
            "| what | value (times x 1) | where it comes from |",
            "| --- | --- | --- |",
            listed,
            "",
        ]
    )


if __name__ == "__main__":
    KEPT.write_text(whole(), "utf-8")
