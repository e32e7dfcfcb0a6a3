"""Whatever anybody does in whatever order, these things hold."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hubwright.domain.access import reader_of
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.apply import apply, case_of
from hubwright.domain.cases.decide.deciders import decider_for, fills
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import Actor, Entry
from hubwright.domain.cases.project import project_case
from hubwright.domain.cases.state import CaseState
from hubwright.domain.errors import Refusal
from hubwright.testing.stories import MANAGER, SCREENER, Story
from hypothesis import event, given, settings
from hypothesis import strategies as st

from .acts import ADA, KIM, NOBODY
from .plays import MACHINES, Play

PLAYS = st.integers(0, 2**32).map(Play)
TURNS = 40
KEYS = {
    "case_row": ("case_ref", "pathway"),
    "case_check": ("case_ref", "ask"),
    "case_clock": ("case_ref", "clock"),
    "case_alarm": ("case_ref", "alarm"),
}


def on_disk(entry: Entry) -> Entry:
    """The entry as it comes back from where bodies are kept as JSON."""
    return replace(entry, body=json.loads(json.dumps(entry.body)))


@settings(max_examples=25, deadline=None)
@given(play=PLAYS)
def test_random_deeds_of_random_actors_keep_the_invariants(play):
    story = play.story
    state = story.state
    holds_of_a_state(state, story)
    refusals: list[Refusal] = []
    for actor, command in play.turns(TURNS):
        before = len(story.entries)
        try:
            story.does(actor, command)
        except Refusal as refusal:
            refusals.append(refusal)
            assert len(story.entries) == before
            assert story.state == state
            continue
        after = state
        for entry in story.entries[before:]:
            event(entry.type)
            holds_of_a_deed(after, entry, actor, story)
            after = apply(after, on_disk(entry))
        assert after == story.state
        if len(story.entries) > before:
            holds_of_a_state(after, story)
            holds_between(state, after, actor)
        state = after
    assert all(one.why and one.do and one.code for one in refusals)


def holds_of_a_deed(state: CaseState, entry: Entry, actor: Actor, story: Story) -> None:
    context = story.context(actor)
    if actor in MACHINES:
        assert entry.type in {
            "case.contact_added_to",
            "case.alarm_raised",
            "case.alarm_told",
            "case.clocks_moved",
            "case.fresh_decision_asked",
        }
    if entry.type == "case.rated":
        assert reader_of(story.hub, actor).may("case.rate", entry.body["pathway"])
    decisions = [entry.body] if entry.type == "case.decided" else entry.body.get("decisions", ())
    for decision in decisions:
        assert reader_of(story.hub, actor).may("case.decide", decision["pathway"])
        assert fills(decider_for(state, decision["pathway"], context), context)
        assert decision["reasons"]
    if entry.type == "case.closed":
        assert not state.unread
        assert not state.alarmed
    if entry.type == "case.clocks_moved":
        for moved in entry.body["moved"]:
            assert moved["due"] > state.clocks[moved["id"]].due.isoformat()


def holds_of_a_state(state: CaseState, story: Story) -> None:
    entries = [on_disk(entry) for entry in story.entries]
    assert case_of(entries) == state
    assert state.subjects
    for subject in state.subjects.values():
        assert subject.pathways
        assert set(subject.pathways) <= set(state.pathways)
        assert all((subject.id, pathway) in state.owed for pathway in subject.pathways)
    assert all(id == clock.id for id, clock in state.clocks.items())
    assert all(id == alarm.id for id, alarm in state.alarms.items())
    rows = project_case(entries)
    assert rows == project_case(story.entries)
    for table, keys in KEYS.items():
        held = [tuple(row[key] for key in keys) for row in rows[table]]
        assert len(held) == len(set(held))
    for row in rows["case_row"]:
        if state.running() or state.unread or state.alarmed:
            assert row["closed"] is None
    for contact in state.contacts.values():
        look = state.clocks[f"first_look:{contact.ref}"]
        assert contact.read or state.closed is not None or look.state == "running"


def holds_between(before: CaseState, after: CaseState, actor: Actor) -> None:
    if actor in MACHINES:
        assert after.unread or not before.unread
        for id, alarm in before.alarms.items():
            assert after.alarms[id].acknowledged == alarm.acknowledged
        assert (after.ratings, after.decisions, after.subjects) == (before.ratings, before.decisions, before.subjects)
    assert after.ratings[: len(before.ratings)] == before.ratings
    assert len(after.decisions) >= len(before.decisions)
    assert set(before.pathways) <= set(after.pathways)
    assert set(before.checks) <= set(after.checks)
    for id, subject in before.subjects.items():
        assert set(subject.pathways) <= set(after.subjects[id].pathways)
    for clock in before.running():
        still = after.clocks[clock.id]
        if actor in MACHINES and clock.id.startswith("decision:"):
            assert still.state == "running"


@settings(max_examples=30, deadline=None)
@given(play=PLAYS)
def test_whoever_holds_no_permission_changes_nothing(play):
    play.played(12)
    state = play.story.state
    for actor in (NOBODY, Actor("u-gone", "Gone Example", "fire", frozenset({"no-such-role"}))):
        for _ in range(15):
            try:
                facts = decide(state, play.any_act(), play.story.context(actor))
            except Refusal:
                continue
            assert facts == []


@settings(max_examples=40, deadline=None)
@given(play=PLAYS, turns=st.integers(0, TURNS))
def test_protection_starts_from_wherever_a_case_has_come_to(play, turns):
    story = play.played(turns)
    before = len(story.state.actions)
    for command in (c.ActNow(), c.ActNow(route="protect"), c.ActNow("Police are there.", "none", ("p9",))):
        before += 1
        state = story.does(SCREENER, command)
        assert len(state.actions) == before
        assert state.closed is None


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["urgent", "soon", "reply"]), st.integers(0, 90)), min_size=1, max_size=8))
def test_time_is_only_ever_given_by_a_lower_rating_with_its_reason(rated):
    story = Story()
    story.receives(KIM)
    for tier, minutes in rated:
        story.later(minutes=minutes)
        before: Any = story.state.clocks.get("decision:child")
        story.does(SCREENER, c.Rate("child", tier, "What was seen."))
        after: Any = story.state.clocks.get("decision:child")
        if before is not None and after.due > before.due:
            was, is_now = story.state.ratings[-2:]
            assert is_now.position > was.position
            assert is_now.reason
            assert story.entries[-1].body["eased"]


@given(days=st.lists(st.integers(0, 20), max_size=8), hour=st.integers(0, 23))
def test_a_closure_never_makes_a_time_earlier(days, hour):
    story = Story()
    story.later(hours=hour)
    story.receives(KIM, ADA)
    story.does(SCREENER, c.Rate("child", "soon"))
    for day in days:
        before = story.state.clocks
        story.closures[(story.now + timedelta(days=day)).date()] = "Burst pipe"
        story.does(MANAGER, c.MoveClocks("Burst pipe"))
        assert all(story.state.clocks[id].due >= clock.due for id, clock in before.items())


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=3), st.text(max_size=50))
def test_what_was_typed_comes_back_as_it_was_typed(answers, what):
    story = Story()
    given_answers = {id: Answer(State.ANSWERED, value) for id, value in answers.items()}
    story.receives(KIM, answers=given_answers, what=what)
    assert story.contact_state.what == what
    assert {id: Answer.of(one) for id, one in story.contact_state.answers.items()} == {
        id: Answer(State.ANSWERED, value or None) for id, value in answers.items()
    }
