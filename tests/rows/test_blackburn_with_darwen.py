"""The rows of Blackburn with Darwen, which began with children and took adults on later."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hubwright.actions.copy_aids import copy_aids
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.entries import Actor, Entry, Fact
from hubwright.domain.cases.topics.items import AnswerRelease, AskRelease, PassOn, RecordItem, TakeOut, items_of
from hubwright.domain.cases.topics.redacting import BeginCopy, CheckCopy, MakeCopy, SendToCheck, copies_of
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.documents.document import Document, Paragraph, Section
from hubwright.domain.documents.proposing import Recipient
from hubwright.domain.documents.reading import kept
from hubwright.domain.errors import Refusal
from hubwright.domain.incidents import Add, Close, IncidentState, Open, begin, incident_of
from hubwright.domain.incidents import decide as go_on

from tests.rows.registry import row
from tests.rows.shipped import gone, put, refused
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
    advocate = tale.post("violence-advocate", agency="wish-centre", qualified=None)
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


class Log:
    """One incident's own stream."""

    def __init__(self, tale: Tale):
        self.tale = tale
        self.entries: list[Entry] = []

    def adds(self, facts: list[Fact], by: Actor) -> IncidentState:
        """Put on record what somebody did."""
        for fact in facts:
            again = Tale(self.tale.hub, now=self.tale.now)
            again._record([fact], by)
            self.entries.append(replace(again.streams[fact.stream][0], number=len(self.entries) + 1))
        state = incident_of(self.entries)
        assert state is not None
        return state


@row(
    "BWD-5",
    hub="blackburn-with-darwen",
    shows="A near miss is written down by anybody of the hub, looked into in time, and closed with what was learned.",
    source="S:1265-1267",
    without=(
        "/shareable/incidents/near-miss",
        "/shareable/incidents/near-miss/clock",
        "/shareable/roles/information-co-ordinator/permissions/incident.record",
        "/shareable/roles/deputy-team-manager/permissions/incident.read",
    ),
)
def test_bwd_5_near_misses_have_a_log(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    writer, manager = tale.post("information-co-ordinator"), tale.post("deputy-team-manager")
    log = Log(tale)
    nearly = Open("near-miss", "The letter was nearly sent to the old address.", tale.now, case=tale.case)
    state = log.adds(begin(nearly, tale.context(writer)), writer)
    assert state.due is not None
    stranger = tale.post("senior-social-worker")
    with pytest.raises(Refusal):
        go_on(state, Close("Nothing."), tale.context(stranger))
    state = log.adds(go_on(state, Add("note", "The address is now checked twice."), tale.context(manager)), manager)
    state = log.adds(go_on(state, Close("Two people look at an address."), tale.context(manager)), manager)
    assert state.closed is not None
    # It never stands on the case's own record.
    assert all(not entry.type.startswith("incident.") for entry in tale.entries)


OLD = "A caution in 2019. The neighbour at number 12, Ida Neighbour, told us."


@row(
    "BWD-4",
    hub="blackburn-with-darwen",
    shows="Parts are taken out before something is released: of an item at its owner's word, of a document twice read.",
    source="S:1261-1263",
    without=(
        "/shareable/roles/information-co-ordinator/permissions/case.ask",
        "/shareable/roles/partner/permissions/check.answer",
        "/shareable/roles/deputy-team-manager/permissions/record.redact",
        "/shareable/roles/deputy-team-manager/permissions/record.redact_check",
    ),
)
def test_bwd_4_redacted_and_then_released(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    desk, police = tale.post("information-co-ordinator"), tale.post("partner", agency="police", qualified=None)
    tale.does(desk, RecordItem("child", "police", "PC Example", OLD, nature="fact", passing_on="ask_first"))
    whole = items_of(tale.state)[-1]
    at = OLD.index("The neighbour")
    tale.does(desk, TakeOut(whole.id, ((at, len(OLD)),), "For the refuge: who told the police is nobody's to know."))
    copy = items_of(tale.state)[-1]
    assert (copy.derived_from, copy.owner) == (whole.id, "police")
    assert "Ida" not in copy.text
    tale.does(desk, AskRelease(copy.id, ("wish-centre",), "They plan for her safety."))
    with pytest.raises(Refusal):
        tale.does(desk, PassOn(copy.id, "wish-centre", how="by telephone"))
    tale.does(police, AnswerRelease(copy.id, True, ("wish-centre",)))
    tale.does(desk, PassOn(copy.id, "wish-centre", how="by telephone"))
    with pytest.raises(Refusal):  # what was released is the copy, and nothing else
        tale.does(desk, PassOn(whole.id, "wish-centre", how="by telephone"))

    maker, second = (replace(tale.post("deputy-team-manager"), id=id) for id in ("u-maker", "u-second"))
    held = Paragraph("b1", OLD, ("agency:police",))
    document = Document(
        kind="chronology", title="Chronology", language="en", reference=tale.case, version=0, marking="", handling="",
        issued_to="", made="", hub="Example", sections=(Section("events", "What happened", (held,)),),
    )  # fmt: skip
    mother = Recipient("parent", on_behalf=("p1",), name="Ms Example")
    aids = copy_aids(tale.state, [tale.contact_state], tale.hub, tale.now)
    tale.does(maker, BeginCopy("", kept(document), mother, aids=aids))
    tale.does(maker, SendToCheck("k1"))
    for too_early in (CheckCopy("k1", True), MakeCopy("k1", aids=aids)):
        with pytest.raises(Refusal):
            tale.does(maker, too_early)
    tale.does(second, CheckCopy("k1", True))
    tale.does(maker, MakeCopy("k1", aids=aids))
    made = str(copies_of(tale.state)["k1"].made)
    assert "Ida" not in made
    assert "Ms Example" in made


@row(
    "BWD-3",
    hub="blackburn-with-darwen",
    shows="Red has four hours of the clock, amber one working day, green three; a bank holiday counts for red alone.",
    source="S:1256",
    without=(
        refused(put("/shareable/clocks/red-decision/unit", "working_hour")),
        put("/shareable/clocks/red-decision/unit", "calendar_day"),
        put("/shareable/clocks/amber-decision/unit", "elapsed_hour")
        + put("/shareable/clocks/amber-decision/amount", 24),
        put("/shareable/clocks/green-decision/unit", "calendar_day"),
        put("/shareable/clocks/green-decision/calendar", "always"),
    ),
)
def test_bwd_3_hours_and_days_are_told_apart(hub: Hub) -> None:
    # Friday, 16:50 in London, before a bank holiday Monday. The offices close at five.
    due = {}
    for tier in ("red", "amber", "green"):
        holiday = {date(2026, 5, 25): "Spring Bank Holiday"}
        tale = Tale(hub, now=datetime(2026, 5, 22, 15, 50, tzinfo=UTC), closures=holiday)
        tale.receives(KIM)
        tale.does(tale.post("senior-social-worker"), c.Rate("child", tier))
        due[tier] = tale.state.clocks["decision:child"].due
    assert due == {
        "red": datetime(2026, 5, 22, 19, 50, tzinfo=UTC),
        "amber": datetime(2026, 5, 26, 16, 0, tzinfo=UTC),
        "green": datetime(2026, 5, 28, 16, 0, tzinfo=UTC),
    }
