"""The rows of Blackburn with Darwen, which began with children and took adults on later."""

from __future__ import annotations

from dataclasses import replace

from hubwright.domain.cases import commands as c
from hubwright.domain.definitions.hub import Hub

from tests.rows.registry import row
from tests.rows.shipped import gone, put
from tests.rows.tale import ADA, KIM, Tale, said

KIND = "/shareable/kinds/police-report/pathways"


@row(
    "BWD-1",
    hub="blackburn-with-darwen",
    shows="One police report opens the strands of a child, an adult and domestic abuse, each with its own people.",
    source="S:1243-1249",
    without=(
        f"{KIND}/child",
        f"{KIND}/adult",
        f"{KIND}/domestic-abuse",
        put("/shareable/pathways/domestic-abuse/from_age", 90),
    ),
)
def test_bwd_1_one_report_opens_three_strands(hub: Hub) -> None:
    tale = Tale(hub)
    victim = {
        "person-name": said("Ada Example"),
        "person-born": said({"year": 1990}),
        "person-role": said("role-victim"),
    }
    child = {"person-name": said("Kim Example"), "person-born": said({"year": 2018}), "person-role": said("role-child")}
    tale.arrives("for-police", {"people": said([victim, child]), "what": said("She was hit; the child saw it.")})
    strands = {one.name: set(one.pathways) for one in tale.state.subjects.values()}
    assert strands == {"Ada Example": {"adult", "domestic-abuse"}, "Kim Example": {"child"}}
    assert {f"decision:{one}" for one in ("child", "adult", "domestic-abuse")} <= set(tale.state.clocks)
    advocate = tale.post("advocate", agency="wish-centre", qualified=None)
    assert [one["pathway"] for one in tale.listed_for(advocate)] == ["domestic-abuse"]


@row(
    "BWD-2",
    hub="blackburn-with-darwen",
    shows="A common assessment and the hub's own form come to the same intake, and are worked on alike.",
    source="S:1257-1259",
    without=(
        "/shareable/doors/by-common-assessment",
        put("/shareable/doors/by-common-assessment/kind", "worry"),
        gone("/pages/who/questions/children/rows/child-name/meaning", document="form_definitions/common-assessment"),
    ),
)
def test_bwd_2_two_forms_one_intake(hub: Hub) -> None:
    kinds, people = set(), set()
    for door in ("for-professionals", "by-common-assessment"):
        tale = Tale(hub)
        children = said([{"child-name": said("Kim Example"), "child-born": said({"year": 2015})}])
        tale.arrives(door, {"children": children, "what": said("Often hungry.")})
        kinds.add(tale.state.kind)
        people.add(tuple((one.name, one.pathways) for one in tale.state.subjects.values()))
        tale.does(tale.post("information-co-ordinator"), c.Rate("child", "amber"))
        assert tale.state.rating("child") is not None
    assert kinds == {"referral"}
    assert people == {(("Kim Example", ("child",)),)}


@row(
    "BWD-6",
    hub="blackburn-with-darwen",
    shows="Adults join in mid-life: what was open goes on as it began, and what comes after opens both.",
    source="S:1208-1211",
    without=(
        put("/shareable/kinds/referral/pathways", ["child"]),
        put("/shareable/deciders/adult-decides/roles", ["deputy-team-manager"]),
    ),
)
def test_bwd_6_the_remit_grows_under_open_cases(hub: Hub) -> None:
    tale = Tale(_before_adults(hub))
    tale.receives(KIM, ADA)
    before = tale.state
    assert before.pathways == ("child",)
    tale.hub = hub
    worker = tale.post("senior-social-worker")
    tale.does(worker, c.Rate("child", "green"))
    after = tale.state
    assert (after.pathways, after.workflow) == (before.pathways, before.workflow)
    assert after.subjects == before.subjects
    tale.receives(KIM, ADA)
    assert set(tale.state.pathways) == {"child", "adult"}
    adults = tale.post("adult-social-worker", qualified=None)
    reason = "The agencies were rung."
    tale.does(adults, c.Rate("adult", "green"))
    tale.does(adults, c.Decide("p2", "adult", "care-assessment", "What is known.", reason_without=reason))
    assert tale.state.undecided("adult") == ()


def _before_adults(hub: Hub) -> Hub:
    """The hub as it was before adults: children and nothing else."""
    kinds = tuple(replace(one, pathways=("child",)) for one in hub.kinds if "child" in one.pathways)
    return replace(hub, pathways=tuple(one for one in hub.pathways if one.id == "child"), kinds=kinds)
