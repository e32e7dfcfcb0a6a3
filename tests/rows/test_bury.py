"""The rows of Bury, which rates red, amber and green and talks to families."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hubwright.domain.answers.meanings import by_meaning
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.topics.talking import RecordTalk, talked
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import Working
from hubwright.domain.meetings import commands as m
from hubwright.testing.stories import MONDAY

from tests.rows.gathering import Gathering
from tests.rows.registry import row
from tests.rows.shipped import gone, put, refused
from tests.rows.tale import KIM, Tale, only, said
from tests.rows.team import Team

INFORMED = "/pages/telling/questions/informed"
FORM = "form_definitions/child-referral"


@row(
    "BUR-1",
    hub="bury",
    shows="The ratings are the hub's own, in its own words: what a worker reads is what the definition says.",
    source="S:1149-1151",
    without=(
        put("/shareable/scales/rag/tiers/red/label/en", "Priority one"),
        put("/shareable/scales/rag/tiers/amber/means/en", "Something else."),
        put("/shareable/scales/rag/tiers/green/id", "vulnerable"),
    ),
)
def test_bur_1_ratings_and_their_meanings_are_the_hubs_own(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    rated = []
    for tier in ("green", "amber", "red"):
        tale.does(tale.post("social-worker"), c.Rate("child", tier))
        rating = tale.state.rating("child")
        assert rating is not None
        found = hub.find("scales", rating.scale).tiers[rating.position]
        rated.append((found.label.en, found.means.en.partition(":")[0]))
    assert rated == [("Green", "Low to vulnerable"), ("Amber", "Medium or complex"), ("Red", "High")]


@row(
    "BUR-3",
    hub="bury",
    shows="A professional is asked whether the family has been told and why not, and no answer stops the contact.",
    source="S:1151-1152",
    without=(
        gone(f"{INFORMED}/meaning", document=FORM),
        gone(f"{INFORMED}-why-not/options/unsafe-child", document=FORM),
        "/shareable/talking",
        "/shareable/talking/reasons/child-protection",
    ),
)
def test_bur_3_telling_the_family_is_asked_and_never_blocks(hub: Hub) -> None:
    tale = Tale(hub)
    untold = {
        "what": said("A bruise."),
        "informed": said({"position": "not_sought", "why": "It would put her at risk."}),
    }
    tale.arrives("for-professionals", {**untold, "informed-why-not": said("unsafe-child")})
    found = by_meaning(tale.form_of("for-professionals"), tale.judgement.answers)
    assert only(found["consent.referral"]).answer.value["position"] == "not_sought"
    assert only(found["informed.why_not"]).answer.value == "unsafe-child"
    # The hub asks it again of its own workers; the exemption is a reason among others.
    tale.does(tale.post("social-worker"), RecordTalk("child", talked=False, reason="child-protection"))
    talk = only(talked(tale.state).talks)
    assert (talk["talked"], talk["why_not"], talk["exempt"]) == (False, "child-protection", True)
    # Nothing said about it at all: the contact arrives just the same.
    assert tale.arrives("for-professionals", {"what": said("A bruise.")}).standing == "new"


@row(
    "BUR-7",
    hub="bury",
    shows="Cover shows who of a part-time agency is there on which half day, and when nobody may decide.",
    source="S:1131-1136",
    without=(
        refused(gone("/shareable/agencies/probation")),
        put("/shareable/calendars/office-hours/hours", {"mon": [["09:00", "17:00"]], "wed": [["09:00", "17:00"]]}),
        put("/shareable/deciders/team-decides/roles", ["social-worker"]),
    ),
)
def test_bur_7_part_time_posts_stand_in_the_cover(hub: Hub) -> None:
    team, tale = Team(hub), Tale(hub)
    mornings = dict.fromkeys(("mon", "tue"), ("am",))
    team.joins(tale.post("partner", agency="probation", qualified=None), Working(fte="0.2", sessions=mornings))
    until_wednesday = dict.fromkeys(("mon", "tue", "wed"), ("am", "pm"))
    team.joins(tale.post("team-manager"), Working(fte="0.6", sessions=until_wednesday))
    week = {one.day.strftime("%a"): one for one in team.covers(date(2026, 6, 15))}
    there = {day: [halves for _, halves in one.there["probation"]] for day, one in week.items()}
    assert there == {"Mon": [("am",)], "Tue": [("am",)], **{day: [] for day in ("Wed", "Thu", "Fri", "Sat", "Sun")}}
    assert week["Mon"].without("team-decides") == ()
    assert week["Thu"].without("team-decides") == ("am", "pm")
    assert week["Sat"].halves == ()


@row(
    "BUR-2",
    hub="bury",
    shows="The agenda of the daily meeting builds itself: every red and amber of today, the most urgent first.",
    source="S:1149-1151",
    without=(
        "/shareable/meeting_types/daily-meeting/agenda",
        "/shareable/meeting_types/daily-meeting/agenda/tiers/amber",
        put("/shareable/meeting_types/daily-meeting/agenda/tiers", ["red", "amber", "green"]),
        put("/shareable/meeting_types/daily-meeting/agenda/when", "open"),
    ),
)
def test_bur_2_the_agenda_of_the_day_builds_itself(hub: Hub) -> None:
    tale = Tale(hub)
    worker = tale.post("social-worker")
    cases: dict[str, str] = {}
    for name, tier, hours in (("early", "red", 24), ("a", "amber", 1), ("b", "green", 0), ("c", "red", 0)):
        tale.receives(KIM)
        tale.does(worker, c.Rate("child", tier))
        cases[name] = tale.case
        tale.later(hours=hours)
    meeting = Gathering(tale, worker)
    meeting.called("daily-meeting", worker)
    assert meeting.agenda == [cases["c"], cases["a"]]
    assert {one.why for one in meeting.state.matters.values()} == {"rule"}


@row(
    "BUR-4",
    hub="bury",
    shows="A strategy meeting is due twenty-four hours from the referral, day and night, until it is held.",
    source="S:1160-1161",
    without=(
        gone("/shareable/scales/rag/tiers/red/meeting_clock") + gone("/shareable/meeting_types/strategy/clock"),
        put("/shareable/clocks/strategy-meeting/amount", 48),
        put("/shareable/clocks/strategy-meeting/starts", "deed"),
        put("/shareable/clocks/strategy-meeting/calendar", "office-hours")
        + put("/shareable/clocks/strategy-meeting/out_of_hours", "waits"),
        refused(gone("/shareable/clocks/strategy-meeting")),
    ),
)
def test_bur_4_a_strategy_meeting_is_due_from_the_referral(hub: Hub) -> None:
    tale = Tale(hub, now=MONDAY + timedelta(days=5))
    tale.receives(KIM)
    arrived = tale.now
    assert arrived.strftime("%a") == "Sat"
    tale.later(hours=3)
    manager = tale.post("team-manager")
    tale.does(manager, c.Rate("child", "red"))
    clock = only([one for one in tale.state.running() if one.id.startswith("meeting:")])
    assert clock.due == arrived + timedelta(hours=24)
    # Calling it is not holding it; what begins with this child on the agenda meets the clock.
    meeting = Gathering(tale, manager)
    meeting.called("strategy", manager, tale.case)
    assert clock.id in {one.id for one in tale.state.running()}
    tale.later(hours=1)
    meeting.comes(manager, "childrens-services")
    meeting.does(manager, m.Begin())
    assert clock.id not in {one.id for one in tale.state.running()}


@row(
    "BUR-6",
    hub="bury",
    shows="The Early Help Panel accepts a family or sends it back with a reason; until it accepts, the hub owns it.",
    source="S:1107, S:1163-1165",
    without=(
        "/shareable/routes/early-help-panel",
        "/shareable/routes/early-help-panel/accept_clock",
    ),
)
def test_bur_6_the_panel_accepts_or_returns(hub: Hub) -> None:
    tale = Tale(hub)
    tale.receives(KIM)
    worker = tale.post("social-worker")
    tale.does(worker, c.Rate("child", "green"))
    tale.does(worker, c.Decide("p1", "child", "early-help-panel", "The family wants help.", reason_without="Known."))
    assert tale.hours_until("accept:p1:child") > 0
    tale.does(worker, c.Tell(tale.contact, "outcome", "telephone", words="It went to the panel."))
    with pytest.raises(Refusal) as refusal:
        tale.does(worker, c.Close("With the panel."))
    assert refusal.value.code == "needs_accepted"
    tale.does(worker, c.AnswerRoute("p1", "child", accepted=False, by="The panel", reason="A child is hurt."))
    assert tale.state.undecided() == (("p1", "child"),)
    tale.does(worker, c.Decide("p1", "child", "early-help-panel", "Seen: it was a fall.", reason_without="Known."))
    tale.does(worker, c.AnswerRoute("p1", "child", accepted=True, by="The panel"))
    assert tale.does(worker, c.Close("With the panel.")).standing == "closed"
