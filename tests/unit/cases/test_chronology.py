from __future__ import annotations

from datetime import date

import pytest
from hubwright.domain.cases.chronology import in_order, parse
from hypothesis import given
from hypothesis import strategies as st

TODAY = date(2026, 6, 8)


@pytest.mark.parametrize(
    ("written", "shape"),
    [
        ("12/03/2024", {"year": 2024, "month": 3, "day": 12}),
        ("1.4.24", {"year": 2024, "month": 4, "day": 1}),
        ("1-4-79", {"year": 1979, "month": 4, "day": 1}),
        ("2024-03-12", {"year": 2024, "month": 3, "day": 12}),
        ("2024-03", {"year": 2024, "month": 3}),
        ("3rd of March 2024", {"year": 2024, "month": 3, "day": 3}),
        ("12 Sept 2023", {"year": 2023, "month": 9, "day": 12}),
        ("March 2024", {"year": 2024, "month": 3}),
        ("2019", {"year": 2019}),
    ],
)
@pytest.mark.parametrize("between", [" ", ": ", " - ", "\t", ", "])
def test_a_date_stands_first_as_people_write_it(written, shape, between):
    (row,) = parse(f"{written}{between}Not brought to clinic", TODAY).rows
    assert (row["date"], row["text"]) == (shape, "Not brought to clinic")


@pytest.mark.parametrize("line", ["31/02/2024 A visit", "A visit in March", "12/03/2024", "99/99/9999 x", "0/0/24 x"])
def test_a_line_whose_date_cannot_be_read_is_kept_as_it_stands(line):
    block = parse(f"01/01/2024 Seen\n{line}\n\n02/01/2024 Seen again", TODAY)
    assert [row["text"] for row in block.rows] == ["Seen", "Seen again"]
    assert block.unparsed == ({"line": 2, "text": line},)


def test_a_star_marks_what_the_agency_wants_to_be_asked_about_first():
    block = parse("01/01/2024 Seen\n* 02/01/2024 Told the nurse who hit her", TODAY)
    assert [row.get("passing_on") for row in block.rows] == [None, "ask_first"]


@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_a_table_says_column_by_column_what_differs(sign):
    lines = [["Date", "What", "Nature", "Passing_on"], ["12/03/2024", "Bruise", "hearsay", "hub_only"], ["", "No day"]]
    block = parse("\n".join(sign.join(line) for line in lines), TODAY)
    assert block.rows == (
        {
            "date": {"year": 2024, "month": 3, "day": 12},
            "text": "Bruise",
            "nature": "hearsay",
            "passing_on": "hub_only",
        },
    )
    assert [one["line"] for one in block.unparsed] == [3]


def test_rows_stand_by_date_with_the_month_alone_before_its_days():
    block = parse("02/03/2024 c\n2024-03 b\n2023 a\n01/04/2024 d", TODAY)
    assert [row["text"] for row in in_order(block.rows)] == ["a", "b", "c", "d"]


@given(st.text(max_size=300))
def test_whatever_is_pasted_every_line_of_it_is_kept(text):
    block = parse(text, TODAY)
    written = [line for line in text.splitlines() if line.strip()]
    heading = bool(text.splitlines()) and len(block.rows) + len(block.unparsed) == len(written) - 1
    assert heading or len(block.rows) + len(block.unparsed) == len(written)
