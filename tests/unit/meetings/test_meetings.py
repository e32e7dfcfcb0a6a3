"""Meetings: who is asked, who is there, what is on the agenda, and that nothing of it holds up what protects."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.entries import Actor, Fact
from hubwright.domain.definitions.drawn.meetings import MeetingType
from hubwright.domain.errors import Refusal
from hubwright.domain.meetings import standing
from hubwright.domain.meetings.commands import (
    AddMatter,
    Arrange,
    Ask,
    Attend,
    Begin,
    Cancel,
    Defer,
    Drop,
    End,
    Finish,
    Give,
    Move,
    Rebuild,
    Take,
)
from hubwright.domain.meetings.notices import notices_of
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER

from .tale import Tale

KIM = Subject("p1", "Kim Example", pathways=("child",))
ELSEWHERE = "u-of-another-hub"


def refused(deed, *fields: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        deed()
    assert caught.value.why
    assert caught.value.do
    assert set(fields) <= {name for name, _ in caught.value.fields}
    return caught.value


class TestCalling:
    def test_those_of_the_type_are_asked_and_the_chair_takes_their_agencys_place(self):
        state = Tale().called()
        assert [one.agency for one in state.people.values()] == ["care", "police", "health"]
        assert state.people[state.chair].user == MANAGER.id
        assert [one.case for one in state.agenda()] == ["CASE0001"]

    def test_everything_that_is_wrong_is_said_at_once(self):
        tale = Tale()
        long_ago = tale.story.now - timedelta(days=2)
        refused(
            lambda: tale.called(
                mode="pigeon", starts=long_ago, cases=("NOSUCH00",), chair=ELSEWHERE, minute_taker=ELSEWHERE
            ),
            *("mode", "starts", "cases", "chair", "minute_taker"),
        )

    @pytest.mark.parametrize("days", [-1, 400, 100_000])
    def test_an_absurd_time_is_refused(self, days):
        tale = Tale()
        refused(lambda: tale.called(starts=tale.story.now + timedelta(days=days)), "starts")

    def test_an_unknown_type_is_refused(self):
        refused(lambda: Tale().called(type="seance"), "type")

    def test_a_meeting_with_nobody_is_refused(self):
        alone = MeetingType("alone", a_text("Alone"), "panel", ("video",))
        tale = Tale(a_hub(meeting_types=(alone,)))
        refused(lambda: tale.called(type="alone", chair=""), "chair")
        assert tale.called(type="alone", cases=()).people

    def test_a_strategy_discussion_for_nobody_is_refused(self):
        refused(lambda: Tale().called(cases=()), "cases")

    def test_a_case_of_another_pathway_is_refused(self):
        tale = Tale()
        tale.room = replace(tale.room, cases={"CASE0001": ("adult",)})
        refused(tale.called, "cases")

    def test_a_chair_whose_role_may_not_is_refused(self):
        refused(lambda: Tale().called(chair=POLICE.id), "chair")

    def test_the_rule_adds_to_what_it_is_called_for_and_doubles_nothing(self):
        tale = Tale(found=("CASE0002", "CASE0001"))
        state = tale.called(type="daily")
        assert [(one.case, one.why) for one in state.agenda()] == [("CASE0001", "called"), ("CASE0002", "rule")]

    def test_nobody_without_the_permission_calls_one(self):
        assert refused(lambda: Tale().called(POLICE)).code == "no_authority"

    def test_whoever_may_act_at_once_may_call_a_strategy_discussion_and_nothing_else(self):
        night = Actor("u-night", "Nia Night", "care", frozenset({"night"}))
        role = replace(a_hub().roles[0], id="night", permissions=frozenset({"case.read", "case.act_now"}))
        tale = Tale(a_hub(roles=(*a_hub().roles, role)))
        refused(lambda: tale.called(night, type="daily"))
        assert tale.called(night).stands_for == "strategy_discussion"

    @pytest.mark.parametrize("name", ["Siân O'Neill", "Gwenllïan ferch Ŵyn", "مريم", "🦊 Fox"])
    def test_every_name_is_kept_as_it_is_written(self, name):
        tale = Tale()
        tale.called(title=name, where=name)
        tale.does(Ask(organisation="Ysgol Ŷd", name=name))
        assert (tale.state.title, tale.state.where) == (name, name)
        assert [one.name for one in tale.state.people.values()][-1] == name


class TestAtOnce:
    def test_it_has_begun_with_whoever_calls_it_and_those_who_are_there(self):
        state = Tale().called(starts=None, there=("police", "health"))
        assert state.begun is not None
        assert {one.agency for one in state.there()} == {"care", "police", "health"}
        assert state.quorum["met"]

    def test_without_the_others_and_without_a_reason_it_begins_all_the_same_and_it_is_raised(self):
        tale = Tale()
        state = tale.called(starts=None)
        assert state.begun is not None
        assert state.quorum["reason"] == ""
        assert [one["agencies"] for one in state.quorum["missing"]] == [["police"], ["health"]]
        facts = [fact_of(one) for one in tale.entries]
        told = list(notices_of(facts, state, tale.story.hub, by=MANAGER, open_now=True))
        assert [one.to for one in told if one.moment == "not_quorate"] == ["duty@oakfield.example"]


def fact_of(entry):
    return Fact(entry.stream, entry.type, entry.version, entry.body, entry.happened, entry.received)


class TestBeginning:
    def test_without_a_quorum_a_daily_meeting_asks_once_why_and_begins(self):
        tale = Tale(a_hub())
        tale.called(type="daily", cases=(), chair="")
        tale.does(Attend(tale.person("police"), "present"))
        assert refused(lambda: tale.does(Begin()), "reason").code == "not_quorate"
        state = tale.does(Begin("The social worker is at court."))
        assert state.begun is not None
        assert state.quorum["reason"] == "The social worker is at court."

    def test_with_nobody_there_a_daily_meeting_does_not_begin(self):
        tale = Tale()
        tale.called(type="daily", chair="")
        assert refused(lambda: tale.does(Begin("Why not."))).code == "nobody_there"

    def test_with_nobody_noted_a_strategy_discussion_begins_with_whoever_begins_it(self):
        tale = Tale()
        tale.called(chair="")
        assert [one.user for one in tale.does(Begin()).there()] == [MANAGER.id]

    def test_it_begins_once(self):
        tale = Tale()
        tale.called(starts=None)
        refused(lambda: tale.does(Begin()))

    def test_what_was_begun_is_not_moved_or_cancelled_and_what_was_not_is_not_ended(self):
        tale = Tale()
        tale.called()
        refused(lambda: tale.does(End()))
        tale.does(Begin())
        refused(lambda: tale.does(Move(tale.story.now + timedelta(hours=2), "video")))
        refused(lambda: tale.does(Cancel("No.")))
        assert standing(tale.does(End())) == "ended"

    def test_one_that_is_over_takes_nothing_more(self):
        tale = Tale()
        tale.called()
        refused(lambda: tale.does(Cancel(" ")), "reason")
        tale.does(Cancel("The family moved."))
        for command in (Begin(), AddMatter("CASE0001"), Attend("p1", "present"), Ask(agency="police"), End()):
            refused(lambda command=command: tale.does(command))
        assert standing(tale.state) == "cancelled"


class TestAttendance:
    def test_from_afar_counts_as_there(self):
        tale = Tale()
        tale.called()
        tale.does(Attend(tale.person("care"), "present"))
        tale.does(Attend(tale.person("police"), "remote", by="video"))
        tale.does(Attend(tale.person("health"), "remote", by="telephone", name="Nurse Ŵyn"))
        assert tale.does(Begin()).quorum["met"]

    def test_a_late_joiner_and_one_who_leaves_are_written_with_their_times(self):
        tale = Tale()
        tale.called(starts=None, there=("police",))
        health = tale.person("health")
        tale.later(10).does(Attend(health, "remote", by="telephone"))
        came = tale.story.now
        state = tale.later(20).does(Attend(health, "remote", left=True))
        assert (state.people[health].came, state.people[health].left) == (came, tale.story.now)
        police = state.people[tale.person("police")]
        assert police.came is None
        assert not tale.does(End()).quorum["at_end"]["met"]

    def test_an_attendee_from_another_hub_is_refused(self):
        tale = Tale()
        tale.called()
        refused(lambda: tale.does(Ask(user=ELSEWHERE)), "user")
        refused(lambda: tale.does(Attend(tale.person("police"), "present", user=ELSEWHERE)), "user")
        refused(lambda: tale.does(Attend(tale.person("police"), "present", user=HEALTH.id)), "user")

    def test_an_observer_accepts_the_statement_and_is_no_part_of_the_quorum(self):
        tale = Tale()
        tale.called()
        tale.does(Ask(organisation="University", name="A Student", observer=True))
        observer = list(tale.state.people)[-1]
        refused(lambda: tale.does(Attend(observer, "observer")), "statement")
        state = tale.does(Attend(observer, "observer", statement=True))
        assert state.people[observer] not in state.there()
        refused(lambda: tale.does(Give("chair", observer)), "chair")

    @pytest.mark.parametrize("state", ["here", "", "PRESENT"])
    def test_an_unknown_way_is_refused(self, state):
        tale = Tale()
        tale.called()
        refused(lambda: tale.does(Attend("p1", state)), "state")

    def test_a_time_that_is_to_come_or_lies_before_the_call_is_refused(self):
        tale = Tale()
        tale.called()
        for minutes in (5, -5):
            at = tale.story.now + timedelta(minutes=minutes)
            refused(lambda at=at: tale.does(Attend("p1", "present", at=at)), "at")

    def test_an_agency_sends_apologies_itself_and_notes_nothing_else(self):
        tale = Tale()
        tale.called()
        police, health = tale.person("police"), tale.person("health")
        assert tale.does(Attend(police, "apologies"), POLICE).people[police].state == "apologies"
        refused(lambda: tale.does(Attend(health, "apologies"), POLICE))
        refused(lambda: tale.does(Attend(police, "present"), POLICE))

    def test_there_is_one_chair_at_a_time(self):
        tale = Tale()
        tale.called()
        first = tale.state.chair
        tale.does(Ask(user=SCREENER.id))
        second = next(one.id for one in tale.state.people.values() if one.user == SCREENER.id)
        assert tale.does(Give("chair", second)).chair == second != first
        refused(lambda: tale.does(Give("chair", "p99")), "chair")
        refused(lambda: tale.does(Give("throne", first)), "what")

    def test_nobody_is_asked_twice_and_nobody_at_all_is_nobody(self):
        tale = Tale()
        tale.called()
        refused(lambda: tale.does(Ask(user=MANAGER.id)), "user")
        refused(lambda: tale.does(Ask()), "name")
        refused(lambda: tale.does(Ask(name="Somebody")), "organisation")
        refused(lambda: tale.does(Ask(agency="circus")), "agency")


class TestAgenda:
    def test_twelve_are_taken_in_order_and_each_is_done_when_the_next_is_turned_to(self):
        found = tuple(f"CASE{number:04d}" for number in range(1, 13))
        tale = Tale(found=found)
        tale.called(type="daily", cases=(), starts=None)
        for matter in tale.state.order:
            tale.does(Take(matter))
            assert [one.id for one in tale.state.matters.values() if one.state == "taken"] == [matter]
        assert {one.state for one in tale.does(End()).matters.values()} == {"done"}

    def test_building_it_again_adds_what_is_new_and_drops_nothing(self):
        tale = Tale(cases=("CASE0001", "CASE0009"), found=("CASE0002",))
        tale.called(type="daily")
        tale.does(AddMatter("CASE0009"))
        tale.room = replace(tale.room, cases={**tale.room.cases, "CASE0003": ("child",)})
        state = tale.does(Rebuild(("CASE0003",)))
        assert [one.case for one in state.agenda()] == ["CASE0001", "CASE0002", "CASE0009", "CASE0003"]
        assert len(tale.entries) == state.head
        tale.does(Rebuild(("CASE0003",)))
        assert tale.state.head == state.head

    def test_what_is_left_needs_a_reason_which_stands_on_the_case_alone(self):
        tale = Tale(found=("CASE0002",))
        tale.called(type="daily")
        for command in (Defer("m1", " "), Drop("m2", "")):
            refused(lambda command=command: tale.does(command), "reason")
        tale.does(Defer("m1", "Kim's school is closed."))
        tale.does(Drop("m2", "It is another Kim."))
        assert "Kim" not in str([one.body for one in tale.entries])
        assert tale.state.matters["m1"].state == "deferred"
        assert [one.id for one in tale.state.agenda()] == ["m1"]

    def test_a_case_that_is_not_on_it_is_not_turned_to(self):
        tale = Tale()
        tale.called()
        refused(lambda: tale.does(Take("m7")))

    def test_what_was_left_is_put_back(self):
        tale = Tale()
        tale.called()
        refused(lambda: tale.does(AddMatter("CASE0001")), "case")
        tale.does(Drop("m1", "A mistake."))
        assert tale.does(AddMatter("CASE0001")).of_case("CASE0001").id == "m2"
        refused(lambda: tale.does(AddMatter("NOSUCH00")), "case")

    def test_a_briefing_gives_a_case_to_an_agency(self):
        daily = replace(a_hub().meeting_types[0], allocates=False)
        plain = Tale(a_hub(meeting_types=(daily,)))
        plain.called(type="daily", starts=None)
        refused(lambda: plain.does(Finish("m1", "police")), "allocated")
        tale = Tale(a_hub(meeting_types=(replace(daily, allocates=True),)))
        tale.called(type="daily", starts=None)
        refused(lambda: tale.does(Finish("m1", "circus")), "allocated")
        assert tale.does(Finish("m1", "police")).matters["m1"].allocated == "police"

    def test_the_order_is_peoples(self):
        tale = Tale(found=("CASE0002", "CASE0003"))
        tale.called(type="daily")
        assert tale.does(Arrange(("m3", "m1"))).order == ("m3", "m1", "m2")


class TestNotices:
    def test_who_is_asked_hears_of_it_by_reference_alone_and_nobody_writes_to_themselves(self):
        tale = Tale()
        state = tale.called()
        told = list(notices_of(map(fact_of, tale.entries), state, tale.story.hub, by=MANAGER, open_now=True))
        assert [one.to for one in told] == ["police@oakfield.example", "health@oakfield.example"]
        assert {(one.moment, one.reference, one.place) for one in told} == {("meeting", state.ref, "meeting")}
        tale.does(Ask(user=SCREENER.id))
        state = tale.does(Move(tale.story.now + timedelta(hours=3), "video"))
        told = list(notices_of([fact_of(tale.entries[-1])], state, tale.story.hub, by=MANAGER, open_now=True))
        assert SCREENER.id in {one.user for one in told}
