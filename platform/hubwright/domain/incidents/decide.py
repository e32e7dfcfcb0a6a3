"""What follows from a command about an incident: facts to put on record, or a `Refusal`. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import WORKER, Fact
from hubwright.domain.cases.written import moment
from hubwright.domain.clocks import due, next_rung
from hubwright.domain.definitions.drawn.incidents import IncidentKind
from hubwright.domain.errors import Refusal
from hubwright.domain.incidents.commands import Add, Close, Command, Open, Reopen, TakeOn, TellNext
from hubwright.domain.incidents.state import ASKING, STEPS, IncidentState
from hubwright.domain.incidents.stream import CURRENT

# What the clock of a disclosure waits for: the regulator is told, or it is recorded why not (UK GDPR, article 33).
_MEETS: Mapping[str, str] = {"disclosure": "regulator"}
# What must have been written down before it is closed: step to what it asks.
_BEFORE_CLOSING: Mapping[str, Mapping[str, str]] = {
    "disclosure": {
        "recalled": "whether it was recalled or destroyed",
        "person_told": "whether the person was told",
        "regulator": "whether the regulator was told",
    },
}
# Whom a record must name, by what it stands for.
_WHO: Mapping[str, str] = {
    "disclosure": "Say whom it reached, as far as you know.",
    "barrier": "Say who must take it away.",
}
_LONGEST = 20_000
_MOST_MINUTES = 60 * 24 * 365


def begin(command: Open, context: Context) -> list[Fact]:
    """Write an incident down; its clock runs from when it was noticed.

    Raises:
        Refusal: everything that stands in the way, at once.
    """
    if not context.authority.may("incident.read"):
        context.require("incident.record")
    kind = next((one for one in context.hub.incidents if one.id == command.kind), None)
    wrong = dict(_wrong(command, kind, context))
    if kind is None or wrong:
        raise Refusal(
            why="This is not complete.",
            do="Fill in what is marked; everything else is kept.",
            code="incident_incomplete",
            fields=tuple(wrong.items()),
        )
    ref = next(context.ids)
    clock = _clock(kind, command.noticed, context)
    ladder = ladder_of(kind, context)
    body = {
        "incident": ref,
        "kind": kind.id,
        "stands_for": kind.stands_for,
        "what": command.what.strip(),
        "noticed": moment(command.noticed),
        "case": command.case.strip().upper(),
        "agency": command.agency,
        "who": command.who.strip(),
        "whose": command.whose.strip(),
        "how": command.how.strip(),
        "minutes": command.minutes,
        "clock": clock,
        "ladder": ladder,
        "next": clock["warns"] if clock and ladder else None,
    }
    return [_fact(f"incident:{ref}", "incident.opened", body, context)]


def _wrong(command: Open, kind: IncidentKind | None, context: Context) -> Iterable[tuple[str, str]]:
    if kind is None:
        yield "kind", "Choose one of those shown."
        return
    if not command.what.strip():
        yield "what", "Say what happened."
    for name in ("what", "who", "whose", "how"):
        if len(getattr(command, name)) > _LONGEST:
            yield name, "Write less here; a note can be added afterwards."
    if command.noticed > context.now:
        yield "noticed", "Choose a time that is past."
    if kind.stands_for in _WHO and not command.who.strip():
        yield "who", _WHO[kind.stands_for]
    yield from _wrong_agency(command, kind, context)
    if not 0 <= command.minutes <= _MOST_MINUTES:
        yield "hours", "Write hours, for example 1.5."


def _wrong_agency(command: Open, kind: IncidentKind, context: Context) -> Iterable[tuple[str, str]]:
    if kind.stands_for == "barrier" and not command.agency:
        yield "agency", "Choose the agency that it concerns."
    if command.agency and command.agency not in {agency.id for agency in context.hub.agencies}:
        yield "agency", "Choose one of those shown."


def _clock(kind: IncidentKind, noticed: datetime, context: Context) -> dict[str, Any] | None:
    if kind.clock is None:
        return None
    rule = context.hub.find("clocks", kind.clock)
    worked_out = due(rule, noticed, context.calendars[rule.calendar])
    warns = worked_out.at - timedelta(minutes=rule.warn or 0)
    return {
        "rule": rule.id,
        "due": moment(worked_out.at),
        "warns": moment(warns),
        "steps": worked_out.document(),
    }


def ladder_of(kind: IncidentKind, context: Context) -> str | None:
    """Who is told: the kind's own ladder, or that of its clock."""
    if kind.ladder is not None or kind.clock is None:
        return kind.ladder
    named: str | None = context.hub.find("clocks", kind.clock).ladder
    return named


