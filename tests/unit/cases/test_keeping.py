from __future__ import annotations

from dataclasses import replace

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.commands import Subject
from hubwright.testing.hubs import a_hub
from hubwright.testing.stories import HEALTH, MANAGER, SCREENER, Story

from .acts import ADA, ADULTS_WORKER, BABY, KIM, LEE, NOBODY, a_closed_case, refused

HIDDEN = {"kind": "uk", "lines": ["1 Refuge Row"], "protected": True}


def new(*people) -> Story:
    story = Story()
    story.receives(*(people or (KIM,)))
    return story


class TestNotes:
    def test_a_note_says_of_what_nature_it_is_and_which_strands_it_is_about(self):
        story = new(KIM, ADA)
        story.does(SCREENER, c.Note("Seen by the nurse.", "witnessed"))
        story.does(SCREENER, c.Note("Ada rang.", pathway="adult"))
        story.does(ADULTS_WORKER, c.Note("Ada rang again."))
        assert [one.body["pathways"] for one in story.entries[-3:]] == [["child", "adult"], ["adult"], ["adult"]]
        assert refused(story, SCREENER, c.Note(" ")).code == "text_missing"
        assert refused(story, SCREENER, c.Note("Heard.", "gossip")).code == "nature_missing"
        assert refused(story, ADULTS_WORKER, c.Note("Kim.", pathway="child")).code == "no_authority"

    def test_a_note_is_taken_on_a_closed_case(self):
        story = a_closed_case()
        story.does(SCREENER, c.Note("His gran rang."))
        assert story.state.settled

    @pytest.mark.parametrize("command", [c.Note("x"), c.Assign("u", "U"), c.AddPerson(LEE), c.Correct(1, "a", "b")])
    def test_nobody_without_the_permission_keeps_the_record(self, command):
        for actor in (HEALTH, NOBODY):
            assert refused(new(), actor, command).code == "no_authority"


class TestOwners:
    def test_a_case_gets_an_owner_by_name(self):
        story = new()
        assert refused(story, SCREENER, c.Assign("", "")).code == "owner_missing"
        assert story.does(SCREENER, c.Assign("u-sam", "Sam Example")).owner_name == "Sam Example"


class TestPeopleAdded:
    def test_an_unborn_baby_without_a_name_is_somebody(self):
        state = new().does(SCREENER, c.AddPerson(BABY))
        assert state.subjects["p2"].unborn
        assert ("p2", "child") in state.undecided()

    def test_an_adult_in_a_childs_case_opens_the_strand_that_takes_them(self):
        story = new()
        state = story.does(SCREENER, c.AddPerson(replace(ADA, role="grandmother")))
        assert state.pathways == ("child", "adult")
        assert state.undecided("adult") == (("p2", "adult"),)

    def test_the_strand_that_a_person_chose_wins_over_the_birth_date(self):
        state = new(KIM, ADA).does(SCREENER, c.AddPerson(replace(LEE, pathways=("adult",))))
        assert state.subjects["p3"].pathways == ("adult",)

    def test_somebody_no_pathway_takes_is_refused_with_what_else_to_do(self):
        hub = a_hub()
        kinds = tuple(replace(one, pathways=("child",)) for one in hub.kinds)
        story = Story(replace(hub, kinds=kinds))
        story.receives(KIM)
        refusal = refused(story, SCREENER, c.AddPerson(ADA))
        assert refusal.code == "no_pathway_for_person"
        assert "note" in refusal.do

    def test_nobody_at_all_is_nobody(self):
        assert refused(new(), SCREENER, c.AddPerson(Subject("", " "))).code == "person_missing"

    def test_ids_of_people_stay_unique(self):
        story = new(KIM, LEE)
        story.does(SCREENER, c.AddPerson(LEE))
        assert list(story.does(SCREENER, c.AddPerson(BABY)).subjects) == ["p1", "p2", "p3", "p4"]


class TestCorrections:
    def test_somebody_who_turns_out_to_be_an_adult_stands_in_both_strands(self):
        story = new(replace(KIM, born={"year": 2008, "month": 12, "day": 1}))
        assert story.state.pathways == ("child",)
        known = story.state.subjects["p1"]
        right = replace(known, born={"year": 2007, "month": 12, "day": 1}, pathways=())
        state = story.does(SCREENER, c.Correct(1, "Born in 2007.", "Passport seen.", right))
        assert state.subjects["p1"].pathways == ("child", "adult")
        assert state.pathways == ("child", "adult")
        assert state.undecided() == (("p1", "child"), ("p1", "adult"))

    def test_on_a_closed_case_a_birth_date_is_put_right_and_opens_nothing(self):
        story = a_closed_case()
        right = replace(story.state.subjects["p1"], born={"year": 1990})
        assert story.does(SCREENER, c.Correct(1, "Born in 1990.", "Passport seen.", right)).settled

    def test_whoever_cannot_see_a_protected_address_does_not_overwrite_it(self):
        hub = a_hub()
        blind = frozenset(hub.roles[0].permissions) - {"protected.read"}
        story = Story(replace(hub, roles=(replace(hub.roles[0], permissions=blind), *hub.roles[1:])))
        story.receives(replace(KIM, address=HIDDEN))
        shown = replace(story.state.subjects["p1"], address={"withheld": True}, name="Kym Example")
        assert story.does(SCREENER, c.Correct(1, "Kym", "His mother.", shown)).subjects["p1"].address == HIDDEN
        assert (
            story.does(MANAGER, c.Correct(1, "Moved", "Himself.", replace(shown, address=None))).subjects["p1"].address
            is None
        )

    def test_a_worker_of_one_pathway_corrects_nobody_of_the_other(self):
        story = new(KIM, ADA)
        right = replace(story.state.subjects["p1"], name="Kym Example")
        assert refused(story, ADULTS_WORKER, c.Correct(1, "Kym", "Heard.", right)).code == "no_person"

    def test_what_was_wrong_what_is_right_and_how_we_know_are_said(self):
        story = new()
        assert refused(story, SCREENER, c.Correct(9, "a", "b")).code == "no_entry"
        assert refused(story, SCREENER, c.Correct(0, "a", "b")).code == "no_entry"
        assert refused(story, SCREENER, c.Correct(1, " ", "b")).code == "text_missing"
        assert refused(story, SCREENER, c.Correct(1, "a", " ")).code == "why_missing"
        nameless = replace(story.state.subjects["p1"], name="")
        assert refused(story, SCREENER, c.Correct(1, "a", "b", nameless)).code == "person_missing"

    def test_nothing_is_overwritten(self):
        story = new()
        before = list(story.entries)
        story.does(SCREENER, c.Correct(1, "Seen at home.", "The teacher rang."))
        assert story.entries[:-1] == before
