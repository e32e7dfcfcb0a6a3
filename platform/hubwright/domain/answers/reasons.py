"""Why a form shows what it shows for some answers: what each rule gave, what is missing, what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hubwright.domain.answers.answer import Answer
from hubwright.domain.answers.judge import Judgement
from hubwright.domain.answers.lenient import read_row
from hubwright.domain.answers.scope import row_scope, scope_of
from hubwright.domain.definitions.form import Form, Question
from hubwright.domain.rules import Part, Rule, Type, evaluate, explain
from hubwright.domain.rules.changing import Flip, flips


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one rule gave what it gave.

    Args:
        rule: which.
        result: true, false, or None while it is unknown.
        part: each part of it with what it gave.
        missing: questions whose answers are in the way while it is unknown.
        flips: single answers that would turn it over.
    """

    rule: Rule
    result: bool | None
    part: Part
    missing: tuple[str, ...]
    flips: tuple[Flip, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """Why a page or a question is shown or hidden.

    Args:
        page: id of the page.
        question: id of the question, "" for the page itself.
        holder, row: of a question of an entry, the question that holds it and which entry, from 1; else "" and None.
        shown: it is.
        reason: why; None for one without a rule, which its page hides.
    """

    page: str
    question: str
    shown: bool
    reason: Reason | None
    holder: str = ""
    row: int | None = None


def reason(
    rule: Rule, answers: Mapping[str, Answer], *, scope: Mapping[str, Type], today: date, fixed: frozenset[str]
) -> Reason:
    """Why a rule gives what it gives.

    Args:
        rule, answers, scope, today: as `evaluate` takes them; answers as the judge has settled them.
        fixed: questions that nobody answers.
    """
    gave = evaluate(rule, answers, scope=scope, today=today)
    result = gave if isinstance(gave, bool) else None
    part = explain(rule, answers, scope=scope, today=today)
    turned = flips(rule, answers, scope=scope, today=today, to=result is not True, fixed=fixed)
    return Reason(rule, result, part, part.missing(), turned)


def worked_out(form: Form) -> frozenset[str]:
    """The questions of a form that nobody answers."""
    return frozenset(one.id for one in form.questions() if one.type in ("calculated", "content"))


def reasons(form: Form, judgement: Judgement, today: date, *, only: str = "") -> Iterator[Shown]:
    """Why each page and question that a rule or its page may hide is shown or hidden, in the order of the form.

    Args:
        only: the page that is asked about; "" for all.
    """
    scope, fixed = scope_of(form), worked_out(form)

    def why(rule: Rule | None) -> Reason | None:
        return None if rule is None else reason(rule, judgement.settled, scope=scope, today=today, fixed=fixed)

    for page in form.pages:
        if only and page.id != only:
            continue
        there = page.id in judgement.pages
        if page.show is not None:
            yield Shown(page.id, "", there, why(page.show))
        for question in page.questions:
            if question.show is not None and there:
                yield Shown(page.id, question.id, question.id in judgement.questions, why(question.show))
            if question.id in judgement.columns:
                yield from _in_entries(form, page.id, question, judgement, today)


def _in_entries(form: Form, page: str, holder: Question, judgement: Judgement, today: date) -> Iterator[Shown]:
    scope, fixed = row_scope(form, holder), worked_out(form)
    rows = judgement.settled[holder.id].value
    for index, shown in enumerate(judgement.columns[holder.id]):
        around = {**judgement.settled, **read_row(rows[index])}
        for column in holder.rows:
            if column.show is not None:
                why = reason(column.show, around, scope=scope, today=today, fixed=fixed)
                yield Shown(page, column.id, column.id in shown, why, holder.id, index + 1)
