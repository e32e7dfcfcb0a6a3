"""The rows of Cornwall, which rates nothing and gives advice as an outcome in itself."""

from __future__ import annotations

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.entries import REFERRER
from hubwright.domain.cases.topics.challenging import AnswerChallenge, ClimbChallenge, RaiseChallenge, challenges
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal

from tests.rows.registry import row
from tests.rows.shipped import Without, gone, put
from tests.rows.tale import KIM, Tale, said

PATHWAY = "/shareable/pathways/child"

RATED: Without = put(
    "/shareable/scales",
    [
        {
            "id": "need",
            "name": {"en": "Need"},
            "tiers": [
                {
                    "id": "any",
                    "label": {"en": "Any"},
                    "colour": "#b10e1e",
                    "symbol": "square",
                    "means": {"en": "Somebody rated it."},
                    "decision_clock": "child-decision",
                    "return_clock": "return",
                    "checks": ["consultation"],
                }
            ],
        }
    ],
) + put(f"{PATHWAY}/scale", "need")


@row(
    "COR-1",
    hub="cornwall",
    shows="A hub without ratings works from first to last: heard, consulted, decided, accepted, told, closed.",
    source="S:829-836",
    without=(
        RATED + put(f"{PATHWAY}/workflow", {"id": "rate-ask-decide", "version": 1}),
        gone(f"{PATHWAY}/checks") + put(f"{PATHWAY}/checks", []),
        put("/shareable/routes/early-help-locality/pathways", ["child"])
        + gone("/shareable/routes/early-help-locality/accept_clock"),
    ),
)
def test_cor_1_a_hub_without_ratings_works_end_to_end(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    worker, manager = tale.post("social-worker"), tale.post("team-manager")
    tale.does(worker, c.Read())
    tale.does(worker, c.Ask("child"))
    assert {check.agency for check in tale.state.waiting()} > {"police", "child-health", "education"}
    tale.all_answer(worker)
    tale.does(manager, c.Decide("p1", "child", "early-help-locality", "All agreed that early help is right."))
    assert "accept:p1:child" in tale.state.clocks
    tale.does(worker, c.AnswerRoute("p1", "child", accepted=True, by="The locality team"))
    tale.does(worker, c.Tell(tale.contact, "outcome", "email"))
    assert tale.does(manager, c.Close("The family has help.")).standing == "closed"
    assert tale.state.ratings == ()


@row(
    "COR-2",
    hub="cornwall",
    shows="A consultation without a name closes with the advice that was given, and not without it.",
    source="S:829-832, S:866-867",
    without=(
        "/shareable/doors/for-advice",
        "/shareable/routes/advice-and-signposting/needs_advice",
        put("/shareable/routes/advice-and-signposting/meaning", "no_further_action"),
    ),
)
def test_cor_2_a_consultation_closes_with_its_advice(hub: Hub) -> None:
    tale = Tale(hub)
    tale.arrives("for-advice", {"what": said("A pupil is often hungry. What should we do?")})
    manager = tale.post("team-manager")
    tale.does(manager, c.Read())
    advised = c.Decide("p1", "child", "advice-and-signposting", "A consultation; nobody was named.")
    with pytest.raises(Refusal) as refusal:
        tale.does(manager, advised)
    assert refusal.value.code == "advice_missing"
    told = "Speak with the parents, and ring again."
    tale.does(manager, c.Decide("p1", "child", advised.route, advised.reasons, advice=told))
    assert (tale.state.decisions[-1].meaning, tale.state.decisions[-1].advice) == ("advice", told)
    assert tale.does(manager, c.Close("Advice was given.")).standing == "closed"


@row(
    "COR-3",
    hub="cornwall",
    shows="Two posts decide and no other, whoever else may read and ask.",
    source="S:863-864",
    without=(
        put("/shareable/deciders/two-posts/roles", ["team-manager"]),
        put("/shareable/deciders/two-posts/roles", ["team-manager", "principal-social-worker", "social-worker"])
        + put("/shareable/roles/social-worker/permissions", ["case.decide", "case.read"]),
    ),
)
def test_cor_3_two_posts_decide(hub: Hub) -> None:
    may = []
    for role in ("team-manager", "principal-social-worker", "social-worker", "specialist-contact-worker"):
        tale = Tale(hub)
        tale.receives(KIM)
        try:
            tale.does(tale.post(role), c.Decide("p1", "child", "social-care-assessment", "What is known."))
        except Refusal:
            continue
        may.append(role)
    assert may == ["team-manager", "principal-social-worker"]


@row(
    "COR-4",
    hub="cornwall",
    shows="A referrer who is not satisfied climbs the board's ladder, and both sides stay on record.",
    source="S:864-866",
    without=(
        "/shareable/challenge",
        put("/shareable/challenge/referrers", False),
        "/shareable/challenge/levels/head-level",
        put("/shareable/challenge/levels/post-level/roles", ["service-manager"]),
    ),
)
def test_cor_4_a_referrer_escalates(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    manager = tale.post("team-manager")
    advised = "Ring the school nurse."
    tale.does(manager, c.Decide("p1", "child", "advice-and-signposting", "Nothing more is seen.", advice=advised))
    worried = "I still believe that she is at risk."
    tale.does(REFERRER, RaiseChallenge("decision", worried, contact=tale.contact))
    answer = "challenge:d1"
    assert 0 < tale.hours_until(answer) <= 24 * 3
    back = "We looked again, with the school."
    tale.does(manager, AnswerChallenge("d1", "stands", "The school sees her every day.", back))
    tale.does(REFERRER, ClimbChallenge("d1", "The school does not see her at home.", contact=tale.contact))
    head = tale.post("service-manager")
    tale.does(head, AnswerChallenge("d1", "changed", "An assessment is asked for.", "We shall look at her at home."))
    found = challenges(tale.state)["d1"]
    assert [(one.what, one.level) for one in found.said] == [
        ("raised", "post-level"),
        ("answered", "post-level"),
        ("climbed", "head-level"),
        ("answered", "head-level"),
    ]
    assert found.said[0].words == worried
    assert found.said[1].back == back
