"""Counting back open time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hubwright.domain.clocks import Calendar, NeverOpen
from hubwright.domain.clocks.counting_back import working_minutes_before
from hypothesis import given, settings
from hypothesis import strategies as st

WEEK = {day: ((time(9), time(17)),) for day in ("mon", "tue", "wed", "thu", "fri")}
OFFICE = Calendar("office", WEEK, {date(2026, 11, 20): "Training day"})
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (0, MONDAY),
        (60, datetime(2026, 11, 23, 9, 0, tzinfo=UTC)),
        (61, datetime(2026, 11, 19, 16, 59, tzinfo=UTC)),  # Friday is closed
        (60 + 480, datetime(2026, 11, 19, 9, 0, tzinfo=UTC)),
    ],
)
def test_closed_days_and_nights_do_not_count(minutes: int, expected: datetime) -> None:
    assert working_minutes_before(OFFICE, MONDAY, minutes) == expected


def test_outside_of_hours_it_counts_from_the_last_closing() -> None:
    sunday = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    assert working_minutes_before(OFFICE, sunday, 30) == datetime(2026, 11, 19, 16, 30, tzinfo=UTC)


def test_a_calendar_that_never_opens_is_said_so() -> None:
    with pytest.raises(NeverOpen):
        working_minutes_before(Calendar("never", {}), MONDAY, 1)


@given(st.integers(0, 3000), st.integers(0, 40_000))
@settings(max_examples=60)
def test_so_much_open_time_lies_between(minutes: int, offset: int) -> None:
    at = MONDAY + timedelta(minutes=offset)
    begins = working_minutes_before(OFFICE, at, minutes)
    day, between = begins.date(), timedelta()
    while day <= at.date():
        for first, last in OFFICE.spans(day):
            between += max(min(last, at) - max(first, begins), timedelta())
        day += timedelta(days=1)
    assert between == timedelta(minutes=minutes)
