from __future__ import annotations

import pytest
from hubwright.domain.definitions.hub import Letter
from hubwright.domain.errors import Refusal
from hubwright.domain.texts import Text
from hubwright.notices import Merge, filled, letter_problems
from hypothesis import given
from hypothesis import strategies as st

MERGE = Merge(
    reference="7K3Q9M2X",
    link="https://hub.example/c",
    hub="Oakfield",
    telephone="01632 960001",
    due="Friday 22 May 2026 at 17:00",
)


def letter(subject: str = "{{hub}}: we have it", body: str = "Hello", cy: str | None = None) -> Letter:
    return Letter("ack", "acknowledge", Text(subject, cy), Text(body))


class TestFilling:
    def test_every_field_is_filled(self):
        body = "{{hub}} {{ reference }} {{link}} {{telephone}} {{due}}"
        assert filled(letter(body=body), MERGE, "en").body == (
            "Oakfield 7K3Q9M2X https://hub.example/c 01632 960001 Friday 22 May 2026 at 17:00"
        )

    def test_the_welsh_wording_is_used_where_there_is_one_and_english_where_there_is_none(self):
        found = filled(letter(cy="{{hub}}: mae gennym ni"), MERGE, "cy")
        assert (found.subject, found.body) == ("Oakfield: mae gennym ni", "Hello")

    def test_a_field_that_is_not_known_says_so_and_the_letter_still_goes(self):
        assert filled(letter(body="Ring {{telephone}}."), Merge(), "en").body == "Ring (not known)."
        assert filled(letter(body="{{due}}"), Merge(), "cy").body == "(ddim yn hysbys)"

    @given(st.text(max_size=40))
    def test_what_is_filled_in_is_never_looked_into_again(self, words):
        assert filled(letter(body="{{reference}}!"), Merge(reference="{{link}}" + words), "en").body == (
            "{{link}}" + words + "!"
        )

    def test_single_braces_are_ordinary_signs(self):
        assert filled(letter(body="a {b} c } {"), MERGE, "en").body == "a {b} c } {"


class TestLettersThatCannotBeFilled:
    @pytest.mark.parametrize("field", ["name", "concern", "reference.__class__", "", "REFERENCE"])
    def test_an_unknown_field_is_refused_with_those_that_there_are(self, field):
        with pytest.raises(Refusal) as caught:
            filled(letter(body=f"Dear {{{{{field}}}}}"), MERGE, "en")
        assert caught.value.code == "bad_letter"
        assert "{{reference}}, {{link}}, {{hub}}, {{telephone}}, {{due}}" in caught.value.do

    def test_every_problem_is_found_with_its_place_and_the_nearest_name(self):
        wrong = Letter("x", "ask", Text("{{tele_phone}}", "Dau\nlinell"), Text("{{name}} {{link", "{{hub}}"))
        found = letter_problems(wrong, "hub.json", "/letters/0")
        assert [(one.pointer, one.code, one.nearest) for one in found] == [
            ("/letters/0/subject/en", "unknown-letter-field", "telephone"),
            ("/letters/0/subject/cy", "letter-subject-lines", None),
            ("/letters/0/body/en", "unknown-letter-field", None),
            ("/letters/0/body/en", "broken-letter-field", None),
        ]

    def test_a_good_letter_has_no_problem(self):
        assert letter_problems(letter(body="{{reference}} {{link}}\n{{due}}")) == []

    def test_a_merge_holds_nothing_but_the_five_fields(self):
        with pytest.raises(TypeError):
            Merge(name="anybody")  # type: ignore[call-arg]
