"""The rows of no hub in particular: what the law fixes, and what every hub may vary."""

from __future__ import annotations

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal

from tests.rows.registry import row
from tests.rows.shipped import drawn, put, refused
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
