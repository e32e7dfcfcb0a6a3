"""A missed clock raises its voice, up a ladder, until a person acknowledges; it changes nothing else (law 5)."""

from __future__ import annotations

from datetime import datetime

from hubwright.domain.cases.commands import AcknowledgeAlarm, MoveClocks, RaiseAlarm, TellRung
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.owing import current_tier
from hubwright.domain.cases.decide.starting import fact, numbered
from hubwright.domain.cases.entries import OPERATOR, WORKER, Fact
from hubwright.domain.cases.state import CaseState, ClockState
from hubwright.domain.cases.written import moment
from hubwright.domain.clocks import moved, next_rung
from hubwright.domain.errors import Refusal


def raise_alarm(state: CaseState, command: RaiseAlarm, context: Context) -> list[Fact]:
    """Raise an alarm for a clock past its limit, or near it where its rule warns; once for each time."""
    _background(context)
    clock = state.clocks.get(command.clock)
    since = _calls(clock, context) if clock else None
    if clock is None or since is None:
        return []
    own = [alarm for alarm in state.alarms.values() if alarm.clock == clock.id]
    if any(alarm.raised >= since for alarm in own):
        return []
    ladder_id = _ladder(state, clock, context)
    if ladder_id is None:
        return []
    _, first = next_rung(context.hub.find("ladders", ladder_id), context.now, 0)
    raised = {
        "id": numbered("a", state.alarms),
        "why": _why(clock, context),
        "ladder": ladder_id,
        "clock": clock.id,
        "next": moment(first),
    }
    # What warned that the time comes falls silent once it has passed: from here the ladder begins anew.
    silent = [alarm.id for alarm in own if alarm.acknowledged is None]
    return [fact(state, "case.alarm_raised", {"raised": [raised], "alarms": silent}, context)]


def _calls(clock: ClockState, context: Context) -> datetime | None:
    """Since when a running clock has called for somebody, or None while it does not."""
    if clock.state != "running":
        return None
    if clock.due <= context.now:
        return clock.due
    return clock.warns if clock.warns is not None and clock.warns <= context.now else None


def _why(clock: ClockState, context: Context) -> str:
    if context.now < clock.due:
        return "soon"
    return "unread" if clock.id.startswith("first_look:") else "late"


def _background(context: Context) -> None:
    """Stop where a person asks for what only the background work does."""
    if context.actor != WORKER:
        raise Refusal(
            why="Alarms are raised and told by the hub's background work.",
            do="Take on an alarm that is shown, or start immediate action.",
            code="no_authority",
        )


def _ladder(state: CaseState, clock: ClockState, context: Context) -> str | None:
    """A first look climbs its kind's ladder; any other clock its own, or that of its strand's rating."""
    if clock.id.startswith("first_look:"):
        contact = state.contacts.get(clock.id.removeprefix("first_look:"), next(iter(state.contacts.values())))
        return str(context.hub.find("kinds", contact.kind).first_look_ladder)
    named: str | None = context.hub.find("clocks", clock.rule).ladder
    if named is None and clock.pathway is not None and clock.id == f"decision:{clock.pathway}":
        # A rating raised later may have left an earlier, stricter clock running whose rule has no ladder.
        tier = current_tier(state, clock.pathway, context)
        if tier is not None and tier.decision_clock is not None:
            named = context.hub.find("clocks", tier.decision_clock).ladder
    return named


def tell_rung(state: CaseState, command: TellRung, context: Context) -> list[Fact]:
    """Record that the next rung has been told, and when the one after it will be."""
    _background(context)
    alarm = state.alarms.get(command.alarm)
    if alarm is None or alarm.acknowledged is not None or alarm.next is None or alarm.next > context.now:
        return []
    ladder = context.hub.find("ladders", alarm.ladder)
    index, _ = next_rung(ladder, alarm.raised, alarm.told, last_told=alarm.last_told)
    _, after = next_rung(ladder, alarm.raised, alarm.told + 1, last_told=context.now)
    rung = ladder.rungs[index]
    told = {"who": rung.who, "by": list(rung.by), **({"role": rung.role} if rung.role else {})}
    return [fact(state, "case.alarm_told", {"alarm": alarm.id, "rung": told, "next": moment(after)}, context)]


def acknowledge(state: CaseState, command: AcknowledgeAlarm, context: Context) -> list[Fact]:
    """A person takes an alarm on, by name."""
    alarm = state.alarms.get(command.alarm)
    clock = state.clocks.get(alarm.clock) if alarm and alarm.clock else None
    pathway = clock.pathway if clock else None
    if not context.authority.may("alarm.acknowledge", pathway):
        context.require("case.rate", pathway)
    if alarm is None:
        raise Refusal(why="There is no such alarm on this case.", do="Choose one of those shown.", code="no_alarm")
    if alarm.acknowledged is not None:
        raise Refusal(
            why="This alarm has been taken on already.", do="Look at who did on the record.", code="acknowledged"
        )
    return [fact(state, "case.alarm_acknowledged", {"alarms": [alarm.id]}, context)]


def move_clocks(state: CaseState, command: MoveClocks, context: Context) -> list[Fact]:
    """Give each running clock that a new closure touches its later due time. A time already past is left as it is."""
    if context.actor not in (WORKER, OPERATOR):
        context.require("hub.live")
    changed = []
    for clock in state.running():
        rule = context.hub.find("clocks", clock.rule)
        new = moved(rule, clock.starts, clock.due, context.calendars[clock.calendar or rule.calendar])
        if new is not None and clock.due > context.now and new.at > clock.due:
            changed.append({"id": clock.id, "due": moment(new.at), "steps": new.document()})
    return [fact(state, "case.clocks_moved", {"why": command.why, "moved": changed}, context)] if changed else []
