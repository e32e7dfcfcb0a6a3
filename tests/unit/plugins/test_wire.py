"""What passes between the platform and a plugin is held to its type, part by part."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hubwright.domain.plugins import (
    CaseView,
    Fact,
    Nonsense,
    Notice,
    PersonView,
    Section,
    StrandView,
    Table,
    as_json,
    of_json,
)
from hypothesis import given
from hypothesis import strategies as st

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
CASE = CaseView(
    "AB12CD34",
    (PersonView("p1", "Mia Example", "subject", {"subject.born": {"year": 2019}}),),
    (StrandView("child", "rated", "amber"), StrandView("adult", "closed", closed=NOW)),
    NOW,
    NOW,
)
WORDS = st.text(max_size=30)
PARTS = st.one_of(
    st.builds(Fact, WORDS, WORDS),
    st.builds(Notice, WORDS, WORDS),
    st.builds(Table, WORDS, st.lists(WORDS, max_size=3).map(tuple), st.just(())),
)


def there_and_back(value: Any) -> Any:
    return of_json(type(value), json.loads(json.dumps(as_json(value))))


def test_a_case_comes_back_as_it_went() -> None:
    assert there_and_back(CASE) == CASE


@given(st.builds(Section, WORDS, st.lists(PARTS, max_size=5).map(tuple)))
def test_every_section_comes_back_as_it_went(section: Section) -> None:
    assert there_and_back(section) == section


@pytest.mark.parametrize(
    ("kind", "value", "where"),
    [
        (Section, {"is": "Section", "title": 7}, "/title"),
        (Section, {"is": "Section"}, "/title is missing"),
        (Section, {"is": "Section", "title": "A", "more": 1}, "no Section"),
        (Section, {"is": "Fact", "label": "A"}, "no Section"),
        (Section, {"title": "A", "parts": [{"is": "Markup", "html": "<b>"}]}, "/parts/0"),
        (Section, {"title": "A", "parts": {"0": 1}}, "/parts is no list"),
        (Section, "A", "The answer is no Section"),
        (StrandView, {"pathway": "child", "stage": "rated", "closed": "yesterday"}, "/closed"),
        (StrandView, {"pathway": "child", "stage": "rated", "closed": "2027-03-01T09:30:00"}, "time zone"),
        (Fact, {"label": True}, "/label"),
        (Fact, {"label": "x" * 20_001}, "/label"),
    ],
)
def test_what_is_none_is_told_by_its_place_and_never_repeated(kind: Any, value: Any, where: str) -> None:
    with pytest.raises(Nonsense, match=where) as told:
        of_json(kind, value)
    assert "yesterday" not in str(told.value)


def test_none_is_an_answer_where_it_may_be_one() -> None:
    assert of_json(Section | None, None) is None  # type: ignore[arg-type]
    with pytest.raises(Nonsense):
        of_json(Section, None)
