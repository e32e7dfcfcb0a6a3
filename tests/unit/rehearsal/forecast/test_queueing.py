"""Where theory has an answer in closed form the forecast gives it: many servers, one queue, chance without memory.

Each mean waiting time lies within the band of 99.9% around the mean of independent runs (Student's t), and the band
itself is narrow enough to say something.
"""

from __future__ import annotations

from dataclasses import replace
from math import factorial, sqrt
from random import Random
from statistics import mean, stdev

import pytest
from hubwright.domain.rehearsal.forecast.chance import Duration
from hubwright.domain.rehearsal.forecast.desk import Desk, Job
from hubwright.domain.rehearsal.forecast.presence import Presence
from hubwright.domain.rehearsal.forecast.run import Run
from simpy import Environment

from .plans import AT_ONCE, EVEN, QUIET, a_plan, chances, never_closed

RUNS = 16
T = 4.073  # Student's t, 15 degrees of freedom, 99.9% on both sides together
COME, FIRST = 2600, 600  # pieces of work in a run; those that are not counted, since the desk begins empty


def erlang_c(servers: int, load: float) -> float:
    """The probability of waiting at all.

    Args:
        servers: how many.
        load: arrivals over one server's rate (`servers` times the utilisation).
    """
    busy = load**servers / factorial(servers) * servers / (servers - load)
    return busy / (sum(load**one / factorial(one) for one in range(servers)) + busy)


def waits(servers: int, utilisation: float, seed: int) -> tuple[float, float]:
    """Mean minutes of waiting on a desk whose work takes one minute each, and its utilisation."""
    chance, env = Random(seed), Environment()  # noqa: S311 - a queue, not a secret
    desk = Desk(env, [Presence([(0, 1e12)])] * servers)
    waited: list[float] = []
    span = [0.0]

    def come() -> object:
        for number in range(COME):
            yield env.timeout(chance.expovariate(servers * utilisation) * 60)
            minutes, at = chance.expovariate(1.0), env.now

            def done(number: int = number, minutes: float = minutes, at: float = at) -> None:
                span[0] = env.now
                if number >= FIRST:
                    waited.append((env.now - at) / 60 - minutes)

            desk.put(Job(minutes, done, at))

    env.process(come())  # type: ignore[arg-type]
    env.run()
    return mean(waited), desk.busy / (span[0] / 60 * servers)


LONGER = pytest.mark.soak


@pytest.mark.parametrize(
    ("servers", "utilisation"),
    [(1, 0.5), (2, 0.7), *(pytest.param(*one, marks=LONGER) for one in ((1, 0.8), (3, 0.85), (5, 0.6), (8, 0.8)))],
)
def test_a_desk_makes_people_wait_as_long_as_erlang_says(servers: int, utilisation: float) -> None:
    runs = [waits(servers, utilisation, seed) for seed in range(RUNS)]
    theory = erlang_c(servers, servers * utilisation) / (servers * (1 - utilisation))
    means = [waited for waited, _ in runs]
    band = T * stdev(means) / sqrt(RUNS)
    assert abs(mean(means) - theory) < band
    assert band < 0.4 * theory
    assert mean(busy for _, busy in runs) == pytest.approx(utilisation, abs=0.02)


@LONGER
def test_a_whole_hub_that_asks_one_agency_is_such_a_queue_as_well() -> None:
    # Contacts at an even rate, nothing takes time but the answers of one agency: each goes through the whole core.
    takes = {**AT_ONCE, "return:police": Duration(60, shape="exponential")}
    plan = a_plan(
        never_closed(police="2"), per_month=2 * 0.6 * 730.5, months=0.6, takes=takes, tiers={"soon": 1}, **QUIET, **EVEN
    )
    plan = replace(plan, asks={"soon": frozenset({"police"})})
    theory = erlang_c(2, 1.2) / (2 * (1 - 0.6)) + 1
    means = []
    for seed in range(RUNS // 2):
        counted = Run(plan, chances(seed), 1).played()
        means.append(mean(counted.agencies["police"].hours[100:]))
        assert counted.agencies["health"].hours == []
    band = 5.408 * stdev(means) / sqrt(len(means))  # 7 degrees of freedom
    assert abs(mean(means) - theory) < band
    assert band < 0.4 * theory
