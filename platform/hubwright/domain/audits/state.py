"""An audit as its entries make it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from hubwright.domain.audits.sampling import Item, drawn_from


@dataclass(frozen=True, slots=True)
class Answered:
    """What one auditor found of one decision; what they say again takes the place of what they said before."""

    place: int
    verdict: str
    answers: Mapping[str, str]
    why: str
    learning: str
    told: tuple[str, ...]
    by_user: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was found some months later."""

    months: int
    found: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AuditState:
    """An audit.

    Args:
        asked: what was asked for, as `audit.drawn` wrote it: days, routes, pathways, how many.
        seed: with which it was drawn.
        frame: each decision that could have been drawn, in the order of their keys.
        sample: those that were, in the order of the lot.
        left_out: how many of the auditor's own were left out.
        auditors: how many people look at each.
        due: months to the day on which somebody looks again.
        destroyed: number of each entry whose payload was lawfully destroyed, and under what and when.
    """

    ref: str
    revision: str
    head: int
    by_user: str
    by: str
    drawn: datetime
    purpose: str = ""
    asked: Mapping[str, Any] = field(default_factory=dict)
    seed: str = ""
    frame: tuple[Item, ...] = ()
    sample: tuple[Item, ...] = ()
    left_out: int = 0
    auditor: str = ""
    auditors: int = 1
    due: Mapping[int, date] = field(default_factory=dict)
    found: tuple[Answered, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    destroyed: tuple[tuple[int, str], ...] = ()

    @property
    def stream(self) -> str:
        """The stream that it lives in."""
        return f"audit:{self.ref}"

    @property
    def fair(self) -> bool:
        """Whether drawing again from the same list with the same seed finds the same sample."""
        return drawn_from(self.frame, self.seed, len(self.sample)) == self.sample

    def of(self, place: int) -> tuple[Answered, ...]:
        """What was found of one decision, in the order in which its auditors began."""
        return tuple(one for one in self.found if one.place == place)

    def done(self, place: int) -> bool:
        """Whether as many have looked at it as the hub asks for."""
        return len(self.of(place)) >= self.auditors

    @property
    def complete(self) -> int:
        """How many of the sample have been looked at by as many as the hub asks for."""
        return sum(self.done(place) for place in range(1, len(self.sample) + 1))

    @property
    def next_due(self) -> date | None:
        """The day of the next evaluation that nobody has written yet, or None."""
        written = {one.months for one in self.evaluations}
        return min((day for months, day in self.due.items() if months not in written), default=None)
