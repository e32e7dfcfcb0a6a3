"""Days and times on the wall in London, made into instants: pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hubwright.api import LONDON, showing

_SATURDAY = 5


def due(day: str, at: str, now: datetime, hours: int) -> tuple[datetime, dict[str, str]]:
    """By when something is done, and what is wrong with that: question to its message.

    Args:
        day, at: as they were given; the end of the day where no time was, so many hours from now where no day was.
        now: UTC.
        hours: that the hub gives.
    """
    if not day and not at:
        return now + timedelta(hours=hours), {}
    wrong, by = {}, showing.clock(at or "23:59")
    try:
        whole = date.fromisoformat(day)
    except ValueError:
        wrong["due-day"] = "Give a day, a month and a year that there are."
    if by is None:
        wrong["due-time"] = "Give the time by the 24-hour clock, such as 15:30, or leave it empty."
    if wrong or by is None:
        return now, wrong
    found = showing.instant(whole, by)
    return found, {"due-day": "This has passed already; give a day and a time that lie ahead."} if found <= now else {}


def last_briefing(now: datetime, at: time, weekends: bool) -> datetime:
    """When the last briefing before today was, UTC: what has come since is told today, in the meeting and after it.

    Args:
        now: UTC.
        at: the time on the wall at which the hub has it.
        weekends: whether there is one on Saturdays and Sundays.
    """
    day = now.astimezone(LONDON).date() - timedelta(days=1)
    while not weekends and day.weekday() >= _SATURDAY:
        day -= timedelta(days=1)
    return showing.instant(day, at)
