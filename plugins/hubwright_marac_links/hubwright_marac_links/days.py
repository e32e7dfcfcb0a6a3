"""Days: how they are given, kept, counted in months and said. Pure: today comes in."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

_LONDON = ZoneInfo("Europe/London")
_ADULT = 16


def today(now: datetime) -> date:
    """The day on the wall in London.

    Args:
        now: UTC.
    """
    return now.astimezone(_LONDON).date()


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or earlier where the number is below nought; the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def given(value: Any) -> date | None:
    """A whole day as a form answers it, or None where it is none."""
    if not isinstance(value, Mapping) or not {"year", "month", "day"} <= value.keys():
        return None
    try:
        return date(int(value["year"]), int(value["month"]), int(value["day"]))
    except (TypeError, ValueError):
        return None


def kept(text: Any) -> date | None:
    """A day as a record keeps it, or None where it keeps none."""
    return date.fromisoformat(text) if isinstance(text, str) and text else None


def said(day: date | str | None) -> str:
    """ "1 March 2027"; "" where there is none."""
    at = kept(day) if isinstance(day, str) else day
    return f"{at.day} {at:%B %Y}" if at else ""


def surely_under_16(born: Any, on: date) -> bool:
    """Whether somebody has not reached 16, whatever day of a date that is known in part they were born on.

    A MARAC is for victims of 16 and over, and their children (S:629-630).

    Args:
        born: {"year", "month", "day"}, with parts left out that nobody knows; or nothing.
        on: the day of the question.
    """
    if not isinstance(born, Mapping) or not isinstance(born.get("year"), int):
        return False
    first = (born["year"] + _ADULT, int(born.get("month") or 1), int(born.get("day") or 1))
    return (on.year, on.month, on.day) < first
