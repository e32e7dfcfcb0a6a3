"""Whether what only some may know of can be opened by somebody at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.definitions.checks.findings import Findings, numbered
from hubwright.domain.rules.parsing import quoted


def check_guarding(document: Mapping[str, Any], findings: Findings) -> None:
    """Kinds that open restricted or sealed name keepers who read cases, and can open them to others."""
    shareable = document["shareable"]
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
