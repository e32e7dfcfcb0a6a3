"""Clocks of a case, each with how its due time was worked out, and the alarms that they raised."""

from __future__ import annotations

from markupsafe import Markup, escape

from hubwright.domain.cases.state import Alarm, ClockState
from hubwright.domain.clocks import Due, said
from hubwright.web.components import ClockFace
from hubwright.web.language import current_language, gettext, text
from hubwright.web.work.look import Look
from hubwright.web.work.words import alarm_name, clock_name


def face(clock: ClockState, seen: Look, *, how: bool = True) -> ClockFace:
    """A clock as it is shown, with how its time was worked out where there is room for that."""
    sentences = said(Due.of(clock.steps), current_language()) if how else []
    workings = Markup("<br>").join(escape(sentence) for sentence in sentences)
    what = clock_name(clock.id)
    asked = seen.case.checks.get(clock.id.removeprefix("return:"))
    if asked is not None:
        what = f"{what}, {seen.agencies().get(asked.agency, asked.agency)}"
    if clock.pathway is not None and len(seen.case.pathways) > 1:
        what = f"{what}, {text(seen.hub.find('pathways', clock.pathway).name)}"
    stopped = "" if clock.state == "running" else _stopped(clock)
    return ClockFace(what=what, due=clock.due, now=seen.visit.now, how=workings, stopped=stopped)


def alarm_about(seen: Look, alarm: Alarm) -> str:
    """Why an alarm was raised, with the clock that it is about: several may be past their time."""
    clock = seen.case.clocks.get(alarm.clock or "")
    why = alarm_name(alarm.why)
    return why if clock is None else f"{why}: {face(clock, seen, how=False).what}"


def _stopped(clock: ClockState) -> str:
    return {"met": gettext("in time"), "late": gettext("late"), "replaced": gettext("replaced")}[clock.state]


def clocks(seen: Look) -> tuple[list[ClockFace], list[ClockFace]]:
    """The running clocks, next due first, and those that have stopped."""
    case = seen.case
    stopped = [clock for clock in case.clocks.values() if clock.state != "running"]
    return [face(clock, seen) for clock in case.running()], [face(clock, seen) for clock in stopped]
