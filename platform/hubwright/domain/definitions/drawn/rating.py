"""Scales and their tiers, as a hub draws them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hubwright.domain.rules import Rule
from hubwright.domain.texts import Text

# What a tier may ask of every decision. Nothing protective ever waits for one (law 8).
ASKS = ("threshold", "views", "agencies", "limbs")


@dataclass(frozen=True, slots=True)
class Tier:
    """A rating and the bundle of behaviour it causes.

    Args:
        colour: "#rrggbb"; never the only sign.
        symbol: "square", "triangle", "circle", "diamond", "bar" or "cross".
        means: what it means, in the hub's words; the lowest never reads as safe.
        decision_clock, return_clock, meeting_clock: ids of clocks or None.
        checks: ids of the check sets it sends; empty skips checks.
        checks_when: "before" a decision, which waits for the returns; "beside" it, without waiting; or "after" it.
        meeting: id of a meeting type, or None.
        deciders: ids of deciders, by pathway.
        routes: ids of the routes a decision may take; empty means all of the pathway.
        counted: it counts in timeliness.
        says: of `ASKS`; what a decision on it has to say.
        offers: id of the route that is offered first; a person chooses it or another.
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
    checks_when: str = "before"
    meeting: str | None = None
    deciders: Mapping[str, str] = field(default_factory=dict)
    routes: tuple[str, ...] = ()
    counted: bool = True
    says: tuple[str, ...] = ()
    offers: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A rule over what a contact says that suggests a tier; a person rates (law 5).

    Args:
        form: id of the form whose answers it reads.
        rule: gives yes or no; None where it could not be read, which `check_hub` reports.
        tier: id of a tier of the scale.
        because: the reason in words, shown with the suggestion.
    """

    id: str
    form: str
    rule: Rule | None
    tier: str
    because: Text


@dataclass(frozen=True, slots=True)
class Scale:
    """An ordered set of tiers, most urgent first.

    Args:
        when: when it is used, in words, for a scale that is rated beside the first ("after the meeting").
        lowering_top_confirmed_by: id of the decider who confirms that something is no longer in the first tier; until
            then the lower rating is provisional and the stricter clock runs. None where one person is enough.
        confirm_clock: by when they confirm or decline, or None.
        suggestions: rules that suggest a tier.
    """

    id: str
    name: Text
    tiers: tuple[Tier, ...]
    lowering_needs_reason: bool = True
    when: Text | None = None
    lowering_top_confirmed_by: str | None = None
    confirm_clock: str | None = None
    suggestions: tuple[Suggestion, ...] = ()
