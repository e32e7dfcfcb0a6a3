"""Deeds as tables: what is asked, kept, missing and shown is made of the same lines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hubwright.api import (
    BEGINS,
    Ask,
    Asked,
    CaseView,
    Decided,
    Made,
    NotYet,
    PersonView,
    RecordView,
    Step,
    Tell,
    Who,
    asking,
    decided,
    showing,
)
from hubwright.domain.definitions.draw_form import draw_form
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
CASE = CaseView("AB12CD34", (PersonView("p1", "Mia Example", "subject"), PersonView("p2", "", "")), (), NOW, NOW)
ASKS = (
    Ask("who", "choice", "Who is it?", needed="Say who.", shown="Who", choices=asking.people),
    Ask("why", "long_text", "Why?", needed="Say why.", shown="Why"),
    Ask("sort", "choice", "Which sort?", shown="Sort", choices=asking.of_hub("sorts", ("One", "Two")), words=True),
    Ask("done-on", "date", "When?", shown="When"),
    Ask("sure", "yes_no_unknown", "Are you sure?", needed="Say whether.", shown="Sure"),
    Ask("many", "whole_number", "How many?", shown="How many"),
    Ask("all", "choices", "Which of them?", fixed={"a": "The first", "b": "The second"}, shown="Of them"),
)  # fmt: skip
SCHEMA = asking.schema(ASKS, ("status",), status={"type": "string"}, case=asking.text(60))
OPEN = Step("begin", "Begin it", "thing", "unit.may", "begun", BEGINS, "open", ASKS)
END = Step(
    "end", "End it", "thing", "unit.may", "ended", ("open",), "ended", when=lambda state: state["why"] != "never"
)


def asked(answers: Mapping[str, Any], record: RecordView | None = None, case: CaseView = CASE) -> Asked:
    return Asked("begin", "REC1", record, case, (), answers, Who("Sam Specimen", "care"), NOW)


def said(value: Any) -> dict[str, Any]:
    return {"state": "answered", "value": value}


WHOLE = {
    "who": said("p1"), "why": said("  Because. "), "sort": said("w-two"), "sure": {"state": "not_known"},
    "done-on": said({"year": 2027, "month": 3, "day": 1}), "all": said(["b", "c"]), "many": said(3),
}  # fmt: skip


def kept(answers: Mapping[str, Any]) -> Mapping[str, Any]:
    done = decided(OPEN, asked(answers), {})
    assert isinstance(done, Decided), done
    return done.entries[0].body


def test_what_is_asked_can_be_drawn_as_a_form_and_is_kept_as_it_was_answered() -> None:
    document = {
        "$schema": "https://hubwright.example/schemas/form.v1.json", "schema_version": 1, "id": "unit-begin",
        "version": 1, "name": {"en": "N"}, "owner": "O",
        "pages": [{"id": "p", "title": {"en": "T"}, "questions": list(asking.questions(ASKS, CASE, {}))}],
    }  # fmt: skip
    assert draw_form(document, file="f")[1] == []
    assert kept(WHOLE) == {
        "case": "AB12CD34", "status": "open", "who": "p1", "why": "Because.", "sort": "Two", "sure": "not_known",
        "done_on": "2027-03-01", "all": ["b"], "many": 3,
    }  # fmt: skip


def test_everything_that_is_missing_is_said_at_once() -> None:
    done = decided(OPEN, asked({}), {})
    assert isinstance(done, NotYet)
    assert set(done.fields) == {"who", "why", "sure"}


def test_a_question_of_which_every_choice_is_kept_from_the_reader_is_left_out() -> None:
    nobody = CaseView("AB12CD34", (), (), NOW, NOW)
    assert "who" not in [one["id"] for one in asking.questions(ASKS, nobody, {})]
    assert "who" in [one["id"] for one in asking.questions(ASKS, CASE, {})]


answers = st.dictionaries(
    st.sampled_from([one.id for one in ASKS]),
    st.one_of(
        st.builds(said, st.one_of(st.text(max_size=20), st.integers(0, 9), st.lists(st.sampled_from(["a", "b", "c"])))),
        st.just({"state": "not_known"}), st.just({"state": "not_answered"}),
    ),
)  # fmt: skip


@given(answers)
def test_whatever_is_answered_what_is_kept_fits_the_record(typed: dict[str, Any]) -> None:
    done = decided(OPEN, asked({**WHOLE, **typed}), {})
    if isinstance(done, Decided):
        Draft202012Validator(SCHEMA).validate(done.entries[0].body)
    else:
        assert set(done.fields) <= {one.id for one in ASKS if one.needed}


def test_a_step_is_done_only_to_a_record_that_stands_where_it_begins() -> None:
    record = RecordView("REC1", "thing", {**kept(WHOLE)}, NOW, NOW)
    assert isinstance(decided(END, asked({}, record), {}), Decided)
    for state in ({"status": "ended"}, {"why": "never"}):
        other = RecordView("REC1", "thing", {**record.state, **state}, NOW, NOW)
        assert isinstance(decided(END, asked({}, other), {}), NotYet)
    assert isinstance(decided(OPEN, asked(WHOLE, record), {}), NotYet)


def test_what_more_follows_may_stop_it_or_tell_somebody() -> None:
    def more(_asked: Asked, _options: Any, body: Mapping[str, Any]) -> Made:
        wrong = {"many": "Too many."} if body.get("many", 0) > 5 else {}
        return Made({**body, "why": "Otherwise."}, wrong, (Tell(role="manager"),))

    step = Step("begin", "Begin it", "thing", "unit.may", "begun", BEGINS, "open", ASKS, more=more)
    stopped = decided(step, asked({**WHOLE, "many": said(9)}), {})
    assert isinstance(stopped, NotYet)
    assert stopped.fields == {"many": "Too many."}
    done = decided(step, asked(WHOLE), {})
    assert isinstance(done, Decided)
    assert (done.tells, done.entries[0].body["why"]) == ((Tell(role="manager"),), "Otherwise.")


def test_it_is_shown_under_short_labels_and_each_button_says_of_which() -> None:
    facts = {one.label: one.value for one in showing.facts(ASKS, kept(WHOLE), CASE, {})}
    assert facts == {
        "Who": "Mia Example", "Why": "Because.", "Sort": "Two", "When": "1 March 2027", "Sure": "Not known",
        "How many": "3", "Of them": "The second",
    }  # fmt: skip
    first = RecordView("REC1", "thing", {"status": "open", "why": ""}, NOW, NOW)
    second = RecordView("REC2", "thing", {"status": "open", "why": ""}, NOW.replace(hour=11), NOW)
    assert [one.words for one in showing.acts([first], [END])] == ["End it"]
    assert len({one.words for one in showing.acts([first, second], [END])}) == 2


@pytest.mark.parametrize(
    ("typed", "read"), [("9:05", time(9, 5)), ("2130", time(21, 30)), (" 00:00 ", time()), ("24:00", None), ("x", None)]
)
def test_a_time_is_read_as_people_write_it(typed: str, read: time | None) -> None:
    assert showing.clock(typed) == read


def test_a_wall_in_spring_and_a_day_in_parts() -> None:
    assert showing.instant(date(2027, 3, 28), time(1, 30)) == datetime(2027, 3, 28, 1, tzinfo=UTC)
    assert [showing.day(one) for one in ("2027-03", "2027", "soon")] == ["March 2027", "2027", "soon"]
    assert showing.moment("2027-07-01T12:00:00+00:00") == "1 July 2027 at 13:00"
