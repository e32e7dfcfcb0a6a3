"""The rows of looking again: decisions audited by others, a reviewer from outside, and agreements that hold or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hubwright.domain.access import holds, reader_of, scope
from hubwright.domain.audits import Answer, Candidate, Draw, Evaluate, Item, audit_of, begin, decide
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.project import project_case
from hubwright.domain.cases.topics.basis import bases
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import HubState, Seat, give_seat
from hubwright.domain.hubs.agreed import KeptAgreement
from hubwright.domain.hubs.agreements import sign, standing, standings

from tests.rows.registry import row
from tests.rows.shipped import put, refused
from tests.rows.tale import KIM, Tale, only

FORM = "/shareable/decision_audit"


@row(
    "SAN-7",
    hub="sandwell",
    shows="Decisions are drawn by lot and audited by somebody who did not make them, and looked at again months later.",
    source="S:1480-1481",
    without=(
        FORM,
        put(f"{FORM}/months", [3, 6]),
        f"{FORM}/questions/reasons",
        "/shareable/roles/service-manager/permissions/decision.audit",
    ),
)
def test_san_7_a_sample_of_decisions_is_audited(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    decider = tale.post("team-manager")
    tale.does(decider, c.Rate("child", "red"))
    why = {"reason_without": "Known already.", "advice": "Talk to them."}
    tale.does(
        decider, c.Decide("p1", "child", "no-further-action", "Nothing points to harm.", threshold="not_met", **why)
    )
    found = only(project_case(tale.streams[f"case:{tale.case}"])["case_decision"])
    assert found["by_user"] == decider.id
    candidate = Candidate(
        Item(found["case_ref"], found["number"], found["subject"], found["pathway"]),
        found["what"],
        found["route"],
        found["threshold"],
        found["by_user"],
        found["decided_at"],
    )
    day = tale.now.date()
    draw = Draw("Decisions below the threshold", day, day, ("no-further-action",), below_threshold=True, how_many=10)
    auditor = tale.post("service-manager")
    with pytest.raises(Refusal):
        begin(replace(draw, auditor=decider.id), [candidate], tale.context(auditor))
    (drawn,) = begin(draw, [candidate], tale.context(auditor))
    tale.records([drawn], auditor)
    state = audit_of(tale.streams[drawn.stream])
    assert state is not None
    assert state.fair
    assert state.sample == (candidate.item,)
    assert list(state.due) == [3, 6, 12]
    answers = dict.fromkeys(("threshold", "reasons", "information", "voice"), "well")
    said = Answer(1, "agree", answers)
    with pytest.raises(Refusal):
        decide(state, said, tale.context(decider), decided_by=decider.id)
    tale.records(decide(state, said, tale.context(auditor), decided_by=decider.id), auditor)
    tale.records(decide(state, Evaluate(12, "Reasons are clearer."), tale.context(auditor)), auditor)
    state = audit_of(tale.streams[drawn.stream])
    assert state is not None
    assert (state.complete, len(state.evaluations)) == (1, 1)


@row(
    "REV-1",
    hub="sandwell",
    shows="A reviewer from outside reads for a time, writes nothing, and is out at the last minute.",
    source="S:310-319",
    without=(
        "/shareable/roles/reviewer/time_boxed",
        put("/shareable/roles/reviewer/time_boxed/most_days", 200),
        "/shareable/roles/reviewer/permissions/case.read",
        refused(put("/shareable/roles/reviewer/time_boxed/reads_only", False)),
    ),
)
def test_rev_1_a_reviewer_looks_in_for_a_time(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    actor = Actor("u-peer", "Peer Example", hub.agencies[0].id, frozenset({"reviewer"}))
    boxed = {one.id: one.time_boxed for one in hub.roles if one.time_boxed}
    agencies, roles = [one.id for one in hub.agencies], [one.id for one in hub.roles]
    seat = Seat("s1", actor.id, actor.name, agencies[0], actor.roles, frozenset(), tale.now)
    asked = replace(seat, purpose="Peer review", invited_by="Sam Example")
    for wrong in (seat, asked, replace(asked, ends=tale.now + timedelta(days=60))):
        with pytest.raises(Refusal):
            give_seat(HubState(), wrong, agencies=agencies, roles=roles, now=tale.now, boxed=boxed)
    ends = tale.now + timedelta(days=14)
    give_seat(HubState(), replace(asked, ends=ends), agencies=agencies, roles=roles, now=tale.now, boxed=boxed)
    reader = reader_of(hub, actor, begins=tale.now, ends=ends)
    assert reader.reads_only
    row = only(
        [one for one in project_case(tale.streams[f"case:{tale.case}"])["case_row"] if one["pathway"] == "child"]
    )
    assert holds(scope(reader, "case_row", ends - timedelta(minutes=1)), row, {})
    assert not holds(scope(reader, "case_row", ends), row, {})
    # Held to a sample, they see its cases and no others.
    for among, seen in (({tale.case}, True), (set(), False)):
        held = replace(reader, only=frozenset(among))
        assert holds(scope(held, "case_row", tale.now), row, {}) is seen


@row(
    "BUR-8",
    hub="bury",
    shows="The register says who has signed, who has to be asked and what is past its review; a check says it too.",
    source="S:1115-1120",
    without=(
        "/shareable/agreements",
        "/shareable/agreements/memorandum",
        put("/shareable/agreements/memorandum/between", ["police"]),
        "/shareable/agreements/operational-terms/review_months",
    ),
)
def test_bur_8_the_register_of_agreements(hub: Hub) -> None:
    tale = Tale(hub)
    day = tale.now.date()
    assert {one.id for one in hub.agreements} == {
        "operational-terms",
        "strategic-terms",
        "operating-principles",
        "memorandum",
    }
    everybody = tuple(one.id for one in hub.agencies)
    assert standing(hub.find("agreements", "memorandum"), HubState(), day).waits_for == everybody
    kept: dict[str, KeptAgreement] = {}
    for agreement in hub.agreements:
        facts = [
            fact.body
            for agency in agreement.between
            for fact in sign(hub.agreements, agreement.id, agency, by="Its director", on=day, now=tale.now)
        ]
        signed = {body["agency"]: (body["by"], date.fromisoformat(body["on"])) for body in facts}
        kept[agreement.id] = KeptAgreement(signed)
    state = HubState(agreements=kept)
    assert set(standings(hub.agreements, state, day).values()) == {"holds"}
    assert set(standings(hub.agreements, state, day + timedelta(days=400)).values()) == {"expired"}
    leaning = {}
    for name, register in (("signed", state), ("unsigned", HubState())):
        story = _Leaning(hub, register)
        story.receives(KIM)
        worker = story.post("social-worker")
        story.does(worker, c.Rate("child", "amber"))
        story.does(worker, c.Ask("child"))
        leaning[name] = {one["id"] for basis in bases(story.state) for one in basis.body.get("agreements", ())}
    assert leaning["signed"] == set()
    assert "memorandum" in leaning["unsigned"]


class _Leaning(Tale):
    """A story on a hub whose register stands as it says."""

    def __init__(self, hub: Hub, register: HubState):
        super().__init__(hub)
        self.register = register

    def context(self, actor: Actor) -> Context:
        found = standings(self.hub.agreements, self.register, self.now.date())
        return replace(super().context(actor), agreements=found)
