"""A person rates a strand. Software may remind; it never rates (law 5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hubwright.domain.cases.commands import Rate
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.receiving import looked
from hubwright.domain.cases.decide.stages import led_to, satisfied, taken
from hubwright.domain.cases.decide.starting import clock, fact, known_pathway, running_ids
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState, Rating
from hubwright.domain.definitions.hub import Scale, Tier
from hubwright.domain.errors import Refusal


def rate(state: CaseState, command: Rate, context: Context) -> list[Fact]:
    """Record a rating, and start the clocks of its tier. A lower rating needs its reason."""
    known_pathway(state, command.pathway)
    context.require("case.rate", command.pathway)
    scale, position = _tier(command, context)
    tier = scale.tiers[position]
    previous = state.rating(command.pathway)
    if (
        previous is not None
        and position > previous.position
        and scale.lowering_needs_reason
        and not command.reason.strip()
    ):
        raise Refusal(
            why="A lower rating needs its reason.",
            do="Say what makes the risk lower than it was thought to be.",
            code="lowering_reason_missing",
            fields=(("reason", "Say what makes the risk lower than it was thought to be."),),
        )
    after = replace(
        state,
        ratings=(*state.ratings, _provisional(state, command, scale, position, context)),
    )
    transition = taken(state, after, "rate", context)
    satisfied(transition, after, pathway=command.pathway, reason=command.reason)
    return [
        fact(
            state,
            "case.rated",
            {
                "pathway": command.pathway,
                "scale": scale.id,
                "tier": tier.id,
                "position": position,
                "counted": tier.counted,
                "reason": command.reason.strip(),
                **({"previous": previous.tier} if previous else {}),
                **looked(state),
                **_decision_clock(state, command.pathway, tier, context),
                **led_to(transition, state, context),
            },
            context,
        )
    ]


def _tier(command: Rate, context: Context) -> tuple[Scale, int]:
    scale_id = context.hub.find("pathways", command.pathway).scale
    if scale_id is None:
        raise Refusal(
            why="This hub does not rate contacts on this pathway.", do="Go on to the decision.", code="no_scale"
        )
    scale: Scale = context.hub.find("scales", scale_id)
    for position, tier in enumerate(scale.tiers):
        if tier.id == command.tier:
            return scale, position
    raise Refusal(
        why="No rating was chosen.",
        do="Choose one of the ratings shown.",
        code="tier_missing",
        fields=(("tier", "Choose a rating."),),
    )


def _provisional(state: CaseState, command: Rate, scale: Scale, position: int, context: Context) -> Rating:
    """The rating as replay will make it, for the workflow's rules to read."""
    tier = scale.tiers[position]
    return Rating(
        pathway=command.pathway,
        scale=scale.id,
        tier=tier.id,
        position=position,
        reason=command.reason,
        by=context.actor.name,
        agency=context.actor.agency,
        at=context.now,
        number=state.head + 1,
        counted=tier.counted,
    )


def _decision_clock(state: CaseState, pathway: str, tier: Tier, context: Context) -> dict[str, Any]:
    """The tier's clock for the decision takes the place of the one before it; once decided none is started."""
    id = f"decision:{pathway}"
    if not state.undecided(pathway):
        return {}
    running = running_ids(state, [id])
    if tier.decision_clock is None:
        return {"replaced": running}
    return {
        "replaced": running,
        "clocks": [clock(id, tier.decision_clock, context, received=state.received, pathway=pathway)],
    }
