"""The rows of Bradford, where the team assesses before it routes."""

from __future__ import annotations

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import Working

from tests.rows.registry import row
from tests.rows.shipped import gone, put, refused
from tests.rows.tale import KIM, Tale, said
from tests.rows.team import Team

REFERRAL = "form_definitions/child-referral"
BABIES = "/pages/which-children/questions/children/rows"


@row(
    "BRA-1",
    hub="bradford",
    shows="A baby who is not yet born is referred without a date of birth, and decided for like any child.",
    source="S:952-953",
    without=(
        "/shareable/pathways/child/unborn",
        gone(f"{BABIES}/child-unborn/meaning", document=REFERRAL),
        gone(f"{BABIES}/child-expected/meaning", document=REFERRAL),
    ),
)
def test_bra_1_a_baby_before_birth_is_a_subject(hub: Hub) -> None:
    tale = Tale(hub)
    baby = {"child-unborn": said("yes"), "child-expected": said({"year": 2026, "month": 9})}
    tale.arrives("for-professionals", {"children": said([baby]), "what": said("Nothing is ready for the baby.")})
    subject = tale.state.subjects["p1"]
    assert (subject.unborn, subject.born, subject.expected) == (True, None, {"year": 2026, "month": 9})
    # Of all the hub's pathways, one says that it takes the unborn; nobody else's would be right.
    assert [one.id for one in hub.pathways if one.unborn] == list(subject.pathways)
    manager = tale.post("social-work-manager")
    tale.does(
        manager, c.Decide("p1", "child", "children-and-family-team", "To be ready in time.", reason_without="New.")
    )
    assert tale.state.undecided() == ()


@row(
    "BRA-2",
    hub="bradford",
    shows="The team completes the assessment itself; only then is somebody stepped down or passed on.",
    source="S:965-968",
    without=(
        put("/shareable/pathways/child/workflow", {"id": "decide-once", "version": 1}),
        gone("/transitions/decided-for-all/needs", document="workflow_definitions/assess-then-route"),
        put("/shareable/pathways/child/decision_clock", "acknowledge"),
    ),
)
def test_bra_2_assessed_in_the_team_before_routing(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    worker, manager = tale.post("social-worker"), tale.post("social-work-manager")
    tale.does(worker, c.Ask("child"))
    assert tale.state.stage == "assessing"
    assert (tale.state.clocks["decision:child"].due - tale.now).days > 45
    stepped_down = c.Decide("p1", "child", "step-down-early-help", "The assessment is complete.")
    with pytest.raises(Refusal) as refusal:
        tale.does(manager, stepped_down)
    assert refusal.value.code == "needs_returns"
    tale.all_answer(worker)
    assert tale.state.stage == "assessed"
    assert tale.does(manager, stepped_down).standing == "decided"


@row(
    "BRA-3",
    hub="bradford",
    shows="The post alone is not enough: whoever decides is a qualified social worker.",
    source="S:968-969",
    without=(
        refused(gone("/shareable/deciders/social-work-manager-decides/qualification")),
        refused(put("/shareable/deciders/social-work-manager-decides/qualification", "police_officer")),
    ),
)
def test_bra_3_a_decision_needs_the_qualification(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    decision = c.Decide("p1", "child", "universal-services", "What is known.", advice="See the health visitor.")
    for qualification in (None, "police_officer", "registered_nurse"):
        with pytest.raises(Refusal) as refusal:
            tale.does(tale.post("social-work-manager", qualified=qualification), decision)
        assert refusal.value.code == "not_the_decider"
    assert tale.does(tale.post("social-work-manager"), decision).undecided() == ()


@row(
    "BRA-5",
    hub="bradford",
    shows="A notification of violence at home is a kind of its own, sent by the police and screened by their officer.",
    source="S:978-979",
    without=(
        "/shareable/doors/for-police",
        put("/shareable/doors/for-police/kind", "referral"),
        put("/shareable/doors/for-police/source", "professional"),
        put("/shareable/roles/seconded-police-officer/permissions", ["case.read"]),
    ),
)
def test_bra_5_domestic_violence_notifications(hub: Hub) -> None:
    tale = Tale(hub)
    child = {"person-name": said("Kim Example"), "person-born": said({"year": 2015}), "person-role": said("role-child")}
    told = {
        "people": said([child]),
        "what": said("A call at night; a child was upstairs."),
        "children-there": said("yes"),
    }
    tale.arrives("for-police", told)
    contact = tale.contact_state
    assert (contact.kind, contact.source) == ("dv-notification", "police")
    officer = tale.post("seconded-police-officer", agency="police", qualified="police_officer")
    tale.does(officer, c.Read())
    assert not tale.state.unread


@row(
    "BRA-6",
    hub="bradford",
    shows="What a colleague says across the desk is on record with who said it, and as their agency's.",
    source="S:974-976",
    without=(
        "/shareable/check_sets/assessment-checks/asks/health",
        "/shareable/roles/social-worker/permissions/case.ask",
    ),
)
def test_bra_6_said_across_the_desk(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    worker = tale.post("social-worker")
    tale.does(worker, c.Ask("child"))
    ask = tale.asked("health").ask
    spoken = c.Return(ask, "shared", text="Seen at the clinic in May.")
    with pytest.raises(Refusal):
        tale.does(worker, spoken)
    tale.does(worker, c.Return(ask, "shared", text=spoken.text, said_by="Robin Example, health visitor"))
    entry = tale.entries[-1]
    assert (entry.agency, entry.body["owner"]) == ("social-care", "health")
    assert entry.body["answer"]["said_by"] == "Robin Example, health visitor"


@row(
    "BRA-4",
    hub="bradford",
    shows="Who is seconded keeps the home agency: it stands beside each deed and answer.",
    source="S:955-965",
    without=(
        refused(gone("/shareable/agencies/police")),
        "/shareable/roles/seconded-police-officer",
        "/shareable/roles/seconded-police-officer/permissions/check.answer",
        "/shareable/roles/seconded-police-officer/permissions/case.rate",
        put("/shareable/check_sets/assessment-checks/asks/police/agency", "social-care")
        + gone("/shareable/check_sets/assessment-checks/asks/3"),
    ),
)
def test_bra_4_a_secondee_keeps_the_home_agency(hub: Hub) -> None:
    team, tale = Team(hub), Tale(hub)
    officer = tale.post("seconded-police-officer", agency="police", qualified=None)
    seat = team.joins(officer, Working(home="The force", line_manager="An inspector"))
    assert (seat.agency, seat.home) == ("police", "The force")
    tale.receives(KIM)
    tale.does(tale.post("social-worker"), c.Ask("child"))
    asked = tale.asked("police")
    tale.does(officer, c.Return(asked.ask, "shared", text="Two calls in May."))
    assert tale.entries[-1].agency == "police"
    # Nobody else of the team answers for the force, and the officer for nobody else.
    with pytest.raises(Refusal):
        tale.does(officer, c.Return(tale.asked("health").ask, "not_known"))
    # At the same desks they write on the case like everybody, still as police, and decide nothing.
    granted = hub.find("roles", "seconded-police-officer").permissions
    assert {"case.rate", "case.note"} <= granted
    assert "case.decide" not in granted
    tale.does(officer, c.Note("I rang the school.", "fact", "child"))
    assert tale.entries[-1].agency == "police"
