from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hubwright.domain.cases.taking import NEXT, Arrived, by_case, day_said, instant_said, taken_from
from hubwright.testing.doors import READS
from hypothesis import given, settings
from hypothesis import strategies as st

NOW = datetime(2026, 6, 8, 9, 30, tzinfo=UTC)
READS_MORE = {
    **READS,
    "Sex": "subject.sex",
    "Age": "subject.age",
    "Due": "subject.expected",
    "Old case": "contact.case",
}


def taken(body: str = "", *pairs: tuple[str, str], **parts: object):
    arrived = Arrived("one.txt", "text/plain", body, "0" * 64, pairs=pairs, body=body, **parts)
    return taken_from(arrived, READS_MORE, door="reports", now=NOW)


REPORT = """\
Reference: ZZ/4711/26
Officer: PC Example
Received: 08/06/2026 03:15
At risk now: Yes
Subject: Kim Example
Date of birth: 12/03/2015
Address: 4 Sample Street,
  Oakfield ZZ1 4BB
Subject: Lee Example
Date of birth: sometime in spring
Weather: dry
Circumstances: Shouting was heard.
There was a broken window.

A neighbour took the children in.
"""


class TestWhatIsTaken:
    def test_each_labelled_line_is_read_and_several_people_are_told_apart(self):
        found = taken(REPORT)
        kim, lee = found.command.subjects
        assert (kim.name, kim.born) == ("Kim Example", {"year": 2015, "month": 3, "day": 12})
        assert kim.address == {"kind": "uk", "lines": ["4 Sample Street", "Oakfield"], "postcode": "ZZ1 4BB"}
        assert (lee.name, lee.born) == ("Lee Example", None)
        assert found.command.referrer == {"name": "PC Example"}
        assert found.command.danger
        assert found.reference == "ZZ/4711/26"

    def test_what_happened_goes_on_over_several_lines(self):
        assert taken(REPORT).command.what.splitlines()[::3] == [
            "Shouting was heard.",
            "A neighbour took the children in.",
        ]

    def test_it_came_when_the_sender_says_on_the_clock_in_london(self):
        assert taken(REPORT).command.received == datetime(2026, 6, 8, 2, 15, tzinfo=UTC)

    def test_what_was_not_understood_is_named_and_the_original_is_kept_whole(self):
        found = taken(REPORT)
        assert found.left == ("Weather: dry", "sometime in spring")
        assert found.command.original["text"] == REPORT
        assert found.command.original["left"] == list(found.left)

    def test_words_without_any_label_are_what_was_said(self):
        assert taken("Somebody rang about a child.\nNo name was given.").command.what == (
            "Somebody rang about a child.\nNo name was given."
        )

    def test_a_time_still_to_come_is_now(self):
        assert taken("Received: 08/06/2031 03:15").command.received == NOW
        assert taken(received=NOW + timedelta(days=3)).command.received == NOW

    def test_a_baby_not_yet_born_and_an_age_in_years_are_understood(self):
        found = taken("", ("Due", "September 2026"), (NEXT, ""), ("Subject", "Ada"), ("Age", "7"), ("Sex", "F"))
        baby, ada = found.command.subjects
        assert baby.unborn
        assert baby.expected == {"year": 2026, "month": 9}
        assert ada.born == {"year": 2019, "estimated": True}
        assert ada.known == {"sex": "female"}

    def test_a_second_address_of_one_person_is_left_and_not_lost(self):
        found = taken("", ("Subject", "Ada"), ("Address", "1 A Street"), ("Address", "2 B Street"))
        assert found.left == ("Address: 2 B Street",)

    def test_the_case_of_letters_and_gaps_in_a_label_do_not_matter(self):
        assert taken("DATE  OF birth: 2015").command.subjects[0].born == {"year": 2015}


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("12/03/2015", {"year": 2015, "month": 3, "day": 12}),
        ("2015-03-12", {"year": 2015, "month": 3, "day": 12}),
        ("12 March 2015", {"year": 2015, "month": 3, "day": 12}),
        ("Mar 2015", {"year": 2015, "month": 3}),
        ("2015", {"year": 2015}),
        ("31/02/2015", None),
        ("12/03/15", None),
        ("in spring", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them_or_not_at_all(words, day):
    assert day_said(words) == day


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("2026-06-08T03:15:00+01:00", datetime(2026, 6, 8, 2, 15, tzinfo=UTC)),
        ("8 June 2026, 03:15", datetime(2026, 6, 8, 2, 15, tzinfo=UTC)),
        ("08/01/2026 03.15", datetime(2026, 1, 8, 3, 15, tzinfo=UTC)),
        ("2026-01-08", datetime(2026, 1, 8, tzinfo=UTC)),
        ("June 2026", None),
        ("08/06/2026 25:15", None),
        ("last night", None),
    ],
)
def test_instants_are_read_on_the_clock_in_london_or_not_at_all(words, at):
    assert instant_said(words) == at


def test_rows_of_one_old_case_belong_together_and_a_row_without_one_stands_alone():
    rows = [(("Old case", "A1"),), (("Old case", ""),), (("Old case", "B2"),), (("old CASE", "A1"),)]
    assert sorted(by_case(rows, READS_MORE)) == [("", [1]), ("A1", [0, 3]), ("B2", [2])]


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=300),
    st.lists(st.tuples(st.sampled_from([*READS_MORE, "x", NEXT]), st.text(max_size=40)), max_size=8),
)
def test_nothing_that_arrives_raises_and_nothing_is_lost(body, pairs):
    found = taken(body, *pairs)
    assert found.command.original["text"] == body
    assert found.command.received <= NOW
