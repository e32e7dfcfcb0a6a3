"""The bridge from a form's definition to WTForms: one class for each shape of page, made once and kept.

WTForms parses what was posted, guards it with its token and hands it back to be shown again. It judges nothing: the
only judge of answers is `domain.answers.judge`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.utils import unset_value

from hubwright.domain.answers.shapes import person_keys
from hubwright.domain.definitions.form import Question
from hubwright.web.refer.typed import Document, Typed, answer_of, typed_of

PREFIX = "f_"
UNASKED = ("content", "calculated")
"""Types of question with no boxes."""

_DATE = ("day", "month", "year", "estimated")
_ADDRESS = ("kind", "lines", "town", "postcode", "country", "protected")
_ALWAYS = ("", "state", "note")
_PARTS: Mapping[str, tuple[str, ...]] = {
    "date": _DATE,
    "address": _ADDRESS,
    "list": ("other",),
    "telephone": ("safe",),
    "email": ("safe",),
    "consent": ("why",),
    "safe_contact": ("times", "words", "do_not", "ways"),
}


def name_of(question: Question) -> str:
    """The name under which a question's own box is posted."""
    return f"{PREFIX}{question.id}"


def is_listed(question: Question) -> bool:
    """Whether its answer is a list made on other pages, or of files: no box of its own holds it."""
    return bool(question.rows) or question.type == "file"


def parts_of(question: Question) -> tuple[str, ...]:
    """The parts of a question that have boxes; "" is its own."""
    if question.type != "person":
        return (*_ALWAYS, *_PARTS.get(question.type, ()))
    parts: list[str] = []
    for key in person_keys(question):
        inner = {"born": _DATE, "expected": _DATE, "address": _ADDRESS}.get(key)
        parts += [f"{key}_{part}" for part in inner] if inner else [key]
    return (*_ALWAYS, *parts)


Named = tuple[Question, tuple[tuple[str, str], ...]]
"""A question, and each of its parts with the name it is posted under."""


class AnswersField(Field):
    """All boxes of a page: one field, for forty cost more to bind than to read.

    Args:
        asked: its questions.
    """

    def __init__(self, *, asked: tuple[Named, ...], **more: Any) -> None:
        super().__init__(**more)
        self._asked = asked
        self.typed: dict[str, Typed] = {}
        self._documents: dict[str, Document] | None = None

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Take what was posted; before anything was, what stands in the draft."""
        if formdata is None:
            kept: Mapping[str, Any] = {} if data is unset_value else data
            self.typed = {question.id: typed_of(question, kept.get(question.id)) for question, _ in self._asked}
            return
        self.typed = {
            question.id: {part: texts for part, name in parts if any(texts := formdata.getlist(name))}
            for question, parts in self._asked
        }

    def documents(self) -> dict[str, Document]:
        """What was typed, as answer documents by question id. Rows are written on pages of their own."""
        if self._documents is None:
            self._documents = {
                question.id: answer_of(question, self.typed[question.id])
                for question, _ in self._asked
                if not is_listed(question) or self.typed[question.id].get("state")
            }
        return self._documents


class PageForm(FlaskForm):  # type: ignore[misc]
    """A page of questions with its token. The subclasses come from `page_form`."""

    boxes: Any

    def from_our_page(self) -> bool:
        """Whether what was posted carries a token of ours; how old it is does not matter."""
        return bool(self.csrf_token.validate(self))

    def typed(self) -> dict[str, Typed]:
        """What stands in the boxes, by question id."""
        found: dict[str, Typed] = self.boxes.typed
        return found

    def answers(self) -> dict[str, Document]:
        """What was typed, as answer documents by question id."""
        found: dict[str, Document] = self.boxes.documents()
        return found


class Questions:
    """Questions that stand in a cache under their key alone: a published page never changes."""

    def __init__(self, asked: tuple[Question, ...]) -> None:
        self.asked = asked

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Questions)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=1024)
def _class_for(key: tuple[str, ...], questions: Questions) -> type[PageForm]:
    asked = tuple(
        (question, tuple((part, f"{name_of(question)}_{part}" if part else name_of(question)) for part in parts))
        for question in questions.asked
        if question.type not in UNASKED
        for parts in (parts_of(question),)
    )
    return type("Page", (PageForm,), {"boxes": AnswersField(asked=asked)})


def page_form(key: tuple[str, ...], questions: tuple[Question, ...], kept: Mapping[str, Any]) -> PageForm:
    """The form of a page, filled with what was posted, or with what the draft holds.

    Args:
        key: hub, revision, form, version and page: what never changes once published.
        questions: of the page, or of one row.
        kept: answer documents by question id.
    """
    made = _class_for(key, Questions(questions))
    posted: MultiDict[str, str] | None = request.form if request.method == "POST" else None
    return made(formdata=posted, data={"boxes": kept})
