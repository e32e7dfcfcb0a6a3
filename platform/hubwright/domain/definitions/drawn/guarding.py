"""How a hub guards what only some may know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guarding:
    """The hub's rules for restricted cases.

    Args:
        glass_hours: for how many elapsed hours whoever breaks the glass of a restricted case may read it.
        glass_tells: roles whose mailboxes are told at once; where none is named, or none has a mailbox, everybody on
            duty is.
    """

    glass_hours: int = 4
    glass_tells: tuple[str, ...] = ()
