"""Restricted and sealed cases, conflicts of interest, and glass that is broken."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hubwright.domain.access import case_view, reader_of, record
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics import restricting as r
from hubwright.domain.cases.topics.restricting import access_of
from hubwright.domain.definitions.hub import Guarding
from hubwright.domain.projections import project
from hubwright.testing.hubs import a_hub
from hubwright.testing.stories import MANAGER, POLICE, SCREENER, Story

from .acts import KIM, refused

NIGHT = Actor("u-noor", "Noor Example", "care", frozenset({"manager"}))


def sees(story: Story, actor: Actor) -> bool:
    reader = reader_of(story.hub, actor)
    view = case_view(story.state, [story.contact_state], story.hub.forms, reader, story.now)
    lines = record(story.entries, [story.contact_state], reader, story.now)
    assert (view is None) is (lines == ())
    return view is not None


@pytest.fixture
def story() -> Story:
    story = Story()
    story.receives(KIM)
    return story


@pytest.fixture
def restricted(story: Story) -> Story:
    story.does(MANAGER, r.Restrict("restricted", "A colleague's child.", ((SCREENER.id, SCREENER.name),)))
    return story


class TestRestricting:
    def test_it_is_there_for_the_named_alone(self, restricted):
        assert sees(restricted, MANAGER)
        assert sees(restricted, SCREENER)
        assert not sees(restricted, NIGHT)

    def test_whoever_restricts_is_named(self, restricted):
        assert set(access_of(restricted.state).named) == {MANAGER.id, SCREENER.id}

    def test_everybody_whose_role_reads_it_sees_it_again_once_it_is_lifted(self, restricted):
        restricted.does(MANAGER, r.Lift("The colleague has left."))
        assert sees(restricted, NIGHT)

    def test_somebody_named_later_sees_it_until_taken_off(self, restricted):
        restricted.does(MANAGER, r.Name(NIGHT.id, NIGHT.name, "On duty tonight."))
        assert sees(restricted, NIGHT)
        restricted.does(MANAGER, r.Unname(NIGHT.id, "Off duty."))
        assert not sees(restricted, NIGHT)

    def test_being_named_grants_nothing_that_a_role_does_not(self, restricted):
        restricted.does(MANAGER, r.Name(POLICE.id, POLICE.name, "Answers checks."))
        assert not sees(restricted, POLICE)

    @pytest.mark.parametrize(
        "command",
        [
            r.Restrict("restricted", "Why not."),
            r.Name("u-pat", "Pat Example", "Why not."),
            r.Unname("u-sam", "Why not."),
            r.Lift("Why not."),
            r.Exclude("u-pat", "Pat Example", "Why not."),
            r.Readmit("u-pat", "Why not."),
            r.BreakGlass("Why not."),
        ],
    )
    def test_it_needs_its_permission(self, restricted, command):
        assert refused(restricted, SCREENER, command).code == "no_authority"

    @pytest.mark.parametrize(
        "command",
        [
            r.Restrict("sealed", " ", (("u-pat", "Pat Example"),)),
            r.Name("u-pat", "Pat Example", ""),
            r.Unname("u-alex", ""),
            r.Lift(""),
            r.Exclude("u-pat", "Pat Example", ""),
            r.Readmit("u-pat", ""),
            r.BreakGlass(""),
        ],
    )
    def test_it_needs_its_reason(self, restricted, command):
        assert refused(restricted, MANAGER, command).code == "reason_missing"

    def test_the_last_on_the_list_stays_on_it(self, restricted):
        restricted.does(MANAGER, r.Unname(SCREENER.id, "Off duty."))
        assert refused(restricted, MANAGER, r.Unname(MANAGER.id, "Off duty.")).code == "last_named"
        assert refused(restricted, MANAGER, r.Exclude(MANAGER.id, MANAGER.name, "My niece.")).code == "last_named"

    def test_a_page_that_names_nobody_of_the_hub_is_turned_back(self, restricted):
        assert refused(restricted, MANAGER, r.Name("", "", "Why")).code == "user_missing"
        assert refused(restricted, MANAGER, r.Restrict("hidden", "Why")).code == "level_missing"

    def test_an_open_case_has_no_list(self, story):
        assert refused(story, MANAGER, r.Name("u-pat", "Pat Example", "Why")).code == "not_restricted"
        assert refused(story, MANAGER, r.Lift("Why")).code == "not_restricted"


class TestSealing:
    def test_it_needs_a_second_name(self, story):
        assert refused(story, MANAGER, r.Restrict("sealed", "An allegation.")).code == "sealed_alone"
        story.does(MANAGER, r.Restrict("sealed", "An allegation.", ((SCREENER.id, SCREENER.name),)))
        assert refused(story, MANAGER, r.Unname(SCREENER.id, "Off duty.")).code == "last_named"

    def test_a_kind_may_open_so_for_the_holders_of_a_role(self):
        hub = a_hub()
        kind = replace(hub.kinds[0], opens="sealed", keepers=("manager",))
        story = Story(replace(hub, kinds=(kind,)))
        story.receives(KIM)
        assert sees(story, NIGHT)
        assert not sees(story, SCREENER)
        story.does(NIGHT, r.Name(SCREENER.id, SCREENER.name, "Screens it."))
        assert sees(story, SCREENER)


class TestConflictsOfInterest:
    def test_anybody_may_note_their_own(self, story):
        story.does(SCREENER, r.Exclude(SCREENER.id, SCREENER.name, "My neighbour."))
        assert not sees(story, SCREENER)
        assert sees(story, MANAGER)

    def test_nobody_notes_that_of_others_without_the_permission(self, story):
        assert refused(story, SCREENER, r.Exclude(MANAGER.id, MANAGER.name, "Her niece.")).code == "no_authority"

    def test_it_comes_before_every_list(self, restricted):
        restricted.does(MANAGER, r.Exclude(SCREENER.id, SCREENER.name, "My neighbour."))
        assert not sees(restricted, SCREENER)
        refusal = refused(restricted, MANAGER, r.Name(SCREENER.id, SCREENER.name, "Needed."))
        assert refusal.code == "named_excluded"
        assert not sees(restricted, SCREENER)

    def test_somebody_else_may_take_it_back(self, story):
        story.does(MANAGER, r.Exclude(SCREENER.id, SCREENER.name, "My neighbour."))
        assert refused(story, SCREENER, r.Readmit(SCREENER.id, "No longer.")).code == "no_authority"
        story.does(MANAGER, r.Readmit(SCREENER.id, "They moved away."))
        assert sees(story, SCREENER)

    def test_what_it_is_is_shown_to_whoever_may_restrict(self, story):
        story.does(MANAGER, r.Exclude(POLICE.id, POLICE.name, "Pat's niece."))
        for actor, reason in ((MANAGER, "Pat's niece."), (SCREENER, "")):
            view = case_view(
                story.state, [story.contact_state], story.hub.forms, reader_of(story.hub, actor), story.now
            )
            assert access_of(view.case).excluded[POLICE.id].reason == reason
            assert ("Pat's niece." in repr(lines(story, actor))) is bool(reason)


def lines(story: Story, actor: Actor):
    return record(story.entries, [story.contact_state], reader_of(story.hub, actor), story.now)


class TestBreakingGlass:
    def test_it_opens_for_the_hubs_hours_and_no_longer(self):
        story = Story(a_hub(guarding=Guarding(glass_hours=2)))
        story.receives(KIM)
        story.does(MANAGER, r.Restrict("restricted", "A colleague's child."))
        story.does(NIGHT, r.BreakGlass("The mother rang."))
        assert sees(story, NIGHT)
        story.later(hours=2)
        assert not sees(story, NIGHT)

    def test_a_conflict_of_interest_is_not_got_round(self, restricted):
        restricted.does(NIGHT, r.BreakGlass("The mother rang."))
        restricted.does(MANAGER, r.Exclude(NIGHT.id, NIGHT.name, "The father's sister."))
        assert not sees(restricted, NIGHT)

    def test_it_stands_on_record_for_the_review(self, restricted):
        restricted.does(NIGHT, r.BreakGlass("The mother rang."))
        (row,) = project(restricted.state.stream, restricted.entries)["case_glass"]
        assert (row["user_id"], row["until"] - row["at"]) == (NIGHT.id, timedelta(hours=4))
        assert any(line.type == "case.glass_broken" and line.body["reason"] for line in lines(restricted, MANAGER))

    def test_whoever_is_taken_off_the_list_has_no_way_round_it(self, restricted):
        restricted.does(NIGHT, r.BreakGlass("The mother rang."))
        restricted.does(MANAGER, r.Name(NIGHT.id, NIGHT.name, "On duty."))
        restricted.does(MANAGER, r.Unname(NIGHT.id, "Off duty."))
        assert not sees(restricted, NIGHT)


def test_as_of_an_earlier_day_a_restricted_case_is_shown_to_whoever_may_see_it_today(restricted):
    before = restricted.entries[:1]
    reader = reader_of(restricted.hub, NIGHT)
    contacts, now = [restricted.contact_state], restricted.now
    assert record(before, contacts, reader, now)
    assert not record(before, contacts, reader, now, today=restricted.state)
    then = Story()
    then.streams = {**restricted.streams, restricted.state.stream: before}
    then.case = restricted.case
    assert case_view(then.state, contacts, restricted.hub.forms, reader, now)
    assert case_view(then.state, contacts, restricted.hub.forms, reader, now, today=restricted.state) is None
