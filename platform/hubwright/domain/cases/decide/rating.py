"""A person rates a strand. Software may suggest; it never rates (law 5).

Where a hub wants a second person before something leaves the first tier, the lower rating is provisional: it holds for
what is asked and offered, while the stricter clock and decider stay until somebody else has confirmed it (law 8).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hubwright.domain.cases.changes import with_lowering
from hubwright.domain.cases.commands import AnswerLowering, Rate
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.deciders import fills
from hubwright.domain.cases.decide.growing import looked_at
from hubwright.domain.cases.decide.owing import owed_clocks
from hubwright.domain.cases.decide.stages import gate, led_to, satisfied, taken
from hubwright.domain.cases.decide.starting import (
    clock,
    fact,
    known_pathway,
    met,
    running_ids,
    still_open,
    words_needed,
)
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
    if scale.id != context.hub.find("pathways", command.pathway).scale:
        return [_beside(state, command, scale, position, context)]
    tier = scale.tiers[position]
    previous = state.rating(command.pathway)
    _lowered_with_reason(previous, position, scale, command)
    rating = _foreseen(state, command, scale, position, context)
    after = replace(state, ratings=(*state.ratings, rating))
    transition = taken(state, after, "rate", context)
    needed = gate(state, "rate", context, transition)
    satisfied(needed, after, context, pathway=command.pathway, reason=command.reason)
    return [
        fact(
            state,
            "case.rated",
            {
                **_written(rating),
                **({"previous": previous.tier} if previous else {}),
                **looked_at(state, context, drawn_from=command.drawn_from),
                **_clocks(state, after, scale, tier, context),
                **led_to(transition, state, context),
            },
            context,
        )
    ]


def _beside(state: CaseState, command: Rate, scale: Scale, position: int, context: Context) -> Fact:
    """A rating on a scale that stands beside the pathway's own: it overwrites nothing and stops no clock."""
    before = state.rating_on(command.pathway, scale.id)
    _lowered_with_reason(before, position, scale, command)
    rating = replace(_foreseen(state, command, scale, position, context), beside=True, provisional=False)
    body = {**_written(rating), "beside": True, **({"previous": before.tier} if before else {})}
    return fact(state, "case.rated", body, context)


def _tier(command: Rate, context: Context) -> tuple[Scale, int]:
    pathway = context.hub.find("pathways", command.pathway)
    scale_id = command.scale or pathway.scale
    if scale_id is None or scale_id not in (pathway.scale, *pathway.beside):
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


def _lowered_with_reason(previous: Rating | None, position: int, scale: Scale, command: Rate) -> None:
    lower = previous is not None and position > previous.position
    if lower and scale.lowering_needs_reason and not command.reason.strip():
        raise Refusal(
            why="A lower rating needs its reason.",
            do="Say what makes the risk lower than it was thought to be.",
            code="lowering_reason_missing",
            fields=(("reason", "Say what makes the risk lower than it was thought to be."),),
        )


def _foreseen(state: CaseState, command: Rate, scale: Scale, position: int, context: Context) -> Rating:
    """The rating as replay will make it, for the workflow's rules to read."""
    tier = scale.tiers[position]
    held = state.strictest(command.pathway)
    leaves_the_top = held is not None and held.position == 0 and position > 0
    return Rating(
        pathway=command.pathway,
        scale=scale.id,
        tier=tier.id,
        position=position,
        reason=command.reason.strip(),
        by=context.actor.name,
        agency=context.actor.agency,
        at=context.now,
        number=state.head + 1,
        counted=tier.counted,
        user=context.actor.id,
        provisional=leaves_the_top and scale.lowering_top_confirmed_by is not None,
    )


def _written(rating: Rating) -> dict[str, Any]:
    return {
        "pathway": rating.pathway,
        "scale": rating.scale,
        "tier": rating.tier,
        "position": rating.position,
        "counted": rating.counted,
        "reason": rating.reason,
        **({"provisional": True} if rating.provisional else {}),
    }


