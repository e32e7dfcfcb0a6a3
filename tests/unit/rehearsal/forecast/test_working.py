"""How people work in a forecast: their hours, whose turn it is, what a change does, and where something breaks."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest
from hubwright.domain.clocks import Calendar
from hubwright.domain.rehearsal.forecast.asking import forecast
from hubwright.domain.rehearsal.forecast.chance import Duration
from hubwright.domain.rehearsal.forecast.desk import Desk, Job
from hubwright.domain.rehearsal.forecast.presence import Presence, people, sessions
from hubwright.domain.rehearsal.forecast.run import Run
from hubwright.domain.rehearsal.forecast.trying import tried
from hubwright.testing.hubs import a_hub
from hypothesis import given
from hypothesis import strategies as st
from simpy import Environment

from .plans import EVEN, MONDAY, a_plan, chances, never_closed, oakfield

WEEK = 7 * 86400.0
HOUR = 3600.0


def office() -> Calendar:
    return Calendar.of(next(one for one in a_hub().calendars if one.id == "office"), {})


def test_half_a_person_is_there_in_every_other_session() -> None:
    spans = sessions(office(), MONDAY, WEEK)
    assert len(spans) == 10
    one, half = people(1.5, spans)
    assert list(one.spans) == spans
    assert list(half.spans) == spans[::2]
    assert people(0, spans) == []


@given(st.floats(0, 5))
def test_people_are_there_for_their_part_of_the_week(fte: float) -> None:
    spans = sessions(office(), MONDAY, 4 * WEEK)
    whole = sum(last - first for first, last in spans)
    there = sum(one.between(0, 4 * WEEK) for one in people(fte, spans))
    assert there == pytest.approx(fte * whole, abs=5 * HOUR)


def test_work_rests_while_somebody_is_away() -> None:
    presence = Presence([(0, 100), (200, 300)])
    assert presence.next(50) == 50
    assert presence.next(100) == 200
    assert presence.next(300) is None
    assert presence.done(90, 10) == 100
    assert presence.done(90, 11) == 201
    assert presence.done(90, 200) == inf
    assert presence.between(50, 250) == 100


def test_the_more_urgent_goes_first_then_what_is_due_first_and_nobody_is_interrupted() -> None:
    env, order = Environment(), []
    desk = Desk(env, [Presence([(0, 1e9)])])

    def put(name: str, **parts: float) -> None:
        desk.put(Job(1, lambda: order.append(name)), **parts)

    put("begun", rank=2)
    env.run(until=1)
    put("later", rank=1, due=200)
    put("sooner", rank=1, due=100)
    put("urgent", rank=0, due=900)
    env.run()
    assert order == ["begun", "urgent", "sooner", "later"]
    assert desk.busy == 4
    assert len(desk) == desk.backlog == 0


def test_what_comes_while_everybody_is_away_is_done_when_they_come() -> None:
    env, done = Environment(), []
    desk = Desk(env, [Presence([(0, 10), (1000, 2000)]), Presence([(500, 2000)])])
    env.run(until=100)
    desk.put(Job(1, lambda: done.append(env.now)))
    env.run()
    assert done == [560]


def test_a_desk_that_cannot_keep_up_breaks_and_the_answer_names_it_first() -> None:
    plan = a_plan(oakfield(health="0.2"), per_month=300, months=1, takes={"return": Duration(60)})
    answer = forecast(plan, (), runs=2, chances=chances(1))
    assert answer["breaks_first"]["id"] == "health"
    assert answer["breaks_first"]["runs"] == 2
    health = next(one for one in answer["agencies"] if one["id"] == "health")
    assert health["weeks"][-1]["middle"] > health["weeks"][0]["middle"]
    calm = forecast(replace(plan, more={"health": 5.0}), (), runs=2, chances=chances(1))
    assert calm["breaks_first"] is None or calm["breaks_first"]["id"] != "health"


def test_a_peak_is_an_hour_in_which_somebody_is_there() -> None:
    plan = a_plan(oakfield(health="0.4"), per_month=300, months=1, takes={"return": Duration(60)})
    counted = Run(plan, chances(1), 1).played()
    worst = counted.agencies["health"].worst_hour
    assert worst is not None
    weekday, hour = worst
    assert weekday < 5
    assert 8 <= hour < 18
    assert counted.agencies["care"].looks.keys() <= {(day, hour) for day in range(5) for hour in range(8, 18)}


@pytest.mark.soak
def test_what_is_tried_stands_beside_what_is_and_helps_where_it_should() -> None:
    plan = a_plan(oakfield(health="0.2"), per_month=200, months=1, takes={"return": Duration(60)})
    changes = []
    for asked in ("health=+2", "urgent:ask=police,soon:ask=police"):
        change, problems = tried(asked, plan)
        assert change is not None, problems
        changes.append(change)
    answer = forecast(plan, changes, runs=2, chances=chances(1))
    more, fewer = answer["what_if"]
    left = [
        next(one["left"]["middle"] for one in tried["changes"]["agencies"] if one["id"] == "health")
        for tried in (more, fewer)
    ]
    assert left[0] < 0
    assert left[1] < 0
    assert next(one for one in fewer["agencies"] if one["id"] == "health")["answered"]["most"] == 0


def test_who_waits_for_every_answer_decides_with_every_answer() -> None:
    slow = {"return": Duration(400)}
    for habit, whole in ((None, True), (60.0, False)):
        plan = a_plan(
            never_closed(), per_month=60, months=0.5, takes=slow, decide_without=habit, tiers={"soon": 1}, **EVEN
        )
        tier = Run(plan, chances(1), 1).played().tiers["soon"]
        assert tier.in_time + tier.late > 0
        assert (tier.with_all == tier.in_time + tier.late) == whole


def test_every_line_of_what_it_rests_on_says_where_it_comes_from() -> None:
    document = {"shareable": {"agencies": [{"id": "police", "from": "S:1"}]}}
    plan = a_plan(fte={"health": 3.0})
    answer = forecast(
        plan, (), runs=1, chances=chances(1), document=document, given={"fte": "ours.json"}, unused=("Name",)
    )
    lines = {one["what"]: one for one in answer["rests_on"]}
    assert lines["People of Police"]["source"] == "/shareable/agencies/police/fte (S:1)"
    assert lines["People of Health"] == {
        "what": "People of Health",
        "value": "3, in the hours of office",
        "source": "ours.json",
    }
    assert lines["Columns of the history that were not read"]["value"] == "Name"
    assert all(one["source"] for one in answer["rests_on"])
