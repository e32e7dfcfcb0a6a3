"""Each person's own filters of the queue, kept under names of their own."""

from __future__ import annotations

from collections.abc import Mapping

from hubwright.actions.house import House, may_write
from hubwright.domain.access.scope import OneOf
from hubwright.domain.cases.entries import Actor
from hubwright.domain.errors import Refusal

MOST = 20
LONGEST = 60


def save_view(house: House, *, hub: str, actor: Actor, name: str, query: Mapping[str, str]) -> None:
    """Keep a filter under a name, in place of what was kept under it before.

    Args:
        house: the ports.
        hub: id of the hub.
        actor: whose.
        name: in their words.
        query: what stands in the address of the queue.

    Raises:
        Refusal: the name is empty or too long, or there are too many.
    """
    called = " ".join(name.split())
    if not called or len(called) > LONGEST:
        raise Refusal(
            why="This view has no name that it could be found by.",
            do=f"Give it a name of at most {LONGEST} letters.",
            code="view_name",
            fields=(("name", f"Give it a name of at most {LONGEST} letters."),),
        )
    with house.store.work(hub, actor, deed="", now=house.now()) as work:
        may_write(work)
        mine = work.rows("saved_view", scope=OneOf("user_id", frozenset({actor.id})))
        if len(mine) >= MOST and called not in {row["name"] for row in mine}:
            raise Refusal(
                why=f"You have {MOST} saved views already.",
                do="Take one away first.",
                code="too_many_views",
                fields=(("name", "Take one away first."),),
            )
        work.put("saved_view", user_id=actor.id, name=called, query=dict(query), at=work.now)
        work.commit()


def drop_view(house: House, *, hub: str, actor: Actor, name: str) -> None:
    """Take one's own saved view away; one that is not there is no mistake."""
    with house.store.work(hub, actor, deed="", now=house.now()) as work:
        may_write(work)
        work.drop("saved_view", user_id=actor.id, name=name)
        work.commit()
