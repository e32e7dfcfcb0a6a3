"""The rows of Merton, where a colour says not only how urgent but what is done."""

from __future__ import annotations

from datetime import date

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.topics.ending import Conclude, TakeAs, endings_of
from hubwright.domain.cases.topics.items import RecordItem, items_of
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import Working

from tests.rows.registry import row
from tests.rows.shipped import Without, put, refused
from tests.rows.tale import KIM, Tale, said
from tests.rows.team import Team

TIERS = "/shareable/scales/brag/tiers"


def asking(tier: str) -> Without:
    """The hub with a colour that asks all agencies, like amber."""
    return put(f"{TIERS}/{tier}/checks", ["mash-checks"]) + put(f"{TIERS}/{tier}/return_clock", "amber-return")


def rated(hub: Hub, tier: str) -> Tale:
    tale = Tale(hub)
    tale.receives(KIM)
    tale.does(tale.post("duty-manager"), c.Rate("child", tier))
    return tale


def asks(tale: Tale) -> bool:
    """Whether the rating sends checks."""
    try:
        tale.does(tale.post("duty-manager"), c.Ask("child"))
    except Refusal as refusal:
        return refusal.code != "no_checks"
    return True


@row(
    "MER-1",
    hub="merton",
    shows="Four colours, and with each another behaviour: where it goes next and whether agencies are asked.",
    source="S:1585-1592",
    without=(
        f"{TIERS}/amber/checks",
        asking("red"),
        asking("blue"),
        put("/shareable/pathways/child/workflow", {"id": "rate-ask-decide", "version": 1}),
    ),
)
def test_mer_1_each_colour_behaves_in_its_own_way(hub: Hub) -> None:
    found = {}
    for tier in ("red", "amber", "green", "blue"):
        tale = rated(hub, tier)
        found[tier] = (tale.state.stage, asks(tale))
    assert found == {
        "red": ("social-worker", False),
        "amber": ("screening", True),
        "green": ("screening", True),
        "blue": ("replying", False),
    }


@row(
    "MER-2",
    hub="merton",
    shows="Red goes to a social worker at once: no check is waited for before the child protection response.",
    source="S:1588-1589",
    without=(
        asking("red"),
        put("/shareable/deciders/social-worker-decides/roles", ["team-manager"]),
    ),
)
def test_mer_2_red_skips_the_requests(hub: Hub) -> None:
    tale = rated(hub, "red")
    assert not asks(tale)
    worker = tale.post("social-worker")
    tale.does(worker, c.Decide("p1", "child", "section-47", "A bruise that nobody can explain."))
    assert [one.route for one in tale.state.decisions] == ["section-47"]


@row(
    "MER-3",
    hub="merton",
    shows="Blue is replied to and no more: no checks, no assessment, and outside timeliness.",
    source="S:1592",
    without=(
        f"{TIERS}/blue/counted",
        f"{TIERS}/blue/routes",
        put("/shareable/clocks/reply/counted", True),
        asking("blue"),
    ),
)
def test_mer_3_blue_is_a_reply_only(hub: Hub) -> None:
    tale = rated(hub, "blue")
    rating = tale.state.rating("child")
    assert rating is not None
    assert not rating.counted
    assert not hub.find("clocks", tale.state.clocks["decision:child"].rule).counted
    assert not asks(tale)
    manager = tale.post("team-manager")
    with pytest.raises(Refusal) as refusal:
        tale.does(manager, c.Decide("p1", "child", "single-assessment", "Not for a reply."))
    assert refusal.value.code == "route_missing"
    tale.does(manager, c.Decide("p1", "child", "information-given", "The court asked, and was answered."))
    assert tale.state.undecided() == ()


@row(
    "MER-4",
    hub="merton",
    shows="Private fostering and a child on their own are notices of their own: noted in time, or taken as a referral.",
    source="S:1581-1582",
    without=(
        "/shareable/doors/tell-private-fostering-notice",
        "/shareable/doors/tell-unaccompanied-child-notice",
        "/shareable/kinds/private-fostering-notice/ends_with",
        "/shareable/kinds/unaccompanied-child-notice/answer_clock",
    ),
)
def test_mer_4_notifications_have_their_kinds(hub: Hub) -> None:
    child = said([{"child-name": said("Kim Example"), "child-born": said({"year": 2015})}])
    for kind in ("private-fostering-notice", "unaccompanied-child-notice"):
        tale = Tale(hub)
        tale.arrives(f"tell-{kind}", {"children": child, "what": said("He lives with a friend of his mother.")})
        assert tale.state.kind == kind
        assert tale.state.clocks[f"answer:{tale.contact}"].rule == "notice-noted"
        tale.does(tale.post("team-manager"), Conclude(tale.contact, "A visit is arranged.", how="telephone"))
        assert [one.what for one in endings_of(tale.state)] == ["noted"]
        # Whoever reads more in it than a notice takes it as a referral, and then somebody decides.
        tale.arrives(f"tell-{kind}", {"children": child, "what": said("He is afraid of the man he lives with.")})
        tale.does(tale.post("duty-manager"), TakeAs("referral", "There is more in this than a notice."))
        assert "decision:child" in {one.id for one in tale.state.running()}


