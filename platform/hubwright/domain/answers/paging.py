"""Walking through a form: which step comes next, how far one is, and when there is enough to send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hubwright.domain.answers.answer import NOT_ANSWERED, Answer, State
from hubwright.domain.answers.blank import is_blank
from hubwright.domain.answers.judge import Judgement
from hubwright.domain.answers.lenient import read_answer, read_rows
from hubwright.domain.definitions.form import Form
from hubwright.domain.rules.values import is_given


@dataclass(frozen=True, slots=True)
class Step:
    """One screen of a form: a page, or one row of a people or rows question, which has a screen of its own.

    Args:
        page: the page's id.
        question, row: the question that holds the row, and which (0, 1, 2 ...); None for the page itself.
    """

    page: str
    question: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one is: "3 of about 10". *About*, because answers can still show or hide pages.

    Args:
        number: of this page among those shown, from 1.
        about: how many pages are shown by the answers so far.
    """

    number: int
    about: int


def steps(form: Form, judgement: Judgement) -> list[Step]:
    """All screens that the answers show, in order. The rows of a page follow it; pages with nothing on them are left
    out."""
    found = []
    shown = set(judgement.questions)
    for page in form.pages:
        questions = [question for question in page.questions if question.id in shown]
        if page.id not in judgement.pages or all(question.type == "calculated" for question in questions):
            continue
        found.append(Step(page.id))
        for question in questions:
            rows = judgement.columns.get(question.id, ())
            found.extend(Step(page.id, question.id, row) for row in range(len(rows)))
    return found


def following(form: Form, judgement: Judgement, step: Step) -> Step | None:
    """The step after this one, or None after the last. The step itself may be hidden by now, or be a row that is
    just being added."""
    here = _place(form, step)
    return next((other for other in steps(form, judgement) if _place(form, other) > here), None)


def preceding(form: Form, judgement: Judgement, step: Step) -> Step | None:
    """The step before this one, or None before the first."""
    here = _place(form, step)
    return next((other for other in reversed(steps(form, judgement)) if _place(form, other) < here), None)


def progress(form: Form, judgement: Judgement, step: Step) -> Progress:
    """How far a step is; the rows of a page count as part of it."""
    here = _place(form, step)[0]
    places = [_place(form, other)[0] for other in steps(form, judgement) if other.question is None]
    return Progress(max(1, sum(1 for place in places if place <= here)), max(1, len(places)))


def enough(form: Form, answers: Mapping[str, Answer]) -> bool:
    """Whether every page may offer *Send what I have now*: the questions named in the form's `enough` are dealt with,
    which is to say answered, not known, refused, or not asked because another answer hid them.

    Args:
        form: a form that names none never offers it before its end.
        answers: as typed, or a judgement's.
    """
    return bool(form.enough) and all(_dealt_with(form, id, answers) for id in form.enough)


def _dealt_with(form: Form, id: str, answers: Mapping[str, Answer]) -> bool:
    answer = read_answer(answers.get(id, NOT_ANSWERED))
    if answer.state is not State.ANSWERED:
        return is_given(answer) or answer.state is State.NOT_ASKED
    try:
        question = form.question(id)
    except KeyError:
        return False
    if question.rows:
        # One row in which anything at all is said is a beginning.
        return any(is_given(cell) for row in read_rows(answer.value) for cell in row.values())
    return not is_blank(question, answer)


def _place(form: Form, step: Step) -> tuple[int, int, int]:
    """Where a step stands in the form, shown or not."""
    for number, page in enumerate(form.pages):
        if page.id == step.page:
            ids = [question.id for question in page.questions]
            within = ids.index(step.question) if step.question in ids else -1
            return number, within, -1 if step.row is None else step.row
    return len(form.pages), -1, -1
