"""Everything a forecast assumes because no definition says it, with the values it takes where nobody says otherwise.

None of these figures comes from the report, which gives neither volumes nor times: each is printed as *assumed*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from hubwright.domain.rehearsal.forecast.chance import Duration

WORK: Final = ("read", "rate", "ask", "return", "decide", "tell", "close", "conclude", "meeting", "afresh")
"""What takes people time: the deeds of a case, and a case's part of a meeting."""

_USUAL: Final[Mapping[str, Duration]] = {
    "read": Duration(10),
    "rate": Duration(10),
    "ask": Duration(5),
    "return": Duration(30),
    "decide": Duration(20),
    "tell": Duration(10),
    "close": Duration(5),
    "conclude": Duration(20),
    "meeting": Duration(15),
    "afresh": Duration(10),
}

# By hour of day, from midnight: the day's work of schools, surgeries and the police, and a thin night.
_HOURS: Final = (1, 1, 1, 1, 1, 1, 2, 4, 8, 11, 12, 12, 10, 10, 11, 12, 10, 7, 5, 4, 3, 2, 2, 1)
_WEEKDAYS: Final = (20, 19, 18, 18, 17, 4, 4)
_MONTHS: Final = (1,) * 12


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What is assumed. Shares are weights: they need not add up to one.

    Args:
        fte: agency to full-time equivalents, where that is not to be what the definition says.
        deciders: decider to how many of them there are at a time; 1 where nothing is said.
        desk: the agency whose people read, rate, ask, tell and close; None for the first that the hub lists.
        on_work: the part of people's paid hours that goes into this work: the rest is leave, training, breaks.
        takes: of `WORK`, or "return:<agency>", to how long it takes one person.
        hours, weekdays, months: weights of the hours of a day, of Monday to Sunday, of January to December.
        arrive: "any_time", or "open": what happens at night reaches the hub when it next opens.
        kinds: kind of contact to its share; empty for all alike.
        tiers: tier to its share; empty for one part of the most urgent, two of the next, and so on.
        decide_without: answers are waited for until they are late, and at most until so many minutes before the
            decision is due; then it is decided without them, where the workflow lets a reason stand in. None: they
            are waited for whatever the clock says.
        again: the part of what comes after closing for which a case is opened and decided again.
        more: the share of contacts to which the referrer adds something later, which is read again.
        more_after: hours after receipt.
        sent_back: the share of accepted-elsewhere decisions that the receiving side returns, to be decided again.
        accepts: hours until the receiving side answers.
        meeting_hour: at which meetings of the day begin, in the hub's own time.
        meeting_lead: minutes it takes to bring together a discussion that is called for one case.
    """

    fte: Mapping[str, float] = field(default_factory=dict)
    deciders: Mapping[str, float] = field(default_factory=dict)
    desk: str | None = None
    on_work: float = 0.8
    takes: Mapping[str, Duration] = field(default_factory=dict)
    hours: tuple[float, ...] = _HOURS
    weekdays: tuple[float, ...] = _WEEKDAYS
    months: tuple[float, ...] = _MONTHS
    arrive: str = "any_time"
    kinds: Mapping[str, float] = field(default_factory=dict)
    tiers: Mapping[str, float] = field(default_factory=dict)
    decide_without: float | None = 60
    again: float = 0.05
    more: float = 0.1
    more_after: float = 24
    sent_back: float = 0.03
    accepts: float = 8
    meeting_hour: float = 10
    meeting_lead: float = 60

    def duration(self, work: str, agency: str = "") -> Duration:
        """How long a piece of work takes one person, for an agency's own answers where that is said."""
        return self.takes.get(f"{work}:{agency}") or self.takes.get(work) or _USUAL[work]


@dataclass(frozen=True, slots=True)
class Said:
    """One line of what a forecast rests on.

    Args:
        what: in words.
        value: as it is printed.
        source: "assumed", a path in the hub's definition with the line of the report, or a file that was given.
    """

    what: str
    value: str
    source: str
