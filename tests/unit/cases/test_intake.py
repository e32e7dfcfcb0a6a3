"""A judged form becomes a contact: read by meaning, whatever its questions are called."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hubwright.domain.answers.judge import check
from hubwright.domain.cases.commands import Receive
from hubwright.domain.cases.intake import contact_from
from hubwright.domain.definitions.form import Form, Option, Page, Question
from hubwright.domain.rules import Rule
from hubwright.domain.texts import Text

NOW = datetime(2026, 6, 8, 9, 30, tzinfo=UTC)


def said(value: Any) -> dict[str, Any]:
    return {"state": "answered", "value": value}


def question(id: str, type: str, meaning: str | None = None, **parts: Any) -> Question:
    return Question(id, type, Text(id), meaning=meaning, **parts)


def a_form(*questions: Question, danger: Any = None) -> Form:
    return Form(
        id="worry",
        version=1,
        name=Text("Worry"),
        owner="Hub manager",
        pages=(Page("all", Text("All"), questions),),
        danger=danger,
    )


CHILDREN = question(
    "kids",
    "people",
    "subject.people",
    required=True,
    rows=(
        question("k-name", "short_text", "subject.name"),
        question("k-born", "date", "subject.born"),
        question("k-age", "short_text", "subject.age"),
        question("k-bump", "yes_no_unknown", "subject.unborn"),
        question("k-due", "date", "subject.expected"),
        question("k-who", "short_text", "subject.role"),
    ),
)
HOME = question("home", "address", "subject.address")
VIEW = question(
    "view",
    "choice",
    "concern.view_of_risk",
    options=(Option("soon", Text("Harm is near", "Mae niwed yn agos")), Option("help", Text("Help is needed"))),
)


def received(form: Form, answers: dict[str, Any], **parts: Any) -> Receive:
    return contact_from(form, check(form, answers, date(2026, 6, 8)), door="anyone", received=NOW, **parts)


def test_each_row_is_a_person_and_an_unborn_baby_is_one() -> None:
    born, due = {"year": 2018, "month": 4, "day": 2}, {"year": 2026, "month": 9}
    rows = [
        {"k-name": said(" Lily Madeup "), "k-born": said(born), "k-who": said("older sister")},
        {"k-bump": said("yes"), "k-due": said(due)},
    ]
    first, second = received(a_form(CHILDREN), {"kids": said(rows)}).subjects
    assert (first.name, first.born, first.unborn, first.role) == ("Lily Madeup", born, False, "older sister")
    assert (second.name, second.born, second.unborn, second.expected) == ("", None, True, due)


def test_an_age_told_as_a_number_gives_an_estimated_year_and_other_words_give_none() -> None:
    ages = ("7", "18 months", "a teenager", "999", "")
    rows = [{"k-name": said("Somebody"), "k-age": said(age)} for age in ages]
    found = [one.born for one in received(a_form(CHILDREN), {"kids": said(rows)}).subjects]
    assert found == [{"year": 2019, "estimated": True}, None, None, None, None]


def test_a_date_that_is_none_opens_no_case_about_a_date() -> None:
    rows = [{"k-name": said("Noah"), "k-born": said({"day": 40})}]
    (only,) = received(a_form(CHILDREN), {"kids": said(rows)}).subjects
    assert (only.name, only.born) == ("Noah", None)


def test_the_address_goes_to_the_only_person_and_to_none_of_several() -> None:
    home = {"kind": "uk", "lines": ["1 Nowhere Lane"], "protected": True}
    one, two = [{"k-name": said("Noah")}], [{"k-name": said("Noah")}, {"k-name": said("Ivy")}]
    form = a_form(CHILDREN, HOME)
    assert [s.address for s in received(form, {"kids": said(one), "home": said(home)}).subjects] == [home]
    assert [s.address for s in received(form, {"kids": said(two), "home": said(home)}).subjects] == [None, None]


def test_how_to_reach_the_referrer_comes_with_whether_it_is_safe() -> None:
    form = a_form(
        question("me", "short_text", "referrer.name"),
        question("job", "short_text", "referrer.role"),
        question("mail", "email", "referrer.email"),
        question("ring", "telephone", "referrer.telephone"),
    )
    answers = {
        "me": said("Jo Example"),
        "mail": said({"address": "jo@school.example", "safe": "no"}),
        "ring": said({"number": "01632 960001"}),
    }
    assert received(form, answers).referrer == {
        "name": "Jo Example",
        "email": "jo@school.example",
        "email_safe": "no",
        "telephone": "01632 960001",
    }


def test_a_referrer_who_would_rather_not_say_leaves_nothing() -> None:
    form = a_form(question("me", "short_text", "referrer.name"), question("mail", "email", "referrer.email"))
    assert received(form, {"me": {"state": "refused"}, "mail": {"state": "not_known"}}).referrer == {}


def test_the_view_of_risk_is_said_in_the_words_that_were_chosen() -> None:
    form = a_form(VIEW)
    assert received(form, {"view": said("soon")}).view_of_risk == "Harm is near"
    assert received(form, {"view": said("soon")}, language="cy").view_of_risk == "Mae niwed yn agos"
    assert received(form, {"view": {"state": "not_known"}}).view_of_risk == ""


def test_danger_is_what_the_forms_own_rule_says_and_unknown_is_not_yes() -> None:
    form = a_form(question("now", "yes_no_unknown", "concern.danger_now"), danger=Rule("answer", ("now",)))
    assert received(form, {"now": said("yes")}).danger
    assert not received(form, {"now": said("no")}).danger
    assert not received(form, {"now": {"state": "not_known"}}).danger
    assert not received(a_form(VIEW), {}).danger


def test_what_is_missing_and_what_was_hidden_goes_along() -> None:
    shown = Rule("answer", ("ask",))
    form = a_form(CHILDREN, question("ask", "yes_no_unknown"), question("more", "long_text", show=shown))
    contact = received(form, {"ask": said("no"), "more": said("He said so.")})
    assert contact.missing == ("kids",)
    assert contact.hidden["more"].value == "He said so."
    assert contact.subjects == ()


def test_a_worry_that_is_too_long_is_still_the_worry() -> None:
    form = a_form(question("what", "long_text", "concern.what"))
    words = "x" * 30_000
    assert received(form, {"what": said(words)}).what == words
