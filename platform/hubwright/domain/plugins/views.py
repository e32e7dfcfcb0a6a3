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
class Waiting:
    """An agency was asked and has not answered yet.

    Args:
        agency: id.
        name: as the hub calls it.
        since: when it was asked, UTC.
        due: by when it answers, UTC, or None where no clock runs.
    """

    agency: str
    name: str
    since: datetime
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case, as its reader sees it.

    Args:
        ref: its reference; "" where a deed is done for the hub and for no case, and then nobody stands in it.
        people, strands: those that the reader sees.
        received: when it began, UTC.
        now: the instant of the page or the deed, UTC.
        waiting: for which agencies the hub waits, of those that the reader sees.
        agencies: of the hub: id to its name.
    """

    ref: str
    people: tuple[PersonView, ...]
    strands: tuple[StrandView, ...]
    received: datetime
    now: datetime
    waiting: tuple[Waiting, ...] = ()
    agencies: Mapping[str, str] = field(default_factory=dict)

    def person(self, id: str) -> PersonView | None:
        """Somebody in the case, or None."""
        return next((one for one in self.people if one.id == id), None)


@dataclass(frozen=True, slots=True)
class ContactView:
    """What arrived, for a plugin that reacts to it.

    Args:
        ref: of the contact.
        kind: of the hub's kinds of contact, "" where it came in by a form alone.
        form: id of the form it was written in.
        meant: what it says, by meaning: those of the plugin's `needs` that were answered, never an address, a number
            or who sent it.
    """

    ref: str
    kind: str
    form: str
    meant: Mapping[str, Any] = field(default_factory=dict)
