"""A desk: some people, their hours, and the work that waits for them, the most urgent first."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from math import inf
from typing import Any

from simpy import Environment, Event

from hubwright.domain.rehearsal.forecast.presence import Presence


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work.

    Args:
        minutes: of one person's time.
        done: what follows; it is called once the work is finished.
        came: when it came to the desk, in seconds.
    """

    minutes: float
    done: Callable[[], None]
    came: float = 0.0


class Desk:
    """People who share one queue. Nobody is interrupted; what is begun goes on in their next session.

    Args:
        env: seconds since the forecast began.
        staff: the hours of each.
    """

    def __init__(self, env: Environment, staff: Sequence[Presence]):
        self.env = env
        self.staff = staff
        self.busy = 0.0
        """Minutes of work done."""
        self.backlog = 0.0
        """Minutes of work that waits, begun work left out."""
        self.taken = 0
        self._turn = count()
        self._heap: list[tuple[float, float, int, Job]] = []
        self._idle: list[tuple[Presence, Event]] = []
        for presence in staff:
            env.process(self._works(presence))

    def __len__(self) -> int:
        """How many pieces wait."""
        return len(self._heap)

    def put(self, job: Job, *, rank: float = 0, due: float = inf) -> None:
        """Work comes: what has the lower rank goes first, then what is due first, then what came first."""
        heappush(self._heap, (rank, due, next(self._turn), job))
        self.backlog += job.minutes
        self._wake()

    def _wake(self) -> None:
        """Call somebody who is there and has nothing to do; or, where nobody is, let all look as they come in."""
        now = self.env.now
        for index, (presence, bell) in enumerate(self._idle):
            if presence.next(now) == now:
                del self._idle[index]
                bell.succeed()
                return
        for _, bell in self._idle:
            bell.succeed()
        self._idle.clear()

    def _works(self, presence: Presence) -> Generator[Event, Any, None]:
        env = self.env
        while True:
            here = presence.next(env.now)
            if here is None:
                return
            if here > env.now:
                yield env.timeout(here - env.now)
            elif not self._heap:
                bell = env.event()
                self._idle.append((presence, bell))
                yield bell
            else:
                _, _, _, job = heappop(self._heap)
                self.backlog -= job.minutes
                self.taken += 1
                ends = presence.done(env.now, job.minutes * 60)
                if ends == inf:
                    return
                yield env.timeout(ends - env.now)
                self.busy += job.minutes
                job.done()
