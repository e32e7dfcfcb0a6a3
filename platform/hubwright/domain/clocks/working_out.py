"""Working out when a clock is due. The conventions stand in `docs/reference/clocks.md`; where two readings of a rule
are possible, the stricter, earlier one holds.

Nothing here steps through minutes: whole days are counted, and within a day its open times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Final

from hubwright.domain.clocks.calendar import SEARCHED, Calendar, NeverOpen
from hubwright.domain.clocks.london import changes, comes_twice, exists, goes_forward, local, on, utc
from hubwright.domain.clocks.steps import Due, Step
from hubwright.domain.definitions.hub import ClockRule
from hubwright.domain.errors import HubwrightError

FARTHEST: Final = 3660  # days, ten years: no clock of a hub runs longer, and a slip in a definition must end somewhere

_TOO_FAR: Final = "This clock would run longer than ten years. Give it a smaller amount."


class BadClock(HubwrightError):
    """A clock's drawing that nothing can be counted with."""


def due(rule: ClockRule, start: datetime, calendar: Calendar) -> Due:
    """When a clock that starts at `start` is due, with its workings.

    Args:
        rule: the clock.
        start: an instant; UTC is stored.
        calendar: the one that `rule.calendar` names, with the bank holidays and closures of the time ahead.

    Raises:
        NeverOpen: it waits for an opening and there is none within two years.
        BadClock: the unit is unknown, or the amount is negative or reaches beyond ten years.
    """
    start = utc(start)
    count = _UNITS.get(rule.unit)
    if count is None or rule.amount < 0:
        raise BadClock("A clock needs a known unit and an amount that is not negative.")
    if rule.amount > FARTHEST * (24 if rule.unit.endswith("hour") else 1):
        raise BadClock(_TOO_FAR)
    steps = [Step("started", at=start)]
    counted = _counted_from(rule, start, calendar, steps)
    at, skipped, more = count(rule.amount, counted, calendar)
    shut = [*_shut_days(calendar, local(start).date(), local(counted).date()), *skipped]
    steps += [*_skipped(calendar, shut), *more, Step("due", at=at, amount=rule.amount, unit=rule.unit)]
    return Due(at=at, steps=tuple(steps))


def moved(rule: ClockRule, start: datetime, old_due: datetime, calendar: Calendar) -> Due | None:
    """The new due time of a clock whose calendar has changed since (a later closure), or None where it stays.

    It does not ask whether the clock runs, or whether its time has passed: a closure made known afterwards does not
    undo a missed clock, and that is for the caller to see to.
    """
    new = due(rule, start, calendar)
    return None if new.at == utc(old_due) else new


def _counted_from(rule: ClockRule, start: datetime, calendar: Calendar, steps: list[Step]) -> datetime:
    """Where counting begins: at once, or at the next opening for a clock that waits for hours or counts them."""
    if rule.out_of_hours == "runs" and not rule.unit.startswith("working"):
        return start
    counted = calendar.next_opening(start)
    if counted != start:
        day = local(start).date()
        name = calendar.closed.get(day, "")
        why = "closed" if day in calendar.closed else "out_of_hours" if calendar.spans(day) else "not_open"
        steps.append(Step("counted_from", at=counted, why=why, name=name))
    return counted


Counted = tuple[datetime, list[date], list[Step]]


def _elapsed_hours(amount: int, counted: datetime, calendar: Calendar) -> Counted:
    """Real hours, whatever the clock on the wall does."""
    at = counted + timedelta(hours=amount)
    return at, [], _clock_changes(changes(counted, at), "elapsed_hour")


def _calendar_days(amount: int, counted: datetime, calendar: Calendar) -> Counted:
    """The same time on the wall, days later.

    In the hour that comes twice the first time round counts as the beginning of that hour: else a start in the second
    round would be due before a start in the first.
    """
    shown = local(counted)
    clock = shown.time()
    steps = []
    if comes_twice(counted) and shown.fold == 0:
        change = changes(counted, counted + timedelta(hours=3))[0]
        clock = local(change).time()
        steps.append(Step("start_twice", at=counted))
    day = shown.date() + timedelta(days=amount)
    at = max(on(day, clock), counted)
    steps += _clock_changes(changes(counted, at), "calendar_day")
    if not exists(day, clock):
        steps.append(Step("no_such_time", at=at))
    elif amount and comes_twice(at):
        steps.append(Step("time_twice", at=at))
    return at, [], steps


def _working_hours(amount: int, counted: datetime, calendar: Calendar) -> Counted:
    """Open time only. Time that runs out exactly at closing is due then, not at the next opening."""
    left = timedelta(hours=amount)
    at = counted
    shut: list[date] = []
    found: list[datetime] = []
    for day, spans in _days(calendar, local(counted).date()):
        if not spans:
            shut.append(day)
        for first, last in spans:
            begins = max(first, counted)
            if begins >= last:
                continue
            at = min(last, begins + left)
            found += changes(begins, at)
            left -= at - begins
            if not left:
                return at, shut, _clock_changes(found, "working_hour")
    raise AssertionError("the days end with an error of their own")


def _working_days(amount: int, counted: datetime, calendar: Calendar) -> Counted:
    """Close of business on the working day that is `amount` after the day of receipt, which is day 0."""
    passed = -1
    shut: list[date] = []
    for day, spans in _days(calendar, local(counted).date()):
        if not spans:
            shut.append(day)
            continue
        passed += 1
        if passed == amount:
            return spans[-1][1], shut, []
    raise AssertionError("the days end with an error of their own")


_UNITS: Final[dict[str, Callable[[int, datetime, Calendar], Counted]]] = {
    "elapsed_hour": _elapsed_hours,
    "working_hour": _working_hours,
    "working_day": _working_days,
    "calendar_day": _calendar_days,
}


def _days(calendar: Calendar, first: date) -> Iterable[tuple[date, tuple[tuple[datetime, datetime], ...]]]:
    """Days with their open times, one by one.

    Raises:
        NeverOpen: two years went by without an opening.
        BadClock: ten years went by.
    """
    shut = 0
    for ahead in range(FARTHEST):
        day = first + timedelta(days=ahead)
        spans = calendar.spans(day)
        shut = 0 if spans else shut + 1
        if shut > SEARCHED:
            raise NeverOpen("This calendar does not open within two years. Give it opening hours.")
        yield day, spans
    raise BadClock(_TOO_FAR)


def _shut_days(calendar: Calendar, after: date, before: date) -> list[date]:
    """The days strictly between two days on which the calendar does not open."""
    between = (after + timedelta(days=ahead) for ahead in range(1, (before - after).days))
    return [day for day in between if not calendar.is_working_day(day)]


def _skipped(calendar: Calendar, days: Iterable[date]) -> list[Step]:
    """One step for the weekdays on which it is never open, and one for each name of a closed day."""
    without_closures = Calendar(calendar.id, calendar.hours)
    together: dict[tuple[str, str], list[date]] = {}
    for day in days:
        # A weekday without hours is shut for that reason already, bank holiday or not.
        weekday_shut = not without_closures.is_working_day(day)
        key = ("not_open", "") if weekday_shut else ("closed", calendar.closed.get(day, ""))
        together.setdefault(key, []).append(day)
    return [
        Step("skipped", why=why, name=name, first=shut[0], last=shut[-1], days=len(shut))
        for (why, name), shut in together.items()
    ]


def _clock_changes(found: Iterable[datetime], unit: str) -> list[Step]:
    return [Step("clock_change", at=at, why="forward" if goes_forward(at) else "back", unit=unit) for at in found]
