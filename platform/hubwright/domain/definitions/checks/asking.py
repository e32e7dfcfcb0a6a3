"""Whether what a hub asks agencies, and what it asks about the people themselves, holds together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.definitions.checks.findings import Findings, numbered
from hubwright.domain.definitions.reference import Reference
from hubwright.domain.rules.parsing import quoted


def check_asking(document: Mapping[str, Any], reference: Reference, findings: Findings) -> None:
    """Check sets with their bases, thresholds and reminders; and reasons."""
    shareable, nation = document["shareable"], document["local"]["nation"]
    tiers = {tier["id"] for scale in shareable.get("scales", ()) for tier in scale["tiers"]}
    for pointer, one in numbered(shareable, "check_sets", "/shareable"):
        for index, id in enumerate(one.get("other_bases", ())):
            _holds(id, f"{pointer}/other_bases/{index}", nation, reference, findings)
        if "from_tier" in one and one["from_tier"] not in tiers:
            findings.unknown(f"{pointer}/from_tier", "a tier", one["from_tier"], tiers)
        _prepared(one, pointer, findings)
        for place, ask in numbered(one, "asks", pointer):
            for here, question in numbered(ask, "questions", place):
                _choices(question, here, findings)
    for pointer, agency in numbered(shareable, "agencies", "/shareable"):
        _ids_once(agency.get("bodies", []), f"{pointer}/bodies", findings)
    if "talking" in shareable:
        _ids_once(shareable["talking"]["reasons"], "/shareable/talking/reasons", findings)


def _choices(question: Mapping[str, Any], pointer: str, findings: Findings) -> None:
    """Options stand where one of them is chosen, and nowhere else."""
    chooses = question.get("gives") == "choice"
    if chooses != ("options" in question):
        findings.problem(
            f"{pointer}/{'gives' if chooses else 'options'}",
            "options-and-choice",
            "A question that gives a choice has options, and no other question has.",
            "Add at least two options." if chooses else 'Let it give a "choice", or take the options away.',
        )
    _ids_once(question.get("options", []), f"{pointer}/options", findings)


def _holds(id: str, pointer: str, nation: str, reference: Reference, findings: Findings) -> None:
    provision = reference.provisions.get(id)
    if provision is None:
        findings.unknown(pointer, "a provision", id, reference.provisions)
    elif provision.holds_from is None:
        findings.problem(
            pointer,
            "not-in-force",
            f"The provision {quoted(id)} is not in force: no day has been appointed for it.",
            "Name one that is in force.",
        )
    elif nation in reference.nations and nation not in provision.nations:
        findings.problem(
            pointer,
            "other-nation",
            f"The provision {quoted(id)} does not hold in this hub's nation.",
            "Name one that holds there.",
        )


def _prepared(check_set: Mapping[str, Any], pointer: str, findings: Findings) -> None:
    prepared = check_set.get("prepared", {})
    if prepared.get("told") == "exempt" and "exemption" not in check_set:
        findings.problem(
            f"{pointer}/prepared/told",
            "no-exemption",
            "It is prepared that people need not be told first, and no law is named that allows it.",
            "Say in the set's exemption what allows it, or prepare another answer.",
        )
    first = any(ask.get("basis_first") for ask in check_set["asks"])
    if first and prepared.get("consent", "not_sought") == "not_sought" and "consent_why" not in prepared:
        findings.hint(
            f"{pointer}/prepared" if prepared else pointer,
            "basis-written-each-time",
            "An agency is asked only on a whole basis, and why agreement is not sought is not prepared.",
            "Prepare it, so that a worker confirms it in one act.",
        )


def _ids_once(elements: list[Mapping[str, Any]], pointer: str, findings: Findings) -> None:
    seen: dict[str, str] = {}
    for index, one in enumerate(elements):
        here = f"{pointer}/{index}/id"
        if one["id"] in seen:
            findings.twice(here, one["id"], seen[one["id"]])
        seen.setdefault(one["id"], here)
