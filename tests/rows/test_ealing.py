"""The rows of Ealing, where every agency keeps its own hours and none stands above another."""

from __future__ import annotations

from datetime import UTC, datetime

from hubwright.domain.cases import commands as c
from hubwright.domain.definitions.hub import Hub

from tests.rows.registry import row
from tests.rows.shipped import put
from tests.rows.tale import KIM, Tale

ASKS = "/shareable/check_sets/pooled-research/asks"


@row(
    "EAL-4",
    hub="ealing",
    shows="Four hours to answer are four of each agency's own: schools, police and others end at other times.",
    source="S:1799-1801",
    without=(
        put(f"{ASKS}/schools/clock", "return"),
        put("/shareable/clocks/community-safety-return/amount", 2),
        put("/shareable/calendars/shift-hours/hours", {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]]}),
    ),
)
def test_eal_4_each_agency_has_its_own_hours(hub: Hub) -> None:
    # Monday, 16:30 in London: schools are closed, the office closes at five, community safety at eight, police at ten.
    tale = Tale(hub, now=datetime(2026, 6, 8, 15, 30, tzinfo=UTC))
    tale.receives(KIM)
    tale.does(tale.post("social-worker"), c.Ask("child"))
    due = {one.agency: tale.state.clocks[f"return:{one.ask}"].due for one in tale.state.waiting()}
    assert due["schools"] == datetime(2026, 6, 9, 11, 0, tzinfo=UTC)
    assert due["police"] == datetime(2026, 6, 8, 19, 30, tzinfo=UTC)
    assert due["community-safety"] == datetime(2026, 6, 9, 11, 30, tzinfo=UTC)
    assert due["social-care"] == datetime(2026, 6, 9, 11, 30, tzinfo=UTC)
