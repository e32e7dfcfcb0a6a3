"""A meeting as its entries make it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

# How somebody takes part. "sent": they sent what they know; "no_response": they were asked and nobody answered.
ATTENDANCE = ("invited", "present", "remote", "sent", "apologies", "no_response", "observer")
THERE = ("present", "remote")
"""Those who take part in what is decided."""

MATTERS = ("waiting", "taken", "done", "deferred", "dropped")


@dataclass(frozen=True, slots=True)
class Attender:
    """Somebody who is asked to come, or came.

    Args:
        id: within the meeting ("p1").
        agency: id of the agency that they come for, or "" for nobody of the hub's ("school", an observer).
        organisation: its name in words where `agency` is "".
        role: id of the role that was asked, or "".
        user: user id where it is somebody with a seat here, else "".
        name: as written on the record; "" until it is known whom the agency sends.
        state: of `ATTENDANCE`.
        by: of those who are remote, "video" or "telephone"; else "".
        needed: their answer is chased.
        came, left: UTC, or None; who came late was not there for what was decided before.
        statement: they accepted the type's statement (an observer must).
        roles, qualifications: of their seat here, or as whoever noted them said; what a quorum asks about.
    """

    id: str
    agency: str
    organisation: str = ""
    role: str = ""
    user: str = ""
    name: str = ""
    state: str = "invited"
    by: str = ""
    needed: bool = False
    came: datetime | None = None
    left: datetime | None = None
    statement: bool = False
    roles: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """One case on the agenda. Why it was deferred or dropped stands on the case alone.

    Args:
        id: within the meeting ("m1").
        case: its reference.
        why: "rule" (the type's agenda rule), "added" (by a person) or "called" (the meeting was called for it).
        state: of `MATTERS`.
        until: of a deferred one, until when, or None for the next meeting of the type.
        taken, done: UTC, or None.
        allocated: id of the agency that a briefing gave it to, or "".
    """

    id: str
    case: str
    why: str
    by: str
    at: datetime
    state: str = "waiting"
    until: datetime | None = None
    taken: datetime | None = None
    done: datetime | None = None
    allocated: str = ""


@dataclass(frozen=True, slots=True)
class MeetingState:
    """A meeting.

    Args:
        type: id of its type; `stands_for` as the type says.
        title: what it is about in words that name nobody, or "".
        starts: when it is to begin, UTC; a discussion that begins at once starts when it is called.
        mode: "in_person", "video" or "telephone"; `where` is the room, number or link, in words.
        people, matters: by id; `order` is the agenda, ids of matters.
        chair, minute_taker: ids of people, or "".
        begun, ended, cancelled: UTC, or None; `reason` is why it was cancelled.
        quorum: as found when it began, `met`, `missing` and the `reason` given for beginning all the same; and, once it
            ended, `at_end` in the same shape (`quorum.written`).
        next: when it meets again, or None.
        destroyed: number of each entry whose payload was lawfully destroyed, and under what and when.
    """

    ref: str
    revision: str
    head: int
    type: str
    stands_for: str
    starts: datetime
    called: datetime
    by_user: str
    by: str
    mode: str = ""
    where: str = ""
    title: str = ""
    people: Mapping[str, Attender] = field(default_factory=dict)
    matters: Mapping[str, Matter] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    chair: str = ""
    minute_taker: str = ""
    begun: datetime | None = None
    ended: datetime | None = None
    cancelled: datetime | None = None
    reason: str = ""
    quorum: Mapping[str, Any] = field(default_factory=dict)
    next: datetime | None = None
    destroyed: tuple[tuple[int, str], ...] = ()

    @property
    def stream(self) -> str:
        """The stream this meeting lives in."""
        return f"meeting:{self.ref}"

    def of_case(self, case: str) -> Matter | None:
        """The matter that a case is on this agenda as, or None; of one that was left and put back, the later."""
        later_first = reversed(tuple(self.matters.values()))
        return next((one for one in later_first if one.case == case and one.state != "dropped"), None)

    def agenda(self) -> tuple[Matter, ...]:
        """The matters in order, those dropped left out."""
        return tuple(self.matters[id] for id in self.order if self.matters[id].state != "dropped")

    def there(self) -> tuple[Attender, ...]:
        """Those who take part, in the room or from afar."""
        return tuple(one for one in self.people.values() if one.state in THERE)
