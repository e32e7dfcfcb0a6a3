"""Times ways of doing the same thing in alternation, so that a drift of the machine falls on all alike."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter_ns

WARM = 3
"""Unmeasured rounds before the measured ones: templates compiled, statements prepared, connections open."""


@dataclass(frozen=True)
class Way:
    """One way of doing a thing.

    Args:
        act: what is timed; it is given what `prepare` made.
        prepare: makes ready for one turn, untimed.
    """

    act: Callable[..., object]
    prepare: Callable[[], tuple[object, ...]] = tuple


@dataclass(frozen=True)
class Times:
    """How long it took, in milliseconds."""

    all: tuple[float, ...]

    @property
    def median(self) -> float:
        """Half took no longer."""
        return median(self.all)

    @property
    def p95(self) -> float:
        """Nineteen of twenty took no longer."""
        return quantiles(self.all, n=20, method="inclusive")[-1] if len(self.all) > 1 else self.all[0]


def alternate(ways: Mapping[str, Way], rounds: int) -> dict[str, Times]:
    """Every way in turn, round after round; each round begins with another one.

    Args:
        rounds: how often each is timed.
    """
    names = list(ways)
    taken: dict[str, list[float]] = {name: [] for name in names}
    gc.collect()
    for turn in range(-min(WARM, rounds), rounds):
        first = turn % len(names)
        for name in (*names[first:], *names[:first]):
            way = ways[name]
            made = way.prepare()
            start = perf_counter_ns()
            way.act(*made)
            spent = (perf_counter_ns() - start) / 1e6
            if turn >= 0:
                taken[name].append(spent)
    return {name: Times(tuple(all)) for name, all in taken.items()}


def alone(act: Callable[[], object], rounds: int, *, inner: int = 1) -> Times:
    """One thing by itself.

    Args:
        rounds: how often it is timed.
        inner: how often it is done in each; the time is of one.
    """

    def act_often() -> None:
        for _ in range(inner):
            act()

    times = alternate({"it": Way(act_often)}, rounds)["it"]
    return Times(tuple(one / inner for one in times.all))