@row(
    "MER-6",
    hub="merton",
    shows="An agency's navigator searches and answers for it under that name, and reads nothing of anybody else's.",
    source="S:1616-1621, S:1628-1632",
    without=(
        "/shareable/roles/navigator",
        put("/shareable/roles/navigator/name/en", "Partner"),
        put("/shareable/roles/navigator/permissions", ["case.read", "check.answer"]),
        "/shareable/check_sets/mash-checks/asks/education",
    ),
)
def test_mer_6_a_navigator_of_each_agency(hub: Hub) -> None:
    tale = rated(hub, "amber")
    assert asks(tale)
    assert hub.find("roles", "navigator").name.en.startswith("Navigator")
    for agency in ("health", "education", "youth-justice"):
        navigator = tale.post("navigator", agency=agency, qualified=None)
        assert tale.seen_by(navigator) is None
        assert {one["agency"] for one in tale.listed_for(navigator, "case_check")} == {agency}
        tale.does(navigator, c.Return(tale.asked(agency).ask, "not_known", searched=("Its own system",)))
    assert not {"health", "education", "youth-justice"} & {one.agency for one in tale.state.waiting()}


@row(
    "MER-7",
    hub="merton",
    shows="What an agency puts into a restricted section is read by manager, social worker and that agency alone.",
    source="S:1628-1632",
    without=(
        "/shareable/sensitivities/restricted-section",
        put("/shareable/sensitivities/restricted-section/roles", ["duty-manager", "social-worker", "team-manager"]),
        put("/shareable/sensitivities/restricted-section/roles", ["team-manager"]),
    ),
)
def test_mer_7_a_restricted_section_for_each_agency(hub: Hub) -> None:
    tale = rated(hub, "amber")
    assert asks(tale)
    navigator = tale.post("navigator", agency="health", qualified=None)
    ask = tale.asked("health").ask
    tale.does(navigator, c.Return(ask, "shared", text="Seen in June.", sensitivity="restricted-section"))
    manager = tale.post("duty-manager")
    tale.does(manager, RecordItem("child", "police", "A constable", "A call.", sensitivity="restricted-section"))
    reads = {}
    for role in ("duty-manager", "social-worker", "team-manager", "first-contact-officer"):
        seen = tale.seen_by(tale.post(role))
        assert seen is not None
        answer = seen.case.checks[ask].answer
        assert answer is not None
        reads[role] = (answer.get("text") == "Seen in June.", len(items_of(seen.case)))
    assert reads == {
        "duty-manager": (False, 0),
        "social-worker": (True, 2),
        "team-manager": (True, 2),
        "first-contact-officer": (False, 0),
    }


@row(
    "MER-5",
    hub="merton",
    shows="An agency in the room for a part of the week that answers by telephone all week is reached every day.",
    source="S:1619",
    without=(
        "/shareable/agencies/probation/by_telephone",
        put("/shareable/calendars/office-hours/hours", {"mon": [["09:00", "17:00"]], "wed": [["09:00", "17:00"]]}),
        refused(put("/shareable/agencies/probation/by_telephone", "nights")),
    ),
)
def test_mer_5_cover_by_telephone(hub: Hub) -> None:
    team, tale = Team(hub), Tale(hub)
    for agency in ("probation", "substance-misuse"):
        mornings = Working(sessions={"mon": ("am",)})
        team.joins(tale.post("navigator", agency=agency, qualified=None), mornings)
    week = team.covers(date(2026, 6, 15), 5)
    assert [[halves for _, halves in one.there["probation"]] for one in week] == [[("am",)], [], [], [], []]
    assert [one.reached("probation") for one in week] == [("am", "pm")] * 5
    assert [one.reached("substance-misuse") for one in week] == [("am",), (), (), (), ()]
