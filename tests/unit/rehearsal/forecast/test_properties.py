"""Whatever is assumed, these things hold."""

from __future__ import annotations

import json
from dataclasses import replace

from hubwright.domain.rehearsal.forecast.arrivals import arrivals
from hubwright.domain.rehearsal.forecast.asking import forecast
from hubwright.domain.rehearsal.forecast.chance import SHAPES, Duration
from hubwright.domain.rehearsal.forecast.plan import Plan
from hubwright.domain.rehearsal.forecast.run import Run
from hypothesis import example, given, settings
from hypothesis import strategies as st

from .plans import MONDAY, a_plan, chances, oakfield

PEOPLE = st.sampled_from(("0", "0.2", "1", "3.5"))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Oakfield with any staffing, demand and habits."""
    hub = oakfield(care=draw(PEOPLE), police=draw(PEOPLE), health=draw(PEOPLE))
    minutes = draw(st.floats(0, 240))
    return a_plan(
        hub,
        per_month=draw(st.floats(0, 300)),
        months=0.3,
        takes={"return": Duration(minutes, draw(st.floats(0, 2)), draw(st.sampled_from(SHAPES)))},
        decide_without=draw(st.none() | st.floats(0, 300)),
        arrive=draw(st.sampled_from(("any_time", "open"))),
        more=draw(st.floats(0, 1)),
        sent_back=draw(st.floats(0, 1)),
        again=draw(st.floats(0, 1)),
    )


HARDLY = a_plan(takes={"return": Duration(1, 1e-310, "gamma"), "read": Duration(1e-310, 1, "exponential")})


@settings(max_examples=25, deadline=None)
@given(plan=plans(), seed=st.integers(0, 2**16))
@example(plan=HARDLY, seed=1)
def test_nothing_is_lost(plan: Plan, seed: int) -> None:
    run = Run(plan, chances(seed), 1)
    counted = run.played()
    assert counted.arrived == counted.closed + counted.open
    assert counted.open == sum(case.state.closed is None for case in run.cases.values())
    assert sum(one.in_time + one.late for one in counted.tiers.values()) <= counted.arrived
    # Whoever was asked has answered, or the question waits on a desk or in somebody's hands.
    answered = sum(len(desk.hours) for desk in counted.agencies.values())
    waiting = sum(len(case.state.waiting()) for case in run.cases.values())
    assert counted.asked == answered + waiting
    assert not counted.stuck
    for kept in (*counted.agencies.values(), *counted.deciders.values()):
        assert 0 <= kept.busy <= 1.0001


@settings(max_examples=8, deadline=None)
@given(plan=plans(), seed=st.integers(0, 2**16))
def test_the_same_seed_gives_the_same_answer_to_the_byte(plan: Plan, seed: int) -> None:
    first, second = (json.dumps(forecast(plan, (), runs=2, chances=chances(seed))) for _ in range(2))
    assert first == second


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**16), people=PEOPLE)
def test_a_change_of_staffing_meets_the_same_contacts(seed: int, people: str) -> None:
    one, other = a_plan(oakfield()), a_plan(oakfield(police=people))
    seen = [
        list(arrivals(plan.hub, plan.assumed, plan.per_month, MONDAY, plan.seconds, chances(seed), 1))
        for plan in (one, other)
    ]
    assert seen[0] == seen[1]


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**16))
def test_nobody_answers_while_nobody_is_there(seed: int) -> None:
    plan = a_plan(oakfield(police="0"), decide_without=None)
    counted = Run(plan, chances(seed), 1).played()
    assert counted.agencies["police"].hours == []
    assert counted.agencies["police"].left > 0
    # What waits for every answer is decided only where nobody of the police is asked.
    more = Run(replace(plan, more={"police": 2.0}), chances(seed), 1).played()
    assert more.agencies["police"].hours
    assert more.closed > counted.closed
