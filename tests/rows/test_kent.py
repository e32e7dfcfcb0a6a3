"""The rows of Kent, which decides in one step and takes adults as well as children."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.topics.ending import Conclude, endings_of
from hubwright.domain.cases.topics.items import RecordItem, items_of
from hubwright.domain.cases.topics.looking_up import LookUp
from hubwright.domain.cases.topics.on_duty import LeaveToDuty, SeeWritten, WriteBack, hand_overs
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.domain.meetings import commands as m

from tests.rows.gathering import Gathering
from tests.rows.registry import row
from tests.rows.shipped import gone, put, refused
from tests.rows.tale import ADA, KIM, Tale, only, said

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
        put("/shareable/check_sets/child-checks/asks/cafcass/clock", "return")
        + gone("/shareable/agencies/cafcass/calendar"),
        put(
            "/shareable/calendars/cafcass-day/hours",
            {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
        ),
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
    done = {entry.type for entry in tale.entries}
    assert not {"case.rated", "case.agencies_asked"} & done
    # One act: who else lives there is said with the decision, not in a review of its own.
    assert {entry.recorded for entry in tale.entries} == {tale.now}


@row(
    "KEN-1",
    hub="kent",
    shows="The unit takes adults who are new: one who is known is taken all the same, and proposed to their own team.",
    source="S:1001-1003",
    without=(
        "/shareable/kinds/adult-referral/proposals/known-service-user",
        put("/shareable/kinds/adult-referral/proposals/known-service-user/when", {"not": [{"answer": ["known"]}]}),
        "/shareable/routes/known-service-user",
    ),
)
def test_ken_1_adults_who_are_known_go_to_their_team(hub: Hub) -> None:
    acts = {}
    for known in ("yes", "no"):
        tale = Tale(hub)
        adult = said([{"adult-name": said("Ada Example"), "adult-born": said({"year": 1950})}])
        tale.arrives("for-professionals-adults", {"adults": adult, "what": said("Money has gone.")})
        assert tale.state.pathways == ("adult",)
        worker = tale.post("adult-senior-practitioner", qualified=None)
        tale.does(worker, LookUp(known, words="The service's own record."))
        acts[known] = [one.proposal.act for one in tale.proposed() if one.holds]
        if known == "yes":
            # The unit owns it until the team has it: passing it to them is a decision of a person.
            tale.does(worker, c.Read())
            tale.does(worker, c.Decide("p1", "adult", "known-service-user", "The team for older people knows her."))
            assert tale.state.decisions[-1].meaning == "existing_case"
    assert acts == {"yes": ["join"], "no": []}


@row(
    "KEN-7",
    hub="kent",
    shows="A consultation ends with advice, a contact with a note of it, a referral with a decision for each child.",
    source="S:998-1000",
    without=(
        "/shareable/kinds/consultation-request/ends_with",
        "/shareable/kinds/contact-only/ends_with",
        "/shareable/doors/for-consultation",
        put("/shareable/doors/for-police/kind", "referral"),
    ),
)
def test_ken_7_consultation_contact_and_referral_differ(hub: Hub) -> None:
    endings = {}
    for door in ("for-consultation", "for-police", "for-professionals"):
        tale = Tale(hub)
        tale.arrives(door, {"what": said("A boy was alone in the park.")})
        manager = tale.post("team-manager")
        decides = any(one.id.startswith("decision:") for one in tale.state.running())
        try:
            tale.does(manager, Conclude(tale.contact, "Speak with the family first.", how="withheld", why_withheld="-"))
        except Refusal as refusal:
            endings[tale.state.kind] = (refusal.code, decides)
        else:
            endings[tale.state.kind] = (endings_of(tale.state)[-1].what, decides)
    assert endings == {
        "consultation-request": ("advice", False),
        "contact-only": ("noted", False),
        "referral": ("needs_decision", True),
    }


@row(
    "KEN-3",
    hub="kent",
    shows="The day leaves a case to the night with what to watch for; what comes back waits until it is seen.",
    source="S:1015-1018, S:1042-1043",
    without=(
        gone("/shareable/roles/duty-worker")
        + gone("/shareable/sensitivities/police-shared/roles/duty-worker")
        + gone("/shareable/sensitivities/police-own/roles/duty-worker"),
        "/shareable/roles/duty-worker/permissions/case.note",
        "/shareable/roles/duty-worker/permissions/case.read",
        put("/shareable/roles/duty-worker/pathways", ["adult"]),
    ),
)
def test_ken_3_from_day_to_night_and_back(hub: Hub) -> None:
    tale = Tale(hub, now=datetime(2026, 6, 8, 15, 30, tzinfo=UTC))
    tale.receives(KIM)
    day, night = tale.post("senior-practitioner"), tale.post("duty-worker", agency="police")
    tale.does(day, LeaveToDuty("child", "The father may come at nine. Then 999.", "A worker, 01632 960999"))
    seen = tale.later(hours=6).seen_by(night)
    assert seen is not None
    left = only(list(hand_overs(seen.case).values()))
    assert (left.state, left.watch) == ("left", "The father may come at nine. Then 999.")
    tale.does(night, WriteBack(left.id, "He came; the police went. The child is with her aunt."))
    assert hand_overs(tale.state)[left.id].state == "written"
    tale.later(hours=10).does(day, SeeWritten(left.id))
    assert hand_overs(tale.state)[left.id].state == "seen"


@row(
    "KEN-4",
    hub="kent",
    shows="Each agency is let in as far as agreed: one reads and writes nothing, one its own questions, one a part.",
    source="S:1045-1049",
    without=(
        put("/shareable/roles/view-only/permissions", ["case.note", "case.read"]),
        put("/shareable/roles/limited-partner/permissions", ["case.read", "check.answer"]),
        "/shareable/sensitivities/police-own",
        put("/shareable/sensitivities/police-own/roles", ["senior-practitioner", "violence-advisor"]),
        gone("/shareable/roles/violence-advisor")
        + gone("/shareable/sensitivities/police-shared/roles/violence-advisor"),
    ),
)
def test_ken_4_read_only_limited_and_partial(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    tale.does(tale.post("senior-practitioner"), c.Ask("child"))
    police, pieces = tale.post("partner", agency="police", qualified=None), ("police-shared", "police-own")
    for level in pieces:
        told = f"What is kept as {level}."
        tale.does(
            tale.post("senior-practitioner"), RecordItem("child", "police", "A sergeant", told, sensitivity=level)
        )
    cafcass = tale.post("view-only", agency="cafcass")
    assert tale.seen_by(cafcass) is not None
    with pytest.raises(Refusal):
        tale.does(cafcass, c.Note("Read.", pathway="child"))
    probation = tale.post("limited-partner", agency="probation", qualified=None)
    assert tale.seen_by(probation) is None
    assert {one["agency"] for one in tale.listed_for(probation, "case_check")} == {"probation"}
    levels = {}
    for role, agency in (("violence-advisor", "domestic-abuse-advisor"), ("senior-practitioner", "childrens-services")):
        seen = tale.seen_by(tale.post(role, agency=agency, qualified=None))
        assert seen is not None
        levels[role] = {one.sensitivity for one in items_of(seen.case)}
    assert levels == {"violence-advisor": {"police-shared"}, "senior-practitioner": set(pieces)}
    assert police.agency == "police"


@row(
    "KEN-9",
    hub="kent",
    shows="Whoever joins by telephone or video is there: they count for the quorum like those in the room.",
    source="S:1058-1061",
    without=(
        put("/shareable/meeting_types/strategy/modes", ["in_person"]),
        refused(gone("/shareable/meeting_types/strategy/quorum/health")),
        "/shareable/meeting_types/strategy/invited/health",
        "/shareable/meeting_types/strategy/invited/police",
    ),
)
def test_ken_9_who_joins_from_afar_counts(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    chair = tale.post("senior-practitioner")
    lacks = []
    for how in ("remote", "sent"):
        meeting = Gathering(tale, chair)
        meeting.called("strategy", chair, tale.case, mode="telephone", chair=chair.id)
        meeting.comes(chair, "childrens-services")
        meeting.comes(chair, "police", "remote", by="video")
        meeting.comes(chair, "health", how, by="telephone" if how == "remote" else "")
        meeting.does(chair, m.Begin())
        lacks.append(meeting.lacks())
        assert (meeting.asked("police").state, meeting.asked("police").by) == ("remote", "video")
    # Whoever only sent what they know was not there.
    assert lacks == [[], [["health"]]]


@row(
    "KEN-8",
    hub="kent",
    shows="What a child tells after coming back is a contact of its own, in answers that can be counted.",
    source="S:1055-1056",
    without=(
        "/shareable/doors/for-return-interviews",
        put("/shareable/doors/for-return-interviews/form", {"id": "missing-notification", "version": 1}),
        put("/shareable/doors/for-return-interviews/kind", "referral"),
        "/shareable/kinds/return-interview/ends_with",
    ),
)
def test_ken_8_the_interview_after_a_child_came_back(hub: Hub) -> None:
    tale = Tale(hub)
    told = {
        "children": said([{"child-name": said("Kim Example")}]),
        "interview": said("spoke"),
        "why": said(["why-made"]),
        "stayed": said(["stayed-hired"]),
        "what": said("A man she does not name had a room for her."),
    }
    tale.arrives("for-return-interviews", told)
    assert tale.state.kind == "return-interview"
    kept = tale.contact_state.answers
    assert (kept["why"]["value"], kept["stayed"]["value"]) == (["why-made"], ["stayed-hired"])
    assert not any(one.id.startswith("decision:") for one in tale.state.running())
    manager = tale.post("team-manager")
    tale.does(manager, Conclude(tale.contact, "Told to her worker, who knows.", how="withheld", why_withheld="-"))
    assert endings_of(tale.state)[-1].what == "noted"
