"""Why a form shows what it shows: each reason agrees with the judge, and each named change does what it says."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from hubwright.domain.answers.judge import check
from hubwright.domain.answers.reasons import Shown, reasons
from hubwright.domain.definitions.draw_form import draw_form
from hubwright.domain.definitions.form import Form
from hubwright.domain.rules.changing import IS, Flip

TODAY = date(2026, 5, 22)


@cache
def form() -> Form:
    def asked(id: str, type: str, **more: Any) -> dict[str, Any]:
        return {"id": id, "type": type, "label": {"en": id.capitalize()}, **more}

    pages = [
        {"id": "one", "title": {"en": "One"}, "questions": [
            asked("hurt", "yes_no_unknown"),
            asked("children", "rows", row_name={"en": "child"}, rows=[
                asked("born", "date"), asked("unborn", "yes_no_unknown"),
                asked("expected", "date", show={"is": [{"answer": ["unborn"]}, "yes"]})]),
        ]},
        {"id": "two", "title": {"en": "Two"}, "show": {"is": [{"answer": ["hurt"]}, "yes"]}, "questions": [
            asked("where", "choice", options=[{"id": one, "label": {"en": one}} for one in ("home", "school")]),
            asked("young", "short_text", show={"any row": [
                {"answer": ["children"]}, {"less than": [{"age in years": [{"answer": ["born"]}]}, 2]}]}),
        ]},
    ]  # fmt: skip
    drawn, problems = draw_form(
        {"id": "f", "version": 1, "name": {"en": "F"}, "owner": "o", "pages": pages}, file="f"
    )  # fmt: skip
    assert not problems
    return drawn


def why(answers: dict[str, Any]) -> dict[tuple[str, str, int | None], Shown]:
    documents = {id: {"state": "answered", "value": value} for id, value in answers.items()}
    judgement = check(form(), documents, TODAY)
    found = {(one.page, one.question, one.row): one for one in reasons(form(), judgement, TODAY)}
    for one in found.values():
        if one.question == "":
            assert one.shown == (one.page in judgement.pages)
        elif one.row is None:
            assert one.shown == (one.question in judgement.questions)
    return found


def test_a_page_that_is_hidden_says_what_is_missing_and_what_would_show_it() -> None:
    page = why({})["two", "", None]
    assert not page.shown
    assert page.reason is not None
    assert page.reason.result is None
    assert page.reason.missing == ("hurt",)
    assert page.reason.flips == (Flip("hurt", IS, ("yes",)),)
    assert ("two", "young", None) not in why({})


def test_what_is_shown_says_what_would_hide_it() -> None:
    page = why({"hurt": "yes"})["two", "", None]
    assert page.shown
    assert page.reason is not None
    assert page.reason.flips == (Flip("hurt", IS, ("no",)),)


def test_a_rule_over_entries_names_the_entry_and_a_question_of_an_entry_its_own() -> None:
    row = {"born": {"state": "answered", "value": {"year": 2015}}, "unborn": {"state": "answered", "value": "no"}}
    found = why({"hurt": "yes", "children": [row]})
    young = found["two", "young", None]
    assert young.reason is not None
    assert young.reason.result is False
    assert [(one.question, one.row) for one in young.reason.flips] == [("born", 1), ("born", 2)]
    expected = found["one", "expected", 1]
    assert not expected.shown
    assert expected.reason is not None
    assert expected.reason.flips == (Flip("unborn", IS, ("yes",)),)
