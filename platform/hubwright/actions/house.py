"""What a deed is done with: the ports, gathered once by `wiring`, and the few steps that every deed shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from hubwright.domain.access import Reader, reader_of
from hubwright.domain.cases.context import Authority, Context
from hubwright.domain.cases.entries import Actor
from hubwright.domain.clocks import Calendar
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import HUB_STREAM, HubState, hub_of, today
from hubwright.domain.hubs.agreements import standings
from hubwright.ports import Ids, NoPlugins, Now, Plugins, Store, Work
from hubwright.reference.editions import guidance_that_holds
from hubwright.reference.provisions import provisions_that_hold

Calendars = Callable[[Hub, Mapping[date, str], date], Mapping[str, Calendar]]
"""A hub, its extra closures and the day the clocks start near, to its calendars by id."""


@dataclass(frozen=True, slots=True)
class House:
    """The ports, gathered.

    Args:
        store: the database.
        now: the machine's clock.
        ids: fresh references, codes and tokens.
        calendars: makes a hub's calendars, bank holidays and closures included.
        plugins: those of this installation.
    """

    store: Store
    now: Now
    ids: Ids
    calendars: Calendars
    plugins: Plugins = field(default_factory=NoPlugins)

    def references(self) -> Iterator[str]:
        """Fresh references, one by one."""
        while True:
            yield self.ids.reference()


@dataclass(frozen=True, slots=True)
class Seated:
    """The hub's day as a deed finds it: its own stream, replayed, and what the actor may do today."""

    state: HubState
    hub: Hub
    revision: str
    reader: Reader


def seated(work: Work) -> Seated:
    """The hub's own stream and the actor's grants, read inside the transaction so that a leaver's last click fails.

    Raises:
        Refusal: the actor claims a seat that does not hold, or one that only reads.
    """
    state = hub_of(work.entries(HUB_STREAM))
    revision, published = work.live()
    hub = today(published, state)
    actor = work.actor
    if actor.agency is not None and not _holds(state, work):
        raise Refusal(
            why="Your membership of this hub has ended.",
            do="Speak to the hub manager if that is wrong. What you typed is shown below for you to copy.",
            code="seat_ended",
        )
    reader = reader_of(hub, actor)
    _writes(reader)
    return Seated(state=state, hub=hub, revision=revision, reader=reader)


def may_write(work: Work) -> None:
    """Whether the actor's seat is one that writes at all, for what needs nothing else of the hub's day.

    Raises:
        Refusal: it is for reading alone.
    """
    _, hub = work.live()
    _writes(reader_of(hub, work.actor))


def _writes(reader: Reader) -> None:
    if reader.reads_only:
        raise Refusal(
            why="Your membership of this hub is for reading alone.",
            do="Tell whoever invited you what should be written down.",
            code="reads_only",
        )


def _holds(state: HubState, work: Work) -> bool:
    return any(
        seat.agency == work.actor.agency and seat.roles >= work.actor.roles
        for seat in state.seats_of(work.actor.id, work.now)
    )


def context_of(house: House, work: Work, here: Seated, *, revision: str | None = None) -> Context:
    """What the domain decides with, inside a deed.

    Args:
        house, work: where and in which transaction.
        here: the hub's day.
        revision: the one that the stream is pinned to; None for the one that holds now.
    """
    pinned = revision or here.revision
    hub = here.hub if pinned == here.revision else today(work.hub_at(pinned), here.state)
    calendars = house.calendars(hub, here.state.closures, work.now.date())
    context = context_for(house, hub, pinned, work.actor, here.reader, calendars, work.now)
    return replace(context, agreements=standings(here.hub.agreements, here.state, local(work.now).date()))


def context_for(
    house: House,
    hub: Hub,
    revision: str,
    actor: Actor,
    authority: Authority,
    calendars: Mapping[str, Calendar],
    now: datetime,
) -> Context:
    """The context of a deed that somebody does, or that a page shows as open to them."""
    return Context(
        hub=hub,
        revision=revision,
        actor=actor,
        authority=authority,
        now=now,
        calendars=calendars,
        ids=house.references(),
        provisions=provisions_that_hold(hub.local.nation, local(now).date()),
        guidance=guidance_that_holds(hub.local.nation, local(now).date()),
    )
