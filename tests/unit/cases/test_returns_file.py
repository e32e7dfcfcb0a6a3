from __future__ import annotations

import json

import pytest
from hubwright.domain.cases.commands import RETURN_KINDS
from hubwright.domain.cases.returns_file import MOST, read
from hypothesis import given
from hypothesis import strategies as st

CASE = "7K3Q9M2X"


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_table_is_read_whatever_parts_its_columns(sign):
    text = (
        "\ufeff"
        + sign.join(["Reference", "Kind", "Text"])
        + "\n"
        + sign.join([f"{CASE.lower()}-Q1", "shared", "Seen."])
    )
    (row,) = read(text)
    assert (row.case, row.reference, row.command.ask, row.command.text) == (CASE, f"{CASE}-q1", "q1", "Seen.")
    assert row.command.passing_on == "ask_first"


def test_words_with_line_breaks_and_quotes_stay_whole():
    (row,) = read(f'reference,kind,text\n{CASE}-q1,shared,"One\nTwo ""three"""\n')
    assert row.command.text == 'One\nTwo "three"'


def test_a_json_list_is_read_and_lists_in_it_are_put_together():
    (row,) = read(json.dumps([{"reference": f"{CASE}-q2", "kind": "not_known", "searched": ["A", "B"], "why": None}]))
    assert row.command.searched == ("A", "B")


def test_every_mistake_of_a_row_is_said_at_once():
    (row,) = read("reference,kind,colour,passing_on\nnonsense,maybe,red,never")
    assert row.command is None
    assert len(row.wrong) == 4


def test_a_question_answered_twice_in_one_file_is_a_mistake_of_the_file():
    first, second = read(f"reference,kind\n{CASE}-q1,not_known\n{CASE}-q1,shared\n")
    assert first.command is not None
    assert second.wrong == ("Line 2 answers this already.",)


def test_a_file_too_long_is_sent_in_parts():
    rows = read("reference,kind\n" + "".join(f"{CASE}-q{number},not_known\n" for number in range(MOST + 1)))
    assert len(rows) == 1
    assert str(MOST) in rows[0].wrong[0]


@given(st.text(max_size=300) | st.text(alphabet='[]{}",:\nkindreferenceq17K', max_size=300))
def test_whatever_is_sent_each_row_is_an_answer_or_says_what_is_wrong(text):
    rows = read(text)
    assert rows
    for row in rows:
        assert (row.command is None) == bool(row.wrong)
        assert row.command is None or row.command.kind in RETURN_KINDS
