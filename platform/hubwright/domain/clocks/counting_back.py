"""Counting back: when it was so many minutes ago, by the wall or by the hours in which a hub was open."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from hubwright.domain.clocks.calendar import Calendar, NeverOpen
from hubwright.domain.clocks.london import local, utc

_SEARCHED: Final = 366  # days: as far back as calendars are made for


def working_minutes_before(calendar: Calendar, at: datetime, minutes: int) -> datetime:
    """The instant (UTC) from which exactly so many minutes of open time had passed by `at`.

    Args:
        calendar: whose open time counts.
        at: an instant, within or outside of its hours.
        minutes: none or more.

    Raises:
        NeverOpen: it was not open for so long within a year.
    """
    left, end, day = timedelta(minutes=minutes), utc(at), local(at).date()
    if not left:
        return end
    for _ in range(_SEARCHED):
        for first, last in reversed(calendar.spans(day)):
            length = min(last, end) - first
            if length >= left:
                return min(last, end) - left
            left -= max(length, timedelta(0))
        day -= timedelta(days=1)
    raise NeverOpen("This calendar was not open for so long within a year.")
