"""Who is there on which day, worked out from seats: agencies without anybody, and days on which nobody may decide.

It counts what people have said of their sessions, rotations and memberships. It knows nothing of anybody's day off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
        by_telephone: agency to the halves in which it answers by telephone, whoever of it is in the room.
        deciding: decider to those who may decide as that one, likewise.
    """

    day: date
    shut: str | None
    halves: tuple[str, ...]
    there: Mapping[str, tuple[tuple[Seat, tuple[str, ...]], ...]]
    deciding: Mapping[str, tuple[tuple[Seat, tuple[str, ...]], ...]]
    by_telephone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def without(self, decider: str) -> tuple[str, ...]:
        """The halves of the day in which nobody may decide as this decider."""
        covered = {half for _, halves in self.deciding[decider] for half in halves}
        return tuple(half for half in self.halves if half not in covered)

    def reached(self, agency: str) -> tuple[str, ...]:
        """The halves of the day in which an agency is reached: in the room or by telephone."""
        found = {half for _, halves in self.there.get(agency, ()) for half in halves}
        found |= set(self.by_telephone.get(agency, ()))
        return tuple(half for half in self.halves if half in found)


def cover(
    hub: Hub,
    state: HubState,
    calendar: Calendar,
    first: date,
    days: int,
    calendars: Mapping[str, Calendar] | None = None,
) -> tuple[DayCover, ...]:
    """So many days from `first` on.

    Args:
        hub: today's drawing: its agencies and deciders.
        state: the hub's stream, replayed: seats and how their holders work.
        calendar: the hub's own hours, closures included.
        first: the first day, in London.
        days: how many.
        calendars: by id, those of agencies that keep their own hours in the hub; without them the hub's are theirs.
    """
    kept = calendars or {}
    return tuple(_day(hub, state, calendar, first + timedelta(days=number), kept) for number in range(days))


def _day(hub: Hub, state: HubState, calendar: Calendar, day: date, calendars: Mapping[str, Calendar]) -> DayCover:
    halves = tuple(half for half in HALVES if _opens(calendar, day, half))
    own = {one.id: _open_halves(calendars, one.calendar, day, halves) for one in hub.agencies}
    there = [
        (seat, found)
        for seat in _by_name(state.seats.values())
        if (found := _in(seat, day, halves, own.get(seat.agency, halves)))
    ]
    return DayCover(
        day=day,
        shut=None if halves else calendar.closed.get(day, ""),
        halves=halves,
        there={agency.id: tuple(one for one in there if one[0].agency == agency.id) for agency in hub.agencies},
        deciding={
            decider.id: tuple(one for one in there if may_decide_as(decider, one[0])) for decider in hub.deciders
        },
        by_telephone={
            one.id: _open_halves(calendars, one.by_telephone, day, halves)
            for one in hub.agencies
            if one.by_telephone is not None
        },
    )


def _open_halves(
    calendars: Mapping[str, Calendar], id: str | None, day: date, halves: tuple[str, ...]
) -> tuple[str, ...]:
    """Those halves in which a calendar opens; all of them where there is none of that id."""
    found = calendars.get(id) if id is not None else None
    return halves if found is None else tuple(half for half in halves if _opens(found, day, half))


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


def _in(seat: Seat, day: date, halves: Iterable[str], usual: tuple[str, ...]) -> tuple[str, ...]:
    """The halves of a day in which the holder of a seat works: as they said, or else in their agency's own hours."""
    if seat.until is not None and seat.until < day:
        return ()
    said = seat.sessions.get(WEEKDAYS[day.weekday()], ()) if seat.sessions else usual
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


def without_end(hub: Hub, state: HubState, now: datetime) -> tuple[Seat, ...]:
    """Those who came in rotation and of whom nobody has said when they go back."""
    rotating = {one.id for one in hub.agencies if one.mode == "rotational"}
    return tuple(
        seat
        for seat in _by_name(state.seats.values())
        if seat.agency in rotating and seat.holds(now) and seat.until is None and seat.ends is None
    )


def full_time(seats: Iterable[Seat]) -> Decimal | None:
    """The full-time equivalents of these people together, or None where somebody's are not said."""
    parts = [seat.fte for seat in seats]
    return sum(map(Decimal, parts), Decimal(0)) if parts and all(parts) else None
