"""What a decision is made with: definitions, who acts, the time, and fresh ids. All are guests (law 7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from hubwright.domain.cases.entries import Actor
from hubwright.domain.clocks import Calendar
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal


class Authority(Protocol):
    """What a person may do here, today; `domain.access` makes it."""

    def may(self, permission: str, pathway: str | None = None) -> bool:
        """Whether they hold the permission, for that strand where one is named."""
        ...

    def sees(self, sensitivity: str, owner: str) -> bool:
        """Whether they see what an agency keeps at this level of the hub."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """Everything from outside that a decision rests on.

    Args:
        hub: the pinned drawing with today's live parts laid over it.
        revision: the hash of the definitions the stream is pinned to.
        actor: who acts.
        authority: what they may do.
        now: UTC.
        calendars: by id.
        ids: fresh references, taken one by one.
        provisions: ids of the provisions of law that hold today in the hub's nation.
        guidance: what a strand stands for ("child") to the edition of the guidance that holds there today: `id`,
            `name`, `checked`.
        agreements: id of an agreement to how it stands today (`hubs.agreements`).
    """

    hub: Hub
    revision: str
    actor: Actor
    authority: Authority
    now: datetime
    calendars: Mapping[str, Calendar]
    ids: Iterator[str]
    provisions: frozenset[str] = frozenset()
    guidance: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    agreements: Mapping[str, str] = field(default_factory=dict)

    def require(self, permission: str, pathway: str | None = None) -> None:
        """Stop here unless the actor holds the permission.

        Raises:
            Refusal: they do not.
        """
        if not self.authority.may(permission, pathway):
            raise Refusal(
                why="Your membership of this hub does not include this act.",
                do="Ask the hub manager, or hand it to somebody whose role includes it.",
                code="no_authority",
            )
