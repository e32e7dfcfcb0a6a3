"""Which stage a deed leads to, and what its transition asks for first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.owing import current_tier
from hubwright.domain.cases.decide.starting import today
from hubwright.domain.cases.state import CaseState
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.definitions.workflow import VOTES, Stage, Transition
from hubwright.domain.errors import Refusal
from hubwright.domain.rules import WHOLE, Type, choice, shows


def first_stage(hub: Hub, pathways: tuple[str, ...]) -> dict[str, Any]:
    """The workflow that a new case follows, that of its first pathway, and where it begins, as an entry writes them."""
    id, version = hub.find("pathways", pathways[0]).workflow
    return {
        "workflow": {"id": id, "version": version},
        "stage": _written(hub.workflows[id, version].stages[0]),
    }


def _written(stage: Stage) -> dict[str, str]:
    return {"id": stage.id, "standing": stage.standing}


def rated_strands(state: CaseState, hub: Hub) -> tuple[str, ...]:
    """The strands of a case that its hub rates at all."""
    return tuple(pathway for pathway in state.pathways if hub.find("pathways", pathway).scale is not None)


def case_facts(state: CaseState, hub: Hub) -> dict[str, Answer]:
    """What a transition's rule may read about a case, as answers.

    `tier` is that of the most urgent strand, each by its place on its own scale; a strand not yet rated leaves it
    unknown, never lowest.
    """
    ratings = [state.rating(pathway) for pathway in rated_strands(state, hub)]
    rated = [rating for rating in ratings if rating is not None]
    tier = (
        Answer(State.ANSWERED, min(rated, key=lambda one: one.position).tier)
        if rated and len(rated) == len(ratings)
        else Answer(State.NOT_ANSWERED)
    )
    return {
        "tier": tier,
        "kind": Answer(State.ANSWERED, state.kind),
        "pathway": Answer(State.ANSWERED, state.pathways[0]),
        "returns_waiting": Answer(State.ANSWERED, len(state.waiting())),
        "undecided": Answer(State.ANSWERED, len(state.undecided())),
        "vote": _vote(state),
    }


def _vote(state: CaseState) -> Answer:
    """What the vote came to that was concluded last; unknown before one was."""
    # Read as it is kept: the topic's own module imports this one.
    concluded = [one for one in state.topics.get("votes", {}).values() if one.carried is not None]
    if not concluded:
        return Answer(State.NOT_ANSWERED)
    return Answer(State.ANSWERED, VOTES[0] if concluded[-1].carried else VOTES[1])


def case_scope(hub: Hub) -> dict[str, Type]:
    """The types of `case_facts`, for the rules of workflows."""
    return {
        "tier": choice(tier.id for scale in hub.scales for tier in scale.tiers),
        "kind": choice(kind.id for kind in hub.kinds),
        "pathway": choice(pathway.id for pathway in hub.pathways),
        "returns_waiting": WHOLE,
        "undecided": WHOLE,
        "vote": choice(VOTES),
    }


def taken(state: CaseState, after: CaseState, deed: str, context: Context) -> Transition | None:
    """The transition that a deed takes, if any.

    Args:
        state: the case before the deed; its stage counts.
        after: the case with the deed done, as far as rules may read it.
        deed: one of `definitions.workflow.DEEDS`.
        context: holds the definitions.
    """
    workflow = context.hub.workflows[state.workflow]
    facts, scope = case_facts(after, context.hub), case_scope(context.hub)
    for transition in workflow.transitions:
        if transition.deed != deed or state.stage not in transition.sources:
            continue
        if shows(transition.when, facts, scope=scope, today=today(context)):
            return transition
    return None


def gate(state: CaseState, deed: str, context: Context, transition: Transition | None) -> Transition | None:
    """The transition whose needs hold for a deed: the one taken, or else the nearest that is drawn for it.

    Without this a rule that is *unknown*, or a stage nobody thought of, would let a deed past what the workflow asks.
    """
    drawn = [one for one in context.hub.workflows[state.workflow].transitions if one.deed == deed]
    here = [one for one in drawn if state.stage in one.sources]
    return transition or next(iter(here or drawn), None)


def led_to(transition: Transition | None, state: CaseState, context: Context) -> dict[str, Any]:
    """The `stage` part of an entry's body: empty where the stage stays as it is."""
    if transition is None or transition.target == state.stage:
        return {}
    workflow = context.hub.workflows[state.workflow]
    target = next(stage for stage in workflow.stages if stage.id == transition.target)
    return {"stage": _written(target)}


