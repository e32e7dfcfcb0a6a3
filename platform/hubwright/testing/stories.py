"""A story told on a hub in memory: people act, time passes, entries pile up, and nothing touches a database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from hubwright.domain.access import reader_of
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import AddToContact, Command, RaiseAlarm, Receive, Subject, TellRung
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import REFERRER, WORKER, Actor, Entry, Fact
from hubwright.domain.cases.state import CaseState, ContactState
from hubwright.domain.cases.topics.joining import JoinTo, join
from hubwright.domain.clocks import Calendar
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.hub import Hub
from hubwright.reference.editions import guidance_that_holds
from hubwright.reference.provisions import provisions_that_hold
from hubwright.testing.hubs import a_hub

# A Monday in term time, in the middle of the morning, in summer time.
MONDAY = datetime(2026, 6, 8, 9, 30, tzinfo=UTC)

SCREENER = Actor("u-alex", "Alex Example", "care", frozenset({"worker"}), frozenset({"social_worker"}))
MANAGER = Actor("u-sam", "Sam Example", "care", frozenset({"manager"}), frozenset({"social_worker"}))
POLICE = Actor("u-pat", "Pat Example", "police", frozenset({"partner"}))
HEALTH = Actor("u-robin", "Robin Example", "health", frozenset({"partner"}))


class Story:
    """What happens on a hub, one deed after another.

    Args:
        hub: the drawing; Oakfield where none is given.
        now: when the story begins, UTC.
        closures: extra closed days.
    """

    def __init__(self, hub: Hub | None = None, now: datetime = MONDAY, closures: Mapping[date, str] | None = None):
        self.hub = hub or a_hub()
        self.now = now
        self.closures = dict(closures or {})
        self.streams: dict[str, list[Entry]] = {}
        self.case = ""
        self.contact = ""
        self._ids = self._references()

    @staticmethod
    def _references() -> Iterator[str]:
        for number in count(1):
            yield f"REF{number:05d}"

    def later(self, **time: float) -> Story:
        """Let time pass: `hours=2`, `minutes=15`."""
        self.now += timedelta(**time)
        return self

    def context(self, actor: Actor) -> Context:
        """What a decision of this actor is made with, now."""
        calendars = {rule.id: Calendar.of(rule, self.closures) for rule in self.hub.calendars}
        return Context(
            hub=self.hub,
            revision="r1",
            actor=actor,
            authority=reader_of(self.hub, actor),
            now=self.now,
            calendars=calendars,
            ids=self._ids,
            provisions=provisions_that_hold(self.hub.local.nation, local(self.now).date()),
            guidance=guidance_that_holds(self.hub.local.nation, local(self.now).date()),
        )

    def receives(self, *subjects: Subject, danger: bool = False, actor: Actor = REFERRER, **parts: Any) -> CaseState:
        """A contact arrives; the case that it opens is the one the story goes on with."""
        command = Receive(
            door=self.hub.doors[0].id,
            answers={"what": Answer(State.ANSWERED, "Bruises seen at school.")},
            subjects=subjects,
            referrer={"name": "Jo Example", "email": "jo@school.example"},
            what="Bruises seen at school.",
            received=self.now,
            danger=danger,
        )
        changed = {name: parts.get(name, getattr(command, name)) for name in command.__dataclass_fields__}
        facts = self._record(decide(None, Receive(**changed), self.context(actor)), actor)
        self.case = next(fact.body["case"] for fact in facts if fact.type == "case.opened")
        self.contact = next(fact.body["contact"] for fact in facts if fact.type == "contact.received")
        return self.state

    def does(self, actor: Actor, command: Command) -> CaseState:
        """Somebody acts on the story's case.

        Raises:
            Refusal: it is not done yet; the story is as it was.
        """
        self._record(decide(self.state, command, self.context(actor)), actor)
        return self.state

    def joins(self, actor: Actor, into: str, command: JoinTo) -> CaseState:
        """Somebody joins the story's case to another, with which the story goes on.

        Raises:
            Refusal: it is not done yet; the story is as it was.
        """
        other = case_of(self.streams[f"case:{into}"])
        if other is None:
            raise LookupError("There is no such case in this story.")
        context = self.context(actor)
        self._record(join(self.state, other, command, context, context), actor)
        self.case = into
        return self.state

    def adds(self, text: str = "There is more.", *, danger: bool = False) -> CaseState:
        """The referrer sends more about what they sent."""
        command = AddToContact(self.contact, {}, text, received=self.now, danger=danger)
        return self.does(REFERRER, command)

    def watches(self) -> list[Fact]:
        """The background work looks at the case once: raises what was missed, and tells each rung that is due.

        Returns:
            the facts that followed; none where nothing was due.
        """
        facts: list[Fact] = []
        for clock in self.state.running():
            facts += self._record(decide(self.state, RaiseAlarm(clock.id), self.context(WORKER)), WORKER)
        for alarm in self.state.alarms:
            facts += self._record(decide(self.state, TellRung(alarm), self.context(WORKER)), WORKER)
        return facts

    def _record(self, facts: list[Fact], actor: Actor) -> list[Fact]:
        for fact in facts:
            stream = self.streams.setdefault(fact.stream, [])
            stream.append(
                Entry(
                    stream=fact.stream,
                    number=len(stream) + 1,
                    type=fact.type,
                    version=fact.version,
                    body=fact.body,
                    happened=fact.happened,
                    received=fact.received,
                    recorded=self.now,
                    actor=actor.id,
                    actor_name=actor.name,
                    agency=actor.agency,
                    revision="r1",
                    deed=f"deed-{sum(map(len, self.streams.values()))}",
                )
            )
        return facts

    @property
    def entries(self) -> list[Entry]:
        """The entries of the story's case."""
        return self.streams[f"case:{self.case}"]

    @property
    def state(self) -> CaseState:
        """The story's case, replayed."""
        state = case_of(self.entries)
        if state is None:
            raise LookupError("No contact has arrived in this story yet.")
        return state

    @property
    def contact_state(self) -> ContactState:
        """The contact that the story began with, replayed."""
        state = contact_of(self.streams[f"contact:{self.contact}"])
        if state is None:
            raise LookupError("No contact has arrived in this story yet.")
        return state
