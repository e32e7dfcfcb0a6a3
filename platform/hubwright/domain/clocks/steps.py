"""A due time and how it was worked out, as data: recorded with the clock, said in words when shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the workings.

    Args:
        kind: "started", "counted_from", "skipped", "clock_change", "start_twice", "no_such_time", "time_twice", "due".
        at: the instant it is about, UTC.
        why: of "counted_from": "out_of_hours", "not_open" (never on that weekday) or "closed"; of "skipped": "not_open"
            or "closed"; of "clock_change": "forward" or "back".
        name: of the bank holiday or closure, when `why` is "closed".
        first, last, days: of "skipped": the first and last day and how many there are between and with them.
        amount, unit: the rule's, on "clock_change" (unit only) and "due".
    """

    kind: str
    at: datetime | None = None
    why: str = ""
    name: str = ""
    first: date | None = None
    last: date | None = None
    days: int = 0
    amount: int | None = None
    unit: str = ""

    def document(self) -> dict[str, Any]:
        """The step as JSON, empty parts left out."""
        parts: dict[str, Any] = {"kind": self.kind}
        if self.at is not None:
            parts["at"] = self.at.isoformat()
        if self.first is not None and self.last is not None:
            parts |= {"first": self.first.isoformat(), "last": self.last.isoformat(), "days": self.days}
        if self.amount is not None:
            parts["amount"] = self.amount
        for key in ("why", "name", "unit"):
            if value := getattr(self, key):
                parts[key] = value
        return parts

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Step:
        """The step written by `document`."""
        return cls(
            kind=document["kind"],
            at=datetime.fromisoformat(document["at"]).astimezone(UTC) if "at" in document else None,
            why=document.get("why", ""),
            name=document.get("name", ""),
            first=date.fromisoformat(document["first"]) if "first" in document else None,
            last=date.fromisoformat(document["last"]) if "last" in document else None,
            days=document.get("days", 0),
            amount=document.get("amount"),
            unit=document.get("unit", ""),
        )


@dataclass(frozen=True, slots=True)
class Due:
    """By when, and why.

    Args:
        at: UTC.
        steps: from "started" to "due", in the order in which a person would tell it.
    """

    at: datetime
    steps: tuple[Step, ...]

    def document(self) -> list[dict[str, Any]]:
        """The steps as JSON; the last holds the due time."""
        return [step.document() for step in self.steps]

    @classmethod
    def of(cls, document: Iterable[Mapping[str, Any]]) -> Due:
        """What `document` wrote.

        Raises:
            ValueError: no step says when it is due.
        """
        steps = tuple(Step.of(one) for one in document)
        if not steps or steps[-1].kind != "due" or steps[-1].at is None:
            raise ValueError("The workings do not end in a due time.")
        return cls(at=steps[-1].at, steps=steps)
