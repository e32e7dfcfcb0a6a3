"""Whether what only some may know of can be opened by somebody at all, and who looks in for a time only reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.access.policy import PERMISSIONS, READS_ONLY
from hubwright.domain.definitions.checks.findings import Findings, numbered
from hubwright.domain.definitions.plugged import plugin_of, switched_on
from hubwright.domain.rules.parsing import quoted


def check_guarding(document: Mapping[str, Any], findings: Findings) -> None:
    """Kinds that open restricted or sealed name keepers who read cases, and can open them to others. A role that is
    held for a time only reads.
    """
    shareable = document["shareable"]
    _reads_alone(shareable, findings)
    roles = {one["id"]: one for one in shareable["roles"]}
    for pointer, kind in numbered(shareable, "kinds", "/shareable"):
        if kind.get("opens", "open") == "open":
            continue
        keepers = [roles[id] for id in kind.get("keepers", ()) if id in roles]
        for permission in ("case.read", "case.rate", "case.restrict"):
            if not any(permission in one["permissions"] for one in keepers):
                findings.problem(
                    f"{pointer}/keepers" if "keepers" in kind else pointer,
                    "nobody-may-open",
                    f"What comes as {quoted(kind['id'])} is shown to its keepers alone, and none of them holds "
                    f"{quoted(permission)}.",
                    "Name a role in keepers that holds it.",
                )


def _reads_alone(shareable: Mapping[str, Any], findings: Findings) -> None:
    """A role that is held for a time promises that nothing is written with it, so it names nothing that writes."""
    # What a plugin permits may write: nobody can tell from its name.
    plugins = {one["id"] for one in switched_on(shareable)}
    for pointer, role in numbered(shareable, "roles", "/shareable"):
        if "time_boxed" not in role:
            continue
        for index, permission in enumerate(role["permissions"]):
            known = permission in PERMISSIONS or plugin_of(permission) in plugins
            if known and permission not in READS_ONLY:
                findings.problem(
                    f"{pointer}/permissions/{index}",
                    "time-boxed-role-writes",
                    f"The role {quoted(role['id'])} is held for a time and reads alone, and {quoted(permission)} "
                    "is for writing.",
                    "Take it out, or make a role without the limit in time.",
                )
