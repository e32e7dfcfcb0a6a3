"""A person's record: begun, added to, put right, answered, linked and parted again, sealed. Nothing is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hubwright.domain.cases.entries import WORKER, Actor, Entry, Fact
from hubwright.domain.definitions.hub import Role
from hubwright.domain.errors import Refusal
from hubwright.domain.people import commands as c
from hubwright.domain.people.commands import Told
from hubwright.domain.people.decide import decide
from hubwright.domain.people.project import project_person
from hubwright.domain.people.state import PersonState
from hubwright.domain.people.stream import person_of
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.stories import HEALTH, MANAGER, SCREENER, Story
from hypothesis import given, settings
from hypothesis import strategies as st

KEEPS = frozenset({"people.read", "people.match", "case.read"})
MATCHER = replace(SCREENER, id="u-ola", roles=frozenset({"matcher"}))


class Index:
    """People of a story, kept without a database."""

    def __init__(self) -> None:
        hub = a_hub()
        self.story = Story(replace(hub, roles=(*hub.roles, Role("matcher", a_text("Matcher"), KEEPS))))
        self.entries: dict[str, list[Entry]] = {}

    def begins(self, *told: Told, actor: Actor = SCREENER, **parts: Any) -> PersonState:
        command = c.Begin(told or (name("Mia Example"),), parts.pop("pathways", ("child",)), **parts)
        facts = decide(None, command, self.story.context(actor))
        self.record(facts, actor)
        return self.person(facts[0].body["person"])

    def does(self, person: PersonState, command: Any, actor: Actor = MANAGER, other: str | None = None) -> PersonState:
        context = self.story.context(actor)
        facts = decide(person, command, context, other=self.person(other) if other else None)
        self.record(facts, actor)
        return self.person(person.ref)

    def record(self, facts: Sequence[Fact], actor: Actor) -> None:
        for fact in facts:
            stream = self.entries.setdefault(fact.stream, [])
            stream.append(
                Entry(
                    fact.stream, len(stream) + 1, fact.type, fact.version, fact.body, fact.happened, fact.received,
                    self.story.now, actor.id, actor.name, actor.agency, "r1", f"d{len(stream)}",
                )
            )  # fmt: skip

    def person(self, ref: str) -> PersonState:
        state = person_of(self.entries[f"person:{ref}"])
        assert state is not None
        return state


def name(words: str, use: str = "legal", **parts: Any) -> Told:
    return Told("name", {"use": use, "name": words}, **parts)


def held(person: PersonState, kind: str, part: str) -> list[Any]:
    return [one.parts[part] for one in person.holding(kind)]


def test_a_record_begins_with_what_is_known() -> None:
    person = Index().begins(name("Mia Example"), name("Mía Ejemplo", "transliteration"))
    assert held(person, "name", "name") == ["Mia Example", "Mía Ejemplo"]
    assert (person.pathways, person.head) == (("child",), 1)


def test_nobody_at_all_is_not_a_person() -> None:
    with pytest.raises(Refusal, match="who this is"):
        Index().begins(Told("sex", {"sex": "female"}))


def test_everything_that_cannot_be_is_said_at_once() -> None:
    index = Index()
    with pytest.raises(Refusal) as refused:
        index.begins(
            name(""),
            Told("born", {"state": "exact", "date": {"year": 2019, "month": 2, "day": 30}}),
            Told("address", {"address": {"kind": "uk"}, "from": "2026-05-01", "to": "2026-04-01"}),
            Told("relationship", {"role": "brother", "to": "Ben"}),
        )
    assert {field for field, _ in refused.value.fields} == {"name", "date", "address", "to", "case"}
    assert index.entries == {}


@pytest.mark.parametrize(
    ("kind", "parts", "wrong"),
    [
        ("born", {"state": "unknown"}, set()),
        ("born", {"state": "partial", "date": {"year": 2019}}, set()),
        ("born", {"state": "estimated", "date": {"year": 2019, "estimated": True}}, set()),
        ("born", {"state": "exact", "date": {"year": 2019}}, {"date"}),
        ("born", {"state": "exact", "date": {"year": 2030, "month": 1, "day": 1}}, {"date"}),
        ("born", {"state": "exact"}, {"date"}),
        ("born", {"state": "unknown", "date": {"year": 2019}}, {"date"}),
        ("expected", {"date": {"year": 2026, "month": 9}}, set()),
        ("expected", {}, {"date"}),
        ("sex", {"sex": "unsaid"}, {"sex"}),
        ("identifier", {"scheme": "nhs", "value": "943 476 5919"}, set()),
        ("identifier", {"scheme": "passport", "value": ""}, {"scheme", "value"}),
        ("address", {"address": {"kind": "no_fixed_abode"}}, set()),
        ("contact", {"way": "telephone", "value": "01632", "safe": "no", "confirmed": "2026-02-31"}, {"confirmed"}),
        ("contact", {"way": "pigeon", "value": "", "safe": ""}, {"way", "value", "safe"}),
        ("needs", {"need": "interpreter", "words": "Polish"}, set()),
        ("needs", {"need": "", "words": " "}, {"need", "words"}),
        ("responsibility", {"who": "Her mother", "holds": "yes"}, set()),
        ("responsibility", {"who": "", "holds": "perhaps"}, {"who", "holds"}),
        ("household", {"name": "14 Zebrafinch Row", "from": "2026-01-01"}, set()),
        ("horoscope", {}, {"kind"}),
    ],
)  # fmt: skip
def test_each_kind_says_what_it_lacks(kind: str, parts: dict[str, Any], wrong: set[str]) -> None:
    index = Index()
    person = index.begins()
    command = c.Record((Told(kind, parts),))
    if not wrong:
        assert held(index.does(person, command), kind, next(iter(parts))) != []
        return
    with pytest.raises(Refusal) as refused:
        index.does(person, command)
    assert {field for field, _ in refused.value.fields} == wrong


def test_a_wrong_check_digit_is_noted_and_the_number_kept() -> None:
    index = Index()
    person = index.does(index.begins(), c.Record((Told("identifier", {"scheme": "nhs", "value": "943 476 5918"}),)))
    assert held(person, "identifier", "fault") == ["nhs-number-check"]


def test_a_correction_stands_beside_what_it_puts_right() -> None:
    index = Index()
    person = index.begins(name("Mia Exampel"))
    right = index.does(person, c.Record((name("Mia Example", replaces="k1", why="The school's register."),)))
    assert held(right, "name", "name") == ["Mia Example"]
    assert (right.known["k1"].replaced_by, right.known["k1"].parts["name"]) == ("k2", "Mia Exampel")
    with pytest.raises(Refusal, match="cannot be recorded"):
        index.does(right, c.Record((name("Mia", replaces="k1", why="x"),)))
    with pytest.raises(Refusal, match="cannot be recorded"):
        index.does(right, c.Record((name("Mia", replaces="k2"),)))


def test_what_is_not_so_is_withdrawn_with_a_reason() -> None:
    index = Index()
    person = index.begins(name("Mia Example"), name("Maria", "alias"))
    with pytest.raises(Refusal, match="why"):
        index.does(person, c.Withdraw("k2", " "))
    person = index.does(person, c.Withdraw("k2", "Her cousin's name."))
    assert held(person, "name", "name") == ["Mia Example"]
    assert "k2" in person.known
    with pytest.raises(Refusal, match="put right already"):
        index.does(person, c.Withdraw("k2", "Again."))


def test_a_mention_is_answered_and_the_answer_may_change_with_a_reason() -> None:
    index = Index()
    person = index.begins(mention=("CASE1", "p1"))
    assert person.mentions["CASE1", "p1"].answer == "same"
    asked = c.AnswerMention("CASE2", "p3", ("child", "adult"), "cannot_tell")
    person = index.does(person, asked)
    assert person.pathways == ("child",)
    with pytest.raises(Refusal, match="on record already"):
        index.does(person, asked)
    with pytest.raises(Refusal, match="earlier answer"):
        index.does(person, replace(asked, answer="same"))
    person = index.does(
        person, replace(asked, answer="same", why="Her date of birth came.", told=(name("Mya", "alias"),))
    )
    answered = person.mentions["CASE2", "p3"]
    assert (answered.answer, [one.answer for one in answered.earlier]) == ("same", ["cannot_tell"])
    assert person.pathways == ("child", "adult")
    assert held(person, "name", "name") == ["Mia Example", "Mya"]
    with pytest.raises(Refusal, match="No answer"):
        index.does(person, replace(asked, answer="perhaps"))


def test_nothing_of_a_case_comes_along_unless_it_is_the_same_person() -> None:
    index = Index()
    said = c.AnswerMention("CASE2", "p3", ("child",), "not_same", told=(name("Somebody Else"),))
    assert held(index.does(index.begins(), said), "name", "name") == ["Mia Example"]


def test_two_records_are_linked_and_parted_and_neither_is_rewritten() -> None:
    index = Index()
    one, two = index.begins(), index.begins(name("Mia Exampel"))
    before = one.known
    linked = index.does(one, c.Link(two.ref, "One birth certificate."), other=two.ref)
    assert (linked.linked_to, index.person(two.ref).followers) == (two.ref, (one.ref,))
    parted = index.does(linked, c.Unlink("Two certificates after all."))
    assert (parted.linked_to, index.person(two.ref).followers, parted.known) == (None, (), before)
    with pytest.raises(Refusal, match="not linked"):
        index.does(parted, c.Unlink("Again."))


def test_linking_needs_a_reason_another_record_of_this_hub_and_no_chain() -> None:
    index = Index()
    one, two, three = index.begins(), index.begins(), index.begins()
    for refused, other, why in (
        (c.Link(two.ref, ""), two.ref, "why"),
        (c.Link("ELSEWHERE", "x"), None, "no such person in this hub"),
        (c.Link(one.ref, "x"), one.ref, "same record"),
    ):
        with pytest.raises(Refusal, match=why):
            index.does(one, refused, other=other)
    index.does(one, c.Link(two.ref, "x"), other=two.ref)
    for first, second in ((one, three), (three, one), (two, three)):
        with pytest.raises(Refusal, match="linked already"):
            index.does(index.person(first.ref), c.Link(second.ref, "x"), other=second.ref)
    assert index.does(three, c.Link(two.ref, "x"), other=two.ref).linked_to == two.ref


def test_a_sealed_record_is_linked_to_nothing_and_a_linked_one_is_not_sealed() -> None:
    index = Index()
    one, two = index.begins(), index.begins()
    sealed = index.does(one, c.Seal((MANAGER.id,), "Adopted."))
    assert sealed.sealed
    for first, second in ((sealed, two), (two, sealed)):
        with pytest.raises(Refusal, match="sealed"):
            index.does(first, c.Link(second.ref, "x"), other=second.ref)
    opened = index.does(sealed, c.Seal((), "By mistake."))
    assert not opened.sealed
    index.does(opened, c.Link(two.ref, "x"), other=two.ref)
    for linked in (one.ref, two.ref):
        with pytest.raises(Refusal, match="linked to another"):
            index.does(index.person(linked), c.Seal((MANAGER.id,), "x"))
    with pytest.raises(Refusal, match="Nobody would keep"):
        index.does(index.begins(), c.Seal((), "x"))


@pytest.mark.parametrize("command", [c.Link("X", "x"), c.Unlink("x"), c.Seal(("u",), "x")])
def test_linking_and_sealing_are_not_the_matchers_to_do(command: Any) -> None:
    index = Index()
    with pytest.raises(Refusal, match="does not include"):
        index.does(index.begins(actor=MATCHER), command, actor=MATCHER)


def test_a_partner_keeps_no_records() -> None:
    with pytest.raises(Refusal, match="does not include"):
        Index().begins(actor=HEALTH)


def test_a_keeper_is_told_once_with_the_clock_of_the_first_look() -> None:
    index = Index()
    sealed = index.does(index.begins(), c.Seal((MANAGER.id,), "Adopted."))
    told = c.TellKeeper("CASE9", "p1", ("same_name", "same_born"), "look", index.story.now)
    person = index.does(sealed, told, actor=WORKER)
    assert person.matches["CASE9", "p1"].due > index.story.now
    assert index.does(person, told, actor=WORKER).head == person.head
    rows = project_person(index.entries[person.stream])["person_match"]
    assert [(row["keeper"], row["answered_at"]) for row in rows] == [(MANAGER.id, None)]
    answered = index.does(person, c.AnswerMention("CASE9", "p1", ("child",), "not_same"))
    assert answered.matches["CASE9", "p1"].answered == index.story.now


def test_nobody_else_is_told_and_nobody_else_tells() -> None:
    index = Index()
    person = index.begins()
    told = c.TellKeeper("CASE9", "p1", ("same_name",), "look", index.story.now)
    assert index.does(person, told, actor=WORKER).matches == {}
    sealed = index.does(person, c.Seal((MANAGER.id,), "Adopted."))
    assert index.does(sealed, told, actor=MANAGER).matches == {}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["link", "unlink", "rename", "answer"]), max_size=8))
def test_whatever_was_linked_can_be_parted_and_all_that_was_known_stays(turns: list[str]) -> None:
    index = Index()
    one, two = index.begins(), index.begins(name("Mia Exampel"))
    for number, turn in enumerate(turns):
        one = index.person(one.ref)
        known = set(one.known)
        if turn == "rename":
            one = index.does(one, c.Record((name(f"Mia {number}", "alias"),)))
        elif turn == "answer":
            one = index.does(one, c.AnswerMention(f"CASE{number}", "p1", ("child",), "same"))
        elif turn == "link" and one.linked_to is None:
            one = index.does(one, c.Link(two.ref, "x"), other=two.ref)
        elif turn == "unlink" and one.linked_to is not None:
            one = index.does(one, c.Unlink("x"))
        assert known <= set(one.known)
    if one.linked_to is not None:
        one = index.does(one, c.Unlink("x"))
    assert (one.linked_to, index.person(two.ref).followers) == (None, ())
    rows = project_person(index.entries[one.stream])
    assert {row["linked_to"] for row in rows["person_row"]} == {None}
