"""Which questions the answers show, and what every answer then counts as: the first half of the judge's work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from hubwright.domain.answers import shapes
from hubwright.domain.answers.answer import NOT_ANSWERED, NOT_ASKED, Answer, State
from hubwright.domain.answers.blank import is_blank
from hubwright.domain.answers.calculated import calculated
from hubwright.domain.answers.dependencies import PAGE, dependencies, row_dependencies
from hubwright.domain.answers.lenient import read_answer, read_row
from hubwright.domain.answers.scope import scope_of, type_of
from hubwright.domain.definitions.form import Form, Page, Question
from hubwright.domain.rules import Cycles, Type, order, shows
from hubwright.domain.rules.values import is_given

# Rows beyond these are kept as typed, but nobody is asked about them one by one.
_ROWS_LOOKED_AT = 2 * shapes.MOST_ROWS


@dataclass(slots=True)
class Settling:
    """The answers to a form, settled one after the other in the order in which they read each other.

    Args:
        form, given, today: as `judge.check` takes them.
        scope: the types of the form's questions.
        answers: as they go on record, by question id.
        settled: as rules read them.
        pages, questions: ids of those shown.
        columns: for each question with rows, the ids shown in each row.
        hidden: what was said where nothing is asked any more, by place.
        faults: what is out of shape in each answer that is asked for, as it was given.
    """

    form: Form
    given: Mapping[str, object]
    today: date
    scope: Mapping[str, Type] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    settled: dict[str, Answer] = field(default_factory=dict)
    pages: set[str] = field(default_factory=set)
    questions: set[str] = field(default_factory=set)
    columns: dict[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    hidden: dict[str, Answer] = field(default_factory=dict)
    faults: dict[str, tuple[shapes.Fault, ...]] = field(default_factory=dict)

    def run(self) -> Settling:
        """Settle everything. In a form with circles, which no check lets through, what is read too early is unknown,
        and unknown hides."""
        self.scope, names = _reading_order(_Itself(self.form))
        pages = {page.id: page for page in self.form.pages}
        questions = {question.id: (page, question) for page in self.form.pages for question in page.questions}
        for name in names:
            if name in questions:
                self._question(*questions[name])
            elif shows(pages[name.removeprefix(PAGE)].show, self.settled, scope=self.scope, today=self.today):
                self.pages.add(name.removeprefix(PAGE))
        return self

    def _question(self, page: Page, question: Question) -> None:
        given = self.given.get(question.id, NOT_ANSWERED)
        answer = read_answer(given)
        shown = page.id in self.pages and shows(question.show, self.settled, scope=self.scope, today=self.today)
        if not shown:
            self._hide(question, answer, question.id)
            self.answers[question.id] = self.settled[question.id] = NOT_ASKED
            return
        self.questions.add(question.id)
        self.faults[question.id] = tuple(shapes.faults(question, given))
        answer = self._counted(question, answer, self.settled, self.scope)
        if question.rows and answer.state is State.ANSWERED and isinstance(answer.value, list):
            self._rows(question, answer)
        else:
            self.answers[question.id] = answer
            # What is read from a document in good shape is in good shape.
            self.settled[question.id] = _for_rules(question, answer) if self.faults[question.id] else answer

    def _counted(
        self, question: Question, answer: Answer, around: Mapping[str, Answer], scope: Mapping[str, Type]
    ) -> Answer:
        """What an answer counts as where it is asked."""
        if question.type == "content":
            return NOT_ASKED
        if question.type == "calculated":
            return calculated(question, around, scope=scope, today=self.today)
        if is_blank(question, answer):
            return replace(answer, state=State.NOT_ANSWERED, value=None)
        return answer

    def _rows(self, holder: Question, answer: Answer) -> None:
        edges = row_dependencies(holder)
        names = order(edges)
        columns = {column.id: column for column in holder.rows}
        sequence = [columns[id] for id in (edges if isinstance(names, Cycles) else names)]
        rows = [self._row(holder, sequence, index, row) for index, row in enumerate(answer.value[:_ROWS_LOOKED_AT])]
        self.columns[holder.id] = tuple(shown for _, _, shown in rows)
        typed = [record for record, _, _ in rows] + answer.value[_ROWS_LOOKED_AT:]
        self.answers[holder.id] = replace(answer, value=typed)
        self.settled[holder.id] = replace(answer, value=[settled for _, settled, _ in rows])

    def _row(
        self, holder: Question, sequence: list[Question], index: int, document: object
    ) -> tuple[Any, dict[str, Any], frozenset[str]]:
        """One row as it goes on record and as rules read it, and the ids of its questions that are shown."""
        given = read_row(document)
        scope = inside(holder, self.scope)
        typed: dict[str, Answer] = {}
        settled: dict[str, Answer] = {column.id: NOT_ASKED for column in sequence}
        for column in sequence:
            around = {**self.settled, **settled}
            answer = given.get(column.id, NOT_ANSWERED)
            if shows(column.show, around, scope=scope, today=self.today):
                typed[column.id] = self._counted(column, answer, around, scope)
                settled[column.id] = _for_rules(column, typed[column.id])
            else:
                self._hide(column, answer, f"{holder.id}/{index + 1}/{column.id}")
        record = _recorded(holder, typed, document) if isinstance(document, Mapping) else document
        return record, {id: answer.document() for id, answer in settled.items()}, frozenset(typed)

    def _hide(self, question: Question, answer: Answer, place: str) -> None:
        if question.type not in ("calculated", "content") and is_given(answer) and not is_blank(question, answer):
            self.hidden[place] = answer


class _Itself:
    """A form, known again as the very same object: a drawing never changes, and is never compared part by part."""

    __slots__ = ("form",)

    def __init__(self, form: Form) -> None:
        self.form = form

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.form is self.form

    def __hash__(self) -> int:
        return id(self.form)


@lru_cache(maxsize=512)
def _reading_order(itself: _Itself) -> tuple[Mapping[str, Type], tuple[str, ...]]:
    """The types of a form's questions, and its pages and questions in the order in which they read each other."""
    edges = dependencies(itself.form)
    names = order(edges)
    return scope_of(itself.form), tuple(edges if isinstance(names, Cycles) else names)


def inside(holder: Question, scope: Mapping[str, Type]) -> dict[str, Type]:
    """The scope within one row of a question."""
    type = type_of(holder)
    return {**scope, **dict(type.columns if type else ())}


def _recorded(holder: Question, typed: Mapping[str, Answer], document: Mapping[Any, Any]) -> dict[Any, Any]:
    """A row as it goes on record: what is shown of it and was sent or worked out, and what nobody asked, as typed."""
    columns = {column.id for column in holder.rows}
    asked = {
        column.id: typed[column.id].document()
        for column in holder.rows
        if column.id in typed and (column.id in document or typed[column.id].value is not None)
    }
    return {**asked, **{id: value for id, value in document.items() if id not in columns}}


def _for_rules(question: Question, answer: Answer) -> Answer:
    """What is out of shape counts as not answered to a rule."""
    return NOT_ANSWERED if any(True for _ in shapes.faults(question, answer)) else answer
