"""What a plugin is handed of a case: what the reader before whom it draws may see, and nothing beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody in the case.

    Args:
        id: of the person in this case.
        name: as the reader sees it; "" where it is kept from them.
        role: "subject", or what they are to the subject, in words.
        meant: what the case knows of them by meaning (`vocabulary` of the plugin), such as a date of birth.
    """

    id: str
    name: str
    role: str
    meant: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StrandView:
    """One pathway of the case.

    Args:
        pathway, stage, tier: ids; tier "" where it has not been rated.
        closed: when it ended, UTC, or None.
    """

    pathway: str
    stage: str
    tier: str = ""
    closed: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case, as its reader sees it.

    Args:
        ref: its reference.
        people, strands: those that the reader sees.
        received: when it began, UTC.
        now: the instant of the page or the deed, UTC.
    """

    ref: str
    people: tuple[PersonView, ...]
    strands: tuple[StrandView, ...]
    received: datetime
    now: datetime
