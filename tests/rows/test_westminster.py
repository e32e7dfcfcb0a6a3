"""The rows of Westminster, where the gangs unit meets every morning and any agency may take a young person on."""

from __future__ import annotations

import pytest
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.domain.meetings import commands as m

from tests.rows.gathering import Gathering
from tests.rows.registry import row
from tests.rows.shipped import gone, put, refused
from tests.rows.tale import KIM, LEE, Tale


@row(
    "WES-2",
    hub="westminster",
    shows="The daily briefing takes what came since the last and gives each case to any agency of the unit.",
    source="S:1840-1842",
    without=(
        "/shareable/meeting_types/briefing/allocates",
        "/shareable/meeting_types/briefing/agenda",
        put("/shareable/meeting_types/briefing/agenda/when", "open"),
        refused(gone("/shareable/agencies/st-giles-trust")),
        "/shareable/meeting_types/briefing/invited/st-giles-trust",
    ),
)
def test_wes_2_the_briefing_gives_each_case_to_an_agency(hub: Hub) -> None:
    tale = Tale(hub)
    manager = tale.post("unit-manager")
    tale.receives(LEE)
    tale.later(hours=20)
    last = tale.now
    cases = []
    for _ in range(2):
        tale.later(hours=1)
        tale.receives(KIM)
        cases.append(tale.case)
    briefing = Gathering(tale, manager, last=last)
    briefing.called("briefing", manager)
    assert briefing.agenda == cases
    assert {one.agency for one in briefing.state.people.values()} >= {one.id for one in hub.agencies}
    briefing.comes(manager, "children-and-families")
    briefing.does(manager, m.Begin())
    for matter, agency in zip(briefing.state.order, ("st-giles-trust", "camhs"), strict=True):
        briefing.does(manager, m.Take(matter))
        with pytest.raises(Refusal):
            briefing.does(manager, m.Finish(matter, "nobody-of-the-unit"))
        briefing.does(manager, m.Finish(matter, agency))
    taken_on = {one.case: one.allocated for one in briefing.state.matters.values()}
    assert taken_on == dict(zip(cases, ("st-giles-trust", "camhs"), strict=True))
