"""What a pinned revision names is retired, never removed (law 2): old cases still need it to be there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hubwright.domain.definitions.checks.findings import at
from hubwright.domain.problems import Problem
from hubwright.domain.rules.parsing import nearest, quoted

_NAMED = ("shareable/deciders/*/roles/*", "shareable/ladders/*/rungs/*/role")


def still_named(pinned: Iterable[Mapping[str, Any]], live: Mapping[str, Any], *, file: str) -> list[Problem]:
    """The roles that older revisions name and that a live part to be published lacks: one problem for each role.

    Args:
        pinned: the pinned part of each revision that drafts, contacts or cases may still hold to.
        live: the live part that is to hold from now on.
        file: the live document's name, for the problems.
    """
    roles = [role["id"] for role in live["shareable"]["roles"]]
    missing: dict[str, str] = {}
    for part in pinned:
        for way in _NAMED:
            for pointer, role in at(tuple(way.split("/")), part):
                if role not in roles:
                    missing.setdefault(role, pointer)
    return [
        Problem(
            file,
            "/shareable/roles",
            f"The role {quoted(role)} is gone, but cases that began earlier still name it at {pointer}.",
            "Keep it; a role without seats does no harm.",
            "still-named",
            nearest(role, roles),
        )
        for role, pointer in sorted(missing.items())
    ]
