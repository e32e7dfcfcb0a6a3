"""Who decides about whom, on which rating, under which law, and where people go next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.definitions.checks.findings import Findings, numbered
from hubwright.domain.definitions.reference import Reference
from hubwright.domain.rules.parsing import quoted


def check_deciding(document: Mapping[str, Any], reference: Reference, findings: Findings) -> None:
    """Pathways, tiers, deciders, routes, check sets and what roles may do."""
    shareable = document["shareable"]
    _floors(document, reference, findings)
    _provisions(document, reference, findings)
    _deciders(shareable, findings)
    _pathways(shareable, reference, findings)
    _tiers(shareable, findings)
    _return_clocks(shareable, findings)
    _roles(shareable, findings)
    for pointer, one in numbered(shareable, "check_sets", "/shareable"):
        for place, ask in numbered(one, "asks", pointer):
            known = {agency["id"] for agency in shareable["agencies"]}
            if ask["agency"] in known and ask["agency"] not in document["local"].get("mailboxes", {}):
                findings.hint(
                    f"{place}/agency",
                    "no-mailbox",
                    f"The agency {quoted(ask['agency'])} is asked but has no mailbox: only its screen will show it.",
                    "Add it to local/mailboxes.",
                )


def _deciders_of(shareable: Mapping[str, Any], pathway: Mapping[str, Any], pointer: str) -> Iterator[tuple[str, str]]:
    """Each decider of a pathway with the place that names it: the pathway's own and those of its scale's tiers."""
    yield f"{pointer}/decider", pathway["decider"]
    for at_scale, scale in enumerate(shareable.get("scales", ())):
        if scale["id"] == pathway.get("scale"):
            for at_tier, tier in enumerate(scale["tiers"]):
                if pathway["id"] in tier.get("deciders", {}):
                    place = f"/shareable/scales/{at_scale}/tiers/{at_tier}/deciders/{pathway['id']}"
                    yield place, tier["deciders"][pathway["id"]]


def _floors(document: Mapping[str, Any], reference: Reference, findings: Findings) -> None:
    shareable, nation = document["shareable"], document["local"]["nation"]
    deciders = {one["id"]: one for one in shareable["deciders"]}
    for pointer, pathway in numbered(shareable, "pathways", "/shareable"):
        for floor in reference.floors:
            if floor.stands_for != pathway["stands_for"] or nation not in floor.nations:
                continue
            for place, id in _deciders_of(shareable, pathway, pointer):
                decider = deciders.get(id)
                if decider is None:
                    continue
                meaning = reference.qualifications.get(decider.get("qualification", ""))
                if meaning != floor.meaning:
                    findings.problem(
                        place,
                        "below-floor",
                        f"The decider {quoted(id)} stands below the law: {floor.why} ({floor.source})",
                        f"Name a decider whose qualification means {quoted(floor.meaning)}.",
                    )


def _provisions(document: Mapping[str, Any], reference: Reference, findings: Findings) -> None:
    nation = document["local"]["nation"]
    for pointer, one in numbered(document["shareable"], "check_sets", "/shareable"):
        provision = reference.provisions.get(one["basis"])
        if provision is None:
            continue
        if provision.holds_from is None:
            findings.problem(
                f"{pointer}/basis",
                "not-in-force",
                f"The provision {quoted(one['basis'])} is not in force: no day has been appointed for it.",
                "Name one that is in force.",
            )
        elif nation not in provision.nations and nation in reference.nations:
            findings.problem(
                f"{pointer}/basis",
                "other-nation",
                f"The provision {quoted(one['basis'])} does not hold in this hub's nation.",
                "Name one that holds there.",
            )


def _deciders(shareable: Mapping[str, Any], findings: Findings) -> None:
    roles = {one["id"]: one for one in shareable["roles"]}
    for pointer, decider in numbered(shareable, "deciders", "/shareable"):
        for index, id in enumerate(decider["roles"]):
            if id in roles and "case.decide" not in roles[id]["permissions"]:
                findings.problem(
                    f"{pointer}/roles/{index}",
                    "decider-cannot-decide",
                    f"The role {quoted(id)} is named as decider but may not decide.",
                    "Give the role case.decide, or name another.",
                )
    for pointer, pathway in numbered(shareable, "pathways", "/shareable"):
        for place, id in _deciders_of(shareable, pathway, pointer):
            named = next((one for one in shareable["deciders"] if one["id"] == id), None)
            held = [roles[role].get("pathways", []) for role in (named or {}).get("roles", ()) if role in roles]
            if held and not any(not limits or pathway["id"] in limits for limits in held):
                findings.problem(
                    place,
                    "decider-cannot-decide",
                    f"No role of the decider {quoted(id)} reaches the pathway {quoted(pathway['id'])}.",
                    "Widen the pathways of one of its roles, or name another decider.",
                )


def _pathways(shareable: Mapping[str, Any], reference: Reference, findings: Findings) -> None:
    for pointer, pathway in numbered(shareable, "pathways", "/shareable"):
        least, below = pathway.get("from_age", 0), pathway.get("until_age")
        if below is not None and least >= below:
            findings.problem(
                f"{pointer}/until_age", "ages-order", "Nobody is of these ages.", "Let from_age be below until_age."
            )
        if pathway.get("unborn") and pathway["stands_for"] == "adult":
            findings.problem(
                f"{pointer}/unborn",
                "unborn-adult",
                "A pathway for adults cannot take unborn babies.",
                "Take unborn out, or put it on the children's pathway.",
            )
        routes = [one for one in shareable["routes"] if pathway["id"] in one["pathways"]]
        if not routes:
            findings.problem(
                pointer,
                "no-way-out",
                f"No route is open for the pathway {quoted(pathway['id'])}: nothing could be decided.",
                "Add routes for it.",
            )
        elif not any(one.get("protective") for one in routes):
            findings.hint(
                pointer,
                "no-protective-route",
                f"The pathway {quoted(pathway['id'])} names no route that protects at once.",
                "Mark the routes that may be started from any stage as protective.",
            )
    stands = {one["id"]: one["stands_for"] for one in shareable["pathways"]}
    for pointer, route in numbered(shareable, "routes", "/shareable"):
        about = reference.outcomes.get(route["meaning"], "any")
        for index, id in enumerate(route["pathways"]):
            if id in stands and about not in ("any", stands[id]):
                findings.problem(
                    f"{pointer}/pathways/{index}",
                    "outcome-of-another-law",
                    f"The outcome {quoted(route['meaning'])} is for a {about}; this pathway stands for another.",
                    "Give the pathway a route of its own.",
                )


def _tiers(shareable: Mapping[str, Any], findings: Findings) -> None:
    for pointer, scale in numbered(shareable, "scales", "/shareable"):
        users = {one["id"] for one in shareable["pathways"] if one.get("scale") == scale["id"]}
        for place, tier in numbered(scale, "tiers", pointer):
            if tier.get("counted", True) and "decision_clock" not in tier:
                findings.problem(
                    place,
                    "no-decision-clock",
                    f"The tier {quoted(tier['id'])} counts in timeliness but has no clock for its decision.",
                    "Add decision_clock, or say that it is not counted.",
                )
            for index, id in enumerate(tier.get("routes", ())):
                route = next((one for one in shareable["routes"] if one["id"] == id), None)
                if route is not None and users and not users & set(route["pathways"]):
                    findings.problem(
                        f"{place}/routes/{index}",
                        "route-not-open",
                        f"The route {quoted(id)} is open for no pathway that is rated on this scale.",
                        "Open the route for the pathway, or take it out of the tier.",
                    )


def _return_clocks(shareable: Mapping[str, Any], findings: Findings) -> None:
    """Whoever is asked has a time to answer by: the ask's own, or the tier's."""
    sets = {one["id"]: one for one in shareable.get("check_sets", ())}

    def without(ids: list[str]) -> list[str]:
        return [id for id in ids if id in sets and any("clock" not in ask for ask in sets[id]["asks"])]

    for pointer, scale in numbered(shareable, "scales", "/shareable"):
        for place, tier in numbered(scale, "tiers", pointer):
            if "return_clock" not in tier and without(tier.get("checks", [])):
                findings.problem(
                    place,
                    "no-return-clock",
                    f"The tier {quoted(tier['id'])} asks agencies but sets no time to answer by.",
                    "Add return_clock, or a clock to each ask.",
                )
    for pointer, pathway in numbered(shareable, "pathways", "/shareable"):
        if "scale" not in pathway:
            for index, id in enumerate(pathway.get("checks", ())):
                if without([id]):
                    findings.problem(
                        f"{pointer}/checks/{index}",
                        "no-return-clock",
                        f"The pathway is not rated, and the check set {quoted(id)} sets no time to answer by.",
                        "Add a clock to each ask of the set.",
                    )


def _roles(shareable: Mapping[str, Any], findings: Findings) -> None:
    held = {permission for role in shareable["roles"] for permission in role["permissions"]}
    needed = ["case.read", "case.decide", "case.close", "case.tell", "alarm.acknowledge"]
    needed += ["case.rate"] if any("scale" in one for one in shareable["pathways"]) else []
    needed += ["case.ask", "check.answer"] if shareable.get("check_sets") else []
    for permission in needed:
        if permission not in held:
            findings.problem(
                "/shareable/roles",
                "nobody-may",
                f"No role holds {quoted(permission)}, so nobody in the hub could do it.",
                "Give it to a role.",
            )
    for pointer, role in numbered(shareable, "roles", "/shareable"):
        reads = [one for one in role["permissions"] if one.startswith(("case.", "people."))]
        if "hub.configure" in role["permissions"] and reads:
            findings.problem(
                f"{pointer}/permissions",
                "administrator-reads-cases",
                f"The role {quoted(role['id'])} builds the hub and reads cases as well.",
                "Make two roles; a person may hold both and switches visibly.",
            )
