"""The drawing of a form: pages of questions, as published. Never the running thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hubwright.domain.rules import Rule
from hubwright.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a choice, choices or list question.

    Args:
        id: slug, unique in its question; this is what an answer stores.
        label: what a person reads.
        hint: a line below the label.
        exclusive: choosing this one unchooses the others ("none of these").
    """

    id: str
    label: Text
    hint: Text | None = None
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A warning about an answer: shown once, never a stop.

    Args:
        rule: true when the answer is as it should be; unknown passes.
        message: what to say when it is false.
    """

    rule: Rule
    message: Text


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form.

    Args:
        id: slug, unique in the form (rows included).
        type: one of `QUESTION_TYPES`.
        label: the question.
        hint: a line of help below it.
        required: ask again once, and offer *I do not know*; it never stops a contact.
        show: shown when true; unknown hides. None is always shown.
        checks: warnings.
        meaning: the vocabulary meaning it is mapped to ("subject.name").
        sensitivity: "ordinary", "sensitive" or "protected" (an address or number that must be kept from some).
        visible_to: permissions of which a reader needs one to see the answer; empty means every reader of the contact.
        options: of choice, choices and list.
        rows: the questions of one row, for "people" and "rows".
        row_name: what one row is called ("child"), for "people" and "rows".
        not_known: offers *I do not know*.
        refusable: offers *I would rather not say*.
        settings: what only this type has (`max_length`, `parts`, `formula`, ...), as checked by its schema.
    """

    id: str
    type: str
    label: Text
    hint: Text | None = None
    required: bool = False
    show: Rule | None = None
    checks: tuple[Check, ...] = ()
    meaning: str | None = None
    sensitivity: str = "ordinary"
    visible_to: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    rows: tuple[Question, ...] = ()
    row_name: Text | None = None
    not_known: bool = False
    refusable: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a form, shown when its rule is true; unknown hides it."""

    id: str
    title: Text
    questions: tuple[Question, ...]
    intro: Text | None = None
    show: Rule | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A published form.

    Args:
        id, version: how workflows and hubs refer to it ("child-referral", 1).
        name: what people call it.
        owner: the post that answers for it.
        pages: in the order in which they are asked.
        enough: ids of the (at most three) questions after which every page offers *Send what I have now*.
        danger: true when an answer says that someone is in danger now; the alarm goes off at once.
        unchecked: languages whose words no speaker has checked; English is shown beside them.
        first_page: texts of the first page, by slug, over the platform's own.
    """

    id: str
    version: int
    name: Text
    owner: str
    pages: tuple[Page, ...]
    enough: tuple[str, ...] = ()
    danger: Rule | None = None
    unchecked: tuple[str, ...] = ()
    note: str = ""
    first_page: Mapping[str, Text] = field(default_factory=dict)

    def questions(self) -> Iterator[Question]:
        """All questions in order; those of a row follow the question that holds it."""
        for page in self.pages:
            for question in page.questions:
                yield question
                yield from question.rows

    def question(self, id: str) -> Question:
        """The question with this id.

        Raises:
            KeyError: there is none.
        """
        for question in self.questions():
            if question.id == id:
                return question
        raise KeyError(id)


QUESTION_TYPES = (
    "short_text",
    "long_text",
    "whole_number",
    "decimal_number",
    "yes_no_unknown",
    "date",
    "choice",
    "choices",
    "list",
    "person",
    "people",
    "rows",
    "address",
    "telephone",
    "email",
    "safe_contact",
    "nhs_number",
    "upn",
    "consent",
    "declaration",
    "file",
    "calculated",
    "content",
)
