"""An incident as its entries make it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

# What an incident stands for, to the steps that may be written down about it. A step that asks has yes or no.
STEPS: Mapping[str, tuple[str, ...]] = {
    "near_miss": ("changed", "note"),
    "disclosure": ("recalled", "person_told", "regulator", "note"),
    "barrier": ("chased", "lost", "note"),
}
ASKING = ("recalled", "person_told", "regulator")
"""Steps that are a yes or a no, each with its reason."""


@dataclass(frozen=True, slots=True)
class StepState:
    """One thing that was done about it."""

    step: str
    text: str
    who: str
    yes: bool | None
    minutes: int
    by: str
    at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class IncidentState:
    """An incident.

    Args:
        by_user, by: who wrote it down.
        rule: the clock's definition, or None; `due` is when it ends, `steps_of_clock` how that was worked out.
        met: when what the clock waits for was done.
        ladder: who is told, or None.
        next: when the next rung is told, or None.
        taken_on: by whom and when a person took it on last, or None.
        destroyed: number of each entry whose payload was lawfully destroyed, and under what and when.
    """

    ref: str
    revision: str
    head: int
    kind: str
    stands_for: str
    what: str
    noticed: datetime
    by_user: str
    by: str
    opened: datetime
    case: str = ""
    agency: str = ""
    who: str = ""
    whose: str = ""
    how: str = ""
    minutes: int = 0
    rule: str | None = None
    due: datetime | None = None
    steps_of_clock: tuple[Mapping[str, Any], ...] = ()
    met: datetime | None = None
    ladder: str | None = None
    next: datetime | None = None
    raised: datetime | None = None
    told: int = 0
    last_told: datetime | None = None
    taken_on: tuple[str, datetime] | None = None
    steps: tuple[StepState, ...] = ()
    closed: datetime | None = None
    learned: str = ""
    destroyed: tuple[tuple[int, str], ...] = field(default=())

    @property
    def stream(self) -> str:
        """The stream that it lives in."""
        return f"incident:{self.ref}"

    def last(self, step: str) -> StepState | None:
        """The latest of one kind of step, or None."""
        return next((one for one in reversed(self.steps) if one.step == step), None)
