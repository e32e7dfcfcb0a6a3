"""The rows of Ealing, where every agency keeps its own hours and none stands above another."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.topics.actions import AddAction
from hubwright.domain.cases.topics.concerns import TagConcern, tags
from hubwright.domain.cases.topics.leading import NameLead
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal

from tests.rows.gathering import Gathering
from tests.rows.registry import row
from tests.rows.shipped import gone, put, refused
from tests.rows.tale import KIM, LEE, Tale

FRIDAY = date(2026, 6, 12)
ASKS = "/shareable/check_sets/pooled-research/asks"


@row(
    "EAL-4",
    hub="ealing",
    shows="Four hours to answer are four of each agency's own: schools, police and others end at other times.",
    source="S:1799-1801",
    without=(
        put(f"{ASKS}/schools/clock", "return") + gone("/shareable/agencies/schools/calendar"),
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


@row(
    "EAL-6",
    hub="ealing",
    shows="There is no hierarchy: any agency of the hub may tag a concern on a case, whoever owns it.",
    source="S:1755-1763, S:1790-1791",
    without=(
        refused(gone("/shareable/concerns")),
        "/shareable/concerns/girls-at-risk",
        "/shareable/roles/agency-member/permissions/case.read",
    ),
)
def test_eal_6_any_agency_tags_a_concern(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    concerns = ("gangs", "sexual-exploitation", "trafficking", "goes-missing", "violence-at-home", "girls-at-risk")
    agencies = [one.id for one in hub.agencies][: len(concerns)]
    for agency, concern in zip(agencies, concerns, strict=True):
        tale.does(tale.post("agency-member", agency=agency, qualified=None), TagConcern(concern, "Seen twice."))
    assert [(one.agency, one.concern) for one in tags(tale.state)] == list(zip(agencies, concerns, strict=True))
    social_worker = tale.seen_by(tale.post("social-worker"))
    assert social_worker is not None
    assert len(tags(social_worker.case)) == len(concerns)


@row(
    "EAL-1",
    hub="ealing",
    shows="The hub withdraws once there is a plan for each who goes on: who leads, and what is done by which day.",
    source="S:1774-1775",
    without=(
        gone("/transitions/withdrawn-with-plan/needs/plan", document="workflow_definitions/pool-and-withdraw"),
        put("/shareable/pathways/child/workflow", {"id": "briefing-and-allocation", "version": 1}),
        "/shareable/routes/locality-team/to",
    ),
)
def test_eal_1_withdrawing_needs_a_plan(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM, LEE)
    manager = tale.post("team-manager")
    decided = c.Decide("p1", "child", "locality-team", "He needs more than advice.", reason_without="It is all known.")
    tale.does(manager, c.Read())
    tale.does(manager, decided)
    advice = {"advice": "Her school will say if it sees more.", "reason_without": "It is all known."}
    tale.does(manager, c.Decide("p2", "child", "no-further-action", "Nobody worries about her.", **advice))
    tale.does(manager, c.AnswerRoute("p1", "child", accepted=True, by="Locality lead"))
    tale.does(manager, c.Tell(tale.contact, "outcome", "telephone", "What was decided."))
    for step in (NameLead("p1", "child", "Sam Example"), AddAction("child", "Visit", "Sam Example", due=FRIDAY)):
        with pytest.raises(Refusal) as refusal:
            tale.does(manager, c.Close("A plan goes on without us."))
        assert refusal.value.code == "needs_plan"
        tale.does(manager, step)
    # Whom nobody receives needs no plan; the other has one, and the hub withdraws.
    tale.does(manager, c.Close("A plan goes on without us."))
    assert (tale.state.stage, tale.state.standing) == ("withdrawn", "closed")


@row(
    "EAL-2",
    hub="ealing",
    shows="A theme that runs through many cases goes to the panel together: whatever is tagged with it, open or new.",
    source="S:1774-1777",
    without=(
        "/shareable/meeting_types/panel-meeting/agenda",
        "/shareable/meeting_types/panel-meeting/agenda/concerns/gangs",
        "/shareable/meeting_types/panel-meeting/agenda/concerns",
        "/shareable/meeting_types/panel-meeting/invited/youth-justice",
    ),
)
def test_eal_2_a_theme_goes_to_the_panel(hub: Hub) -> None:
    tale = Tale(hub)
    manager = tale.post("team-manager")
    member = tale.post("agency-member", agency="police", qualified=None)
    tagged = []
    for concern in ("gangs", "violence-at-home", "gangs", "sexual-exploitation", None):
        tale.receives(KIM)
        if concern is not None:
            tale.does(member, TagConcern(concern, "Seen with the same two men."))
        if concern in ("gangs", "sexual-exploitation"):
            tagged.append(tale.case)
        tale.later(hours=30)
    panel = Gathering(tale, manager, last=tale.now - timedelta(hours=1))
    panel.called("panel-meeting", manager, title="Two men and a park")
    assert panel.agenda == tagged
    assert (panel.state.stands_for, panel.state.title) == ("panel", "Two men and a park")
    assert panel.asked("youth-justice").needed
