"""How often auditors agree: counts without anybody's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hubwright.domain.audits.state import AuditState


@dataclass(frozen=True, slots=True)
class Rate:
    """What was found of the decisions of one outcome.

    Args:
        outcome: id of the route, or "" for all.
        sampled: how many were drawn.
        looked_at: how many somebody has looked at.
        agree, otherwise, cannot_tell: answers, of which a decision may have two.
    """

    outcome: str
    sampled: int
    looked_at: int
    agree: int
    otherwise: int
    cannot_tell: int


def rates(state: AuditState, outcomes: Mapping[int, str]) -> tuple[Rate, ...]:
    """Of all, and then of each outcome.

    Args:
        outcomes: place in the sample to the outcome of that decision, for those that the reader may know of.
    """
    whole = dict.fromkeys(range(1, len(state.sample) + 1), "")
    apart = tuple(
        _rate(state, outcome, {place for place, one in outcomes.items() if one == outcome})
        for outcome in sorted(set(outcomes.values()) - {""})
    )
    return (_rate(state, "", set(whole)), *apart)


def _rate(state: AuditState, outcome: str, places: set[int]) -> Rate:
    verdicts = [one.verdict for one in state.found if one.place in places]
    return Rate(
        outcome=outcome,
        sampled=len(places),
        looked_at=len({one.place for one in state.found if one.place in places}),
        agree=verdicts.count("agree"),
        otherwise=verdicts.count("otherwise"),
        cannot_tell=verdicts.count("cannot_tell"),
    )


def agreement(rate: Rate) -> int | None:
    """How many in a hundred of those who could tell agree, or None where nobody could."""
    told = rate.agree + rate.otherwise
    return round(100 * rate.agree / told) if told else None
