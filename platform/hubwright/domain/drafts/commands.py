"""What a person asks to be done about the draft of a hub."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hubwright.domain.definitions.edits import Edit


@dataclass(frozen=True, slots=True)
class Change:
    """Change the draft: all of these edits, or none.

    Args:
        name: what is done, as a slug of the act ("rename", "delete_with_uses", "paste").
        edits: in their order.
    """

    name: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Undo:
    """Undo one's own change.

    Args:
        change: its number, or None for one's last that is not undone. What undid something can itself be undone.
    """

    change: int | None = None


@dataclass(frozen=True, slots=True)
class Accept:
    """Say that a worked example may fail from now on.

    Args:
        scenario: its id.
        why: the reason, for the record.
    """

    scenario: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Put a draft forward for publishing: on a day to come, or for a second person.

    Args:
        on: from when it is to hold (UTC), or None for at once.
        note: why, for the hub's record.
    """

    on: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class Agree:
    """Agree, as somebody else than whoever put it forward, that a draft is published at its time."""


@dataclass(frozen=True, slots=True)
class HoldBack:
    """Say, as the background work, why a draft was not published at its time; it is open again.

    Args:
        why: sentences.
    """

    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unplan:
    """Take a draft back to be worked on."""


@dataclass(frozen=True, slots=True)
class Discard:
    """Throw the draft away; what was in it stays on record.

    Args:
        why: the reason.
    """

    why: str


Command = Change | Undo | Accept | Plan | Agree | HoldBack | Unplan | Discard
