"""What a scenario notices of the work itself: a near miss is written down, looked into, closed on its own stream.

It is asked of the same functions as a running hub asks, and never stands on the record of a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from hubwright.domain.cases.entries import Fact
from hubwright.domain.clocks.london import local
from hubwright.domain.incidents import STREAM, Add, Close, IncidentState, Open, begin, decide, incident_of
from hubwright.domain.rehearsal.world import World

INCIDENT_DEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "open_incident": ("incident", "what"),
    "add_to_incident": ("step", "text"),
    "close_incident": ("text",),
}
"""Deeds on an incident, with what each is told with; the last two are about the one that was opened last."""


def noticed(world: World, do: str, by: str, given: Mapping[str, Any]) -> list[Fact]:
    """What follows from a deed on an incident.

    Args:
        world: the hub.
        do: of `INCIDENT_DEEDS`.
        by: id of the post that does it.
        given: what it is told with.

    Raises:
        Refusal: it is not done yet.
        LookupError: no incident has been opened.
    """
    context = world.context(world.actor(by))
    if do == "open_incident":
        return begin(Open(given["incident"], given["what"], world.now, case=world.case), context)
    if not (opened := _incidents(world)):
        raise LookupError("No incident has been opened yet.")
    command = Close(given["text"]) if do == "close_incident" else Add(given["step"], given["text"])
    return decide(opened[-1], command, context)


def how_incident_stands(world: World, kind: str) -> Any:
    """How the last incident of a kind stands, and by when it is looked into; "none" where none was opened."""
    found = [one for one in _incidents(world) if one.kind == kind]
    if not found:
        return {"state": "none"}
    due = found[-1].due
    wall = local(due).strftime("%Y-%m-%dT%H:%M") if due else None
    return {"state": "open" if found[-1].closed is None else "closed", "due": wall}


def _incidents(world: World) -> list[IncidentState]:
    streams = (entries for stream, entries in world.streams.items() if stream.startswith(f"{STREAM}:"))
    return [found for entries in streams if (found := incident_of(entries)) is not None]
