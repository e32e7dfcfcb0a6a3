"""Dates as far as they are known, in words; and words put together in two languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from babel.dates import format_date

from hubwright.domain.answers.shapes import is_date
from hubwright.web.language import (
    ENGLISH,
    WELSH,
    WELSH_IS_CHECKED,
    Beside,
    current_language,
    gettext,
    speaking,
)


def spoken_both(words: Callable[[], str]) -> str:
    """Words put together in the page's language, with the same in English beside them while the Welsh is unchecked.

    Args:
        words: puts them together in whatever language is being spoken.
    """
    said = words()
    if current_language() == ENGLISH or WELSH_IS_CHECKED:
        return said
    with speaking(ENGLISH):
        english = words()
    return said if said == english else Beside(said, english)


def date_words(value: Any) -> str | None:
    """A date as far as it is known, "12 March 2019", "March 2019", "2019", with "about" where it was estimated; None
    where it is no date."""
    if not isinstance(value, Mapping) or not is_date(value):
        return None

    def words() -> str:
        said = day_words(value)
        return gettext("about %(date)s", date=said) if value.get("estimated") else said

    return spoken_both(words)


def day_words(value: Mapping[str, Any]) -> str:
    """The bare date of a date shape; one that no calendar has is shown as its numbers."""
    year, month, day = (int(value[part]) if part in value else None for part in ("year", "month", "day"))
    if year is None or month is None:
        return str(year)
    locale = "cy" if current_language() == WELSH else "en_GB"
    if day is None:
        return str(format_date(date(year, month, 1), "MMMM y", locale=locale))
    try:
        return str(format_date(date(year, month, day), "d MMMM y", locale=locale))
    except ValueError:
        return f"{day} {format_date(date(year, month, 1), 'MMMM', locale=locale)} {year}"
