"""When a person is there, as spans of seconds since the forecast began."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise
from math import ceil, floor, inf
from typing import Final

from hubwright.domain.clocks import Calendar
from hubwright.domain.clocks.london import local, on

_NOON: Final = time(13)
"""Where the two sessions of a day meet, as `domain.hubs.cover` has it."""

Span = tuple[float, float]


class Presence:
    """One person's hours.

    Args:
        spans: in order, not overlapping; seconds.
    """

    def __init__(self, spans: Iterable[Span]):
        self.spans: Sequence[Span] = tuple(spans)
        self._ends = [last for _, last in self.spans]

    def next(self, at: float) -> float | None:
        """The first moment, not before `at`, at which they are there; None if there is none left."""
        index = bisect_right(self._ends, at)
        return max(at, self.spans[index][0]) if index < len(self.spans) else None

    def done(self, at: float, seconds: float) -> float:
        """When work that is begun at `at` is finished: it rests while they are away. Infinity for never."""
        index = bisect_right(self._ends, at)
        while index < len(self.spans):
            begins = max(at, self.spans[index][0])
            here = self.spans[index][1] - begins
            if seconds <= here:
                return begins + seconds
            seconds -= here
            index += 1
        return inf

    def between(self, first: float, last: float) -> float:
        """Seconds of presence from `first` to `last`."""
        found = 0.0
        for begins, ends in self.spans[bisect_right(self._ends, first) :]:
            if begins >= last:
                break
            found += min(ends, last) - max(begins, first)
        return found


def sessions(calendar: Calendar, start: datetime, seconds: float) -> list[Span]:
    """The sessions of a calendar: its open times, cut where the morning ends.

    Args:
        calendar: with its closed days.
        start: of the forecast, UTC.
        seconds: how long it is.
    """
    found: list[Span] = []
    day, last = local(start).date(), local(start + timedelta(seconds=seconds)).date()
    while day <= last:
        noon = on(day, _NOON)
        for begins, ends in calendar.spans(day):
            cuts = [begins, noon, ends] if begins < noon < ends else [begins, ends]
            for one, other in pairwise(cuts):
                first, until = ((at - start).total_seconds() for at in (one, other))
                if until > 0 and first < seconds:
                    found.append((max(first, 0.0), min(until, seconds)))
        day += timedelta(days=1)
    return found


def people(fte: float, spans: Sequence[Span]) -> list[Presence]:
    """So many people: whole ones in every session, and one more in the part of the sessions that is left over.

    Half a person is somebody in every other session, not somebody who works at half speed.
    """
    whole, part = floor(fte), fte - floor(fte)
    found = [Presence(spans) for _ in range(whole)]
    if part > 1e-9:
        # The first session is theirs where any is, so that nobody is away for the whole of a short forecast.
        chosen = [one for index, one in enumerate(spans) if ceil((index + 1) * part) > ceil(index * part)]
        found.append(Presence(chosen))
    return found
