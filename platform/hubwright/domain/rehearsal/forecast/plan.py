"""What one forecast is asked: a hub with its calendars, a demand, a span of time, and what is assumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from hubwright.domain.clocks import Calendar
from hubwright.domain.definitions.hub import Agency, Hub
from hubwright.domain.rehearsal.forecast.arrivals import HOURS_A_MONTH
from hubwright.domain.rehearsal.forecast.assumptions import Assumptions


@dataclass(frozen=True, slots=True)
class Plan:
    """One hub under one demand.

    Args:
        hub: the drawing.
        calendars: by id, with the closed days of the whole span and the weeks after it.
        start: UTC, a whole hour; the hub begins with nothing waiting.
        months: how long, in months of the year's mean length.
        per_month: contacts in such a month.
        assumed: what no definition says.
        planned: run with the staffing that the hub plans, where it says one.
        more: agency to people more (or fewer) than it has.
        asks: tier to the agencies that are asked there, for a cheaper rule.
        provisions, guidance: of law, as they hold when it begins; see `cases.context`.
    """

    hub: Hub
    calendars: Mapping[str, Calendar]
    start: datetime
    months: float
    per_month: float
    assumed: Assumptions = field(default_factory=Assumptions)
    planned: bool = False
    more: Mapping[str, float] = field(default_factory=dict)
    asks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    provisions: frozenset[str] = frozenset()
    guidance: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """How long it is."""
        return round(self.months * HOURS_A_MONTH) * 3600.0

    @property
    def weeks(self) -> int:
        """How many weeks, a last part of one counted too."""
        return ceil(self.seconds / (7 * 86400))

    @property
    def end(self) -> datetime:
        """When it ends, UTC."""
        return self.start + timedelta(seconds=self.seconds)

    @property
    def desk(self) -> str:
        """The agency whose people do the hub's own work on a case."""
        return self.assumed.desk or self.hub.agencies[0].id

    def fte(self, agency: Agency) -> float:
        """The full-time equivalents with which an agency is forecast, what is tried included."""
        return max(0.0, self.stated(agency) + self.more.get(agency.id, 0.0))

    def stated(self, agency: Agency) -> float:
        """Without what is tried: as somebody said here, or as the definition says, or one person."""
        said = self.assumed.fte.get(agency.id)
        if said is not None:
            return said
        drawn = (agency.fte_planned if self.planned else None) or agency.fte
        return float(drawn) if drawn is not None else 1.0
