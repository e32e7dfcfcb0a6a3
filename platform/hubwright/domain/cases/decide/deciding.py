"""A named person with authority decides, for each person, with reasons."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hubwright.domain.cases.commands import AnswerRoute, Decide
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.asking import current_tier
from hubwright.domain.cases.decide.stages import led_to, satisfied, taken
from hubwright.domain.cases.decide.starting import clock, fact, known_pathway, running_ids, words_needed
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState, Decision
from hubwright.domain.definitions.hub import Decider, Hub, Route
from hubwright.domain.errors import Refusal


def decide_for(state: CaseState, command: Decide, context: Context) -> list[Fact]:
    """Record one person's decision; a later one stands beside it and takes its place."""
    known_pathway(state, command.pathway)
    context.require("case.decide", command.pathway)
    _is_decider(state, command.pathway, context)
    subject = state.subjects.get(command.subject)
    if subject is None or command.pathway not in subject.pathways:
        raise Refusal(why="This person is not on this pathway.", do="Choose one of the people shown.", code="no_person")
    route = _route(state, command, context)
    reasons = words_needed(
        command.reasons, field="reasons", why="The decision has no reason.", do="Say why, in your own words."
    )
    advice = command.advice.strip()
    if route.needs_advice:
        advice = words_needed(
            advice,
            field="advice",
            why="This outcome needs the advice that was given.",
            do="Write what advice or signposting was given.",
        )
    decision = _decision(state, command, route, context)
    after = replace(state, decisions=(*state.decisions, decision))
    transition = taken(state, after, "decide", context)
    without = satisfied(transition, after, pathway=command.pathway, reason=command.reason_without)
    return [
        fact(
            state,
            "case.decided",
            {
                "subject": subject.id,
                "pathway": command.pathway,
                "route": route.id,
                "meaning": route.meaning,
                "reasons": reasons,
                "advice": advice,
                "views": command.views.strip(),
                "dissent": {agency: words.strip() for agency, words in command.dissent.items() if words.strip()},
                "protective": route.protective,
                "without": without,
                "reason_without": command.reason_without.strip() if without else "",
                **decided_clocks(after, [(subject.id, command.pathway, route)], context),
                **led_to(transition, state, context),
            },
            context,
        )
    ]


def _is_decider(state: CaseState, pathway: str, context: Context) -> None:
    """Stop unless the actor is who this rating, or else this pathway, says may decide.

    The floor below every hub's choice, that a social worker decides the response for a child (S:103-104), is held by
    the cross-check of definitions: a hub whose deciders lack the qualification cannot be published.
    """
    decider = decider_for(state, pathway, context)
    if not fills(decider, context):
        raise Refusal(
            why=f"This is decided by: {decider.name.en}.",
            do="Hand it to one of them; what you typed is kept for you to copy.",
            code="not_the_decider",
        )


def decider_for(state: CaseState, pathway: str, context: Context) -> Decider:
    """Who decides this strand as it is rated now."""
    tier = current_tier(state, pathway, context)
    id = (tier.deciders.get(pathway) if tier else None) or context.hub.find("pathways", pathway).decider
    found: Decider = context.hub.find("deciders", id)
    return found


def fills(decider: Decider, context: Context) -> bool:
    """Whether the actor's seat is one that this decider names."""
    actor = context.actor
    qualified = decider.qualification is None or decider.qualification in actor.qualifications
    return bool(decider.roles & actor.roles) and qualified


def routes_open(state: CaseState, pathway: str, context: Context) -> tuple[Route, ...]:
    """The routes a decision may take: the rating's own where it limits them, and always those that protect."""
    tier = current_tier(state, pathway, context)
    return routes_of(context.hub, pathway, tier.routes if tier else ())


def routes_of(hub: Hub, pathway: str, limited: tuple[str, ...]) -> tuple[Route, ...]:
    """The routes of a pathway, within `limited` where that is not empty; protective ones are never shut (law 8)."""
    return tuple(
        route
        for route in hub.routes
        if pathway in route.pathways and (not limited or route.id in limited or route.protective)
    )


def _route(state: CaseState, command: Decide, context: Context) -> Route:
    for route in routes_open(state, command.pathway, context):
        if route.id == command.route:
            return route
    raise Refusal(
        why="No outcome was chosen that is open for this rating.",
        do="Choose one of the outcomes shown.",
        code="route_missing",
        fields=(("route", "Choose an outcome."),),
    )


def _decision(state: CaseState, command: Decide, route: Route, context: Context) -> Decision:
    """The decision as replay will make it, for the workflow's rules to read."""
    return Decision(
        subject=command.subject,
        pathway=command.pathway,
        route=route.id,
        meaning=route.meaning,
        reasons=command.reasons,
        advice=command.advice,
        views=command.views,
        dissent=command.dissent,
        by=context.actor.name,
        agency=context.actor.agency,
        at=context.now,
        number=state.head + 1,
        protective=route.protective,
    )


def decided_clocks(after: CaseState, decided: list[tuple[str, str, Route]], context: Context) -> dict[str, Any]:
    """The clocks that decisions meet, once nobody in the strand is undecided, and start: acceptance, and feedback."""
    met = [f"decision:{pathway}" for pathway in after.pathways if not after.undecided(pathway)]
    started = []
    for subject, pathway, route in decided:
        if route.accept_clock:
            id = f"accept:{subject}:{pathway}"
            started.append(clock(id, route.accept_clock, context, received=after.received, pathway=pathway))
    if not after.undecided():
        started += _feedback_clocks(after, context)
    return {"met": running_ids(after, met), "clocks": started}


def _feedback_clocks(after: CaseState, context: Context) -> list[dict[str, Any]]:
    """From the last decision on, each referrer who can be told waits to hear."""
    clocks = []
    for contact in after.contacts.values():
        rule = context.hub.find("kinds", contact.kind).feedback
        id = f"feedback:{contact.ref}"
        if rule and contact.can_be_told and not contact.told and id not in after.clocks:
            clocks.append(clock(id, rule, context, received=contact.received))
    return clocks


def answer_route(state: CaseState, command: AnswerRoute, context: Context) -> list[Fact]:
    """The receiving side accepts, or returns with a reason; until accepted the hub owns the person."""
    context.require("case.note", command.pathway)
    current = state.decision(command.subject, command.pathway)
    if current is None:
        raise Refusal(why="Nothing has been decided for this person yet.", do="Decide first.", code="no_decision")
    by = words_needed(
        command.by, field="by", why="Nobody is named who answered.", do="Say who accepted or returned it."
    )
    if not command.accepted:
        words_needed(
            command.reason,
            field="reason",
            why="It was returned without a reason.",
            do="Write the reason the receiving side gave.",
        )
    body: dict[str, Any] = {
        "subject": command.subject,
        "pathway": command.pathway,
        "accepted": command.accepted,
        "by": by,
        "reason": command.reason.strip(),
        "met": running_ids(state, [f"accept:{command.subject}:{command.pathway}"]),
    }
    id = f"decision:{command.pathway}"
    tier = current_tier(state, command.pathway, context)
    rule = tier.decision_clock if tier else context.hub.find("pathways", command.pathway).decision_clock
    if not command.accepted and rule and not running_ids(state, [id]):
        # A fresh look is owed: its clock starts with the return, whatever the first one counted from.
        body["clocks"] = [clock(id, rule, context, received=context.now, pathway=command.pathway)]
    transition = taken(state, state, "route", context)
    return [fact(state, "case.route_answered", {**body, **led_to(transition, state, context)}, context)]
