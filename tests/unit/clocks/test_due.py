from __future__ import annotations

from datetime import date, datetime

import pytest
from hubwright.domain.clocks import BadClock, Calendar, NeverOpen, due, moved

from .builders import ENGLAND_2026, OFFICE_WEEK, ROUND_THE_CLOCK, SCOTLAND_2026, calendar, clock, london


class TestFriday1650BeforeABankHoliday:
    start = london("2026-05-22 16:50")

    def test_one_working_day_ends_at_the_close_of_tuesday(self):
        assert due(clock(1, "working_day"), self.start, calendar()).at == london("2026-05-26 17:00")

    def test_four_working_hours_use_ten_minutes_of_friday_and_the_rest_on_tuesday(self):
        assert due(clock(4, "working_hour"), self.start, calendar()).at == london("2026-05-26 12:50")

    def test_four_hours_that_run_end_that_evening(self):
        assert due(clock(4, "elapsed_hour", "runs"), self.start, calendar()).at == london("2026-05-22 20:50")

    def test_four_hours_that_wait_run_at_once_because_it_started_in_open_hours(self):
        assert due(clock(4, "elapsed_hour"), self.start, calendar()).at == london("2026-05-22 20:50")

    def test_three_calendar_days_end_at_the_same_time_on_monday(self):
        assert due(clock(3, "calendar_day"), self.start, calendar()).at == london("2026-05-25 16:50")


class TestStartedWhenClosed:
    def test_an_evening_counts_as_received_the_next_morning(self):
        worked_out = due(clock(1, "working_day"), london("2026-05-20 19:00"), calendar())
        assert worked_out.at == london("2026-05-22 17:00")

    def test_before_opening_counts_as_received_that_same_day(self):
        worked_out = due(clock(1, "working_day"), london("2026-05-20 07:00"), calendar())
        assert worked_out.at == london("2026-05-21 17:00")

    def test_the_minute_of_closing_is_already_closed(self):
        assert due(clock(1, "elapsed_hour"), london("2026-05-20 17:00"), calendar()).at == london("2026-05-21 10:00")

    def test_hours_that_wait_run_through_the_night_once_they_have_begun(self):
        worked_out = due(clock(24, "elapsed_hour"), london("2026-05-20 19:00"), calendar())
        assert worked_out.at == london("2026-05-22 09:00")

    def test_hours_that_wait_over_christmas_begin_after_the_last_closed_day(self):
        worked_out = due(clock(4, "elapsed_hour"), london("2026-12-24 17:30"), calendar())
        assert worked_out.at == london("2026-12-29 13:00")

    def test_the_top_tier_runs_through_the_night_whatever_the_calendar_says(self):
        urgent = clock(4, "elapsed_hour", "runs")
        for hours in (OFFICE_WEEK, {}):
            assert due(urgent, london("2026-12-25 02:00"), calendar(hours)).at == london("2026-12-25 06:00")


class TestWorkingHours:
    def test_time_that_runs_out_at_closing_is_due_at_closing(self):
        assert due(clock(2, "working_hour"), london("2026-05-20 15:00"), calendar()).at == london("2026-05-20 17:00")

    def test_a_lunch_break_does_not_count(self):
        broken = {"wed": (("09:00", "12:00"), ("13:00", "17:00"))}
        worked_out = due(clock(3, "working_hour"), london("2026-05-20 11:00"), calendar(broken))
        assert worked_out.at == london("2026-05-20 15:00")

    def test_the_missing_hour_of_spring_is_not_worked(self):
        worked_out = due(clock(4, "working_hour"), london("2026-03-29 00:00"), calendar(ROUND_THE_CLOCK))
        assert worked_out.at == london("2026-03-29 05:00")


class TestWorkingDays:
    def test_none_is_the_close_of_the_day_of_receipt(self):
        assert due(clock(0, "working_day"), london("2026-05-20 10:00"), calendar()).at == london("2026-05-20 17:00")

    def test_forty_five_from_the_first_of_april_jump_three_bank_holidays_and_a_fourth(self):
        # Weekdays after 1 April 2026 without 3 and 6 April, 4 and 25 May: the 45th is Tuesday 9 June.
        worked_out = due(clock(45, "working_day"), london("2026-04-01 10:00"), calendar())
        assert worked_out.at == london("2026-06-09 17:00")

    def test_close_of_business_is_that_days_own(self):
        short_friday = {**OFFICE_WEEK, "fri": (("09:00", "16:30"),)}
        worked_out = due(clock(1, "working_day"), london("2026-05-21 10:00"), calendar(short_friday))
        assert worked_out.at == london("2026-05-22 16:30")

    def test_across_the_year_end(self):
        worked_out = due(clock(1, "working_day"), london("2026-12-31 16:00"), calendar())
        assert worked_out.at == london("2027-01-04 17:00")

    def test_england_and_scotland_part_in_august_and_november(self):
        one = clock(1, "working_day")
        england, scotland = calendar(), calendar(closed=SCOTLAND_2026)
        assert due(one, london("2026-07-31 10:00"), england).at == london("2026-08-03 17:00")
        assert due(one, london("2026-07-31 10:00"), scotland).at == london("2026-08-04 17:00")
        assert due(one, london("2026-08-28 10:00"), england).at == london("2026-09-01 17:00")
        assert due(one, london("2026-08-28 10:00"), scotland).at == london("2026-08-31 17:00")
        assert due(one, london("2026-11-27 10:00"), scotland).at == london("2026-12-01 17:00")


