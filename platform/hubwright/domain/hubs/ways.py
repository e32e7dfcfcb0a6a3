"""The ways into a hub and the ways out of it, worked out from what it draws, and who was told of each (S:775-795)."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.domain.definitions.drawn.partnership import Telling
from hubwright.domain.definitions.hub import Door, Elsewhere, Hub, Kind, Pathway, Route

DECISION = "decision"


@dataclass(frozen=True, slots=True)
class WayIn:
    """One way in.

    Args:
        to: the strands that it may open.
        told: who was told of it.
    """

    door: Door
    kind: Kind
    to: tuple[Pathway, ...]
    told: tuple[Telling, ...]

    @property
    def nobody_told(self) -> bool:
        """Whether referrers come by it and nobody is on record as told of it."""
        return self.door.who == "public" and not self.told


@dataclass(frozen=True, slots=True)
class WayOut:
    """One way out of the strands: the outcome, and those strands from which it is reached."""

    route: Route
    out_of: tuple[Pathway, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """The map.

    Args:
        ins, outs: in the hub's own order.
        answered: kinds of contact that end without a decision: with advice, a reply or a note of it.
        elsewhere: where what is not for the hub is passed on to.
        of_the_hub: who was told of the hub as a whole, and of no way in by name.
    """

    ins: tuple[WayIn, ...]
    outs: tuple[WayOut, ...]
    answered: tuple[Kind, ...]
    elsewhere: tuple[Elsewhere, ...]
    of_the_hub: tuple[Telling, ...]


def ways(hub: Hub) -> Ways:
    """The map of a hub.

    Args:
        hub: a drawing; what leads nowhere in a draft is left out.
    """
    kinds, pathways = {one.id: one for one in hub.kinds}, {one.id: one for one in hub.pathways}
    told = hub.local.told_of_us
    ins = tuple(
        WayIn(
            door,
            kind,
            tuple(pathways[id] for id in kind.pathways if id in pathways),
            tuple(one for one in told if door.id in one.doors),
        )
        for door in hub.doors
        if (kind := kinds.get(door.kind)) is not None
    )
    outs = tuple(WayOut(one, tuple(path for path in hub.pathways if path.id in one.pathways)) for one in hub.routes)
    used = {one.kind.id for one in ins}
    answered = tuple(one for one in hub.kinds if one.id in used and one.ends_with != DECISION)
    return Ways(ins, outs, answered, hub.elsewhere, tuple(one for one in told if not one.doors))
