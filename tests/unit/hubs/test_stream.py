from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hubwright.domain.cases.entries import Entry
from hubwright.domain.errors import Broken, Refusal
from hubwright.domain.hubs import (
    HUB_STREAM,
    HubState,
    Seat,
    declare_closure,
    end_seat,
    give_seat,
    hub_of,
    project_hub,
    publish,
    set_fact,
    today,
)
from hubwright.domain.hubs.facts import FACTS
from hubwright.testing.hubs import a_hub
from hypothesis import given
from hypothesis import strategies as st

NOW = datetime(2026, 6, 8, 9, 0, tzinfo=UTC)
SEAT = Seat("s1", "u-sam", "Sam Example", "care", frozenset({"manager"}), frozenset({"social_worker"}), NOW)
DUTY = [
    {"when": "open", "name": {"en": "Desk"}, "telephone": "01632 960003", "emails": ["desk@oakfield.example"]},
    {"when": "closed", "name": {"en": "Night"}, "telephone": "01632 960004", "emails": ["night2@oakfield.example"]},
]


class Stream:
    """A hub's own stream, kept as it would lie on disk."""

    def __init__(self):
        self.entries: list[Entry] = []

    def add(self, facts):
        for fact in facts:
            self.entries.append(
                Entry(
                    stream=fact.stream,
                    number=len(self.entries) + 1,
                    type=fact.type,
                    version=fact.version,
                    body=json.loads(json.dumps(fact.body)),
                    happened=fact.happened,
                    received=fact.received,
                    recorded=NOW,
                    actor="operator",
                    actor_name="",
                    agency=None,
                    revision="r1",
                    deed=f"d{len(self.entries)}",
                )
            )
        return self

    def seat(self, seat=SEAT, now=NOW):
        return self.add(give_seat(self.state, seat, agencies=["care", "police"], roles=["manager", "worker"], now=now))

    @property
    def state(self) -> HubState:
        return hub_of(self.entries)


def code_of(act) -> str:
    with pytest.raises(Refusal) as refusal:
        act()
    assert refusal.value.why
    assert refusal.value.do
    return refusal.value.code


class TestSeats:
    def test_a_seat_holds_from_its_beginning_until_its_end_and_not_at_its_end(self):
        stream = Stream().seat(replace(SEAT, begins=NOW, ends=NOW + timedelta(days=1)))
        held = [bool(stream.state.seats_of("u-sam", NOW + timedelta(hours=hours))) for hours in (-1, 0, 23, 24, 25)]
        assert held == [False, True, True, False, False]

    def test_a_leaver_holds_nothing_from_the_instant_it_ends(self):
        stream = Stream().seat()
        stream.add(end_seat(stream.state, "s1", why="Has left", now=NOW + timedelta(hours=1)))
        assert stream.state.seats_of("u-sam", NOW + timedelta(minutes=59))
        assert not stream.state.seats_of("u-sam", NOW + timedelta(hours=1))

    def test_a_seat_ended_before_it_begins_never_holds(self):
        stream = Stream().seat(replace(SEAT, begins=NOW + timedelta(days=7)))
        stream.add(end_seat(stream.state, "s1", why="Did not come", now=NOW))
        assert not stream.state.seats_of("u-sam", NOW + timedelta(days=8))

    def test_one_person_may_hold_several(self):
        stream = Stream().seat().seat(replace(SEAT, id="s2", agency="police", roles=frozenset({"worker"})))
        assert {one.agency for one in stream.state.seats_of("u-sam", NOW)} == {"care", "police"}

    @pytest.mark.parametrize(
        ("seat", "code"),
        [
            (replace(SEAT, agency="fire"), "unknown_agency_or_role"),
            (replace(SEAT, roles=frozenset({"manager", "king"})), "unknown_agency_or_role"),
            (replace(SEAT, ends=NOW), "seat_never"),
        ],
    )
    def test_a_seat_that_cannot_be_is_refused(self, seat, code):
        assert code_of(lambda: Stream().seat(seat)) == code

    def test_a_seat_is_given_and_ended_once(self):
        stream = Stream().seat()
        assert code_of(stream.seat) == "seat_taken"
        stream.add(end_seat(stream.state, "s1", why="", now=NOW))
        assert code_of(lambda: end_seat(stream.state, "s1", why="", now=NOW)) == "no_seat"
        assert code_of(lambda: end_seat(stream.state, "s9", why="", now=NOW)) == "no_seat"


