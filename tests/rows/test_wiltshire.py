"""The rows of Wiltshire with Swindon: two councils, two stages, one threshold."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.cases.project import project_case
from hubwright.domain.cases.taking import Arrived, taken_from
from hubwright.domain.cases.topics.ending import PassElsewhere
from hubwright.domain.cases.topics.minuting import WriteLine, meetings_of
from hubwright.domain.cases.topics.voting import CastVote, ConcludeVote, OpenVote, last_on
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.domain.meetings import commands as m
from hubwright.loading.reports import read_list

from tests.rows.gathering import Gathering
from tests.rows.registry import row
from tests.rows.shipped import gone, put, refused
from tests.rows.tale import ADA, KIM, Tale, only, said

REPORT = "domestic-abuse-report"
CHILD = said([{"child-name": said("Kim Example"), "child-born": said({"year": 2015})}])
WORRY = {"children": CHILD, "what": said("Bruises.")}


@row(
    "WIL-1",
    hub="wiltshire",
    shows="Two councils, each with its own way in and its own triage, are rated against one threshold in one hub.",
    source="S:1498-1501, S:1529-1536",
    without=(
        "/shareable/doors/for-professionals-swindon",
        put("/shareable/kinds/swindon-referral/pathways", ["wiltshire-child"]),
        gone("/local/councils/1"),
        put("/shareable/roles/assistant-team-manager/pathways", ["wiltshire-child"]),
    ),
)
def test_wil_1_one_hub_over_two_councils(hub: Hub) -> None:
    assert len(hub.local.councils) == 2
    rated = []
    for door, pathway, role, agency in (
        ("for-professionals", "wiltshire-child", "social-worker", "wiltshire-childrens"),
        ("for-professionals-swindon", "swindon-child", "swindon-social-worker", "swindon-childrens"),
    ):
        tale = Tale(hub)
        tale.arrives(door, WORRY)
        assert tale.state.pathways == (pathway,)
        tale.does(tale.post(role, agency=agency), c.Read())
        assert tale.state.stage == "triage"
        manager = tale.post("assistant-team-manager")
        tale.does(manager, c.Rate(pathway, "protection"))
        rating = tale.state.rating(pathway)
        rated.append((rating.scale if rating else None, tale.state.stage))
        tale.does(manager, c.Decide("p1", pathway, "section-47", "The threshold is met."))
    assert rated == [("escalation", "hub")] * 2


@row(
    "WIL-2",
    hub="wiltshire",
    shows="Swindon's triage sees nothing of Wiltshire's: no case, no line of a list, no deed.",
    source="S:1529-1533",
    without=(
        "/shareable/roles/swindon-social-worker/pathways",
        put("/shareable/roles/swindon-social-worker/pathways", ["swindon-child", "wiltshire-child"]),
        put("/shareable/kinds/referral/pathways", ["wiltshire-child", "swindon-child"]),
    ),
)
def test_wil_2_one_triage_does_not_see_the_other(hub: Hub) -> None:
    tale = Tale(hub)
    tale.arrives("for-professionals", WORRY)
    swindon = tale.post("swindon-social-worker", agency="swindon-childrens")
    assert tale.seen_by(swindon) is None
    assert tale.listed_for(swindon) == []
    with pytest.raises(Refusal):
        tale.does(swindon, c.Rate("wiltshire-child", "protection"))
    tale.arrives("for-professionals-swindon", WORRY)
    assert tale.seen_by(swindon) is not None
    assert tale.seen_by(tale.post("social-worker")) is None


@row(
    "WIL-8",
    hub="wiltshire",
    shows="What is not for the hub is passed on to whom it is for, and counted by where it went.",
    source="S:1568-1571",
    without=(
        "/shareable/elsewhere/council-services",
        "/shareable/elsewhere/school-places",
        "/shareable/roles/assistant-team-manager/permissions/case.close",
    ),
)
def test_wil_8_what_is_not_for_the_hub_is_passed_on_and_counted(hub: Hub) -> None:
    counted: Counter[str] = Counter()
    for where in ("council-services", "school-places", "council-services"):
        tale = Tale(hub)
        tale.arrives("for-professionals", {"what": said("When does the school bus go?")})
        manager = tale.post("assistant-team-manager")
        tale.does(manager, PassElsewhere(tale.contact, where, "Rung through.", how="telephone"))
        assert tale.state.standing == "closed"
        counted.update(one["where_to"] for one in project_case(tale.entries)["case_ending"])
    assert counted == {"council-services": 2, "school-places": 1}


ESCALATION = "escalation-vote"
THREE = ("police", "wiltshire-childrens", "health")


def voted(tale: Tale, *says: str) -> None:
    """The three agencies are asked whether it goes into the hub, and so many of them answer."""
    manager = tale.post("assistant-team-manager")
    tale.does(manager, OpenVote("wiltshire-child", ESCALATION))
    for agency, said_so in zip(THREE, says, strict=False):
        tale.does(tale.post("partner", agency=agency, qualified=None), CastVote("v1", said_so, "From what we hold."))


@row(
    "WIL-3",
    hub="wiltshire",
    shows="Police, social care and health say together whether it goes into the hub; silence and a no stay on record.",
    source="S:1533-1536",
    without=(
        "/shareable/deciders/hub-decides/vote",
        "/shareable/votes/escalation-vote/agencies/health",
        put("/shareable/votes/escalation-vote/clock", "triage-decision"),
        put("/shareable/scales/escalation/tiers/protection/deciders", {}),
    ),
)
def test_wil_3_three_agencies_vote_on_the_hub(hub: Hub) -> None:
    tale = Tale(hub)
    tale.arrives("for-professionals", WORRY)
    manager = tale.post("assistant-team-manager")
    tale.does(manager, c.Rate("wiltshire-child", "protection"))
    decision = c.Decide("p1", "wiltshire-child", "locality", "A single agency goes on.", reason_without="-")
    with pytest.raises(Refusal) as refusal:
        tale.does(manager, replace(decision, reason_without=""))
    assert "vote" in refusal.value.code
    voted(tale, "yes", "yes")
    assert tale.hours_until("vote:v1") == 2
    with pytest.raises(Refusal):
        tale.does(manager, ConcludeVote("v1", carried=True))
    nurse = tale.post("partner", agency="health", qualified=None)
    tale.does(nurse, CastVote("v1", "yes"))
    tale.does(manager, ConcludeVote("v1", carried=True))
    ballot = last_on(tale.state, ESCALATION, "wiltshire-child")
    assert ballot is not None
    assert ballot.standing() == dict.fromkeys(THREE, "yes")
    tale.does(manager, decision)
    assert tale.state.undecided() == ()


@row(
    "WIL-5",
    hub="wiltshire",
    shows="What meets the child protection threshold at the daily call goes straight on: no vote is waited for.",
    source="S:1507-1508",
    without=(
        "/shareable/routes/section-47/protective",
        put("/shareable/kinds/domestic-abuse-report/pathways", ["daily-call"]),
    ),
)
def test_wil_5_child_protection_overtakes_the_vote(hub: Hub) -> None:
    tale = Tale(hub, now=datetime(2026, 6, 8, 9, 30, tzinfo=UTC))
    adult = {
        "person-name": said("Ada Example"),
        "person-born": said({"year": 1990}),
        "person-role": said("role-victim"),
    }
    child = {"person-name": said("Kim Example"), "person-born": said({"year": 2018}), "person-role": said("role-child")}
    tale.arrives("for-police", {"people": said([adult, child]), "what": said("He hit them both.")})
    assert set(tale.state.pathways) == {"wiltshire-child", "daily-call"}
    manager = tale.post("assistant-team-manager")
    tale.does(manager, c.Rate("wiltshire-child", "protection"))
    tale.does(manager, c.Decide("p2", "wiltshire-child", "section-47", "He hit the child."))
    assert last_on(tale.state, ESCALATION, "wiltshire-child") is None
    assert tale.state.undecided("wiltshire-child") == ()
    assert tale.state.undecided("daily-call") == (("p1", "daily-call"),)


MORNING_LIST = """Name,Born,Address,Circumstances,Reference,Shift
Kim Example,2012-04-03,"1 Nowhere Lane, SN1 9ZZ",Not home since ten last night.,W/1,Night
Lee Example,2010,"2 Nowhere Lane, BA14 9ZZ",Absent from a home; back at six.,W/2,Night
"""


@row(
    "WIL-7",
    hub="wiltshire",
    shows="The police list of missing and absent children comes in by itself: one contact a child, unrated, in time.",
    source="S:1503-1504",
    without=(
        "/shareable/doors/missing-list",
        put("/shareable/doors/missing-list/reads", {"Name": "subject.name"}),
        put("/shareable/doors/missing-list/kind", "referral"),
        "/shareable/roles/missing-co-ordinator/permissions/case.rate",
    ),
)
def test_wil_7_missing_and_absent_children_arrive_by_themselves(hub: Hub) -> None:
    door = hub.find("doors", "missing-list")
    assert door.who == "import"
    names = []
    labels, rows = read_list("missing.csv", MORNING_LIST.encode())
    assert set(door.reads) & set(labels)
    for number, pairs in enumerate(rows):
        tale = Tale(hub)
        arrived = Arrived(f"missing-{number}.csv", "text/csv", MORNING_LIST, "digest", pairs=pairs)
        taken = taken_from(arrived, door.reads, door=door.id, now=tale.now)
        tale.takes(taken.command, OPERATOR)
        state = tale.state
        assert (state.kind, state.standing, state.ratings) == ("missing", "new", ())
        assert f"first_look:{tale.contact}" in {one.id for one in state.running()}
        assert taken.reference == f"W/{number + 1}"
        assert taken.left == ("Shift: Night",)
        child = only(list(state.subjects.values()))
        names.append((child.name, child.born is not None, child.address is not None, bool(state.what)))
        tale.does(tale.post("missing-co-ordinator", agency="police", qualified=None), c.Read())
    assert names == [("Kim Example", True, True, True), ("Lee Example", True, True, True)]


@row(
    "WIL-4",
    hub="wiltshire",
    shows="The daily call takes every domestic abuse report since the last call, with or without children in it.",
    source="S:1505-1508",
    without=(
        "/shareable/meeting_types/conference-call/agenda",
        "/shareable/meeting_types/conference-call/agenda/kinds",
        put("/shareable/meeting_types/conference-call/agenda/when", "open"),
        put("/shareable/meeting_types/conference-call/modes", ["in_person"]),
        refused(gone("/shareable/kinds/domestic-abuse-report")),
    ),
)
def test_wil_4_the_daily_call_takes_all_domestic_abuse(hub: Hub) -> None:
    tale = Tale(hub)
    caller = tale.post("abuse-administrator", agency="police", qualified=None)
    manager = tale.post("assistant-team-manager")
    cases = []
    for people, kind in (((ADA,), REPORT), ((ADA,), REPORT), ((KIM, ADA), REPORT), ((KIM,), "referral")):
        door = next(one.id for one in hub.doors if one.kind == kind)
        tale.receives(*people, door=door)
        cases.append(tale.case)
        tale.later(hours=8)
    yesterday = tale.now - timedelta(hours=26)
    call = Gathering(tale, caller, manager, last=yesterday)
    call.called("conference-call", manager)
    assert call.agenda == cases[1:3]
    assert call.state.mode == "telephone"


@row(
    "WIL-6",
    hub="wiltshire",
    shows="Minute-takers take the minutes of every meeting, and neither decide nor rate nor seal what was decided.",
    source="S:1520-1522",
    without=(
        refused(gone("/shareable/roles/minute-taker/permissions/meeting.minute")),
        put("/shareable/meeting_types/strategy/minute_takers", ["business-support"]),
        put("/shareable/roles/minute-taker/permissions", ["case.decide", "case.rate", "case.read", "meeting.minute"]),
    ),
)
def test_wil_6_minute_takers(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    manager = tale.post("assistant-team-manager")
    taker = tale.post("minute-taker", qualified=None)
    meeting = Gathering(tale, manager, taker)
    meeting.called("strategy", manager, tale.case, chair=manager.id, minute_taker=taker.id)
    meeting.comes(taker, "police")
    meeting.does(taker, m.Begin())
    child = only(hub.find("meeting_types", "strategy").pathways[:1])
    line = WriteLine(meeting.state.ref, "l1", "information", "Seen by the nurse in March.", subject="p1", agency="")
    tale.does(taker, line)
    written = meetings_of(tale.state)[meeting.state.ref].lines["l1"]
    assert [one.text for one in written.versions] == ["Seen by the nurse in March."]
    granted = hub.find("roles", "minute-taker").permissions
    assert not granted & {"case.decide", "case.rate", "case.act_now", "record.approve", "meeting.call"}
    for deed in (c.Rate(child, "protection"), c.Decide("p1", child, "section-47", "It was said so.")):
        with pytest.raises(Refusal):
            tale.does(taker, deed)
