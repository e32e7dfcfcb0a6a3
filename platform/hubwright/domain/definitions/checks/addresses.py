"""Ids that become part of an address: some addresses are the platform's own, which nothing else can have."""

from __future__ import annotations

from hubwright.domain.definitions.checks.findings import Findings
from hubwright.domain.rules.parsing import quoted

FORMS = frozenset({"return"})
"""Where a person comes back to a kept form, beside the forms of a hub."""

HUBS = frozenset({"healthz", "metrics", "readyz", "static"})
"""What the platform serves beside the hubs."""


def check_address(id: str, taken: frozenset[str], findings: Findings) -> None:
    """Note an id of a document whose address is taken.

    Args:
        id: of the form or the hub.
        taken: `FORMS` or `HUBS`.
    """
    if id in taken:
        findings.problem(
            "/id",
            "address-taken",
            f"Nobody could reach {quoted(id)}: its address is a page of the platform's own.",
            "Give it another id.",
        )
