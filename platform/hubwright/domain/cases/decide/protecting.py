"""Protection is never behind a gate (law 8): it starts at once, and what was skipped is recorded and raised."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hubwright.domain.cases.commands import ActNow
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.deciders import decider_for, fills
from hubwright.domain.cases.decide.deciding import decided_clocks
from hubwright.domain.cases.decide.growing import looked_at
from hubwright.domain.cases.decide.owing import owed_clocks
from hubwright.domain.cases.decide.stages import opened_again, rated_strands
from hubwright.domain.cases.decide.starting import both, fact
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState, Decision
from hubwright.domain.definitions.hub import Route


def act_now(state: CaseState, command: ActNow, context: Context) -> list[Fact]:
    """Start immediate action from any stage, also a closed one.

    No words, route, rating, return or second person is needed, and a route that cannot be read is left out rather than
    refused. It counts as the decision only where the actor may decide, names a protective route and says why;
    otherwise the decision is still owed and its clock runs on (law 5).
    """
    context.require("case.act_now")
    route = next((one for one in context.hub.routes if one.id == command.route and one.protective), None)
    subjects = [id for id in dict.fromkeys(command.subjects) if id in state.subjects] or list(state.subjects)
    pairs = [
        (id, pathway)
        for id in subjects
        for pathway in state.subjects[id].pathways
        if route is not None and pathway in route.pathways and _decides(state, pathway, command, context)
    ]
    decisions = [_written(*pair, route, command, context) for pair in pairs if route is not None]
    after = replace(
        state,
        closed=None,
        decisions=(*state.decisions, *(_as_decided(parts, state, context) for parts in decisions)),
    )
    clocks = decided_clocks(state, after, [(*pair, route) for pair in pairs if route is not None], context)
    clocks["clocks"] += owed_clocks(after, context)
    body: dict[str, Any] = {
        "what": command.what.strip(),
        "route": route.id if route else None,
        "subjects": subjects,
        "skipped": _skipped(state, after, command, context),
        "decisions": decisions,
        **both(looked_at(state, context, drawn_from=command.drawn_from), clocks, {"alarms": _taken_on(state, context)}),
        **opened_again(state, after, "act_now", context),
    }
    return [fact(state, "case.acted_now", body, context)]


def _decides(state: CaseState, pathway: str, command: ActNow, context: Context) -> bool:
    if not command.what.strip() or not context.authority.may("case.decide", pathway):
        return False
    return fills(decider_for(state, pathway, context), context)


def _written(subject: str, pathway: str, route: Route, command: ActNow, context: Context) -> dict[str, Any]:
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
        **({"handover": True} if context.hub.handover is not None else {}),
    }


def _as_decided(parts: dict[str, Any], state: CaseState, context: Context) -> Decision:
    """The decision as replay will make it."""
    return Decision(**parts, by=context.actor.name, agency=context.actor.agency, at=context.now, number=state.head + 1)


def _taken_on(state: CaseState, context: Context) -> list[str]:
    """Whoever acts has taken the alarms on: those of the strands they act in."""
    taken = []
    for alarm in state.alarms.values():
        clock = state.clocks.get(alarm.clock) if alarm.clock else None
        strands = state.pathways if clock is not None and clock.pathway is None else ()
        strands = (clock.pathway,) if clock is not None and clock.pathway is not None else strands
        if alarm.acknowledged is None and all(context.authority.may("case.act_now", strand) for strand in strands):
            taken.append(alarm.id)
    return taken


def _skipped(state: CaseState, after: CaseState, command: ActNow, context: Context) -> list[str]:
    """What had not been done yet when protection started; the case page raises it until somebody does it."""
    skipped = []
    if not command.what.strip():
        skipped.append("words")
    if any(state.rating(pathway) is None for pathway in rated_strands(state, context.hub)):
        skipped.append("rating")
    if not state.checks:
        skipped.append("checks")
    elif state.waiting():
        skipped.append("returns")
    if after.undecided():
        skipped.append("decision")
    return skipped
