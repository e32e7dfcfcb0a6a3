"""What may not simply be left out: fields that an element cannot do without, and lists that keep a least number.

A test holds these tables to the schemas.
"""

from __future__ import annotations

from collections.abc import Mapping

from hubwright.domain.definitions.using.spots import Spot

LEAST: Mapping[str, int] = {
    "agencies": 1,
    "agreements/*/between": 1,
    "calendars": 1,
    "challenge/levels": 1,
    "challenge/levels/*/roles": 1,
    "check_sets/*/asks": 1,
    "clocks": 1,
    "deciders": 1,
    "deciders/*/roles": 1,
    "doors": 1,
    "forms/*/pages": 1,
    "forms/*/pages/*/questions": 1,
    "forms/*/pages/*/questions/*/options": 1,
    "forms/*/pages/*/questions/*/rows": 1,
    "forms/*/pages/*/questions/*/rows/*/options": 1,
    "kinds": 1,
    "kinds/*/keepers": 1,
    "kinds/*/pathways": 1,
    "ladders": 1,
    "meeting_types/*/quorum/*/any_of": 2,
    "pathways": 1,
    "roles": 1,
    "routes": 1,
    "routes/*/pathways": 1,
    "scales/*/tiers": 1,
    "votes/*/agencies": 1,
    "workflows/*/stages": 1,
    "workflows/*/transitions/*/sources": 1,
}
"""How many elements a list has at least."""

NEEDED = frozenset(
    {
        "calendar",
        "challenge/levels/*/clock",
        "clocks/*/calendar",
        "doors/*/kind",
        "kinds/*/first_look",
        "kinds/*/first_look_ladder",
        "pathways/*/decider",
        "pathways/*/workflow",
        "votes/*/clock",
        "workflows/*/transitions/*/target",
    }
)
"""Fields that stay: something else has to stand there, or what holds them goes as well."""

ASKED = frozenset({"doors/*/form"})
"""Fields that could be left out, and that change what they belong to so much that it is asked."""

LINES = frozenset(
    {
        "check_sets/*/asks/*/agency",
        "doors/*/strands/*/pathway",
        "ladders/*/rungs/*/role",
        "local/contributions/*/agency",
        "local/on_call/*/agency",
        "local/people/*/agency",
        "meeting_types/*/invited/*/agency",
        "meeting_types/*/quorum/*/agency",
        "scales/*/suggestions/*/form",
        "scales/*/suggestions/*/tier",
    }
)
"""Fields whose element is about what they name, and goes with it."""


def way_of(spot: Spot, tables: frozenset[str] | Mapping[str, int]) -> str:
    """The way in a table that a spot lies on, or ""."""
    for way in tables:
        steps = way.split("/")
        if len(steps) == len(spot) and all(one in ("*", step) for one, step in zip(steps, spot, strict=True)):
            return way
    return ""
