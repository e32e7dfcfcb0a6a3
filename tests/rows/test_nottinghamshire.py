"""The rows of Nottinghamshire, where everybody can see who is waited for."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hubwright.domain.access import as_of_view, reader_of
from hubwright.domain.answers.meanings import by_meaning
from hubwright.domain.cases import commands as c
from hubwright.domain.cases import returns_file
from hubwright.domain.cases.topics.challenging import AnswerChallenge, ClimbChallenge, RaiseChallenge, challenges
from hubwright.domain.cases.topics.talking import RecordTalk, talked
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.documents.composing import Wanted, composed
from hubwright.domain.documents.said import Teller
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import Working, leaving

from tests.documents.conftest import printed
from tests.rows.registry import row
from tests.rows.shipped import gone, put, refused
from tests.rows.tale import KIM, LEE, Tale, only, said
from tests.rows.team import Team


@row(
    "NOT-2",
    hub="nottinghamshire",
    shows="Each agency's answer has a clock, and one that is late is told to a person by name of the agency.",
    source="S:1702-1703",
    without=(
        put("/shareable/scales/rag/tiers/amber/return_clock", "green-return"),
        put("/shareable/clocks/amber-return/amount", 40),
        "/shareable/clocks/amber-return/ladder",
    ),
)
def test_not_2_a_partners_reply_has_a_clock(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    officer = tale.post("mash-officer")
    tale.does(officer, c.Read())
    tale.does(officer, c.Rate("child", "amber"))
    tale.does(officer, c.Ask("child"))
    police = tale.asked("police").ask
    assert tale.hours_until(f"return:{police}") == 4
    tale.later(hours=4, minutes=5)
    raised = {one["clock"] for fact in tale.watches() for one in fact.body.get("raised", ())}
    assert f"return:{police}" in raised
    late = tale.does(tale.post("agency-member", agency="police"), c.Return(police, "not_known"))
    assert late.clocks[f"return:{police}"].state == "late"


@row(
    "NOT-5",
    hub="nottinghamshire",
    shows="A family is told beforehand and asked, or it is said why not; for a section 47 enquiry nobody waits for it.",
    source="S:1708-1711",
    without=(
        gone("/pages/telling/questions/informed/meaning", document="form_definitions/child-referral"),
        "/shareable/routes/section-47/protective",
        "/shareable/talking",
        "/shareable/talking/reasons/section-47-enquiry/exempt",
    ),
)
def test_not_5_told_beforehand_unless_it_is_section_47(hub: Hub) -> None:
    tale = Tale(hub)
    given = {"what": said("He is often alone."), "informed": said({"position": "given"})}
    tale.arrives("for-professionals", {**given, "children": said([{"child-name": said("Kim Example")}])})
    found = by_meaning(tale.form_of("for-professionals"), tale.judgement.answers)
    assert only(found["consent.referral"]).answer.value == {"position": "given"}
    worker = tale.post("social-care-representative")
    tale.does(worker, RecordTalk("child", talked=True, told_first=True, words="Both parents, at school."))
    assert only(talked(tale.state).talks)["told_first"]
    # Nothing is said of the family, nothing rated, nothing asked: protection goes first all the same.
    tale.arrives(
        "for-professionals", {"what": said("A broken arm."), "children": said([{"child-born": said({"year": 2020})}])}
    )
    tale.does(worker, c.Decide("p1", "child", "section-47", "A broken arm."))
    assert tale.state.decision("p1", "child") is not None
    tale.does(worker, RecordTalk("child", talked=False, reason="section-47-enquiry"))
    assert only(talked(tale.state).talks)["exempt"]


@row(
    "NOT-9",
    hub="nottinghamshire",
    shows="People come in rotation: cover shows when each goes back, and nobody is counted after their last day.",
    source="S:1684-1686",
    without=(
        gone("/shareable/roles/mash-officer") + gone("/shareable/sensitivities/non-sensitive/roles/mash-officer"),
        refused(gone("/shareable/agencies/police")),
        put("/shareable/deciders/representative-decides/roles", ["operational-manager"]),
    ),
)
def test_not_9_a_rotation_has_its_last_day(hub: Hub) -> None:
    team, tale = Team(hub), Tale(hub)
    last = date(2026, 6, 17)
    back = Working(until=last, home="The front line")
    officer = team.joins(tale.post("mash-officer", agency="police", qualified=None), back)
    deciding = team.joins(tale.post("social-care-representative"), back)
    assert {seat.id for seat, _ in leaving(team.state, team.now, date(2026, 6, 8), 14)} == {officer.id, deciding.id}
    week = {one.day: one for one in team.covers(date(2026, 6, 15))}
    assert [len(one.there["police"]) for one in week.values()] == [1, 1, 1, 0, 0, 0, 0]
    assert week[last].without("representative-decides") == ()
    assert week[last + timedelta(days=1)].without("representative-decides") == ("am", "pm")


@row(
    "NOT-3",
    hub="nottinghamshire",
    shows="A disagreement over a rating goes to the social care representative, then to the operational manager.",
    source="S:1703-1706",
    without=(
        "/shareable/challenge",
        "/shareable/challenge/levels/manager",
        put("/shareable/challenge/levels/representative/roles", ["operational-manager"]),
        put("/shareable/challenge/levels/manager/roles", ["mash-officer"]),
    ),
)
def test_not_3_a_disagreement_has_two_steps(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    tale.does(tale.post("mash-officer"), c.Rate("child", "green"))
    health = tale.post("agency-member", agency="health", qualified="registered_nurse")
    tale.does(health, RaiseChallenge("rating", "This is amber: two missed appointments.", pathway="child"))
    manager = tale.post("operational-manager")
    answered = AnswerChallenge("d1", "stands", "They were rearranged.", "They were rearranged.")
    with pytest.raises(Refusal):
        tale.does(manager, answered)
    tale.does(tale.post("social-care-representative"), answered)
    tale.does(health, ClimbChallenge("d1", "They were missed again."))
    final = AnswerChallenge("d1", "changed", "It is amber.", "You were right.")
    tale.does(manager, final)
    tale.does(manager, c.Rate("child", "amber", reason="After the nurse's challenge."))
    with pytest.raises(Refusal) as refusal:
        tale.does(health, ClimbChallenge("d1", "Once more."))
    assert refusal.value.code == "top"
    assert [one.level for one in challenges(tale.state)["d1"].said] == ["representative"] * 2 + ["manager"] * 2


@row(
    "NOT-8",
    hub="nottinghamshire",
    shows="Who manages people as staff has no authority over cases by it, and health and police keep their own lines.",
    source="S:1679-1682",
    without=(
        "/shareable/roles/operational-manager/line_manages",
        "/shareable/roles/police-line-manager/line_manages",
        put("/shareable/roles/operational-manager/line_manages", ["childrens-services", "police", "health"]),
        put("/shareable/roles/police-line-manager/permissions", ["alarm.acknowledge", "case.read"]),
    ),
)
def test_not_8_line_management_gives_no_authority_over_a_case(hub: Hub) -> None:
    manages = {role.id: set(role.line_manages) for role in hub.roles if role.line_manages}
    assert manages == {"operational-manager": {"childrens-services"}, "police-line-manager": {"police"}}
    team, tale = Team(hub), Tale(hub)
    line = "Inspector Example"
    officer = tale.post("agency-member", agency="police", qualified=None)
    assert team.joins(officer, Working(line_manager=line, home="The force")).line_manager == line
    tale.receives(KIM)
    inspector = tale.post("police-line-manager", agency="police", qualified=None)
    assert tale.seen_by(inspector) is None
    assert tale.listed_for(inspector) == []
    with pytest.raises(Refusal):
        tale.does(inspector, c.Rate("child", "green"))
    assert tale.seen_by(officer) is not None


@row(
    "NOT-7",
    hub="nottinghamshire",
    shows="An agency's file of answers is taken in row by row; what is wrong in it is said, and the rest is taken.",
    source="S:1720-1723",
    without=(
        "/shareable/check_sets/child-checks/asks/police",
        "/shareable/roles/agency-member/permissions/check.answer",
        put("/shareable/scales/rag/tiers/amber/checks", ["red-checks"])
        + gone("/shareable/check_sets/red-checks/asks/health"),
    ),
)
def test_not_7_an_agencys_return_file(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    tale.does(tale.post("mash-officer"), c.Rate("child", "amber"))
    tale.does(tale.post("mash-officer"), c.Ask("child"))
    for agency in ("police", "health"):
        ask = tale.asked(agency).ask
        lines = ("reference,kind,text", f"{tale.case}-{ask},shared,Seen in March.", f"{tale.case}-{ask}9,all_well,")
        good, bad = returns_file.read("\n".join(lines))
        assert good.command is not None
        assert bad.command is None
        assert bad.wrong
        member = tale.post("agency-member", agency=agency, qualified=None)
        tale.does(member, good.command)
        answer = tale.state.checks[ask].answer
        assert answer is not None
        assert answer["text"] == "Seen in March."


@row(
    "NOT-4",
    hub="nottinghamshire",
    shows="Each item is sensitive or not: who decides reads both, and others of the hub what is not sensitive alone.",
    source="S:1714-1718",
    without=(
        "/shareable/sensitivities",
        "/shareable/sensitivities/sensitive",
        put("/shareable/sensitivities/sensitive/roles", ["social-care-representative", "mash-officer"]),
        "/shareable/sensitivities/non-sensitive/roles/mash-officer",
    ),
)
def test_not_4_each_item_has_its_sensitivity(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    tale.does(tale.post("mash-officer"), c.Rate("child", "amber"))
    tale.does(tale.post("mash-officer"), c.Ask("child"))
    texts = {"police": ("sensitive", "An operation runs."), "education": ("non-sensitive", "Misses school.")}
    asks = {}
    for agency, (sensitivity, text) in texts.items():
        asks[agency] = tale.asked(agency).ask
        member = tale.post("agency-member", agency=agency, qualified=None)
        tale.does(member, c.Return(asks[agency], "shared", text=text, sensitivity=sensitivity))
    reads = {}
    for role, agency in (("social-care-representative", None), ("mash-officer", None), ("agency-member", "police")):
        view = tale.seen_by(tale.post(role, agency=agency))
        assert view is not None
        answers = {one: view.case.checks[ask].answer or {} for one, ask in asks.items()}
        reads[role] = {one for one, (_, text) in texts.items() if answers[one].get("text") == text}
    assert reads == {
        "social-care-representative": {"police", "education"},
        "mash-officer": {"education"},
        # An agency reads what it gave itself, however sensitive.
        "agency-member": {"police", "education"},
    }


LAYOUT = "/shareable/documents/referrer-letter"


@row(
    "NOT-6",
    hub="nottinghamshire",
    shows="The letter to whoever referred is a PDF: what was decided, the advice, how to come back and whom to ring.",
    source="S:1720-1723",
    without=(
        f"{LAYOUT}/sections/0",
        f"{LAYOUT}/sections/1",
        f"{LAYOUT}/sections/2",
        f"{LAYOUT}/sections/3",
        put(f"{LAYOUT}/name/en", "A letter"),
        put("/shareable/routes/signposting/hears", "nothing"),
        "/shareable/routes/no-further-action/way_back",
    ),
)
def test_not_6_a_letter_to_whoever_referred(hub: Hub, tmp_path: Path) -> None:
    tale = Tale(hub)
    tale.receives(KIM, LEE)
    representative = tale.post("social-care-representative")
    tale.does(representative, c.Rate("child", "green"))
    advice = {"advice": "Her school can call a meeting.", "reason_without": "It is all known."}
    for subject, route in (("p1", "signposting"), ("p2", "no-further-action")):
        tale.does(representative, c.Decide(subject, "child", route, "Kept from the letter.", **advice))
    contacts = [tale.streams[f"contact:{tale.contact}"]]
    found = as_of_view(tale.entries, contacts, hub.forms, reader_of(hub, representative), tale.now, tale.now)
    assert found is not None
    wanted = Wanted("referrer_letter", "Jo Example")
    letter = composed(wanted, Teller(hub, found[0], "en"), found[1], by=representative.name, at=tale.now)
    text = printed(letter, tmp_path).words()
    back = hub.find("routes", "no-further-action").way_back
    assert back is not None
    for words in ("What became of your referral", tale.contact, "Signposting and support", advice["advice"], back.en):
        assert words in text
    assert hub.local.duty[0].telephone in text
    assert "Kept from the letter." not in text
    assert KIM.name not in text
