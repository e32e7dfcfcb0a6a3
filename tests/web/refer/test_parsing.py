"""Boxes, judge and schema agree on what is well formed; whatever is posted, an answer comes out and goes back in."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from hubwright.domain.answers.judge import well_formed
from hubwright.domain.answers.schema import answers_schema
from hubwright.domain.definitions.form import QUESTION_TYPES, Form, Option, Page, Question
from hubwright.domain.texts import Text
from hubwright.web.language import speaking
from hubwright.web.refer.drawing import plan
from hubwright.web.refer.fields import name_of, page_form, parts_of
from hubwright.web.refer.typed import answer_of, typed_of
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from werkzeug.datastructures import MultiDict

OPTIONS = (Option("a", Text("Apple")), Option("b", Text("Pear")))
PERSON = ["name", "other_names", "born", "unborn", "address", "school"]
SETTINGS: dict[str, dict[str, Any]] = {
    "person": {"parts": PERSON},
    "list": {"other": True},
    "telephone": {"ask_safe": True},
    "email": {"ask_safe": True},
    "content": {"body": {"en": "Words"}},
    "short_text": {"max_length": 20},
}


def question(type: str) -> Question:
    return Question(
        type.replace("_", "-"),
        type,
        Text(f"{type}?"),
        options=OPTIONS if type in ("choice", "choices", "list") else (),
        rows=(Question("name", "short_text", Text("Name")),) if type in ("people", "rows") else (),
        not_known=True,
        refusable=True,
        settings=SETTINGS.get(type, {}),
    )


QUESTIONS = tuple(question(type) for type in QUESTION_TYPES if type != "calculated")
FORM = Form("f", 1, Text("F"), "Owner", (Page("p", Text("P"), QUESTIONS),))
SCHEMA = Draft202012Validator(answers_schema(FORM))

WORDS = (
    st.sampled_from(["", "yes", "no", "a", "b", "not_known", "refused", "uk", "given", "3", "2019", "-1", "2.50", "31"])
    | st.text(max_size=30)
    | st.just("x" * 3000)
)
POSTED = st.lists(
    st.tuples(
        st.sampled_from(
            [f"{name_of(one)}_{part}" if part else name_of(one) for one in QUESTIONS for part in parts_of(one)]
        ),
        WORDS,
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def app() -> Flask:
    from hubwright.web import look

    made = Flask("parsing", static_folder=None, template_folder=None)
    made.config.update(SECRET_KEY="for tests only", WTF_CSRF_ENABLED=False)
    look.install(made)
    return made


def posted(app: Flask, boxes: list[tuple[str, str]]) -> dict[str, Any]:
    with app.test_request_context(method="POST", data=MultiDict(boxes)):
        return page_form(("test", "parsing"), QUESTIONS, {}).answers()


@settings(max_examples=200, deadline=None)
@given(boxes=POSTED)
def test_parsing_judge_and_schema_agree_on_what_is_well_formed(app: Flask, boxes: list[tuple[str, str]]) -> None:
    answers = posted(app, boxes)
    assert (well_formed(FORM, answers) == []) == SCHEMA.is_valid(answers)


@settings(max_examples=200, deadline=None)
@given(boxes=POSTED)
def test_what_was_typed_comes_back_into_the_same_boxes_and_means_the_same(
    app: Flask, boxes: list[tuple[str, str]]
) -> None:
    answers = posted(app, boxes)
    for one in QUESTIONS:
        if one.id in answers and not one.rows:
            assert answer_of(one, typed_of(one, answers[one.id])) == answers[one.id]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["state", "value", "note", "year", "lines", "kind", "safe", "ways", "born"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(type=st.sampled_from(QUESTION_TYPES), value=JSON, state=st.sampled_from(["answered", "not_known", "zzz"]))
def test_whatever_a_draft_holds_can_be_put_into_boxes(type: str, value: Any, state: str) -> None:
    one = question(type)
    answer_of(one, typed_of(one, {"state": state, "value": value, "note": value}))
    answer_of(one, typed_of(one, value))


@settings(max_examples=60, deadline=None)
@given(boxes=POSTED, language=st.sampled_from(["en", "cy"]))
def test_whatever_was_posted_can_be_drawn(app: Flask, boxes: list[tuple[str, str]], language: str) -> None:
    with app.test_request_context(method="POST", data=MultiDict(boxes)), speaking(language):
        form = page_form(("test", "parsing"), QUESTIONS, {})
        typed = form.typed()
        shown = [one.id for one in QUESTIONS]
        drawn = plan(("test", "parsing"), QUESTIONS).draw(
            shown=shown, typed=typed, errors=dict.fromkeys(shown, "<wrong>"), rows=_rows
        )
        blocks: Any = app.jinja_env.get_template("refer/questions.html").module
        html = "".join(str(blocks.block(block)) for block in drawn)
        assert "<wrong>" not in html


def _rows(one: Question, beside: Any, error: str) -> Any:
    from hubwright.web.refer.blocks import Rows

    return Rows("k", "Legend", (), "Nobody", None, beside, error=error)


@pytest.mark.parametrize(
    "parts", [(), ("day",), ("day", "month"), ("day", "month", "year"), ("day", "month", "year", "estimated")]
)
def test_a_date_may_come_with_any_number_of_its_boxes(app: Flask, parts: tuple[str, ...]) -> None:
    boxes = [(f"f_date_{part}", "1") for part in parts]
    for posted_boxes in (boxes, boxes * 2):
        found = posted(app, posted_boxes).get("date")
        assert found == (
            {
                "state": "answered",
                "value": {
                    **dict.fromkeys([p for p in parts if p != "estimated"], 1),
                    **({"estimated": True} if "estimated" in parts else {}),
                },
            }
            if parts
            else {"state": "not_answered"}
        )
