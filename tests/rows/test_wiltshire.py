"""The rows of Wiltshire with Swindon: two councils, two stages, one threshold."""

from __future__ import annotations

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal

from tests.rows.registry import row
from tests.rows.shipped import gone, put
from tests.rows.tale import Tale, said

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
