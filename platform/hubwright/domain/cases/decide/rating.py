"""A person rates a strand. Software may remind; it never rates (law 5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hubwright.domain.cases.commands import Rate
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.growing import looked_at
from hubwright.domain.cases.decide.owing import owed_clocks
from hubwright.domain.cases.decide.stages import gate, led_to, satisfied, taken
from hubwright.domain.cases.decide.starting import clock, fact, known_pathway, running_ids, still_open
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState, Rating
from hubwright.domain.cases.written import instant, moment
from hubwright.domain.definitions.hub import Scale, Tier
from hubwright.domain.errors import Refusal


def rate(state: CaseState, command: Rate, context: Context) -> list[Fact]:
    """Record a rating, and start the clocks of its tier. A lower rating needs its reason."""
    known_pathway(state, command.pathway)
    context.require("case.rate", command.pathway)
    still_open(state)
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
    needed = gate(state, "rate", context, transition)
    satisfied(needed, after, context, pathway=command.pathway, reason=command.reason)
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
                **looked_at(state, context, drawn_from=command.drawn_from),
                **_decision_clock(after, previous, tier, context),
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


def _decision_clock(after: CaseState, previous: Rating | None, tier: Tier, context: Context) -> dict[str, Any]:
    """The tier's clock for the decision, in the place of the one before it; the stricter is never quietly lost.

    A tier that names no clock stops none. A rating that is not lower never gives more time than there was, and one
    that is the same again starts nothing afresh. Where a lower one gives more time, the entry says from when to when.

    Args:
        after: the case with the rating.
        previous: the rating before it, or None.
        tier: the new one.
        context: with the calendars.
    """
    rating = after.ratings[-1]
    id, since = f"decision:{rating.pathway}", after.owed_since(rating.pathway)
    if since is None:
        return {}
    if tier.decision_clock is None:
        return {"clocks": [one for one in owed_clocks(after, context) if one["id"] == id]}
    new = clock(id, tier.decision_clock, context, received=since, pathway=rating.pathway)
    if not running_ids(after, [id]):
        return {"clocks": [new]}
    old = after.clocks[id]
    longer = instant(new["due"]) > old.due
    if old.rule == tier.decision_clock or (longer and previous is not None and rating.position <= previous.position):
        return {}
    eased = {"eased": {"from": moment(old.due), "to": new["due"]}} if longer else {}
    return {"clocks": [new], **eased}
