"""Between the clock on the wall in London and the instants that are stored (law 7).

Twice a year the two part: in spring an hour of local time does not exist, in autumn an hour comes twice. The readings
here never run backwards: a later time on the wall is never an earlier instant, so a later start is never due
sooner.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_STRIDE = timedelta(days=30)  # the clocks never change twice within a month


def utc(at: datetime) -> datetime:
    """The same instant, in UTC.

    Raises:
        ValueError: `at` is naive; nobody can know which instant it means.
    """
    if at.tzinfo is None:
        raise ValueError("An instant must say its time zone.")
    return at.astimezone(UTC)


def local(at: datetime) -> datetime:
    """The instant as the clock on the wall in London shows it."""
    return utc(at).astimezone(LONDON)


def on(day: date, clock: time) -> datetime:
    """The instant (UTC) at which the wall shows `clock` on `day`.

    A time that comes twice is the first of the two. A time that does not exist is the first moment that does, when
    the clocks have gone forward.
    """
    first = datetime.combine(day, clock, tzinfo=LONDON).replace(fold=0)
    at = first.astimezone(UTC)
    if at.astimezone(LONDON).replace(tzinfo=None) == first.replace(tzinfo=None):
        return at
    return changes(at - timedelta(days=1), at)[0]


def exists(day: date, clock: time) -> bool:
    """Whether the wall ever shows `clock` on `day`."""
    return local(on(day, clock)).time() == clock


def comes_twice(at: datetime) -> bool:
    """Whether the wall shows this time twice on that day, and `at` is either of the two."""
    shown = local(at)
    return shown.replace(fold=0).utcoffset() != shown.replace(fold=1).utcoffset()


def changes(after: datetime, until: datetime) -> tuple[datetime, ...]:
    """The instants (UTC) later than `after` and not later than `until` at which the clocks change."""
    found = []
    low = utc(after)
    end = utc(until)
    while low < end:
        high = min(low + _STRIDE, end)
        if _offset(low) != _offset(high):
            found.append(_bisect(low, high))
        low = high
    return tuple(found)


def goes_forward(change: datetime) -> bool:
    """Whether the clocks go forward at this change (spring), rather than back."""
    return _offset(change) > _offset(change - timedelta(seconds=1))


def _offset(at: datetime) -> timedelta:
    return at.astimezone(LONDON).utcoffset() or timedelta(0)


def _bisect(low: datetime, high: datetime) -> datetime:
    """The first whole second at which the offset is that of `high`."""
    before = _offset(low)
    low = low.replace(microsecond=0)
    seconds = int((high - low).total_seconds()) + 1
    first, last = 0, seconds
    while first + 1 < last:
        middle = (first + last) // 2
        if _offset(low + timedelta(seconds=middle)) == before:
            first = middle
        else:
            last = middle
    return low + timedelta(seconds=last)