class TestClosures:
    def test_a_day_is_closed_with_its_reason(self):
        stream = Stream()
        stream.add(declare_closure(stream.state, date(2026, 6, 9), why=" Burst pipe ", now=NOW))
        assert stream.state.closures == {date(2026, 6, 9): "Burst pipe"}
        assert code_of(lambda: declare_closure(stream.state, date(2026, 6, 9), why="x", now=NOW)) == "closure_known"

    def test_a_day_that_is_past_where_the_hub_stands_is_not_closed(self):
        late = datetime(2026, 6, 8, 23, 30, tzinfo=UTC)
        assert code_of(lambda: declare_closure(HubState(), date(2026, 6, 8), why="x", now=late)) == "closure_past"
        assert declare_closure(HubState(), date(2026, 6, 9), why="x", now=late)

    def test_it_says_why(self):
        assert code_of(lambda: declare_closure(HubState(), date(2026, 6, 9), why=" ", now=NOW)) == "why_missing"


class TestFactsOfTheDay:
    @pytest.mark.parametrize(
        ("fact", "value"),
        [
            ("state", "closed"),
            ("duty", DUTY),
            ("mailboxes", {"police": "police2@oakfield.example"}),
            ("role_mailboxes", {"manager": ["m@oakfield.example"]}),
            ("data_protection_contact", "dpo@oakfield.example"),
        ],
    )
    def test_it_is_laid_over_what_was_published(self, fact, value):
        stream = Stream().add(set_fact(fact, value, now=NOW))
        before, after = a_hub().local, today(a_hub(), stream.state).local
        assert getattr(after, fact) != getattr(before, fact)
        assert type(getattr(after, fact)) is type(getattr(before, fact))

    def test_without_one_the_hub_is_as_published(self):
        hub = a_hub()
        assert today(hub, HubState()) is hub

    @pytest.mark.parametrize(
        ("fact", "value"),
        [
            ("state", "asleep"),
            ("state", ["open"]),
            ("duty", DUTY[:1]),
            ("duty", [{**DUTY[0], "telephone": " "}, DUTY[1]]),
            ("duty", [{**DUTY[0], "name": "Desk"}, DUTY[1]]),
            ("duty", ["desk", "night"]),
            ("duty", None),
            ("mailboxes", {"police": None}),
            ("mailboxes", ["police"]),
            ("role_mailboxes", {"manager": "m@oakfield.example"}),
            ("data_protection_contact", 7),
        ],
    )
    def test_one_out_of_shape_is_refused_before_it_can_stop_every_later_deed(self, fact, value):
        assert code_of(lambda: set_fact(fact, value, now=NOW)) == "fact_incomplete"

    @given(
        fact=st.sampled_from(FACTS),
        value=st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
            max_leaves=6,
        ),
    )
    def test_whatever_is_taken_can_be_laid_over_the_hub(self, fact, value):
        try:
            facts = set_fact(fact, value, now=NOW)
        except Refusal:
            return
        assert today(a_hub(), Stream().add(facts).state).local is not None

    def test_what_is_not_of_the_day_is_changed_in_the_definitions(self):
        assert code_of(lambda: set_fact("brand", {}, now=NOW)) == "not_live"


class TestReplay:
    def story(self) -> Stream:
        stream = Stream().add(publish("r1", note="First", now=NOW)).seat()
        stream.add(declare_closure(stream.state, date(2026, 6, 9), why="Burst pipe", now=NOW))
        stream.add(set_fact("state", "closed", now=NOW))
        stream.add(end_seat(stream.state, "s1", why="Has left", now=NOW))
        return stream.add(publish("r2", note="Second", now=NOW))

    def test_the_last_published_revision_holds(self):
        assert self.story().state.revision == "r2"
        assert HubState().revision == ""

    def test_rows_are_a_pure_function_of_the_stream(self):
        stream = self.story()
        rows = project_hub(stream.entries)
        assert rows == project_hub(list(stream.entries))
        assert [(one["seat"], one["to_at"]) for one in rows["seat_row"]] == [("s1", NOW)]
        assert rows["closure_row"] == [{"day": "2026-06-09", "stream": HUB_STREAM, "why": "Burst pipe"}]

    def test_any_one_entry_may_be_destroyed_and_the_rest_replays(self):
        entries = self.story().entries
        for index, entry in enumerate(entries):
            gone = [*entries[:index], replace(entry, body={}, destroyed="Article 17"), *entries[index + 1 :]]
            assert isinstance(hub_of(gone), HubState)

    def test_an_entry_of_a_later_release_is_broken(self):
        with pytest.raises(Broken):
            hub_of([replace(self.story().entries[0], version=2)])
