from __future__ import annotations

from datetime import date

import pytest
from hubwright.domain.clocks import BadHours, Calendar, NeverOpen, opens_at_all, wrong_hours

from .builders import ENGLAND_2026, OFFICE_WEEK, ROUND_THE_CLOCK, calendar, calendar_rule, london


class TestOpen:
    def test_an_office_is_open_from_nine_until_the_minute_before_five(self):
        office = calendar()
        assert not office.is_open(london("2026-05-20 08:59"))
        assert office.is_open(london("2026-05-20 09:00"))
        assert office.is_open(london("2026-05-20 16:59"))
        assert not office.is_open(london("2026-05-20 17:00"))

    def test_hours_are_those_of_the_wall_in_summer_and_in_winter(self):
        office = calendar()
        assert office.next_opening(london("2026-01-14 03:00")) == london("2026-01-14 09:00")
        assert office.next_opening(london("2026-07-15 03:00")) == london("2026-07-15 09:00")

    def test_a_bank_holiday_and_a_weekend_are_not_working_days(self):
        office = calendar()
        assert not office.is_working_day(date(2026, 5, 25))
        assert not office.is_working_day(date(2026, 5, 23))
        assert office.is_working_day(date(2026, 5, 26))

    def test_the_next_opening_after_friday_evening_passes_the_bank_holiday(self):
        assert calendar().next_opening(london("2026-05-22 18:00")) == london("2026-05-26 09:00")

    def test_the_next_opening_of_an_open_hub_is_now(self):
        now = london("2026-05-20 11:23")
        assert calendar().next_opening(now) == now

    def test_the_next_change_is_closing_when_open_and_opening_when_closed(self):
        office = calendar()
        assert office.next_change(london("2026-05-22 16:50")) == london("2026-05-22 17:00")
        assert office.next_change(london("2026-05-22 17:00")) == london("2026-05-26 09:00")

    def test_midnight_between_two_open_days_is_no_change(self):
        round_the_clock = calendar(ROUND_THE_CLOCK, {date(2026, 5, 25): "Spring Bank Holiday"})
        assert round_the_clock.next_change(london("2026-05-22 10:00")) == london("2026-05-25 00:00")
        assert round_the_clock.next_opening(london("2026-05-25 10:00")) == london("2026-05-26 00:00")

    def test_pairs_that_overlap_or_stand_out_of_order_are_one_open_time(self):
        mixed = calendar({"wed": (("12:00", "17:00"), ("09:00", "13:00"))}, {})
        assert mixed.spans(date(2026, 5, 20)) == ((london("2026-05-20 09:00"), london("2026-05-20 17:00")),)

    def test_an_opening_in_the_hour_that_does_not_exist_begins_when_the_clocks_have_changed(self):
        night = calendar({"sun": (("01:30", "04:00"),)}, {})
        assert night.next_opening(london("2026-03-28 12:00")) == london("2026-03-29 02:00")

    def test_a_day_whose_only_hour_does_not_exist_is_not_a_working_day(self):
        night = calendar({"sun": (("01:00", "02:00"),)}, {})
        assert not night.is_working_day(date(2026, 3, 29))
        assert night.is_working_day(date(2026, 4, 5))


class TestHoursThatCannotBe:
    def test_no_hours_at_all_never_opens(self):
        assert not opens_at_all(calendar_rule({}))
        assert not opens_at_all(calendar_rule({"mon": ()}))
        with pytest.raises(NeverOpen):
            calendar({}).next_opening(london("2026-05-20 10:00"))
        assert calendar({}).next_change(london("2026-05-20 10:00")) is None

    def test_ordinary_hours_open(self):
        assert opens_at_all(calendar_rule(OFFICE_WEEK))
        assert wrong_hours(calendar_rule(OFFICE_WEEK)) == ()
        assert wrong_hours(calendar_rule(ROUND_THE_CLOCK)) == ()

    def test_every_wrong_pair_is_named_at_once(self):
        rule = calendar_rule(
            {
                "mon": (("17:00", "09:00"), ("09:00", "17:00")),
                "tue": (("9am", "17:00"), ("09:00", "25:00"), ("09:00",)),  # type: ignore[dict-item]
                "monday": (("09:00", "17:00"),),
                "wed": (("09:00", "09:00"),),
            }
        )
        places = [(one.weekday, one.index) for one in wrong_hours(rule)]
        assert places == [("mon", 0), ("tue", 0), ("tue", 1), ("tue", 2), ("monday", None), ("wed", 0)]
        assert opens_at_all(rule)
        with pytest.raises(BadHours):
            Calendar.of(rule, ENGLAND_2026)

    def test_only_wrong_hours_never_open(self):
        assert not opens_at_all(calendar_rule({"monday": (("09:00", "17:00"),), "tue": (("17:00", "09:00"),)}))
