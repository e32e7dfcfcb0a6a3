"""A meeting told on a hub in memory: people are asked, come and go, cases are taken, and nothing touches a database."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hubwright.domain.cases.entries import Actor, Entry, Fact
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.hubs.stream import Seat
from hubwright.domain.meetings import MeetingState, Room, begin, decide, meeting_of
from hubwright.domain.meetings.commands import Call, Command
from hubwright.testing.stories import HEALTH, MANAGER, MONDAY, POLICE, SCREENER, Story

LONG_AGO = datetime(2026, 1, 1, tzinfo=MONDAY.tzinfo)


def a_seat(actor: Actor) -> Seat:
    """The seat that somebody of the stories holds."""
    return Seat(f"s-{actor.id}", actor.id, actor.name, str(actor.agency), actor.roles, actor.qualifications, LONG_AGO)


SEATS = tuple(map(a_seat, (SCREENER, MANAGER, POLICE, HEALTH)))


class Tale:
    """One meeting.

    Args:
        hub: the drawing; Oakfield where none is given.
        cases: references that whoever acts may put on the agenda, each on the children's pathway.
        found: references that the type's rule brings.
    """

    def __init__(self, hub: Hub | None = None, *, cases: tuple[str, ...] = ("CASE0001",), found: tuple[str, ...] = ()):
        self.story = Story(hub)
        self.room = Room(SEATS, dict.fromkeys((*cases, *found), ("child",)), found)
        self.entries: list[Entry] = []

    @property
    def state(self) -> MeetingState:
        """The meeting as it stands."""
        found = meeting_of(self.entries)
        assert found is not None
        return found

    def later(self, minutes: float) -> Tale:
        """Let time pass."""
        self.story.now += timedelta(minutes=minutes)
        return self

    def called(self, actor: Actor = MANAGER, **parts: Any) -> MeetingState:
        """Somebody calls it: a strategy discussion in an hour, unless the parts say otherwise."""
        usual: dict[str, Any] = {
            "type": "strategy",
            "starts": self.story.now + timedelta(hours=1),
            "cases": ("CASE0001",),
            "chair": MANAGER.id,
        }
        facts = begin(Call(**{**usual, **parts}), self.story.context(actor), self.room)
        return self._record(facts, actor)

    def does(self, command: Command, actor: Actor = MANAGER) -> MeetingState:
        """Somebody acts on it."""
        return self._record(decide(self.state, command, self.story.context(actor), self.room), actor)

    def person(self, agency: str) -> str:
        """Id of the first of an agency who is asked."""
        return next(one.id for one in self.state.people.values() if one.agency == agency)

    def _record(self, facts: list[Fact], actor: Actor) -> MeetingState:
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
                    recorded=self.story.now,
                    actor=actor.id,
                    actor_name=actor.name,
                    agency=actor.agency,
                    revision="r1",
                    deed=f"deed-{len(self.entries) + 1}",
                )
            )
        return self.state
