"""A meeting of a shipped hub: whom its type asks, what its rule brings on the agenda, who comes and how."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.entries import Actor, Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.minuting import at_meetings
from hubwright.domain.hubs import Seat
from hubwright.domain.meetings import MeetingState, Room, begin, decide, meeting_of
from hubwright.domain.meetings import commands as m
from hubwright.domain.meetings.agenda import found_by, found_of
from hubwright.domain.meetings.state import Attender

from tests.rows.tale import Tale


class Gathering:
    """One meeting about the cases of a story.

    Args:
        tale: the story; everybody with a post in it may be asked.
        people: those who have a seat in the hub.
        last: when the last meeting of the type began, UTC, or None.
    """

    def __init__(self, tale: Tale, *people: Actor, last: datetime | None = None):
        self.tale = tale
        self.last = last
        self.entries: list[Entry] = []
        self.seats = tuple(
            Seat(f"s-{one.id}", one.id, one.name, str(one.agency), one.roles, one.qualifications, tale.now)
            for one in people
        )

    @property
    def state(self) -> MeetingState:
        """The meeting as it stands."""
        found = meeting_of(self.entries)
        assert found is not None
        return found

    @property
    def agenda(self) -> list[str]:
        """References of the cases on it, in their order."""
        return [self.state.matters[id].case for id in self.state.order]

    def called(self, type: str, by: Actor, *cases: str, **parts: Any) -> MeetingState:
        """Somebody calls it for in an hour, unless the parts say otherwise; its rule adds what it brings.

        Raises:
            Refusal: they may not, or something is missing.
            KeyError: the hub has no such type of meeting.
        """
        drawn = self.tale.hub.find("meeting_types", type)
        known = [found_of(one) for one in self._cases()]
        brought = found_by(drawn, known, now=self.tale.now, last=self.last)
        command = m.Call(**{"type": type, "starts": self.tale.now + timedelta(hours=1), "cases": cases, **parts})
        self._record(begin(command, self.tale.context(by), self._room(brought)), by)
        self._on_the_cases("called", by)
        if self.state.begun is not None:
            self._on_the_cases("begun", by)
        return self.state

    def does(self, by: Actor, command: m.Command) -> MeetingState:
        """Somebody acts on it.

        Raises:
            Refusal: it is not done yet.
        """
        begun = self.state.begun
        self._record(decide(self.state, command, self.tale.context(by), self._room()), by)
        if begun is None and self.state.begun is not None:
            self._on_the_cases("begun", by)
        return self.state

    def comes(self, by: Actor, /, agency: str, how: str = "present", **parts: Any) -> MeetingState:
        """Somebody notes how an agency that was asked takes part.

        Raises:
            LookupError: it was not asked.
        """
        return self.does(by, m.Attend(self.asked(agency).id, how, **parts))

    def asked(self, agency: str) -> Attender:
        """The first of an agency who was asked.

        Raises:
            LookupError: none was.
        """
        for one in self.state.people.values():
            if one.agency == agency:
                return one
        raise LookupError(agency)

    def lacks(self) -> list[list[str]]:
        """The agencies of each part of the quorum for which nobody was there when it began."""
        return [list(one["agencies"]) for one in self.state.quorum["missing"]]

    def _cases(self) -> list[CaseState]:
        streams = [entries for stream, entries in self.tale.streams.items() if stream.startswith("case:")]
        return [state for entries in streams if (state := case_of(entries)) is not None]

    def _room(self, found: tuple[str, ...] = ()) -> Room:
        return Room(self.seats, {one.ref: one.pathways for one in self._cases()}, found)

    def _on_the_cases(self, what: str, by: Actor) -> None:
        """What it means for each case on the agenda is put on its record, as the one deed over both does."""
        state, kept = self.state, self.tale.case
        type = self.tale.hub.find("meeting_types", state.type)
        for ref in self.agenda:
            self.tale.case = ref
            context = self.tale.context(by)
            if what == "begun":
                fact = at_meetings.begun(self.tale.state, context, meeting=state.ref, type=type)
            else:
                agencies = [one.agency for one in state.people.values()]
                fact = at_meetings.called(
                    self.tale.state,
                    context,
                    meeting=state.ref,
                    type=type,
                    starts=state.starts,
                    invited=agencies,
                    users=[one.user for one in state.people.values() if one.user],
                )
            self.tale.records([fact], by)
        self.tale.case = kept

    def _record(self, facts: list[Fact], by: Actor) -> None:
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
                    recorded=self.tale.now,
                    actor=by.id,
                    actor_name=by.name,
                    agency=by.agency,
                    revision="r1",
                    deed=f"deed-{len(self.entries)}",
                )
            )
