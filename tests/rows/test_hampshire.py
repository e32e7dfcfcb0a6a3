"""The rows of Hampshire, one front door for children and adults."""

from __future__ import annotations

from hubwright.domain.cases import commands as c
from hubwright.domain.cases.topics.talking import RecordCapacity, RecordWishes, talked
from hubwright.domain.definitions.hub import Hub

from tests.rows.registry import row
from tests.rows.shipped import put
from tests.rows.tale import ADA, KIM, Tale


@row(
    "HAM-1",
    hub="hampshire",
    shows="One contact about a child and an adult opens both pathways, each with its own people and decider.",
    source="S:897-898",
    without=(
        put("/shareable/kinds/referral/pathways", ["child"]),
        put("/shareable/pathways/adult/from_age", 80),
        put("/shareable/scales/urgency/tiers/soon/deciders/adult", "child-decides"),
    ),
)
def test_ham_1_children_and_adults_under_one_roof(hub: Hub) -> None:
    tale = Tale(hub)
    state = tale.receives(KIM, ADA)
    assert {one.name: one.pathways for one in state.subjects.values()} == {
        "Kim Example": ("child",),
        "Ada Example": ("adult",),
    }
    child = tale.post("child-social-worker")
    adult = tale.post("adult-social-worker", qualified=None)
    for pathway, who, subject, route in (
        ("child", child, "p1", "child-assessment"),
        ("adult", adult, "p2", "care-assessment"),
    ):
        tale.does(who, c.Rate(pathway, "soon"))
        tale.does(who, c.Decide(subject, pathway, route, "What is known.", reason_without="The agencies were rung."))
    assert tale.state.undecided() == ()


@row(
    "LAW-3",
    hub="hampshire",
    shows="What an adult wants, and whether they can make one decision at one time, is on record and stops nothing.",
    source="S:404-413, S:509-514",
    without=(
        "/shareable/talking",
        put("/shareable/talking/wishes", []),
        put("/shareable/talking/capacity", []),
    ),
)
def test_law_3_wishes_and_capacity_are_on_record(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(ADA)
    worker = tale.post("adult-social-worker", qualified=None)
    tale.does(worker, RecordWishes("p1", "She wants to stay at home with her son.", "From her, alone."))
    stay = "Whether to stay in the house tonight"
    tale.does(worker, RecordCapacity("p1", stay, "has", "She weighs what may happen and says why.", worker.name))
    found = talked(tale.state)
    assert [one["wishes"] for one in found.wishes] == ["She wants to stay at home with her son."]
    assert [(one["decision"], one["finding"]) for one in found.capacity] == [(stay, "has")]
    # She may choose a risk, and protection never waits for what is written of her.
    tale.receives(ADA)
    tale.does(worker, c.ActNow("Police at the door.", route="protect-adult-now"))
    assert tale.state.actions