class TestClockChanges:
    def test_twenty_four_hours_over_the_spring_night_end_an_hour_later_by_the_wall(self):
        worked_out = due(clock(24, "elapsed_hour", "runs"), london("2026-03-28 18:00"), calendar())
        assert worked_out.at == london("2026-03-29 19:00")

    def test_twenty_four_hours_over_the_autumn_night_end_an_hour_earlier_by_the_wall(self):
        worked_out = due(clock(24, "elapsed_hour", "runs"), london("2026-10-24 18:00"), calendar())
        assert worked_out.at == london("2026-10-25 17:00")

    def test_a_calendar_day_keeps_the_time_on_the_wall(self):
        one = clock(1, "calendar_day", "runs")
        assert due(one, london("2026-03-28 18:00"), calendar()).at == london("2026-03-29 18:00")
        assert due(one, london("2026-10-24 18:00"), calendar()).at == london("2026-10-25 18:00")

    def test_a_time_that_does_not_exist_becomes_the_first_that_does(self):
        worked_out = due(clock(1, "calendar_day", "runs"), london("2026-03-28 01:30"), calendar())
        assert worked_out.at == london("2026-03-29 02:00")

    def test_a_time_that_comes_twice_is_the_first_of_the_two(self):
        worked_out = due(clock(1, "calendar_day", "runs"), london("2026-10-24 01:30"), calendar())
        assert worked_out.at == london("2026-10-25 01:30")
        assert worked_out.at != london("2026-10-25 01:30", second=True)

    def test_a_start_in_the_first_round_of_that_hour_is_not_due_after_one_in_the_second(self):
        one = clock(1, "calendar_day", "runs")
        first = due(one, london("2026-10-25 01:45"), calendar()).at
        second = due(one, london("2026-10-25 01:15", second=True), calendar()).at
        assert first == london("2026-10-26 01:00")
        assert second == london("2026-10-26 01:15")


class TestTheTwentyNinthOfFebruary:
    def test_it_is_a_day_like_another_to_calendar_days(self):
        one = clock(1, "calendar_day", "runs")
        assert due(one, london("2028-02-28 10:00"), calendar()).at == london("2028-02-29 10:00")
        assert due(one, london("2027-02-28 10:00"), calendar()).at == london("2027-03-01 10:00")

    def test_a_year_of_days_from_it_ends_on_the_last_of_february(self):
        worked_out = due(clock(365, "calendar_day", "runs"), london("2028-02-29 10:00"), calendar())
        assert worked_out.at == london("2029-02-28 10:00")

    def test_it_is_worked_when_it_falls_on_a_tuesday(self):
        assert due(clock(1, "working_day"), london("2028-02-28 10:00"), calendar()).at == london("2028-02-29 17:00")


class TestMoved:
    def test_a_closure_moves_a_clock_that_counts_that_day(self):
        rule, start = clock(1, "working_day"), london("2026-06-03 10:00")
        old = due(rule, start, calendar()).at
        shut = calendar(closed={**ENGLAND_2026, date(2026, 6, 4): "Flood"})
        new = moved(rule, start, old, shut)
        assert new is not None
        assert new.at == london("2026-06-05 17:00")

    def test_a_closure_leaves_a_clock_that_runs(self):
        rule, start = clock(24, "elapsed_hour", "runs"), london("2026-06-03 10:00")
        old = due(rule, start, calendar()).at
        assert moved(rule, start, old, calendar(closed={date(2026, 6, 4): "Flood"})) is None

    def test_a_withdrawn_closure_brings_it_back(self):
        rule, start = clock(1, "working_day"), london("2026-06-03 10:00")
        old = due(rule, start, calendar(closed={date(2026, 6, 4): "Flood"})).at
        new = moved(rule, start, old, calendar())
        assert new is not None
        assert new.at == london("2026-06-04 17:00")


class TestWhatCannotBeCounted:
    @pytest.mark.parametrize(
        "rule", [clock(1, "working_day"), clock(1, "working_hour"), clock(1, "elapsed_hour"), clock(1, "calendar_day")]
    )
    def test_waiting_on_a_calendar_without_hours_is_said_and_does_not_hang(self, rule):
        with pytest.raises(NeverOpen):
            due(rule, london("2026-05-20 10:00"), calendar({}))

    def test_a_calendar_closed_for_more_than_two_years_is_never_open(self):
        days = (date.fromordinal(date(2026, 5, 21).toordinal() + ahead) for ahead in range(1000))
        shut = calendar(closed=dict.fromkeys(days, "Closed for good"))
        with pytest.raises(NeverOpen):
            due(clock(1, "working_day"), london("2026-05-20 10:00"), shut)

    @pytest.mark.parametrize(
        ("amount", "unit"),
        [(10**9, "elapsed_hour"), (10**9, "calendar_day"), (10**9, "working_day"), (10**9, "working_hour")],
    )
    def test_a_clock_of_more_than_ten_years_is_refused(self, amount, unit):
        with pytest.raises(BadClock):
            due(clock(amount, unit, "runs"), london("2026-05-20 10:00"), calendar())

    @pytest.mark.parametrize(("amount", "unit"), [(-1, "working_day"), (1, "fortnight")])
    def test_a_negative_amount_and_an_unknown_unit_are_refused(self, amount, unit):
        with pytest.raises(BadClock):
            due(clock(amount, unit), london("2026-05-20 10:00"), calendar())

    def test_an_instant_without_a_zone_is_refused(self):
        naive = datetime.fromisoformat("2026-05-20 10:00")
        with pytest.raises(ValueError, match="time zone"):
            due(clock(1, "elapsed_hour", "runs"), naive, Calendar("office", {}))
