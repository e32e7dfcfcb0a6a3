"""When things are due, with the workings; when a hub is open; who is told next when a clock was missed. All pure."""

from __future__ import annotations

from hubwright.domain.clocks.calendar import (
    WEEKDAYS,
    BadHours,
    Calendar,
    NeverOpen,
    WrongHours,
    opens_at_all,
    wrong_hours,
)
from hubwright.domain.clocks.ladder import NoRungs, next_rung, rung_due
from hubwright.domain.clocks.steps import Due, Step
from hubwright.domain.clocks.words import said
from hubwright.domain.clocks.working_out import BadClock, due, moved

__all__ = [
    "WEEKDAYS",
    "BadClock",
    "BadHours",
    "Calendar",
    "Due",
    "NeverOpen",
    "NoRungs",
    "Step",
    "WrongHours",
    "due",
    "moved",
    "next_rung",
    "opens_at_all",
    "rung_due",
    "said",
    "wrong_hours",
]
