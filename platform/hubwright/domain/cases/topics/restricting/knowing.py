"""Who may know of a case, as its entries add up to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import kept

NAME = "restricting"
OPEN, GUARDED, RESTRICTED, SEALED = "open", "guarded", "restricted", "sealed"
LEVELS = (RESTRICTED, SEALED)


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person on one of a case's lists: who put them there, when and why."""

    user: str
    name: str
    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """Glass broken by a person: they may read the case until then (UTC)."""

    user: str
    name: str
    at: datetime
    until: datetime
    reason: str
    number: int


@dataclass(frozen=True, slots=True)
class Access:
    """Who may know of a case.

    Args:
        level: "open", "restricted" or "sealed".
        reason, by, at: of the last restriction; empty for one that the hub's own rule made on receipt.
        named: by user id.
        roles: role ids whose holders count as named, where the kind of contact says so.
        excluded: by user id; they may not know of the case, whatever else is said.
        broken: every time that glass was broken, the last one last.
    """

    level: str = OPEN
    reason: str = ""
    by: str = ""
    at: datetime | None = None
    named: Mapping[str, Somebody] = field(default_factory=dict)
    roles: frozenset[str] = frozenset()
    excluded: Mapping[str, Somebody] = field(default_factory=dict)
    broken: tuple[Broken, ...] = ()

    @property
    def marked(self) -> str:
        """The word that rows of lists carry: "guarded" is open but for the people who are excluded."""
        return GUARDED if self.level == OPEN and self.excluded else self.level

    def lets_in(self, user: str, roles: Iterable[str], now: datetime) -> bool:
        """Whether somebody with these roles may know of the case at this instant."""
        if user in self.excluded:
            return False
        if self.level == OPEN or user in self.named or not self.roles.isdisjoint(roles):
            return True
        return any(one.user == user and now < one.until for one in self.broken)


def access_of(state: CaseState) -> Access:
    """Who may know of a case; an open one for whoever reads its strands."""
    found: Access = kept(state, NAME, Access())
    return found


def on_receipt(case: str, level: str, roles: Iterable[str]) -> dict[str, Any] | None:
    """The body of `case.restricted` with which a kind of contact opens, or None where it opens for everybody.

    Args:
        case: the reference, only to say that it is this case.
        level: what the kind says: "open" or one of `LEVELS`.
        roles: whose holders are named.
    """
    if level not in LEVELS:
        return None
    return {"case": case, "level": level, "reason": "", "named": [], "roles": sorted(roles)}
