"""The register of agreements, and what goes out under one that does not hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hubwright.domain.access import reader_of
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.topics.basis import bases
from hubwright.domain.cases.topics.items import AnswerRelease, PassOn, items_of
from hubwright.domain.definitions.hub import Agreement
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import HubState
from hubwright.domain.hubs.agreements import due, end, looked_at, sign, standing, standings
from hubwright.domain.hubs.stream import _STEPS
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.stories import MONDAY, POLICE, SCREENER, Story

TODAY = date(2026, 6, 8)
SHARING = Agreement("sharing", a_text("Sharing"), "sharing_agreement", ("health", "police"), review_months=12)
DRAWN = (SHARING,)


def after(state, facts):
    for fact in facts:
        state = _STEPS[fact.type](state, fact.body)
    return state


def signed(*agencies, on=TODAY, state=None):
    state = state or HubState()
    for agency in agencies:
        state = after(state, sign(DRAWN, "sharing", agency, by="Robin Example", on=on, now=MONDAY))
    return state


def how(state, today=TODAY):
    return standing(SHARING, state, today)


class TestStanding:
    def test_it_waits_for_each_agency_that_has_not_signed(self):
        assert (how(HubState()).state, how(HubState()).waits_for) == ("waits", ("health", "police"))
        assert how(signed("health")).waits_for == ("police",)

    def test_signed_by_all_it_holds_until_its_review_is_past(self):
        state = signed("health", "police")
        assert how(state).state == "holds"
        assert how(state, date(2027, 4, 9)).state == "review_due"
        assert how(state, date(2027, 6, 8)).state == "review_due"
        assert how(state, date(2027, 6, 9)).state == "expired"

    def test_a_review_makes_it_hold_again(self):
        state = after(
            signed("health", "police", on=date(2025, 1, 1)),
            looked_at(DRAWN, "sharing", on=TODAY, next=date(2027, 1, 1), now=MONDAY),
        )
        assert (how(state).state, how(state).review) == ("holds", date(2027, 1, 1))

    def test_after_its_end_it_is_signed_anew_by_everybody(self):
        state = signed("health", "police")
        state = after(state, end(DRAWN, state, "sharing", on=TODAY, why="Another.", now=MONDAY))
        assert how(state).state == "ended"
        with pytest.raises(Refusal):
            end(DRAWN, state, "sharing", on=TODAY, why="Again.", now=MONDAY)
        assert how(signed("health", state=state)).waits_for == ("police",)

    def test_without_months_it_is_never_looked_at_by_itself(self):
        lasting = replace(SHARING, review_months=None)
        assert standing(lasting, signed("health", "police", on=date(2001, 1, 1)), TODAY).state == "holds"

    def test_what_is_overdue_due_within_a_month_or_unsigned_is_listed_for_whoever_keeps_it(self):
        holds = signed("health", "police")
        assert due(DRAWN, HubState(), TODAY)[0][1].waits_for == ("health", "police")
        assert due(DRAWN, holds, TODAY) == ()
        assert due(DRAWN, holds, date(2027, 5, 7)) == ()
        assert [how.state for _, how in due(DRAWN, holds, date(2027, 5, 8))] == ["review_due"]
        assert [how.state for _, how in due(DRAWN, holds, date(2027, 6, 9))] == ["expired"]
        ended = after(holds, end(DRAWN, holds, "sharing", on=TODAY, why="Another.", now=MONDAY))
        assert due(DRAWN, ended, TODAY) == ()
        lasting = replace(SHARING, id="unsigned")
        both = due((lasting, SHARING), holds, date(2027, 6, 9))
        assert [one.id for one, _ in both] == ["sharing", "unsigned"]


class TestRefusing:
    def test_what_is_missing_is_said_at_once(self):
        with pytest.raises(Refusal) as refused:
            sign(DRAWN, "sharing", "school", by=" ", on=TODAY + timedelta(days=1), now=MONDAY)
        assert [name for name, _ in refused.value.fields] == ["on", "agency", "by"]

    def test_a_next_review_is_later(self):
        with pytest.raises(Refusal) as refused:
            looked_at(DRAWN, "sharing", on=TODAY, next=TODAY, now=MONDAY)
        assert [name for name, _ in refused.value.fields] == ["next"]

    def test_an_agreement_that_is_not_drawn_is_refused(self):
        with pytest.raises(Refusal):
            sign(DRAWN, "other", "health", by="R", on=TODAY, now=MONDAY)


class Leaning(Story):
    """A story on a hub whose register stands as it says."""

    def __init__(self, state, agreement=SHARING):
        super().__init__(replace(a_hub(), agreements=(agreement,)))
        self.register = state

    def context(self, actor):
        found = standings(self.hub.agreements, self.register, TODAY)
        return replace(super().context(actor), authority=reader_of(self.hub, actor), agreements=found)


def basis_of(story):
    story.receives(c.Subject("", "Mia Example"))
    story.does(SCREENER, c.Rate("child", "urgent"))
    return bases(story.does(SCREENER, c.Ask("child")))[0].body


def recorded(story, actor, command):
    """What the last entry of a deed says."""
    story.does(actor, command)
    return story.entries[-1].body


class TestLeaning:
    def test_what_goes_out_under_an_agreement_that_does_not_hold_says_so_and_goes_out(self):
        assert basis_of(Leaning(HubState()))["agreements"] == [{"id": "sharing", "state": "waits"}]

    def test_under_one_that_holds_nothing_is_said(self):
        assert "agreements" not in basis_of(Leaning(signed("health", "police")))

    def test_one_that_is_for_other_checks_is_not_leant_on(self):
        assert "agreements" not in basis_of(Leaning(HubState(), replace(SHARING, check_sets=("other",))))

    def test_what_is_asked_again_leans_on_the_agreements_as_they_stand_on_that_day(self):
        story = Leaning(HubState())
        assert basis_of(story)["agreements"]
        story.does(POLICE, c.Return("q1", "not_known"))
        story.does(SCREENER, c.Correct(1, "Kym", "She said so.", replace(story.state.subjects["p1"], name="Kym")))
        story.register = signed("health", "police")
        story.does(SCREENER, c.AskAgain(("q1",)))
        assert [("agreements" in one.body) for one in bases(story.state)] == [True, False]
        assert bases(story.state)[1].body["repeats"] == "b1"

    @pytest.mark.parametrize(("register", "said"), [(HubState(), True), (signed("health", "police"), False)])
    def test_what_leaves_with_its_owners_release_says_what_it_leans_on(self, register, said):
        story = Leaning(register)
        basis_of(story)
        story.does(POLICE, c.Return("q1", "shared", text="Two calls.", passing_on="ask_first"))
        (item,) = items_of(story.state)
        answered = recorded(story, POLICE, AnswerRelease(item.id, True, ("health",)))
        assert ("agreements" in answered) is said
        left = recorded(story, SCREENER, PassOn(item.id, "health"))
        assert ("agreements" in left["left"][0]) is said
        refused = recorded(story, POLICE, AnswerRelease(item.id, False, (), "Not any more."))
        assert "agreements" not in refused
