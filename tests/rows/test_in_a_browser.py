"""The rows that are seen in a browser: what is open on which day, what hangs on a wall, and who sees which hub."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hubwright.actions.check_links import answer_by_link, make_link, open_link
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.topics.entering import GiveToSystem, RecordEntered, to_enter
from hubwright.domain.definitions.hub import Hub

from tests.databases import Database
from tests.rows.front import Front
from tests.rows.registry import row
from tests.rows.shipped import ROOT, drawn, gone, put, refused
from tests.rows.tale import KIM, Tale, only


@row(
    "CAM-2",
    hub="camden",
    shows="Sources are switched on one at a time: police reports first, half a year later the others, by their dates.",
    source="S:1276-1279, S:1353",
    without=(
        "/shareable/doors/for-professionals/opens_on",
        put("/shareable/doors/for-police/opens_on", "2013-06-01"),
        put("/shareable/doors/for-out-of-hours/opens_on", "2012-12-01"),
    ),
)
def test_cam_2_sources_open_one_at_a_time(hub: Hub, sqlite_database: Database, tmp_path: Path) -> None:
    forms = {door.id: door.leads_to[0] for door in hub.doors if door.opens_on}
    front = Front(hub, database=sqlite_database, folder=tmp_path, now=datetime(2013, 1, 7, 9, 30, tzinfo=UTC))
    open_in_january = {door for door, form in forms.items() if front.begins(hub, form)}
    assert open_in_january == {"for-police"}
    front.clock.now = datetime(2013, 6, 3, 9, 30, tzinfo=UTC)
    assert {door for door, form in forms.items() if front.begins(hub, form)} == {
        "for-police",
        "for-professionals",
        "for-courts",
        "for-out-of-hours",
    }


@row(
    "WIL-9",
    hub="wiltshire",
    shows="The daily call begins on its day: until then its door is shut, and then it opens without a change.",
    source="S:1505-1508",
    without=(
        "/shareable/doors/for-police/opens_on",
        put("/shareable/doors/for-police/opens_on", "2014-06-01"),
        put("/shareable/doors/for-police/until", "2014-03-31"),
    ),
)
def test_wil_9_a_phase_begins_on_its_day(hub: Hub, sqlite_database: Database, tmp_path: Path) -> None:
    front = Front(hub, database=sqlite_database, folder=tmp_path, now=datetime(2014, 3, 28, 9, 30, tzinfo=UTC))
    assert not front.begins(hub, "domestic-abuse-notification")
    assert front.begins(hub, "child-referral")
    front.clock.now = datetime(2014, 4, 22, 9, 30, tzinfo=UTC)
    assert front.begins(hub, "domestic-abuse-notification")


@row(
    "NOT-1",
    hub="nottinghamshire",
    shows="A screen on the wall shows the rating, the time left and who is waited for, and nobody's name.",
    source="S:1702-1703",
    without=(
        "/shareable/roles/wall-screen",
        "/shareable/roles/wall-screen/permissions/wall.read",
        put("/shareable/scales/rag/tiers/amber/label/en", "Tawny"),
        "/shareable/check_sets/child-checks/asks/police",
    ),
)
def test_not_1_the_wall_names_nobody(hub: Hub, sqlite_database: Database, tmp_path: Path) -> None:
    front, tale = Front(hub, database=sqlite_database, folder=tmp_path), Tale(hub)
    officer = front.joins(hub, tale.post("mash-officer"))
    screen = front.joins(hub, tale.post("wall-screen", qualified=None))
    case = front.receives(hub, KIM, words="Kim told Jo Secret at 4 Sample Street.")
    front.does(hub, officer, case, c.Rate("child", "amber"))
    front.does(hub, officer, case, c.Ask("child"))
    client = front.browser(screen)
    wall = client.get(f"/{hub.id}/wall").get_data(as_text=True)
    for seen in ("Amber", "left", hub.find("agencies", "police").name.en, case[-4:]):
        assert seen in wall
    for kept in ("Kim", "Secret", "Sample Street", officer.name, case):
        assert kept not in wall
    assert client.get(f"/{hub.id}/cases/{case}").status_code in {403, 404}


@row(
    "BND-1",
    hub="bury",
    shows="One force serves many hubs: an officer of two sees in each what that one asks, and nothing of the other.",
    source="S:460-466",
    without=(
        "/shareable/check_sets/urgent-checks/asks/police",
        refused(gone("/shareable/roles/partner")),
        refused(gone("/shareable/agencies/police")),
    ),
)
def test_bnd_1_one_officer_two_hubs_two_walls(hub: Hub, sqlite_database: Database, tmp_path: Path) -> None:
    neighbour, problems = drawn("merton")
    assert not problems
    front = Front(hub, neighbour, database=sqlite_database, folder=tmp_path)
    officer = Tale(hub).post("partner", agency="police", qualified=None)
    cases = {}
    for one, role, tier in ((hub, "social-worker", "red"), (neighbour, "duty-manager", "amber")):
        front.joins(one, officer)
        worker = front.joins(one, replace(Tale(one).post(role), id=f"u-{one.id}"))
        cases[one.id] = front.receives(one, KIM, words="A bruise.")
        front.does(one, worker, cases[one.id], c.Rate("child", tier))
        front.does(one, worker, cases[one.id], c.Ask("child", agencies=("police",)))
    client = front.browser(officer)
    for here, there in ((hub.id, neighbour.id), (neighbour.id, hub.id)):
        own = client.get(f"/{here}/checks").get_data(as_text=True)
        assert cases[here] in own
        assert cases[there] not in own
        assert client.get(f"/{here}/checks/{cases[here]}/q1").status_code == 200
        assert client.get(f"/{here}/checks/{cases[there]}/q1").status_code == 404
        assert client.get(f"/{here}/cases/{cases[here]}").status_code in {403, 404}


@row(
    "HAM-3",
    hub="hampshire",
    shows="An agency with no seat here gets a link by mail and a code by voice, and its answer is its own.",
    source="S:917-922",
    without=(
        "/local/mailboxes/fire-and-rescue",
        "/shareable/check_sets/child-checks/asks/fire-and-rescue",
        "/shareable/roles/child-social-worker/permissions/case.ask",
        "/shareable/letters/letter-link",
    ),
)
def test_ham_3_a_virtual_agency_answers_by_link_and_code(hub: Hub, sqlite_database: Database, tmp_path: Path) -> None:
    front = Front(hub, database=sqlite_database, folder=tmp_path)
    worker = front.joins(hub, Tale(hub).post("child-social-worker"))
    case = front.receives(hub, KIM, words="A fire at night.")
    front.does(hub, worker, case, c.Rate("child", "soon"))
    front.does(hub, worker, case, c.Ask("child", agencies=("fire-and-rescue",)))
    house = front.hubwright.house
    made = make_link(house, hub=hub.id, actor=worker, deed="link", case=case, ask="q1", to="Control room")
    assert made.mailed
    letter = next((one for one in hub.letters if one.moment == "link"), None)
    assert letter is not None
    client = front.browser()
    assert client.get(f"/{hub.id}/checks/{case}/q1").status_code in {302, 403, 404}
    assert open_link(house, hub=hub.id, token=made.token, code="WRONG") is None
    opened = open_link(house, hub=hub.id, token=made.token, code=made.code)
    assert opened is not None
    assert (opened.case, opened.ask) == (case, "q1")
    said = c.Return("q1", "shared", text="One fire in March, put out.")
    answer_by_link(house, hub=hub.id, deed="answer", token=made.token, name="A watch manager", command=said)
    check = front.case(hub, case).checks["q1"]
    assert (check.state, check.agency) == ("answered", "fire-and-rescue")
    assert open_link(house, hub=hub.id, token=made.token, code=made.code) is None


@row(
    "COR-6",
    hub="cornwall",
    shows="Who can be rung at an agency that is on call stands by name beside its question, and the answer is theirs.",
    source="S:853-854",
    without=(
        "/local/on_call/domestic-abuse",
        put("/local/on_call/probation/agency", "police"),
        "/shareable/check_sets/consultation/asks/adult-mental-health",
    ),
)
def test_cor_6_named_people_on_call(hub: Hub, sqlite_database: Database, tmp_path: Path) -> None:
    front = Front(hub, database=sqlite_database, folder=tmp_path)
    worker = front.joins(hub, Tale(hub).post("social-worker"))
    case = front.receives(hub, KIM, words="Often hungry.")
    on_call = ("domestic-abuse", "adult-mental-health", "probation")
    front.does(hub, worker, case, c.Ask("child", agencies=on_call))
    for number, agency in enumerate(on_call, 1):
        ask = f"q{number}"
        page = front.browser(worker).get(f"/{hub.id}/checks/{case}/{ask}").get_data(as_text=True)
        named = only([one for one in hub.local.on_call if one.agency == agency])
        assert named.name in page
        assert named.telephone in page
        front.does(hub, worker, case, c.Return(ask, "known_nothing_relevant", said_by=named.name))
        check = front.case(hub, case).checks[ask]
        assert check.agency == agency
        assert check.answer is not None
        assert check.answer["said_by"] == named.name


@row(
    "CAM-10",
    hub="camden",
    shows="How the assessment should go on is asked for with the decision, travels with it, and waits to be entered.",
    source="S:1303-1306",
    without=(
        "/shareable/routes/single-assessment/takes_recommendation",
        "/shareable/routes/single-assessment/accept_clock",
        "/shareable/handover",
    ),
)
def test_cam_10_a_recommendation_travels_to_the_assessment(hub: Hub, sqlite_database: Database, tmp_path: Path) -> None:
    front = Front(hub, database=sqlite_database, folder=tmp_path)
    manager = front.joins(hub, Tale(hub).post("mash-manager"))
    case = front.receives(hub, KIM, words="Bruises.")
    front.does(hub, manager, case, c.Rate("child", "amber"))
    page = front.browser(manager).get(f"/{hub.id}/cases/{case}/decide").get_data(as_text=True)
    assert 'name="recommendation"' in page
    see = "See the child alone, at school, before the parents."
    decision = c.Decide("p1", "child", "single-assessment", "The threshold is met.", household="not_known")
    decided = replace(decision, reason_without="Known already.", recommendation=see)
    front.does(hub, manager, case, decided)
    state = front.case(hub, case)
    waiting = only(to_enter(state))
    assert waiting.recommendation == see
    assert "accept:p1:child" in state.clocks
    front.does(hub, manager, case, GiveToSystem("p1", "child", waiting.number, "copy"))
    front.does(hub, manager, case, RecordEntered("p1", "child", waiting.number, "FWI-1"))
    assert to_enter(front.case(hub, case)) == ()


def test_every_public_door_of_every_shipped_hub_can_be_begun(sqlite_database: Database, tmp_path: Path) -> None:
    hubs = [drawn(path.parent.name)[0] for path in sorted((ROOT / "tenant_configs").glob("*/hub.json"))]
    front = Front(*hubs, database=sqlite_database, folder=tmp_path)
    shut = [
        f"{hub.id}: {door.id}"
        for hub in hubs
        for door in hub.doors
        if door.who == "public" and not front.begins(hub, door.leads_to[0])
    ]
    assert shut == []
