"""Doing a deed in the core and folding what follows into the case, without keeping its whole stream."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import count

from hubwright.domain.access import reader_of
from hubwright.domain.cases.apply import apply
from hubwright.domain.cases.commands import Command
from hubwright.domain.cases.context import Authority, Context
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import REFERRER, Actor, Entry
from hubwright.domain.cases.state import CaseState
from hubwright.domain.clocks import Calendar
from hubwright.domain.clocks.calendar import Span
from hubwright.domain.definitions.hub import Decider, Level
from hubwright.domain.rehearsal.forecast.plan import Plan

_REVISION = "forecast"


class Remembering(Calendar):
    """A calendar that works each day out once: the clocks of a year ask for the same days again and again."""

    def spans(self, day: date) -> tuple[Span, ...]:
        """As `Calendar.spans`."""
        known: dict[date, tuple[Span, ...]] = self.__dict__.setdefault("known", {})
        found = known.get(day)
        if found is None:
            found = known[day] = super().spans(day)
        return found


class Acting:
    """Whoever acts in a forecast, and what their deeds make of a case.

    Who may do what is settled by the hub's definitions and not what a forecast is about: at an agency's desk sits
    somebody who holds every role of the hub that is not a reviewer's for a time. A decision is made by one whom the
    hub names as its decider, with their roles alone.

    Args:
        plan: with the drawing, its calendars and the law that holds.
    """

    def __init__(self, plan: Plan):
        hub = self.hub = plan.hub
        self.plan = plan
        self.calendars = {id: Remembering(one.id, one.hours, one.closed) for id, one in plan.calendars.items()}
        self._ids = self._references()
        self._known: dict[Actor, Authority] = {}
        roles = frozenset(role.id for role in hub.roles if role.time_boxed is None)
        posts: tuple[Decider | Level, ...] = (*hub.deciders, *(hub.challenge.levels if hub.challenge else ()))
        qualified = frozenset(one.qualification for one in posts if one.qualification)
        self.of_agency = {
            agency.id: Actor(f"of-{agency.id}", "Somebody", agency.id, roles, qualified) for agency in hub.agencies
        }

    @staticmethod
    def _references() -> Iterator[str]:
        for number in count(1):
            yield f"F{number:07d}"

    def decider(self, decider: Decider, agency: str) -> Actor:
        """Somebody who decides as this one, in a seat of this agency."""
        qualified = frozenset({decider.qualification} if decider.qualification else ())
        return Actor(f"as-{decider.id}", "Somebody", agency, decider.roles, qualified)

    def context(self, actor: Actor, now: datetime) -> Context:
        """What a decision of this actor is made with, at this moment."""
        authority = self._known.get(actor)
        if authority is None:
            authority = self._known[actor] = reader_of(self.hub, actor)
        return Context(
            hub=self.hub,
            revision=_REVISION,
            actor=actor,
            authority=authority,
            now=now,
            calendars=self.calendars,
            ids=self._ids,
            provisions=self.plan.provisions,
            guidance=self.plan.guidance,
        )

    def does(self, state: CaseState | None, command: Command, now: datetime, actor: Actor = REFERRER) -> CaseState:
        """The case after a deed.

        Raises:
            Refusal: the core does not do it yet; nothing has changed.
        """
        context = self.context(actor, now)
        for fact in decide(state, command, context):
            if not fact.stream.startswith("case:"):
                continue
            entry = Entry(
                stream=fact.stream,
                number=1 if state is None else state.head + 1,
                type=fact.type,
                version=fact.version,
                body=fact.body,
                happened=fact.happened,
                received=fact.received,
                recorded=now,
                actor=actor.id,
                actor_name=actor.name,
                agency=actor.agency,
                revision=_REVISION,
                deed="",
            )
            state = apply(state, entry)
        if state is None:
            raise LookupError("A deed left no case.")
        return state
