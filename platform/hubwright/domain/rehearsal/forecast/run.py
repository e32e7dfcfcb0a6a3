"""One run: contacts arrive, desks work, meetings are held, and the core does every deed."""

# Long because: what happens in a run calls itself round, from a deed to the next step and on to the next deed.
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import datetime, timedelta
from math import inf
from typing import Any

from simpy import Environment, Event

from hubwright.domain.cases.commands import AddToContact, AnswerRoute, Command, Decide, Receive
from hubwright.domain.cases.entries import REFERRER, Actor
from hubwright.domain.cases.state import CaseState
from hubwright.domain.clocks import Calendar
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.hub import STRATEGY
from hubwright.domain.errors import Refusal
from hubwright.domain.rehearsal.forecast.acting import Acting
from hubwright.domain.rehearsal.forecast.arrivals import Arrival, arrivals
from hubwright.domain.rehearsal.forecast.chance import Chances
from hubwright.domain.rehearsal.forecast.counting import Counting
from hubwright.domain.rehearsal.forecast.desk import Desk, Job
from hubwright.domain.rehearsal.forecast.plan import Plan
from hubwright.domain.rehearsal.forecast.staffing import staff_of, staff_of_decider
from hubwright.domain.rehearsal.forecast.steps import Standing, Step, steps

_URGENT = -1.0
"""Before every tier: what nobody has read or rated may be anything, and a meeting does not wait."""

_TOLD = {"name": "Somebody", "email": "somebody@referrer.example"}


class Case:
    """A case of the run: the core's state, and what it waits for."""

    __slots__ = ("arrival", "begun", "came", "known", "parked", "refused", "standing", "state")

    def __init__(self, arrival: Arrival, state: CaseState, standing: Standing, came: float):
        self.arrival = arrival
        self.state = state
        self.standing = standing
        self.came = came
        self.begun: set[str] = set()
        self.known = False
        self.parked: dict[str, int] = {}
        self.refused = ""

    @property
    def stuck(self) -> bool:
        """Whether the core will not do what is left to do, and nothing else is under way."""
        return self.state.closed is None and not self.begun and self.state.head in self.parked.values()


