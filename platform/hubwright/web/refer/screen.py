"""One screen of a form: a page, or one row of a page, with what is kept of it and what the judge says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hubwright.domain.answers.judge import Judgement, check
from hubwright.domain.answers.paging import Step, following, preceding, steps
from hubwright.domain.answers.shapes import most_rows
from hubwright.domain.definitions.form import Form, Page, Question
from hubwright.web.refer.fields import is_listed
from hubwright.web.refer.findings import Found, found_on
from hubwright.web.refer.keeping import Kept, today_of
from hubwright.web.refer.typed import Document, is_untouched
from hubwright.web.visit import Visit


class Judging:
    """What the judge says of one set of answers: asked when it is wanted, and once.

    Args:
        answers: answer documents by question id.
        today: the day in London.
    """

    __slots__ = ("_said", "answers", "form", "today")

    def __init__(self, form: Form, answers: Mapping[str, Any], today: date) -> None:
        self.form, self.answers, self.today = form, answers, today
        self._said: Judgement | None = None

    def said(self) -> Judgement:
        """The judgement."""
        if self._said is None:
            self._said = check(self.form, self.answers, self.today)
        return self._said

    def is_of(self, form: Form, answers: Mapping[str, Any], today: date) -> bool:
        """Whether it is of these answers to this form on this day."""
        return self.form is form and self.today == today and self.answers == answers


@dataclass(frozen=True, slots=True)
class Screen:
    """A page or a row.

    Args:
        kept: the draft.
        page: the page.
        holder, row: for a row's screen, the question that holds it and which it is, from 0.
        judging: of the draft as it is kept, the row that is being added included.
    """

    kept: Kept
    page: Page
    judging: Judging
    holder: Question | None = None
    row: int = 0

    @property
    def judgement(self) -> Judgement:
        """What the judge says of the whole draft."""
        return self.judging.said()

    @property
    def step(self) -> Step:
        """Where it stands in the form."""
        return Step(self.page.id) if self.holder is None else Step(self.page.id, self.holder.id, self.row)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked on it, shown or not."""
        return self.page.questions if self.holder is None else self.holder.rows

    @property
    def key(self) -> tuple[str, ...]:
        """What its compiled form is kept under."""
        return (*self.kept.key, self.page.id, self.holder.id if self.holder else "")

    @property
    def answers(self) -> Mapping[str, Any]:
        """What is kept of its questions."""
        if self.holder is None:
            return self.kept.answers
        rows = rows_of(self.kept.answers, self.holder)
        return rows[self.row] if self.row < len(rows) else {}

    @property
    def shown(self) -> frozenset[str]:
        """Ids of the questions that the answers show."""
        if self.holder is None:
            return frozenset(self.judgement.questions)
        columns = self.judgement.columns.get(self.holder.id, ())
        return columns[self.row] if self.row < len(columns) else frozenset(one.id for one in self.holder.rows)

    @property
    def exists(self) -> bool:
        """Whether the answers show it; a row may be the next one, as long as there is room."""
        if self.page.id not in self.judgement.pages:
            return False
        if self.holder is None:
            return True
        count = len(rows_of(self.kept.answers, self.holder))
        return self.row < count or (self.row == count < most_rows(self.holder))

    def found(self) -> Found:
        """What the judge says of it."""
        return found_on(self.judgement, self.questions, None if self.holder is None else (self.holder.id, self.row))

    def after(self) -> Step | None:
        """The page to go to from here: from a row back to its page, from the last page to None."""
        if self.holder is not None:
            return Step(self.page.id)
        step = following(self.kept.form, self.judgement, self.step)
        while step is not None and step.row is not None:
            step = following(self.kept.form, self.judgement, step)
        return step

    def before(self) -> Step | None:
        """The page to go back to; from the first page None."""
        if self.holder is not None:
            return Step(self.page.id)
        step = preceding(self.kept.form, self.judgement, self.step)
        while step is not None and step.row is not None:
            step = preceding(self.kept.form, self.judgement, step)
        return step

    def with_answers(self, visit: Visit, answers: Mapping[str, Any]) -> Screen:
        """The same screen over other answers."""
        return screen(visit, replace(self.kept, answers=answers), self.page, self.holder, self.row)

    def merged(self, answers: dict[str, Any], typed: Mapping[str, Document], at: str) -> dict[str, Any]:
        """The answers of the draft with what was typed on this screen.

        Args:
            answers: as they stand.
            typed: answer documents by question id.
            at: now, ISO 8601.
        """
        if self.holder is None:
            for question in self.questions:
                _put(answers, question, typed.get(question.id), at)
            return answers
        rows = rows_of(answers, self.holder)
        row = dict(rows[self.row]) if self.row < len(rows) else {}
        for question in self.questions:
            _put(row, question, typed.get(question.id), at)
        if self.row < len(rows):
            rows[self.row] = row
        elif not all(map(is_untouched, row.values())):
            rows.append(row)
        if rows:
            answers[self.holder.id] = {"state": "answered", "value": rows}
        return answers


def screen(
    visit: Visit,
    kept: Kept,
    page: Page,
    holder: Question | None = None,
    row: int = 0,
    *,
    known: Judging | None = None,
) -> Screen:
    """A screen, judged today.

    Args:
        holder, row: for a row's screen; a row that is just being added is judged as an empty one.
        known: what was judged before, to be used again if it is of the same answers.
    """
    answers = dict(kept.answers)
    if holder is not None:
        rows = rows_of(answers, holder)
        if row == len(rows):
            answers[holder.id] = {"state": "answered", "value": [*rows, {}]}
    today = today_of(visit)
    same = known is not None and known.is_of(kept.form, answers, today)
    return Screen(kept, page, known if known and same else Judging(kept.form, answers, today), holder, row)


def rows_of(answers: Mapping[str, Any], holder: Question) -> list[Any]:
    """The rows of a question as they are kept."""
    document = answers.get(holder.id)
    value = document.get("value") if isinstance(document, Mapping) else None
    return [row if isinstance(row, dict) else {} for row in value] if isinstance(value, list) else []


def first_step(kept: Kept, judgement: Judgement) -> Step:
    """The first page that the answers show."""
    return next((step for step in steps(kept.form, judgement)), Step(kept.form.pages[0].id))


def where_left(kept: Kept, judgement: Judgement) -> Step:
    """The first page shown of which nothing was kept yet; the last one where something was kept of each."""
    questions = {page.id: [question.id for question in page.questions] for page in kept.form.pages}
    pages = [step for step in steps(kept.form, judgement) if step.question is None]
    fresh = (step for step in pages if not any(id in kept.answers for id in questions[step.page]))
    return next(fresh, pages[-1] if pages else first_step(kept, judgement))


def _put(answers: dict[str, Any], question: Question, document: Document | None, at: str) -> None:
    """Put one answer in its place, with the time at which it was typed if it is new."""
    if document is None:
        said = answers.get(question.id)
        if is_listed(question) and isinstance(said, Mapping) and said.get("state") != "answered":
            del answers[question.id]
        return
    if question.rows and rows_of(answers, question):
        return
    before = answers.get(question.id)
    if isinstance(before, Mapping) and {key: part for key, part in before.items() if key != "at"} == document:
        return
    answers[question.id] = {**document, "at": at} if not is_untouched(document) else document
