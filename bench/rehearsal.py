"""`python -m bench.rehearsal`: steps of a scenario a second, beside the same deeds by hand, and ten times as many.

`--quick` keeps nothing.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from hubwright.domain.clocks import Calendar
from hubwright.domain.rehearsal.rehearse import PASSED, rehearse
from hubwright.domain.rehearsal.scenario import Scenario, draw_scenario
from hubwright.domain.rehearsal.world import Around
from hubwright.reference.provisions import provisions_that_hold
from hubwright.testing.hubs import a_hub

from bench.by_hand.rehearsing import told
from bench.figures import Section, spread
from bench.machine import facts, load
from bench.timing import Way, alternate

KEPT = Path(__file__).parents[1] / "docs" / "figures" / "rehearsal.md"
SIZES = (10, 100)
BEGINS = "2026-06-08T10:30"


def a_scenario(cases: int) -> Scenario:
    """The life of so many cases: received, read, rated, asked about, answered twice, decided; looked at each time."""
    steps: list[dict[str, Any]] = []
    for number in range(cases):
        name, without = f"case {number}", {"says": "Somebody acts.", "case": f"case {number}"}
        answers = {"who": "Kim Example", "what": "Bruises."}
        advice = {
            "subject": "Kim Example",
            "pathway": "child",
            "route": "advice",
            "reasons": "Seen.",
            "advice": "Ring.",
        }
        steps += [
            {"says": "Somebody writes.", "do": "arrives", "case": name, "with": {"door": "anyone", "answers": answers}},
            {**without, "by": "worker", "do": "read", "then": {"clocks": {"first_look": "met"}}},
            {
                **without,
                "by": "worker",
                "do": "rate",
                "with": {"pathway": "child", "tier": "urgent"},
                "then": {"ratings": {"child": "urgent"}, "clocks": {"decision:child": "running"}},
            },
            {
                **without,
                "by": "worker",
                "do": "ask",
                "with": {"pathway": "child"},
                "then": {"asked": ["police", "health"]},
            },
            *(
                {**without, "by": agency, "do": "return", "with": {"agency": agency, "kind": "known_nothing_relevant"}}
                for agency in ("police", "health")
            ),
            {
                **without,
                "by": "worker",
                "do": "decide",
                "with": advice,
                "then": {"outcomes": {"Kim Example": "advice"}},
            },
        ]
    posts = [
        {"id": "worker", "role": "manager", "agency": "care", "qualifications": ["social_worker"]},
        {"id": "police", "role": "partner", "agency": "police"},
        {"id": "health", "role": "partner", "agency": "health"},
    ]
    return draw_scenario(
        {"id": "many", "hub": "oakfield", "name": "Many", "begins": BEGINS, "posts": posts, "steps": steps}
    )


def measured(*, quick: bool) -> str:
    """The page.

    Raises:
        AssertionError: the scenario did not come out as expected, so that nothing was measured.
    """
    told_of, before = facts(), load()
    hub = a_hub()
    around = Around({rule.id: Calendar.of(rule, {}) for rule in hub.calendars}, _the_law, _no_guidance)
    now = datetime(2026, 6, 8, 9, 30, tzinfo=UTC)
    section = Section(
        "Telling a scenario",
        "Each case takes seven steps, six of them looked at afterwards; the background work watches every case.",
        ("what", "steps", "median", "95th percentile", "steps a second"),
    )
    medians: dict[tuple[str, int], float] = {}
    for size in SIZES[: 1 if quick else 2]:
        scenario = a_scenario(size)
        came = rehearse(scenario, hub, around)
        if came.came != PASSED:
            wrong = [one for step in came.steps for one in step.seen if not one.holds]
            raise AssertionError(wrong[:1])
        ways = {
            "by hand, nothing looked at": Way(partial(told, hub, around, now, size)),
            "rehearse": Way(partial(rehearse, scenario, hub, around)),
        }
        for name, times in alternate(ways, 2 if quick else 12).items():
            second = 1000 * len(scenario.steps) / times.median  # medians are in milliseconds
            section.add(name, f"{len(scenario.steps):,}", *spread(times), f"{second:,.0f}")
            medians[name, size] = times.median
    by_hand, ours = ways
    section.after.append(
        f"Rehearsing takes {medians[ours, SIZES[0]] / medians[by_hand, SIZES[0]]:.1f} times as long as the deeds alone."
    )
    if not quick:
        grown = [f"{name}: {medians[name, SIZES[1]] / medians[name, SIZES[0]]:.0f} times" for name in ways]
        section.after.append(f"Ten times as many steps take as long as this many: {'; '.join(grown)}.")
    told_of.append(f"Load average at the start {before:.1f}, at the end {load():.1f}.")
    head = ["# Rehearsing", "", "Made by `python -m bench.rehearsal`; see [what these figures are for](README.md).", ""]
    return "\n".join([*head, *(f"- {fact}" for fact in told_of), "", section.markdown()])


def _the_law(day: date) -> frozenset[str]:
    return provisions_that_hold("england", day)


def _no_guidance(day: object) -> dict[str, Any]:
    return {}


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog="python -m bench.rehearsal", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two turns at the smaller size; keeps nothing")
    quick = parser.parse_args().quick
    page = measured(quick=quick)
    sys.stdout.write(page)
    if not quick:
        KEPT.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
