"""The agenda beside a case: what has been taken, what is still to come, and the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hubwright.domain.access import scope
from hubwright.domain.access.scope import Predicate
from hubwright.web.language import gettext, mark, plain, say
from hubwright.web.meetings.taking import Taking

STATES = {
    "waiting": mark("to come"),
    "taken": mark("now"),
    "done": mark("done"),
    "deferred": mark("deferred"),
}


@dataclass(frozen=True, slots=True)
class Point:
    """One case of the agenda, as far as this reader may know of it."""

    matter: str
    case: str
    state: str
    here: bool


def agenda_of(seen: Taking) -> list[Point]:
    """The cases on the agenda that this reader may know of, in order."""
    matters = seen.meeting.agenda()
    known = _known(seen, [one.case for one in matters])
    return [
        Point(one.id, one.case, plain(say(STATES[one.state])), one.id == seen.matter.id)
        for one in matters
        if one.case in known
    ]


def _known(seen: Taking, refs: list[str]) -> set[str]:
    visit = seen.visit
    within: Predicate = scope(visit.reader, "case_row", visit.now)
    with visit.house.store.reading(visit.hub.id) as reading:
        return {row["case_ref"] for row in reading.rows("case_row", scope=within, where={"case_ref": refs})}


def time_used(seen: Taking) -> str:
    """How long this case has been taken for, beside how long one usually takes; "" before it is taken."""
    taken = seen.matter.taken
    if taken is None:
        return gettext("%(each)d minutes for each case", each=seen.type.minutes_each) if seen.type.minutes_each else ""
    minutes = _minutes(taken, seen.matter.done or seen.visit.now)
    if not seen.type.minutes_each:
        return gettext("%(used)d minutes", used=minutes)
    return gettext("%(used)d of %(each)d minutes", used=minutes, each=seen.type.minutes_each)


def _minutes(start: datetime, end: datetime) -> int:
    return max(0, int((end - start).total_seconds() // 60))
