"""Hard sentences are found by their length and by their long words, and plain ones are left alone."""

from __future__ import annotations

from hubwright.domain.definitions.health.readability import LONGEST_SENTENCE, hardest
from hypothesis import given
from hypothesis import strategies as st


def test_a_sentence_of_more_than_twenty_five_words_is_hard_and_two_of_thirteen_are_not() -> None:
    long = " ".join(["word"] * (LONGEST_SENTENCE + 1)) + "."
    found = hardest(f"Short. {long}")
    assert found is not None
    assert (found.words, found.too_long, found.sentence) == (LONGEST_SENTENCE + 1, True, long)
    half = " ".join(["word"] * 13) + "."
    assert hardest(f"{half} {half}") is None


def test_a_sentence_of_long_words_is_hard_though_it_is_short() -> None:
    found = hardest(
        "The partnership undertakes proportionate information-sharing activities regarding vulnerable individuals "
        "experiencing significant contextual difficulties."
    )
    assert found is not None
    assert not found.too_long
    assert found.long > found.words / 2
    assert hardest("Tell us what you have seen or heard, and when, in your own words, as well as you can.") is None


@given(st.text(max_size=200))
def test_any_text_is_measured_and_a_hard_sentence_stands_in_it(text: str) -> None:
    found = hardest(text)
    assert found is None or (found.words >= found.long and found.sentence in " ".join(text.split()))
