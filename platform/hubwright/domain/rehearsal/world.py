"""The hub of a scenario: what is on record there, what time it is, and the background work that time brings with it.

Nothing here decides anything: every fact comes from the same pure functions that a running hub asks, and what follows
is folded into the same states. What a scenario cannot have is a database, a browser and a night's sleep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from hubwright.domain.access import reader_of
from hubwright.domain.access.reader import Reader
from hubwright.domain.cases.apply import apply
from hubwright.domain.cases.commands import RaiseAlarm, TellRung
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import WORKER, Actor, Entry, Fact
from hubwright.domain.cases.notice import Notice
from hubwright.domain.cases.notices import notices_of
from hubwright.domain.cases.state import CaseState, ClockState, ContactState
from hubwright.domain.cases.topics.chasing import Remind, due_reminder
from hubwright.domain.cases.topics.redacting.copy import Aids
from hubwright.domain.clocks import Calendar
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.hubs import HUB_STREAM, hub_of
from hubwright.domain.hubs.agreements import standings
from hubwright.domain.rehearsal.scenario import Post

_REVISION = "rehearsed"


@dataclass(frozen=True, slots=True)
class Around:
    """What a scenario is told in: what only the outside knows.

    Args:
        calendars: by id, with the days on which the nation is closed.
        provisions: the provisions of law that hold on a day.
        guidance: the editions of guidance that hold on a day, by what a strand stands for.
        aids: what finds what is protected on a case, and names the reasons for which something is left out of a copy.
    """

    calendars: Mapping[str, Calendar]
    provisions: Callable[[date], frozenset[str]]
    guidance: Callable[[date], Mapping[str, Mapping[str, Any]]]
    aids: Callable[[CaseState, Sequence[ContactState], Hub, datetime], Aids] = lambda *_: Aids()


@dataclass
class World:
    """A hub while a scenario is told on it.

    Args:
        hub: the drawing.
        around: what it is told in.
        now: UTC.
        posts: who may act, by id.
    """

    hub: Hub
    around: Around
    now: datetime
    posts: Mapping[str, Post]
    cases: dict[str, CaseState] = field(default_factory=dict)
    streams: dict[str, list[Entry]] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    case: str = ""
    meeting: str = ""
    deeds: int = 0

    def __post_init__(self) -> None:
        """References count from one, so that the same scenario always names its cases alike."""
        self._ids = self._references()
        self._readers: dict[str, Reader] = {}
        self._due: dict[str, datetime] = {}
        self._law: dict[date, tuple[frozenset[str], Mapping[str, Mapping[str, Any]]]] = {}

    @staticmethod
    def _references() -> Iterator[str]:
        for number in count(1):
            yield f"R{number:07d}"

    @property
    def state(self) -> CaseState:
        """The case that the story goes on with.

        Raises:
            LookupError: nothing has arrived yet.
        """
        if self.case not in self.cases:
            raise LookupError("Nothing has arrived yet.")
        return self.cases[self.case]

    def contacts(self, case: CaseState) -> list[ContactState]:
        """The contacts of a case, whole."""
        found = (contact_of(self.streams.get(f"contact:{one}", ())) for one in case.contacts)
        return [one for one in found if one is not None]

    def actor(self, post: str) -> Actor:
        """Whoever holds a post of this scenario."""
        one = self.posts[post]
        name = f"{self.hub.find('roles', one.role).name.en} ({one.id})"
        return Actor(f"u-{one.id}", name, one.agency, frozenset({one.role}), one.qualifications)

    def reader(self, actor: Actor) -> Reader:
        """What somebody may do and see here."""
        if actor.id not in self._readers:
            self._readers[actor.id] = reader_of(self.hub, actor)
        return self._readers[actor.id]

    def context(self, actor: Actor) -> Context:
        """What a decision of somebody is made with, now."""
        day = local(self.now).date()
        if (law := self._law.get(day)) is None:
            law = self._law[day] = (self.around.provisions(day), self.around.guidance(day))
        return Context(
            hub=self.hub,
            revision=_REVISION,
            actor=actor,
            authority=self.reader(actor),
            now=self.now,
            calendars=self.around.calendars,
            ids=self._ids,
            provisions=law[0],
            guidance=law[1],
            agreements=standings(self.hub.agreements, hub_of(self.streams.get(HUB_STREAM, ())), day),
        )

    def does(self, actor: Actor, command: Any, case: CaseState | None) -> list[Fact]:
        """A deed on a case, put on record with the messages that follow.

        Raises:
            Refusal: it is not done yet; nothing has changed.
        """
        facts = decide(case, command, self.context(actor))
        contacts = {one.ref: one for one in self.contacts(case)} if case else {}
        self.puts(facts, actor)
        open_now = self.around.calendars[self.hub.calendar].is_open(self.now)
        self.notices += notices_of(facts, self.hub, contacts=contacts, open_now=open_now, case=case)
        return facts

    def puts(self, facts: Sequence[Fact], actor: Actor) -> None:
        """Facts on their streams, and folded into the cases."""
        self.deeds += 1
        for fact in facts:
            stream = self.streams.setdefault(fact.stream, [])
            entry = Entry(
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
                revision=_REVISION,
                deed=f"d{self.deeds}",
            )
            stream.append(entry)
            if fact.stream.startswith("case:"):
                ref = fact.stream.removeprefix("case:")
                self.cases[ref] = apply(self.cases.get(ref), entry)
        for ref in {fact.stream.removeprefix("case:") for fact in facts if fact.stream.startswith("case:")}:
            self._looks_again(ref)

    def passes_to(self, at: datetime) -> None:
        """Time passes to a moment, and the background work does what falls due on the way, when it falls due.

        Args:
            at: UTC; not before now.
        """
        self.watches()
        while (comes := min(self._due.values(), default=at)) < at:
            self.now = max(comes, self.now)
            self.watches()
        self.now = at
        self.watches()

    def watches(self) -> None:
        """One look of the background work at each case for which something is due: raise what was missed, tell whom it
        is time to tell, remind agencies."""
        for ref in [ref for ref, due in self._due.items() if due <= self.now]:
            # Half a year of a case that nobody closes is thousands of looks: what would come to nothing is not done.
            for clock in self.cases[ref].running():
                if _calls(self.cases[ref], clock, self.now):
                    self._works(ref, RaiseAlarm(clock.id))
            for alarm in list(self.cases[ref].alarms.values()):
                if alarm.acknowledged is None and alarm.next is not None and alarm.next <= self.now:
                    self._works(ref, TellRung(alarm.id))
            for ask in self.cases[ref].waiting():
                if due_reminder(self.cases[ref], ask.ask, self.now):
                    self._works(ref, Remind(ask.ask))
            self._looks_again(ref, after=self.now)

    def _works(self, ref: str, command: Any) -> None:
        self.does(WORKER, command, self.cases[ref])

    def _looks_again(self, ref: str, *, after: datetime | None = None) -> None:
        """Note when the background work has something to do for a case; never before what it has just done."""
        coming = [at for at in _moments(self.cases[ref]) if after is None or at > after]
        self._due.pop(ref, None)
        if coming:
            self._due[ref] = min(coming)


def _calls(case: CaseState, clock: ClockState, now: datetime) -> bool:
    """Whether a clock calls for somebody for whom no alarm has been raised since it began to."""
    since = clock.due if clock.due <= now else clock.warns
    return (
        since is not None
        and since <= now
        and not any(alarm.clock == clock.id and alarm.raised >= since for alarm in case.alarms.values())
    )


def _moments(case: CaseState) -> Iterator[datetime]:
    """The moments at which the background work looks at a case, past ones among them."""
    for clock in case.running():
        yield clock.due
        if clock.warns is not None:
            yield clock.warns
    for alarm in case.alarms.values():
        if alarm.next is not None and alarm.acknowledged is None:
            yield alarm.next
    for ask in case.waiting():
        answer = case.clocks.get(f"return:{ask.ask}")
        if answer is not None:
            yield from (answer.due - timedelta(minutes=before) for before in ask.remind[ask.reminded :])
