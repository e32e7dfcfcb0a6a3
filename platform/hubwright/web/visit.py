"""One request in one hub: whose hub it is today, who is here, what they may do. Views get this and nothing wider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hubwright.actions.house import House
from hubwright.domain.access import Reader, reader_of
from hubwright.domain.cases.entries import REFERRER, Actor
from hubwright.domain.clocks import Calendar
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.hubs import HUB_STREAM, HubState, Seat, hub_of, today
from hubwright.ports import Reading

DISPLAY = "wall.read"
"""The one permission of a screen on a wall."""


@dataclass(frozen=True, slots=True)
class Day:
    """A hub as it is today.

    Args:
        revision: the one that holds.
        hub: its drawing with the facts of today.
        state: the hub's own stream, replayed.
        calendars: by id, closures included.
    """

    revision: str
    hub: Hub
    state: HubState
    calendars: Mapping[str, Calendar]


class Days:
    """The day of each hub, worked out once and kept while it lasts: no request need replay the hub's whole stream."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[tuple[str, date], Day]] = {}

    def of(self, house: House, reading: Reading, now: datetime) -> Day:
        """The hub's day; a new one as soon as its stream or the date is another.

        Raises:
            NotFound: the hub has not published how it works.
        """
        # What is published is put on the hub's stream too, so its mark says whether the revision is still the same.
        lasts = (reading.mark(HUB_STREAM), now.date())
        kept = self._kept.get(reading.hub)
        if kept is not None and kept[0] == lasts:
            return kept[1]
        revision, published = reading.live()
        state = hub_of(reading.entries(HUB_STREAM))
        hub = today(published, state)
        day = Day(revision, hub, state, house.calendars(hub, state.closures, now.date()))
        self._kept[reading.hub] = (lasts, day)
        return day


@dataclass(frozen=True, slots=True)
class Visit:
    """A request in a hub.

    Args:
        house: the ports, for deeds.
        hub: the drawing that holds today.
        revision: of that drawing.
        state: the hub's own stream, replayed.
        now: UTC.
        calendars: the hub's calendars by id, closures included.
        seat: the seat they act in, or None for somebody who has not signed in or has none here.
        seats: all the seats they hold here.
        base_url: where this installation is reached, without a slash at the end.
        demo: nobody reads what is sent.
    """

    house: House
    hub: Hub
    revision: str
    state: HubState
    now: datetime
    calendars: Mapping[str, Calendar]
    base_url: str
    demo: bool
    seat: Seat | None = None
    seats: tuple[Seat, ...] = ()

    @property
    def open(self) -> bool:
        """Whether the hub is open at this hour."""
        return self.calendars[self.hub.calendar].is_open(self.now)

    @property
    def actor(self) -> Actor:
        """Who acts: the seat's holder, or a referrer."""
        return REFERRER if self.seat is None else _actor(self.seat)

    @property
    def reader(self) -> Reader:
        """What they may see."""
        if self.seat is None:
            return Reader(user=REFERRER.id, agency=None)
        return reader_of(self.hub, self.actor, begins=self.seat.begins, ends=self.seat.ends, only=self.seat.only)

    def is_display(self, user: str) -> bool:
        """Whether somebody's every seat here opens the wall and nothing else: a screen, not a person at a keyboard."""
        seats = self.state.seats_of(user, self.now)
        return bool(seats) and all(set(reader_of(self.hub, _actor(seat)).grants) == {DISPLAY} for seat in seats)

    def colleagues(self, permission: str) -> tuple[Seat, ...]:
        """The seats held now whose roles grant a permission, by name."""
        held = [
            seat
            for seat in self.state.seats.values()
            if seat.begins <= self.now
            and (seat.ends is None or self.now < seat.ends)
            and reader_of(self.hub, _actor(seat)).may(permission)
        ]
        return tuple(sorted(held, key=lambda seat: seat.name))

    def pinned(self, reading: Reading, revision: str) -> Hub:
        """The drawing that a case is pinned to, with the facts of today."""
        return self.hub if revision == self.revision else today(reading.hub_at(revision), self.state)


def _actor(seat: Seat) -> Actor:
    return Actor(id=seat.user, name=seat.name, agency=seat.agency, roles=seat.roles, qualifications=seat.qualifications)


def visit_of(
    house: House, reading: Reading, days: Days, *, user: str | None, wanted: str | None, base_url: str, demo: bool
) -> Visit:
    """The visit of somebody to a hub.

    Args:
        house: the ports.
        reading: an open reading of the hub.
        days: the days of the hubs, as far as they are known.
        user: who has signed in, or None.
        wanted: the id of the seat they chose to act in, where they hold several.
        base_url, demo: of this installation.

    Raises:
        NotFound: the hub has not published how it works.
    """
    now = house.now()
    day = days.of(house, reading, now)
    seats = day.state.seats_of(user, now) if user else ()
    return Visit(
        house=house,
        hub=day.hub,
        revision=day.revision,
        state=day.state,
        now=now,
        calendars=day.calendars,
        base_url=base_url,
        demo=demo,
        seat=next((seat for seat in seats if seat.id == wanted), seats[0] if seats else None),
        seats=seats,
    )
