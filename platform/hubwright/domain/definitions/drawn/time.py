"""Opening hours, clocks, ladders and who is on duty, as a hub draws them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hubwright.domain.texts import Text


@dataclass(frozen=True, slots=True)
class CalendarRule:
    """Opening hours by weekday, in the hub's own time.

    Args:
        hours: weekday ("mon" ... "sun") to pairs of "HH:MM"; a missing day is closed.
        bank_holidays: closed on the nation's bank holidays.
    """

    id: str
    name: Text
    hours: Mapping[str, tuple[tuple[str, str], ...]]
    bank_holidays: bool = True


@dataclass(frozen=True, slots=True)
class ClockRule:
    """How a due time is worked out.

    Args:
        amount: how many units.
        unit: "elapsed_hour", "working_hour", "working_day" or "calendar_day".
        calendar: whose hours and days count.
        out_of_hours: "runs" (through the night), "waits" (a start outside hours counts from the next opening).
        starts: "received" (from when the hub received the contact) or "deed" (from the deed that starts it).
        ladder: who is told when it is missed, or None.
        counted: it counts in timeliness.
        warn: how many minutes before its time the ladder is told that it comes, or None for not before it is missed.
    """

    id: str
    name: Text
    amount: int
    unit: str
    calendar: str
    out_of_hours: str = "waits"
    starts: str = "deed"
    ladder: str | None = None
    counted: bool = True
    warn: int | None = None


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder.

    Args:
        who: "duty" (the duty holder of that hour) or "role".
        role: the role, when `who` is "role".
        by: channels, of "email" and "screen".
        after: minutes since the rung before (since the alarm, for the first).
    """

    who: str
    by: tuple[str, ...]
    after: int
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """Who is told, in which order, until a person acknowledges. The last rung repeats."""

    id: str
    name: Text
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class DutyPost:
    """Who answers, when the hub is open or closed (live).

    Args:
        when: "open" or "closed".
        name: of the post.
        telephone: the public's number for those hours.
        emails: where alarms for the duty holder go.
    """

    when: str
    name: Text
    telephone: str
    emails: tuple[str, ...]
