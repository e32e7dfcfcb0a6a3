"""Answers in words, for whoever may see them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hubwright.domain.cases.commands import Subject
from hubwright.domain.definitions.form import Form, Option, Page, Question
from hubwright.domain.texts import Text
from hubwright.web.answers_shown import address_words, answer_rows, birth_words
from hubwright.web.language import speaking
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

NOW = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)


def question(id: str, type: str, **more: Any) -> Question:
    return Question(id, type, Text(f"{id}?", f"{id} (cy)?"), **more)


COLUMNS = (question("name", "short_text"), question("born", "date"), question("about", "content"))
CHOICES = (Option("a", Text("Apple", "Afal")), Option("b", Text("Pear")))
QUESTIONS = (
    question("who", "people", rows=COLUMNS, row_name=Text("child", "plentyn")),
    *(question(type, type, options=CHOICES) for type in ("choice", "choices", "list")),
    *(
        question(type, type)
        for type in (
            *("short_text", "long_text", "whole_number", "decimal_number", "yes_no_unknown", "date", "person"),
            *("address", "telephone", "email", "safe_contact", "nhs_number", "upn", "consent", "declaration", "file"),
            *("calculated", "content"),
        )
    ),
)
FORM = Form("f", 1, Text("Form"), "Owner", (Page("p", Text("Page"), QUESTIONS),))


def told(id: str, value: Any = None, state: str = "answered", **more: Any) -> str:
    (row,) = answer_rows(FORM, {id: {"state": state, "value": value, **more}})
    return str(escape(row.value))


@pytest.mark.parametrize(
    ("id", "value", "words"),
    [
        ("yes_no_unknown", "no", "No"),
        ("date", {"year": 2019, "month": 3, "day": 12}, "12 March 2019"),
        ("date", {"year": 2019, "month": 3}, "March 2019"),
        ("date", {"year": 2019, "estimated": True}, "about 2019"),
        ("date", {"year": 2019, "month": 2, "day": 31}, "31 February 2019"),
        ("choice", "a", "Apple"),
        ("choices", ["a", "b"], "Apple<br>Pear"),
        ("choices", [], "None of these"),
        ("list", {"id": "b"}, "Pear"),
        ("list", {"other": "Fig"}, "Fig"),
        ("short_text", "<b>", "&lt;b&gt;"),
        ("long_text", "one\n<two>", "one<br>&lt;two&gt;"),
        ("telephone", {"number": "01632 960001", "safe": "no"}, "01632 960001<br>Not safe to use"),
        ("declaration", True, "Confirmed"),
        ("file", [{"file": "f", "name": "<arm>.jpg", "media": "image/jpeg", "size": 9}], "&lt;arm&gt;.jpg"),
        ("file", [{"name": "run.exe", "refused": "type"}], "run.exe (could not be taken)"),
        ("consent", {"position": "not_sought", "why": "Unsafe"}, "They have not been asked<br>Unsafe"),
        ("date", {"day": "soon"}, "soon"),
        ("choice", "zzz", "zzz"),
    ],
)
def test_a_value_is_told_in_words_and_what_is_out_of_shape_as_it_was_typed(id: str, value: Any, words: str) -> None:
    assert told(id, value) == words


def test_the_five_states_stay_five_different_things() -> None:
    words = [
        told("short_text", "x"),
        *(told("short_text", state=one) for one in ("not_known", "refused", "not_answered")),
    ]
    assert words == ["x", "Not known", "Preferred not to say", "Not answered"]
    assert answer_rows(FORM, {"short_text": {"state": "not_asked"}}) == ()


def test_what_is_kept_back_says_so() -> None:
    (row,) = answer_rows(FORM, {"address": {"withheld": True}})
    assert row.value == "Withheld from you"
    assert told("address", {"withheld": True}) == "Withheld from you"


def test_each_row_of_people_is_told_under_a_name_of_its_own() -> None:
    people = [{"name": {"state": "answered", "value": "Sam <x>"}, "born": {"state": "not_known"}}, {}]
    words = told("who", people)
    assert "<strong>Child 1</strong><br>name?: Sam &lt;x&gt;<br>born?: Not known" in words
    assert "<strong>Child 2</strong><br>Nothing said" in words


def test_an_answer_that_was_hidden_in_a_row_is_told_with_its_place() -> None:
    (row,) = answer_rows(FORM, {"who/2/name": {"state": "answered", "value": "Alex"}})
    assert (str(row.key), row.value) == ("Child 2: name?", "Alex")


def test_a_note_and_who_said_it_stand_beside_the_answer() -> None:
    assert told("short_text", state="not_known", note="maybe Tuesday", by="mother") == (
        "Not known<br>maybe Tuesday<br>Said by: mother"
    )


def test_in_welsh_the_english_stands_beside() -> None:
    with speaking("cy"):
        (row,) = answer_rows(FORM, {"choice": {"state": "answered", "value": "a"}})
        assert str(row.key) == "choice (cy)?"
        assert "Apple" in escape(row.value)


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        (Subject("p1", "", born={"year": 2019, "month": 3, "day": 12}), "7 (12 March 2019)"),
        (Subject("p1", "", born={"year": 2019, "month": 11, "day": 23}), "6 (23 November 2019)"),
        (Subject("p1", "", born={"year": 2019, "estimated": True}), "about 7"),
        (Subject("p1", "", born={"year": 2019}), "about 7 (2019)"),
        (Subject("p1", "", born={"year": 2019, "month": 3}), "7 (March 2019)"),
        (Subject("p1", "", born={"year": 2026, "month": 9, "day": 1}), "2 months (1 September 2026)"),
        (Subject("p1", "", born={"year": 2026, "month": 11, "day": 20}), "under a month (20 November 2026)"),
        (Subject("p1", "", born={"year": 2027, "month": 1, "day": 1}), "1 January 2027"),
        (Subject("p1", "", unborn=True, expected={"year": 2027, "month": 3}), "expected in March 2027"),
        (Subject("p1", "", unborn=True, expected={"year": 2027, "month": 3, "day": 2}), "expected on 2 March 2027"),
        (Subject("p1", "", unborn=True), "not yet born"),
        (Subject("p1", ""), "not known"),
        (Subject("p1", "", born={"day": "x"}), "not known"),
    ],
)
def test_an_age_is_told_with_the_date_it_comes_from(subject: Subject, words: str) -> None:
    assert birth_words(subject, NOW) == words


def test_an_address_is_told_in_lines_and_says_when_it_must_be_kept_private() -> None:
    address = {"kind": "uk", "lines": ["4 Sample Street"], "town": "Bury", "protected": True}
    assert address_words(address) == "4 Sample Street<br>Bury<br>Must be kept private"
    assert address_words(None) == "Not known"
    assert address_words({"withheld": True}) == "Withheld from you"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*"abc", "kind", "safe", "position", "ways", "lines", "state", "value", "year", "id"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150)
@given(st.sampled_from([one.id for one in QUESTIONS]), JSON, JSON)
def test_whatever_is_on_record_can_be_shown(id: str, value: Any, document: Any) -> None:
    answer_rows(FORM, {id: {"state": "answered", "value": value}})
    answer_rows(FORM, {id: document})
    birth_words(Subject("p1", "", born=value if isinstance(value, dict) else None), NOW)
