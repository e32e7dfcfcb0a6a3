"""Whether what a hub says of its people, of what each agency gives, of its costs and of who was told holds together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hubwright.domain.definitions.checks.findings import Findings, numbered
from hubwright.domain.rules.parsing import quoted

DAYS: Mapping[str, tuple[str, ...]] = {
    "people": ("vetted_until", "contract_until"),
    "contributions": ("begins", "until"),
    "told_of_us": ("told_on", "tell_again"),
}
"""Each list with the days that its elements name; of two the second is not before the first where it is a span."""
_SPANS = ("contributions", "told_of_us")


def check_partnership(local: Mapping[str, Any], shareable: Mapping[str, Any], findings: Findings) -> None:
    """Days that exist and stand in their order, agencies that give nothing, costs that cannot be worked out, and ways
    in that nobody was told of. A hub that says nothing of the kind is asked nothing.

    Args:
        local, shareable: the two parts of a hub document.
    """
    for part, names in DAYS.items():
        for pointer, one in numbered(local, part, "/local"):
            _days(one, names if part in _SPANS else (), names, pointer, findings)
    agencies = {one["id"]: one for one in shareable["agencies"]}
    _nothing_given(local, agencies, findings)
    _not_worked_out(local, agencies, findings)
    _untold(local, shareable, findings)


def _days(
    one: Mapping[str, Any], span: tuple[str, ...], names: tuple[str, ...], pointer: str, findings: Findings
) -> None:
    for name in names:
        try:
            date.fromisoformat(one.get(name, "2000-01-01"))
        except ValueError:
            what = f"There is no day {quoted(one[name])}."
            findings.problem(f"{pointer}/{name}", "no-such-day", what, "Write a day that exists.")
    if span and one.get(span[1], "9999") < one.get(span[0], ""):
        findings.problem(
            f"{pointer}/{span[1]}",
            "ends-before-it-begins",
            "Its last day is before its first.",
            "Put one of them right.",
        )


def _nothing_given(local: Mapping[str, Any], agencies: Mapping[str, Any], findings: Findings) -> None:
    giving = {one["agency"] for one in local.get("contributions", ())}
    for at, (id, agency) in enumerate(agencies.items()):
        if giving and id not in giving:
            findings.hint(
                f"/shareable/agencies/{at}",
                "gives-nothing",
                f"It is not written what {agency['name']['en']} gives to the hub, and for how long.",
                "Agree it with them, and add it to what each agency gives.",
            )


def _not_worked_out(local: Mapping[str, Any], agencies: Mapping[str, Any], findings: Findings) -> None:
    for pointer, one in numbered(local, "costs", "/local"):
        if one["each"] == "contact" and "contacts_a_year" not in local:
            findings.hint(
                pointer,
                "cost-without-a-number",
                "This is a cost of each contact, and nobody has said how many contacts are expected.",
                "Write how many contacts are expected in a year.",
            )
        asked = [one["agency"]] if "agency" in one else list(agencies)
        without = [agencies[id]["name"]["en"] for id in asked if id in agencies and "fte" not in agencies[id]]
        # Where some are known, the page of costs shows the others with no posts: a report seldom gives all of them.
        if one["each"] == "full_time_post" and asked and len(without) == len(asked):
            findings.hint(
                pointer,
                "cost-without-a-number",
                f"Nobody has said how many full-time posts there are of: {', '.join(without)}. They count as none.",
                "Write the full-time equivalents of each agency.",
            )


def _untold(local: Mapping[str, Any], shareable: Mapping[str, Any], findings: Findings) -> None:
    told = local.get("told_of_us", ())
    named = {door for one in told for door in one.get("doors", ())}
    for pointer, door in numbered(shareable, "doors", "/shareable"):
        if told and door["id"] not in named and door.get("who", "public") == "public":
            findings.hint(
                pointer,
                "nobody-told",
                f"It is not written that anybody was told of the way in {quoted(door['name']['en'])}.",
                "Tell those who are to use it, so that they do not go round the hub, and write down when.",
            )
