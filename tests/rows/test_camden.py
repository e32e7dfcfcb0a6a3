"""The rows of Camden, where agencies answer and nobody opens another's records."""

from __future__ import annotations

from hubwright.domain.access import check_view, reader_of
from hubwright.domain.cases import commands as c
from hubwright.domain.definitions.hub import Hub

from tests.rows.registry import row
from tests.rows.shipped import put
from tests.rows.tale import KIM, Tale


@row(
    "CAM-8",
    hub="camden",
    shows="A researcher answers what the agency is asked, and can open neither the case nor another's answer.",
    source="S:1342-1344",
    without=(
        put("/shareable/roles/researcher/permissions", ["case.read", "check.answer"]),
        "/shareable/roles/researcher/permissions/check.answer",
        "/shareable/check_sets/mash-checks/asks/police",
    ),
)
def test_cam_8_a_partner_answers_and_never_browses(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    tale.does(tale.post("social-worker"), c.Rate("child", "amber"))
    tale.does(tale.post("social-worker"), c.Ask("child"))
    police = tale.post("researcher", agency="police", qualified=None)
    assert tale.seen_by(police) is None
    assert tale.listed_for(police) == []
    assert {one["agency"] for one in tale.listed_for(police, "case_check")} == {"police"}
    reader = reader_of(hub, police)
    for asked in tale.state.waiting():
        seen = check_view(tale.state, asked.ask, reader, tale.now)
        assert (seen is not None) == (asked.agency == "police")
    tale.does(police, c.Return(tale.asked("police").ask, "shared", text="One call in March."))
    assert all(one.agency != "police" for one in tale.state.waiting())
