"""`python -m bench.merge`: a three-way merge of two hubs of 300 elements and of 3,000, beside the least it could be.

`--quick` keeps nothing.
"""

from __future__ import annotations

import argparse
import copy
import sys
from functools import partial
from pathlib import Path
from typing import Any

from hubwright.domain.definitions.merge import merge
from hubwright.domain.definitions.templates.bundle import bundle
from hubwright.domain.definitions.templates.parts import Parts
from hubwright.domain.definitions.templates.upgrade import Sides, upgrade

from bench.by_hand.merging import merged
from bench.figures import Section, spread
from bench.machine import facts, load
from bench.timing import Way, alternate

KEPT = Path(__file__).parents[1] / "docs" / "figures" / "merge.md"
SIZES = (300, 3_000)
# Of a hundred elements each side changes ten of its own, takes one out, adds one, and both change one.
_OURS, _THEIRS, _BOTH, _OUT = 10, 20, 1, 31


def a_hub(elements: int) -> Parts:
    """A hub of clocks, routes and ladders that name each other, a third of each."""
    count = elements // 3
    ladders = [{"id": f"ladder-{at}", "name": {"en": f"Ladder {at}"}, "rungs": []} for at in range(count)]
    clocks = [
        {
            "id": f"clock-{at}",
            "name": {"en": f"Clock {at}"},
            "amount": 4,
            "unit": "elapsed_hour",
            "ladder": f"ladder-{at}",
        }
        for at in range(count)
    ]
    routes = [
        {"id": f"route-{at}", "name": {"en": f"Route {at}"}, "to": {"en": "Panel"}, "accept_clock": f"clock-{at}"}
        for at in range(elements - 2 * count)
    ]
    return Parts(hub={"languages": ["en"], "shareable": {"ladders": ladders, "clocks": clocks, "routes": routes}})


def changed(hub: Parts, first: int, word: str) -> Parts:
    """The same hub after one side has worked on it."""
    made = copy.deepcopy(hub)
    for part in ("clocks", "routes"):
        elements = made.hub["shareable"][part]
        for at, element in enumerate(elements):
            if first <= at % 100 < first + 10:
                element["name"]["en"] += f", {word}"
            if at % 100 == _BOTH:
                element["name"]["en"] = word
        new = [{**copy.deepcopy(elements[at]), "id": f"{word}-{at}"} for at in range(0, len(elements), 100)]
        made.hub["shareable"][part] = [
            one for at, one in enumerate(elements) if part != "routes" or at % 100 != first + 10
        ]
        made.hub["shareable"][part] += new
    return made


def measured(*, quick: bool) -> str:
    """The page."""
    told, before = facts(), load()
    section = Section(
        "Three versions into one",
        "Each side has changed a tenth of the clocks and routes, taken some routes out and added some; one in a hundred"
        " was changed by both.",
        ("what", "elements", "median", "95th percentile"),
    )
    medians: dict[tuple[str, int], float] = {}
    for size in SIZES[: 1 if quick else 2]:
        base = a_hub(size)
        ours, theirs = changed(base, _OURS, "ours"), changed(base, _THEIRS, "theirs")
        trees: list[Any] = [bundle(one) for one in (base, ours, theirs)]
        sides = Sides(base, ours, theirs, "Sandwell", "sandwell")
        ways = {
            "by hand, nothing asked or told": Way(partial(merged, *trees)),
            "merge, with its questions": Way(partial(merge, *trees)),
            "upgrade, with every sentence": Way(partial(upgrade, sides)),
        }
        for name, times in alternate(ways, 2 if quick else 20).items():
            section.add(name, f"{size:,}", *spread(times))
            medians[name, size] = times.median
    by_hand, ours_name, _ = ways
    small = SIZES[0]
    section.after.append(
        f"The merge takes {medians[ours_name, small] / medians[by_hand, small]:.1f} times as long as by hand; it also"
        " keeps the order of both sides, never puts a time or a text together from two, and tells what went."
    )
    if not quick:
        grown = [f"{name}: {medians[name, SIZES[1]] / medians[name, small]:.0f} times" for name in ways]
        section.after.append(f"Ten times as many elements take as long as this many: {'; '.join(grown)}.")
    told.append(f"Load average at the start {before:.1f}, at the end {load():.1f}.")
    head = ["# Merging", "", "Made by `python -m bench.merge`; see [what these figures are for](README.md).", ""]
    return "\n".join([*head, *(f"- {fact}" for fact in told), "", section.markdown()])


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog="python -m bench.merge", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two turns at the smaller size; keeps nothing")
    quick = parser.parse_args().quick
    page = measured(quick=quick)
    sys.stdout.write(page)
    if not quick:
        KEPT.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
