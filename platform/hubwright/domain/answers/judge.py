"""The one judge of answers. It never refuses: it says what is missing, what is out of shape and what looks odd.

*Required* asks again once and never stops. What is out of shape must be mended and is kept as typed. What later
answers have hidden counts as not asked, and comes out beside the rest as *typed then hidden*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from hubwright.domain.answers import shapes
from hubwright.domain.answers.answer import NOT_ANSWERED, Answer, State
from hubwright.domain.answers.lenient import read_row
from hubwright.domain.answers.messages import Finding
from hubwright.domain.answers.plausible import oddities
from hubwright.domain.answers.settling import Settling, inside
from hubwright.domain.definitions.form import Form, Question
from hubwright.domain.rules import Assessment, Type, assess, passes
from hubwright.domain.rules.values import is_given


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the judge found.

    Args:
        answers: the answer to every question of the form, as typed: hidden ones and their rows' as *not asked*,
            blanks as *not answered*, calculated values worked out. This is what goes on record.
        settled: the same for rules: what is out of shape counts as *not answered*. Rules read this and nothing else.
        pages, questions: ids of those shown, in order.
        columns: for each people or rows question shown, the ids shown in each of its rows.
        missing: required, shown and without any answer; ask again once.
        malformed: shown and out of shape; must be mended.
        warnings: shown, and looks odd; may stand.
        hidden: what was typed and then hidden, by place ("injury-seen", "children/2/child-expected").
        danger: what the form's danger rule says; None when the form has none.
    """

    answers: Mapping[str, Answer]
    settled: Mapping[str, Answer]
    pages: tuple[str, ...]
    questions: tuple[str, ...]
    columns: Mapping[str, tuple[frozenset[str], ...]]
    missing: tuple[Finding, ...]
    malformed: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    hidden: Mapping[str, Answer]
    danger: Assessment | None


def check(form: Form, answers: object, today: date) -> Judgement:
    """Judge the answers to a form. Total: whatever comes in, a judgement comes out.

    Args:
        form: the drawing that the answers are pinned to.
        answers: by question id, each an `Answer` or its document; anything else counts as not answered.
        today: the day on which ages and dates are looked at (Europe/London).
    """
    given = {id: one for id, one in answers.items() if isinstance(id, str)} if isinstance(answers, Mapping) else {}
    settling = Settling(form, given, today).run()
    return _Judge(settling).judgement()


def well_formed(form: Form, answers: object) -> list[Finding]:
    """Everything out of shape in all answers, hidden ones too: what the form's JSON Schema would refuse.

    Args:
        form, answers: as `check` takes them.
    """
    if not isinstance(answers, Mapping):
        return [Finding("", "unreadable")]
    questions = {question.id: question for page in form.pages for question in page.questions}
    found: list[Finding] = []
    for id, document in answers.items():
        if id in questions:
            found.extend(_faults(questions[id], document))
        else:
            found.append(_stranger(id))
    return found


def _stranger(id: object) -> Finding:
    return Finding(id[:60] if isinstance(id, str) else "", "unknown-question")


def _faults(question: Question, document: object) -> Iterator[Finding]:
    for fault in shapes.faults(question, document):
        yield _finding(question, fault)


def _finding(question: Question, fault: shapes.Fault) -> Finding:
    return Finding(question.id, fault.code, fault.parameters, fault.row, fault.column)


class _Judge:
    """Gathers what there is to say about settled answers."""

    def __init__(self, settling: Settling) -> None:
        self.settling = settling
        self.form, self.given, self.today = settling.form, settling.given, settling.today
        self.answers, self.settled, self.scope = settling.answers, settling.settled, settling.scope

    def judgement(self) -> Judgement:
        questions = [question for page in self.form.pages for question in page.questions]
        shown = [question for question in questions if question.id in self.settling.questions]
        malformed = [finding for question in shown for finding in self.malformed(question)]
        known = {question.id for question in questions}
        malformed += [_stranger(id) for id in self.given if id not in known]
        spoilt = {(one.question, one.row, one.column) for one in malformed}
        danger = self.form.danger
        return Judgement(
            answers={question.id: self.answers[question.id] for question in questions},
            settled={question.id: self.settled[question.id] for question in questions},
            pages=tuple(page.id for page in self.form.pages if page.id in self.settling.pages),
            questions=tuple(question.id for question in shown),
            columns=self.settling.columns,
            missing=tuple(finding for question in shown for finding in self.missing(question)),
            malformed=tuple(malformed),
            warnings=tuple(finding for question in shown for finding in self.warnings(question, spoilt)),
            hidden=self.settling.hidden,
            danger=None if danger is None else assess(danger, self.settled, scope=self.scope, today=self.today),
        )

    def malformed(self, question: Question) -> Iterator[Finding]:
        shown = self.settling.columns.get(question.id, ())
        for fault in self.settling.faults[question.id]:
            hidden = (
                fault.row is not None
                and fault.row < len(shown)
                and fault.column is not None
                and fault.column not in shown[fault.row]
            )
            if not hidden:
                yield _finding(question, fault)

    def missing(self, question: Question) -> Iterator[Finding]:
        answer = self.answers[question.id]
        if _asks(question) and not is_given(answer):
            yield Finding(question.id, "missing")
        if question.id not in self.settling.columns:
            return
        rows = self.settling.columns[question.id]
        least = int(question.settings.get("least", 0))
        if len(rows) < least:
            yield Finding(question.id, "missing-rows", {"found": len(rows), "least": least})
        for index, shown in enumerate(rows):
            cells = read_row(answer.value[index])
            for column in question.rows:
                if _asks(column) and column.id in shown and not is_given(cells.get(column.id, NOT_ANSWERED)):
                    yield Finding(question.id, "missing", {}, index, column.id)

    def warnings(self, question: Question, spoilt: set[tuple[str, int | None, str | None]]) -> Iterator[Finding]:
        if (question.id, None, None) not in spoilt:
            yield from self.looked_at(question, self.settled, self.scope, Finding(question.id, "check"))
        if question.id not in self.settling.columns:
            return
        scope = inside(question, self.scope)
        for index, shown in enumerate(self.settling.columns[question.id]):
            around = {**self.settled, **read_row(self.settled[question.id].value[index])}
            for column in question.rows:
                if column.id in shown and (question.id, index, column.id) not in spoilt:
                    place = Finding(question.id, "check", {}, index, column.id)
                    yield from self.looked_at(column, around, scope, place)

    def looked_at(
        self, question: Question, around: Mapping[str, Answer], scope: Mapping[str, Type], place: Finding
    ) -> Iterator[Finding]:
        """What looks odd in one answer, and what the author's own checks say of it."""
        answer = around.get(question.id, NOT_ANSWERED)
        if answer.state is State.ANSWERED:
            for odd in oddities(question, answer.value, self.today):
                yield replace(place, code=odd.code, parameters=odd.parameters)
        for one in question.checks:
            if not passes(one.rule, around, scope=scope, today=self.today):
                yield replace(place, text=one.message)


def _asks(question: Question) -> bool:
    return question.required and question.type not in ("calculated", "content")
