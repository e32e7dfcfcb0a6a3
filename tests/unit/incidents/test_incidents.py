"""Near misses, disclosures and barriers: what may be written down, when somebody is told, and what closing needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from hubwright.domain.access import reader_of
from hubwright.domain.access.incidents import incident_view
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import WORKER, Actor, Entry
from hubwright.domain.clocks import Calendar
from hubwright.domain.definitions.hub import ClockRule, Hub, IncidentKind, Role
from hubwright.domain.errors import Broken, Refusal
from hubwright.domain.incidents import (
    Add,
    Close,
    Open,
    Reopen,
    TakeOn,
    TellNext,
    begin,
    decide,
    incident_of,
    project_incident,
)
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.stories import MANAGER, MONDAY, SCREENER
from hypothesis import given, settings
from hypothesis import strategies as st

REPORTER = Actor("u-rep", "Rea Example", "care", frozenset({"reporter"}))


def hub() -> Hub:
    drawn = a_hub()
    return replace(
        drawn,
        clocks=(
            *drawn.clocks,
            ClockRule("breach", a_text("Breach"), 72, "elapsed_hour", "office", "runs", ladder="climb", warn=24 * 60),
        ),
        roles=(*drawn.roles, Role("reporter", a_text("Reporter"), frozenset({"incident.record"}))),
        incidents=(
            IncidentKind("near", a_text("Near miss"), "near_miss"),
            IncidentKind("wrong-hands", a_text("Wrong hands"), "disclosure", clock="breach"),
            IncidentKind("block", a_text("Barrier"), "barrier"),
        ),
    )


class Tale:
    """One incident, told deed by deed."""

    def __init__(self) -> None:
        self.hub, self.now, self.entries = hub(), MONDAY, []
        self.ids: Iterator[str] = (f"INC{number:05d}" for number in count(1))

    def context(self, actor: Actor) -> Context:
        return Context(
            hub=self.hub,
            revision="r1",
            actor=actor,
            authority=reader_of(self.hub, actor),
            now=self.now,
            calendars={rule.id: Calendar.of(rule, {}) for rule in self.hub.calendars},
            ids=self.ids,
        )

    def opens(self, kind: str, actor: Actor = MANAGER, **parts):
        return self._record(begin(Open(kind, parts.pop("what", "x"), parts.pop("noticed", self.now), **parts),
                                  self.context(actor)), actor)  # fmt: skip

    def does(self, command, actor: Actor = MANAGER):
        return self._record(decide(self.state, command, self.context(actor)), actor)

    def _record(self, facts, actor: Actor):
        for fact in facts:
            self.entries.append(
                Entry(fact.stream, len(self.entries) + 1, fact.type, fact.version, fact.body, fact.happened,
                      fact.received, self.now, actor.id, actor.name, actor.agency, "r1", "d")
            )  # fmt: skip
        return facts

    @property
    def state(self):
        state = incident_of(self.entries)
        assert state is not None
        return state


def fields(call) -> set[str]:
    with pytest.raises(Refusal) as refused:
        call()
    return {field for field, _ in refused.value.fields}


class TestWritingDown:
    @pytest.mark.parametrize(
        ("kind", "parts", "wrong"),
        [
            ("near", {"what": " "}, {"what"}),
            ("nowhere", {}, {"kind"}),
            ("wrong-hands", {}, {"who"}),
            ("block", {}, {"who", "agency"}),
            ("block", {"who": "IT", "agency": "nobody"}, {"agency"}),
            ("block", {"who": "IT", "agency": "health", "minutes": -1}, {"hours"}),
            ("near", {"noticed": MONDAY + timedelta(minutes=1)}, {"noticed"}),
            ("wrong-hands", {"what": "", "agency": "x"}, {"what", "who", "agency"}),
        ],
    )
    def test_everything_that_is_missing_is_said_at_once(self, kind, parts, wrong):
        assert fields(lambda: Tale().opens(kind, **parts)) == wrong

    def test_whoever_may_only_record_reads_their_own_and_no_other(self):
        tale = Tale()
        tale.opens("near", REPORTER)
        mine, others = reader_of(tale.hub, REPORTER), reader_of(tale.hub, replace(REPORTER, id="u-other"))
        assert incident_view(tale.state, mine, MONDAY) is not None
        assert incident_view(tale.state, others, MONDAY) is None
        tale.does(Add("note", "I told my manager."), REPORTER)
        with pytest.raises(Refusal):
            tale.does(Add("note", "Not mine."), replace(REPORTER, id="u-other"))

    def test_without_the_permission_nothing_is_written(self):
        with pytest.raises(Refusal):
            Tale().opens("near", Actor("u-x", "X", "health", frozenset({"partner"})))

    @given(st.text(max_size=40), st.integers(-10, 10_000_000), st.sampled_from(["near", "block", "wrong-hands"]))
    @settings(max_examples=60)
    def test_whatever_is_typed_is_kept_or_refused_with_a_field(self, words, minutes, kind):
        tale = Tale()
        try:
            tale.opens(kind, what=words, who=words, agency="health", minutes=minutes)
        except Refusal as refused:
            marked = bool(refused.fields)
        else:
            marked = (tale.state.what, tale.state.minutes) == (words.strip(), minutes)
        assert marked


class TestDisclosure:
    @pytest.fixture
    def tale(self):
        tale = Tale()
        tale.opens("wrong-hands", who="Elm School", noticed=MONDAY - timedelta(hours=2))
        return tale

    def test_its_seventy_two_hours_run_from_when_it_was_noticed_and_warn_a_day_before(self, tale):
        assert tale.state.due == MONDAY + timedelta(hours=70)
        assert tale.state.next == MONDAY + timedelta(hours=46)

    def test_nobody_is_told_before_it_is_time(self, tale):
        assert tale.does(TellNext(), WORKER) == []

    def test_the_ladder_climbs_until_somebody_takes_it_on_and_begins_again_at_the_limit(self, tale):
        tale.now = MONDAY + timedelta(hours=46)
        assert tale.does(TellNext(), WORKER)[0].body["rung"]["who"] == "duty"
        tale.now += timedelta(minutes=15)
        assert tale.does(TellNext(), WORKER)[0].body["rung"]["role"] == "manager"
        tale.does(TakeOn())
        assert (tale.state.next, tale.state.taken_on[0]) == (tale.state.due, MANAGER.name)
        tale.now = tale.state.due
        assert tale.does(TellNext(), WORKER)[0].body["rung"]["who"] == "duty"
        tale.does(TakeOn())
        assert tale.state.next is None

    def test_telling_the_regulator_or_saying_why_not_stops_its_clock(self, tale):
        tale.does(Add("regulator", "No risk to anybody: it was sealed and came back.", yes=False))
        assert (tale.state.met, tale.state.next) == (MONDAY, None)
        assert project_incident(tale.entries)["incident_row"][0]["due_at"] is None
        tale.now = MONDAY + timedelta(days=9)
        assert tale.does(TellNext(), WORKER) == []

    def test_a_step_that_asks_needs_a_yes_or_a_no_with_its_words(self, tale):
        assert fields(lambda: tale.does(Add("recalled", ""))) == {"text", "yes"}
        assert fields(lambda: tale.does(Add("lost", "x"))) == {"step"}

    def test_it_is_not_closed_before_recall_telling_and_the_regulator_are_on_record(self, tale):
        with pytest.raises(Refusal, match="recalled or destroyed, whether the person was told, whether the regulator"):
            tale.does(Close("Learned."))
        for step in ("recalled", "person_told", "regulator"):
            tale.does(Add(step, "Done.", yes=True))
        assert fields(lambda: tale.does(Close(" "))) == {"learned"}
        tale.does(Close("Schools are chosen from a list now."))
        assert tale.state.closed == MONDAY
        with pytest.raises(Refusal):
            tale.does(Close("Twice."))

    def test_a_person_cannot_tell_the_ladder(self, tale):
        with pytest.raises(Refusal):
            tale.does(TellNext())


class TestBarrier:
    def test_lost_hours_add_up(self):
        tale = Tale()
        tale.opens("block", who="Head of IT", agency="health", minutes=90)
        tale.does(Add("lost", "A whole morning.", minutes=210))
        assert project_incident(tale.entries)["incident_row"][0]["minutes"] == 300

    def test_it_goes_on_with_a_reason_only(self):
        tale = Tale()
        tale.opens("block", who="Head of IT", agency="health")
        with pytest.raises(Refusal):
            tale.does(Reopen("x"))
        tale.does(Close("Access was given."))
        assert fields(lambda: tale.does(Reopen(""))) == {"reason"}
        tale.does(Reopen("It was taken away again."), MANAGER)
        assert tale.state.closed is None


class TestRecord:
    def test_a_destroyed_beginning_leaves_a_reference_and_takes_no_more(self):
        tale = Tale()
        tale.opens("near")
        tale.entries[0] = replace(tale.entries[0], body={}, destroyed="Retention, 2040")
        assert (tale.state.what, tale.state.kind) == ("", "")
        with pytest.raises(Refusal):
            tale.does(Add("note", "x"))

    def test_a_stream_that_begins_otherwise_is_broken(self):
        tale = Tale()
        tale.opens("near")
        tale.does(Add("note", "x"))
        with pytest.raises(Broken):
            incident_of(tale.entries[1:])

    def test_a_screener_may_write_down_and_carry_on(self):
        tale = Tale()
        tale.opens("near", SCREENER)
        assert tale.state.by == SCREENER.name
