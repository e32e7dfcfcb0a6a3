"""What one forecast is asked of a hub, with its calendars and the law as they will hold: at a terminal and beside."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hubwright.calendars import bank_holidays, calendars_of, days_around
from hubwright.domain.clocks.london import local, on
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.rehearsal.forecast.assumptions import Assumptions
from hubwright.domain.rehearsal.forecast.plan import Plan
from hubwright.reference.editions import guidance_that_holds
from hubwright.reference.provisions import provisions_that_hold


def plan_of(
    hub: Hub,
    assumed: Assumptions,
    *,
    per_month: float,
    months: float,
    begins: date | None,
    now: datetime,
    planned: bool,
) -> Plan:
    """The plan.

    Args:
        hub: the drawing.
        assumed: what no definition says.
        per_month: contacts in a month.
        months: how far it looks ahead.
        begins: the first day, or None for the first of the month after this one.
        now: UTC.
        planned: with the staffing that the hub plans.
    """
    day = begins or _next_month(local(now).date())
    start = on(day, time(0))
    first, last = days_around(start)
    until = max(last, day + timedelta(days=round(32 * months) + 400))
    return Plan(
        hub=hub,
        calendars=calendars_of(hub, bank_holidays, {}, first, until),
        start=start,
        months=months,
        per_month=per_month,
        assumed=assumed,
        planned=planned,
        provisions=provisions_that_hold(hub.local.nation, day),
        guidance=guidance_that_holds(hub.local.nation, day),
    )


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
