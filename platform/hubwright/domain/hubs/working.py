"""How somebody works in their seat: sessions, hours, the end of a rotation, whose line they stand in.

All of it is live, and none of it opens or ends anything: what a person may do comes from the roles of the seat alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from hubwright.domain.cases.entries import Fact
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs.stream import HubState, hub_fact

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HALVES = ("am", "pm")
_FTE = re.compile(r"(?:0?\.\d{1,2}|1(?:\.0{1,2})?|0)")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Working:
    """How somebody works here; the parts are those of `Seat`."""

    fte: str = ""
    sessions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    until: date | None = None
    line_manager: str = ""
    home: str = ""


def arrange_seat(state: HubState, seat: str, working: Working, *, now: datetime) -> list[Fact]:
    """Write down how somebody works in their seat, in place of what was written before.

    Raises:
        Refusal: there is no such seat, or the parts are not what they should be; all that is wrong at once.
    """
    held = state.seats.get(seat)
    if held is None:
        raise Refusal(why="There is no such membership.", do="Choose one of those shown.", code="no_seat")
    wrong = dict(_wrong(working))
    if wrong:
        raise Refusal(
            why="This cannot be how somebody works.",
            do="Put right what is marked; everything else is kept.",
            code="working_wrong",
            fields=tuple(wrong.items()),
        )
    sessions = {day: [half for half in HALVES if half in working.sessions[day]] for day in _days(working.sessions)}
    body = {
        "seat": seat,
        "fte": working.fte,
        "sessions": sessions,
        "until": working.until.isoformat() if working.until else None,
        "line_manager": working.line_manager.strip(),
        "home": working.home.strip(),
    }
    return [hub_fact("hub.seat_arranged", body, now)]


def _days(sessions: Mapping[str, Iterable[str]]) -> list[str]:
    return [day for day in WEEKDAYS if sessions.get(day)]


def _wrong(working: Working) -> Iterable[tuple[str, str]]:
    if working.fte and not _FTE.fullmatch(working.fte):
        yield "fte", "Write a number from 0 to 1, for example 0.6."
    halves = {half for chosen in working.sessions.values() for half in chosen}
    if set(working.sessions) - set(WEEKDAYS) or halves - set(HALVES):
        yield "sessions", "Choose from the days and halves shown."
    for name in ("line_manager", "home"):
        if len(getattr(working, name)) > _LONGEST:
            yield name, "Use at most 200 letters."
