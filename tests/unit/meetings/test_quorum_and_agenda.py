"""Properties: a quorum that nobody can shrink by coming, and an agenda that loses and doubles nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hubwright.domain.definitions.drawn.meetings import AgendaRule, MeetingType, QuorumPart
from hubwright.domain.meetings.agenda import Found, comes_back, found_by, rearranged, stepped
from hubwright.domain.meetings.quorum import fills, missing, there_at, written
from hubwright.domain.meetings.state import ATTENDANCE, Attender, Matter
from hubwright.testing.hubs import a_text
from hubwright.testing.stories import MONDAY
from hypothesis import given, settings
from hypothesis import strategies as st

AGENCIES = ("care", "police", "health", "school")
MINUTES = st.integers(0, 60).map(lambda minutes: MONDAY + timedelta(minutes=minutes))

people = st.lists(
    st.builds(
        Attender,
        id=st.uuids().map(str),
        agency=st.sampled_from(AGENCIES),
        state=st.sampled_from(ATTENDANCE),
        came=st.none() | MINUTES,
        left=st.none() | MINUTES,
        roles=st.lists(st.sampled_from(["manager", "worker"]), max_size=2).map(tuple),
        qualifications=st.lists(st.just("social_worker"), max_size=1).map(tuple),
    ),
    max_size=8,
)
parts = st.lists(
    st.builds(
        QuorumPart,
        any_of=st.lists(st.sampled_from(AGENCIES), min_size=1, max_size=3, unique=True).map(tuple),
        roles=st.lists(st.just("manager"), max_size=1).map(tuple),
        qualification=st.none() | st.just("social_worker"),
    ),
    max_size=4,
)


def a_type(quorum=(), agenda: AgendaRule | None = None, pathways: tuple[str, ...] = ()) -> MeetingType:
    return MeetingType(
        "m", a_text("M"), "hub_meeting", ("video",), quorum=tuple(quorum), agenda=agenda, pathways=pathways
    )


@settings(max_examples=80)
@given(parts, people, people, MINUTES)
def test_more_people_never_make_a_quorum_less(quorum, some, more, at):
    type = a_type(quorum)
    assert set(missing(type, [*some, *more], at)) <= set(missing(type, some, at))


@settings(max_examples=80)
@given(parts, people, MINUTES)
def test_a_part_is_met_by_somebody_who_is_there_and_by_nobody_else(quorum, some, at):
    type = a_type(quorum)
    for part in quorum:
        met = any(there_at(one, at) and fills(one, part) for one in some)
        assert met == (part not in missing(type, some, at))
    assert written(type, some, at)["met"] == (not missing(type, some, at))


@pytest.mark.parametrize("state", [one for one in ATTENDANCE if one not in ("present", "remote")])
def test_who_sent_a_report_or_watches_is_not_there(state):
    assert not there_at(Attender("p1", "police", state=state), MONDAY)


@settings(max_examples=100)
@given(st.lists(st.integers(0, 30).map(str), unique=True), st.lists(st.integers(0, 40).map(str)))
def test_no_order_loses_or_doubles_a_case(order, wanted):
    new = rearranged(order, wanted)
    assert sorted(new) == sorted(order)
    named = [one for one in dict.fromkeys(wanted) if one in order]
    assert list(new[: len(named)]) == named


@settings(max_examples=100)
@given(st.lists(st.integers(0, 30).map(str), unique=True, min_size=1), st.data(), st.sampled_from([-1, 1]))
def test_a_step_moves_one_case_by_one_place_and_a_step_back_undoes_it(order, data, by):
    one = data.draw(st.sampled_from(order))
    new = stepped(order, one, by)
    assert sorted(new) == sorted(order)
    assert abs(new.index(one) - order.index(one)) <= 1
    if new != tuple(order):
        assert stepped(new, one, -by) == tuple(order)
    assert stepped(order, "nobody", by) == tuple(order)


def a_case(case: str, tier: str = "red", *, at: datetime = MONDAY, place: int = 0, **changes) -> Found:
    usual = {"kinds": frozenset({"referral"}), "concerns": frozenset({"abuse"}), "arrived": (at,)}
    return Found(case=case, pathways=("child",), tiers={tier: (at, place)} if tier else {}, **{**usual, **changes})


class TestTheRule:
    def test_todays_red_and_amber_come_the_most_urgent_first(self):
        type = a_type(agenda=AgendaRule("today", tiers=("red", "amber")))
        yesterday = MONDAY - timedelta(days=1)
        cases = [
            a_case("AMBER", "amber", place=1),
            a_case("GREEN", "green", place=2),
            a_case("OLD", at=yesterday),
            a_case("RED"),
            a_case("CLOSED", closed=MONDAY),
            a_case("NEW", ""),
        ]
        assert found_by(type, cases, now=MONDAY) == ("RED", "AMBER")

    def test_rated_yesterday_and_grown_today_it_comes(self):
        type = a_type(agenda=AgendaRule("today", tiers=("red",)))
        grown = a_case("GROWN", at=MONDAY - timedelta(days=1), arrived=(MONDAY - timedelta(days=1), MONDAY))
        assert found_by(type, [grown], now=MONDAY) == ("GROWN",)

    def test_the_day_is_the_one_where_the_hub_stands(self):
        """Ten past midnight in London is still yesterday in UTC, in summer."""
        late = datetime(2026, 6, 7, 23, 10, tzinfo=MONDAY.tzinfo)
        assert found_by(a_type(agenda=AgendaRule("today")), [a_case("NIGHT", at=late)], now=MONDAY) == ("NIGHT",)

    def test_every_case_of_a_concern_comes_since_the_last_time(self):
        type = a_type(agenda=AgendaRule("since_last", concerns=("abuse",)))
        cases = [
            a_case("NEW", ""),
            a_case("BEFORE", "", at=MONDAY - timedelta(hours=3)),
            a_case("OTHER", "", concerns=frozenset()),
        ]
        assert found_by(type, cases, now=MONDAY, last=MONDAY - timedelta(hours=1)) == ("NEW",)
        assert found_by(type, cases, now=MONDAY) == ("BEFORE", "NEW")

    def test_kinds_and_pathways_narrow_it_and_no_rule_brings_nothing(self):
        cases = [a_case("ONE", "")]
        assert found_by(a_type(agenda=AgendaRule("open", kinds=("consultation",))), cases, now=MONDAY) == ()
        assert found_by(a_type(agenda=AgendaRule("open"), pathways=("adult",)), cases, now=MONDAY) == ()
        assert found_by(a_type(agenda=AgendaRule("open")), cases, now=MONDAY) == ("ONE",)
        assert found_by(a_type(), cases, now=MONDAY) == ()

    def test_what_was_left_comes_back_at_its_time(self):
        def left(state: str, until: datetime | None = None) -> Matter:
            return Matter("m1", "ONE", "rule", "Sam", MONDAY, state, until)

        assert comes_back(left("deferred"), MONDAY)
        assert comes_back(left("deferred", MONDAY), MONDAY)
        assert not comes_back(left("deferred", MONDAY + timedelta(days=2)), MONDAY)
        assert comes_back(left("waiting"), MONDAY)
        assert not comes_back(left("done"), MONDAY)
