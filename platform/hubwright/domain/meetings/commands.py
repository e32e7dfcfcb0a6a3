"""What a person asks to be done about a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Call:
    """Call a meeting.

    Args:
        type: id of a meeting type.
        starts: when it is to begin, UTC, or None for at once (a strategy discussion may begin from any stage): then it
            has begun, with whoever calls it, the chair and `there`.
        cases: references of the cases that it is called for; the type's agenda rule adds its own.
        mode, where, title: as in `MeetingState`.
        chair, minute_taker: user ids, or "".
        there: of one that begins at once, ids of the agencies whose people are there already.
        reason: of one that begins at once, why without those who are missing.
    """

    type: str
    starts: datetime | None = None
    cases: tuple[str, ...] = ()
    mode: str = ""
    where: str = ""
    title: str = ""
    chair: str = ""
    minute_taker: str = ""
    there: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask one more to come: an agency's seat, or somebody of none of the hub's agencies, by name."""

    agency: str = ""
    organisation: str = ""
    role: str = ""
    user: str = ""
    name: str = ""
    observer: bool = False
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Attend:
    """Note how somebody takes part.

    Args:
        person: id within the meeting.
        state: of `state.ATTENDANCE`.
        by: "video" or "telephone", of those who are remote.
        name, user: whom the agency sent, where that was not known.
        statement: they accepted the statement.
        qualification: of somebody without a seat here, as they say it; "" for none.
        at: when they came or left, UTC, or None for now.
        left: they leave.
    """

    person: str
    state: str
    by: str = ""
    name: str = ""
    user: str = ""
    statement: bool = False
    qualification: str = ""
    at: datetime | None = None
    left: bool = False


@dataclass(frozen=True, slots=True)
class Roll:
    """Note how several take part, in one deed: all of it or none.

    Args:
        people: one for each whose attendance changes.
    """

    people: tuple[Attend, ...]


@dataclass(frozen=True, slots=True)
class Give:
    """Give the chair, or the taking of the minutes, to somebody of the meeting (`what`: "chair" or "minute_taker")."""

    what: str
    person: str


@dataclass(frozen=True, slots=True)
class AddMatter:
    """Put a case on the agenda, at its end."""

    case: str


@dataclass(frozen=True, slots=True)
class Rebuild:
    """Look again at what the type's rule brings: what is new is added at the end, and nothing is taken off.

    Args:
        cases: references that the rule finds now, the most urgent first.
    """

    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrange:
    """Put the agenda in another order: ids of all its matters."""

    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Defer:
    """Leave a case for a later meeting, with the reason; until a time, or the next meeting of the type."""

    matter: str
    reason: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    """Take a case off the agenda, with the reason."""

    matter: str
    reason: str


@dataclass(frozen=True, slots=True)
class Take:
    """Turn to a case; the one before it is done with."""

    matter: str


@dataclass(frozen=True, slots=True)
class Finish:
    """A case has been dealt with; a briefing says which agency takes it (`allocated`)."""

    matter: str
    allocated: str = ""


@dataclass(frozen=True, slots=True)
class Begin:
    """It begins. Without a quorum it begins all the same: `reason` says why, and the hub's ladder is told (law 8)."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """It ends; `next` is when those present meet again, or None. What was not taken comes to the next of its type."""

    next: datetime | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """It is to be at another time, in another way or place."""

    starts: datetime
    mode: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Cancel:
    """It is not held, with the reason; clocks that waited for it go on."""

    reason: str


Command = (
    Ask
    | Attend
    | Roll
    | Give
    | AddMatter
    | Rebuild
    | Arrange
    | Defer
    | Drop
    | Take
    | Finish
    | Begin
    | End
    | Move
    | Cancel
)
