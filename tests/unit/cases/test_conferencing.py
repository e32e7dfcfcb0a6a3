"""By when a conference is held, counted from the meeting at which it was decided that there must be one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hubwright.domain.cases import commands as c
from hubwright.domain.cases.topics.conferencing import HoldConference, conferences_of
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.hub import ClockRule
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.stories import MANAGER, SCREENER, Story

from .acts import KIM, LEE, rated, refused

CLOCK = "conference_for:p1:child"


def a_story() -> Story:
    """Oakfield, where protecting somebody now asks for a conference within fifteen working days."""
    hub = a_hub()
    routes = tuple(replace(one, conference_clock="icpc") if one.id == "protect" else one for one in hub.routes)
    clock = ClockRule("icpc", a_text("Conference"), 15, "working_day", "office")
    tale = Story(replace(hub, routes=routes, clocks=(*hub.clocks, clock)))
    tale.receives(KIM, LEE)
    return rated(tale)


def decided(tale: Story, route: str, subject: str = "p1") -> Story:
    tale.does(MANAGER, c.Decide(subject, "child", route, "What was seen.", advice="Ring us again."))
    return tale


def test_it_is_due_fifteen_working_days_after_it_was_decided():
    tale = decided(a_story(), "protect")
    clock = tale.state.clocks[CLOCK]
    assert clock.state == "running"
    # Monday 8 June and fifteen working days.
    assert local(clock.due).date() == date(2026, 6, 29)
    assert conferences_of(tale.state)["p1", "child"].held is None


def test_another_outcome_asks_for_none():
    assert CLOCK not in decided(a_story(), "assess").state.clocks


def test_deciding_the_same_again_gives_nobody_more_time():
    tale = decided(a_story(), "protect")
    due = tale.state.clocks[CLOCK].due
    tale.later(days=3)
    assert decided(tale, "protect").state.clocks[CLOCK].due == due


def test_deciding_otherwise_ends_the_clock():
    tale = decided(decided(a_story(), "protect"), "assess")
    assert tale.state.clocks[CLOCK].state == "replaced"
    assert conferences_of(tale.state) == {}


def test_each_child_has_a_clock_of_their_own():
    tale = decided(decided(a_story(), "protect"), "protect", "p2")
    assert {"conference_for:p1:child", "conference_for:p2:child"} <= set(tale.state.clocks)


def test_acting_now_starts_it_too():
    tale = a_story()
    tale.does(MANAGER, c.ActNow("Police protection.", "protect"))
    assert tale.state.clocks[CLOCK].state == "running"


def test_a_conference_that_was_held_meets_it():
    tale = decided(a_story(), "protect").later(days=4)
    tale.does(SCREENER, HoldConference("p1", "child", date(2026, 6, 11), "A plan was made."))
    assert tale.state.clocks[CLOCK].state == "met"
    assert conferences_of(tale.state)["p1", "child"].held == date(2026, 6, 11)


def test_that_none_is_held_needs_its_reason_and_a_day_to_come_is_no_day_on_which_it_was():
    tale = decided(a_story(), "protect")
    assert refused(tale, SCREENER, HoldConference("p1", "child", None)).code == "conference_wrong"
    assert refused(tale, SCREENER, HoldConference("p1", "child", date(2026, 6, 9))).code == "conference_wrong"
    tale.does(SCREENER, HoldConference("p1", "child", None, "They moved to another area, which holds it."))
    assert tale.state.clocks[CLOCK].state == "met"


def test_nobody_is_owed_what_was_never_decided():
    assert refused(a_story(), SCREENER, HoldConference("p1", "child", None, "None.")).code == "no_conference"
