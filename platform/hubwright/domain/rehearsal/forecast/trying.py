"""What else might be done, as somebody asks for it: `police=+1`, `demand=+20%`, `amber:ask=police+health`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches

from hubwright.domain.definitions.hub import Hub
from hubwright.domain.problems import Problem
from hubwright.domain.rehearsal.forecast.plan import Plan

DEMAND = "demand"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing tried, alone or together with others.

    Args:
        asked: as it was typed.
        says: in words.
        plan: the plan with it.
    """

    asked: str
    says: str
    plan: Plan


def tried(asked: str, plan: Plan) -> tuple[Change | None, list[Problem]]:
    """What is to be tried: several changes with commas between them are one thing.

    Args:
        asked: as it was typed.
        plan: without it.
    """
    problems: list[Problem] = []
    says = []
    for part in asked.split(","):
        name, sign, value = part.strip().partition("=")
        found: Plan | None = None
        if not sign or not value.strip():
            what = "This is not a change: a name, an equals sign and what changes."
            problems.append(_wrong(asked, what, "Write police=+1, demand=+20% or amber:ask=police+health."))
        elif name.endswith(":ask"):
            found, said = _asks(name.removesuffix(":ask"), value.strip(), plan, asked, problems)
        elif name == DEMAND and all(one.id != DEMAND for one in plan.hub.agencies):
            found, said = _demand(value.strip(), plan, asked, problems)
        else:
            found, said = _people(name.strip(), value.strip(), plan, asked, problems)
        if found is not None:
            plan = found
            says.append(said)
    return (None, problems) if problems else (Change(asked, "; ".join(says), plan), [])


def _people(name: str, value: str, plan: Plan, asked: str, problems: list[Problem]) -> tuple[Plan | None, str]:
    agency = next((one for one in plan.hub.agencies if one.id == name), None)
    if agency is None:
        problems.append(unknown(asked, "agency", name, [one.id for one in plan.hub.agencies]))
        return None, ""
    try:
        more = float(value)
    except ValueError:
        more = float("nan")
    if value[0] not in "+-" or not -1000 <= more <= 1000:
        what = "How many people more or fewer is a number with its sign."
        problems.append(_wrong(asked, what, f"Write {name}=+1 or {name}=-0.5."))
        return None, ""
    if plan.fte(agency) + more < 0:
        what = f"It has {plan.fte(agency):g} full-time equivalents: there are not so many to take away."
        problems.append(_wrong(asked, what, "Take away fewer."))
        return None, ""
    people = {**plan.more, agency.id: plan.more.get(agency.id, 0.0) + more}
    return replace(plan, more=people), f"{agency.name.en}: {more:+g} full-time equivalents"


def _demand(value: str, plan: Plan, asked: str, problems: list[Problem]) -> tuple[Plan | None, str]:
    try:
        more = float(value.removesuffix("%"))
    except ValueError:
        more = float("nan")
    if value[0] not in "+-" or not value.endswith("%") or not -100 <= more <= 1000:
        problems.append(_wrong(asked, "A change of demand is a percentage with its sign.", "Write demand=+20%."))
        return None, ""
    return replace(plan, per_month=plan.per_month * (1 + more / 100)), f"Demand {more:+g}%"


def _asks(name: str, value: str, plan: Plan, asked: str, problems: list[Problem]) -> tuple[Plan | None, str]:
    tiers = {tier.id: tier for scale in plan.hub.scales for tier in scale.tiers}
    known = {one.id: one.name.en for one in plan.hub.agencies}
    agencies = [] if value == "nobody" else [one.strip() for one in value.split("+")]
    if name not in tiers:
        problems.append(unknown(asked, "rating", name, tiers))
    wrong = [unknown(asked, "agency", one, known) for one in agencies if one not in known]
    problems += wrong
    if name not in tiers or wrong:
        return None, ""
    whom = ", ".join(known[one] for one in agencies) or "nobody"
    changed = {**plan.asks, name: frozenset(agencies)}
    return replace(plan, asks=changed), f"{tiers[name].label.en}: only {whom} asked"


def unknown(file: str, kind: str, name: str, known: object) -> Problem:
    """Something is named that the hub does not have."""
    names = [str(one) for one in known]  # type: ignore[attr-defined]
    nearest = next(iter(get_close_matches(name, names, 1)), None)
    do = f"The hub has: {', '.join(names) or 'none'}."
    return Problem(file, "", f"The hub has no {kind} {name[:60]!r}.", do, f"unknown-{kind}", nearest)


def _wrong(asked: str, what: str, do: str) -> Problem:
    return Problem(f"--what-if {asked[:60]}", "", what, do, "bad-what-if")


def without_people(hub: Hub, plan: Plan) -> list[Problem]:
    """Nobody has said of any agency how many people it has: there is nothing to forecast with."""
    if any(one.fte is not None or one.id in plan.assumed.fte for one in hub.agencies):
        return []
    what = "Nobody has said of any agency of this hub how many people it has."
    first = hub.agencies[0].id
    do = f'Put "fte" on its agencies, or give --assume a file with {{"fte": {{"{first}": 4}}}}.'
    return [Problem("hub.json", "/shareable/agencies", what, do, "no-people")]
