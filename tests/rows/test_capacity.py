"""The rows of capacity: what staffing does under a demand that nobody foresaw, and the staffing that is to come."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hubwright.calendars import bank_holidays, calendars_of, days_around
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.rehearsal.forecast.asking import forecast
from hubwright.domain.rehearsal.forecast.assumptions import Assumptions
from hubwright.domain.rehearsal.forecast.chance import Duration
from hubwright.domain.rehearsal.forecast.plan import Plan
from hubwright.domain.rehearsal.forecast.trying import tried
from hubwright.insight.chance import chances_of
from hubwright.reference.provisions import provisions_that_hold

from tests.rows.registry import row

BEGINS = datetime(2027, 1, 4, tzinfo=UTC)
SEARCH = {"return": Duration(45)}


def a_plan(hub: Hub, per_month: float, **parts: Any) -> Plan:
    """A hub under a demand for a month; a search takes three quarters of an hour."""
    return Plan(
        hub=hub,
        calendars=calendars_of(hub, bank_holidays, {}, *days_around(BEGINS)),
        start=BEGINS,
        months=1,
        per_month=per_month,
        assumed=Assumptions(takes=SEARCH),
        provisions=provisions_that_hold(hub.local.nation, BEGINS.date()),
        **parts,
    )


def agencies(answer: Any) -> dict[str, Any]:
    """The desks of an answer, by agency."""
    return {one["id"]: one for one in answer["agencies"]}


@row(
    "CAP-1",
    hub="camden",
    shows="Demand was underestimated: the forecast says which desk breaks, and what moving somebody to the peak does.",
    source="S:451-458, S:728-736",
    without=(
        "/shareable/agencies/health/fte",
        "/shareable/agencies/police/fte",
        "/shareable/check_sets/mash-checks/asks/health",
    ),
)
def test_cap_1_people_are_moved_to_the_peak(hub: Hub) -> None:
    plan = a_plan(hub, 60)
    changes = []
    for asked in ("demand=+250%", "demand=+250%,police=-1,health=+1"):
        change, problems = tried(asked, plan)
        assert change is not None, problems
        changes.append(change)
    answer = forecast(plan, changes, runs=1, chances=chances_of(1))
    expected, more, moved = agencies(answer), *(agencies(one) for one in answer["what_if"])
    # As foreseen half a health visitor keeps up; with much more she does not, and the police do.
    assert expected["health"]["broke"]["runs"] == 0
    assert more["health"]["broke"]["runs"] == 1
    assert more["police"]["broke"]["runs"] == 0
    assert more["health"]["peak"] is not None
    # Somebody moved from the police to the health visitor's desk mends the one and does not break the other.
    assert moved["police"]["fte"] == 2
    assert moved["police"]["broke"]["runs"] == moved["health"]["broke"]["runs"] == 0
    assert moved["health"]["hours"]["most"] < more["health"]["hours"]["least"]


@row(
    "HAM-2",
    hub="hampshire",
    shows="The hub's plan says who is to come (increasing to 15, to seven), and can be forecast with them or without.",
    source="S:907-914",
    without=(
        "/shareable/agencies/adult-services/fte_planned",
        "/shareable/agencies/health/fte_planned",
        "/shareable/agencies/health/fte",
        "/shareable/agencies/adult-services/fte",
    ),
)
def test_ham_2_the_staffing_that_is_planned(hub: Hub) -> None:
    today, later = a_plan(hub, 120), a_plan(hub, 120, planned=True)
    people = {one.id: (today.fte(one), later.fte(one)) for one in hub.agencies}
    assert people["adult-services"] == (6, 15)
    assert people["health"] == (4, 7)
    assert people["police"] == (17, 17)
    answers = [agencies(forecast(plan, (), runs=1, chances=chances_of(1))) for plan in (today, later)]
    for agency in ("adult-services", "health"):
        busy = [one[agency]["busy"]["middle"] for one in answers]
        assert busy[1] < busy[0]
    assert answers[1]["health"]["hours"]["middle"] <= answers[0]["health"]["hours"]["middle"]
