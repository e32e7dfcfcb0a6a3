"""Dates as people type them into three boxes: whole, in part, or not at all."""

from __future__ import annotations

from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from hubwright.domain.errors import Refusal


def date_typed(form: MultiDict[str, str], name: str) -> dict[str, Any] | None:
    """The date shape of what was typed, or None where every box is empty.

    Args:
        form: with `<name>-day`, `<name>-month`, `<name>-year`.
        name: of the question.

    Raises:
        Refusal: it is no date; the boxes are kept as typed.
    """
    parts = {part: form.get(f"{name}-{part}", "").strip() for part in ("year", "month", "day")}
    if not any(parts.values()):
        return None
    numbers = {part: int(typed) for part, typed in parts.items() if typed.isdecimal() and len(typed) <= 4}
    typed = {part for part, value in parts.items() if value}
    gap = "day" in numbers and "month" not in numbers
    if set(numbers) != typed or "year" not in numbers or gap or not _exists(numbers):
        raise Refusal(
            why="That is not a date.",
            do="Write a year, or a month and year, or a whole date such as 27 3 2015.",
            code="bad_date",
            fields=((name, "Write a year, a month and year, or a whole date such as 27 3 2015."),),
        )
    return numbers


def _exists(numbers: dict[str, int]) -> bool:
    try:
        date(numbers["year"], numbers.get("month", 1), numbers.get("day", 1))
    except ValueError:
        return False
    return True
