from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hubwright.domain.clocks import WEEKDAYS, Calendar, Due, due, moved, said
from hypothesis import given, settings
from hypothesis import strategies as st

from .builders import calendar, calendar_rule, clock

UNITS = ("elapsed_hour", "working_hour", "working_day", "calendar_day")

# Around every change of the clocks, leap day and year end between 2026 and 2028, and anywhere else.
CORNERS = [
    datetime(2026, 3, 29, tzinfo=UTC),
    datetime(2026, 10, 25, tzinfo=UTC),
    datetime(2027, 3, 28, tzinfo=UTC),
    datetime(2027, 10, 31, tzinfo=UTC),
    datetime(2028, 2, 29, tzinfo=UTC),
    datetime(2026, 12, 31, tzinfo=UTC),
]
seconds = st.integers(-2 * 86400, 2 * 86400).map(lambda n: timedelta(seconds=n))
instants = st.one_of(
    st.builds(lambda corner, ahead: corner + ahead, st.sampled_from(CORNERS), seconds),
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(lambda at: at.replace(tzinfo=UTC)),  # noqa: DTZ001
)
# Open for an hour at least, at any quarter: a calendar of one minute a week would put forty hours beyond ten years.
quarters = [f"{n // 4:02}:{n % 4 * 15:02}" for n in range(97)]
pairs = st.integers(0, 92).flatmap(
    lambda opens: st.tuples(st.just(quarters[opens]), st.integers(opens + 4, 96).map(quarters.__getitem__))
)
weeks = st.dictionaries(st.sampled_from(WEEKDAYS), st.lists(pairs, min_size=1, max_size=3).map(tuple), min_size=1)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
closures = st.dictionaries(days, st.sampled_from(["Flood", "Training"]), max_size=8)
calendars = st.builds(lambda week, closed: Calendar.of(calendar_rule(week), closed), weeks, closures)
rules = st.builds(clock, st.integers(0, 40), st.sampled_from(UNITS), st.sampled_from(["runs", "waits"]))
modest = settings(max_examples=60, deadline=None)


@given(rules, instants, calendars)
@modest
def test_due_is_never_before_the_start(rule, start, cal):
    assert due(rule, start, cal).at >= start


@given(rules, instants, instants, calendars)
@modest
def test_a_later_start_is_never_due_sooner(rule, one, other, cal):
    first, last = sorted([one, other])
    assert due(rule, first, cal).at <= due(rule, last, cal).at


@given(rules, instants, st.timedeltas(timedelta(0), timedelta(hours=3)), calendars)
@modest
def test_a_start_a_little_later_is_never_due_sooner(rule, start, later, cal):
    assert due(rule, start, cal).at <= due(rule, start + later, cal).at


@given(st.integers(0, 40), st.sampled_from(UNITS), st.sampled_from(["runs", "waits"]), instants, calendars)
@modest
def test_a_greater_amount_is_never_due_sooner(amount, unit, out_of_hours, start, cal):
    less, more = clock(amount, unit, out_of_hours), clock(amount + 1, unit, out_of_hours)
    assert due(less, start, cal).at <= due(more, start, cal).at


@given(rules, instants, calendars, st.lists(days, min_size=1, max_size=20))
@modest
def test_a_closure_more_never_makes_it_due_sooner(rule, start, cal, more):
    shut = Calendar(cal.id, cal.hours, {**cal.closed, **dict.fromkeys(more, "Closed")})
    assert due(rule, start, cal).at <= due(rule, start, shut).at


@given(st.integers(1, 40), st.sampled_from(["working_hour", "working_day"]), instants, calendars)
@modest
def test_working_clocks_end_in_open_hours_or_exactly_at_closing(amount, unit, start, cal):
    at = due(clock(amount, unit), start, cal).at
    assert cal.is_open(at) or cal.is_open(at - timedelta(microseconds=1))


@given(st.integers(0, 200), instants, calendars)
@modest
def test_elapsed_hours_that_run_are_real_hours(amount, start, cal):
    assert due(clock(amount, "elapsed_hour", "runs"), start, cal).at - start == timedelta(hours=amount)


@given(st.integers(0, 40), instants, calendars)
@modest
def test_working_hours_are_exactly_the_open_time_between(amount, start, cal):
    at = due(clock(amount, "working_hour"), start, cal).at
    day, worked = start.date() - timedelta(days=1), timedelta(0)
    while day <= at.date() + timedelta(days=1):
        worked += sum((max(timedelta(0), min(b, at) - max(a, start)) for a, b in cal.spans(day)), timedelta(0))
        day += timedelta(days=1)
    assert worked == timedelta(hours=amount)


@given(rules, instants, calendars)
@modest
def test_the_workings_survive_being_recorded_and_can_be_said(rule, start, cal):
    worked_out = due(rule, start, cal)
    assert Due.of(worked_out.document()) == worked_out
    for language in ("en", "cy"):
        sentences = said(worked_out.document(), language)
        assert sentences == said(worked_out, language)
        assert len(sentences) == len(worked_out.steps)
        assert all(one.endswith(".") and "{" not in one and "None" not in one for one in sentences)


@given(rules, instants, calendars)
@modest
def test_a_clock_whose_calendar_has_not_changed_does_not_move(rule, start, cal):
    assert moved(rule, start, due(rule, start, cal).at, cal) is None


@given(instants, calendars)
@modest
def test_the_next_opening_is_open_and_nothing_before_it_is(at, cal):
    opening = cal.next_opening(at)
    assert opening >= at
    assert cal.is_open(opening)
    assert opening == at or not cal.is_open(opening - timedelta(microseconds=1))
    assert opening == at or not cal.is_open(at + (opening - at) / 2)


@given(instants, calendars)
@modest
def test_a_change_is_a_change_and_the_first(at, cal):
    change = cal.next_change(at)
    if change is not None:
        assert change > at
        assert cal.is_open(change) != cal.is_open(at)
        assert cal.is_open(at + (change - at) / 2) == cal.is_open(at)


def test_a_calendar_that_never_closes_never_changes():
    always = calendar(dict.fromkeys(WEEKDAYS, (("00:00", "24:00"),)), {})
    assert always.next_change(datetime(2026, 5, 20, 12, tzinfo=UTC)) is None
