"""A question put together from cut markup is, letter for letter, the question that the macros draw."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from hubwright.domain.definitions.form import Option, Question
from hubwright.domain.texts import Text
from hubwright.web.language import speaking
from hubwright.web.refer.blocks import One
from hubwright.web.refer.boxes import maker_of
from hubwright.web.refer.cutting import Cutting, cutting_of

from tests.web.conftest import Place

HOSTILE = "\"><script>alert(1)</script> & 'slot0s' \\1 {{ 7 }}\r\nnext line"
OPTIONS = tuple(Option(id, Text(f"{id} & more", f"{id} a mwy"), Text("<hint>")) for id in ("first", "second", "third"))


def question(type: str, **parts: Any) -> Question:
    return Question("asked", type, Text("What <is> it?", "Beth?"), hint=Text("A hint & more"), **parts)


def drawn(app: Flask, asked: Question, typed: dict[str, list[str]]) -> str:
    module: Any = app.jinja_env.get_template("refer/questions.html").module
    return "\n".join(str(module.block(One(box))) for box in maker_of(asked)(typed, "", {}))


WORDS = [
    ("short_text", {"": [HOSTILE]}),
    ("long_text", {"": [HOSTILE], "note": ["beside it"]}),
    ("long_text", {"": ["\n starts with a new line"]}),
    ("whole_number", {"": ["3"]}),
    ("decimal_number", {"": ["2.5"], "state": ["not_known"]}),
    ("nhs_number", {"": ["943 476 5919"]}),
    ("upn", {"": [""]}),
    ("yes_no_unknown", {"": ["yes"]}),
    ("choice", {"": ["second"], "note": [HOSTILE]}),
    ("choice", {"": ["no such option"]}),
    ("choices", {"": ["first", "third"]}),
    ("choices", {"": ["not_known"]}),
    ("list", {"": ["second"]}),
    ("list", {"": ["third"], "other": [HOSTILE]}),
    ("date", {"day": ["31"], "month": [HOSTILE], "year": ["2021"], "estimated": ["yes"]}),
    ("date", {"year": ["2021"]}),
    ("telephone", {"": ["01632 960001"], "safe": ["no"]}),
    ("email", {"": [HOSTILE], "safe": ["yes"], "state": ["refused"]}),
    ("consent", {"": ["refused"], "why": [HOSTILE]}),
]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_cut_markup_is_what_the_macros_draw(place: Place, language: str) -> None:
    for type, typed in WORDS:
        settings = {"other": True} if type == "list" else {"ask_safe": True} if type in ("telephone", "email") else {}
        options = OPTIONS if type in ("choice", "choices", "list") else ()
        asked = question(type, options=options, settings=settings, not_known=True, refusable=True, required=True)
        with place.app.test_request_context("/"), speaking(language):
            cutting = cutting_of(asked, maker_of(asked))
            assert cutting is not None
            for _ in range(2):
                assert str(cutting.html(typed)) == drawn(place.app, asked, typed), typed
                assert str(cutting.html({})) == drawn(place.app, asked, {}), type


def kept(cutting: Cutting) -> int:
    return len(cutting._kept)


def test_nothing_typed_is_kept_and_made_up_choices_fill_no_memory(place: Place) -> None:
    asked = question("choice", options=OPTIONS)
    with place.app.test_request_context("/"):
        cutting = Cutting(asked, maker_of(asked))
        for number in range(5):
            cutting.html({"": [f"made up {number}"]})
        assert kept(cutting) == 0
        cutting.html({"": ["first"], "note": ["A secret word"]})
        assert kept(cutting) == 1
        assert "A secret word" not in repr(cutting._kept)


def test_a_question_of_many_parts_is_drawn_each_time() -> None:
    asked = question("address")
    assert cutting_of(asked, maker_of(asked)) is None
