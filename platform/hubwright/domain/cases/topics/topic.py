"""One topic of the work on a case, whole: what may be done, what the record then holds, and who sees what of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.notice import Circumstances, Notice
from hubwright.domain.cases.state import CaseState
from hubwright.domain.errors import Refusal


class Seeing(Protocol):
    """What one reader may see of a case; `domain.access` makes it."""

    @property
    def seen(self) -> frozenset[str]:
        """The strands they read."""
        ...

    def may(self, permission: str, pathway: str | None = None) -> bool:
        """Whether they hold a permission."""
        ...

    def sees(self, sensitivity: str, owner: str) -> bool:
        """Whether they see what an agency keeps at this level of the hub."""
        ...

    def text(self, text: str) -> str:
        """Free text without the words that are kept back."""
        ...

    def within(self, value: Any) -> Any:
        """JSON without the words that are kept back; protected addresses and numbers are left out."""
        ...


class Telling(Protocol):
    """One reader at the record of one case."""

    @property
    def state(self) -> CaseState:
        """The case, whole."""
        ...

    @property
    def seeing(self) -> Seeing:
        """What they may see of it."""
        ...

    @property
    def people(self) -> frozenset[str]:
        """Ids of the people of the case whom they see."""
        ...

    def keep(self, body: Mapping[str, Any], *keys: str) -> dict[str, Any]:
        """These parts, with what is kept back taken out of their texts."""
        ...

    def clocks(self, clocks: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """Those of the written clocks that they see."""
        ...


Decides = Callable[[CaseState, Any, Context], list[Fact]]
Follows = Callable[[CaseState, list[Fact], Context], list[Fact]]
Step = Callable[[CaseState, Entry], CaseState]
Tell = Callable[[Telling, Mapping[str, Any]], dict[str, Any] | None]
Notifies = Callable[[Fact, Circumstances], Iterable[Notice]]
Rows = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic. What it does not say is denied: without `tells` a line of the record has no content, without `cut` a
    reader sees nothing of what it keeps.

    A step that leaves something for a person to look at, on a closed case too, names the topic in `CaseState.awaiting`.

    Args:
        name: under which the case keeps what is the topic's own (`CaseState.topics`).
        deeds: type of command to the function that decides it.
        follows: what the facts of any deed on a case bring about for the topic, as further facts of the same deed; the
            state is the one before it.
        steps: type of entry to what it makes of the case. Clocks, alarms and stages that a body names in `clocks`,
            `met`, `replaced`, `alarms` and `stage` are seen to for every entry. `lift.CURRENT` has each type's version.
        tells: type of entry to what a reader gets of its body, None where they get no line at all.
        cut: what the topic keeps, cut down to what a reader sees.
        reads: type of command to the types of entry that would make a page it was drawn on stale (`cases.stale`).
        rows: rows of the topic's own projections.
        notices: type of entry to the messages that follow from it.
        holds_open: why the case cannot be closed yet, or None.
    """

    name: str
    deeds: Mapping[type, Decides] = field(default_factory=dict)
    follows: Follows | None = None
    steps: Mapping[str, Step] = field(default_factory=dict)
    tells: Mapping[str, Tell] = field(default_factory=dict)
    cut: Callable[[Any, Seeing, CaseState], Any] | None = None
    reads: Mapping[type, frozenset[str]] = field(default_factory=dict)
    rows: Callable[[CaseState], Rows] | None = None
    notices: Mapping[str, Notifies] = field(default_factory=dict)
    holds_open: Callable[[CaseState, Context], Refusal | None] | None = None


def kept(state: CaseState, name: str, empty: Any) -> Any:
    """What a topic keeps of a case, `empty` before its first entry."""
    return state.topics.get(name, empty)


def keeping(state: CaseState, name: str, value: Any) -> Mapping[str, Any]:
    """The `topics` of a case with one topic's value replaced."""
    return {**state.topics, name: value}
