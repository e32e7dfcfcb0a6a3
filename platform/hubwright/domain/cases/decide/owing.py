"""What is owed to whom: the clock of a decision for everybody who waits for one, and word to each referrer."""

from __future__ import annotations

from typing import Any

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import clock, running_ids
from hubwright.domain.cases.state import CaseState, ClockState, Rating
from hubwright.domain.definitions.hub import Tier


def current_tier(state: CaseState, pathway: str, context: Context) -> Tier | None:
    """The tier that holds for a strand, as drawn in the definitions the case is pinned to."""
    return _drawn(state.rating(pathway), context)


def _drawn(rating: Rating | None, context: Context) -> Tier | None:
    if rating is None:
        return None
    tiers: tuple[Tier, ...] = context.hub.find("scales", rating.scale).tiers
    return next(tier for tier in tiers if tier.id == rating.tier)


def strictest_tier(state: CaseState, pathway: str, context: Context) -> Tier | None:
    """The tier whose clock and decider hold while a second person has not confirmed a lower one."""
    return _drawn(state.strictest(pathway), context)


def decision_rule(state: CaseState, pathway: str, context: Context) -> str | None:
    """The clock by which a strand is decided: its rating's, or else, where that names none, its pathway's."""
    tier = strictest_tier(state, pathway, context)
    named: str | None = context.hub.find("pathways", pathway).decision_clock
    if tier is None and context.hub.find("kinds", state.kind).ends_with != "decision":
        # Advice, a reply or a note of it ends the work: a decision is owed from when somebody rates it.
        return None
    return (tier.decision_clock if tier else None) or named


def owed_clocks(after: CaseState, context: Context) -> list[dict[str, Any]]:
    """A decision clock for each strand in which somebody waits and none runs, counted from when it was first owed.

    A clock that runs is left alone: for whoever joins later the stricter time holds.

    Args:
        after: the case with the deed done.
        context: with the calendars.
    """
    clocks = []
    for pathway in after.pathways:
        id, since = f"decision:{pathway}", after.owed_since(pathway)
        rule = decision_rule(after, pathway, context)
        if since is not None and rule is not None and not running_ids(after, [id]):
            clocks.append(clock(id, rule, context, received=since, pathway=pathway))
    return clocks


def feedback_clocks(after: CaseState, context: Context) -> list[dict[str, Any]]:
    """From the last decision on, each referrer who can be told waits to hear."""
    clocks: list[dict[str, Any]] = []
    if after.undecided():
        return clocks
    for contact in after.contacts.values():
        rule = context.hub.find("kinds", contact.kind).feedback
        id = f"feedback:{contact.ref}"
        if rule and contact.can_be_told and not contact.told and not running_ids(after, [id]):
            clocks.append(clock(id, rule, context, received=contact.received))
    return clocks


def return_clocks(after: CaseState, context: Context) -> list[dict[str, Any]]:
    """The clocks of unanswered asks that closing stopped, for a case that is open again."""
    clocks = []
    for check in after.waiting():
        stopped = after.clocks.get(check.clock) if check.clock else None
        if stopped is not None and stopped.state == "replaced":
            clocks.append(_started_again(stopped, context))
    return clocks


def _started_again(stopped: ClockState, context: Context) -> dict[str, Any]:
    return clock(
        stopped.id,
        stopped.rule,
        context,
        received=context.now,
        pathway=stopped.pathway,
        calendar=stopped.calendar,
    )
