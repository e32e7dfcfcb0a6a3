from __future__ import annotations

from datetime import date

import pytest
from hubwright.calendars import UnknownNation, bank_holidays

# As the government publishes them: the weekdays on which offices are closed.
ENGLAND_AND_WALES = {
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}
SCOTLAND = {
    2026: "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28",
    2027: "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28",
    2028: "01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26",
}
NORTHERN_IRELAND = {
    2026: "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28",
    2027: "01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28",
    2028: "01-03 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26",
}


@pytest.mark.parametrize("year", [2026, 2027, 2028])
@pytest.mark.parametrize(
    ("nation", "published"),
    [
        ("england", ENGLAND_AND_WALES),
        ("wales", ENGLAND_AND_WALES),
        ("scotland", SCOTLAND),
        ("northern_ireland", NORTHERN_IRELAND),
    ],
)
def test_the_weekdays_are_those_that_were_published(nation, published, year):
    found = bank_holidays(nation, date(year, 1, 1), date(year, 12, 31))
    assert [f"{day:%m-%d}" for day in found if day.weekday() < 5] == published[year].split()
    assert all(found.values())


def test_scotland_has_days_of_its_own_and_not_all_of_englands():
    scotland = bank_holidays("scotland", date(2026, 1, 1), date(2026, 12, 31))
    england = bank_holidays("england", date(2026, 1, 1), date(2026, 12, 31))
    assert set(scotland) - set(england) == {date(2026, 1, 2), date(2026, 6, 15), date(2026, 8, 3), date(2026, 11, 30)}
    assert set(england) - set(scotland) == {date(2026, 4, 6), date(2026, 8, 31)}


def test_both_ends_are_included_and_a_year_end_is_crossed():
    found = bank_holidays("england", date(2026, 12, 28), date(2027, 1, 1))
    assert found == {date(2026, 12, 28): "Boxing Day (observed)", date(2027, 1, 1): "New Year's Day"}


def test_a_range_that_ends_before_it_begins_is_empty():
    assert bank_holidays("england", date(2027, 1, 2), date(2027, 1, 1)) == {}


def test_an_unknown_nation_is_refused_by_naming_those_that_are_known():
    with pytest.raises(UnknownNation, match="scotland"):
        bank_holidays("atlantis", date(2026, 1, 1), date(2026, 12, 31))
