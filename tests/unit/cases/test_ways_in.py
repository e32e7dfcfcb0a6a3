"""Who may come in by which door, when it happened in truth, and which pathways open by what was answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.cases.commands import AddPerson, Rate, Subject
from hubwright.domain.definitions.hub import Door, Strand
from hubwright.domain.errors import Refusal
from hubwright.testing.doors import a_rule, with_doors
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.stories import SCREENER, Story

from .acts import ADA, KIM, NOBODY


@pytest.fixture
def three() -> Story:
    """Oakfield with a third pathway that opens where the form says so: one submission, several strands."""
    hub = a_hub()
    abuse = replace(hub.pathways[1], id="abuse", name=a_text("Domestic abuse"), from_age=None)
    says_so = a_rule({"is answered": [{"answer": ["email"]}]})
    (door,) = hub.doors
    (kind,) = hub.kinds
    return Story(
        replace(
            hub,
            pathways=(*hub.pathways, abuse),
            kinds=(replace(kind, pathways=("child", "adult", "abuse")),),
            doors=(replace(door, strands=(Strand("abuse", says_so),)),),
        )
    )


SAID = {"email": Answer(State.ANSWERED, "ada@home.example")}


class TestOneSubmissionOpensSeveralStrands:
    def test_what_was_answered_opens_a_strand_beside_those_of_the_ages(self, three: Story) -> None:
        state = three.receives(KIM, ADA, answers=SAID)
        assert state.pathways == ("child", "adult", "abuse")
        kim, ada = state.subjects.values()
        assert (kim.pathways, ada.pathways) == (("child", "abuse"), ("adult", "abuse"))

    def test_each_strand_is_rated_on_its_own_with_clocks_of_its_own(self, three: Story) -> None:
        three.receives(KIM, ADA, answers=SAID)
        three.does(SCREENER, Rate("abuse", "urgent"))
        state = three.does(SCREENER, Rate("child", "soon"))
        assert [one.tier for one in map(state.rating, ("child", "abuse")) if one] == ["soon", "urgent"]
        assert state.rating("adult") is None
        assert {"decision:child", "decision:abuse"} <= set(state.clocks)
        assert "decision:adult" not in state.clocks

    def test_what_was_not_answered_opens_it_for_nobody_whatever_their_age(self, three: Story) -> None:
        assert three.receives(KIM, ADA, answers={}).pathways == ("child", "adult")

    def test_a_strand_that_takes_none_of_those_named_is_about_somebody_not_named_yet(self, three: Story) -> None:
        hub = three.hub
        pathways = tuple(replace(one, from_age=90) if one.id == "abuse" else one for one in hub.pathways)
        state = Story(replace(hub, pathways=pathways)).receives(KIM, answers=SAID)
        assert [(one.name, one.pathways) for one in state.subjects.values()] == [
            ("Kim Example", ("child",)),
            ("", ("abuse",)),
        ]

    def test_a_strand_that_stayed_shut_can_be_opened_by_a_person_later(self, three: Story) -> None:
        three.receives(KIM, answers={})
        state = three.does(SCREENER, AddPerson(Subject("", "Ada Example", pathways=("abuse",)), "The mother."))
        assert "abuse" in state.pathways


class TestWhoComesInByWhichDoor:
    @pytest.mark.parametrize("door", ["call", "reports"])
    def test_a_door_of_the_hubs_own_is_for_those_who_take_contacts(self, door: str) -> None:
        for actor in (NOBODY, None):
            with pytest.raises(Refusal) as refusal:
                Story(with_doors()).receives(KIM, door=door, **({"actor": actor} if actor else {}))
            assert refusal.value.code == "no_authority"
        assert Story(with_doors()).receives(KIM, door=door, actor=SCREENER).subjects

    def test_a_door_is_open_from_its_first_day_to_its_last(self) -> None:
        door = Door("d", a_text("D"), a_text("D"), "k", None, "public", opens_on="2026-06-01", until="2026-06-30")
        days = (date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 30), date(2026, 7, 1))
        assert [door.open_on(day) for day in days] == [False, True, True, False]

    def test_whoever_is_inside_when_a_door_shuts_is_not_turned_away(self) -> None:
        hub = a_hub()
        (door,) = hub.doors
        story = Story(replace(hub, doors=(replace(door, until="2020-01-01"),)))
        assert story.receives(KIM).subjects


class TestTrueTimes:
    def test_entered_afterwards_the_clocks_count_from_when_it_came(self) -> None:
        story = Story(with_doors())
        came = story.now - timedelta(hours=3)
        state = story.receives(KIM, door="call", actor=SCREENER, received=came, happened=came)
        assert state.clocks[f"first_look:{story.contact}"].starts == came
        first = story.entries[0]
        assert (first.happened, first.received, first.recorded) == (came, came, story.now)

    def test_what_is_taken_over_is_looked_at_again_from_now_and_owed_from_when_it_came(self) -> None:
        story = Story(with_doors())
        came = story.now - timedelta(days=20)
        state = story.receives(
            KIM, door="reports", actor=SCREENER, received=came, happened=came, look_from=story.now,
            owner=SCREENER.id, owner_name=SCREENER.name,
        )  # fmt: skip
        assert state.clocks[f"first_look:{story.contact}"].starts == story.now
        assert state.owed_since("child") == came
        assert state.owner_name == SCREENER.name
