"""A draft of a hub: changes of several people, each undone by whoever made it; put forward, published, thrown away."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from hubwright.domain.cases.entries import WORKER, Actor, Entry, Fact
from hubwright.domain.definitions.edits import Set
from hubwright.domain.definitions.elements import MISSING
from hubwright.domain.drafts import (
    Accept,
    Agree,
    Change,
    Discard,
    Drafting,
    DraftState,
    HoldBack,
    Plan,
    Undo,
    Unplan,
    decide,
    draft_of,
    opened,
    project_draft,
    published,
    tree_now,
)
from hubwright.domain.errors import Broken, Refusal
from hubwright.testing.stories import MONDAY

ADA, BEN = Actor("u-ada", "Ada Example", "care"), Actor("u-ben", "Ben Example", "care")
BASE: dict[str, Any] = {"hub": {"name": {"en": "Oakfield"}}, "clocks": [], "scenarios": {"friday": {"id": "friday"}}}
NAME = ("hub", "name", "en")


@dataclass
class Tale:
    """A draft in memory."""

    entries: list[Entry] = field(default_factory=list)

    def add(self, facts: list[Fact], actor: Actor) -> None:
        for fact in facts:
            self.entries.append(
                Entry(
                    fact.stream,
                    len(self.entries) + 1,
                    fact.type,
                    fact.version,
                    fact.body,
                    fact.happened,
                    fact.received,
                    MONDAY,
                    actor.id,
                    actor.name,
                    actor.agency,
                    "r1",
                    "deed",
                )
            )

    @property
    def state(self) -> DraftState:
        state = draft_of(self.entries)
        assert state is not None
        return state

    @property
    def tree(self) -> Any:
        return tree_now(BASE, self.state.changes)

    def does(self, command: Any, actor: Actor = ADA) -> None:
        self.add(decide(self.state, command, Drafting(self.tree, actor, MONDAY)), actor)

    def named(self, before: str, after: str, actor: Actor = ADA) -> None:
        self.does(Change("rename", (Set(NAME, before, after),)), actor)

    @property
    def name(self) -> str:
        return str(self.tree["hub"]["name"]["en"])


@pytest.fixture
def draft() -> Tale:
    tale = Tale()
    tale.add(opened(1, "r1", note="Summer changes", now=MONDAY), ADA)
    return tale


def refused(act: Any) -> Refusal:
    with pytest.raises(Refusal) as stopped:
        act()
    return stopped.value


def test_what_two_people_change_stands_under_both_names(draft: Tale) -> None:
    draft.named("Oakfield", "Oakfields")
    draft.does(Change("languages", (Set(("hub", "owner"), MISSING, "Head of service"),)), BEN)
    assert draft.name == "Oakfields"
    assert draft.state.by_whom == ("Ada Example", "Ben Example")


def test_whoever_comes_second_is_told_who_was_first_and_nothing_is_lost(draft: Tale) -> None:
    draft.named("Oakfield", "Ada's words", ADA)
    refusal = refused(lambda: draft.named("Oakfield", "Ben's words", BEN))
    assert refusal.code == "overtaken"
    assert "Ada Example" in refusal.why
    assert draft.name == "Ada's words"


def test_each_person_undoes_their_own_last_change(draft: Tale) -> None:
    draft.named("Oakfield", "Oakfields", ADA)
    draft.does(Change("owner", (Set(("hub", "owner"), MISSING, "Ben's post"),)), BEN)
    draft.does(Undo(), ADA)
    assert draft.name == "Oakfield"
    assert draft.tree["hub"]["owner"] == "Ben's post"
    assert refused(lambda: draft.does(Undo(), ADA)).code == "nothing_to_undo"


def test_nobody_undoes_what_somebody_else_changed_since(draft: Tale) -> None:
    draft.named("Oakfield", "Ada's words", ADA)
    draft.named("Ada's words", "Ben's words", BEN)
    assert refused(lambda: draft.does(Undo(), ADA)).code == "overtaken"
    number = draft.state.changes[0].number
    assert refused(lambda: draft.does(Undo(number), BEN)).code == "nothing_to_undo"
    assert draft.name == "Ben's words"


def test_undoing_an_undoing_does_it_again(draft: Tale) -> None:
    draft.named("Oakfield", "Oakfields")
    draft.does(Undo())
    undoing = draft.state.changes[-1].number
    draft.does(Undo(undoing))
    assert draft.name == "Oakfields"
    assert len(draft.state.standing_changes) == 1
    draft.does(Undo())
    assert draft.name == "Oakfield"


def test_a_change_of_nothing_leaves_no_trace(draft: Tale) -> None:
    draft.does(Change("rename", ()))
    assert draft.state.changes == ()


def test_an_example_may_fail_only_with_a_reason_and_only_until_the_next_change(draft: Tale) -> None:
    assert refused(lambda: draft.does(Accept("friday", " "))).code == "why_missing"
    assert refused(lambda: draft.does(Accept("monday", "No such example"))).code == "no_example"
    draft.does(Accept("friday", "The new time is right."))
    assert draft.state.may_fail("friday") is not None
    draft.named("Oakfield", "Oakfields")
    assert draft.state.may_fail("friday") is None


def test_what_was_put_forward_waits_and_can_be_taken_back(draft: Tale) -> None:
    assert refused(lambda: draft.does(Plan(MONDAY - timedelta(hours=1), "Past"))).code == "plan_past"
    assert refused(lambda: draft.does(Plan(None, ""))).code == "why_missing"
    draft.does(Plan(MONDAY + timedelta(days=7), "From next Monday"))
    assert refused(lambda: draft.named("Oakfield", "Oakfields")).code == "draft_planned"
    draft.does(Unplan(), BEN)
    draft.named("Oakfield", "Oakfields")
    assert draft.name == "Oakfields"


def test_a_draft_that_has_ended_changes_no_more(draft: Tale) -> None:
    draft.add(published(draft.state, "r2", note="Ready", now=MONDAY), ADA)
    assert draft.state.revision == "r2"
    assert refused(lambda: draft.named("Oakfield", "Oakfields")).code == "draft_ended"
    assert refused(lambda: draft.does(Discard("Not wanted"))).code == "draft_ended"
    assert refused(lambda: published(draft.state, "r3", note="", now=MONDAY)).code == "draft_ended"


def test_it_is_thrown_away_with_a_reason_and_stays_on_record(draft: Tale) -> None:
    draft.named("Oakfield", "Oakfields")
    assert refused(lambda: draft.does(Discard(" "))).fields == (("why", "Say why it is thrown away, in a few words."),)
    draft.does(Discard("Begun by mistake"), BEN)
    assert (draft.state.standing, draft.state.why) == ("discarded", "Begun by mistake")
    assert len(draft.state.changes) == 1


def test_its_row_says_where_it_stands(draft: Tale) -> None:
    draft.named("Oakfield", "Oakfields")
    draft.does(Plan(MONDAY + timedelta(days=1), "Tomorrow"))
    (row,) = project_draft(draft.entries)["hub_draft"]
    assert (row["draft"], row["standing"], row["changes"]) == (1, "put_forward", 1)
    assert row["plan_at"] == MONDAY + timedelta(days=1)


def test_a_stream_that_begins_in_the_middle_is_broken(draft: Tale) -> None:
    draft.named("Oakfield", "Oakfields")
    with pytest.raises(Broken):
        draft_of(draft.entries[1:])
    assert draft_of([]) is None


def test_where_two_publish_together_whoever_put_it_forward_cannot_be_both(draft: Tale) -> None:
    draft.named("Oakfield", "Oakfields")

    def publishes(by: Actor) -> list[Fact]:
        return published(draft.state, "r2", note="", now=MONDAY, by=by, by_two=True)

    assert refused(lambda: publishes(BEN)).code == "second_person"
    draft.does(Plan(None, "A new name"))
    assert refused(lambda: publishes(ADA)).code == "same_person"
    assert refused(lambda: publishes(WORKER)).code == "second_person"
    assert publishes(BEN)[0].body == {"revision": "r2", "note": "A new name"}
    assert refused(lambda: draft.does(Agree())).code == "same_person"
    draft.does(Agree(), BEN)
    assert refused(lambda: draft.does(Agree(), BEN)).code == "agreed_already"
    assert publishes(WORKER)


def test_a_draft_of_a_later_time_is_not_published_before_it_and_can_be_held_back(draft: Tale) -> None:
    draft.named("Oakfield", "Oakfields")
    later = MONDAY + timedelta(days=1)
    draft.does(Plan(later, "In April"))
    assert refused(lambda: published(draft.state, "r2", note="x", now=MONDAY, by=BEN)).code == "draft_planned"
    assert published(draft.state, "r2", note="", now=later, by=WORKER)
    assert refused(lambda: draft.does(HoldBack(("It has problems.",)))).code == "draft_not_planned"
    draft.does(HoldBack(("It has problems.",)), WORKER)
    held = draft.state.held_back
    assert (draft.state.standing, draft.state.planned) == ("open", None)
    assert held is not None
    assert (held.why, held.plan.by) == (("It has problems.",), "Ada Example")
    draft.does(Plan(None, "Now"))
    assert draft.state.held_back is None
