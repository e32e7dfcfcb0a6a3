"""Every shipped hub can be forecast: its cases are worked to an end, or what stops them is named."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hubwright.calendars import bank_holidays, calendars_of, days_around
from hubwright.domain.rehearsal.forecast.assumptions import Assumptions
from hubwright.domain.rehearsal.forecast.chance import Duration
from hubwright.domain.rehearsal.forecast.plan import Plan
from hubwright.domain.rehearsal.forecast.run import Run
from hubwright.loading.library import load_library
from hubwright.reference.provisions import provisions_that_hold

from .plans import chances

CONFIGS = Path(__file__).parents[4] / "tenant_configs"
BEGINS = datetime(2027, 1, 4, tzinfo=UTC)
LEFT_OPEN = {"northamptonshire": {"letter_owed"}}
"""Hubs that will not close a case without what takes nobody's time in a forecast: it is counted, by name."""


# A hub with ratings, one without, and one that will not close; the others in the soak.
AT_ONCE = ("camden", "kent", "northamptonshire")
AREAS = sorted(path.parent.name for path in CONFIGS.glob("*/hub.json"))


@pytest.mark.parametrize(
    "area", [pytest.param(one, marks=[] if one in AT_ONCE else [pytest.mark.soak]) for one in AREAS]
)
def test_a_shipped_hub_with_people_enough_works_nearly_everything_to_its_end(area: str) -> None:
    hub = load_library([CONFIGS / area]).hubs[area].hub
    plan = Plan(
        hub=hub,
        calendars=calendars_of(hub, bank_holidays, {}, *days_around(BEGINS)),
        start=BEGINS,
        months=1,
        per_month=40,
        assumed=Assumptions(
            fte={one.id: 5.0 for one in hub.agencies},
            deciders={one.id: 5.0 for one in hub.deciders},
            takes={"return": Duration(10)},
        ),
        provisions=provisions_that_hold(hub.local.nation, BEGINS.date()),
    )
    counted = Run(plan, chances(3), 1).played()
    assert counted.arrived > 20
    assert set(counted.stuck) <= LEFT_OPEN.get(area, set())
    decided = sum(one.in_time + one.late for one in counted.tiers.values())
    # What ends with advice or a reply is closed without a decision.
    assert max(decided, counted.closed) > 0.6 * counted.arrived
    if area not in LEFT_OPEN:
        assert counted.closed > 0.5 * counted.arrived
