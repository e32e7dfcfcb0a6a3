"""Scales and their tiers, as a hub draws them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hubwright.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Tier:
    """A rating and the bundle of behaviour it causes.

    Args:
        colour: "#rrggbb"; never the only sign.
        symbol: "square", "triangle", "circle", "diamond", "bar" or "cross".
        means: what it means, in the hub's words; the lowest never reads as safe.
        decision_clock, return_clock, meeting_clock: ids of clocks or None.
        checks: ids of the check sets it sends; empty skips checks.
        meeting: id of a meeting type, or None.
        deciders: ids of deciders, by pathway.
        routes: ids of the routes a decision may take; empty means all of the pathway.
        counted: it counts in timeliness.
    """

    id: str
    label: Text
    colour: str
    symbol: str
    means: Text
    decision_clock: str | None = None
    return_clock: str | None = None
    meeting_clock: str | None = None
    checks: tuple[str, ...] = ()
    meeting: str | None = None
    deciders: Mapping[str, str] = field(default_factory=dict)
    routes: tuple[str, ...] = ()
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Scale:
    """An ordered set of tiers, most urgent first."""

    id: str
    name: Text
    tiers: tuple[Tier, ...]
    lowering_needs_reason: bool = True
