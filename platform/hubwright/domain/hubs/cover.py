"""Who is there on which day, worked out from seats: agencies without anybody, and days on which nobody may decide.

It counts what people have said of their sessions, rotations and memberships. It knows nothing of anybody's day off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from hubwright.domain.clocks import Calendar
from hubwright.domain.clocks.london import on
from hubwright.domain.definitions.hub import Decider, Hub
from hubwright.domain.hubs.stream import HubState, Seat
from hubwright.domain.hubs.working import HALVES, WEEKDAYS

NOON = time(13)
"""Where the two halves of a day meet."""


@dataclass(frozen=True, slots=True)
class DayCover:
    """One day.

    Args:
        day: in London.
        shut: the hub does not open; why, as far as somebody said.
        halves: the halves of the day in which it opens.
        there: agency to those of its people who work then, each with their halves of that day.
        deciding: decider to those who may decide as that one, likewise.
    """

    day: date
    shut: str | None
    halves: tuple[str, ...]
    there: Mapping[str, tuple[tuple[Seat, tuple[str, ...]], ...]]
    deciding: Mapping[str, tuple[tuple[Seat, tuple[str, ...]], ...]]

    def without(self, decider: str) -> tuple[str, ...]:
        """The halves of the day in which nobody may decide as this decider."""
        covered = {half for _, halves in self.deciding[decider] for half in halves}
        return tuple(half for half in self.halves if half not in covered)


def cover(hub: Hub, state: HubState, calendar: Calendar, first: date, days: int) -> tuple[DayCover, ...]:
    """So many days from `first` on.

    Args:
        hub: today's drawing: its agencies and deciders.
        state: the hub's stream, replayed: seats and how their holders work.
        calendar: the hub's own hours, closures included.
        first: the first day, in London.
        days: how many.
    """
    return tuple(_day(hub, state, calendar, first + timedelta(days=number)) for number in range(days))


def _day(hub: Hub, state: HubState, calendar: Calendar, day: date) -> DayCover:
    halves = tuple(half for half in HALVES if _opens(calendar, day, half))
    there = [(seat, found) for seat in _by_name(state.seats.values()) if (found := _in(seat, day, halves))]
    return DayCover(
        day=day,
        shut=None if halves else calendar.closed.get(day, ""),
        halves=halves,
        there={agency.id: tuple(one for one in there if one[0].agency == agency.id) for agency in hub.agencies},
        deciding={
            decider.id: tuple(one for one in there if may_decide_as(decider, one[0])) for decider in hub.deciders
        },
    )


def may_decide_as(decider: Decider, seat: Seat) -> bool:
    """Whether the holder of a seat is one whom the hub names as this decider."""
    qualified = decider.qualification is None or decider.qualification in seat.qualifications
    return qualified and bool(decider.roles & seat.roles)


def _by_name(seats: Iterable[Seat]) -> list[Seat]:
    return sorted(seats, key=lambda seat: (seat.name, seat.id))


def _edges(day: date, half: str) -> tuple[datetime, datetime]:
    begins, ends = {"am": (time(0), NOON), "pm": (NOON, time(0))}[half]
    return on(day, begins), on(day + timedelta(days=1), ends) if half == "pm" else on(day, ends)


def _opens(calendar: Calendar, day: date, half: str) -> bool:
    begins, ends = _edges(day, half)
    return any(first < ends and begins < last for first, last in calendar.spans(day))


def _in(seat: Seat, day: date, halves: Iterable[str]) -> tuple[str, ...]:
    """The halves of a day in which the holder of a seat works."""
    if seat.until is not None and seat.until < day:
        return ()
    said = seat.sessions.get(WEEKDAYS[day.weekday()], ()) if seat.sessions else HALVES
    return tuple(half for half in halves if half in said and _held(seat, *_edges(day, half)))


def _held(seat: Seat, begins: datetime, ends: datetime) -> bool:
    return seat.begins < ends and (seat.ends is None or begins < seat.ends)


def leaving(state: HubState, now: datetime, first: date, days: int) -> tuple[tuple[Seat, date], ...]:
    """Whose rotation or membership ends within so many days, with the last day, the nearest first."""
    found = []
    for seat in state.seats.values():
        ends = [day for day in (seat.until, seat.ends.date() if seat.ends else None) if day is not None]
        if seat.holds(now) and ends and first <= min(ends) < first + timedelta(days=days):
            found.append((seat, min(ends)))
    return tuple(sorted(found, key=lambda one: (one[1], one[0].name)))


def full_time(seats: Iterable[Seat]) -> Decimal | None:
    """The full-time equivalents of these people together, or None where somebody's are not said."""
    parts = [seat.fte for seat in seats]
    return sum(map(Decimal, parts), Decimal(0)) if parts and all(parts) else None
