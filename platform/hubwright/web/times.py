"""Times as people read them: stored in UTC, shown in Europe/London."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

from hubwright.web.language import (
    ENGLISH,
    WELSH,
    WELSH_IS_CHECKED,
    Beside,
    Said,
    current_language,
    gettext,
    ngettext,
    speaking,
)

LONDON = ZoneInfo("Europe/London")
_LOCALES = {WELSH: "cy"}

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def _locale() -> str:
    return _LOCALES.get(current_language(), "en_GB")


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A time without a time zone cannot be shown: it may be an hour wrong.")
    return moment


def instant(moment: datetime) -> str:
    """Day and time, "Friday 27 November 2026, 4:50 pm".

    Args:
        moment: any time with a time zone.

    Raises:
        ValueError: it has none.
    """
    return _moment(moment, "EEEE d MMMM y, h:mm a")


def short_instant(moment: datetime) -> str:
    """Day and time for dense pages, "Fri 27 Nov, 16:50"."""
    return _moment(moment, "EEE d MMM, HH:mm")


def hour(moment: datetime) -> str:
    """The time of day for dense pages, "16:50"."""
    return _moment(moment, "HH:mm")


def clock_face(moment: datetime) -> str:
    """The time of day to the second, "16:50:07", for a display that says how fresh it is."""
    return _aware(moment).astimezone(LONDON).strftime("%H:%M:%S")


def day(when: date | datetime) -> str:
    """The day, "27 November 2026"; a time is taken to London first."""
    if isinstance(when, datetime):
        when = _aware(when).astimezone(LONDON).date()
    return _both(lambda: str(format_date(when, "d MMMM y", locale=_locale())))


def _moment(moment: datetime, pattern: str) -> str:
    aware = _aware(moment)
    return _both(lambda: str(format_datetime(aware, pattern, tzinfo=LONDON, locale=_locale())))


def _both(words: Callable[[], str]) -> str:
    """A time in the page's language, which a sentence can also say in English."""
    if current_language() == ENGLISH:
        return words()
    with speaking(ENGLISH):
        english = words()
    return Said(words(), english)


def machine_time(moment: datetime) -> str:
    """The `datetime` attribute of a `<time>` element, in UTC to the second."""
    return _aware(moment).astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ")


def time_left(due: datetime, now: datetime) -> str:
    """How long is left, or how late it is: "38 min left", "late 20 min".

    Whole minutes are counted down, so that nothing is shown as further away than it is; late time likewise only counts
    minutes that have passed.

    Args:
        due: when it is due.
        now: when the page is drawn.
    """
    words = _left(due, now)
    if current_language() == ENGLISH or WELSH_IS_CHECKED:
        return words
    with speaking(ENGLISH):
        return Beside(words, _left(due, now))


def _left(due: datetime, now: datetime) -> str:
    left = _aware(due) - _aware(now)
    if left < timedelta(0):
        return gettext("late %(time)s", time=_span(-left))
    if left < timedelta(minutes=1):
        return gettext("due now")
    return gettext("%(time)s left", time=_span(left))


def _span(length: timedelta) -> str:
    seconds = int(length.total_seconds())
    if seconds < MINUTE:
        return gettext("under 1 min")
    if seconds < HOUR:
        return gettext("%(number)s min", number=seconds // MINUTE)
    if seconds < DAY:
        hours, minutes = seconds // HOUR, seconds % HOUR // MINUTE
        return (
            gettext("%(number)s h %(minutes)s min", number=hours, minutes=minutes)
            if minutes
            else gettext("%(number)s h", number=hours)
        )
    return ngettext("%(number)s day", "%(number)s days", seconds // DAY)
