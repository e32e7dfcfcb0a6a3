"""Which stage a deed leads to, and what its transition asks for first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.state import CaseState
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.definitions.workflow import Stage, Transition, Workflow
from hubwright.domain.errors import Refusal
from hubwright.domain.rules import WHOLE, Type, choice, shows


def workflow_of(hub: Hub, pathways: tuple[str, ...]) -> Workflow:
    """The workflow that a case follows: that of its first pathway."""
    pathway = hub.find("pathways", pathways[0])
    return hub.workflows[pathway.workflow]


def first_stage(hub: Hub, pathways: tuple[str, ...]) -> dict[str, str]:
    """Where a case begins, as an entry writes it."""
    return _written(workflow_of(hub, pathways).stages[0])


def _written(stage: Stage) -> dict[str, str]:
    return {"id": stage.id, "standing": stage.standing}


def case_facts(state: CaseState) -> dict[str, Answer]:
    """What a transition's rule may read about a case, as answers.

    `tier` is that of the most urgent strand; a strand not yet rated leaves it unknown, never lowest.
    """
    ratings = [state.rating(pathway) for pathway in state.pathways]
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
    }


def case_scope(hub: Hub) -> dict[str, Type]:
    """The types of `case_facts`, for the rules of workflows."""
    return {
        "tier": choice(tier.id for scale in hub.scales for tier in scale.tiers),
        "kind": choice(kind.id for kind in hub.kinds),
        "pathway": choice(pathway.id for pathway in hub.pathways),
        "returns_waiting": WHOLE,
        "undecided": WHOLE,
    }


def taken(state: CaseState, after: CaseState, deed: str, context: Context) -> Transition | None:
    """The transition that a deed takes, if any.

    Args:
        state: the case before the deed; its stage counts.
        after: the case with the deed done, as far as rules may read it.
        deed: one of `definitions.workflow.DEEDS`.
        context: holds the definitions.
    """
    workflow = workflow_of(context.hub, state.pathways)
    facts, scope = case_facts(after), case_scope(context.hub)
    for transition in workflow.transitions:
        if transition.deed != deed or state.stage not in transition.sources:
            continue
        if shows(transition.when, facts, scope=scope, today=context.now.date()):
            return transition
    return None


def led_to(transition: Transition | None, state: CaseState, context: Context) -> dict[str, Any]:
    """The `stage` part of an entry's body: empty where the stage stays as it is."""
    if transition is None or transition.target == state.stage:
        return {}
    workflow = workflow_of(context.hub, state.pathways)
    target = next(stage for stage in workflow.stages if stage.id == transition.target)
    return {"stage": _written(target)}


_MISSING: Mapping[str, tuple[str, str]] = {
    "rating": ("this has not been rated.", "Rate it first, or say why not."),
    "returns": ("some agencies have not answered.", "Wait for them, or say why this cannot wait."),
    "decision_for_each": (
        "not everybody in this case has a decision.",
        "Decide for each person, or correct who the case is about.",
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
    transition: Transition | None, state: CaseState, *, pathway: str | None = None, reason: str = ""
) -> list[str]:
    """What the transition asks for and the case lacks, once a reason stands in for it.

    Raises:
        Refusal: something is missing that no reason was given for.
    """
    if transition is None:
        return []
    missing = [need for need in transition.needs if _lacks(state, need, pathway)]
    if missing and not (transition.or_reason and reason.strip()):
        why, do = _MISSING[missing[0]]
        field = (("reason_without", do),) if transition.or_reason else ()
        raise Refusal(why=why[0].upper() + why[1:], do=do, code=f"needs_{missing[0]}", fields=field)
    return missing


def _lacks(state: CaseState, need: str, pathway: str | None) -> bool:
    match need:
        case "rating":
            strands = (pathway,) if pathway else state.pathways
            return any(state.rating(strand) is None for strand in strands)
        case "returns":
            return bool(state.waiting(pathway))
        case "decision_for_each":
            return bool(state.undecided())
        case "accepted":
            return any(id.startswith("accept:") and clock.state == "running" for id, clock in state.clocks.items())
        case _:
            return any(contact.can_be_told and not contact.told for contact in state.contacts.values())
