"""A demonstration fits its hub: its people, doors and answers are the hub's own, and each step names who does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from hubwright.domain.answers.judge import check
from hubwright.domain.definitions.checks.findings import Findings, numbered
from hubwright.domain.definitions.hub import Hub

# Dates relative to the first start are not known yet; any day stands in for them.
_ANY_DAY = {"year": 2000, "month": 1, "day": 1}
_TODAY = date(2026, 1, 1)
_FURTHEST = 60_000  # days: longer than anybody lives

# What a step may name: the key in `with`, the part of the hub, and what to call it.
_NAMES = (
    ("pathway", "pathways", "a pathway"),
    ("route", "routes", "a route"),
    ("agency", "agencies", "an agency"),
)


def check_demo(document: Mapping[str, Any], hub: Hub, *, file: str) -> Findings:
    """Everything in which a demonstration does not fit its hub.

    Args:
        document: in the shape of its schema.
        hub: the hub's drawing.
        file: the document's name, for the problems.
    """
    findings = Findings(file)
    people = {one["id"] for one in document["people"]}
    _people(document, hub, findings)
    _ids(document, "contacts", findings)
    for pointer, contact in numbered(document, "contacts"):
        _answers(contact, hub, pointer, findings)
        for place, step in numbered(contact, "steps", pointer):
            _step(step, hub, people, place, findings)
    _meetings(document, hub, people, findings)
    _agreements(document, hub, people, findings)
    return findings


def _agreements(document: Mapping[str, Any], hub: Hub, people: set[str], findings: Findings) -> None:
    """Each signature stands under an agreement of the hub, for an agency that it is between."""
    between = {one.id: one.between for one in hub.agreements}
    for pointer, signed in numbered(document, "agreements"):
        if signed["by"] not in people:
            findings.unknown(f"{pointer}/by", "a person of this demonstration", signed["by"], people)
        if signed["agreement"] not in between:
            findings.unknown(f"{pointer}/agreement", "an agreement", signed["agreement"], between)
            continue
        for agency in signed["signed"]:
            if agency not in between[signed["agreement"]]:
                findings.unknown(f"{pointer}/signed", "an agency", agency, between[signed["agreement"]])


def _meetings(document: Mapping[str, Any], hub: Hub, people: set[str], findings: Findings) -> None:
    """Each meeting is of a type of the hub, called and held by people of the demonstration, for its contacts."""
    _ids(document, "meetings", findings)
    types, contacts = {one.id for one in hub.meeting_types}, {one["id"] for one in document["contacts"]}
    for pointer, meeting in numbered(document, "meetings"):
        if meeting["type"] not in types:
            findings.unknown(f"{pointer}/type", "a type of meeting", meeting["type"], types)
        for part in ("by", "chair", "minute_taker"):
            if part in meeting and meeting[part] not in people:
                findings.unknown(f"{pointer}/{part}", "a person of this demonstration", meeting[part], people)
        for place, case in numbered(meeting, "cases", pointer):
            if case not in contacts:
                findings.unknown(place, "a contact of this demonstration", case, contacts)
        for place, step in numbered(meeting, "steps", pointer):
            named, given = step["by"], step.get("with", {})
            if named not in people:
                findings.unknown(f"{place}/by", "a person of this demonstration", named, people)
            if "case" in given and given["case"] not in contacts:
                findings.unknown(f"{place}/with/case", "a contact of this demonstration", given["case"], contacts)


def _people(document: Mapping[str, Any], hub: Hub, findings: Findings) -> None:
    agencies, roles = {one.id for one in hub.agencies}, {one.id for one in hub.roles}
    _ids(document, "people", findings)
    for pointer, person in numbered(document, "people"):
        if person["agency"] not in agencies:
            findings.unknown(f"{pointer}/agency", "an agency", person["agency"], agencies)
        for place, role in numbered(person, "roles", pointer):
            if role not in roles:
                findings.unknown(place, "a role", role, roles)


def _ids(document: Mapping[str, Any], part: str, findings: Findings) -> None:
    seen: dict[str, str] = {}
    for pointer, one in numbered(document, part):
        if one["id"] in seen:
            findings.twice(f"{pointer}/id", one["id"], seen[one["id"]])
        seen.setdefault(one["id"], pointer)


def _answers(contact: Mapping[str, Any], hub: Hub, pointer: str, findings: Findings) -> None:
    doors = {door.id: door for door in hub.doors}
    if contact["door"] not in doors:
        findings.unknown(f"{pointer}/door", "a door", contact["door"], doors)
        return
    use = doors[contact["door"]].form
    if use is None:
        findings.problem(
            f"{pointer}/door", "no-form", "This door has no form to answer.", "Use a door that leads to a form."
        )
        return
    form = hub.forms[use]
    for finding in check(form, _placed(contact["answers"]), _TODAY).malformed:
        findings.problem(
            f"{pointer}/answers/{finding.question}",
            "bad-answer",
            "This answer does not have the shape of its question, or there is no such question.",
            "Write it as the form's questions say.",
        )


def days_from_start(value: Mapping[str, Any]) -> int | None:
    """The days in `{"days_from_start": n}`, before the first start where n is below nothing; None for all else."""
    days = value.get("days_from_start")
    if set(value) != {"days_from_start"} or type(days) is not int or abs(days) > _FURTHEST:
        return None
    return days


def _placed(value: Any) -> Any:
    if isinstance(value, Mapping):
        if days_from_start(value) is not None:
            return _ANY_DAY
        return {key: _placed(part) for key, part in value.items()}
    return [_placed(part) for part in value] if isinstance(value, list) else value


def _step(step: Mapping[str, Any], hub: Hub, people: set[str], pointer: str, findings: Findings) -> None:
    given = step.get("with", {})
    if step["do"] != "add" and step.get("by") not in people:
        findings.unknown(f"{pointer}/by", "a person of the demonstration", str(step.get("by", "")), people)
    if step["do"] == "assign" and str(given.get("owner")) not in people:
        findings.unknown(f"{pointer}/with/owner", "a person of the demonstration", str(given.get("owner", "")), people)
    for key, part, thing in _NAMES:
        known = {one.id for one in getattr(hub, part)}
        if key in given and str(given[key]) not in known:
            findings.unknown(f"{pointer}/with/{key}", thing, str(given[key]), known)
    tiers = {tier.id for scale in hub.scales for tier in scale.tiers}
    for key, thing, names in _lists(hub, tiers):
        chosen = given.get(key, [])
        for name in chosen if isinstance(chosen, list) else [chosen]:
            if str(name) not in names:
                findings.unknown(f"{pointer}/with/{key}", thing, str(name), names)


def _lists(hub: Hub, tiers: set[str]) -> Iterator[tuple[str, str, set[str]]]:
    yield "tier", "a rating", tiers
    yield "sets", "a set of checks", {one.id for one in hub.check_sets}
    yield "agencies", "an agency", {one.id for one in hub.agencies}
