from __future__ import annotations

from datetime import timedelta

import pytest
from hubwright.domain.clocks import NoRungs, next_rung, rung_due
from hubwright.domain.definitions.hub import Ladder, Rung
from hubwright.domain.texts import Text
from hypothesis import given
from hypothesis import strategies as st

from .builders import london

RAISED = london("2026-05-20 02:00")


def ladder(*afters: int) -> Ladder:
    rungs = tuple(Rung(who="duty", by=("email",), after=after) for after in afters)
    return Ladder(id="night", name=Text("Night"), rungs=rungs)


def minutes(told: int, *afters: int) -> tuple[int, float]:
    index, at = next_rung(ladder(*afters), RAISED, told)
    return index, (at - RAISED).total_seconds() / 60


class TestClimbing:
    def test_each_rung_waits_for_the_one_before(self):
        assert [minutes(told, 0, 15, 30) for told in range(3)] == [(0, 0), (1, 15), (2, 45)]

    def test_the_last_rung_repeats_with_its_own_wait(self):
        assert [minutes(told, 0, 15, 30) for told in (3, 4)] == [(2, 75), (2, 105)]

    def test_the_repeat_is_never_faster_than_every_five_minutes(self):
        assert [minutes(told, 0) for told in (0, 1, 2)] == [(0, 0), (0, 5), (0, 10)]
        assert [minutes(told, 0, 1) for told in (1, 2, 3)] == [(1, 1), (1, 6), (1, 11)]

    def test_after_a_stop_the_wait_counts_from_the_last_telling(self):
        late = RAISED + timedelta(hours=1)
        assert next_rung(ladder(0, 15, 30), RAISED, 2, last_told=late) == (2, late + timedelta(minutes=30))
        assert next_rung(ladder(0, 15, 30), RAISED, 7, last_told=late) == (2, late + timedelta(minutes=30))

    def test_a_ladder_without_rungs_is_refused(self):
        with pytest.raises(NoRungs):
            next_rung(ladder(), RAISED, 0)


class TestWhatIsDueNow:
    def test_a_rung_is_due_from_its_minute_on(self):
        assert rung_due(ladder(0, 15), RAISED, 1, RAISED + timedelta(minutes=14)) is None
        assert rung_due(ladder(0, 15), RAISED, 1, RAISED + timedelta(minutes=15)) == 1

    def test_a_person_who_acknowledges_ends_it(self):
        later = RAISED + timedelta(hours=5)
        assert rung_due(ladder(0, 15), RAISED, 1, later) == 1
        assert rung_due(ladder(0, 15), RAISED, 1, later, acknowledged_at=RAISED + timedelta(minutes=3)) is None


@given(st.lists(st.integers(0, 120), min_size=1, max_size=5), st.integers(0, 30))
def test_the_next_telling_is_never_before_the_one_before_and_the_ladder_never_ends(afters, told):
    rungs = ladder(*afters)
    index, at = next_rung(rungs, RAISED, told)
    following, later = next_rung(rungs, RAISED, told + 1)
    assert at <= later
    assert index <= following < len(rungs.rungs)
    if told >= len(afters) - 1:
        assert later - at >= timedelta(minutes=5)
    assert next_rung(rungs, RAISED, told + 1, last_told=at) == (following, later)
