"""The bank holidays of the four nations, from the `holidays` library."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final

from hubwright.domain.errors import HubwrightError

_SUBDIVISIONS: Final = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR"}


class UnknownNation(HubwrightError):
    """Bank holidays were asked for a nation that has none here."""


def bank_holidays(nation: str, first: date, last: date) -> Mapping[date, str]:
    """Each bank holiday from `first` to `last`, both included, with its name in English; the `BankHolidays` port.

    A holiday at a weekend is listed on its own day and on the weekday that stands in for it ("observed").

    Args:
        nation: "england", "wales", "scotland" or "northern_ireland".

    Raises:
        UnknownNation: it is none of these.
    """
    if nation not in _SUBDIVISIONS:
        raise UnknownNation(f"There are bank holidays for {', '.join(_SUBDIVISIONS)} only.")
    return {
        day: name
        for year in range(first.year, last.year + 1)
        for day, name in _of_year(_SUBDIVISIONS[nation], year).items()
        if first <= day <= last
    }


@cache
def _of_year(subdivision: str, year: int) -> Mapping[date, str]:
    """One nation's year: worked out once, as the library takes a moment and the answer never changes while we run."""
    # Read here and not above: the library knows every country, and most commands ask for no calendar.
    import holidays

    found = holidays.country_holidays("GB", subdiv=subdivision, years=year, expand=False, language="en_GB")
    return MappingProxyType({day: found[day] for day in sorted(found)})
