"""A draft as its entries make it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hubwright.domain.definitions.edits import Edit

OPEN, PLANNED, PUBLISHED, DISCARDED = "open", "put_forward", "published", "discarded"


@dataclass(frozen=True, slots=True)
class Made:
    """One change.

    Args:
        number: of its entry.
        name: what was done ("rename").
        undoes: number of the change that it undoes, or None.
        undone_by: number of the change that undid it, or None.
    """

    number: int
    name: str
    edits: tuple[Edit, ...]
    by_user: str
    by: str
    at: datetime
    undoes: int | None = None
    undone_by: int | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """A worked example that may fail.

    Args:
        after: number of the last change when it was accepted: what is changed later is looked at anew.
    """

    scenario: str
    why: str
    by: str
    at: datetime
    after: int


@dataclass(frozen=True, slots=True)
class Planned:
    """A draft that was put forward: on when it is to hold (None: as soon as a second person agrees), and by whom.

    Args:
        agreed_by: who agreed, where a second person has; `agreed_by_user` is their id.
    """

    on: datetime | None
    note: str
    by_user: str
    by: str
    at: datetime
    agreed_by: str = ""
    agreed_by_user: str = ""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A draft that was to be published and was not: when, why, and who had put it forward."""

    plan: Planned
    why: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftState:
    """A draft.

    Args:
        number: the first of the hub is 1.
        base: the revision that it began with.
        scenarios, taken: what the hub kept beside its documents then: examples by id, and the templates that it took.
        changes: in their order, undone ones too.
        held_back: why it was not published when it was to be, until it is put forward again.
        standing: `OPEN`, `PLANNED`, `PUBLISHED` or `DISCARDED`.
        revision: what it was published as, or "".
    """

    number: int
    base: str
    head: int
    by_user: str
    by: str
    begun: datetime
    note: str = ""
    scenarios: Mapping[str, Any] = field(default_factory=dict)
    taken: tuple[Mapping[str, Any], ...] = ()
    changes: tuple[Made, ...] = ()
    accepted: Mapping[str, Accepted] = field(default_factory=dict)
    standing: str = OPEN
    planned: Planned | None = None
    held_back: HeldBack | None = None
    revision: str = ""
    ended: datetime | None = None
    why: str = ""
    destroyed: tuple[tuple[int, str], ...] = ()

    @property
    def stream(self) -> str:
        """The stream that it lives in."""
        return f"draft:{self.number}"

    @property
    def standing_changes(self) -> tuple[Made, ...]:
        """The changes that are neither undone nor themselves an undoing."""
        return tuple(one for one in self.changes if one.undone_by is None and one.undoes is None)

    @property
    def by_whom(self) -> tuple[str, ...]:
        """Who changed something that stands, in the order of their first change."""
        return tuple(dict.fromkeys(one.by for one in self.standing_changes))

    def may_fail(self, scenario: str) -> Accepted | None:
        """Why a worked example may fail, as long as nothing was changed since somebody said so."""
        found = self.accepted.get(scenario)
        last = self.changes[-1].number if self.changes else 0
        return found if found is not None and found.after == last else None
