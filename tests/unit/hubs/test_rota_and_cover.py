"""The rota, how people work in their seats, and who is there on which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hubwright.domain.clocks import Calendar
from hubwright.domain.definitions.hub import CalendarRule, Decider
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import (
    HubState,
    Seat,
    Stint,
    Working,
    arrange_seat,
    coming,
    cover,
    end_duty,
    full_time,
    give_duty,
    give_seat,
    hub_of,
    leaving,
    on_duty,
    without_end,
)
from hubwright.testing.hubs import a_hub
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.hubs.test_stream import Stream

MONDAY = date(2026, 6, 8)
NOW = datetime(2026, 6, 8, 9, 0, tzinfo=UTC)
HUB = a_hub()
SAM = Seat("s1", "u-sam", "Sam Example", "care", frozenset({"manager"}), frozenset({"social_worker"}), NOW)
ROBIN = Seat("s2", "u-robin", "Robin Example", "health", frozenset({"partner"}), frozenset(), NOW)
NIGHT = Stint("", "s1", NOW + timedelta(hours=8), NOW + timedelta(hours=23), "01632 960003", "closed")


@pytest.fixture
def stream():
    held = Stream()
    for seat in (SAM, ROBIN):
        facts = give_seat(
            hub_of(held.entries),
            replace(seat, begins=NOW - timedelta(days=1)),
            agencies=["care", "health"],
            roles=["manager", "partner"],
            now=NOW,
        )
        held.add(facts)
    return held


def state_of(stream) -> HubState:
    return hub_of(stream.entries)


def calendar(closed=None) -> Calendar:
    return Calendar.of(HUB.calendars[0], closed or {})


def wrong(call) -> set[str]:
    with pytest.raises(Refusal) as refused:
        call()
    return {field for field, _ in refused.value.fields}


class TestRota:
    def test_whoever_is_given_a_night_is_on_duty_through_it_and_not_after(self, stream):
        stream.add(give_duty(state_of(stream), NIGHT, now=NOW))
        state = state_of(stream)
        assert on_duty(state, NOW) == ()
        (stint,) = on_duty(state, NIGHT.begins)
        assert (stint.id, stint.seat, stint.telephone, stint.post) == ("d1", "s1", "01632 960003", "closed")
        assert on_duty(state, NIGHT.ends) == ()

    def test_two_may_be_on_duty_and_on_call_at_once(self, stream):
        stream.add(give_duty(state_of(stream), NIGHT, now=NOW))
        on_call = replace(NIGHT, seat="s2", post="", begins=NIGHT.begins - timedelta(hours=1))
        stream.add(give_duty(state_of(stream), on_call, now=NOW))
        assert [one.seat for one in on_duty(state_of(stream), NIGHT.begins)] == ["s2", "s1"]

    def test_what_was_taken_off_is_gone_and_its_id_is_not_used_again(self, stream):
        stream.add(give_duty(state_of(stream), NIGHT, now=NOW))
        stream.add(end_duty(state_of(stream), "d1", why="Ill", now=NOW))
        assert on_duty(state_of(stream), NIGHT.begins) == ()
        stream.add(give_duty(state_of(stream), NIGHT, now=NOW))
        assert [one.id for one in coming(state_of(stream), NOW, until=NIGHT.ends)] == ["d2"]

    def test_nobody_is_on_duty_after_their_seat_ended(self, stream):
        stream.add(give_duty(state_of(stream), NIGHT, now=NOW))
        state = state_of(stream)
        gone = {**state.seats, "s1": replace(state.seats["s1"], ends=NIGHT.begins)}
        assert on_duty(replace(state, seats=gone), NIGHT.begins) == ()

    @pytest.mark.parametrize(
        ("changes", "fields"),
        [
            ({"seat": "s9"}, {"seat"}),
            ({"ends": NIGHT.begins}, {"ends"}),
            ({"begins": NOW - timedelta(hours=9), "ends": NOW - timedelta(hours=1)}, {"ends"}),
            ({"ends": NIGHT.begins + timedelta(days=32)}, {"ends"}),
            ({"telephone": " "}, {"telephone"}),
            ({"post": "sometimes"}, {"post"}),
            ({"seat": "", "telephone": "", "post": "x"}, {"seat", "telephone", "post"}),
            ({"begins": NOW - timedelta(days=3)}, {"seat"}),
        ],
    )
    def test_everything_wrong_is_said_at_once(self, stream, changes, fields):
        assert wrong(lambda: give_duty(state_of(stream), replace(NIGHT, **changes), now=NOW)) == fields

    def test_taking_off_needs_a_reason_and_a_stint(self, stream):
        stream.add(give_duty(state_of(stream), NIGHT, now=NOW))
        assert wrong(lambda: end_duty(state_of(stream), "d1", why=" ", now=NOW)) == {"why"}
        with pytest.raises(Refusal):
            end_duty(state_of(stream), "d7", why="x", now=NOW)


class TestWorking:
    def test_how_somebody_works_is_kept_in_order_and_a_later_word_replaces_it(self, stream):
        working = Working("0.6", {"tue": ("pm", "am"), "mon": ("am",), "fri": ()}, date(2027, 3, 31), "Kim", "Trust")
        stream.add(arrange_seat(state_of(stream), "s2", working, now=NOW))
        seat = state_of(stream).seats["s2"]
        assert (seat.fte, list(seat.sessions.items())) == ("0.6", [("mon", ("am",)), ("tue", ("am", "pm"))])
        assert (seat.until, seat.line_manager, seat.home) == (date(2027, 3, 31), "Kim", "Trust")
        stream.add(arrange_seat(state_of(stream), "s2", Working(), now=NOW))
        assert state_of(stream).seats["s2"] == replace(seat, fte="", sessions={}, until=None, line_manager="", home="")

    def test_line_management_gives_no_authority(self, stream):
        before = state_of(stream).seats["s2"]
        stream.add(arrange_seat(state_of(stream), "s2", Working(line_manager="Sam Example"), now=NOW))
        after = state_of(stream).seats["s2"]
        assert (after.roles, after.qualifications) == (before.roles, before.qualifications)

    @pytest.mark.parametrize(
        ("working", "fields"),
        [
            (Working(fte="1.5"), {"fte"}),
            (Working(fte="half"), {"fte"}),
            (Working(sessions={"someday": ("am",)}), {"sessions"}),
            (Working(sessions={"mon": ("night",)}), {"sessions"}),
            (Working(line_manager="x" * 201, home="y" * 201), {"line_manager", "home"}),
        ],
    )
    def test_what_cannot_be_is_said_at_once(self, stream, working, fields):
        assert wrong(lambda: arrange_seat(state_of(stream), "s2", working, now=NOW)) == fields

    @given(st.text(max_size=6))
    @settings(max_examples=60)
    def test_any_number_is_taken_or_refused_never_a_stumble(self, fte):
        state = HubState(seats={"s1": SAM})
        try:
            facts = arrange_seat(state, "s1", Working(fte=fte), now=NOW)
        except Refusal:
            return
        assert facts[0].body["fte"] == fte


class TestCover:
    def test_somebody_with_three_mornings_is_there_on_three_mornings(self, stream):
        mornings = {"mon": ("am",), "wed": ("am",), "thu": ("am",)}
        stream.add(arrange_seat(state_of(stream), "s2", Working(sessions=mornings), now=NOW))
        week = cover(HUB, state_of(stream), calendar(), MONDAY, 7)
        assert [[halves for _, halves in day.there["health"]] for day in week] == [
            [("am",)], [], [("am",)], [("am",)], [], [], [],
        ]  # fmt: skip

    def test_a_day_without_a_decider_says_so(self, stream):
        days = dict.fromkeys(("mon", "tue", "wed", "fri"), ("am", "pm"))
        stream.add(arrange_seat(state_of(stream), "s1", Working(sessions=days), now=NOW))
        week = cover(HUB, state_of(stream), calendar(), MONDAY, 7)
        assert [day.without("manager") for day in week] == [(), (), (), ("am", "pm"), (), (), ()]

    def test_a_missing_qualification_is_no_cover(self, stream):
        hub = a_hub(deciders=(Decider("manager", HUB.name, frozenset({"manager"}), "nurse"),))
        assert cover(hub, state_of(stream), calendar(), MONDAY, 1)[0].without("manager") == ("am", "pm")

    def test_after_the_last_day_of_a_rotation_nobody_is_counted(self, stream):
        stream.add(arrange_seat(state_of(stream), "s1", Working(until=MONDAY), now=NOW))
        first, second = cover(HUB, state_of(stream), calendar(), MONDAY, 2)
        assert (first.without("manager"), second.without("manager")) == ((), ("am", "pm"))
        assert leaving(state_of(stream), NOW, MONDAY, 14)[0][1] == MONDAY
        assert leaving(state_of(stream), NOW, MONDAY + timedelta(days=1), 14) == ()

    def test_who_keeps_the_hours_of_an_agency_is_there_in_them(self, stream):
        mornings = CalendarRule("mornings", HUB.name, {"mon": (("09:00", "12:00"),)})
        (health,) = (one for one in HUB.agencies if one.id == "health")
        kept = replace(health, calendar="mornings", by_telephone="always")
        hub = replace(HUB, agencies=tuple(kept if one.id == "health" else one for one in HUB.agencies))
        own = {"mornings": Calendar.of(mornings, {})}
        first, second = cover(hub, state_of(stream), calendar(), MONDAY, 2, own)
        assert ([halves for _, halves in first.there["health"]], second.there["health"]) == ([("am",)], ())
        assert (first.reached("health"), second.reached("health")) == (("am", "pm"), ("am", "pm"))
        assert second.by_telephone == {"health": ("am", "pm")}

    def test_who_came_in_rotation_and_has_no_last_day_is_named(self, stream):
        rotating = tuple(replace(one, mode="rotational") for one in HUB.agencies if one.id == "health")
        hub = replace(HUB, agencies=(*(one for one in HUB.agencies if one.id != "health"), *rotating))
        assert [seat.id for seat in without_end(hub, state_of(stream), NOW)] == ["s2"]
        stream.add(arrange_seat(state_of(stream), "s2", Working(until=MONDAY), now=NOW))
        assert without_end(hub, state_of(stream), NOW) == ()

    def test_a_closed_day_needs_nobody_and_says_why(self, stream):
        day = cover(HUB, state_of(stream), calendar({MONDAY: "Flood"}), MONDAY, 1)[0]
        assert (day.shut, day.halves, day.without("manager")) == ("Flood", (), ())

    def test_full_time_equivalents_add_up_or_nobody_has_said(self):
        assert full_time([SAM]) is None
        assert str(full_time([replace(SAM, fte="0.6"), replace(ROBIN, fte="1")])) == "1.6"
