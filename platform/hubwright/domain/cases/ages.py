"""Whether a pathway may be for somebody of this age: unborn, known to the day, known in part, or estimated."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import Subject
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.hub import Pathway

# A date of birth without its day is read so that the person is neither too young nor too old for a pathway by error,
# and so is an estimate, which may be out by this many years either way.
_MONTHS, _DOUBT = 12, 1


def fits(subject: Subject, pathway: Pathway, now: datetime) -> bool:
    """Whether a pathway may be for this person; an unknown or partial birth date fits wherever it might.

    Args:
        subject: with a date shape or an unborn baby.
        pathway: with its ages in whole years.
        now: UTC.
    """
    if subject.unborn:
        return pathway.unborn
    if not subject.born or "year" not in subject.born:
        return True
    oldest, youngest = _ages(subject.born, now)
    if pathway.from_age is not None and oldest < pathway.from_age:
        return False
    return pathway.until_age is None or youngest < pathway.until_age


def youngest(born: Mapping[str, Any], now: datetime) -> int:
    """The age in whole years that somebody has at least reached, in London's day.

    Args:
        born: date shape, whole or in part.
        now: UTC.
    """
    return min(_ages(born, now))


def _ages(born: Mapping[str, Any], now: datetime) -> tuple[int, int]:
    """The greatest and the least age in whole years that a full or partial birth date allows."""
    earliest = (born["year"], born.get("month", 1), born.get("day", 1))
    latest = (born["year"], born.get("month", _MONTHS), born.get("day", 31))
    # A birthday begins at midnight where the person lives; one of 29 February is kept on 1 March in common years.
    wall = local(now)
    today = (wall.month, wall.day)
    oldest = wall.year - earliest[0] - (today < earliest[1:])
    youngest = wall.year - latest[0] - (today < latest[1:])
    doubt = _DOUBT if born.get("estimated") else 0
    return oldest + doubt, max(youngest - doubt, 0)
