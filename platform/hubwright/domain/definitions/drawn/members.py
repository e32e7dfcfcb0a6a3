"""Agencies, roles and deciders, as a hub draws them."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Agency:
    """An organisation's part in the hub.

    Args:
        mode: "co_located", "virtual", "part_time", "on_call", "weekly", "sessional", "single_contact" or "rotational".
        fte: full-time equivalents as a decimal string, or None where nobody has said.
        calendar: the calendar of its own hours, or None for the hub's.
    """

    id: str
    name: Text
    mode: str
    fte: str | None = None
    calendar: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """What a seat may do.

    Args:
        permissions: names from `domain.access.PERMISSIONS`.
        pathways: limits case permissions to these pathways; empty means all.
    """

    id: str
    name: Text
    permissions: frozenset[str]
    pathways: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Decider:
    """Who may decide: a seat with one of these roles and, where named, this qualification."""

    id: str
    name: Text
    roles: frozenset[str]
    qualification: str | None = None
