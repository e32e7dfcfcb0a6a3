"""The rows of no hub in particular: what the law fixes, and what every hub may vary."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal

from tests.rows.registry import row
from tests.rows.shipped import drawn, gone, put, refused
from tests.rows.tale import KIM, Tale


@row(
    "LAW-1",
    hub="bury",
    shows="For a child a social worker decides: no definition takes that away, and nobody else's decision is taken.",
    source="S:103-104",
    without=(
        refused(put("/shareable/deciders/manager-decides/qualification", "police_officer")),
        refused(put("/shareable/deciders/team-decides/qualification", "qualified_teacher")),
    ),
)
def test_law_1_a_social_worker_decides_for_a_child(hub: Hub) -> None:
    for decider in ("manager-decides", "team-decides"):
        _, problems = drawn("bury", put(f"/shareable/deciders/{decider}/qualification", "police_officer"))
        assert {one.code for one in problems} == {"below-floor"}
    tale = Tale(hub)
    tale.receives(KIM)
    tale.does(tale.post("social-worker"), c.Rate("child", "amber"))
    decision = c.Decide("p1", "child", "child-assessment", "What is known.", reason_without="Known already.")
    for unqualified in (None, "police_officer"):
        with pytest.raises(Refusal):
            tale.does(tale.post("team-manager", qualified=unqualified), decision)
    tale.does(tale.post("team-manager"), decision)
    assert tale.state.undecided() == ()


@row(
    "MODE-1",
    hub="cornwall",
    shows="One definition runs all three models: agencies in the room, linked from afar, or rung one by one.",
    source="S:75-96",
    without=(
        put("/shareable/pathways/child/checks", []),
        refused(gone("/shareable/roles/partner/permissions/check.answer")),
        "/shareable/roles/social-worker/permissions/case.ask",
    ),
)
def test_mode_1_one_definition_runs_every_model(hub: Hub) -> None:
    endings = {}
    for model, mode in (("together", "co_located"), ("linked", "virtual"), ("apart", "single_contact")):
        agencies = tuple(replace(one, mode=mode) for one in hub.agencies)
        tale = Tale(replace(hub, agencies=agencies))
        tale.receives(KIM)
        worker = tale.post("social-worker")
        tale.does(worker, c.Ask("child"))
        if model == "apart":
            # Nobody of the agencies has a seat: they are rung, and the hub's own worker writes down who said what.
            tale.all_answer(worker)
        else:
            for asked in tale.state.waiting():
                answered = c.Return(asked.ask, "known_nothing_relevant")
                tale.does(tale.post("partner", agency=asked.agency, qualified=None), answered)
        decision = c.Decide("p1", "child", "social-care-assessment", "All that is known was heard.")
        tale.does(tale.post("principal-social-worker"), decision)
        endings[model] = (tale.state.stage, tale.state.waiting(), len(tale.state.checks))
    assert set(endings.values()) == {("decided", (), 8)}
