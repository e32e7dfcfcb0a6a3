"""How old somebody is, in words, with the date it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from hubwright.domain.answers.shapes import is_date
from hubwright.domain.cases.commands import Subject
from hubwright.web.dates_shown import day_words, spoken_both
from hubwright.web.language import gettext, ngettext
from hubwright.web.times import LONDON


def birth_words(subject: Subject, now: datetime) -> str:
    """How old somebody is: "7 (12 March 2019)", "about 7", "expected in March 2027", "not known".

    Args:
        subject: whose age.
        now: when the page is drawn, with a time zone; birthdays begin at midnight in London.
    """
    return spoken_both(lambda: _birth(subject, now))


def _birth(subject: Subject, now: datetime) -> str:
    if subject.unborn:
        return _expected(subject.expected)
    if subject.born is None or not is_date(subject.born):
        return gettext("not known")
    born = subject.born
    today = now.astimezone(LONDON).date()
    oldest, youngest = _months(born, today)
    if oldest < 0:
        return day_words(born)
    if born.get("estimated"):
        return gettext("about %(age)s", age=_age(max(youngest, 0) if "month" in born else oldest))
    if "month" not in born or oldest // 12 != max(youngest, 0) // 12:
        return gettext("about %(age)s (%(date)s)", age=_age(oldest), date=day_words(born))
    return gettext("%(age)s (%(date)s)", age=_age(oldest), date=day_words(born))


def _expected(value: Mapping[str, Any] | None) -> str:
    if value is None or not is_date(value):
        return gettext("not yet born")
    if "day" in value:
        return gettext("expected on %(date)s", date=day_words(value))
    return gettext("expected in %(date)s", date=day_words(value))


def _months(born: Mapping[str, Any], today: date) -> tuple[int, int]:
    """The greatest and the least age in whole months that a birth date allows."""

    def months(month: int, day: int) -> int:
        return (today.year - int(born["year"])) * 12 + today.month - month - (today.day < day)

    return months(born.get("month", 1), born.get("day", 1)), months(born.get("month", 12), born.get("day", 31))


def _age(months: int) -> str:
    if months >= 24:
        return str(months // 12)
    if months >= 1:
        return ngettext("%(number)s month", "%(number)s months", months)
    return gettext("under a month")
