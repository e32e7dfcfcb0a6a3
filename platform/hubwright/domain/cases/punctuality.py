"""How promptly agencies answer: figures to talk about, counted from what was asked in a span of days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Figures:
    """One agency's figures.

    Args:
        asked: questions; in_time, late: answered; overdue: not answered and past the limit; waiting: not answered yet.
        hours: median from asking to the answer, or None where nothing was answered.
    """

    agency: str
    asked: int
    in_time: int
    late: int
    overdue: int
    waiting: int
    hours: float | None


def punctuality(rows: Iterable[Mapping[str, Any]], now: datetime) -> list[Figures]:
    """Figures of each agency, the one that was asked most standing first.

    Args:
        rows: of `case_check`: `agency`, `state`, `late`, `due_at`, `asked_at`, `answered_at`.
        now: UTC.
    """
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["agency"], []).append(row)
    figures = [_of(agency, own, now) for agency, own in found.items()]
    return sorted(figures, key=lambda one: (-one.asked, one.agency))


def _of(agency: str, rows: list[Mapping[str, Any]], now: datetime) -> Figures:
    answered = [row for row in rows if row["state"] == "answered"]
    waiting = [row for row in rows if row["state"] != "answered"]
    overdue = [row for row in waiting if row["due_at"] is not None and row["due_at"] < now]
    late = [row for row in answered if row["late"]]
    hours = [(row["answered_at"] - row["asked_at"]).total_seconds() / 3600 for row in answered if row["answered_at"]]
    return Figures(
        agency=agency,
        asked=len(rows),
        in_time=len(answered) - len(late),
        late=len(late),
        overdue=len(overdue),
        waiting=len(waiting) - len(overdue),
        hours=round(median(hours), 1) if hours else None,
    )
