"""The rows of Westminster, where the gangs unit meets every morning and any agency may take a young person on."""

from __future__ import annotations

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.domain.meetings import commands as m

from tests.rows.gathering import Gathering
from tests.rows.registry import row
from tests.rows.shipped import gone, put, refused
from tests.rows.tale import ADA, KIM, LEE, Tale


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


@row(
    "WES-1",
    hub="westminster",
    shows="The unit works inside the local hub with posts of its own: it reads, decides, and passes on.",
    source="S:1835-1838",
    without=(
        refused(gone("/shareable/roles/social-worker/permissions/case.decide")),
        put("/shareable/deciders/child-decides/roles", ["unit-manager"]),
        "/shareable/routes/to-children-and-families",
        "/shareable/routes/to-children-and-families/accept_clock",
        put("/shareable/agencies/children-and-families/mode", "virtual"),
    ),
)
def test_wes_1_a_unit_inside_the_hub(hub: Hub) -> None:
    assert {one.mode for one in hub.agencies} == {"co_located"}
    tale = Tale(hub)
    tale.receives(KIM)
    worker = tale.post("social-worker", agency="children-and-families")
    tale.does(worker, c.Read())
    assert tale.state.stage == "briefing"
    tale.does(worker, c.Decide("p1", "young-person", "to-children-and-families", "The area team takes it on."))
    assert "accept:p1:young-person" in {one.id for one in tale.state.running()}
    tale.does(worker, c.AnswerRoute("p1", "young-person", accepted=True, by="The area team"))
    assert tale.state.stage == "allocated"


@row(
    "WES-3",
    hub="westminster",
    shows="A voluntary organisation answers what it is asked and takes work on; it opens no case and no list.",
    source="S:1836",
    without=(
        "/shareable/check_sets/young-person-checks/asks/st-giles-trust",
        "/shareable/roles/voluntary-partner/permissions/check.answer",
        put("/shareable/roles/voluntary-partner/permissions", ["case.read", "check.answer"]),
        "/shareable/routes/to-st-giles-trust",
    ),
)
def test_wes_3_a_voluntary_partner_is_let_in_as_far_as_its_part(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    manager = tale.post("unit-manager")
    tale.does(manager, c.Ask("young-person"))
    partner = tale.post("voluntary-partner", agency="st-giles-trust", qualified=None)
    tale.does(partner, c.Return(tale.asked("st-giles-trust").ask, "known_nothing_relevant"))
    with pytest.raises(Refusal):
        tale.does(partner, c.Return(tale.asked("police").ask, "known_nothing_relevant"))
    assert tale.seen_by(partner) is None
    assert tale.listed_for(partner) == []
    tale.does(manager, c.Decide("p1", "young-person", "to-st-giles-trust", "They know him.", reason_without="Agreed."))
    assert [one.route for one in tale.state.decisions] == ["to-st-giles-trust"]


@row(
    "WES-4",
    hub="westminster",
    shows="A grown member of the family is asked about and decided for on a strand of their own.",
    source="S:1842-1843",
    without=(
        "/shareable/kinds/referral/pathways/family-member",
        "/shareable/pathways/family-member/from_age",
        put("/shareable/pathways/family-member/checks", ["young-person-checks"]),
        put("/shareable/routes/to-probation/pathways", ["young-person"]),
    ),
)
def test_wes_4_associated_family_members(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM, ADA)
    strands = {one.name: set(one.pathways) for one in tale.state.subjects.values()}
    assert strands == {"Kim Example": {"young-person"}, "Ada Example": {"family-member"}}
    manager = tale.post("unit-manager")
    tale.does(manager, c.Ask("family-member"))
    family = hub.find("check_sets", "family-checks")
    assert {one.agency for one in tale.state.waiting()} == {ask.agency for ask in family.asks}
    assert {one.set for one in tale.state.waiting()} == {"family-checks"}
    tale.does(manager, c.Decide("p2", "family-member", "to-probation", "They supervise her.", reason_without="Agreed."))
    assert tale.state.undecided() == (("p1", "young-person"),)
