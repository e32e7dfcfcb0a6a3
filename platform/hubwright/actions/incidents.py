"""Deeds on incidents, and the review of reads: load, ask the domain, save."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hubwright.actions.house import House, context_of, seated
from hubwright.actions.outcome import Done
from hubwright.actions.post_notices import post
from hubwright.domain.access.incidents import incident_view
from hubwright.domain.cases.addressing import addresses
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.entries import WORKER, Actor, Fact
from hubwright.domain.cases.notice import Notice
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Moved, NotFound
from hubwright.domain.incidents import STREAM, Open, begin, decide, incident_of
from hubwright.domain.incidents.commands import Command
from hubwright.domain.reviews import Reviewed, review
from hubwright.ports import Work

_TRIES = 5


def open_incident(house: House, *, hub: str, actor: Actor, deed: str, command: Open) -> Done:
    """Write down a near miss, a wrong disclosure or a barrier.

    Args:
        house: the ports.
        hub: id of the hub.
        actor: who writes it down.
        deed: id of this deed.
        command: what is known of it.

    Raises:
        Refusal: the actor may not, or something is missing.
    """
    with house.store.work(hub, actor, deed=deed, now=house.now(), command=repr(command)) as work:
        if (first := work.first_result()) is not None:
            return Done(first, repeated=True)
        here = seated(work)
        facts = begin(command, context_of(house, work, here))
        work.append(facts, revision=here.revision)
        result = {"incident": facts[0].body["incident"]}
        work.commit(result)
        return Done(result)


def act_on_incident(house: House, *, hub: str, actor: Actor, deed: str, incident: str, command: Command) -> Done:
    """Do a deed on an incident.

    Args:
        house, hub, actor, deed: as for `open_incident`.
        incident: its reference.
        command: what is asked to be done.

    Raises:
        Refusal: it is not done yet.
        NotFound: there is no such incident, or this actor may not know of it.
    """
    for attempt in range(_TRIES):
        try:
            opened = house.store.work(hub, actor, deed=deed, now=house.now(), command=[incident, repr(command)])
            with opened as work:
                return _once(house, work, incident, command)
        except Moved:
            if attempt == _TRIES - 1:
                raise
    raise AssertionError("unreachable: the last try returns or raises")


def _once(house: House, work: Work, incident: str, command: Command) -> Done:
    if (first := work.first_result()) is not None:
        return Done(first, repeated=True)
    here = seated(work)
    state = incident_of(work.entries(f"{STREAM}:{incident}"))
    case = case_of(work.entries(f"case:{state.case}")) if state and state.case else None
    if state is None or (work.actor != WORKER and incident_view(state, here.reader, work.now, case) is None):
        raise NotFound("There is no such record.")
    context = context_of(house, work, here, revision=state.revision)
    facts = decide(state, command, context)
    work.append(facts, revision=state.revision)
    open_now = context.calendars[context.hub.calendar].is_open(work.now)
    post(house, work, [notice for fact in facts for notice in _notices(fact, context.hub, open_now)])
    result = {"incident": incident}
    work.commit(result)
    return Done(result)


def _notices(fact: Fact, hub: Hub, open_now: bool) -> Iterator[Notice]:
    """The e-mails of a rung that was told, to today's addresses."""
    if fact.type == "incident.alarm_told" and "email" in fact.body["rung"]["by"]:
        rung = fact.body["rung"]
        for address in addresses(rung["who"], rung.get("role"), hub, open_now):
            yield Notice("alarm", address, fact.stream.partition(":")[2], "incident")


def record_review(house: House, *, hub: str, actor: Actor, deed: str, found: Sequence[Reviewed]) -> Done:
    """Put a review of other people's reads on record.

    Args:
        house, hub, actor, deed: as for `open_incident`.
        found: what was looked at, with an answer for each.

    Raises:
        Refusal: the actor may not, looks at their own reads, or something is missing.
    """
    with house.store.work(hub, actor, deed=deed, now=house.now(), command=repr(list(found))) as work:
        if (first := work.first_result()) is not None:
            return Done(first, repeated=True)
        here = seated(work)
        facts = review(found, context_of(house, work, here))
        work.append(facts, revision=here.revision)
        result = {"review": facts[0].body["review"]}
        work.commit(result)
        return Done(result)
