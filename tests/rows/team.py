"""The people of a shipped hub: their seats, their hours and who may decide on which day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from hubwright.domain.cases.entries import OPERATOR, Actor, Entry, Fact
from hubwright.domain.clocks import Calendar
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.hubs import DayCover, HubState, Seat, Working, arrange_seat, cover, give_seat, hub_of
from hubwright.testing.stories import MONDAY


class Team:
    """The hub's own stream, one deed after another.

    Args:
        hub: the drawing.
        now: UTC.
    """

    def __init__(self, hub: Hub, now: datetime = MONDAY):
        self.hub = hub
        self.now = now
        self.entries: list[Entry] = []

    @property
    def state(self) -> HubState:
        """The stream, replayed."""
        return hub_of(self.entries)

    def joins(self, actor: Actor, working: Working | None = None) -> Seat:
        """Somebody is given a seat, and says how they work in it.

        Raises:
            Refusal: the hub has no such agency or role.
        """
        seat = Seat(
            id=f"s{len(self.state.seats) + 1}",
            user=actor.id,
            name=actor.name,
            agency=actor.agency or "",
            roles=actor.roles,
            qualifications=actor.qualifications,
            begins=self.now,
        )
        agencies, roles = ([one.id for one in part] for part in (self.hub.agencies, self.hub.roles))
        self._add(give_seat(self.state, seat, agencies=agencies, roles=roles, now=self.now))
        if working is not None:
            self._add(arrange_seat(self.state, seat.id, working, now=self.now))
        return self.state.seats[seat.id]

    def covers(self, first: date, days: int = 7) -> tuple[DayCover, ...]:
        """Who is there on which day."""
        rule = self.hub.find("calendars", self.hub.calendar)
        own = {one.id: Calendar.of(one, {}) for one in self.hub.calendars}
        return cover(self.hub, self.state, Calendar.of(rule, {}), first, days, own)

    def _add(self, facts: Iterable[Fact]) -> None:
        for fact in facts:
            self.entries.append(
                Entry(
                    stream=fact.stream,
                    number=len(self.entries) + 1,
                    type=fact.type,
                    version=fact.version,
                    body=fact.body,
                    happened=fact.happened,
                    received=fact.received,
                    recorded=self.now,
                    actor=OPERATOR.id,
                    actor_name=OPERATOR.name,
                    agency=None,
                    revision="r1",
                    deed=f"deed-{len(self.entries)}",
                )
            )
