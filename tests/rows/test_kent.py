"""The rows of Kent, which decides in one step and takes adults as well as children."""

from __future__ import annotations

from datetime import UTC, datetime

from hubwright.domain.cases import commands as c
from hubwright.domain.definitions.hub import Hub

from tests.rows.registry import row
from tests.rows.shipped import gone, put
from tests.rows.tale import ADA, KIM, Tale, said

KINDS_OF_HARM = "/pages/worry/questions/kinds/options"
SIX = ("neglect", "physical", "organisational", "financial", "psychological", "discriminatory")


@row(
    "KEN-2",
    hub="kent",
    shows="A referral about an adult can name each of the six kinds of abuse that the unit takes.",
    source="S:1001-1003",
    without=tuple(gone(f"{KINDS_OF_HARM}/{one}", document="form_definitions/adult-referral") for one in SIX),
)
def test_ken_2_each_kind_of_abuse_of_an_adult_can_be_named(hub: Hub) -> None:
    tale = Tale(hub)
    tale.arrives("for-professionals-adults", {"kinds": said(list(SIX)), "what": said("Money has gone.")})
    assert set(tale.contact_state.answers["kinds"]["value"]) == set(SIX)


@row(
    "KEN-5",
    hub="kent",
    shows="An agency that comes once a week is asked with a clock of its own day, not of the office.",
    source="S:1018, S:1039",
    without=(
        put("/shareable/check_sets/child-checks/asks/cafcass/clock", "return"),
        put("/shareable/clocks/cafcass-return/calendar", "office-hours"),
    ),
)
def test_ken_5_a_weekly_agency_answers_on_its_own_day(hub: Hub) -> None:
    monday = datetime(2026, 6, 8, 9, 30, tzinfo=UTC)
    tale = Tale(hub, now=monday)
    tale.receives(KIM)
    tale.does(tale.post("senior-practitioner"), c.Ask("child"))
    due = {check.agency: tale.state.clocks[f"return:{check.ask}"].due for check in tale.state.waiting()}
    assert (due["police"] - monday).total_seconds() <= 9 * 3600
    assert (due["cafcass"] - monday).days >= 2


@row(
    "KEN-6",
    hub="kent",
    shows="The designated officer sits in the unit, reads what concerns a child and writes to it.",
    source="S:1033",
    without=(
        "/shareable/roles/lado-officer",
        "/shareable/roles/lado-officer/permissions/case.read",
        "/shareable/roles/lado-officer/permissions/case.note",
    ),
)
def test_ken_6_the_designated_officer_takes_part(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    officer = tale.post("lado-officer", agency="lado")
    tale.does(officer, c.Note("The person named works with children.", pathway="child"))
    assert tale.seen_by(officer) is not None
    tale.receives(ADA)
    assert tale.seen_by(officer) is None


@row(
    "KEN-10",
    hub="kent",
    shows="Whoever reads decides: nothing is rated, asked or reviewed in between.",
    source="S:1064-1066",
    without=(
        put("/shareable/pathways/child/workflow", {"id": "rate-ask-decide", "version": 1})
        + put("/shareable/pathways/child/scale", "one")
        + put(
            "/shareable/scales",
            [
                {
                    "id": "one",
                    "name": {"en": "One"},
                    "tiers": [
                        {
                            "id": "rated",
                            "label": {"en": "Rated"},
                            "colour": "#b10e1e",
                            "symbol": "square",
                            "means": {"en": "Somebody rated it."},
                            "decision_clock": "child-decision",
                        }
                    ],
                }
            ],
        ),
        put("/shareable/deciders/child-decides/roles", ["team-manager"]),
    ),
)
def test_ken_10_one_step_from_reading_to_decision(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    reader = tale.post("senior-practitioner")
    tale.does(reader, c.Read())
    tale.does(reader, c.Decide("p1", "child", "child-assessment", "The child needs an assessment."))
    assert tale.state.standing == "decided"
    assert [entry.type for entry in tale.entries] == ["case.opened", "case.read", "case.decided"]
