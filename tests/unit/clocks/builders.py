"""Calendars and rules of a small office, for the tests of the clocks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hubwright.domain.clocks import Calendar
from hubwright.domain.definitions.hub import CalendarRule, ClockRule
from hubwright.domain.texts import Text

OFFICE_WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), (("09:00", "17:00"),))
ROUND_THE_CLOCK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), (("00:00", "24:00"),))

ENGLAND_2026 = {
    date(2026, 1, 1): "New Year's Day",
    date(2026, 4, 3): "Good Friday",
    date(2026, 4, 6): "Easter Monday",
    date(2026, 5, 4): "May Day",
    date(2026, 5, 25): "Spring Bank Holiday",
    date(2026, 8, 31): "Late Summer Bank Holiday",
    date(2026, 12, 25): "Christmas Day",
    date(2026, 12, 28): "Boxing Day (observed)",
    date(2027, 1, 1): "New Year's Day",
}
SCOTLAND_2026 = {
    date(2026, 1, 1): "New Year's Day",
    date(2026, 1, 2): "New Year Holiday",
    date(2026, 8, 3): "Summer Bank Holiday",
    date(2026, 11, 30): "Saint Andrew's Day",
}


def calendar_rule(hours: Mapping[str, tuple[tuple[str, str], ...]]) -> CalendarRule:
    return CalendarRule(id="office", name=Text("Office"), hours=hours)


def calendar(
    hours: Mapping[str, tuple[tuple[str, str], ...]] = OFFICE_WEEK, closed: Mapping[date, str] = ENGLAND_2026
) -> Calendar:
    return Calendar.of(calendar_rule(hours), closed)


def clock(amount: int, unit: str, out_of_hours: str = "waits") -> ClockRule:
    return ClockRule(
        id="c", name=Text("A clock"), amount=amount, unit=unit, calendar="office", out_of_hours=out_of_hours
    )


def london(text: str, *, second: bool = False) -> datetime:
    """The instant at which the wall in London shows `text`; `second`: the later, where it comes twice."""
    shown = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/London"), fold=int(second))
    return shown.astimezone(UTC)
