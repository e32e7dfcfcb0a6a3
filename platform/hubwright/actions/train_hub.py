"""Make the hub for training of a hub: its definitions, made-up people and contacts, and a seat for each real member."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from hubwright.actions.house import House
from hubwright.actions.publish_hub import publish_hub
from hubwright.actions.seed_demo import SEATED_BEFORE, seed_demo
from hubwright.domain.access.reader import reader_of
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import OPERATOR, Actor
from hubwright.domain.definitions.canonical import revision_of
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import HUB_STREAM, HubState, give_seat, hub_of, make_for_training, today
from hubwright.domain.training import training_documents, training_id, training_story


@dataclass(frozen=True, slots=True)
class Trained:
    """What became of it.

    Args:
        hub: id of the hub for training.
        contacts: how many were made; 0 where the hub was there already and got newer definitions.
    """

    hub: str
    contacts: int


def train_hub(house: House, *, hub: str, actor: Actor) -> Trained:
    """Make a hub's hub for training, or give the one there is the definitions that hold today.

    Args:
        house: the ports.
        hub: id of the real hub.
        actor: who asks: whoever keeps its definitions, or an operator at the machine.

    Raises:
        Refusal: the actor may not, the hub is one for training itself, or its id is used for something else.
    """
    state, documents = _real(house, hub, actor)
    target = training_id(hub)
    made = training_documents(documents)
    revision = revision_of([made["hub"], *made["forms"], *made["workflows"]])
    there = target in _hubs(house)
    if there and _state(house, target).training_of != hub:
        raise Refusal(
            why="There is a hub with this id that is not for training of this one.",
            do="Ask whoever runs the installation.",
            code="hub_taken",
        )
    start = house if there else replace(house, now=_before(house))
    publish_hub(
        start,
        hub=target,
        name=made["hub"]["name"]["en"],
        revision=revision,
        documents=made,
        note=f"For training, from {hub}.",
        deed=f"train-{revision}",
    )
    if there:
        return Trained(target, 0)
    with start.store.work(target, OPERATOR, deed="train-mark", now=start.now()) as work:
        work.append(make_for_training(hub_of(work.entries(HUB_STREAM)), hub, now=work.now), revision=revision)
        work.commit({})
    with house.store.reading(target) as reading:
        drawing = reading.live()[1]
    story = training_story(drawing)
    count = seed_demo(house, hub=target, revision=revision, drawing=drawing, document=story, lenient=True)
    _members(house, target, state, revision)
    return Trained(target, count)


def _before(house: House) -> Any:
    at = house.now() - SEATED_BEFORE - SEATED_BEFORE / 10
    return lambda: at


def _real(house: House, hub: str, actor: Actor) -> tuple[HubState, dict[str, Any]]:
    with house.store.reading(hub) as reading:
        state = hub_of(reading.entries(HUB_STREAM))
        revision, published = reading.live()
        rows = reading.rows("revision", scope=Everything(), where={"revision": revision})
    if actor != OPERATOR and not reader_of(today(published, state), actor).may("hub.configure"):
        raise Refusal(
            why="Your membership of this hub does not include this act.",
            do="Ask whoever keeps the hub's definitions.",
            code="no_authority",
        )
    if state.training_of:
        raise Refusal(why="This hub is for training itself.", do="Go to the real one.", code="training_already")
    return state, dict(rows[0]["documents"])


def _state(house: House, hub: str) -> HubState:
    with house.store.reading(hub) as reading:
        return hub_of(reading.entries(HUB_STREAM))


def _hubs(house: House) -> set[str]:
    with house.store.installation.reading() as installation:
        return {row["id"] for row in installation.rows("installation_hub")}


def _members(house: House, target: str, real: HubState, revision: str) -> None:
    """Give each member of the real hub the same seat here: they sign in as they do, and cannot hurt anybody."""
    with house.store.work(target, OPERATOR, deed="train-members", now=house.now()) as work:
        here = hub_of(work.entries(HUB_STREAM))
        hub = work.live()[1]
        facts = []
        for seat in real.seats.values():
            if seat.ends is None or seat.ends > work.now:
                own = replace(seat, id=f"real-{seat.id}", begins=work.now)
                facts += give_seat(
                    here,
                    own,
                    agencies=[agency.id for agency in hub.agencies],
                    roles=[role.id for role in hub.roles],
                    now=work.now,
                )
        work.append(facts, revision=revision)
        work.commit({})
