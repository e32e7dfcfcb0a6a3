"""Plans for Oakfield, and chances from a seed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from random import Random
from typing import Any

from hubwright.domain.clocks import Calendar
from hubwright.domain.definitions.hub import CalendarRule, Hub
from hubwright.domain.rehearsal.forecast.assumptions import WORK, Assumptions
from hubwright.domain.rehearsal.forecast.chance import Chance, Chances, Duration
from hubwright.domain.rehearsal.forecast.plan import Plan
from hubwright.reference.provisions import provisions_that_hold
from hubwright.testing.hubs import a_hub, a_text

MONDAY = datetime(2026, 6, 8, tzinfo=UTC)
ALWAYS = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), (("00:00", "24:00"),))
EVEN: dict[str, Any] = {"hours": (1,) * 24, "weekdays": (1,) * 7}
QUIET: dict[str, Any] = {"more": 0.0, "sent_back": 0.0, "on_work": 1.0, "decide_without": None}
AT_ONCE = dict.fromkeys(WORK, Duration(0))


def chances(seed: int) -> Chances:
    """Streams by name."""

    def stream(name: str) -> Chance:
        return Random(f"{seed}/{name}")  # noqa: S311 - a forecast, not a secret

    return stream


@cache
def oakfield(**fte: str) -> Hub:
    """Oakfield, with so many people."""
    hub = a_hub()
    staffed = {"care": "4", "police": "2", "health": "1.5"} | fte
    return replace(hub, agencies=tuple(replace(one, fte=staffed[one.id]) for one in hub.agencies))


@cache
def never_closed(**fte: str) -> Hub:
    """Oakfield, open day and night."""
    hub = oakfield(**fte)
    rules = tuple(CalendarRule(one.id, a_text("Always"), ALWAYS, bank_holidays=False) for one in hub.calendars)
    return replace(hub, calendars=rules)


def a_plan(hub: Hub | None = None, *, per_month: float = 200, months: float = 0.5, **assumed: Any) -> Plan:
    """A plan for a hub, from a Monday on."""
    hub = hub or oakfield()
    return Plan(
        hub=hub,
        calendars={rule.id: Calendar.of(rule, {}) for rule in hub.calendars},
        start=MONDAY,
        months=months,
        per_month=per_month,
        assumed=Assumptions(**assumed),
        provisions=provisions_that_hold(hub.local.nation, MONDAY.date()),
    )
