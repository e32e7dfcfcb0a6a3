"""A named person with authority decides, for each person, with reasons."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hubwright.domain.cases.changes import with_answer
from hubwright.domain.cases.commands import AnswerRoute, Decide
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.owing import current_tier, feedback_clocks, owed_clocks
from hubwright.domain.cases.decide.stages import gate, led_to, opened_again, satisfied, taken
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
from hubwright.domain.cases.state import CaseState, Decision
from hubwright.domain.definitions.hub import Decider, Hub, Route
from hubwright.domain.errors import Refusal


def decide_for(state: CaseState, command: Decide, context: Context) -> list[Fact]:
    """Record one person's decision; a later one stands beside it and takes its place."""
    known_pathway(state, command.pathway)
    context.require("case.decide", command.pathway)
    _is_decider(state, command.pathway, context)
    still_open(state)
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
    _dissenters(command, context)
    decision = _decision(state, command, route, context)
    after = replace(state, decisions=(*state.decisions, decision))
    transition = taken(state, after, "decide", context)
    without = satisfied(
        gate(state, "decide", context, transition),
        after,
        context,
        pathway=command.pathway,
        reason=command.reason_without,
        protective=route.protective,
    )
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
                **decided_clocks(state, after, [(subject.id, command.pathway, route)], context),
                **led_to(transition, state, context),
            },
            context,
        )
    ]


def _dissenters(command: Decide, context: Context) -> None:
    if set(command.dissent) - {agency.id for agency in context.hub.agencies}:
        raise Refusal(
            why="Somebody who disagreed is not of one of this hub's agencies.",
            do="Choose from the agencies shown.",
            code="unknown_agency",
            fields=(("dissent", "Choose from the agencies shown."),),
        )


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


def decided_clocks(
    state: CaseState, after: CaseState, decided: list[tuple[str, str, Route]], context: Context
) -> dict[str, Any]:
    """The clocks that decisions meet, once nobody in the strand waits, and start: acceptance, and feedback.

    Args:
        state, after: the case before and after.
        decided: who, in which strand, by which route.
        context: with the calendars.
    """
    done = [f"decision:{pathway}" for pathway in after.pathways if not after.undecided(pathway)]
    replaced, started = [], []
    for subject, pathway, route in decided:
        id = f"accept:{subject}:{pathway}"
        # A decision that takes another's place takes its acceptance with it.
        replaced += running_ids(state, [id])
        if route.accept_clock:
            since = state.owed.get((subject, pathway), state.received)
            started.append(clock(id, route.accept_clock, context, received=since, pathway=pathway))
    return {**met(after, done), "replaced": replaced, "clocks": started + feedback_clocks(after, context)}


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
    said: dict[str, Any] = {
        "subject": command.subject,
        "pathway": command.pathway,
        "accepted": command.accepted,
        "by": by,
        "reason": command.reason.strip(),
    }
    after = with_answer(state, said, context.now)
    if command.accepted:
        stage = led_to(taken(state, after, "route", context), state, context)
    else:
        stage = opened_again(state, after, "route", context)
    body = {
        **said,
        **met(state, [f"accept:{command.subject}:{command.pathway}"]),
        # Returned, a fresh look is owed: its clock starts with the return, whatever the first one counted from.
        "clocks": [] if command.accepted else owed_clocks(after, context),
        **stage,
    }
    return [fact(state, "case.route_answered", body, context)]
