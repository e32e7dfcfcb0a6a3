"""A hub's calendars with their closed days filled in: bank holidays of its nation and its own closures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from hubwright.calendars.bank_holidays import UnknownNation, bank_holidays
from hubwright.domain.clocks import Calendar
from hubwright.domain.definitions.hub import Hub
from hubwright.ports import BankHolidays

__all__ = ["UnknownNation", "bank_holidays", "calendars_of", "days_around"]

_BACK: Final = timedelta(days=366)
_AHEAD: Final = timedelta(days=3 * 366)


def calendars_of(
    hub: Hub, bank_holidays: BankHolidays, extra_closures: Mapping[date, str], first: date, last: date
) -> Mapping[str, Calendar]:
    """Every calendar of the hub by id, knowing the closed days from `first` to `last`.

    Closures close the hub's own calendar and each that keeps bank holidays. A calendar that works on bank holidays and
    is not the hub's own, a night team's say, stays open: a flood in the office must not make a night clock wait.

    Args:
        hub: the drawing with today's live parts; `hub.local.closures` are closed too, without a reason.
        bank_holidays: the port.
        extra_closures: further closed days, to why.
        first, last: both included; `days_around` gives a good range.

    Raises:
        hubwright.domain.clocks.BadHours: a calendar's hours cannot be read.
    """
    closures = {date.fromisoformat(day): "" for day in hub.local.closures} | dict(extra_closures)
    closures = {day: why for day, why in closures.items() if first <= day <= last}
    # A closure that says why wins over the bank holiday; one that does not leaves the holiday its name.
    holidays = dict(bank_holidays(hub.local.nation, first, last))
    both = closures | holidays | {day: why for day, why in closures.items() if why}
    return {
        rule.id: Calendar.of(rule, both if rule.bank_holidays else closures if rule.id == hub.calendar else {})
        for rule in hub.calendars
    }


def days_around(now: datetime) -> tuple[date, date]:
    """First and last day worth knowing at `now`: a year back, for clocks that started then, and three years ahead."""
    return (now - _BACK).date(), (now + _AHEAD).date()
