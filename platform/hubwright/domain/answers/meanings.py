"""Reading answers by what they mean and never by local ids: for subjects, the people index, reports and plugins.

The vocabulary itself is reference data (`hubwright.reference.meanings`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hubwright.domain.answers.answer import NOT_ANSWERED, Answer, State
from hubwright.domain.answers.lenient import read_answer, read_row
from hubwright.domain.definitions.form import Form, Question
from hubwright.domain.rules.values import is_given

SUBJECT = "subject."
_PEOPLE, _PERSON = "subject.people", "subject.person"
# What a person's value holds, and what each part of it means.
_PERSON_MEANS = {
    "also_known_as": "subject.other_names",
    "born": "subject.born",
    "expected": "subject.expected",
    "sex": "subject.sex",
    "gender": "subject.gender",
    "ethnicity": "subject.ethnicity",
    "language": "subject.language",
    "interpreter": "subject.interpreter",
    "disability": "subject.disability",
    "address": "subject.address",
    "school": "subject.school",
    "nhs_number": "subject.nhs_number",
    "upn": "subject.upn",
    "whereabouts": "subject.whereabouts",
}


@dataclass(frozen=True, slots=True)
class Meant:
    """One answer with a meaning.

    Args:
        question: the id of the question, or of the row's question.
        answer: as on record.
        holder, row: the question that holds the row, and which row (0, 1, 2 ...), for a row's question.
    """

    question: str
    answer: Answer
    holder: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """One person whom a contact is about, as told.

    Args:
        facts: meaning to answer ("subject.name", "subject.born", ...), of what was asked about this person.
        holder, row: where they were named; None where the whole form is about one person.
    """

    facts: Mapping[str, Answer] = field(default_factory=dict)
    holder: str | None = None
    row: int | None = None

    def value(self, meaning: str) -> Any:
        """The answered value with this meaning, or None."""
        answer = self.facts.get(meaning, NOT_ANSWERED)
        return answer.value if answer.state is State.ANSWERED else None


def by_meaning(form: Form, answers: Mapping[str, Answer]) -> dict[str, list[Meant]]:
    """Every answer to a question that has a meaning, by meaning, in the order of the form; rows in theirs.

    Args:
        form: the drawing that the answers are pinned to.
        answers: a judgement's `answers`: hidden ones are *not asked* and come out so.
    """
    found: dict[str, list[Meant]] = {}
    for meaning, meant in _meant(form, answers):
        found.setdefault(meaning, []).append(meant)
    return found


def first_value(found: Mapping[str, list[Meant]], meaning: str) -> Any:
    """The first answered value with a meaning, or None."""
    return next((one.answer.value for one in found.get(meaning, ()) if one.answer.state is State.ANSWERED), None)


def subjects(form: Form, answers: Mapping[str, Answer]) -> list[Subject]:
    """The people whom the answers are about, one for each row or person question, in order.

    What is asked once for all of them (the address, the school) is given to a person only when the whole form is
    about one: siblings may live apart, and a wrong household must not be written to. Rows in which nothing was said
    are nobody.

    Args:
        form, answers: as `by_meaning` takes them.
    """
    people: list[Subject] = []
    asked_for_people = False
    for page in form.pages:
        for question in page.questions:
            answer = answers.get(question.id, NOT_ANSWERED)
            if question.meaning == _PEOPLE:
                asked_for_people = True
                people.extend(_of_rows(question, answer))
            elif question.meaning == _PERSON:
                asked_for_people = True
                if answer.state is State.ANSWERED:
                    people.append(Subject(_of_person(answer), question.id))
    if len(people) > 1 or (asked_for_people and not people):
        return people
    common = {
        meaning: found[0].answer
        for meaning, found in by_meaning(form, answers).items()
        if meaning.startswith(SUBJECT) and meaning not in (_PEOPLE, _PERSON) and found[0].holder is None
    }
    if people:
        only = people[0]
        return [Subject({**common, **only.facts}, only.holder, only.row)]
    return [Subject(common)] if any(is_given(answer) for answer in common.values()) else []


def _meant(form: Form, answers: Mapping[str, Answer]) -> Iterator[tuple[str, Meant]]:
    for page in form.pages:
        for question in page.questions:
            answer = answers.get(question.id, NOT_ANSWERED)
            if question.meaning:
                yield question.meaning, Meant(question.id, answer)
            for index, cells in enumerate(_rows(answer) if question.rows else ()):
                for column in question.rows:
                    if column.meaning and column.id in cells:
                        yield column.meaning, Meant(column.id, cells[column.id], question.id, index)


def _rows(answer: Answer) -> list[dict[str, Answer]]:
    return [read_row(row) for row in answer.value] if isinstance(answer.value, list) else []


def _of_rows(question: Question, answer: Answer) -> Iterator[Subject]:
    for index, cells in enumerate(_rows(answer)):
        facts: dict[str, Answer] = {}
        for column in question.rows:
            cell = read_answer(cells.get(column.id, NOT_ANSWERED))
            if column.type == "person" and cell.state is State.ANSWERED:
                facts.update(_of_person(cell))
            elif column.meaning and column.id in cells:
                facts[column.meaning] = cell
        if any(is_given(cell) for cell in cells.values()):
            yield Subject(facts, question.id, index)


def _of_person(answer: Answer) -> dict[str, Answer]:
    """A person's value, taken apart into what its parts mean."""
    value = answer.value if isinstance(answer.value, Mapping) else {}
    name = " ".join(part.strip() for key in ("given", "family") if isinstance(part := value.get(key), str)).strip()
    facts = {"subject.name": Answer(State.ANSWERED, name, by=answer.by, at=answer.at)} if name else {}
    if value.get("unborn") is True:
        facts["subject.unborn"] = Answer(State.ANSWERED, "yes", by=answer.by, at=answer.at)
    for key, meaning in _PERSON_MEANS.items():
        if key in value:
            facts[meaning] = Answer(State.ANSWERED, value[key], by=answer.by, at=answer.at)
    return facts
