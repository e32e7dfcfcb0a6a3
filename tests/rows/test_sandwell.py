"""The rows of Sandwell: three clocks, and a second rating after the meeting."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases import found
from hubwright.domain.cases.commands import GivenBasis
from hubwright.domain.cases.decide.deciding import offered_first
from hubwright.domain.cases.topics.basis import bases
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.domain.meetings import commands as m

from tests.rows.gathering import Gathering
from tests.rows.registry import row
from tests.rows.shipped import gone, put, refused
from tests.rows.tale import KIM, LEE, Tale, only, said

TIERS = "/shareable/scales/rag/tiers"


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


@row(
    "SAN-3",
    hub="sandwell",
    shows="After the meeting it is rated again on another scale, and the first rating stays what it was.",
    source="S:1434-1436",
    without=(
        "/shareable/pathways/child/beside",
        refused(put("/shareable/pathways/child/beside", ["rag"])),
        "/shareable/scales/after-the-meeting/tiers/needs-early-help",
    ),
)
def test_san_3_a_second_rating_overwrites_nothing(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    chair = tale.post("responsible-social-worker")
    tale.does(chair, c.Rate("child", "red"))
    due = tale.state.clocks["decision:child"].due
    tale.does(chair, c.Rate("child", "needs-early-help", scale="after-the-meeting"))
    first = tale.state.rating("child")
    assert first is not None
    assert (first.scale, first.tier) == ("rag", "red")
    assert [(one.scale, one.tier) for one in tale.state.ratings] == [
        ("rag", "red"),
        ("after-the-meeting", "needs-early-help"),
    ]
    assert tale.state.clocks["decision:child"].due == due


@row(
    "SAN-8",
    hub="sandwell",
    shows="Cases go to Early Help and come from it: each side accepts or returns, and until then the hub owns it.",
    source="S:1444-1446",
    without=(
        "/shareable/routes/to-early-help/accept_clock",
        "/shareable/doors/from-early-help-service",
        put("/shareable/doors/from-early-help-service/kind", "referral"),
    ),
)
def test_san_8_transfers_go_both_ways(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    chair = tale.post("responsible-social-worker")
    tale.does(chair, c.Rate("child", "green"))
    tale.does(chair, c.Decide("p1", "child", "to-early-help", "Help is enough.", reason_without="They know them."))
    assert tale.hours_until("accept:p1:child") > 0
    returned = c.AnswerRoute("p1", "child", accepted=False, by="Early Help", reason="The father is back.")
    tale.does(chair, returned)
    assert tale.state.undecided() == (("p1", "child"),)
    assert "decision:child" in {one.id for one in tale.state.running()}
    children = said([{"child-name": said("Lee Example"), "child-born": said({"year": 2018})}])
    tale.arrives("from-early-help-service", {"children": children, "what": said("It has become more serious.")})
    assert tale.state.kind == "from-early-help"
    tale.does(chair, c.Rate("child", "amber"))
    assert tale.state.rating("child") is not None


@row(
    "LAW-2",
    hub="sandwell",
    shows="A school and a nurse are asked below section 47 only on a basis that somebody confirmed, and it is kept.",
    source="S:380-403",
    without=(
        "/shareable/check_sets/short-checks/asks/education/basis_first",
        "/shareable/check_sets/short-checks/asks/safeguarding-nurse/basis_first",
        "/shareable/check_sets/short-checks/prepared",
    ),
)
def test_law_2_a_school_is_asked_on_a_recorded_basis(hub: Hub) -> None:
    for agency in ("education", "safeguarding-nurse"):
        tale = Tale(hub)
        tale.receives(KIM)
        manager = tale.post("team-manager")
        tale.does(manager, c.Rate("child", "green"))
        asked = c.Ask("child", sets=("short-checks",), agencies=(agency,))
        with pytest.raises(Refusal) as refusal:
            tale.does(manager, asked)
        assert refusal.value.code == "basis_missing"
        tale.does(manager, replace(asked, basis=GivenBasis(confirmed=True)))
        basis = only(bases(tale.state))
        assert basis.body["agencies"] == [agency]
        assert (basis.body["provision"], basis.body["confirmed"]) == ("ca2004-s10", True)
        assert basis.body["necessity"]
        assert basis.body["proportionality"]


@row(
    "SAN-6",
    hub="sandwell",
    shows="Green is offered to Early Help first; it stands chosen on the page, and a person decides that or another.",
    source="S:1484",
    without=(
        "/shareable/scales/rag/tiers/green/offers",
        put("/shareable/scales/rag/tiers/green/offers", "child-assessment"),
        refused(put("/shareable/scales/rag/tiers/green/routes", ["child-assessment"])),
    ),
)
def test_san_6_green_is_offered_to_early_help(hub: Hub) -> None:
    offered = {}
    for tier in ("green", "amber", "red"):
        tale = Tale(hub)
        tale.receives(KIM)
        chair = tale.post("responsible-social-worker")
        tale.does(chair, c.Rate("child", tier))
        offered[tier] = offered_first(tale.state, "child", tale.context(chair))
        assert tale.state.decisions == ()
    assert offered == {"green": "to-early-help", "amber": "", "red": ""}
    green = Tale(hub)
    green.receives(KIM)
    green.does(green.post("responsible-social-worker"), c.Rate("child", "green"))
    chosen = offered_first(green.state, "child", green.context(green.post("responsible-social-worker")))
    decision = c.Decide("p1", "child", chosen, "Help is enough.", reason_without="They know the family.")
    assert green.does(green.post("responsible-social-worker"), decision).decisions[-1].meaning == "early_help"


@row(
    "SAN-2",
    hub="sandwell",
    shows="The meeting is due in the rating's own time: four hours for red, twenty-four for amber, none for green.",
    source="S:1433-1442",
    without=(
        f"{TIERS}/red/meeting_clock",
        put(f"{TIERS}/red/meeting_clock", "amber-meeting"),
        gone(f"{TIERS}/amber/meeting_clock") + gone("/shareable/meeting_types/mash-meeting/clock"),
        f"{TIERS}/red/meeting",
    ),
)
def test_san_2_the_meeting_is_due_when_its_rating_is(hub: Hub) -> None:
    due = {}
    for tier in ("red", "amber", "green"):
        tale = Tale(hub)
        tale.receives(KIM)
        arrived = tale.now
        tale.later(minutes=20)
        tale.does(tale.post("team-manager"), c.Rate("child", tier))
        due[tier] = {
            one.id: (one.due - arrived).total_seconds() / 3600
            for one in tale.state.running()
            if one.id.startswith("meeting:")
        }
    clock = "meeting:mash-meeting:child"
    assert due == {"red": {clock: 4.0}, "amber": {clock: 24.0}, "green": {}}


@row(
    "SAN-4",
    hub="sandwell",
    shows="A strategy discussion asks for police, health and a social worker, and says who was missing and why.",
    source="S:1420-1422, S:1453-1454",
    without=(
        refused(gone("/shareable/meeting_types/strategy/quorum/police")),
        refused(gone("/shareable/meeting_types/strategy/quorum/2")),
        refused(gone("/shareable/meeting_types/strategy/quorum/social-work")),
        refused(gone("/shareable/meeting_types/strategy/quorum/social-work/qualification")),
    ),
)
def test_san_4_police_health_and_social_work_are_there(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    chair = tale.post("responsible-social-worker")
    unqualified = tale.post("responsible-social-worker", qualified=None)
    health = ["safeguarding-nurse", "mental-health-nurse", "violence-nurse"]
    lacks = {}
    for there in ((), ("police",), ("police", "violence-nurse"), ("safeguarding-nurse",)):
        meeting = Gathering(tale, chair)
        meeting.called("strategy", chair, tale.case, chair=chair.id)
        for agency in ("social-work", *there):
            meeting.comes(chair, agency)
        # Nothing waits: it begins without them, and who was missing stands on record beside the reason.
        meeting.does(chair, m.Begin("She is hurt, and it cannot wait."))
        lacks[there] = meeting.lacks()
        assert meeting.state.quorum["reason"] == "She is hurt, and it cannot wait."
    assert lacks == {
        (): [["police"], health],
        ("police",): [health],
        ("police", "violence-nurse"): [],
        ("safeguarding-nurse",): [["police"]],
    }
    meeting = Gathering(tale, unqualified)
    meeting.called("strategy", unqualified, tale.case, chair=unqualified.id)
    for agency in ("social-work", "police", "violence-nurse"):
        meeting.comes(unqualified, agency)
    meeting.does(unqualified, m.Begin())
    assert meeting.lacks() == [["social-work"]]


FULL = "/shareable/check_sets/full-checks/asks"
OCCUPANTS, IMMUNISATIONS = "housing-occupants", "health-immunisations"


@row(
    "SAN-5",
    hub="sandwell",
    shows="Housing says one by one who lives in the household, and health which child is immunised.",
    source="S:1447-1451",
    without=(
        f"{FULL}/housing/questions/{OCCUPANTS}",
        f"{FULL}/housing/questions/{OCCUPANTS}/gives",
        f"{FULL}/safeguarding-nurse/questions/{IMMUNISATIONS}",
        gone(f"{FULL}/safeguarding-nurse/questions/{IMMUNISATIONS}/gives")
        + gone(f"{FULL}/safeguarding-nurse/questions/{IMMUNISATIONS}/options"),
        refused(gone(f"{FULL}/safeguarding-nurse/questions/{IMMUNISATIONS}/options")),
        f"{FULL}/safeguarding-nurse/questions/{IMMUNISATIONS}/options/behind",
    ),
)
def test_san_5_occupants_and_immunisations(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM, LEE)
    tale.does(tale.post("team-manager"), c.Rate("child", "red"))
    tale.does(tale.post("team-manager"), c.Ask("child"))
    housing, nurse = tale.asked("housing"), tale.asked("safeguarding-nurse")
    lodger = {"name": "Max Example", "born": "1990", "who": "lodger"}
    member = tale.post("agency-member", agency="housing", qualified=None)
    tale.does(member, c.Return(housing.ask, "shared", found={OCCUPANTS: [lodger]}))
    assert found.people(tale.state.checks[housing.ask]) == (lodger,)
    health = tale.post("agency-member", agency="safeguarding-nurse", qualified=None)
    for wrong in ({IMMUNISATIONS: {"p1": "blue"}}, {IMMUNISATIONS: {"p9": "behind"}}, {OCCUPANTS: [lodger]}):
        with pytest.raises(Refusal) as refusal:
            tale.does(health, c.Return(nurse.ask, "shared", found=wrong))
        assert [field for field, _ in refusal.value.fields] == [f"found-{next(iter(wrong))}"]
    said = {"p1": "behind", "p2": "up-to-date"}
    tale.does(health, c.Return(nurse.ask, "shared", found={IMMUNISATIONS: said}))
    assert found.chosen(tale.state.checks[nurse.ask], IMMUNISATIONS) == said


@row(
    "SAN-9",
    hub="sandwell",
    shows="Each domestic abuse report is screened by three agencies; what nobody answered is never a no.",
    source="S:1424-1430",
    without=(
        "/shareable/check_sets/abuse-screening/asks/womens-aid",
        "/shareable/check_sets/abuse-screening/kinds",
        f"{TIERS}/amber/checks/abuse-screening",
        "/shareable/check_sets/abuse-screening/asks/police/questions/screen-leaving",
        "/shareable/check_sets/abuse-screening/asks/police/questions/screen-weapons/options/not-known",
    ),
)
def test_san_9_a_domestic_abuse_report_is_screened(hub: Hub) -> None:
    screened = {}
    for door in ("for-police", "for-professionals"):
        tale = Tale(hub)
        kind = hub.find("doors", door).kind
        tale.receives(KIM, door=door)
        tale.does(tale.post("team-manager"), c.Rate("child", "amber"))
        tale.does(tale.post("team-manager"), c.Ask("child"))
        screened[kind] = {one.agency: one for one in tale.state.waiting() if one.set == "abuse-screening"}
        if door == "for-police":
            police = tale.post("agency-member", agency="police", qualified=None)
            ask = screened[kind]["police"].ask
            yes = {f"screen-{one}": {"p1": "yes"} for one in ("leaving", "frightened")}
            tale.does(police, c.Return(ask, "shared", found={**yes, "screen-weapons": {"p1": "not-known"}}))
            check = tale.state.checks[ask]
    assert {kind: set(asked) for kind, asked in screened.items()} == {
        "domestic-abuse-report": {"police", "womens-aid", "violence-nurse"},
        "referral": set(),
    }
    questions = found.questions_of(hub, check)
    assert found.tally(check, questions, "p1") == {"yes": 2, "not-known": 1, "": 6}
    # Nothing follows from a number by itself: no tier, route or decision is read out of it.
    rating = tale.state.rating("child")
    assert rating is not None
    assert rating.tier == "amber"
