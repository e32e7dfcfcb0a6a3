"""Types of meetings: who must be there by law, who may chair, and that their record is a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.definitions.checks.findings import Findings, numbered
from hubwright.domain.definitions.drawn.meetings import STRATEGY
from hubwright.domain.definitions.reference import Reference
from hubwright.domain.rules.parsing import quoted

_BY_LAW = 3
"""Children's social care, the police and health, at least (Working Together to Safeguard Children)."""


def check_meetings(document: Mapping[str, Any], reference: Reference, findings: Findings) -> None:
    """The types of meetings of a hub document."""
    shareable = document["shareable"]
    types = list(numbered(shareable, "meeting_types", "/shareable"))
    roles = {one["id"]: one for one in shareable["roles"]}
    if types and not any("meeting.call" in one["permissions"] for one in roles.values()):
        findings.problem(
            "/shareable/roles",
            "nobody-may",
            f"No role holds {quoted('meeting.call')}, so nobody in the hub could do it.",
            "Give it to a role.",
        )
    for pointer, type in types:
        _posts(type, pointer, roles, findings)
        _quorum(type, pointer, findings)
        _record(type, pointer, shareable, findings)
        if type["stands_for"] == STRATEGY:
            _by_law(type, pointer, shareable, reference, findings)


def _posts(type: Mapping[str, Any], pointer: str, roles: Mapping[str, Mapping[str, Any]], findings: Findings) -> None:
    for post, permissions in (("chairs", ("meeting.call",)), ("minute_takers", ("meeting.minute",))):
        for index, id in enumerate(type.get(post, ())):
            if id in roles and not set(permissions) & set(roles[id]["permissions"]):
                findings.problem(
                    f"{pointer}/{post}/{index}",
                    "post-without-meetings",
                    f"The role {quoted(id)} is named here but does not hold {quoted(permissions[0])}.",
                    f"Give the role {permissions[0]}, or name another.",
                )


def _quorum(type: Mapping[str, Any], pointer: str, findings: Findings) -> None:
    invited = {one["agency"] for one in type.get("invited", ())}
    for place, part in numbered(type, "quorum", pointer):
        agencies = [part["agency"]] if "agency" in part else part.get("any_of", [])
        if not agencies and not part.get("roles") and "qualification" not in part:
            findings.problem(
                place,
                "quorum-of-nobody",
                "This part of the quorum names nobody, so anybody would do.",
                "Name an agency, roles or a qualification, or take it out.",
            )
        elif agencies and not invited & set(agencies):
            findings.hint(
                place,
                "quorum-not-invited",
                "Nobody of this part of the quorum is asked to come.",
                "Add one of its agencies to invited.",
            )


def _record(type: Mapping[str, Any], pointer: str, shareable: Mapping[str, Any], findings: Findings) -> None:
    layout = next((one for one in shareable.get("documents", ()) if one["id"] == type.get("record")), None)
    if layout is not None and layout["stands_for"] != "meeting_record":
        findings.problem(
            f"{pointer}/record",
            "record-of-another-kind",
            f"The document {quoted(layout['id'])} is not the record of a meeting.",
            "Name a document that stands for meeting_record.",
        )


def _by_law(
    type: Mapping[str, Any], pointer: str, shareable: Mapping[str, Any], reference: Reference, findings: Findings
) -> None:
    """A strategy discussion about children asks for the three whom the law names, one of them with the law's own
    qualification; which agency is which, the hub alone knows.
    """
    about = type.get("pathways") or [one["id"] for one in shareable["pathways"]]
    stands = {one["stands_for"] for one in shareable["pathways"] if one["id"] in about}
    floor = next((one for one in reference.floors if one.stands_for == "child"), None)
    if floor is None or floor.stands_for not in stands:
        return
    parts = [one for one in type.get("quorum", ()) if one.get("law")]
    agencies = {agency for one in parts for agency in ([one["agency"]] if "agency" in one else one.get("any_of", ()))}
    qualified = any(reference.qualifications.get(one.get("qualification", "")) == floor.meaning for one in parts)
    # A hub of fewer agencies asks the others by name, and can draw no part of the quorum for them.
    needed = min(_BY_LAW, len(shareable["agencies"]))
    if len(parts) < needed or len(agencies) < needed or not qualified:
        findings.problem(
            f"{pointer}/quorum" if "quorum" in type else pointer,
            "quorum-below-law",
            "The law asks for children's social care, the police and health at a strategy discussion.",
            "Mark three parts of three agencies with law, one of them with the qualification of whoever decides.",
        )
