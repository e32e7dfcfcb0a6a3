"""The rows of Northamptonshire, where agencies share once the threshold is met."""

from __future__ import annotations

from hubwright.domain.cases import commands as c
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.notices import notices_of
from hubwright.domain.definitions.hub import Hub
from hubwright.notices.letters import Merge, filled

from tests.rows.registry import row
from tests.rows.shipped import put
from tests.rows.tale import KIM, Tale


@row(
    "NTH-3",
    hub="northamptonshire",
    shows="An agency that has one contact and no desk is asked like the others, in the time that it needs.",
    source="S:1387-1389",
    without=(
        "/shareable/check_sets/threshold-checks/asks/ambulance",
        put("/shareable/check_sets/threshold-checks/asks/ambulance/clock", "return"),
        put("/shareable/agencies/ambulance/mode", "co_located"),
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
    assert hub.find("agencies", "ambulance").mode == "single_contact"
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
    (notice,) = notices_of(facts, hub, contacts={tale.contact: tale.contact_state}, open_now=True)
    letter = next(one for one in hub.letters if one.moment == notice.moment)
    words = filled(
        letter, Merge(reference=notice.reference, link="here", hub=hub.name.en, telephone="01632 960417"), "en"
    )
    for part in (notice.reference, "here", "01632 960417", hub.name.en):
        assert part in words.body
    assert tale.does(manager, told).clocks[feedback].state == "met"
