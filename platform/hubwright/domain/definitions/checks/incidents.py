"""The logs of what goes wrong: a wrong disclosure has its legal time, and somebody who is told before it runs out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.definitions.checks.findings import Findings, numbered
from hubwright.domain.definitions.reference import Limit, Reference
from hubwright.domain.rules.parsing import quoted


def check_incidents(document: Mapping[str, Any], reference: Reference, findings: Findings) -> None:
    """The kinds of incident of a hub document, and clocks that warn before their time."""
    shareable = document["shareable"]
    clocks = {one["id"]: one for one in shareable["clocks"]}
    limits = {one.stands_for: one for one in reference.limits}
    for pointer, clock in numbered(shareable, "clocks", "/shareable"):
        if "warn" in clock and clock["unit"] == "elapsed_hour" and clock["warn"] >= 60 * clock["amount"]:
            findings.problem(
                f"{pointer}/warn",
                "warns-at-once",
                f"The clock {quoted(clock['id'])} would warn before it has begun.",
                "Write fewer minutes than the clock has.",
            )
    for pointer, kind in numbered(shareable, "incidents", "/shareable"):
        rule = clocks.get(kind.get("clock", ""))
        if rule is not None and "ladder" not in kind and "ladder" not in rule:
            findings.problem(
                f"{pointer}/clock",
                "nobody-is-told",
                f"Nobody is told when {quoted(kind['id'])} is not seen to in time.",
                "Name a ladder, here or at the clock.",
            )
        if limit := limits.get(kind["stands_for"]):
            _within(rule, limit, kind, pointer, findings)


def _within(
    rule: Mapping[str, Any] | None, limit: Limit, kind: Mapping[str, Any], pointer: str, findings: Findings
) -> None:
    if rule is None:
        if "clock" not in kind:
            findings.problem(
                pointer, "no-legal-time", limit.why, f"Name a clock of at most {limit.hours} elapsed hours."
            )
        return
    if rule["unit"] != "elapsed_hour" or rule["amount"] > limit.hours:
        findings.problem(
            f"{pointer}/clock", "longer-than-the-law", limit.why, f"Use a clock of at most {limit.hours} elapsed hours."
        )
    elif rule.get("out_of_hours", "waits") != "runs":
        findings.problem(
            f"{pointer}/clock",
            "waits-for-the-office",
            limit.why,
            'Use a clock that runs ("runs"): the law does not wait.',
        )
