"""A missed clock raises its voice, up a ladder, until a person acknowledges; it changes nothing else (law 5)."""

from __future__ import annotations

from hubwright.domain.cases.commands import AcknowledgeAlarm, MoveClocks, RaiseAlarm, TellRung
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.written import moment
from hubwright.domain.clocks import moved, next_rung
from hubwright.domain.errors import Refusal


def raise_alarm(state: CaseState, command: RaiseAlarm, context: Context) -> list[Fact]:
    """Raise an alarm for a clock past its limit; once for each time it is missed."""
    clock = state.clocks.get(command.clock)
    if clock is None or clock.state != "running" or clock.due > context.now:
        return []
    if any(alarm.clock == clock.id and alarm.raised >= clock.due for alarm in state.alarms.values()):
        return []
    ladder_id = _ladder(state, clock.id, clock.rule, context)
    if ladder_id is None:
        return []
    _, first = next_rung(context.hub.find("ladders", ladder_id), context.now, 0)
    raised = {
        "id": f"a{len(state.alarms) + 1}",
        "why": "unread" if clock.id.startswith("first_look:") else "late",
        "ladder": ladder_id,
        "clock": clock.id,
        "next": moment(first),
    }
    return [fact(state, "case.alarm_raised", {"raised": [raised]}, context)]


def _ladder(state: CaseState, id: str, rule: str, context: Context) -> str | None:
    """A contact's first look climbs its kind's ladder; any other clock its own, if it has one."""
    if id.startswith("first_look:"):
        contact = state.contacts[id.removeprefix("first_look:")]
        return str(context.hub.find("kinds", contact.kind).first_look_ladder)
    named: str | None = context.hub.find("clocks", rule).ladder
    return named


def tell_rung(state: CaseState, command: TellRung, context: Context) -> list[Fact]:
    """Record that the next rung has been told, and when the one after it will be."""
    alarm = state.alarms.get(command.alarm)
    if alarm is None or alarm.acknowledged is not None or alarm.next is None or alarm.next > context.now:
        return []
    ladder = context.hub.find("ladders", alarm.ladder)
    rung, _ = next_rung(ladder, alarm.raised, alarm.told, last_told=alarm.last_told)
    _, after = next_rung(ladder, alarm.raised, alarm.told + 1, last_told=context.now)
    body = {"alarm": alarm.id, "rung": rung, "next": moment(after)}
    return [fact(state, "case.alarm_told", body, context)]


def acknowledge(state: CaseState, command: AcknowledgeAlarm, context: Context) -> list[Fact]:
    """A person takes an alarm on, by name."""
    if not context.authority.may("alarm.acknowledge"):
        context.require("case.rate")
    alarm = state.alarms.get(command.alarm)
    if alarm is None or alarm.acknowledged is not None:
        raise Refusal(
            why="This alarm has been taken on already.", do="Look at who did on the record.", code="acknowledged"
        )
    return [fact(state, "case.alarm_acknowledged", {"alarms": [alarm.id]}, context)]


def move_clocks(state: CaseState, command: MoveClocks, context: Context) -> list[Fact]:
    """Give each running clock that a new closure touches its new due time. A time already past is left as it is."""
    changed = []
    for clock in state.running():
        rule = context.hub.find("clocks", clock.rule)
        new = moved(rule, clock.starts, clock.due, context.calendars[rule.calendar])
        if new is not None and clock.due > context.now:
            changed.append({"id": clock.id, "due": moment(new.at), "steps": new.document()})
    return [fact(state, "case.clocks_moved", {"why": command.why, "moved": changed}, context)] if changed else []
