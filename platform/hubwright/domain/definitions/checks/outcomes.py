"""Rating with a second person, suggestions, votes, challenges, and where decisions go: what a schema cannot say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.answers.scope import scope_of
from hubwright.domain.definitions.checks.findings import Findings, numbered
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.definitions.reference import Reference
from hubwright.domain.rules import Rule, check_types, parse, type_of_rule
from hubwright.domain.rules.kinds import YES_NO
from hubwright.domain.rules.parsing import quoted

# What an outcome that ends here has to leave behind: it is never a bare code.
ENDS = "no_further_action"


def check_outcomes(hub: Hub, document: Mapping[str, Any], reference: Reference, findings: Findings) -> None:
    """What is wrong with how a hub rates, votes, is challenged, and hands on.

    Args:
        hub: the drawing, with the forms that suggestions read.
        document: it was drawn from.
        reference: the dated reference data.
        findings: where to put it.
    """
    shareable = document["shareable"]
    _scales(hub, shareable, findings)
    _beside(shareable, findings)
    _offers(shareable, findings)
    _votes(shareable, findings)
    _levels(shareable, reference, findings)
    _ways_back(shareable, findings)
    _handover(document, findings)


def _scales(hub: Hub, shareable: Mapping[str, Any], findings: Findings) -> None:
    for pointer, scale in numbered(shareable, "scales", "/shareable"):
        if "confirm_clock" in scale and "lowering_top_confirmed_by" not in scale:
            findings.problem(
                f"{pointer}/confirm_clock",
                "nobody-confirms",
                "This clock waits for a second person, and the scale names none.",
                "Add lowering_top_confirmed_by, or take the clock out.",
            )
        if "lowering_top_confirmed_by" in scale and len(scale["tiers"]) == 1:
            findings.problem(
                f"{pointer}/lowering_top_confirmed_by",
                "nothing-to-lower",
                "A scale of one tier cannot be lowered.",
                "Take it out, or add tiers.",
            )
        tiers = {tier["id"] for tier in scale["tiers"]}
        for place, one in numbered(scale, "suggestions", pointer):
            if one["tier"] not in tiers:
                findings.unknown(f"{place}/tier", "a tier of this scale", one["tier"], tiers)
            _suggestion(hub, one, place, findings)


def _suggestion(hub: Hub, one: Mapping[str, Any], pointer: str, findings: Findings) -> None:
    """A rule that every version of its form can answer, and that says yes or no."""
    drawn = parse(one["rule"], file=findings.file, pointer=f"{pointer}/rule")
    if not isinstance(drawn, Rule):
        findings.problems += drawn
        return
    forms = [form for (id, _), form in hub.forms.items() if id == one["form"]]
    if not forms:
        findings.unknown(f"{pointer}/form", "a form behind a door", one["form"], {id for id, _ in hub.forms})
    for form in forms[:1]:
        scope = scope_of(form)
        wrong = check_types(drawn, scope, file=findings.file, pointer=f"{pointer}/rule")
        findings.problems += wrong
        if not wrong and type_of_rule(drawn, scope) != YES_NO:
            findings.problem(
                f"{pointer}/rule",
                "not-yes-or-no",
                "A suggestion needs a rule that says yes or no.",
                "Compare what is answered with something.",
            )


def _beside(shareable: Mapping[str, Any], findings: Findings) -> None:
    for pointer, pathway in numbered(shareable, "pathways", "/shareable"):
        for index, id in enumerate(pathway.get("beside", ())):
            if id == pathway.get("scale"):
                findings.problem(
                    f"{pointer}/beside/{index}",
                    "own-scale-beside",
                    f"The scale {quoted(id)} is the pathway's own: it would overwrite itself.",
                    "Name another scale, or take it out.",
                )


def _offers(shareable: Mapping[str, Any], findings: Findings) -> None:
    """A route that is offered first is one that the tier may take."""
    for pointer, scale in numbered(shareable, "scales", "/shareable"):
        users = {
            one["id"] for one in shareable["pathways"] if scale["id"] in (one.get("scale"), *one.get("beside", ()))
        }
        for place, tier in numbered(scale, "tiers", pointer):
            route = next((one for one in shareable["routes"] if one["id"] == tier.get("offers")), None)
            if route is None:
                continue
            limits = tier.get("routes", ())
            shut = limits and route["id"] not in limits and not route.get("protective")
            if shut or (users and not users & set(route["pathways"])):
                findings.problem(
                    f"{place}/offers",
                    "route-not-open",
                    f"The route {quoted(route['id'])} is offered first and is not open for this tier.",
                    "Offer one that is, or open it.",
                )


def _votes(shareable: Mapping[str, Any], findings: Findings) -> None:
    taken = {one.get("vote") for one in shareable["deciders"]}
    for pointer, vote in numbered(shareable, "votes", "/shareable"):
        if vote["id"] not in taken:
            findings.hint(
                pointer,
                "vote-nobody-needs",
                f"No decider takes the vote {quoted(vote['id'])} first: people may still open it by hand.",
                "Name it in a decider's vote.",
            )
        for index, id in enumerate(vote["agencies"]):
            if id in vote["agencies"][:index]:
                findings.twice(f"{pointer}/agencies/{index}", id, f"{pointer}/agencies")


def _levels(shareable: Mapping[str, Any], reference: Reference, findings: Findings) -> None:
    for pointer, level in numbered(shareable.get("challenge", {}), "levels", "/shareable/challenge"):
        qualification = level.get("qualification")
        if qualification is not None and qualification not in reference.qualifications:
            findings.unknown(f"{pointer}/qualification", "a qualification", qualification, reference.qualifications)
    if "challenge" not in shareable:
        findings.hint(
            "/shareable",
            "no-challenge",
            "The hub does not say how a rating or decision is challenged.",
            "Add challenge: who answers at each level, and by when.",
        )


def _ways_back(shareable: Mapping[str, Any], findings: Findings) -> None:
    for pointer, route in numbered(shareable, "routes", "/shareable"):
        if route["meaning"] == ENDS and not (route.get("needs_advice") and "way_back" in route):
            findings.hint(
                pointer,
                "no-way-back",
                f"The route {quoted(route['id'])} ends here without advice or a way back.",
                "Set needs_advice, and write in way_back how whoever is still worried comes back.",
            )
    for pointer, pathway in numbered(shareable, "pathways", "/shareable"):
        if pathway["stands_for"] == "child" and not pathway.get("asks_household"):
            findings.hint(
                pointer,
                "household-not-asked",
                f"On the pathway {quoted(pathway['id'])} nobody has to say who else lives there before deciding.",
                "Set asks_household.",
            )


def _handover(document: Mapping[str, Any], findings: Findings) -> None:
    ways = document["shareable"].get("handover", {}).get("ways", ())
    if "webhook" in ways and not document["local"].get("handover_url"):
        findings.hint(
            "/shareable/handover/ways",
            "no-case-system",
            "Decisions are to be handed over by machine, and there is no address for that.",
            "Add local/handover_url, or take webhook out.",
        )
    held = {permission for role in document["shareable"]["roles"] for permission in role["permissions"]}
    if ways and "decision.enter" not in held:
        findings.problem(
            "/shareable/roles",
            "nobody-may",
            'No role holds "decision.enter", so nobody could enter a decision in the case system.',
            "Give it to a role.",
        )
