"""What a forecast rests on, line by line, each with where it comes from: nothing assumed is left unsaid."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from hubwright.domain.definitions.hub import Agency
from hubwright.domain.rehearsal.forecast.assumptions import WORK, Said
from hubwright.domain.rehearsal.forecast.plan import Plan

ASSUMED = "assumed"

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WORK = {
    "read": "Reading what arrived",
    "rate": "Rating",
    "ask": "Asking agencies",
    "return": "Searching and answering, one agency",
    "decide": "Deciding for one person",
    "tell": "Telling the referrer",
    "close": "Closing",
    "conclude": "Advice or a reply that ends a contact",
    "meeting": "One case at a meeting",
    "afresh": "Saying whether a decision stands",
}


def resting_on(
    plan: Plan, document: Mapping[str, Any], given: Mapping[str, str], unused: Collection[str] = ()
) -> list[Said]:
    """Every line.

    Args:
        plan: what is asked.
        document: the hub document, whose elements say which line of the report they come from.
        given: fields of the assumptions that somebody gave, to where ("a.json", "the history").
        unused: columns of a history that were not read.
    """
    lines = [*_people(plan, document, given), *_demand(plan, given), *_work(plan, given), *_habits(plan, given)]
    if unused:
        lines.append(Said("Columns of the history that were not read", ", ".join(unused), given.get("hours", ASSUMED)))
    return lines


def _people(plan: Plan, document: Mapping[str, Any], given: Mapping[str, str]) -> Iterator[Said]:
    drawn = {one["id"]: one for one in document.get("shareable", {}).get("agencies", ())}
    for agency in plan.hub.agencies:
        yield Said(f"People of {agency.name.en}", _fte(plan, agency), _source(plan, agency, drawn, given))
    for decider in plan.hub.deciders:
        value = plan.assumed.deciders.get(decider.id)
        said = given.get("deciders", ASSUMED) if value is not None else ASSUMED
        yield Said(f"People who decide: {decider.name.en}", f"{1.0 if value is None else value:g} at a time", said)
    desk = next(one.name.en for one in plan.hub.agencies if one.id == plan.desk)
    source = given.get("desk", f"{ASSUMED}: the first that the hub lists")
    yield Said("Who reads, rates, asks, tells and closes", desk, source)
    yield Said("Part of paid hours that goes into this work", f"{plan.assumed.on_work:.0%}", _given(given, "on_work"))
    part = "Part of a full-time equivalent is somebody in that part of the sessions"
    yield Said(part, "mornings and afternoons, evenly", ASSUMED)


def _fte(plan: Plan, agency: Agency) -> str:
    tried = plan.more.get(agency.id, 0.0)
    hours = agency.calendar or plan.hub.calendar
    return f"{plan.fte(agency):g}" + (f" ({tried:+g} tried)" if tried else "") + f", in the hours of {hours}"


def _source(plan: Plan, agency: Agency, drawn: Mapping[str, Mapping[str, Any]], given: Mapping[str, str]) -> str:
    if agency.id in plan.assumed.fte:
        return given.get("fte", ASSUMED)
    field = "fte_planned" if plan.planned and agency.fte_planned is not None else "fte"
    if getattr(agency, field) is None:
        return f"{ASSUMED}: the hub does not say"
    line = drawn.get(agency.id, {}).get("from")
    return f"/shareable/agencies/{agency.id}/{field}" + (f" ({line})" if line else "")


def _demand(plan: Plan, given: Mapping[str, str]) -> Iterator[Said]:
    yield Said("Contacts in a month", f"{plan.per_month:g}", given.get("per_month", "given"))
    weights = plan.assumed.weekdays
    whole = sum(weights)
    days = ", ".join(f"{day} {one / whole:.0%}" for day, one in zip(_DAYS, weights, strict=True))
    yield Said("Contacts by weekday", days, _given(given, "weekdays"))
    hours = plan.assumed.hours
    busy = max(range(24), key=lambda hour: (hours[hour], -hour))
    office = sum(hours[9:17]) / sum(hours)
    value = f"{office:.0%} between 9:00 and 17:00, most from {busy}:00"
    yield Said("Contacts by hour of the day", value, _given(given, "hours"))
    even = len(set(plan.assumed.months)) == 1
    yield Said("Contacts by month", "all alike" if even else _listed(plan.assumed.months), _given(given, "months"))
    night = {"any_time": "reach the hub as they happen", "open": "reach the hub when it next opens"}
    yield Said("Contacts out of hours", night[plan.assumed.arrive], _given(given, "arrive"))
    kinds = plan.assumed.kinds or {one.id: 1.0 for one in plan.hub.kinds}
    every = "each door alike" if not plan.assumed.kinds else _shares(kinds)
    yield Said("Kinds of contact", every, _given(given, "kinds"))
    for scale in plan.hub.scales:
        own = {one.id: plan.assumed.tiers[one.id] for one in scale.tiers if one.id in plan.assumed.tiers}
        shares = own or {one.id: float(index) for index, one in enumerate(scale.tiers, start=1)}
        yield Said(f"Ratings on {scale.name.en}", _shares(shares), _given(given, "tiers") if own else ASSUMED)


def _work(plan: Plan, given: Mapping[str, str]) -> Iterator[Said]:
    for work in WORK:
        time = plan.assumed.duration(work)
        own = work in plan.assumed.takes
        spread = "always the same" if time.shape == "fixed" else f"{time.shape}, spread {time.spread:g} of the mean"
        source = _given(given, "takes") if own else ASSUMED
        yield Said(f"{_WORK[work]}: minutes of one person", f"{time.minutes:g}, {spread}", source)
    for name in sorted(one for one in plan.assumed.takes if ":" in one):
        time, agency = plan.assumed.takes[name], name.partition(":")[2]
        yield Said(f"The same, {agency}", f"{time.minutes:g}, {time.shape}", _given(given, "takes"))


def _habits(plan: Plan, given: Mapping[str, str]) -> Iterator[Said]:
    one = plan.assumed
    wait = "until they have come, whatever the clock says"
    if one.decide_without is not None:
        wait = f"until they are late, and at most until {one.decide_without:g} minutes before the decision is due"
    yield Said("How long a decision waits for answers", wait, _given(given, "decide_without"))
    yield Said("Contacts to which the referrer adds something", f"{one.more:.0%}, {one.more_after:g} hours later",
               _given(given, "more"))  # fmt: skip
    yield Said("Decisions sent back by the receiving side", f"{one.sent_back:.0%}", _given(given, "sent_back"))
    yield Said("Hours until the receiving side answers", f"{one.accepts:g}", _given(given, "accepts"))
    yield Said("What comes after closing and is decided again", f"{one.again:.0%}", _given(given, "again"))
    if any(tier.meeting for scale in plan.hub.scales for tier in scale.tiers):
        value = f"those of the day at {one.meeting_hour:g}:00; one called for a case after {one.meeting_lead:g} minutes"
        yield Said("When meetings are held", value, _given(given, "meeting_hour"))
    yield Said("At the beginning", "nothing waits on any desk", ASSUMED)
    yield Said("Left out", "votes, challenges, letters, actions, records of meetings and alarms take nobody's time",
               ASSUMED)  # fmt: skip
    for tier, agencies in plan.asks.items():
        yield Said(f"Asked at {tier}, tried", ", ".join(sorted(agencies)) or "nobody", "tried")


def _given(given: Mapping[str, str], field: str) -> str:
    return given.get(field, ASSUMED)


def _shares(weights: Mapping[str, float]) -> str:
    whole = sum(weights.values()) or 1.0
    return ", ".join(f"{name} {weight / whole:.0%}" for name, weight in weights.items())


def _listed(weights: tuple[float, ...]) -> str:
    whole = sum(weights)
    return ", ".join(f"{month}: {weight / whole:.0%}" for month, weight in enumerate(weights, start=1))
