"""The row of a team that triages and does nothing else."""

from __future__ import annotations

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal

from tests.rows.registry import row
from tests.rows.shipped import gone, put
from tests.rows.tale import KIM, Tale


@row(
    "MODE-2",
    hub="first-response",
    shows="A team that only triages: it reads, passes on and is done; nothing is researched and nothing is kept.",
    source="S:125-129",
    without=(
        put(
            "/shareable/check_sets",
            [
                {
                    "id": "research",
                    "name": {"en": "Research"},
                    "basis": "ca2004-s11",
                    "purpose": {"en": "To research."},
                    "asks": [
                        {
                            "agency": "social-care",
                            "clock": "accepts",
                            "questions": [{"id": "known", "text": {"en": "Is the family known?"}}],
                        }
                    ],
                }
            ],
        )
        + put("/shareable/pathways/child/checks", ["research"]),
        put("/shareable/pathways/child/workflow", {"id": "rate-ask-decide", "version": 1})
        + put("/shareable/pathways/child/decider", "social-worker-decides"),
        gone("/shareable/routes/to-social-care/accept_clock"),
    ),
)
def test_mode_2_triage_without_research(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    worker = tale.post("social-worker")
    assert tale.does(worker, c.Read()).stage == "triage"
    with pytest.raises(Refusal) as refusal:
        tale.does(worker, c.Ask("child"))
    assert refusal.value.code == "no_checks"
    tale.does(worker, c.Decide("p1", "child", "to-social-care", "It needs an assessment."))
    assert tale.state.stage == "passed-on"
    tale.does(worker, c.Tell(tale.contact, "outcome", "telephone", words="It was passed on."))
    with pytest.raises(Refusal) as refusal:
        tale.does(worker, c.Close("Passed on."))
    assert refusal.value.code == "needs_accepted"
    tale.does(worker, c.AnswerRoute("p1", "child", accepted=True, by="The social care team"))
    assert tale.does(worker, c.Close("Passed on.")).standing == "closed"
