"""One answer, and the five things an answer can be (law 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """Five different things, never collapsed into a blank."""

    ANSWERED = "answered"
    NOT_KNOWN = "not_known"
    REFUSED = "refused"
    NOT_ANSWERED = "not_answered"
    NOT_ASKED = "not_asked"


STATES = frozenset(state.value for state in State)
"""How they are written."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one question.

    Args:
        state: which of the five.
        value: JSON, in the shape of the question's type; None unless answered (words beside *not known* are a note).
        note: what the person added.
        by: who said it, when that is not the sender ("mother").
        at: when it was typed, ISO 8601 in UTC, or None.
    """

    state: State
    value: Any = None
    note: str = ""
    by: str = ""
    at: str | None = None

    def document(self) -> dict[str, Any]:
        """The answer as JSON, with empty parts left out."""
        parts: dict[str, Any] = {"state": self.state.value}
        for key in ("value", "note", "by", "at"):
            if (part := getattr(self, key)) not in (None, ""):
                parts[key] = part
        return parts

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Answer:
        """The answer in a JSON document made by `document`."""
        return cls(
            state=State(document["state"]),
            value=document.get("value"),
            note=document.get("note", ""),
            by=document.get("by", ""),
            at=document.get("at"),
        )


NOT_ANSWERED = Answer(State.NOT_ANSWERED)
NOT_ASKED = Answer(State.NOT_ASKED)
