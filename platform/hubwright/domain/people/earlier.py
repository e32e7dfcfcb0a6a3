"""What was heard of a person before: how often, when, and whether again within a year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

REPEAT_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Heard:
    """One case that a person stood in.

    Args:
        received: when its contact was received, UTC.
    """

    case: str
    received: datetime


@dataclass(frozen=True, slots=True)
class Earlier:
    """Cases before one.

    Args:
        all: newest first.
        repeats: those within the twelve months before.
    """

    all: tuple[Heard, ...]
    repeats: tuple[Heard, ...]


def earlier(heard: Iterable[Heard], before: datetime, *, besides: str = "") -> Earlier:
    """What came before a moment.

    Args:
        heard: cases of one person, each once or several times.
        before: UTC.
        besides: the case that is being looked at.
    """
    once = {one.case: one for one in heard if one.case != besides and one.received <= before}
    found = tuple(sorted(once.values(), key=lambda one: (one.received, one.case), reverse=True))
    since = _a_year_before(before)
    return Earlier(found, tuple(one for one in found if one.received >= since))


def _a_year_before(at: datetime) -> datetime:
    try:
        return at.replace(year=at.year - 1)
    except ValueError:  # the 29th of February
        return at.replace(year=at.year - 1, day=28)
