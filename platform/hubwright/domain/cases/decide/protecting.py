"""Protection is never behind a gate (law 8): it starts at once, and what was skipped is recorded and raised."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hubwright.domain.cases.commands import ActNow
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.deciding import decided_clocks
from hubwright.domain.cases.decide.receiving import looked
from hubwright.domain.cases.decide.stages import led_to, taken
from hubwright.domain.cases.decide.starting import fact
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState, Decision
from hubwright.domain.definitions.hub import Route
from hubwright.domain.errors import Refusal


def act_now(state: CaseState, command: ActNow, context: Context) -> list[Fact]:
    """Start immediate action from any stage, also a closed one; no words, rating, return or second person is needed."""
    context.require("case.act_now")
    route = _protective(command, context)
    subjects = [id for id in command.subjects if id in state.subjects] or list(state.subjects)
    pairs = [
        (id, pathway)
        for id in subjects
        for pathway in state.subjects[id].pathways
        if route is not None and pathway in route.pathways
    ]
    decisions = [_written(subject, pathway, route, command) for subject, pathway in pairs if route is not None]
    after = replace(
        state,
        closed=None,
        decisions=(*state.decisions, *(_provisional(parts, state, context) for parts in decisions)),
    )
    clocks = decided_clocks(after, [(s, p, route) for s, p in pairs if route is not None], context)
    look = looked(state)
    transition = taken(state, after, "act_now", context)
    body: dict[str, Any] = {
        "what": command.what.strip(),
        "route": command.route,
        "subjects": subjects,
        "skipped": _skipped(state),
        "decisions": decisions,
        "contacts": look["contacts"],
        "met": sorted({*look["met"], *clocks["met"]}),
        "clocks": clocks["clocks"],
        # Whoever acts has taken the alarms on.
        "alarms": [alarm.id for alarm in state.alarms.values() if alarm.acknowledged is None],
        **led_to(transition, state, context),
    }
    return [fact(state, "case.acted_now", body, context)]


def _protective(command: ActNow, context: Context) -> Route | None:
    if command.route is None:
        return None
    for route in context.hub.routes:
        if route.id == command.route and route.protective:
            return route
    raise Refusal(
        why="That is not one of this hub's immediate actions.",
        do="Choose one of those shown, or start without choosing and say what you are doing.",
        code="not_protective",
        fields=(("route", "Choose one of the immediate actions, or none."),),
    )


def _written(subject: str, pathway: str, route: Route, command: ActNow) -> dict[str, Any]:
    return {
        "subject": subject,
        "pathway": pathway,
        "route": route.id,
        "meaning": route.meaning,
        "reasons": command.what.strip(),
        "advice": "",
        "views": "",
        "dissent": {},
        "protective": True,
    }


def _provisional(parts: dict[str, Any], state: CaseState, context: Context) -> Decision:
    return Decision(**parts, by=context.actor.name, agency=context.actor.agency, at=context.now, number=state.head + 1)


def _skipped(state: CaseState) -> list[str]:
    """What had not been done yet when protection started; the case page raises it until somebody does it."""
    skipped = []
    if any(state.rating(pathway) is None for pathway in state.pathways):
        skipped.append("rating")
    if not state.checks:
        skipped.append("checks")
    elif state.waiting():
        skipped.append("returns")
    return skipped
