"""The rows of Camden, where agencies answer and nobody opens another's records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hubwright.domain.access import check_view, reader_of
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.topics.ending import Conclude, endings_of
from hubwright.domain.cases.topics.looking_up import LookUp
from hubwright.domain.cases.topics.passing import AnswerPassing, PassOn, confirmed
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.hub import Hub

from tests.rows.registry import row
from tests.rows.shipped import put
from tests.rows.tale import KIM, Tale, only, said
from tests.rows.team import Team


@row(
    "CAM-8",
    hub="camden",
    shows="A researcher answers what the agency is asked, and can open neither the case nor another's answer.",
    source="S:1342-1344",
    without=(
        put("/shareable/roles/researcher/permissions", ["case.read", "check.answer"]),
        "/shareable/roles/researcher/permissions/check.answer",
        "/shareable/check_sets/mash-checks/asks/police",
    ),
)
def test_cam_8_a_partner_answers_and_never_browses(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    tale.does(tale.post("social-worker"), c.Rate("child", "amber"))
    tale.does(tale.post("social-worker"), c.Ask("child"))
    police = tale.post("researcher", agency="police", qualified=None)
    assert tale.seen_by(police) is None
    assert tale.listed_for(police) == []
    assert {one["agency"] for one in tale.listed_for(police, "case_check")} == {"police"}
    reader = reader_of(hub, police)
    for asked in tale.state.waiting():
        seen = check_view(tale.state, asked.ask, reader, tale.now)
        assert (seen is not None) == (asked.agency == "police")
    tale.does(police, c.Return(tale.asked("police").ask, "shared", text="One call in March."))
    assert all(one.agency != "police" for one in tale.state.waiting())


def anywhere_but_camden(tale: Tale, postcode: str, **parts: Any) -> Tale:
    """A police report about a child who lives at this postcode."""
    home = {"kind": "uk", "lines": ["1 Nowhere Lane"], "postcode": postcode}
    tale.receives(replace(KIM, address=home), door="for-police", **parts)
    return tale


@row(
    "CAM-1",
    hub="camden",
    shows="A child who lives elsewhere is taken, passed on and owned until the other council says that it has them.",
    source="S:1285-1286",
    without=(
        "/local/places/islington",
        "/shareable/kinds/police-report/proposals/lives-elsewhere",
        "/shareable/kinds/police-report/confirm_clock",
        put("/local/places/camden/postcodes", ["NW1", "N1"]) + put("/local/places/islington/postcodes", ["N7"]),
    ),
)
def test_cam_1_a_child_of_another_council(hub: Hub) -> None:
    tale = anywhere_but_camden(Tale(hub), "N1 9ZZ")
    worker = tale.post("social-worker")
    first = only(tale.proposed())
    assert (first.proposal.id, first.holds, first.missing) == ("lives-elsewhere", None, ("found_here",))
    tale.does(worker, LookUp("no", "no", "Rung: the child is at home."))
    proposed = only(tale.proposed())
    assert (proposed.proposal.act, proposed.holds) == ("pass_on", True)
    assert proposed.place is not None
    tale.does(worker, PassOn(proposed.place.id, "", "The child lives there.", found_here="no"))
    assert tale.hours_until("confirm:t1") > 2
    assert tale.state.standing != "closed"
    tale.does(worker, AnswerPassing("t1", accepted=True, by="Their duty social worker"))
    assert confirmed(tale.state)
    # A child who lives here is proposed to nobody.
    assert anywhere_but_camden(Tale(hub), "NW1 9ZZ").proposed() == ()


@row(
    "CAM-3",
    hub="camden",
    shows="A court's question is no worry about a child: it ends with the reply, and stands outside timeliness.",
    source="S:1290-1291",
    without=(
        "/shareable/doors/for-courts",
        "/shareable/kinds/information-request/ends_with",
        "/shareable/kinds/information-request/counted",
        "/shareable/kinds/information-request/answer_clock",
    ),
)
def test_cam_3_a_request_for_information(hub: Hub) -> None:
    tale = Tale(hub)
    person = {"person-name": said("Kim Example"), "person-born": said({"year": 2015})}
    asked = {"people": said([person]), "what": said("Is the family known? Under the court's order of today.")}
    tale.arrives("for-courts", asked, referrer={"name": "A clerk", "email": "clerk@court.example"})
    assert (tale.contact_state.source, tale.state.kind) == ("court", "information-request")
    assert {"decision:child"} & {one.id for one in tale.state.running()} == set()
    assert tale.state.clocks[f"answer:{tale.contact}"].rule == "reply"
    assert not tale.state.counted
    tale.does(tale.post("mash-manager"), Conclude(tale.contact, "The family is not known here.", how="email"))
    assert tale.state.standing == "closed"
    assert [one.what for one in endings_of(tale.state)] == ["reply"]


@row(
    "CAM-4",
    hub="camden",
    shows="What the night leaves is looked up: a family that is known is proposed to its worker, another stays here.",
    source="S:1293",
    without=(
        "/shareable/kinds/out-of-hours-report/proposals/known-already",
        "/shareable/doors/for-out-of-hours",
        put("/shareable/kinds/out-of-hours-report/proposals/known-already/act", "not_for_hub"),
    ),
)
def test_cam_4_the_night_and_families_that_are_known(hub: Hub) -> None:
    acts = {}
    for known in ("yes", "no", "cannot_tell"):
        tale = Tale(hub)
        children = said([{"child-name": said("Kim Example"), "child-born": said({"year": 2015})}])
        home = said({"kind": "uk", "lines": ["1 Nowhere Lane"], "postcode": "NW1 9ZZ"})
        told = {"children": children, "what": said("A call at two in the morning."), "address": home}
        tale.arrives("for-out-of-hours", told)
        assert tale.contact_state.source == "out_of_hours"
        tale.does(tale.post("social-worker"), LookUp(known, words="The council's own system."))
        acts[known] = [(one.proposal.act, one.holds) for one in tale.proposed()]
    assert acts == {"yes": [("join", True)], "no": [], "cannot_tell": [("join", None)]}


@row(
    "CAM-7",
    hub="camden",
    shows="Who comes three mornings a week is there on those, and its answer is due at the end of the next.",
    source="S:1334-1336",
    without=(
        "/shareable/agencies/integrated-youth/calendar",
        put("/shareable/agencies/families-in-focus/calendar", "office-hours"),
        put("/shareable/calendars/three-mornings/hours", {"mon": [["09:00", "17:00"]], "wed": [["09:00", "13:00"]]}),
    ),
)
def test_cam_7_sessional_cover(hub: Hub) -> None:
    team, tale = Team(hub), Tale(hub)
    mornings = {}
    for agency in ("integrated-youth", "families-in-focus"):
        team.joins(tale.post("partner", agency=agency, qualified=None))
        mornings[agency] = [
            (one.day.strftime("%a"), halves)
            for one in team.covers(date(2026, 6, 15))
            for _, halves in one.there[agency]
        ]
    three = [(day, ("am",)) for day in ("Mon", "Wed", "Fri")]
    assert mornings == {"integrated-youth": three, "families-in-focus": three}
    # Asked on Monday, they answer in the hours in which they are there.
    tale.receives(KIM)
    tale.does(tale.post("social-worker"), c.Rate("child", "green"))
    tale.does(tale.post("social-worker"), c.Ask("child"))
    for agency in ("integrated-youth", "families-in-focus"):
        due = local(tale.state.clocks[f"return:{tale.asked(agency).ask}"].due)
        assert due.strftime("%a %H:%M") == "Wed 13:00"
