"""What a rule reads, how it reads aloud, why it gave what it gave, and what order that asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.rules import (
    DATE,
    UNKNOWN,
    WHOLE,
    YES_NO,
    Cycles,
    Rule,
    assess,
    explain,
    is_plain_reveal,
    order,
    parse,
    passes,
    reads,
    requires,
    rows,
    sentence,
    shows,
)
from hypothesis import given, settings
from hypothesis import strategies as st

TODAY = date(2026, 11, 22)
SCOPE = {"hurt": YES_NO, "born": DATE, "children": rows({"seen": YES_NO}), "limit": WHOLE}
LABELS = {"hurt": "Is anyone hurt?", "born": "Child's date of birth", "children": "Children", "seen": "Seen?"}


def rule(document: Any) -> Rule:
    found = parse(document, file="f", pointer="")
    assert isinstance(found, Rule), found
    return found


def answer(id: str) -> dict[str, Any]:
    return {"answer": [id]}


HURT_CHILD = {
    "all": [{"is": [answer("hurt"), "yes"]}, {"less than": [{"age in years": [answer("born")]}, 18]}],
}


def test_a_rule_reads_as_an_english_sentence() -> None:
    assert sentence(rule(HURT_CHILD), LABELS) == (
        "Is anyone hurt? is Yes, and age in years of Child's date of birth is less than 18"
    )


def test_a_rule_reads_as_a_welsh_sentence() -> None:
    labels = {"hurt": "A oes rhywun wedi'i anafu?", "born": "Dyddiad geni"}
    assert sentence(rule(HURT_CHILD), labels, language="cy") == (
        "A oes rhywun wedi'i anafu? yw Ie, ac hefyd mae oedran mewn blynyddoedd yn ôl Dyddiad geni yn llai na 18"
    )


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"one of": [answer("worry"), ["a", "b", "c"]]}, "Worry is Alpha, Beta or c"),
        ({"not": [{"is known": [answer("born")]}]}, "Child's date of birth is not known"),
        ({"not": [answer("hurt")]}, "Is anyone hurt? is No"),
        ({"before": [answer("born"), "2020-02-29"]}, "Child's date of birth is before 29 February 2020"),
        ({"any": [answer("hurt"), {"all": [answer("hurt"), False]}]},
         "Is anyone hurt? is Yes, or (Is anyone hurt? is Yes, and never)"),
        ({"any row": [answer("children"), answer("seen")]}, "for at least one entry in Children: Seen? is Yes"),
        ({"at least": [{"count rows": [answer("children"), answer("seen")]}, 2]},
         "the number of entries in Children where Seen? is Yes is 2 or more"),
        ({"is": [{"plus": [answer("a"), 1, 2]}, 3]}, "(a plus 1 plus 2) is 3"),
        ({"is": [answer("name"), "{0}"]}, "name is “{0}”"),
        ({"not": [{"is": [answer("worry"), "a"]}]}, "it is not so that (Worry is Alpha)"),
    ],
)  # fmt: skip
def test_sentences_use_the_words_of_the_questions(document: Any, words: str) -> None:
    labels = {**LABELS, "worry": "Worry"}
    assert sentence(rule(document), labels, {"worry": {"a": "Alpha", "b": "Beta"}}) == words


def test_reads_names_every_question_rows_and_columns_included() -> None:
    document = {"all": [{"any row": [answer("children"), answer("seen")]}, {"is known": [answer("born")]}]}
    assert reads(rule(document)) == {"children", "seen", "born"}
    assert reads(rule({"today": []})) == frozenset()


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ({"is": [answer("worry"), "a"]}, ("worry", ("a",))),
        ({"one of": [answer("worry"), ["a", "b"]]}, ("worry", ("a", "b"))),
        ({"contains": [answer("worry"), "a"]}, ("worry", ("a",))),
        ({"is": [answer("hurt"), True]}, ("hurt", ("yes",))),
        ({"is": [answer("hurt"), "no"]}, ("hurt", ("no",))),
        (answer("hurt"), ("hurt", ("yes",))),
        ({"is": [answer("count"), 1]}, None),
        ({"is not": [answer("worry"), "a"]}, None),
        ({"not": [{"is": [answer("worry"), "a"]}]}, None),
        ({"is": [answer("worry"), answer("other")]}, None),
        ({"all": [{"is": [answer("worry"), "a"]}]}, None),
    ],
)
def test_a_plain_reveal_is_recognised(document: Any, found: object) -> None:
    assert is_plain_reveal(rule(document)) == found


def test_an_explanation_says_what_each_part_gave_and_why() -> None:
    answers = {"hurt": Answer(State.ANSWERED, "yes"), "born": Answer(State.REFUSED)}
    lines = explain(rule(HURT_CHILD), answers, scope=SCOPE, today=TODAY).lines(LABELS)
    assert lines[1:] == [
        (1, "Is anyone hurt? is Yes: yes"),
        (2, "Is anyone hurt?: yes"),
        (1, "age in years of Child's date of birth is less than 18: unknown"),
        (2, "age in years of Child's date of birth: unknown"),
        (3, "Child's date of birth: refused"),
    ]


def test_a_partial_date_is_explained_as_partly_known() -> None:
    answers = {"born": Answer(State.ANSWERED, {"year": 2008})}
    part = explain(rule({"less than": [{"age in years": [answer("born")]}, 18]}), answers, scope=SCOPE, today=TODAY)
    assert part.gave is UNKNOWN
    assert [inner.why for _, inner in part.walk()] == ["", "", "partial"]


def test_rows_are_explained_one_by_one() -> None:
    answers = {"children": Answer(State.ANSWERED, [{"seen": {"state": "answered", "value": "no"}}, {}])}
    part = explain(rule({"any row": [answer("children"), answer("seen")]}), answers, scope=SCOPE, today=TODAY)
    assert [line for _, line in part.lines(LABELS)][1:] == ["entry 1: Seen?: no", "entry 2: Seen?: not asked"]


def test_a_risk_rule_that_cannot_be_assessed_says_what_is_missing() -> None:
    assert assess(rule(HURT_CHILD), {}, scope=SCOPE, today=TODAY).missing == ("hurt", "born")
    known = {"hurt": Answer(State.ANSWERED, "yes")}
    assert assess(rule(HURT_CHILD), known, scope=SCOPE, today=TODAY).missing == ("born",)
    calm = {"hurt": Answer(State.ANSWERED, "no")}
    assessment = assess(rule(HURT_CHILD), calm, scope=SCOPE, today=TODAY)
    assert (assessment.result, assessment.missing) == (False, ())


def test_the_branch_that_was_not_taken_is_not_missing() -> None:
    document = {"less than": [{"if": [answer("hurt"), answer("limit"), {"age in years": [answer("born")]}]}, 3]}
    yes = {"hurt": Answer(State.ANSWERED, "yes")}
    assert assess(rule(document), yes, scope=SCOPE, today=TODAY).missing == ("limit",)


def test_a_birth_date_still_to_come_is_what_is_missing() -> None:
    answers = {"hurt": Answer(State.ANSWERED, "yes"), "born": Answer(State.ANSWERED, {"year": 2031})}
    assert assess(rule(HURT_CHILD), answers, scope=SCOPE, today=TODAY).missing == ("born",)


def test_without_a_rule_things_are_shown_not_required_and_content() -> None:
    assert shows(None, {}, scope={}, today=TODAY)
    assert not requires(None, {}, scope={}, today=TODAY)
    assert passes(None, {}, scope={}, today=TODAY)


def test_unknown_cannot_be_taken_for_yes_or_no_by_mistake() -> None:
    with pytest.raises(TypeError, match="neither yes nor no"):
        bool(UNKNOWN)


def test_what_is_read_comes_first() -> None:
    found = order({"total": frozenset({"a", "b"}), "a": frozenset({"b", "elsewhere"}), "b": frozenset()})
    assert found == ["b", "a", "total"]


def test_circles_are_named_by_who_reads_whom() -> None:
    found = order(
        {"a": frozenset("b"), "b": frozenset("c"), "c": frozenset("a"), "d": frozenset("d"), "e": frozenset()}
    )
    assert found == Cycles((("a", "b", "c"), ("d",)))


def test_a_very_long_chain_is_no_danger() -> None:
    edges = {str(i): frozenset({str(i + 1)}) for i in range(20_000)}
    assert order(edges)[:2] == ["19999", "19998"]  # type: ignore[index]


@given(st.dictionaries(st.sampled_from("abcdef"), st.frozensets(st.sampled_from("abcdefg"), max_size=3)))
@settings(max_examples=200, deadline=None)
def test_an_order_respects_every_reading_and_a_circle_is_one(edges: dict[str, frozenset[str]]) -> None:
    found = order(edges)
    if isinstance(found, Cycles):
        for circle in found.circles:
            assert all(later in edges[name] for name, later in zip(circle, (*circle[1:], circle[0]), strict=True))
    else:
        assert sorted(found) == sorted(edges)
        place = {name: index for index, name in enumerate(found)}
        assert all(place[other] < place[name] for name in edges for other in edges[name] if other in edges)