def _clocks(state: CaseState, after: CaseState, scale: Scale, tier: Tier, context: Context) -> dict[str, Any]:
    """The decision's clock, and that of the second person: begun with a provisional rating, over with any other."""
    rating = after.ratings[-1]
    parts = _decision_clock(after, state.rating(rating.pathway), tier, context)
    id = f"confirm:{rating.pathway}"
    if rating.provisional:
        if scale.confirm_clock and not running_ids(state, [id]):
            began = clock(id, scale.confirm_clock, context, received=context.now, pathway=rating.pathway)
            parts["clocks"] = [*parts.get("clocks", ()), began]
    elif running := running_ids(state, [id]):
        parts["replaced"] = running
    return parts


def _decision_clock(after: CaseState, previous: Rating | None, tier: Tier, context: Context) -> dict[str, Any]:
    """The tier's clock for the decision, in the place of the one before it; the stricter is never quietly lost.

    A tier that names no clock stops none. A rating that is not lower never gives more time than there was, and one
    that is the same again starts nothing afresh. Where a lower one gives more time, the entry says from when to when;
    a provisional one gives none.

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
        return {"clocks": owed_clocks(after, context) if rating.provisional else [new]}
    old = after.clocks[id]
    longer = instant(new["due"]) > old.due
    raised = previous is not None and rating.position <= previous.position
    if old.rule == tier.decision_clock or (longer and (raised or rating.provisional)):
        return {}
    eased = {"eased": {"from": moment(old.due), "to": new["due"]}} if longer else {}
    return {"clocks": [new], **eased}


def answer_lowering(state: CaseState, command: AnswerLowering, context: Context) -> list[Fact]:
    """A second person confirms a lower rating, and its time is eased; or declines it, and the one before it holds."""
    known_pathway(state, command.pathway)
    rating = state.rating(command.pathway)
    if rating is None or not rating.waits:
        raise Refusal(
            why="No lower rating waits for a second person here.", do="Look at the ratings shown.", code="nothing_waits"
        )
    scale: Scale = context.hub.find("scales", rating.scale)
    context.require("case.read", command.pathway)
    second = context.hub.find("deciders", str(scale.lowering_top_confirmed_by))
    if not fills(second, context):
        raise Refusal(
            why=f"This is confirmed by: {second.name.en}.", do="Hand it to one of them.", code="not_the_second_person"
        )
    if context.actor.id == rating.user:
        raise Refusal(
            why="Whoever lowered the rating cannot be the second person as well.",
            do="Hand it to somebody else; until then the stricter clock runs.",
            code="same_person",
        )
    reason = command.reason.strip()
    if not command.confirmed:
        reason = words_needed(
            reason, field="reason", why="It is declined without a reason.", do="Say why the rating should not be lower."
        )
    said = {"by": context.actor.name, "words": reason, "at": moment(context.now)}
    after = with_lowering(state, rating.number, confirmed=command.confirmed, said=said)
    body: dict[str, Any] = {
        "pathway": command.pathway,
        "number": rating.number,
        "confirmed": command.confirmed,
        "reason": reason,
        **met(state, [f"confirm:{command.pathway}"]),
    }
    if command.confirmed:
        tier = next(one for one in scale.tiers if one.id == rating.tier)
        body |= _eased(after, rating, tier, context)
    return [fact(state, "case.lowering_answered", body, context)]


def _eased(after: CaseState, rating: Rating, tier: Tier, context: Context) -> dict[str, Any]:
    """The lower tier's own time, once confirmed, where it is longer than the one that ran."""
    id, since = f"decision:{rating.pathway}", after.owed_since(rating.pathway)
    if since is None or tier.decision_clock is None or not running_ids(after, [id]):
        return {}
    new, old = clock(id, tier.decision_clock, context, received=since, pathway=rating.pathway), after.clocks[id]
    if old.rule == tier.decision_clock:
        return {}
    longer = instant(new["due"]) > old.due
    return {"clocks": [new], **({"eased": {"from": moment(old.due), "to": new["due"]}} if longer else {})}
