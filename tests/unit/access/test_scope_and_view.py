"""A row is in scope exactly when its view is not empty (law 4)."""

from __future__ import annotations

from hubwright.domain.access import LISTS, case_view, check_view, holds, record, scope
from hubwright.domain.access.scope import All, Either, Everything, Not, Nothing, OneOf, Related
from hubwright.domain.projections import project
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.cases.plays import Play

from .readers import ROLES, a_marked_hub, reader

names = st.lists(st.sampled_from([role.id for role in ROLES] + ["no-such-role"]), max_size=3)
READERS = st.builds(
    lambda roles, agency, user: reader(*roles, agency=agency, user=user),
    names,
    st.sampled_from(["care", "police", "health", None]),
    st.sampled_from(["u-1", "u-sam", "u-alex", "u-pat"]),
)


@settings(max_examples=60, deadline=None)
@given(number=st.integers(0, 2**32), turns=st.integers(0, 20), readers=st.lists(READERS, min_size=4, max_size=8))
def test_rows_in_scope_are_exactly_those_with_a_view(number, turns, readers):
    story = Play(number).played(turns)
    state, now = story.state, story.now
    rows = project(state.stream, story.entries)
    for who in readers:
        view = case_view(state, [story.contact_state], a_marked_hub().forms, who, now)
        seen = set(view.case.pathways) if view else set()
        for row in rows["case_row"]:
            assert holds(scope(who, "case_row", now), row, rows) is (row["pathway"] in seen)
        for row in rows["case_check"]:
            in_scope = holds(scope(who, "case_check", now), row, rows)
            assert in_scope is (check_view(state, row["ask"], who, now) is not None)
            shown = row["pathway"] in seen and who.may("case.read/checks", row["pathway"])
            assert view is None or (row["ask"] in view.case.checks) is shown
        for row in rows["case_alarm"]:
            assert holds(scope(who, "case_alarm", now), row, rows) is (view is not None)
        for row in rows["case_glass"]:
            assert holds(scope(who, "case_glass", now), row, rows) is (view is not None)
        assert (view is not None) is bool(record(story.entries, [story.contact_state], who, now))


@settings(max_examples=40, deadline=None)
@given(number=st.integers(0, 2**32), turns=st.integers(0, 20), roles=names, sampled=st.sampled_from(["it", "other"]))
def test_whoever_is_held_to_a_sample_has_rows_and_views_of_it_and_of_nothing_else(number, turns, roles, sampled):
    story = Play(number).played(turns)
    state, now = story.state, story.now
    free, rows = reader(*roles), project(state.stream, story.entries)
    held = reader(*roles, only=frozenset({state.ref if sampled == "it" else "OTHER"}))
    view = case_view(state, [story.contact_state], a_marked_hub().forms, held, now)
    seen = set(view.case.pathways) if view else set()
    assert sampled == "it" or (view is None and not record(story.entries, [story.contact_state], held, now))
    for table in (
        "case_row",
        "case_check",
        "case_decision",
        "case_paper",
        "case_action",
        "case_alarm",
        "case_ending",
        "case_marker",
    ):
        for row in rows.get(table, ()):
            # Never more than without the sample, and of the sample no less.
            within = sampled == "it" and holds(scope(free, table, now), row, rows)
            assert holds(scope(held, table, now), row, rows) is within, table
    for row in rows["case_row"]:
        assert holds(scope(held, "case_row", now), row, rows) is (row["pathway"] in seen)
    for row in rows["case_check"]:
        in_scope = holds(scope(held, "case_check", now), row, rows)
        assert in_scope is (check_view(state, row["ask"], held, now) is not None)


PREDICATES = st.recursive(
    st.sampled_from([Everything(), Nothing(), OneOf("pathway", frozenset({"child"})), OneOf("pathway", frozenset())]),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Either, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Related, st.just("case_row"), inner),
    ),
    max_leaves=8,
)


@given(one=PREDICATES, other=PREDICATES, pathway=st.sampled_from(["child", "adult"]))
def test_predicates_add_up_as_words_do(one, other, pathway):
    row, related = {"pathway": pathway}, {"case_row": [{"pathway": "child"}]}
    first, second = holds(one, row, related), holds(other, row, related)
    assert holds(All((one, other)), row, related) is (first and second)
    assert holds(Either((one, other)), row, related) is (first or second)
    assert holds(Not(one), row, related) is not first
    assert holds(All(()), row, related)
    assert not holds(Either(()), row, related)
    assert not holds(Related("nothing", Everything()), row, related)


def test_only_columns_that_a_row_has_may_be_asked_about():
    rows = project("case:x", Play(1).played(20).entries)
    for table in ("case_row", "case_check", "case_alarm", "case_glass"):
        assert LISTS[table].columns <= set(rows[table][0]) if rows[table] else True
        assert not set(LISTS[table].kept) & LISTS[table].columns