def opened_again(state: CaseState, after: CaseState, deed: str, context: Context) -> dict[str, Any]:
    """The `stage` part of a deed that opens a closed case on its way: its own transition, or that of reopening."""
    transition = taken(state, after, deed, context)
    if transition is None and state.closed is not None:
        transition = taken(state, after, "reopen", context)
    return led_to(transition, state, context)


_MISSING: Mapping[str, tuple[str, str]] = {
    "rating": ("this has not been rated.", "Rate it first, or say why not."),
    "returns": ("some agencies have not answered.", "Wait for them, or say why this cannot wait."),
    "assessment": (
        "somebody's assessment in the hub is not finished.",
        "Put down what it found, or say why it is decided without.",
    ),
    "decision_for_each": (
        "not everybody in this case has a decision.",
        "Decide for each person, or correct who the case is about.",
    ),
    "plan": (
        "there is no plan yet for somebody who goes on from here.",
        "Name who leads for them and agree what is done by when, or say why it ends without.",
    ),
    "accepted": (
        "a receiving service has not accepted yet; until it does the hub owns the person.",
        "Record its answer first.",
    ),
    "feedback": (
        "a referrer has not been told what became of their contact.",
        "Tell them, or record why it is withheld.",
    ),
}


def satisfied(
    transition: Transition | None,
    state: CaseState,
    context: Context,
    *,
    pathway: str | None = None,
    reason: str = "",
    protective: bool = False,
) -> list[str]:
    """What the transition asks for and the case lacks, once a reason stands in for it.

    Args:
        transition: the one whose needs hold.
        state: the case with the deed done.
        context: holds the definitions.
        pathway: the strand that the deed is about, or None for the whole case.
        reason: why it is done without.
        protective: it protects, and waits for nothing; what is missing is only put on record (law 8).

    Raises:
        Refusal: something is missing that no reason was given for.
    """
    if transition is None:
        return []
    missing = [need for need in transition.needs if _lacks(state, need, pathway, context)]
    if missing and not protective and not (transition.or_reason and reason.strip()):
        why, do = _MISSING[missing[0]]
        field = (("reason_without", do),) if transition.or_reason else ()
        raise Refusal(why=why[0].upper() + why[1:], do=do, code=f"needs_{missing[0]}", fields=field)
    return missing


def _lacks(state: CaseState, need: str, pathway: str | None, context: Context) -> bool:
    match need:
        case "rating":
            strands = [one for one in rated_strands(state, context.hub) if pathway in (None, one)]
            return any(state.rating(strand) is None for strand in strands)
        case "returns":
            return any(_waited_for(check.pathway, state, context) for check in state.waiting(pathway))
        case "assessment":
            decided = {(one.subject, one.pathway) for one in state.decisions if pathway in (None, one.pathway)}
            made = state.topics.get("assessment", {})
            return any(pair not in made or made[pair].finished is None for pair in decided)
        case "decision_for_each":
            return bool(state.undecided())
        case "plan" | "accepted":
            waiting = without_plan if need == "plan" else _not_accepted
            return bool(waiting(state, context))
        case _:
            return any(contact.can_be_told and not contact.told for contact in state.contacts.values())


def _waited_for(pathway: str, state: CaseState, context: Context) -> bool:
    """Whether a decision waits for the returns of a strand: with some ratings checks run beside it, or after."""
    tier = current_tier(state, pathway, context)
    return tier is None or tier.checks_when == "before"


def without_plan(state: CaseState, context: Context) -> list[tuple[str, str]]:
    """The people whom somebody receives and for whom nobody leads, or nothing is agreed to be done by a day.

    Ealing's team withdraws once a clear plan goes on without it (S:1774-1775). Whom nobody receives needs none.
    """
    # Read as they are kept: the topics' own modules import this one.
    leads, agreed = state.topics.get("lead", {}), state.topics.get("actions", {})
    missing = []
    for subject, pathway in state.owed:
        decision = state.decision(subject, pathway)
        if decision is None or context.hub.find("routes", decision.route).to is None:
            continue
        steps = [
            one
            for one in agreed.values()
            if one.pathway == pathway and one.subject in ("", subject) and one.due is not None
        ]
        if (subject, pathway) not in leads or not steps:
            missing.append((subject, pathway))
    return missing


def _not_accepted(state: CaseState, context: Context) -> list[tuple[str, str]]:
    """The people whose receiving side has still to accept them: until it does the hub owns them."""
    waiting = []
    for subject, pathway in state.owed:
        decision = state.decision(subject, pathway)
        if decision is None or decision.accepted is not None:
            continue
        if context.hub.find("routes", decision.route).accept_clock is not None:
            waiting.append((subject, pathway))
    return waiting
