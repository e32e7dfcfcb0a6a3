"""When a hub or an agency is open: hours by weekday in London's time, less bank holidays and closures.

An opening time belongs to the hours, a closing time does not: at exactly 17:00 a hub open until 17:00 is closed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from hubwright.domain.clocks.london import local, on, utc
from hubwright.domain.definitions.hub import CalendarRule
from hubwright.domain.errors import HubwrightError

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SEARCHED: Final = 732  # days, two years: how far ahead an opening is looked for before we say that there is none

Span = tuple[datetime, datetime]


class NeverOpen(HubwrightError):
    """A clock has to wait for an opening, and its calendar has none within two years."""


class BadHours(HubwrightError):
    """Opening hours that cannot be read; `wrong_hours` says what is wrong with each."""


@dataclass(frozen=True, slots=True)
class WrongHours:
    """One pair of a calendar's hours that cannot be.

    Args:
        weekday: "mon" ... "sun", or what stood in its place.
        index: of the pair within the day, from 0; None when the weekday itself is wrong.
        what: one sentence saying what is wrong.
        do: one sentence saying what to do.
    """

    weekday: str
    index: int | None
    what: str
    do: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar with its closed days known, ready to be counted on.

    Args:
        id: of the drawing.
        hours: weekday ("mon" ... "sun") to (opens, closes) in Europe/London; a close of 00:00 is the midnight at the
            end of the day; a missing day is not open.
        closed: whole days closed beside that, to why: a bank holiday's name or the hub's own closure; empty
            where nobody said why.
    """

    id: str
    hours: Mapping[str, tuple[tuple[time, time], ...]]
    closed: Mapping[date, str] = field(default_factory=dict)

    @classmethod
    def of(cls, rule: CalendarRule, closed: Mapping[date, str]) -> Calendar:
        """The drawing with its closed days; which of them are its own is the caller's to say.

        Raises:
            BadHours: some of its hours cannot be read.
        """
        if wrong := wrong_hours(rule):
            raise BadHours(" ".join(one.what for one in wrong))
        hours = {
            day: tuple(sorted((_clock(a), _clock(b)) for a, b in pairs)) for day, pairs in rule.hours.items() if pairs
        }
        return cls(id=rule.id, hours=hours, closed=dict(closed))

    def spans(self, day: date) -> tuple[Span, ...]:
        """The open times of a day as instants in UTC, in order, none empty and none overlapping."""
        if day in self.closed:
            return ()
        found: list[Span] = []
        for opens, closes in self.hours.get(WEEKDAYS[day.weekday()], ()):
            first, last = on(day, opens), _closing(day, closes)
            if found and first <= found[-1][1]:
                first, last = found[-1][0], max(last, found.pop()[1])
            if first < last:
                found.append((first, last))
        return tuple(found)

    def is_working_day(self, day: date) -> bool:
        """Whether it opens at all on that day."""
        return bool(self.spans(day))

    def is_open(self, at: datetime) -> bool:
        """Whether it is open at that instant."""
        return any(first <= at < last for first, last in self.spans(local(at).date()))

    def next_opening(self, at: datetime) -> datetime:
        """The first instant (UTC), not before `at`, at which it is open: `at` itself when it is open then.

        Raises:
            NeverOpen: there is none within two years.
        """
        day = local(at).date()
        for _ in range(SEARCHED if self.hours else 0):
            for first, last in self.spans(day):
                if at < last:
                    return max(first, utc(at))
            day += timedelta(days=1)
        raise NeverOpen("This calendar does not open within two years. Give it opening hours.")

    def next_change(self, at: datetime) -> datetime | None:
        """The next instant (UTC), later than `at`, at which it opens or closes; None if there is none in two years."""
        if not self.is_open(at):
            try:
                return self.next_opening(at)
            except NeverOpen:
                return None
        day, end = local(at).date(), utc(at)
        for _ in range(SEARCHED):
            for first, last in self.spans(day):
                if first <= end < last:
                    end = last
            day += timedelta(days=1)
            if on(day, time(0)) != end:
                return end
        return None


def wrong_hours(rule: CalendarRule) -> tuple[WrongHours, ...]:
    """Everything that cannot be in a calendar's hours; empty when all is well."""
    found = []
    for day, pairs in rule.hours.items():
        if day not in WEEKDAYS:
            found.append(WrongHours(day, None, "A weekday is not one of mon to sun.", f"Use {', '.join(WEEKDAYS)}."))
            continue
        for index, pair in enumerate(pairs):
            try:
                opens, closes = (_clock(text) for text in pair)
            except ValueError:
                what = f"The hours of {day}, number {index + 1}, are not two times of day."
                found.append(WrongHours(day, index, what, 'Write two times as "09:00" and "17:00".'))
                continue
            if closes != time(0) and opens >= closes:
                what = f"The hours of {day}, number {index + 1}, close before they open."
                do = 'Let them end later that day, at "24:00" at most, and give the rest to the next day.'
                found.append(WrongHours(day, index, what, do))
    return tuple(found)


def opens_at_all(rule: CalendarRule) -> bool:
    """Whether a week has any opening hours that can be read: without, a clock that waits for them can never end."""
    wrong = {(one.weekday, one.index) for one in wrong_hours(rule)}
    return any(
        (day, None) not in wrong and (day, index) not in wrong
        for day, pairs in rule.hours.items()
        for index in range(len(pairs))
    )


def _clock(text: str) -> time:
    """The time that "HH:MM" means; "24:00" is the midnight at the end, written 00:00."""
    if text == "24:00":
        return time(0)
    if len(text) != 5 or text[2] != ":" or not (text[:2] + text[3:]).isascii() or not (text[:2] + text[3:]).isdigit():
        raise ValueError("not a time of day")
    return time(int(text[:2]), int(text[3:]))


def _closing(day: date, closes: time) -> datetime:
    return on(day + timedelta(days=1), closes) if closes == time(0) else on(day, closes)
