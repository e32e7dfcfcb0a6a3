"""What a meeting is decided with beside the hub: who has a seat here today, and which cases may come on its agenda."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hubwright.domain.hubs.stream import Seat


@dataclass(frozen=True, slots=True)
class Room:
    """What surrounds a meeting.

    Args:
        seats: those held in this hub today.
        cases: reference to the pathways of each case that whoever acts may put on an agenda.
        found: references that the type's rule brings, the most urgent first.
    """

    seats: tuple[Seat, ...] = ()
    cases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    found: tuple[str, ...] = ()

    def seat(self, user: str, agency: str = "") -> Seat | None:
        """A seat that a user holds here, in that agency where one is named; None for somebody of another hub."""
        return next((one for one in self.seats if one.user == user and agency in ("", one.agency)), None)
