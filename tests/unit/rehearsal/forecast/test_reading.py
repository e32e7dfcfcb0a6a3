"""What somebody says instead of the usual assumptions, and what their history says of demand."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hubwright.domain.rehearsal.forecast.assuming import assumptions_of
from hubwright.domain.rehearsal.forecast.assumptions import Assumptions
from hubwright.domain.rehearsal.forecast.chance import Duration
from hubwright.domain.rehearsal.forecast.history import history_of
from hubwright.domain.rehearsal.forecast.trying import tried, without_people
from hubwright.testing.hubs import a_hub
from hypothesis import given
from hypothesis import strategies as st

from .plans import a_plan, oakfield

NOW = datetime(2026, 6, 8, 12, tzinfo=UTC)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from([*Assumptions.__dataclass_fields__, "other"])


@given(st.dictionaries(NAMES, JSON, max_size=5) | JSON)
def test_whatever_is_given_is_taken_or_told(document: object) -> None:
    assumed, problems = assumptions_of(document, a_hub(), "a.json")
    assert isinstance(assumed, Assumptions)
    for problem in problems:
        assert problem.what
        assert problem.do
    if problems:
        assert assumed == Assumptions()


def test_what_is_given_holds_and_the_rest_is_as_usual() -> None:
    document = {"fte": {"police": 2}, "takes": {"return:police": {"minutes": 5, "shape": "gamma"}, "read": 3}}
    assumed, problems = assumptions_of(json.loads(json.dumps(document)), a_hub(), "a.json")
    assert problems == []
    assert assumed.fte == {"police": 2}
    assert assumed.duration("return", "police") == Duration(5, 0.75, "gamma")
    assert assumed.duration("return", "health") == Assumptions().duration("return")
    assert assumed.duration("read") == Duration(3)


@given(st.text(max_size=200))
def test_no_history_is_a_traceback_and_none_is_quoted(text: str) -> None:
    history, problems = history_of(text, a_hub(), NOW, "h.csv")
    assert (history is None) == bool(problems)


def lines(days: int, *, each: str = " 10:30,urgent") -> str:
    first = NOW.date() - timedelta(days=days)
    return "\n".join(["Received,tier", *(f"{first + timedelta(days=day)}{each}" for day in range(days))])


def test_a_history_gives_volume_weekdays_hours_and_ratings() -> None:
    history, problems = history_of(lines(70), a_hub(), NOW, "h.csv")
    assert problems == []
    assert history is not None
    assert history.per_month == pytest.approx(30.44, abs=0.01)
    assert history.weekdays == (10,) * 7
    assert history.hours is not None
    assert history.hours[10] == 70
    assert history.tiers == {"urgent": 70}
    assert history.months is None  # under a year nothing is said of seasons
    assumed, known = history.over(Assumptions())
    assert known == ("hours", "weekdays", "tiers")
    assert assumed.months == Assumptions().months


def test_a_year_says_something_of_seasons_and_days_alone_nothing_of_hours() -> None:
    history, _ = history_of(lines(400, each=","), a_hub(), NOW, "h.csv")
    assert history is not None
    assert history.months is not None
    assert history.hours is None


def test_everything_wrong_with_a_history_is_told_with_its_lines() -> None:
    text = "received,kind,tier,Mother's name\nsoon,,urgent,Jo\n2026-06-09,none,none,Jo\n01/05/2026,,,\n"
    history, problems = history_of(text, a_hub(), NOW, "h.csv")
    assert history is None
    assert [one.code for one in problems] == ["bad-received", "bad-future", "bad-kind", "bad-tier"]
    assert [one.what.partition(":")[0] for one in problems] == ["Line 2", "Line 3", "Line 3", "Line 3"]
    assert "Jo" not in "".join(map(str, problems))


def test_too_little_history_is_refused() -> None:
    for text, code in (("name\nJo\n", "no-received"), ("received\n", "too-short"), (lines(20), "too-short")):
        assert [one.code for one in history_of(text, a_hub(), NOW, "h.csv")[1]] == [code]


def test_a_cell_without_end_and_a_number_without_end_are_told() -> None:
    endless = 'received,note\n2026-01-01,"' + "x" * 200_000
    assert [one.code for one in history_of(endless, a_hub(), NOW, "h.csv")[1]] == ["unreadable"]
    _, problems = assumptions_of({"on_work": 10**400, "accepts": float("inf")}, a_hub(), "a.json")
    assert [one.what for one in problems] == ["This is too large."] * 2


def test_changes_with_commas_are_tried_together_and_told_in_words() -> None:
    plan = a_plan()
    change, problems = tried("police=-1,health=+0.5,demand=+20%,soon:ask=police", plan)
    assert problems == []
    assert change is not None
    assert change.plan.more == {"police": -1, "health": 0.5}
    assert change.plan.per_month == pytest.approx(plan.per_month * 1.2)
    assert change.plan.asks == {"soon": frozenset({"police"})}
    assert change.says.startswith("Police: -1 full-time equivalents; ")


@given(st.text(max_size=30))
def test_no_change_is_a_traceback(asked: str) -> None:
    change, problems = tried(asked, a_plan())
    assert (change is None) == bool(problems)


def test_a_hub_that_says_of_nobody_is_asked_and_one_figure_is_enough() -> None:
    hub = a_hub()
    (problem,) = without_people(hub, a_plan(hub))
    assert problem.code == "no-people"
    assert without_people(hub, a_plan(hub, fte={"police": 1.0})) == []
    assert without_people(oakfield(), a_plan()) == []
