"""Deeds on the hub's own stream: give and end seats, declare a closure. Publishing has a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any

from hubwright.actions.alone import seats_another
from hubwright.actions.house import House, Seated, context_of, seated
from hubwright.actions.outcome import Done
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import MoveClocks
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import OPERATOR, Actor, Fact
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import (
    Seat,
    Stint,
    Working,
    arrange_seat,
    declare_closure,
    end_duty,
    end_seat,
    give_duty,
    give_seat,
    set_fact,
)
from hubwright.ports import Work


def give_a_seat(house: House, *, hub: str, actor: Actor, deed: str, seat: Seat) -> Done:
    """Give a person a place in an agency of the hub.

    Args:
        house: the ports.
        hub: id of the hub.
        actor: who gives it.
        deed: id of this deed.
        seat: the place, its id new in the hub.

    Raises:
        Refusal: the actor may not, the hub has no such agency or role, or they would see more themselves by it.
    """

    def facts(work: Work, here: Seated) -> list[Fact]:
        seats_another(work, here, seat, actor.id)
        return seat_facts(seat, here, now=work.now)

    opened = house.store.work(hub, actor, deed=deed, now=house.now())
    return _on_the_hub(opened, "seat.manage", facts)


def seat_facts(seat: Seat, here: Seated, *, now: datetime) -> list[Fact]:
    """What giving a seat puts on record in a hub as it is drawn today.

    Raises:
        Refusal: the hub has no such agency or role, or the seat needs an end, a purpose or somebody who asked.
    """
    return give_seat(
        here.state,
        seat,
        agencies=[agency.id for agency in here.hub.agencies],
        roles=[role.id for role in here.hub.roles],
        now=now,
        boxed={role.id: role.time_boxed for role in here.hub.roles if role.time_boxed},
    )


def end_a_seat(house: House, *, hub: str, actor: Actor, deed: str, seat: str, why: str) -> Done:
    """End a membership at once.

    Args:
        house, hub, actor, deed: as for `give_a_seat`.
        seat: its id.
        why: the reason, for the hub's record.

    Raises:
        Refusal: the actor may not, or it has ended already.
    """
    opened = house.store.work(hub, actor, deed=deed, now=house.now())
    return _on_the_hub(opened, "seat.manage", lambda work, here: end_seat(here.state, seat, why=why, now=work.now))


def arrange_a_seat(house: House, *, hub: str, actor: Actor, deed: str, seat: str, working: Working) -> Done:
    """Write down how somebody works in their seat: sessions, hours, the end of a rotation.

    Args:
        house, hub, actor, deed: as for `give_a_seat`.
        seat: its id.
        working: in place of what was written before.

    Raises:
        Refusal: the actor may not, or the parts are not what they should be.
    """
    opened = house.store.work(hub, actor, deed=deed, now=house.now(), command=[seat, repr(working)])
    return _on_the_hub(opened, "seat.manage", lambda work, here: arrange_seat(here.state, seat, working, now=work.now))


def give_a_duty(house: House, *, hub: str, actor: Actor, deed: str, stint: Stint) -> Done:
    """Put somebody on the duty rota.

    Args:
        house, hub, actor, deed: as for `give_a_seat`.
        stint: whose, from when to when; its id is given here.

    Raises:
        Refusal: the actor may not, or the time cannot stand on the rota.
    """
    opened = house.store.work(hub, actor, deed=deed, now=house.now(), command=repr(stint))
    return _on_the_hub(opened, "hub.live", lambda work, here: give_duty(here.state, stint, now=work.now))


def end_a_duty(house: House, *, hub: str, actor: Actor, deed: str, stint: str, why: str) -> Done:
    """Take somebody off the duty rota.

    Raises:
        Refusal: the actor may not, the rota has no such time, or no reason is given.
    """
    opened = house.store.work(hub, actor, deed=deed, now=house.now(), command=[stint, why])
    return _on_the_hub(opened, "hub.live", lambda work, here: end_duty(here.state, stint, why=why, now=work.now))


def close_on(house: House, *, hub: str, actor: Actor, deed: str, day: date, why: str) -> Done:
    """Close the hub on a day, and move each open clock that the day touches, all in one deed.

    Args:
        house, hub, actor, deed: as for `give_a_seat`.
        day: in London; today or later.
        why: shown beside each due time that moves.

    Raises:
        Refusal: the actor may not, the day is past, or no reason is given.
    """
    with house.store.work(hub, actor, deed=deed, now=house.now()) as work:
        if (first := work.first_result()) is not None:
            return Done(first, repeated=True)
        here = seated(work)
        _require(here, actor, "hub.live")
        facts = declare_closure(here.state, day, why=why, now=work.now)
        work.append(facts, revision=here.revision)
        # Read again, so that the calendars of the cases know the new closure.
        here = seated(work)
        moved = 0
        for case in sorted(
            {row["case_ref"] for row in work.rows("case_row", scope=Everything(), where={"closed": None})}
        ):
            state = case_of(work.entries(f"case:{case}"))
            if state is None:
                continue
            context = context_of(house, work, here, revision=state.revision)
            changes = decide(state, MoveClocks(why=why.strip()), context)
            work.append(changes, revision=state.revision)
            moved += len(changes)
        result = {"day": day.isoformat(), "cases_moved": moved}
        work.commit(result)
        return Done(result)


def set_facts(house: House, *, hub: str, actor: Actor, deed: str, facts: Mapping[str, Any]) -> Done:
    """Set facts of the day over the published ones: duty posts, mailboxes. They hold at once, for old cases too.

    Args:
        house, hub, actor, deed: as for `give_a_seat`.
        facts: those that differ, each in the shape that the hub's document has for it.

    Raises:
        Refusal: the actor may not, one of them has not its shape, or it is whether the hub takes referrals: opening
            and closing it are acts of their own.
    """
    if "state" in facts:
        raise Refusal(
            why="A hub is opened and closed by an act of its own.",
            do="Go to Open to referrals in the Studio.",
            code="not_a_daily_fact",
        )
    opened = house.store.work(hub, actor, deed=deed, now=house.now(), command=dict(facts))
    return _on_the_hub(
        opened,
        "hub.live",
        lambda work, _: [fact for name, value in facts.items() for fact in set_fact(name, value, now=work.now)],
    )


def may_give_seats(here: Seated, actor: Actor) -> None:
    """Whether an actor may give memberships.

    Raises:
        Refusal: they may not.
    """
    _require(here, actor, "seat.manage")


def _on_the_hub(
    opened: AbstractContextManager[Work], permission: str, facts: Callable[[Work, Seated], list[Fact]]
) -> Done:
    with opened as work:
        if (first := work.first_result()) is not None:
            return Done(first, repeated=True)
        here = seated(work)
        _require(here, work.actor, permission)
        work.append(facts(work, here), revision=here.revision)
        work.commit({})
        return Done({})


def _require(here: Seated, actor: Actor, permission: str) -> None:
    """An operator at the machine sets a hub up; everybody else needs the permission."""
    if actor != OPERATOR and not here.reader.may(permission):
        raise Refusal(
            why="Your membership of this hub does not include this act.",
            do="Ask the hub manager.",
            code="no_authority",
        )
