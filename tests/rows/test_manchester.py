"""The rows of Manchester, where two units work in the hub's building and share its cases."""

from __future__ import annotations

from typing import Any

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal

from tests.rows.registry import row
from tests.rows.shipped import put, refused
from tests.rows.tale import Tale, said

KIM = {"child-name": said("Kim Example"), "child-born": said({"year": 2012})}
ADA = {"child-name": said("Ada Example"), "child-born": said({"year": 1980})}
DOOR = "for-professionals"
SCALE = "/shareable/scales/safeguarding-risk"


def told(*people: dict[str, Any], **answers: str) -> dict[str, Any]:
    """What an agency sends: whom it is about, and what is said of the risk."""
    given = {id.replace("_", "-"): said(value) for id, value in answers.items()}
    return {"children": said(list(people)), "what": said("He does not dare to go to school."), **given}


@row(
    "MAN-1",
    hub="manchester",
    shows="The gangs unit and Phoenix Protect are teams: each works on its strand of a case they share.",
    source="S:1818-1822",
    without=(
        "/shareable/doors/for-professionals/strands/0",
        "/shareable/doors/for-professionals/strands/1",
        put("/shareable/roles/gangs-worker/pathways", ["gangs", "child"]),
        put("/shareable/roles/gangs-worker/pathways", ["child"]),
        put("/shareable/roles/exploitation-worker/pathways", ["gangs"]),
        put("/shareable/roles/social-worker/pathways", ["child"]),
    ),
)
def test_man_1_two_units_share_a_case(hub: Hub) -> None:
    gangs, exploitation = (
        ("gangs-worker", "gangs-unit", "gangs"),
        ("exploitation-worker", "exploitation-unit", "exploitation"),
    )
    tale = Tale(hub)
    tale.arrives(DOOR, told(KIM))
    for role, agency, _ in (gangs, exploitation):
        assert tale.seen_by(tale.post(role, agency=agency)) is None
    tale.arrives(DOOR, told(KIM, gang_links="yes", exploitation="yes"))
    assert set(tale.state.pathways) == {"child", "gangs", "exploitation"}
    for role, agency, strand in (gangs, exploitation):
        worker = tale.post(role, agency=agency, qualified=None)
        assert tale.seen_by(worker) is not None
        assert {one["pathway"] for one in tale.listed_for(worker)} == {strand}
        with pytest.raises(Refusal):
            tale.does(worker, c.Rate("child", "high"))
        tale.does(worker, c.Rate(strand, "high"))
    social_worker = tale.post("social-worker")
    tale.does(social_worker, c.Rate("child", "not-high"))
    assert {one["pathway"] for one in tale.listed_for(social_worker)} == {"child", "gangs", "exploitation"}


@row(
    "MAN-2",
    hub="manchester",
    shows="The area's own assessment finds early who is at risk of gangs; no other form is asked for.",
    source="S:1827-1829",
    without=(
        refused(put("/shareable/doors/for-professionals/form", {"id": "child-referral", "version": 1})),
        put("/shareable/doors/for-professionals/source", "public"),
    ),
)
def test_man_2_the_areas_own_assessment(hub: Hub) -> None:
    tale = Tale(hub)
    form = tale.form_of(DOOR)
    asked = {question.id for question in form.questions()}
    assert {"strengths", "home", "gang-links", "harm-to-them", "harm-to-family"} <= asked
    tale.arrives(DOOR, told(KIM, gang_links="yes"))
    assert tale.contact_state.form == (form.id, form.version)
    assert hub.find("doors", DOOR).source == "professional"
    assert "gangs" in tale.state.pathways


@row(
    "MAN-3",
    hub="manchester",
    shows="What makes it high is the risk to the young person and to the family, not offending; each gets a decision.",
    source="S:1825-1827",
    without=(
        f"{SCALE}/suggestions/harm-to-family",
        put(f"{SCALE}/suggestions/harm-to-family/tier", "not-high"),
        "/shareable/kinds/referral/pathways/family-member",
        "/shareable/routes/family-support",
    ),
)
def test_man_3_the_risk_to_the_young_person_and_to_the_family(hub: Hub) -> None:
    offence = Tale(hub)
    offence.arrives(DOOR, told(KIM, gang_links="yes", harm_to_them="no", harm_to_family="no", offending="A robbery."))
    assert not offence.state.suggestions
    tale = Tale(hub)
    tale.arrives(DOOR, told(KIM, ADA, gang_links="yes", harm_to_them="no", harm_to_family="yes"))
    assert {one["tier"] for one in tale.state.suggestions} == {"high"}
    assert {"gangs", "family-member"} <= set(tale.state.pathways)
    manager = tale.post("operational-manager")
    for strand in ("gangs", "family-member"):
        tale.does(manager, c.Rate(strand, "high"))
        assert tale.hours_until(f"decision:{strand}") == 4
    people = {one.name: one.id for one in tale.state.subjects.values()}
    kim, ada = people["Kim Example"], people["Ada Example"]
    tale.does(manager, c.Decide(kim, "gangs", "prevention", "He wants out of it.", reason_without="At risk now."))
    tale.does(manager, c.Decide(ada, "family-member", "family-support", "The home was threatened.", reason_without="-"))
    assert {(one.subject, one.route) for one in tale.state.decisions} == {(kim, "prevention"), (ada, "family-support")}
