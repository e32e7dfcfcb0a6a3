"""Whether each id that a hub writes leads somewhere, and each is used once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.access.policy import PERMISSIONS
from hubwright.domain.definitions.checks.findings import Findings, at
from hubwright.domain.definitions.plugged import Declared, permissions_of, plugin_of, switched_on
from hubwright.domain.definitions.reference import Reference
from hubwright.domain.rules.parsing import escaped, nearest, quoted

# Way to the reference, and the part of the hub that it leads to.
LEADS = {
    "agencies/*/by_telephone": "calendars",
    "agencies/*/calendar": "calendars",
    "agencies/*/sensitivity": "sensitivities",
    "calendar": "calendars",
    "check_sets/*/asks/*/agency": "agencies",
    "check_sets/*/asks/*/clock": "clocks",
    "check_sets/*/kinds/*": "kinds",
    "clocks/*/calendar": "calendars",
    "clocks/*/ladder": "ladders",
    "challenge/levels/*/clock": "clocks",
    "challenge/levels/*/roles/*": "roles",
    "deciders/*/hears/*": "agencies",
    "deciders/*/roles/*": "roles",
    "deciders/*/vote": "votes",
    "doors/*/kind": "kinds",
    "doors/*/strands/*/pathway": "pathways",
    "guarding/glass_tells/*": "roles",
    "incidents/*/clock": "clocks",
    "incidents/*/ladder": "ladders",
    "kinds/*/acknowledge": "clocks",
    "kinds/*/answer_clock": "clocks",
    "kinds/*/confirm_clock": "clocks",
    "kinds/*/feedback": "clocks",
    "kinds/*/first_look": "clocks",
    "kinds/*/fresh_decision": "clocks",
    "kinds/*/first_look_ladder": "ladders",
    "kinds/*/keepers/*": "roles",
    "kinds/*/offer_clock": "clocks",
    "kinds/*/pathways/*": "pathways",
    "ladders/*/rungs/*/role": "roles",
    "letters/*/clock": "clocks",
    "agreements/*/between/*": "agencies",
    "agreements/*/check_sets/*": "check_sets",
    "meeting_types/*/agenda/concerns/*": "concerns",
    "meeting_types/*/agenda/kinds/*": "kinds",
    "meeting_types/*/chairs/*": "roles",
    "meeting_types/*/circulation/*": "agencies",
    "meeting_types/*/clock": "clocks",
    "meeting_types/*/invited/*/agency": "agencies",
    "meeting_types/*/invited/*/role": "roles",
    "meeting_types/*/minute_takers/*": "roles",
    "meeting_types/*/not_quorate_tells": "ladders",
    "meeting_types/*/pathways/*": "pathways",
    "meeting_types/*/quorum/*/agency": "agencies",
    "meeting_types/*/quorum/*/any_of/*": "agencies",
    "meeting_types/*/quorum/*/roles/*": "roles",
    "meeting_types/*/record": "documents",
    "meeting_types/*/routes/*": "routes",
    "scales/*/tiers/*/meeting": "meeting_types",
    "pathways/*/assessment_clock": "clocks",
    "pathways/*/beside/*": "scales",
    "pathways/*/checks/*": "check_sets",
    "pathways/*/decider": "deciders",
    "pathways/*/decision_clock": "clocks",
    "pathways/*/enquiry_clock": "clocks",
    "pathways/*/scale": "scales",
    "roles/*/line_manages/*": "agencies",
    "roles/*/pathways/*": "pathways",
    "routes/*/accept_clock": "clocks",
    "routes/*/conference_clock": "clocks",
    "routes/*/pathways/*": "pathways",
    "scales/*/confirm_clock": "clocks",
    "scales/*/lowering_top_confirmed_by": "deciders",
    "scales/*/tiers/*/checks/*": "check_sets",
    "scales/*/tiers/*/deciders/*": "deciders",
    "scales/*/tiers/*/decision_clock": "clocks",
    "scales/*/tiers/*/meeting_clock": "clocks",
    "scales/*/tiers/*/offers": "routes",
    "scales/*/tiers/*/return_clock": "clocks",
    "scales/*/tiers/*/routes/*": "routes",
    "sensitivities/*/roles/*": "roles",
    "decision_audit/told/*": "agencies",
    "talking/capacity/*": "pathways",
    "talking/wishes/*": "pathways",
    "votes/*/agencies/*": "agencies",
    "votes/*/clock": "clocks",
}
# The same for objects whose names are the references.
NAMES = {
    "shareable/scales/*/tiers/*/deciders": "pathways",
    "local/mailboxes": "agencies",
    "local/role_mailboxes": "roles",
}
# Way to the reference within what belongs to the place, and the part that it leads to.
PLACED = {
    "local/contributions/*/agency": "agencies",
    "local/costs/*/agency": "agencies",
    "local/on_call/*/agency": "agencies",
    "local/people/*/agency": "agencies",
    "local/told_of_us/*/doors/*": "doors",
}
_CALLED = {
    "agencies": "an agency",
    "calendars": "a calendar",
    "check_sets": "a check set",
    "clocks": "a clock",
    "concerns": "a concern",
    "deciders": "a decider",
    "documents": "a document",
    "doors": "a way in",
    "kinds": "a kind of contact",
    "ladders": "a ladder",
    "meeting_types": "a type of meeting",
    "pathways": "a pathway",
    "roles": "a role",
    "routes": "a route",
    "scales": "a scale",
    "sensitivities": "a level of sensitivity",
    "votes": "a vote",
}


def check_references(
    document: Mapping[str, Any], reference: Reference, findings: Findings, plugins: Declared | None = None
) -> None:
    """Every id of a hub document: used once, and every reference to one leads somewhere."""
    shareable = document["shareable"]
    ids = {part: {one["id"] for one in shareable.get(part, ())} for part in _CALLED}
    for way, part in {**{f"shareable/{way}": part for way, part in LEADS.items()}, **PLACED}.items():
        for pointer, found in at(tuple(way.split("/")), document):
            if found not in ids[part]:
                findings.unknown(pointer, _CALLED[part], found, ids[part])
    for way, part in NAMES.items():
        for pointer, found in at(tuple(way.split("/")), document):
            for name in found:
                if name not in ids[part]:
                    findings.unknown(f"{pointer}/{escaped(name)}", _CALLED[part], name, ids[part])
    _once(shareable, findings)
    _vocabulary(document, reference, findings)
    _permissions(shareable, plugins, findings)


def _once(shareable: Mapping[str, Any], findings: Findings) -> None:
    places: dict[tuple[str, str], str] = {}
    for part, elements in shareable.items():
        if isinstance(elements, list):
            # A plugin brings its id along, and no hub can give it another: it is unique among plugins only.
            for scope, pointer, id in _ids(elements, f"/shareable/{part}", scope=part if part == "plugins" else ""):
                if (scope, id) in places:
                    findings.twice(pointer, id, places[scope, id])
                places.setdefault((scope, id), pointer)
    for pointer, asks in at(("check_sets", "*", "asks"), shareable, "/shareable"):
        agencies: set[str] = set()
        for index, one in enumerate(asks):
            if one["agency"] in agencies:
                findings.problem(
                    f"{pointer}/{index}/agency",
                    "asked-twice",
                    f"The check set asks {quoted(one['agency'])} twice.",
                    "Put the questions to one agency together.",
                )
            agencies.add(one["agency"])


def _ids(elements: list[Any], pointer: str, scope: str = "") -> Iterator[tuple[str, str, str]]:
    """Each id with the scope in which it is unique and its pointer."""
    for index, one in enumerate(elements):
        here = f"{pointer}/{index}"
        if "id" in one:
            yield scope, f"{here}/id", one["id"]
        yield from _ids(one.get("tiers", []), f"{here}/tiers")
        yield from _ids(one.get("proposals", []), f"{here}/proposals", scope=f"{here}/proposals")
        # The questions of an ask are unique in their ask only: two sets may ask the same thing.
        for at_ask, ask in enumerate(one.get("asks", [])):
            inner = f"{here}/asks/{at_ask}/questions"
            yield from _ids(ask["questions"], inner, scope=inner)


def _vocabulary(document: Mapping[str, Any], reference: Reference, findings: Findings) -> None:
    """Words of the platform's own vocabularies and reference data."""
    shareable = document["shareable"]
    for way, thing, names in (
        ("check_sets/*/basis", "a provision", frozenset(reference.provisions)),
        ("deciders/*/qualification", "a qualification", frozenset(reference.qualifications)),
        ("doors/*/source", "a source", reference.sources),
        ("routes/*/meaning", "an outcome", frozenset(reference.outcomes)),
    ):
        for pointer, found in at(tuple(way.split("/")), shareable, "/shareable"):
            if found not in names:
                _unknown_word(findings, pointer, thing, found, names)
    nation = document["local"]["nation"]
    if nation not in reference.nations:
        _unknown_word(findings, "/local/nation", "a nation", nation, reference.nations)


def _permissions(shareable: Mapping[str, Any], plugins: Declared | None, findings: Findings) -> None:
    """A role is given what there is: the platform's own permissions, and those of plugins that are switched on."""
    names = frozenset(PERMISSIONS) | permissions_of(shareable, plugins).keys()
    # What a plugin that is not here would permit, nobody here can say.
    unsaid = {one["id"] for one in switched_on(shareable)} - (plugins or {}).keys()
    for pointer, found in at(("roles", "*", "permissions", "*"), shareable, "/shareable"):
        if found not in names and plugin_of(found) not in unsaid:
            _unknown_word(findings, pointer, "a permission", found, names)


def _unknown_word(findings: Findings, pointer: str, thing: str, found: str, names: frozenset[str]) -> None:
    known = sorted(names)
    do = f"Use one of: {', '.join(known)}." if len(known) <= 30 else "Look at the reference data for the right one."
    findings.problem(
        pointer, "unknown-reference", f"{quoted(found)} is not {thing} that is known.", do, nearest(found, known)
    )
