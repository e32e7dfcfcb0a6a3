"""The row of the starter: the functions and agencies that the report asks of any hub, to begin from."""

from __future__ import annotations

from hubwright.domain.cases import commands as c
from hubwright.domain.cases.commands import GivenBasis
from hubwright.domain.cases.topics.basis import bases
from hubwright.domain.definitions.hub import Hub

from tests.rows.gathering import Gathering
from tests.rows.registry import row
from tests.rows.shipped import gone, put, refused
from tests.rows.tale import Tale, said

KIM = said([{"child-name": said("Kim Example"), "child-born": said({"year": 2015})}])
SEVEN = {"childrens-social-care", "police", "health", "education", "probation", "housing", "youth-offending"}


@row(
    "TPL-1",
    hub="starter",
    shows="The six functions and seven agencies: one way in, research, sharing, triage, early help, and work together.",
    source="S:224-233, S:243-252",
    without=(
        refused(gone("/shareable/agencies/youth-offending")),
        "/shareable/check_sets/full-checks/asks/youth-offending",
        "/shareable/agreements/sharing-protocol/between/housing",
        put("/shareable/scales/rag/tiers/amber/checks", []),
        "/shareable/routes/early-help-team",
        put("/shareable/meeting_types/daily-meeting/agenda/tiers", ["red"]),
    ),
)
def test_tpl_1_six_functions_and_seven_agencies(hub: Hub) -> None:
    assert {one.id for one in hub.agencies} == SEVEN
    assert set(hub.find("agreements", "sharing-protocol").between) == SEVEN
    tale = Tale(hub)
    worker = tale.post("social-worker")
    tale.arrives("for-professionals", {"children": KIM, "what": said("She is often hungry.")})
    tale.does(worker, c.Rate("child", "amber"))
    tale.does(worker, c.Ask("child", basis=GivenBasis(confirmed=True)))
    assert {one.agency for one in tale.state.waiting()} == SEVEN
    assert {agency for one in bases(tale.state) for agency in one.body["agencies"]} == SEVEN
    daily = Gathering(tale, worker)
    daily.called("daily-meeting", worker)
    assert daily.agenda == [tale.case]
    tale.all_answer(worker)
    tale.does(worker, c.Decide("p1", "child", "early-help-team", "The family wants help."))
    assert [one.route for one in tale.state.decisions] == ["early-help-team"]
