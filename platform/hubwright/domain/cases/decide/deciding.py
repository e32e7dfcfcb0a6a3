"""A named person with authority decides, for each person, with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hubwright.domain.cases.commands import THRESHOLDS, Decide
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.deciders import decider_for, fills
from hubwright.domain.cases.decide.owing import current_tier, feedback_clocks
from hubwright.domain.cases.decide.preparing import not_yet, votes_of
from hubwright.domain.cases.decide.stages import gate, led_to, satisfied, taken
from hubwright.domain.cases.decide.starting import clock, fact, known_pathway, met, running_ids, still_open
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState, Decision
from hubwright.domain.cases.topics.adults import adult
from hubwright.domain.cases.topics.minuting.state import meetings_of
from hubwright.domain.definitions.hub import Hub, Route
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
    _in_words(command, route)
    _on_the_agenda(state, command, route)
    _of_the_hub(command, context)
    unheard = not_yet(state, command, route, context)
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
    without = [*unheard, *without]
    clocks = decided_clocks(state, after, [(subject.id, command.pathway, route)], context)
    return [
        fact(
            state,
            "case.decided",
            {
                "subject": subject.id,
                "pathway": command.pathway,
                "route": route.id,
                "meaning": route.meaning,
                "reasons": command.reasons.strip(),
                "advice": command.advice.strip(),
                "views": command.views.strip(),
                "dissent": _words(command.dissent),
                "protective": route.protective,
                "without": without,
                "reason_without": command.reason_without.strip() if without else "",
                **_more(decision),
                **clocks,
                "replaced": [*clocks["replaced"], *_voted(state, after, command.pathway)],
                **led_to(transition, state, context),
            },
            context,
        )
    ]


def _words(said: Mapping[str, str]) -> dict[str, str]:
    return {agency: words.strip() for agency, words in said.items() if words.strip()}


def _more(decision: Decision) -> dict[str, Any]:
    """The parts of a decision that not every hub asks for, as far as there is something in them."""
    parts = {
        "threshold": decision.threshold,
        "agency_views": dict(decision.agency_views),
        "votes": dict(decision.votes),
        "limbs": dict(decision.limbs),
        "way_back": dict(decision.way_back),
        "recommendation": decision.recommendation,
        "handover": decision.handover,
        "meeting": decision.meeting,
    }
    return {key: value for key, value in parts.items() if value}


def _voted(state: CaseState, after: CaseState, pathway: str) -> list[str]:
    """The clocks of votes in a strand that is decided: nobody waits for their end any more."""
    if after.undecided(pathway):
        return []
    running = (one for one in state.running() if one.id.startswith("vote:"))
    return [one.id for one in running if one.pathway == pathway]


def _in_words(command: Decide, route: Route) -> None:
    """Stop where words are missing that every decision of this kind has; all of them at once."""
    wrong = []
    if not command.reasons.strip():
        wrong.append(("reasons", "The decision has no reason.", "Say why, in your own words."))
    if route.needs_advice and not command.advice.strip():
        wrong.append(
            (
                "advice",
                "This outcome needs the advice that was given.",
                "Write what advice or signposting was given.",
            )
        )
    if command.threshold not in {"", *THRESHOLDS}:
        wrong.append(("threshold", "It is not clear whether the threshold was met.", "Choose one of those shown."))
    if wrong:
        field, why, do = wrong[0]
        raise Refusal(why=why, do=do, code=f"{field}_missing", fields=tuple((name, do) for name, _, do in wrong))


def _on_the_agenda(state: CaseState, command: Decide, route: Route) -> None:
    if command.meeting and not route.protective and command.meeting not in meetings_of(state):
        raise Refusal(
            why="This case is not on the agenda of that meeting.",
            do="Put it on the agenda first, or decide on the case itself.",
            code="not_on_agenda",
            fields=(("meeting", "Put the case on the agenda first."),),
        )


def _of_the_hub(command: Decide, context: Context) -> None:
    known = {agency.id for agency in context.hub.agencies}
    for field, said in (("dissent", command.dissent), ("agency_views", command.agency_views)):
        if set(said) - known:
            raise Refusal(
                why="Somebody whose view is written down is not of one of this hub's agencies.",
                do="Choose from the agencies shown.",
                code="unknown_agency",
                fields=((field, "Choose from the agencies shown."),),
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


def routes_open(state: CaseState, pathway: str, context: Context) -> tuple[Route, ...]:
    """The routes a decision may take: those of its rating where that limits them, and always those that protect.

    A scale that is rated beside the pathway's own may limit them further; while a lower rating waits for its second
    person, the routes of both are open.
    """
    tier = current_tier(state, pathway, context)
    limited = set(tier.routes) if tier else set()
    held, now = state.strictest(pathway), state.rating(pathway)
    if limited and held is not None and held is not now:
        drawn = context.hub.find("scales", held.scale).tiers
        before = next(set(one.routes) for one in drawn if one.id == held.tier)
        limited = limited | before if before else set()
    for scale in context.hub.find("pathways", pathway).beside:
        beside = state.rating_on(pathway, scale)
        drawn = context.hub.find("scales", scale).tiers if beside else ()
        own = next((set(one.routes) for one in drawn if beside and one.id == beside.tier), set())
        if own:
            limited = limited & own if limited & own else own
    return routes_of(context.hub, pathway, tuple(limited))


def routes_of(hub: Hub, pathway: str, limited: tuple[str, ...]) -> tuple[Route, ...]:
    """The routes of a pathway, within `limited` where that is not empty; protective ones are never shut (law 8)."""
    return tuple(
        route
        for route in hub.routes
        if pathway in route.pathways and (not limited or route.id in limited or route.protective)
    )


def offered_first(state: CaseState, pathway: str, context: Context) -> str:
    """Id of the route that the rating offers first, or "": on a page it stands chosen, and a person decides."""
    drawn = context.hub.find("pathways", pathway)
    for scale in (*drawn.beside, drawn.scale):
        rating = state.rating_on(pathway, scale) if scale else None
        tiers = context.hub.find("scales", scale).tiers if rating else ()
        offers = next((one.offers for one in tiers if rating and one.id == rating.tier), None)
        if offers and offers in {one.id for one in routes_open(state, pathway, context)}:
            return str(offers)
    return ""


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
    adults = context.hub.find("pathways", command.pathway).stands_for == "adult"
    limbs = adult(state, command.subject, command.pathway).limbs if adults else {}
    way_back: dict[str, str | None] = {}
    if command.way_back.strip():
        way_back = {"en": command.way_back.strip(), "cy": None}
    elif route.way_back is not None:
        way_back = {"en": route.way_back.en, "cy": route.way_back.cy}
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
        user=context.actor.id,
        threshold=command.threshold,
        agency_views=_words(command.agency_views),
        votes=votes_of(state, command.pathway, context),
        limbs=dict(limbs),
        way_back=way_back,
        recommendation=command.recommendation.strip(),
        handover=context.hub.handover is not None,
        # What protects somebody is never turned back for where it was said (law 8).
        meeting=command.meeting if command.meeting in meetings_of(state) else "",
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
