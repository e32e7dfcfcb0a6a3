"""The rows of Northamptonshire, where agencies share once the threshold is met."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.notices import notices_of
from hubwright.domain.cases.topics.ending import Conclude, endings_of
from hubwright.domain.cases.topics.items import RecordItem
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import Working, leaving, without_end
from hubwright.notices.letters import Merge, filled

from tests.rows.registry import row
from tests.rows.shipped import gone, put, refused
from tests.rows.tale import KIM, Tale, only
from tests.rows.team import Team


@row(
    "NTH-3",
    hub="northamptonshire",
    shows="An agency that has one contact and no desk is asked like the others, in the time that it needs.",
    source="S:1387-1389",
    without=(
        "/shareable/check_sets/threshold-checks/asks/ambulance",
        put("/shareable/check_sets/threshold-checks/asks/ambulance/clock", "return"),
        "/shareable/roles/contact-point/permissions/check.answer",
    ),
)
def test_nth_3_a_single_point_of_contact(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    worker = tale.post("social-worker")
    tale.does(worker, c.Rate("child", "significant-harm"))
    tale.does(worker, c.Ask("child"))
    asked = tale.asked("ambulance")
    due = tale.state.clocks[f"return:{asked.ask}"].due
    assert due > tale.state.clocks[f"return:{tale.asked('police').ask}"].due
    contact = tale.post("contact-point", agency="ambulance", qualified=None)
    tale.does(contact, c.Return(asked.ask, "not_known"))
    assert tale.state.checks[asked.ask].state == "answered"
    assert tale.seen_by(contact) is None


@row(
    "NTH-2",
    hub="northamptonshire",
    shows="Whoever referred hears what became of it, in the hub's own words and within a clock that a decision starts.",
    source="S:1377-1378, S:1412",
    without=(
        "/shareable/kinds/referral/feedback",
        put("/shareable/letters/letter-outcome/body/en", "{{hub}}"),
        put("/shareable/clocks/feedback/amount", 30),
    ),
)
def test_nth_2_feedback_has_its_words_and_its_time(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    manager = tale.post("mash-manager")
    tale.does(manager, c.Rate("child", "below-threshold"))
    tale.does(manager, c.Decide("p1", "child", "no-further-action", "Not met.", advice="Ask the school nurse."))
    feedback = f"feedback:{tale.contact}"
    assert 0 < tale.hours_until(feedback) < 24 * 7
    told = c.Tell(tale.contact, "outcome", "email")
    facts = decide(tale.state, told, tale.context(manager))
    notice = only(notices_of(facts, hub, contacts={tale.contact: tale.contact_state}, open_now=True))
    letter = next(one for one in hub.letters if one.moment == notice.moment)
    words = filled(
        letter, Merge(reference=notice.reference, link="here", hub=hub.name.en, telephone="01632 960417"), "en"
    )
    for part in (notice.reference, "here", "01632 960417", hub.name.en):
        assert part in words.body
    assert tale.does(manager, told).clocks[feedback].state == "met"
    # What they read behind their link and code is the hub's own wording for this outcome.
    (said,) = tale.contact_state.telling
    assert "no service will visit" in said["words"]
    assert "{{" not in said["words"]


@row(
    "NTH-1",
    hub="northamptonshire",
    shows="Agencies are asked once the threshold is met and not before; what comes all the same is taken at any time.",
    source="S:1399-1402",
    without=(
        "/shareable/check_sets/threshold-checks/from_tier",
        put("/shareable/check_sets/threshold-checks/from_tier", "below-threshold"),
        put("/shareable/scales/threshold/tiers/below-threshold/id", "below"),
    ),
)
def test_nth_1_asking_and_showing_wait_for_the_threshold(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    worker = tale.post("social-worker")
    tale.does(worker, c.Rate("child", "below-threshold"))
    wanted = c.Ask("child", sets=("threshold-checks",), reason="To be sure.")
    with pytest.raises(Refusal) as refusal:
        tale.does(worker, wanted)
    assert refusal.value.code == "below_threshold"
    # An agency that speaks unasked is heard, and somebody who must be protected now is asked about (law 8).
    tale.does(worker, RecordItem("child", "police", "Sergeant Example", "One call in March."))
    tale.does(worker, replace(wanted, urgent=True))
    assert tale.asked("police").agency == "police"
    tale.receives(KIM)
    tale.does(worker, c.Rate("child", "significant-harm"))
    tale.does(worker, c.Ask("child"))
    assert tale.asked("police").shown_from == 0


@row(
    "NTH-5",
    hub="northamptonshire",
    shows="A call for advice is a contact of its own, from a professional or the public, and ends with the advice.",
    source="S:1404-1406",
    without=(
        "/shareable/doors/by-telephone",
        "/shareable/kinds/advice-line/ends_with",
        "/shareable/kinds/advice-line/answer_clock",
        put("/shareable/doors/by-telephone/who", "import"),
    ),
)
def test_nth_5_a_call_for_advice(hub: Hub) -> None:
    tale = Tale(hub)
    line = hub.find("doors", "by-telephone")
    assert (line.who, line.form) == ("hub", None)
    worker = tale.post("social-worker")
    tale.rings("by-telephone", worker, "A neighbour asks what one does about shouting at night.")
    assert tale.state.kind == "advice-line"
    assert not [one.id for one in tale.state.running() if one.id.startswith("decision:")]
    answer = f"answer:{tale.contact}"
    assert tale.state.clocks[answer].rule == "reply"
    tale.does(worker, Conclude(tale.contact, "Ring again, and 999 if anybody screams.", how="telephone"))
    assert (tale.state.standing, tale.state.clocks[answer].state) == ("closed", "met")
    assert [one.what for one in endings_of(tale.state)] == ["advice"]


@row(
    "NTH-4",
    hub="northamptonshire",
    shows="Who comes in rotation has a last day: the hub is warned before it, and told of everybody who has none yet.",
    source="S:1385",
    without=(
        put("/shareable/agencies/police/mode", "co_located"),
        refused(gone("/shareable/agencies/police")),
    ),
)
def test_nth_4_a_rotation_has_its_end(hub: Hub) -> None:
    team, tale = Team(hub), Tale(hub)
    last = date(2026, 6, 17)
    back = team.joins(tale.post("partner", agency="police", qualified=None), Working(until=last))
    stays = team.joins(tale.post("mash-manager", agency="childrens-services"))
    unsaid = team.joins(tale.post("duty-worker", agency="police", qualified=None))
    # Fourteen days before it is said who leaves; who came in rotation with no end is named until somebody says it.
    assert leaving(team.state, team.now, date(2026, 6, 8), 14) == ((team.state.seats[back.id], last),)
    assert [one.id for one in without_end(hub, team.state, team.now)] == [unsaid.id]
    there = {
        one.day: {seat.id for people in one.there.values() for seat, _ in people}
        for one in team.covers(date(2026, 6, 16), 3)
    }
    both = {stays.id, unsaid.id}
    assert there == {date(2026, 6, 16): {back.id, *both}, last: {back.id, *both}, date(2026, 6, 18): both}
