"""A person in one seat of one hub, with what today's roles grant them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hubwright.domain.cases.entries import Actor
from hubwright.domain.definitions.hub import SECTIONS, Hub, Role


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and what they may.

    Args:
        user: the user's id.
        agency: the agency of their seat.
        grants: permission to the pathways it is limited to; an empty set means all.
        begins, ends: of the seat, UTC; None is open.
        roles: of the seat, for cases on which a role is named.
        cleared: the hub's levels of sensitivity that its roles see.
        reads_only: nothing can be written with this seat.
        only: references of the cases that it sees and no others; None for all that its grants open.
    """

    user: str
    agency: str | None
    grants: Mapping[str, frozenset[str]] = field(default_factory=dict)
    begins: datetime | None = None
    ends: datetime | None = None
    roles: frozenset[str] = frozenset()
    cleared: frozenset[str] = frozenset()
    reads_only: bool = False
    only: frozenset[str] | None = None

    def may(self, permission: str, pathway: str | None = None) -> bool:
        """Whether they hold the permission, for that pathway where one is named."""
        pathways = self.pathways(permission)
        return pathways is not None and (pathway is None or not pathways or pathway in pathways)

    def sees(self, sensitivity: str, owner: str) -> bool:
        """Whether they see what an agency keeps at this level; one that the hub no longer has, only the agency."""
        return sensitivity in ("", *self.cleared) or (self.agency is not None and self.agency == owner)

    def may_all(self, permission: str, pathways: Iterable[str]) -> bool:
        """Whether they hold the permission for every one of these pathways."""
        return all(self.may(permission, pathway) for pathway in pathways)

    def may_any(self, permission: str, pathways: Iterable[str]) -> bool:
        """Whether they hold the permission for at least one of these pathways."""
        return any(self.may(permission, pathway) for pathway in pathways)

    def pathways(self, permission: str) -> frozenset[str] | None:
        """The pathways a permission is limited to: empty for all, None without the permission."""
        return self.grants.get(permission)

    def seated(self, now: datetime) -> bool:
        """Whether the seat holds at this instant (UTC)."""
        return (self.begins is None or self.begins <= now) and (self.ends is None or now < self.ends)


def _parts(role: Role) -> Iterator[str]:
    """What a role that reads cases is shown of them, as grants of their own: "case.read/checks"."""
    if "case.read" in role.permissions:
        for section in SECTIONS:
            if not role.sections or section in role.sections:
                yield shows(section)


def shows(section: str) -> str:
    """The grant that stands for one of `SECTIONS` of a case; no role names it itself."""
    return f"case.read/{section}"


def reader_of(
    hub: Hub,
    actor: Actor,
    *,
    begins: datetime | None = None,
    ends: datetime | None = None,
    only: frozenset[str] | None = None,
) -> Reader:
    """The reader that an actor is, by the roles of the hub as they are today (law 2: roles are live).

    Args:
        hub: the live drawing.
        actor: with the roles of their seat; a role the hub no longer has grants nothing.
        begins, ends: of the seat, UTC.
        only: the cases that the seat sees and no others, or None.
    """
    boxes = [role.time_boxed for role in hub.roles if role.id in actor.roles and role.time_boxed]
    if boxes and begins is not None:
        # Roles are live: a seat given before the hub limited its role ends in time all the same.
        latest = begins + timedelta(days=min(box.most_days for box in boxes))
        ends = latest if ends is None else min(ends, latest)
    if only is None and any(box.only_sampled for box in boxes):
        only = frozenset()
    grants: dict[str, frozenset[str]] = {}
    for role in hub.roles:
        if role.id not in actor.roles:
            continue
        for permission in (*role.permissions, *_parts(role)):
            held = grants.get(permission)
            if held is None:
                grants[permission] = role.pathways
            else:
                # All pathways (the empty set) is the widest; two limited grants add up.
                grants[permission] = held | role.pathways if held and role.pathways else frozenset()
    if only is not None:
        # The index of people knows more than the cases of a sample.
        grants = {name: held for name, held in grants.items() if not name.startswith("people.")}
    return Reader(
        user=actor.id,
        agency=actor.agency,
        grants=grants,
        begins=begins,
        ends=ends,
        roles=frozenset(actor.roles),
        cleared=frozenset(one.id for one in hub.sensitivities if one.roles & actor.roles),
        reads_only=bool(boxes),
        only=only,
    )
