"""What came of a case that was told, in the shape in which a step expects it: offered to whoever writes an example."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.rehearsal.expecting import look
from hubwright.domain.rehearsal.world import World

_LISTS = ("strands", "suggested", "asked", "alarms")
Expected = tuple[str, str, Any]
"""A look, the name within it ("" where the look is about the whole case), and what was seen."""


def observed(world: World) -> tuple[Expected, ...]:
    """Everything that an example can hold of the case that was told of last; nothing where there is no case.

    Args:
        world: as a scenario left it.
    """
    if not world.case:
        return ()
    state = world.state
    lists = [(name, "", look(world, name, []).found) for name in _LISTS]
    found: list[Expected] = [one for one in lists if one[2]]
    found.append(("danger", "", state.danger))
    rated = ((pathway, state.rating(pathway)) for pathway in state.pathways)
    found += [("ratings", pathway, rating.tier) for pathway, rating in rated if rating is not None]
    for key, clock in state.clocks.items():
        if clock.state == "running":
            name = _in_a_story(world, key)
            due = look(world, "clocks", {name: {"due": ""}}).found[name]
            found.append(("clocks", name, due))
    return tuple(found)


def expecting(seen: tuple[Expected, ...]) -> dict[str, Any]:
    """What a step is to say of these, under `then`."""
    then: dict[str, Any] = {}
    for name, within, value in seen:
        if within:
            then.setdefault(name, {})[within] = value
        else:
            then[name] = value
    return then


def as_found(expected: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    """What a step says, with what was seen in place of what it expected."""
    return {name: found.get(name, wanted) for name, wanted in expected.items()}


def _in_a_story(world: World, key: str) -> str:
    """The name of a clock as an example writes it: without references, a question by its agency, a person by name."""
    state = world.state
    called = {one.ask: one.agency for one in state.checks.values()}
    called |= {one.id: one.name for one in state.subjects.values() if one.name}
    return ":".join(called.get(step, step) for step in key.split(":") if step not in state.contacts)
