"""Who is there and when: an agency's full-time equivalents laid over its hours."""

from __future__ import annotations

from math import ceil

from hubwright.domain.definitions.hub import Agency, Decider
from hubwright.domain.rehearsal.forecast.plan import Plan
from hubwright.domain.rehearsal.forecast.presence import Presence, people, sessions

_DAYS = 5
"""Sessions of a week's ten that somebody has who comes one day a week: two."""


def staff_of(plan: Plan, agency: Agency) -> list[Presence]:
    """The people of an agency.

    One with hours of its own is there in those, by whole people: the hours already say what part of a week it is. One
    that comes weekly and says no more comes for one day in five.
    """
    own = agency.calendar is not None and agency.calendar != plan.hub.calendar
    spans = sessions(plan.calendars[agency.calendar or plan.hub.calendar], plan.start, plan.seconds)
    fte = plan.fte(agency)
    if own:
        return people(float(ceil(fte)), spans)
    if agency.mode == "weekly" and agency.fte is None and agency.id not in plan.assumed.fte:
        fte = fte / _DAYS
    return people(fte, spans)


def staff_of_decider(plan: Plan, decider: Decider) -> list[Presence]:
    """Those who decide as this one; the report counts them nowhere, so one stands in where nobody says more."""
    spans = sessions(plan.calendars[plan.hub.calendar], plan.start, plan.seconds)
    return people(plan.assumed.deciders.get(decider.id, 1.0), spans)
