"""Who is reading and who answers the telephone, at this hour and at the others, in the hub's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.hub import Door, DutyPost, Hub
from hubwright.web.language import text
from hubwright.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Hours:
    """Who is there.

    Args:
        open: the hub is open at this hour.
        until: when that changes, or None where it never does.
        now, then: the duty posts of these hours and of the others, where the hub has them.
    """

    open: bool
    until: datetime | None
    now: DutyPost | None
    then: DutyPost | None

    @property
    def who(self) -> str:
        """Who reads at this hour, in the hub's words."""
        return text(self.now.name) if self.now else ""

    @property
    def who_else(self) -> str:
        """Who reads at the other hours."""
        return text(self.then.name) if self.then else ""


def hours_now(visit: Visit) -> Hours:
    """Who is there at this hour."""
    posts = {post.when: post for post in visit.hub.local.duty}
    calendar = visit.calendars[visit.hub.calendar]
    here, there = ("open", "closed") if visit.open else ("closed", "open")
    until = calendar.next_change(visit.now)
    return Hours(visit.open, until, posts.get(here), posts.get(there))


def takes_contacts(hub: Hub) -> bool:
    """Whether the hub is open to referrals at all: neither not yet opened nor closed for good."""
    return hub.local.state == "open"


def doors_open(visit: Visit, who: str = "public") -> list[Door]:
    """The ways in that are open today to anybody (or to whom is said), in the hub's own day."""
    today = local(visit.now).date()
    return [door for door in visit.hub.doors if door.who == who and door.open_on(today)]
