"""Which reads somebody else should look at: of one's own name or family name, of restricted cases, of broken glass.

A finding says nothing about anybody's guilt. A worker called Example reads a case of a family called Example because
it was given to them; that somebody else has looked is what keeps both of them safe.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from hubwright.domain.people.folding import fold

REASONS = ("own_name", "family_name", "restricted", "glass")
"""Why a read stands in the review, the plainest first."""


@dataclass(frozen=True, slots=True)
class Read:
    """One line of the read log about a case."""

    user: str
    case: str
    at: datetime
    glass: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Reads of one person of one case.

    Args:
        why: of `REASONS`, in their order.
        first, last: UTC.
        times: how often.
    """

    user: str
    case: str
    why: tuple[str, ...]
    first: datetime
    last: datetime
    times: int


def findings(
    reads: Iterable[Read],
    names: Mapping[str, str],
    people: Mapping[str, Iterable[str]],
    restricted: Iterable[str],
) -> tuple[Finding, ...]:
    """What somebody else should look at, the latest first.

    Args:
        reads: within the time that is reviewed.
        names: user id to the name on the record.
        people: case reference to the names of the people it is about.
        restricted: references of cases that only named people may open.
    """
    kept = frozenset(restricted)
    grouped: dict[tuple[str, str], list[Read]] = {}
    for read in reads:
        grouped.setdefault((read.user, read.case), []).append(read)
    found = []
    for (user, case), theirs in grouped.items():
        why = _why(names.get(user, ""), people.get(case, ()))
        why |= {"restricted"} if case in kept else set()
        why |= {"glass"} if any(read.glass for read in theirs) else set()
        if why:
            times = [read.at for read in theirs]
            ordered = tuple(reason for reason in REASONS if reason in why)
            found.append(Finding(user, case, ordered, min(times), max(times), len(times)))
    return tuple(sorted(found, key=lambda one: (one.last, one.user, one.case), reverse=True))


def _why(name: str, people: Iterable[str]) -> set[str]:
    """Whether a worker's name is that of somebody on the case, or their last name is."""
    mine = fold(name).split()
    if not mine:
        return set()
    reasons = set()
    for one in people:
        theirs = fold(one).split()
        if sorted(theirs) == sorted(mine):
            reasons.add("own_name")
        elif theirs and mine[-1] in theirs:
            reasons.add("family_name")
    return reasons