class Run:
    """One run of a plan.

    Args:
        plan: what is asked.
        chances: streams by name.
        number: of the run.
    """

    def __init__(self, plan: Plan, chances: Chances, number: int):
        self.plan, self.chances, self.number = plan, chances, number
        self.env = Environment()
        self.acting = Acting(plan)
        self.desks = {agency.id: Desk(self.env, staff_of(plan, agency)) for agency in plan.hub.agencies}
        self.deciding = {one.id: Desk(self.env, staff_of_decider(plan, one)) for one in plan.hub.deciders}
        self.counting = Counting(plan)
        self.cases: dict[int, Case] = {}
        """Those on which something is still to be done, by the number of their contact: a year's are many."""
        self._gathering: dict[str, list[tuple[Case, Step]]] = {}

    def played(self) -> Counting:
        """Everything counted, once the span is over."""
        self.env.process(self._arrive())
        self.env.process(self._looked_at())
        self.env.run(until=self.plan.seconds)
        stuck = Counter(case.refused for case in self.cases.values() if case.stuck)
        self.counting.ends(tuple(self.cases.values()), self.desks, self.deciding, stuck)
        return self.counting

    @property
    def now(self) -> datetime:
        """The moment it is in the run, UTC, to the second: the record keeps no finer time."""
        return self.plan.start + timedelta(seconds=int(self.env.now))

    def _arrive(self) -> Generator[Event, Any, None]:
        """Contacts, as they happen; at night they may have to wait for the hub to open."""
        plan = self.plan
        calendar = self.acting.calendars[plan.hub.calendar]
        for arrival in arrivals(
            plan.hub, plan.assumed, plan.per_month, plan.start, plan.seconds, self.chances, self.number
        ):
            if arrival.at > self.env.now:
                yield self.env.timeout(arrival.at - self.env.now)
            if plan.assumed.arrive == "open" and not calendar.is_open(self.now):
                opens = (calendar.next_opening(self.now) - plan.start).total_seconds()
                if opens < plan.seconds:
                    self._at(opens, self._receiver(arrival))
            else:
                self._receive(arrival)

    def _receiver(self, arrival: Arrival) -> Callable[[], None]:
        return lambda: self._receive(arrival)

    def _receive(self, arrival: Arrival) -> None:
        desk = self.acting.of_agency[self.plan.desk]
        command = Receive(arrival.door, {}, (arrival.subject,), _TOLD, "As assumed.", self.now)
        state = self.acting.does(None, command, self.now, desk)
        case = Case(arrival, state, Standing(arrival, self.plan.asks, self.plan.assumed.again), self.env.now)
        self.counting.received()
        if arrival.luck["more"] < self.plan.assumed.more:
            self._at(self.env.now + self.plan.assumed.more_after * 3600, lambda: self._adds(case))
        self._next(case)

    def _adds(self, case: Case) -> None:
        """The referrer adds something, which has to be read."""
        contact = next(iter(case.state.contacts))
        self._deed(case, AddToContact(contact, {}, "As assumed.", self.now), REFERRER)
        self.counting.reworked("more")
        self._next(case)

    def _next(self, case: Case) -> None:
        """Give out whatever can be done on a case now and was not given out already."""
        context = self.acting.context(self.acting.of_agency[self.plan.desk], self.now)
        for step in list(steps(case.state, case.standing, context, case.begun)):
            if step.key in case.begun or case.parked.get(step.key) == case.state.head:
                continue
            case.begun.add(step.key)
            if step.meeting:
                self._gather(case, step)
            else:
                self._give(case, step)
        self._keep(case)

    def _keep(self, case: Case) -> None:
        """Keep a case while there is something to do on it; one that is over may come back."""
        before = case.arrival.number in self.cases
        over = case.state.closed is not None and not case.begun
        if over and before:
            del self.cases[case.arrival.number]
            self.counting.over(1)
        elif not over and not before:
            self.cases[case.arrival.number] = case
            self.counting.over(-1 if case.known else 0)
        case.known = True

    def _give(self, case: Case, step: Step) -> None:
        desk = self.deciding[step.decider] if step.decider else self.desks[step.agency or self.plan.desk]
        asked = self.env.now

        def done() -> None:
            if step.work == "return":
                self.counting.answered(step.agency, asked, self.env.now)
            self._done(case, step)

        due = self._due(case.state, step)
        desk.put(Job(self._minutes(case, step), done, asked), rank=self._rank(case, step), due=due)

    def _minutes(self, case: Case, step: Step) -> float:
        """How long a step takes: its own number for each contact, kind of work and agency, whoever is there."""
        chance = self.chances(f"{self.number}/takes/{case.arrival.number}/{step.key}/{step.agency}")
        return self.plan.assumed.duration(step.work, step.agency).drawn(chance) / self.plan.assumed.on_work

    def _rank(self, case: Case, step: Step) -> float:
        """The place of its tier: the most urgent strand's where it is about the whole case."""
        if step.work in ("read", "rate", "conclude"):
            return _URGENT
        strands = (step.pathway,) if step.pathway else case.state.pathways
        ratings = [one for strand in strands if (one := case.state.rating(strand)) is not None]
        return float(min((one.position for one in ratings), default=0))

    def _due(self, state: CaseState, step: Step) -> float:
        """When it is due: its own clock's time, or that of the first of the case's clocks."""
        own = state.clocks.get(step.key) or state.clocks.get(f"decision:{step.pathway}")
        if own is None:
            running = state.running()
            return (running[0].due - self.plan.start).total_seconds() if running else inf
        return (own.due - self.plan.start).total_seconds()

    def _done(self, case: Case, step: Step) -> None:
        """The work of a step is finished: its deed is done in the core."""
        case.begun.discard(step.key)
        if step.command is None:
            return
        actor = self.acting.of_agency[step.agency or self.plan.desk]
        if step.decider:
            actor = self.acting.decider(self.plan.hub.find("deciders", step.decider), self.plan.desk)
        before = case.state
        if self._deed(case, step.command, actor):
            if step.work == "ask":
                self.counting.asked += len(case.state.checks) - len(before.checks)
                self._hurries(case, step.pathway)
            if isinstance(step.command, Decide):
                case.standing = replace(case.standing, redo=False)
                self.counting.decided(before, case.state, step.pathway)
                self._sends(case, step.command)
        else:
            case.standing = replace(case.standing, redo=case.refused == "cannot_close")
            case.parked[step.key] = case.state.head
        self._next(case)

    def _deed(self, case: Case, command: Command, actor: Actor) -> bool:
        try:
            case.state = self.acting.does(case.state, command, self.now, actor)
        except Refusal as refusal:
            case.refused = refusal.code
            return False
        return True

    def _hurries(self, case: Case, pathway: str) -> None:
        """Nobody waits for an answer that is late, nor for any when the time of the decision is nearly over."""
        margin, clocks = self.plan.assumed.decide_without, case.state.clocks
        if margin is None:
            return
        moments = [max((clocks[one.clock].due for one in case.state.waiting(pathway) if one.clock), default=None)]
        if (own := clocks.get(f"decision:{pathway}")) is not None:
            last = _last_open(self.acting.calendars[self.plan.hub.calendar], own.due, self.now)
            moments.append(last - timedelta(minutes=margin))
        known = [one for one in moments if one is not None]
        if not known:
            return
        at = (min(known) - self.plan.start).total_seconds()

        def hurry() -> None:
            if case.state.owed_since(pathway) is not None:
                case.standing = case.standing.now(impatient=pathway)
                self._next(case)

        self._at(max(at, self.env.now), hurry)

    def _sends(self, case: Case, decided: Decide) -> None:
        """Where the receiving side must accept, it answers later, and sends some back to be decided again."""
        route = self.plan.hub.find("routes", decided.route)
        if route.accept_clock is None:
            return
        returned = case.arrival.luck["sent_back"] < self.plan.assumed.sent_back and len(case.state.decisions) == 1
        command = AnswerRoute(decided.subject, decided.pathway, not returned, "Somebody there", "As assumed.")

        def answer() -> None:
            if self._deed(case, command, self.acting.of_agency[self.plan.desk]):
                if returned:
                    self.counting.reworked("sent_back")
                self._next(case)

        self._at(self.env.now + self.plan.assumed.accepts * 3600, answer)

    def _gather(self, case: Case, step: Step) -> None:
        """A case waits for a meeting: those of the day are held together, a discussion is called for one case."""
        waiting = self._gathering.setdefault(step.meeting, [])
        waiting.append((case, step))
        if len(waiting) > 1:
            return
        calendar = self.acting.calendars[self.plan.hub.calendar]
        drawn = self.plan.hub.find("meeting_types", step.meeting)
        if drawn.stands_for == STRATEGY:
            at = calendar.next_opening(self.now + timedelta(minutes=self.plan.assumed.meeting_lead))
        else:
            at = _next_hour(calendar, self.now, self.plan.assumed.meeting_hour)
        self._at((at - self.plan.start).total_seconds(), lambda: self._meets(step.meeting))

    def _meets(self, meeting: str) -> None:
        """A meeting begins: one of each agency that is asked to come is taken up by it, and then cases go on."""
        waiting = self._gathering.pop(meeting, [])
        drawn = self.plan.hub.find("meeting_types", meeting)
        each = [drawn.minutes_each or self._minutes(case, step) for case, step in waiting]
        for invited in drawn.invited:
            self.desks[invited.agency].put(Job(sum(each), _nothing, self.env.now), rank=_URGENT)
        ends = self.env.now
        for (case, step), minutes in zip(waiting, each, strict=True):
            ends += minutes * 60
            self._at(ends, self._met(case, step.pathway))

    def _met(self, case: Case, pathway: str) -> Callable[[], None]:
        def go_on() -> None:
            case.begun.discard(f"meeting:{pathway}")
            case.standing = case.standing.now(met=pathway)
            self._next(case)

        return go_on

    def _looked_at(self) -> Generator[Event, Any, None]:
        """Once an hour somebody counts what waits on each desk."""
        while True:
            self.counting.hour(local(self.now), self.env.now, self.desks, self.deciding)
            yield self.env.timeout(3600)

    def _at(self, at: float, then: Callable[[], None]) -> None:
        """Do something at a moment that is not before now."""
        event = self.env.timeout(max(0.0, at - self.env.now))
        event.callbacks.append(lambda _: then())


def _nothing() -> None:
    """What follows when somebody comes back from a meeting: they take the next piece of work."""


def _last_open(calendar: Calendar, due: datetime, now: datetime) -> datetime:
    """The last moment, not after `due`, at which the hub is open; `due` itself where none lies between now and then."""
    if calendar.is_open(due):
        return due
    day = local(due).date()
    while day >= local(now).date():
        ends = [last for _, last in calendar.spans(day) if now < last <= due]
        if ends:
            return ends[-1]
        day -= timedelta(days=1)
    return due


def _next_hour(calendar: Calendar, now: datetime, hour: float) -> datetime:
    """The next moment at which the day's meetings begin, on a day on which the hub opens."""
    wall = local(now)
    at = now + timedelta(hours=hour - wall.hour - wall.minute / 60)
    if at < now:
        at += timedelta(days=1)
    while not calendar.is_working_day(local(at).date()):
        at += timedelta(days=1)
    return at
