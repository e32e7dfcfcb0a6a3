"""Forms to try answers on."""

from __future__ import annotations

from typing import Any

import pytest
from hubwright.domain.definitions.form import Check, Form, Option, Page, Question
from hubwright.domain.rules import Rule, parse
from hubwright.domain.texts import Text

OPTIONS = (Option("a", Text("A")), Option("b", Text("B")), Option("none", Text("None of these"), exclusive=True))


def rule(document: Any) -> Rule:
    found = parse(document, file="form.json", pointer="")
    assert isinstance(found, Rule), found
    return found


def asked(id: str, type: str = "short_text", **more: Any) -> Question:
    return Question(id=id, type=type, label=Text(id.replace("-", " ").capitalize()), **more)


def page(id: str, *questions: Question, **more: Any) -> Page:
    return Page(id=id, title=Text(id), questions=questions, **more)


def form(*pages: Page, **more: Any) -> Form:
    return Form(id="trial", version=1, name=Text("Trial"), owner="Forms lead", pages=pages, **more)


@pytest.fixture(scope="session")
def every_type() -> Form:
    """One question of every type, in the open and in rows."""
    one_more = rule({"plus": [{"answer": ["whole_number"]}, 1]})
    simple: dict[str, dict[str, Any]] = {
        "short_text": {"settings": {"max_length": 20}},
        "long_text": {},
        "whole_number": {"settings": {"least": 0, "most": 10}},
        "decimal_number": {"settings": {"least": "0.5", "places": 2}},
        "yes_no_unknown": {},
        "date": {"settings": {"not_after_today": True}},
        "choice": {"options": OPTIONS},
        "choices": {"options": OPTIONS},
        "list": {"options": OPTIONS, "settings": {"other": True}},
        "person": {"settings": {"parts": ["name", "born", "unborn", "address", "nhs_number", "upn"]}},
        "address": {},
        "telephone": {"settings": {"ask_safe": True}},
        "email": {},
        "safe_contact": {"settings": {"ways": ["telephone", "post"]}},
        "nhs_number": {},
        "upn": {},
        "consent": {},
        "declaration": {"settings": {"statement": Text("True as far as I know")}},
        "file": {"settings": {"most": 3}},
        "content": {"settings": {"body": Text("Thank you")}},
        "calculated": {"settings": {"formula": one_more, "gives": "whole_number"}},
    }
    top = [asked(type, type, **more) for type, more in simple.items()]
    cells = [asked(f"row-{type}", type, **more) for type, more in simple.items() if type not in ("calculated", "file")]
    rows = asked("rows", "rows", rows=tuple(cells), settings={"most": 3})
    closed = asked("closed-list", "list", options=OPTIONS)
    return form(page("one", *top, closed), page("two", rows))


@pytest.fixture(scope="session")
def referral() -> Form:
    """A small referral: children in rows, things that hide other things, checks, a total and a danger rule."""
    unborn = {"answer": ["child-unborn"]}
    born_check = Check(
        rule({"less than": [{"age in years": [{"answer": ["child-born"]}]}, 18]}), Text("Is this person an adult?")
    )
    children = asked(
        "children",
        "people",
        required=True,
        meaning="subject.people",
        row_name=Text("child"),
        settings={"least": 1, "most": 5},
        rows=(
            asked("child-name", required=True, meaning="subject.name"),
            asked("child-unborn", "yes_no_unknown", meaning="subject.unborn"),
            asked("child-born", "date", show=rule({"not": [unborn]}), checks=(born_check,), meaning="subject.born"),
            asked("child-expected", "date", show=rule(unborn), meaning="subject.expected"),
        ),
    )
    return form(
        page("who", children),
        page(
            "worry",
            asked("danger-now", "yes_no_unknown", meaning="concern.danger_now"),
            asked("what", "long_text", required=True, meaning="concern.what"),
            asked("hurt", "yes_no_unknown"),
        ),
        page("injury", asked("injury-seen", "long_text", required=True), show=rule({"answer": ["hurt"]})),
        page(
            "more",
            asked("babies", "calculated", settings={
                "formula": rule({"count rows": [{"answer": ["children"]}, unborn]}), "gives": "whole_number"}),
            asked("midwife", show=rule({"at least": [{"answer": ["babies"]}, 1]})),
            asked("address", "address", meaning="subject.address"),
        ),
        enough=("children", "what"),
        danger=rule({"answer": ["danger-now"]}),
    )  # fmt: skip
