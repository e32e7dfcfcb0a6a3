"""An agenda that builds itself from its type's rule, and the order that people give it.

Building it again adds what is new at the end. It never takes off, or moves, what stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.concerns import tags
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.drawn.meetings import AgendaRule, MeetingType
from hubwright.domain.meetings.state import Matter, MeetingState


@dataclass(frozen=True, slots=True)
class Found:
    """A case as far as a rule asks about it.

    Args:
        case: its reference.
        pathways: its strands.
        tiers: of its ratings that hold, each with when it was given, UTC, and its place on the scale.
        kinds: of its contacts.
        concerns: that are tagged on it.
        arrived: when each of its contacts was received, UTC.
        closed: when it was closed, or None.
    """

    case: str
    pathways: tuple[str, ...]
    tiers: Mapping[str, tuple[datetime, int]]
    kinds: frozenset[str]
    concerns: frozenset[str]
    arrived: tuple[datetime, ...]
    closed: datetime | None = None


def found_by(
    type: MeetingType, cases: Iterable[Found], *, now: datetime, last: datetime | None = None
) -> tuple[str, ...]:
    """References of the cases that a type's rule brings, the most urgent first, then the one that came first.

    Args:
        type: the type of meeting; one without a rule brings nothing.
        cases: open and closed.
        now: UTC; "today" is the day where the hub stands.
        last: when the last meeting of the type began, UTC, or None before the first.
    """
    rule = type.agenda
    if rule is None:
        return ()
    brought = [
        one
        for one in cases
        if one.closed is None
        and (not type.pathways or set(type.pathways) & set(one.pathways))
        and _holds(rule, one, now, last)
    ]
    return tuple(one.case for one in sorted(brought, key=lambda one: _urgency(rule, one)))


def _holds(rule: AgendaRule, one: Found, now: datetime, last: datetime | None) -> bool:
    times = [at for tier, (at, _) in one.tiers.items() if not rule.tiers or tier in rule.tiers]
    if rule.tiers and not times:
        return False
    if rule.kinds and not one.kinds & set(rule.kinds):
        return False
    if rule.concerns and not one.concerns & set(rule.concerns):
        return False
    moments = [*times, *one.arrived]
    if rule.when == "today":
        return any(local(at).date() == local(now).date() for at in moments)
    if rule.when == "since_last" and last is not None:
        return any(at > last for at in moments)
    return True


def _urgency(rule: AgendaRule, one: Found) -> tuple[int, datetime, str]:
    positions = [place for tier, (_, place) in one.tiers.items() if not rule.tiers or tier in rule.tiers]
    return min(positions, default=99), min(one.arrived), one.case


def new_matters(state: MeetingState | None, cases: Sequence[str], why: str, *, ahead: int = 0) -> list[dict[str, Any]]:
    """Those of the cases that are not on an agenda yet, each once, as an entry writes them.

    A case that a person deferred or took off is not brought back to the same meeting by a rule.
    """
    known = {one.case for one in state.matters.values()} if state else set()
    taken = len(state.matters) if state else 0
    fresh = [case for case in dict.fromkeys(cases) if case not in known]
    return [{"id": f"m{taken + ahead + index}", "case": case, "why": why} for index, case in enumerate(fresh, 1)]


def rearranged(order: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """The agenda in the wanted order: what it does not name keeps its place behind, and nothing is lost or doubled."""
    named = [id for id in dict.fromkeys(wanted) if id in order]
    return (*named, *(id for id in order if id not in named))


def stepped(order: Sequence[str], matter: str, by: int) -> tuple[str, ...]:
    """The agenda with one matter a step earlier (-1) or later (1); at an end it stays where it is."""
    ids = list(order)
    if matter not in ids:
        return tuple(ids)
    at = ids.index(matter)
    to = max(0, min(len(ids) - 1, at + by))
    ids.insert(to, ids.pop(at))
    return tuple(ids)


def comes_back(matter: Matter, now: datetime) -> bool:
    """Whether a case that one meeting left comes to the next of its type: deferred without a day, or its day is here.

    What was waiting when a meeting ended comes back as well.
    """
    if matter.state == "deferred":
        return matter.until is None or matter.until <= now
    return matter.state == "waiting"


def found_of(state: CaseState) -> Found:
    """A case as a rule asks about it."""
    held = [state.rating(pathway) for pathway in state.pathways]
    held += [state.rating_on(one.pathway, one.scale) for one in state.ratings if one.beside]
    return Found(
        case=state.ref,
        pathways=state.pathways,
        tiers={one.tier: (one.at, one.position) for one in held if one is not None},
        kinds=frozenset(one.kind for one in state.contacts.values()),
        concerns=frozenset(one.concern for one in tags(state)),
        arrived=tuple(one.received for one in state.contacts.values()),
        closed=state.closed,
    )
