"""The same deeds as a scenario's, driven by hand: no steps, no looks, no background work, no report."""

from __future__ import annotations

from datetime import datetime

from hubwright.domain.answers.judge import check
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.apply import apply
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import REFERRER, Actor, Entry
from hubwright.domain.cases.intake import contact_from
from hubwright.domain.cases.state import CaseState
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.rehearsal.world import Around, World


def told(hub: Hub, around: Around, now: datetime, cases: int) -> int:
    """The life of so many cases; how many deeds it took."""
    world = World(hub, around, now, {})
    worker = Actor("u-w", "W", "care", frozenset({"manager"}), frozenset({"social_worker"}))
    police = Actor("u-p", "P", "police", frozenset({"partner"}))
    health = Actor("u-h", "H", "health", frozenset({"partner"}))
    door = hub.doors[0]
    form = hub.forms[door.leads_to]
    deeds = 0

    def does(state: CaseState | None, command: object, actor: Actor) -> CaseState:
        nonlocal deeds
        deeds += 1
        for fact in decide(state, command, world.context(actor)):  # type: ignore[arg-type]
            if fact.stream.startswith("case:"):
                number = state.head + 1 if state else 1
                entry = Entry(
                    stream=fact.stream,
                    number=number,
                    type=fact.type,
                    version=fact.version,
                    body=fact.body,
                    happened=fact.happened,
                    received=fact.received,
                    recorded=now,
                    actor=actor.id,
                    actor_name=actor.name,
                    agency=actor.agency,
                    revision="r",
                    deed="",
                )
                state = apply(state, entry)
        if state is None:
            raise LookupError("A deed left no case.")
        return state

    for _ in range(cases):
        answers = {"who": _said("Kim Example"), "what": _said("Bruises.")}
        judged = check(form, answers, now.date())
        state = does(None, contact_from(form, judged, door=door.id, received=now), REFERRER)
        state = does(state, c.Read(), worker)
        state = does(state, c.Rate("child", "urgent"), worker)
        state = does(state, c.Ask("child"), worker)
        for asked in state.waiting():
            by = police if asked.agency == "police" else health
            state = does(state, c.Return(asked.ask, "known_nothing_relevant"), by)
        state = does(state, c.Decide("p1", "child", "advice", "Seen.", advice="Ring us."), worker)
    return deeds


def _said(value: str) -> dict[str, str]:
    return {"state": "answered", "value": value}
