"""The rows of Merton, where a colour says not only how urgent but what is done."""

from __future__ import annotations

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal

from tests.rows.registry import row
from tests.rows.shipped import Without, put
from tests.rows.tale import KIM, Tale

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
