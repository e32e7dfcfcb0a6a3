"""Set the lock under which a hub's hourly lists are written. The passphrase itself is never kept anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.actions.house import House, seated
from hubwright.actions.outcome import Done
from hubwright.domain.cases.entries import OPERATOR, Actor
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import set_lock


def lock_lists(house: House, *, hub: str, actor: Actor, deed: str, lock: Mapping[str, Any]) -> Done:
    """Let lists be written under a new lock from now on.

    Args:
        house: the ports.
        hub: id of the hub.
        actor: who sets it: whoever runs the day, or an operator at the machine.
        deed: id of this deed.
        lock: what the machine keeps; it opens nothing without the passphrase.

    Raises:
        Refusal: the actor may not.
    """
    with house.store.work(hub, actor, deed=deed, now=house.now()) as work:
        if (first := work.first_result()) is not None:
            return Done(first, repeated=True)
        here = seated(work)
        if actor != OPERATOR and not here.reader.may("hub.live"):
            raise Refusal(
                why="Your membership of this hub does not include this act.",
                do="Ask the hub manager.",
                code="no_authority",
            )
        work.append(set_lock(lock, now=work.now), revision=here.revision)
        work.commit({})
        return Done({})
