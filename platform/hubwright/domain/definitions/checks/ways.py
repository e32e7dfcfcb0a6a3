"""Doors, kinds and neighbouring councils: whether each way in leads somewhere, opens on a day and is answered for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hubwright.domain.answers.scope import scope_of
from hubwright.domain.definitions.checks.findings import Findings, numbered
from hubwright.domain.definitions.drawn.reads import READS
from hubwright.domain.definitions.drawn.ways import proposal_scope
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.rules import Rule, Type, check_types, parse
from hubwright.domain.rules.parsing import escaped, nearest, quoted


def check_ways(hub: Hub, document: Mapping[str, Any], findings: Findings) -> None:
    """The doors, kinds and places of a hub document.

    Args:
        hub: its drawing.
        document: the document itself, for pointers.
        findings: where problems go.
    """
    shareable = document["shareable"]
    kinds = {one["id"]: one for one in shareable["kinds"]}
    for pointer, door in numbered(shareable, "doors", "/shareable"):
        _form(door, pointer, findings)
        _days(door, pointer, findings)
        _strands(hub, door, kinds.get(door["kind"]), pointer, findings)
        _reads(door, pointer, findings)
    for pointer, kind in numbered(shareable, "kinds", "/shareable"):
        _owned(kind, shareable, pointer, findings)
        for place, proposal in numbered(kind, "proposals", pointer):
            _rule(proposal["when"], proposal_scope(hub.doors), f"{place}/when", findings)
    _places(document["local"], findings)


def _form(door: Mapping[str, Any], pointer: str, findings: Findings) -> None:
    if "form" not in door and door.get("who", "public") == "public":
        findings.problem(
            pointer,
            "no-form",
            f"The door {quoted(door['id'])} is open to anybody and leads to no form.",
            'Name its form, or say that only workers use it: who "hub", or "import" for files that arrive in numbers.',
        )


def _days(door: Mapping[str, Any], pointer: str, findings: Findings) -> None:
    days = {}
    for name in ("opens_on", "until"):
        if name not in door:
            continue
        try:
            days[name] = date.fromisoformat(door[name])
        except ValueError:
            what = f"There is no day {quoted(door[name])}."
            findings.problem(f"{pointer}/{name}", "no-such-day", what, "Write a day that exists.")
    if len(days) == 2 and days["until"] < days["opens_on"]:
        findings.problem(
            f"{pointer}/until",
            "never-open",
            f"The door {quoted(door['id'])} closes before it opens.",
            "Let until be the day of opens_on or later.",
        )


def _strands(
    hub: Hub, door: Mapping[str, Any], kind: Mapping[str, Any] | None, pointer: str, findings: Findings
) -> None:
    form = hub.forms.get((door["form"]["id"], door["form"]["version"])) if "form" in door else None
    for place, strand in numbered(door, "strands", pointer):
        if "form" not in door:
            findings.problem(
                place,
                "nothing-to-read",
                "This pathway opens by what a form says, and the door has no form.",
                "Give the door a form, or let the pathway open for its kind.",
            )
        elif form is not None:
            _rule(strand["when"], scope_of(form), f"{place}/when", findings)
        if kind is not None and strand["pathway"] not in kind["pathways"]:
            findings.problem(
                f"{place}/pathway",
                "not-of-the-kind",
                f"The kind {quoted(kind['id'])} opens no pathway {quoted(strand['pathway'])}.",
                "Add it to the kind's pathways, or name one of those.",
                nearest(strand["pathway"], kind["pathways"]),
            )


def _rule(document: Any, scope: Mapping[str, Type], pointer: str, findings: Findings) -> None:
    drawn = parse(document, file=findings.file, pointer=pointer)
    if isinstance(drawn, Rule):
        drawn = check_types(drawn, scope, file=findings.file, pointer=pointer)
    findings.problems += drawn


def _reads(door: Mapping[str, Any], pointer: str, findings: Findings) -> None:
    reads = door.get("reads", {})
    if reads and door.get("who", "public") != "import":
        findings.problem(
            f"{pointer}/reads",
            "not-an-import",
            "Only files that arrive in numbers are read by their labels.",
            'Take reads away, or say who "import".',
        )
    for label, meaning in reads.items():
        if meaning not in READS:
            findings.problem(
                f"{pointer}/reads/{escaped(label)}",
                "unknown-reference",
                f"{quoted(meaning)} is nothing that can be read from a file.",
                f"Use one of: {', '.join(READS)}.",
                nearest(meaning, READS),
            )


def _owned(kind: Mapping[str, Any], shareable: Mapping[str, Any], pointer: str, findings: Findings) -> None:
    """What the hub waits for from somebody else climbs when nobody answers, and counts from when it was offered."""
    clocks = {one["id"]: one for one in shareable["clocks"]}
    for name in ("offer_clock", "confirm_clock"):
        rule = clocks.get(kind.get(name))
        if rule is None:
            continue
        if "ladder" not in rule:
            findings.problem(
                f"{pointer}/{name}",
                "nobody-told",
                f"Nobody would be told when {quoted(rule['id'])} is missed, and until then the hub owns it.",
                "Give the clock a ladder.",
            )
        if rule.get("starts", "deed") != "deed":
            findings.problem(
                f"{pointer}/{name}",
                "not-from-the-deed",
                f"{quoted(rule['id'])} counts from receipt, so it may be over before anybody was asked.",
                'Use a clock whose starts is "deed".',
            )


def _places(local: Mapping[str, Any], findings: Findings) -> None:
    ids: dict[str, str] = {}
    postcodes: dict[str, str] = {}
    for pointer, place in numbered(local, "places", "/local"):
        if place["id"] in ids:
            findings.twice(f"{pointer}/id", place["id"], ids[place["id"]])
        ids.setdefault(place["id"], f"{pointer}/id")
        for where, postcode in numbered(place, "postcodes", pointer):
            if postcode in postcodes:
                findings.problem(
                    where,
                    "in-two-places",
                    f"The postcodes {quoted(postcode)} belong to {quoted(postcodes[postcode])} already.",
                    "Keep them in one place; a longer beginning may belong to another.",
                )
            postcodes.setdefault(postcode, place["id"])
