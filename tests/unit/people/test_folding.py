"""Names are compared without case, accents and order, and one slip of the hand still finds them."""

from __future__ import annotations

import pytest
from hubwright.domain.people.folding import asked_tokens, fold, key_of, pairs, sound, tokens
from hubwright.domain.people.searching import like, name_alike, ranked, wanted, words_of
from hypothesis import given
from hypothesis import strategies as st

LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = st.text(LETTERS, min_size=3, max_size=12)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Zoë O\u2019Brien", "zoe obrien"),
        ("  MIA-Rose   Example ", "mia rose example"),
        ("Łukasz Próbny", "lukasz probny"),
        ("Þóra Ægisdóttir", "thora aegisdottir"),
        ("Мария Примерова", "мария примерова"),
        ("李 小龍", "李 小龍"),
        ("", ""),
        ("?!", ""),
    ],
)
def test_a_name_is_folded(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_order_does_not_matter() -> None:
    assert key_of("Example Mia") == key_of("mia EXAMPLE")


@given(WORDS, st.integers(0, 11), st.sampled_from(LETTERS), st.sampled_from(["leave out", "put in", "change", "swap"]))
def test_one_slip_of_the_hand_still_leads_to_the_name(word: str, at: int, letter: str, slip: str) -> None:
    at = min(at, len(word) - 1)
    slipped = {
        "leave out": word[:at] + word[at + 1 :],
        "put in": word[:at] + letter + word[at:],
        "change": word[:at] + letter + word[at + 1 :],
        "swap": word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    }[slip]
    if len(slipped) >= 3:
        assert tokens(word) & asked_tokens(slipped)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("catherine", "kathryn"),
        ("sean", "shaun"),
        ("mohammed", "muhammad"),
        ("geoffrey", "jeffrey"),
        ("philip", "filip"),
        ("siobhan", "shivaun"),
        ("schmidt", "smit"),
        ("wright", "right"),
    ],
)
def test_names_that_sound_alike_meet(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_a_name_of_one_part_stands_beside_nothing() -> None:
    assert pairs("mia") == {("mia", "")}
    assert pairs("mia mia") == {("mia", "")}
    assert pairs("mia example") == {("mia", "example"), ("example", "mia")}


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, min_size=1, max_size=4))
def test_how_alike_two_names_are_does_not_depend_on_which_is_asked_about(one: list[str], other: list[str]) -> None:
    first, second = " ".join(one), " ".join(other)
    assert name_alike(first, second) == pytest.approx(name_alike(second, first))
    assert name_alike(first, first) == 100
    assert name_alike(first, " ".join(reversed(one))) == 100


def test_a_word_is_like_itself_first_and_like_nobody_else_at_last() -> None:
    found = like("smyth", ["smith", "smyth", "smythe", "jones"])
    assert found.parts[0] == "smyth"
    assert set(found.parts) == {"smith", "smyth", "smythe"}


def test_any_two_of_the_words_are_enough_and_too_many_are_cut() -> None:
    likes = [like(word, ()) for word in words_of("Mia Rose Example")]
    assert [(each.one.word, each.other.word if each.other else None) for each in wanted(likes)] == [
        ("mia", "rose"),
        ("mia", "example"),
        ("rose", "example"),
    ]
    assert words_of("a bb ccc dddd eeeee a") == ("bb", "ccc", "dddd", "eeeee")
    assert words_of("") == ()


def test_what_is_most_alike_comes_first_and_records_before_mentions() -> None:
    def row(name: str, kind: str, at: int) -> dict[str, object]:
        return {"name": name, "kind": kind, "at": at}

    rows = [row("mia exampel", "case", 1), row("mia example", "case", 2), row("mia example", "person", 3)]
    assert [hit.row["at"] for hit in ranked("Example, Mia", rows)] == [3, 2, 1]
