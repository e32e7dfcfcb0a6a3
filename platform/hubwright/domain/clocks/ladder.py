"""Who is told next when a clock was missed, and when, until a person acknowledges (law 5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from hubwright.domain.definitions.hub import Ladder
from hubwright.domain.errors import HubwrightError

SOONEST_REPEAT: Final = 5  # minutes: the last rung repeats for ever, and must not become a storm of messages


class NoRungs(HubwrightError):
    """A ladder without a rung can tell nobody."""


def next_rung(
    ladder: Ladder, raised_at: datetime, told: int, *, last_told: datetime | None = None
) -> tuple[int, datetime]:
    """The rung to be told next and when.

    After the last rung that rung repeats, every `after` minutes of its own and never faster than every five.

    Args:
        raised_at: when the alarm was raised.
        told: how many tellings there have been, repeats counted.
        last_told: when the latest of them was. Given, the wait is counted from it, so that after a stop of the worker
            nobody is told ten times in one minute; left out, from the alarm as if each rung had been told on time.

    Returns:
        The rung's index from 0 and an instant.

    Raises:
        NoRungs: the ladder has none.
    """
    if not ladder.rungs:
        raise NoRungs("This ladder has no rungs. Give it at least one.")
    index = min(told, len(ladder.rungs) - 1)
    if told and last_told is not None:
        return index, last_told + timedelta(minutes=_wait(ladder, told))
    return index, raised_at + timedelta(minutes=_waited(ladder, told))


def rung_due(
    ladder: Ladder,
    raised_at: datetime,
    told: int,
    now: datetime,
    *,
    last_told: datetime | None = None,
    acknowledged_at: datetime | None = None,
) -> int | None:
    """The rung that must be told now, or None: it is not time yet, or a person has acknowledged the alarm."""
    if acknowledged_at is not None:
        return None
    index, at = next_rung(ladder, raised_at, told, last_told=last_told)
    return index if at <= now else None


def _wait(ladder: Ladder, told: int) -> int:
    """Minutes between telling number `told` (from 0) and the one before."""
    if told < len(ladder.rungs):
        return max(0, ladder.rungs[told].after)
    return max(SOONEST_REPEAT, ladder.rungs[-1].after)


def _waited(ladder: Ladder, told: int) -> int:
    """Minutes between the alarm and telling number `told` (from 0)."""
    climbed = sum(max(0, rung.after) for rung in ladder.rungs[: told + 1])
    return climbed + max(0, told - len(ladder.rungs) + 1) * max(SOONEST_REPEAT, ladder.rungs[-1].after)
