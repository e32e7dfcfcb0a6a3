"""What was entered on the wrong case moves by two linked entries, and its readers there no longer see it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hubwright.domain.access import as_of_view, record
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics.moving import MoveEntry, move, moved_of
from hubwright.domain.definitions.hub import Role
from hubwright.domain.errors import Refusal
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.stories import MANAGER, POLICE, SCREENER, Story

from .acts import KIM, LEE

READS = Actor("u-reads", "Reads Example", "care", frozenset({"reads"}))
WRONG = "Pomegranate was seen at the clinic."


class Two:
    """Two cases of one hub, with a note and a return on the wrong one."""

    def __init__(self):
        hub = a_hub()
        hub = replace(hub, roles=(*hub.roles, Role("reads", a_text("Reads"), frozenset({"case.read"}))))
        self.story = Story(hub)
        self.right = self.story.receives(LEE)
        self.story.receives(KIM)
        self.story.does(SCREENER, c.Rate("child", "urgent"))
        self.story.does(SCREENER, c.Ask("child"))
        self.story.does(SCREENER, c.Note(WRONG))
        self.note = self.story.state.head
        self.story.later(hours=1).does(POLICE, c.Return("q1", "shared", text=WRONG))
        self.answer = self.story.state.head
        self.story.later(hours=1)

    def moves(self, number: int, actor: Actor = MANAGER, why: str = "Two tabs were open.") -> None:
        story = self.story
        entry = next((one for one in story.entries if one.number == number), None)
        command = MoveEntry(number, self.right.ref, why)
        story._record(move(story.state, self.right, entry, command, story.context(actor)), actor)

    def read_by(self, actor: Actor) -> str:
        story, reader = self.story, self.story.context(actor).authority
        contacts = [story.contact_state]
        lines = record(story.entries, contacts, reader, story.now)
        before = as_of_view(
            story.entries,
            [story.streams[f"contact:{story.contact}"]],
            story.hub.forms,
            reader,
            story.now,
            story.entries[-1].recorded,
        )
        return repr([lines, before])


@pytest.fixture
def two() -> Two:
    return Two()


@pytest.mark.parametrize("which", ["note", "answer"])
def test_its_readers_no_longer_see_it_on_any_day(two, which):
    other = "answer" if which == "note" else "note"
    two.moves(getattr(two, other))
    assert WRONG in two.read_by(READS)
    two.moves(getattr(two, which))
    assert WRONG not in two.read_by(READS)
    assert two.right.ref not in two.read_by(READS)


def test_whoever_may_trace_it_sees_where_it_stood_and_where_it_went(two):
    two.moves(two.note)
    shown = two.read_by(MANAGER)
    assert WRONG in shown
    assert two.right.ref in shown


def test_it_stands_where_it_belongs_with_who_wrote_it_and_when(two):
    written = next(one for one in two.story.entries if one.number == two.note)
    two.moves(two.note)
    moved = two.story.streams[f"case:{two.right.ref}"][-1]
    assert (moved.type, moved.body["text"], moved.body["by"]) == ("case.moved_here", WRONG, SCREENER.name)
    assert (moved.happened, moved.body["from"], moved.body["number"]) == (written.happened, two.story.case, two.note)
    assert case_of(two.story.streams[f"case:{two.right.ref}"]) is not None


def test_an_agency_whose_return_was_moved_is_waited_for_again(two):
    two.moves(two.answer)
    assert two.story.state.checks["q1"].state == "waiting"
    assert moved_of(two.story.state)[two.answer].to == two.right.ref


@pytest.mark.parametrize(
    ("number", "actor", "why", "code"),
    [
        (1, MANAGER, "Two tabs", "not_movable"),
        (99, MANAGER, "Two tabs", "not_movable"),
        ("note", MANAGER, " ", "why_missing"),
        ("note", POLICE, "Two tabs", "no_authority"),
        ("note", READS, "Two tabs", "no_authority"),
    ],
)
def test_what_cannot_be_moved_stays(two, number, actor, why, code):
    wanted = two.note if number == "note" else number
    with pytest.raises(Refusal) as refusal:
        two.moves(wanted, actor, why)
    assert refusal.value.code == code


def test_it_is_moved_once(two):
    two.moves(two.note)
    with pytest.raises(Refusal):
        two.moves(two.note)
