"""What a pinned revision names is retired, never removed (law 2): old cases still need it to be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hubwright.domain.definitions.checks.findings import at
from hubwright.domain.problems import Problem
from hubwright.domain.rules.parsing import nearest, quoted

_ROLES = (
    "shareable/challenge/levels/*/roles/*",
    "shareable/deciders/*/roles/*",
    "shareable/ladders/*/rungs/*/role",
)
# Parts of a pinned revision that live facts lead to by id: seats and mailboxes to agencies, roles to pathways.
_KEPT = {
    "agencies": ("agency", "an agency without seats or questions does no harm"),
    "pathways": ("pathway", "a pathway that no kind of contact opens does no harm"),
}


def still_named(
    pinned: Iterable[Mapping[str, Any]],
    live: Mapping[str, Any],
    *,
    file: str,
    coming: Mapping[str, Any] | None = None,
) -> list[Problem]:
    """What older revisions name and what is to be published lacks: one problem for each.

    Args:
        pinned: the pinned part of each revision that drafts, contacts or cases may still hold to.
        live: the live part that is to hold from now on.
        file: the live document's name, for the problems.
        coming: the pinned part that is to be published, for agencies and pathways; None to look at roles alone.
    """
    earlier = list(pinned)
    roles = [role["id"] for role in live["shareable"]["roles"]]
    missing: dict[str, str] = {}
    for part in earlier:
        for way in _ROLES:
            for pointer, role in at(tuple(way.split("/")), part):
                if role not in roles:
                    missing.setdefault(role, pointer)
    problems = [
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
    return problems + (list(_gone(earlier, coming, file)) if coming is not None else [])


def kept_beside(
    document: Mapping[str, Any], revisions: Iterable[Mapping[str, Any]]
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """A hub document with what other revisions name and it lacks, as it stood in the newest that has it.

    Args:
        document: that is to be published.
        revisions: the hub documents published before, the newest last.

    Returns:
        the document, and what was kept: the part and the id of each.
    """
    shareable, kept = dict(document["shareable"]), []
    newest: dict[tuple[str, str], Mapping[str, Any]] = {}
    wanted: dict[tuple[str, str], None] = {}
    for other in revisions:
        for part in ("agencies", "pathways", "roles"):
            newest |= {(part, one["id"]): one for one in other["shareable"].get(part, ())}
        for part in _KEPT:
            wanted |= {(part, one["id"]): None for one in other["shareable"].get(part, ())}
        wanted |= {("roles", role): None for way in _ROLES for _, role in at(tuple(way.split("/")), other)}
    for part, id in wanted:
        if id not in [one["id"] for one in shareable.get(part, ())] and (part, id) in newest:
            shareable[part] = [*shareable.get(part, ()), newest[part, id]]
            kept.append((part, id))
    return {**document, "shareable": shareable}, kept


def _gone(earlier: list[Mapping[str, Any]], coming: Mapping[str, Any], file: str) -> Iterator[Problem]:
    for part, (thing, harmless) in _KEPT.items():
        now = [one["id"] for one in coming["shareable"].get(part, ())]
        named = {one["id"]: one["name"]["en"] for old in earlier for one in old["shareable"].get(part, ())}
        for id in sorted(set(named) - set(now)):
            yield Problem(
                file,
                f"/shareable/{part}",
                f"The {thing} {quoted(named[id])} is gone, but cases that began earlier are still worked on with it.",
                f"Keep it; {harmless}.",
                "still-named",
                nearest(id, now),
            )
