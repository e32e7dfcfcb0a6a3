"""The rows of Sandwell: three clocks, and a second rating after the meeting."""

from __future__ import annotations

from hubwright.domain.cases import commands as c
from hubwright.domain.definitions.hub import Hub

from tests.rows.registry import row
from tests.rows.shipped import put
from tests.rows.tale import KIM, Tale


@row(
    "SAN-1",
    hub="sandwell",
    shows="Red has 4 hours, amber 24 and green 72, counted through night and weekend from receipt.",
    source="S:1433-1434",
    without=(
        put("/shareable/clocks/red-decision/amount", 5),
        put("/shareable/clocks/amber-decision/unit", "calendar_day"),
        put("/shareable/clocks/amber-decision/starts", "deed"),
        put("/shareable/scales/rag/tiers/red/decision_clock", "amber-decision"),
    ),
)
def test_san_1_three_clocks(hub: Hub) -> None:
    found = {}
    for tier in ("red", "amber", "green"):
        tale = Tale(hub)
        received = tale.now
        tale.receives(KIM)
        tale.later(hours=1).does(tale.post("team-manager"), c.Rate("child", tier))
        found[tier] = (tale.state.clocks["decision:child"].due - received).total_seconds() / 3600
    assert found == {"red": 4, "amber": 24, "green": 72}
