from __future__ import annotations

from datetime import UTC, date, datetime

from hubwright.calendars import bank_holidays, calendars_of, days_around
from hubwright.domain.clocks import WEEKDAYS, due, said
from hubwright.domain.definitions.hub import Brand, CalendarRule, ClockRule, Hub, Local
from hubwright.domain.texts import Text

OFFICE = dict.fromkeys(WEEKDAYS[:5], (("09:00", "17:00"),))
ALWAYS = dict.fromkeys(WEEKDAYS, (("00:00", "24:00"),))
CALENDARS = (
    CalendarRule("office", Text("Office"), OFFICE),
    CalendarRule("clinic", Text("Clinic"), {"mon": (("10:00", "12:00"),)}),
    CalendarRule("night", Text("Night team"), ALWAYS, bank_holidays=False),
)
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def a_hub(nation: str = "england", closures: tuple[str, ...] = (), calendar: str = "office") -> Hub:
    local = Local(nation, "open", (), Text("Oakfield"), (), Brand("#003078"), closures=closures)
    parts = dict.fromkeys(
        ("agencies", "roles", "clocks", "ladders", "scales", "pathways", "kinds", "doors", "check_sets"), ()
    ) | dict.fromkeys(("deciders", "routes", "letters"), ())
    return Hub(
        id="oakfield",
        name=Text("Oakfield"),
        owner="Hub manager",
        languages=("en",),
        calendar=calendar,
        calendars=CALENDARS,
        local=local,
        forms={},
        workflows={},
        **parts,
    )


def test_every_calendar_of_the_hub_is_built():
    found = calendars_of(a_hub(), bank_holidays, {}, FIRST, LAST)
    assert set(found) == {"office", "clinic", "night"}


def test_each_nation_closes_on_its_own_days():
    easter_monday, saint_andrew = date(2026, 4, 6), date(2026, 11, 30)
    england = calendars_of(a_hub("england"), bank_holidays, {}, FIRST, LAST)["office"]
    scotland = calendars_of(a_hub("scotland"), bank_holidays, {}, FIRST, LAST)["office"]
    assert (england.is_working_day(easter_monday), england.is_working_day(saint_andrew)) == (False, True)
    assert (scotland.is_working_day(easter_monday), scotland.is_working_day(saint_andrew)) == (True, False)


def test_a_night_team_works_through_christmas_and_through_a_closure_of_the_office():
    found = calendars_of(a_hub(), bank_holidays, {date(2026, 6, 4): "Flood"}, FIRST, LAST)
    for day in (date(2026, 12, 25), date(2026, 6, 4)):
        assert found["night"].is_working_day(day)
        assert not found["office"].is_working_day(day)


def test_a_closure_closes_the_hubs_own_calendar_even_if_that_works_on_bank_holidays():
    found = calendars_of(a_hub(calendar="night"), bank_holidays, {date(2026, 6, 4): "Flood"}, FIRST, LAST)
    assert not found["night"].is_working_day(date(2026, 6, 4))
    assert found["night"].is_working_day(date(2026, 12, 25))


def test_closures_of_the_drawing_and_further_ones_both_close():
    found = calendars_of(a_hub(closures=("2026-06-03",)), bank_holidays, {date(2026, 6, 4): "Flood"}, FIRST, LAST)
    assert found["office"].closed[date(2026, 6, 3)] == ""
    assert found["office"].closed[date(2026, 6, 4)] == "Flood"


def test_a_closure_without_a_reason_leaves_the_bank_holiday_its_name_and_one_with_a_reason_wins():
    day = date(2026, 5, 25)
    plain = calendars_of(a_hub(closures=("2026-05-25",)), bank_holidays, {}, FIRST, LAST)
    named = calendars_of(a_hub(), bank_holidays, {day: "Moving house"}, FIRST, LAST)
    assert plain["office"].closed[day] == "Spring Bank Holiday"
    assert named["office"].closed[day] == "Moving house"


def test_days_outside_the_range_are_left_out():
    found = calendars_of(a_hub(closures=("2027-06-03",)), bank_holidays, {}, FIRST, LAST)
    assert all(FIRST <= day <= LAST for day in found["office"].closed)


def test_a_due_time_names_the_holiday_that_was_skipped():
    now = datetime(2026, 5, 22, 15, 50, tzinfo=UTC)
    office = calendars_of(a_hub(), bank_holidays, {}, *days_around(now))["office"]
    one_day = ClockRule("look", Text("First look"), 1, "working_day", "office")
    assert "Monday 25 May 2026 is not counted: Spring Bank Holiday." in said(due(one_day, now, office), "en")


def test_the_days_around_an_instant_reach_a_year_back_and_three_ahead():
    assert days_around(datetime(2026, 5, 22, 15, 50, tzinfo=UTC)) == (date(2025, 5, 21), date(2029, 5, 24))
