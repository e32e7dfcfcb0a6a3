"""The journal's entries: what happened to a thing, in the order in which it was recorded (law 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something.

    Args:
        id: the user's id, or one of the three below.
        name: as shown on the record; empty for a referrer.
        agency: the agency of the seat they act in, or None.
        roles: of that seat.
        qualifications: of that seat ("social_worker").
    """

    id: str
    name: str = ""
    agency: str | None = None
    roles: frozenset[str] = frozenset()
    qualifications: frozenset[str] = frozenset()


REFERRER = Actor(id="referrer")
"""Somebody with a form and no seat."""

WORKER = Actor(id="worker")
"""The background work: it raises and tells alarms and sends notices, and decides nothing (law 5)."""

LINK = Actor(id="link")
"""Somebody of an agency who answers one question by a link and a code, under the name they give."""

OPERATOR = Actor(id="operator")
"""Somebody at the machine's terminal, who sets a hub up; they see no case."""


@dataclass(frozen=True, slots=True)
class Fact:
    """An entry before it has a number: what `decide` gives.

    Args:
        stream: the thing it happened to ("case:7K3Q9M2X").
        type: "case.rated"; `version` is of this type's shape.
        body: JSON; may hold personal data; sealed on disk.
        happened: when it happened, as a person said (UTC); `now` where nobody said otherwise.
        received: when the hub received it, by any route; clocks start here.
    """

    stream: str
    type: str
    version: int
    body: Mapping[str, Any]
    happened: datetime
    received: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact on record.

    Args:
        number: 1, 2, 3 ... within its stream.
        recorded: the machine's time (UTC).
        actor, actor_name, agency: who.
        revision: the hash of the definitions that held.
        deed: id of the deed that made it.
        destroyed: None, or under what and when its payload was lawfully destroyed; the body is then empty.
    """

    stream: str
    number: int
    type: str
    version: int
    body: Mapping[str, Any]
    happened: datetime
    received: datetime
    recorded: datetime
    actor: str
    actor_name: str
    agency: str | None
    revision: str
    deed: str
    destroyed: str | None = None
