from __future__ import annotations

from datetime import date

from hubwright.domain.clocks import due, said

from .builders import calendar, clock, london


class TestEnglish:
    def test_a_working_day_over_a_bank_holiday(self):
        worked_out = due(clock(1, "working_day"), london("2026-05-22 16:50"), calendar())
        assert said(worked_out, "en") == [
            "The clock started on Friday 22 May 2026 at 16:50.",
            "Saturday 23 May 2026 and Sunday 24 May 2026 are not counted: no opening hours.",
            "Monday 25 May 2026 is not counted: Spring Bank Holiday.",
            "At the end of the next working day: due by Tuesday 26 May 2026 at 17:00.",
        ]

    def test_out_of_hours_says_from_when_it_counts(self):
        sentences = said(due(clock(4, "elapsed_hour"), london("2026-05-20 19:00"), calendar()), "en")
        assert sentences[1:] == [
            "That was out of hours, so it counts from Thursday 21 May 2026 at 09:00.",
            "4 hours later, day and night: due by Thursday 21 May 2026 at 13:00.",
        ]

    def test_a_start_on_a_bank_holiday_names_it(self):
        sentences = said(due(clock(1, "elapsed_hour"), london("2026-05-25 10:00"), calendar()), "en")
        assert sentences[1] == (
            "That day is closed: Spring Bank Holiday. So it counts from Tuesday 26 May 2026 at 09:00."
        )

    def test_a_start_on_a_weekend_says_so(self):
        sentences = said(due(clock(1, "elapsed_hour"), london("2026-05-16 10:00"), calendar()), "en")
        assert sentences[1] == (
            "That is a day of the week without opening hours, so it counts from Monday 18 May 2026 at 09:00."
        )

    def test_a_closure_without_a_reason_is_just_closed(self):
        shut = calendar(closed={date(2026, 5, 20): "", date(2026, 5, 22): ""})
        assert said(due(clock(1, "working_day"), london("2026-05-20 10:00"), shut), "en")[1:] == [
            "That day is closed, so it counts from Thursday 21 May 2026 at 09:00.",
            "Friday 22 May 2026 is not counted: closed.",
            "Saturday 23 May 2026 and Sunday 24 May 2026 are not counted: no opening hours.",
            "At the end of the next working day: due by Monday 25 May 2026 at 17:00.",
        ]

    def test_many_days_are_counted_rather_than_listed(self):
        sentences = said(due(clock(45, "working_day"), london("2026-06-01 10:00"), calendar()), "en")
        assert "18 days between Saturday 6 June 2026 and Sunday 2 August 2026 are not counted: no opening hours." in (
            sentences
        )

    def test_the_change_of_the_clocks_is_said(self):
        sentences = said(due(clock(24, "elapsed_hour", "runs"), london("2026-03-28 18:00"), calendar()), "en")
        assert sentences[1] == (
            "The clocks go forward an hour on Sunday 29 March 2026: "
            "real hours are counted, so the time shown moves by one."
        )

    def test_a_time_in_the_hour_that_comes_twice_says_which(self):
        first = due(clock(1, "elapsed_hour", "runs"), london("2026-10-25 00:30"), calendar())
        second = due(clock(2, "elapsed_hour", "runs"), london("2026-10-25 00:30"), calendar())
        assert said(first, "en")[-1].endswith("due by Sunday 25 October 2026 at 01:30 BST.")
        assert said(second, "en")[-1].endswith("due by Sunday 25 October 2026 at 01:30 GMT.")

    def test_an_unknown_language_is_answered_in_english(self):
        worked_out = due(clock(0, "calendar_day", "runs"), london("2026-05-20 10:00"), calendar())
        assert said(worked_out, "fr") == said(worked_out, "en")
        assert said(worked_out, "en")[-1] == "Due at once: Wednesday 20 May 2026 at 10:00."


class TestWelsh:
    def test_a_working_day_over_a_bank_holiday(self):
        worked_out = due(clock(1, "working_day"), london("2026-05-22 16:50"), calendar())
        assert said(worked_out, "cy") == [
            "Dechreuodd y cloc ddydd Gwener 22 Mai 2026 am 16:50.",
            "Nid yw dydd Sadwrn 23 Mai 2026 na dydd Sul 24 Mai 2026 yn cael eu cyfrif: dim oriau agor.",
            "Nid yw dydd Llun 25 Mai 2026 yn cael ei gyfrif: Gŵyl Banc y Gwanwyn.",
            "Ar ddiwedd y diwrnod gwaith nesaf: i'w wneud erbyn dydd Mawrth 26 Mai 2026 am 17:00.",
        ]

    def test_a_substitute_day_is_said_as_one(self):
        sentences = said(due(clock(1, "working_day"), london("2026-12-24 10:00"), calendar()), "cy")
        assert any("Gŵyl San Steffan (yn lle)" in one for one in sentences)
