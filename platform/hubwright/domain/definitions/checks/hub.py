"""Everything that can be wrong with a hub document that is in shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.definitions.checks.addresses import HUBS, check_address
from hubwright.domain.definitions.checks.asking import check_asking
from hubwright.domain.definitions.checks.deciding import check_deciding
from hubwright.domain.definitions.checks.documents import check_documents
from hubwright.domain.definitions.checks.findings import Findings, numbered
from hubwright.domain.definitions.checks.guarding import check_guarding
from hubwright.domain.definitions.checks.incidents import check_incidents
from hubwright.domain.definitions.checks.meetings import check_meetings
from hubwright.domain.definitions.checks.outcomes import check_outcomes
from hubwright.domain.definitions.checks.partnership import check_partnership
from hubwright.domain.definitions.checks.plugins import check_plugins
from hubwright.domain.definitions.checks.references import check_references
from hubwright.domain.definitions.checks.time import check_time
from hubwright.domain.definitions.checks.ways import check_ways
from hubwright.domain.definitions.checks.words import check_words
from hubwright.domain.definitions.checks.workflow import facts_scope
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.definitions.plugged import Declared
from hubwright.domain.definitions.reference import Reference
from hubwright.domain.rules import Type, check_types, choice
from hubwright.domain.rules.parsing import nearest, quoted


def check_hub(
    hub: Hub, document: Mapping[str, Any], *, file: str, reference: Reference, plugins: Declared | None = None
) -> Findings:
    """What is wrong with a hub and with the documents it uses as they are used here.

    Args:
        hub: the drawing; forms and workflows that could not be found are not in it.
        document: the document it was drawn from.
        file: its name.
        reference: the dated reference data.
        plugins: of this installation; None where nobody asked.
    """
    findings = Findings(file)
    check_address(hub.id, HUBS, findings)
    check_references(document, reference, findings, plugins)
    check_time(document, findings)
    check_deciding(document, reference, findings)
    check_outcomes(hub, document, reference, findings)
    check_incidents(document, reference, findings)
    check_asking(document, reference, findings)
    check_words(document, findings)
    check_ways(hub, document, findings)
    check_guarding(document, findings)
    check_partnership(document["local"], document["shareable"], findings)
    check_documents(document, findings)
    check_meetings(document, reference, findings)
    check_plugins(hub, document, plugins, findings)
    _uses(hub, document, findings)
    return findings


def _uses(hub: Hub, document: Mapping[str, Any], findings: Findings) -> None:
    shareable = document["shareable"]
    opened: dict[str, str] = {}
    for pointer, door in numbered(shareable, "doors", "/shareable"):
        if "form" in door:
            _leads_to_form(hub, door, opened, f"{pointer}/form", findings)
    for pointer, pathway in numbered(shareable, "pathways", "/shareable"):
        use = (pathway["workflow"]["id"], pathway["workflow"]["version"])
        _found(use, hub.workflows, "workflow", f"{pointer}/workflow", findings)
        if use in hub.workflows:
            _walked(hub, pathway, use, f"{pointer}/workflow", findings)
    for kind, used in (("forms", hub.forms), ("workflows", hub.workflows)):
        known = {id for id, _ in used}
        for id in shareable.get("words", {}).get(kind, {}):
            if id not in known:
                findings.unknown(f"/shareable/words/{kind}/{id}", f"one of the {kind}", id, known)


def _leads_to_form(hub: Hub, door: Mapping[str, Any], opened: dict[str, str], pointer: str, findings: Findings) -> None:
    """Whether a door's form is there, and whether it alone has its address."""
    use = (door["form"]["id"], door["form"]["version"])
    _found(use, hub.forms, "form", pointer, findings)
    if door.get("who", "public") != "public":
        return
    if use[0] in opened:
        findings.problem(
            pointer,
            "same-form-twice",
            f"The door {quoted(opened[use[0]])} leads to this form already, and a form has one address.",
            "Use another form, or one door for both.",
        )
    opened.setdefault(use[0], door["id"])
    form = hub.forms.get(use)
    if form is not None and "cy" in hub.languages and form.name.cy is None:
        findings.hint(pointer, "form-without-welsh", "The form has no Welsh.", "Have it translated.")


def _found(
    use: tuple[str, int], documents: Mapping[tuple[str, int], object], kind: str, pointer: str, findings: Findings
) -> None:
    if use in documents:
        return
    known = [f"{id} v{version}" for id, version in documents]
    findings.problem(
        pointer,
        "unknown-document",
        f"There is no sound {kind} {quoted(use[0])} in version {use[1]}.",
        f"Put it at {kind}_definitions/{use[0]}/v{use[1]}.json, mend it, or use another.",
        nearest(f"{use[0]} v{use[1]}", known),
    )


def _walked(hub: Hub, pathway: Mapping[str, Any], use: tuple[str, int], pointer: str, findings: Findings) -> None:
    """A shared workflow as this hub would walk it: its rules name tiers and kinds that the hub has."""
    known: dict[str, Type] = {
        "tier": choice(tier.id for scale in hub.scales for tier in scale.tiers),
        "kind": choice(kind.id for kind in hub.kinds),
        "pathway": choice(one.id for one in hub.pathways),
    }
    for transition in hub.workflows[use].transitions:
        if transition.when is not None:
            wrong = check_types(transition.when, facts_scope(transition.when, known), file="", pointer="")
            for one in wrong:
                findings.problem(
                    pointer,
                    "workflow-does-not-fit",
                    f"In its transition {quoted(transition.id)}: {one.what}",
                    "Use another workflow, or name what it reads as it does.",
                    one.nearest,
                )
        if "rating" in transition.needs and not transition.or_reason and "scale" not in pathway:
            findings.problem(
                pointer,
                "workflow-does-not-fit",
                f"Its transition {quoted(transition.id)} needs a rating, and this pathway has no scale.",
                "Give the pathway a scale, or use another workflow.",
            )