def decide(state: IncidentState, command: Command, context: Context) -> list[Fact]:
    """The facts that a command makes of an incident.

    Raises:
        Refusal: it is not done yet.
    """
    if not state.kind:
        raise Refusal(
            why="This record was lawfully destroyed.", do="Write down what is new as another.", code="destroyed"
        )
    if isinstance(command, TellNext):
        return _tell(state, context)
    if state.by_user != context.actor.id or not context.authority.may("incident.record"):
        context.require("incident.read")
    return _DEEDS[type(command)](state, command, context)


def _add(state: IncidentState, command: Add, context: Context) -> list[Fact]:
    wrong = dict(_wrong_step(state, command))
    if wrong:
        raise Refusal(
            why="This is not complete.",
            do="Fill in what is marked; everything else is kept.",
            code="step_incomplete",
            fields=tuple(wrong.items()),
        )
    meets = state.met is None and _MEETS.get(state.stands_for) == command.step
    body = {
        "step": command.step,
        "text": command.text.strip(),
        "who": command.who.strip(),
        "yes": command.yes,
        "minutes": command.minutes,
        "meets": meets,
        **({"next": None} if meets else {}),
    }
    return [_fact(state.stream, "incident.added", body, context)]


def _wrong_step(state: IncidentState, command: Add) -> Iterable[tuple[str, str]]:
    if command.step not in STEPS[state.stands_for]:
        yield "step", "Choose one of those shown."
    if not command.text.strip():
        yield "text", "Say what was done, or why not."
    if len(command.text) > _LONGEST:
        yield "text", "Write less here; another note can be added."
    if command.step in ASKING and command.yes is None:
        yield "yes", "Choose yes or no."
    if not 0 <= command.minutes <= _MOST_MINUTES:
        yield "hours", "Write hours, for example 1.5."


def _take_on(state: IncidentState, command: TakeOn, context: Context) -> list[Fact]:
    if state.next is None or state.closed is not None:
        raise Refusal(why="Nothing calls for anybody here.", do="Write down what you do.", code="no_alarm")
    # Taken on before its time, it calls again when the time is past and it is still not done.
    later = moment(state.due) if state.due and context.now < state.due and state.met is None else None
    return [_fact(state.stream, "incident.taken_on", {"next": later}, context)]


def _close(state: IncidentState, command: Close, context: Context) -> list[Fact]:
    if state.closed is not None:
        raise Refusal(why="This is closed already.", do="Reopen it if it goes on.", code="closed")
    wanted = _BEFORE_CLOSING.get(state.stands_for, {})
    missing = [asks for step, asks in wanted.items() if not state.last(step)]
    if missing:
        raise Refusal(
            why=f"It is not on record {', '.join(missing)}.",
            do="Write that down first, with the reason where the answer is no.",
            code="not_complete",
        )
    if not command.text.strip():
        raise Refusal(
            why="It does not say what was learned.",
            do="Say what was learned or changed, or that nothing was and why.",
            code="text_missing",
            fields=(("learned", "Say what was learned or changed."),),
        )
    return [_fact(state.stream, "incident.closed", {"text": command.text.strip(), "next": None}, context)]


def _reopen(state: IncidentState, command: Reopen, context: Context) -> list[Fact]:
    if state.closed is None:
        raise Refusal(why="This is open.", do="Write down what is new.", code="open")
    if not command.reason.strip():
        raise Refusal(
            why="It does not say why it goes on.",
            do="Say why.",
            code="reason_missing",
            fields=(("reason", "Say why it goes on."),),
        )
    return [_fact(state.stream, "incident.reopened", {"reason": command.reason.strip()}, context)]


def _tell(state: IncidentState, context: Context) -> list[Fact]:
    if context.actor != WORKER:
        raise Refusal(
            why="Alarms are told by the hub's background work.", do="Take it on instead.", code="no_authority"
        )
    if state.next is None or state.next > context.now or state.ladder is None or state.closed is not None:
        return []
    ladder = context.hub.find("ladders", state.ladder)
    raised = state.raised or context.now
    index, _ = next_rung(ladder, raised, state.told, last_told=state.last_told)
    _, after = next_rung(ladder, raised, state.told + 1, last_told=context.now)
    rung = ladder.rungs[index]
    told = {"who": rung.who, "by": list(rung.by), **({"role": rung.role} if rung.role else {})}
    return [_fact(state.stream, "incident.alarm_told", {"rung": told, "next": moment(after)}, context)]


_DEEDS: Mapping[type, Callable[[IncidentState, Any, Context], list[Fact]]] = {
    Add: _add,
    TakeOn: _take_on,
    Close: _close,
    Reopen: _reopen,
}


def _fact(stream: str, type: str, body: Mapping[str, Any], context: Context) -> Fact:
    return Fact(stream=stream, type=type, version=CURRENT[type], body=body, happened=context.now, received=context.now)
