"""Who reads whom in a form: the graph in whose order the judge works, and in which no circle may be."""

from __future__ import annotations

from collections.abc import Mapping

from hubwright.domain.definitions.form import Form, Question
from hubwright.domain.rules import Rule, reads

PAGE = "page:"


def dependencies(form: Form) -> dict[str, frozenset[str]]:
    """For each page ("page:" and its id) and question, the names that decide whether it is shown or what it gives.

    What the questions of a row read outside their row counts as read by the question that holds them. Checks are
    left out: they warn, and decide nothing.
    """
    holders = {column.id: holder.id for page in form.pages for holder in page.questions for column in holder.rows}
    edges: dict[str, frozenset[str]] = {}
    for page in form.pages:
        edges[PAGE + page.id] = _outward(_read(page.show), holders)
        for question in page.questions:
            read = {*_own(question), *(id for column in question.rows for id in _own(column))}
            inside = {column.id for column in question.rows}
            edges[question.id] = _outward(frozenset(read - inside), holders) | {PAGE + page.id}
    return edges


def row_dependencies(holder: Question) -> dict[str, frozenset[str]]:
    """For each question of a row, those of the same row that decide whether it is shown or what it gives."""
    inside = {column.id for column in holder.rows}
    return {column.id: _own(column) & inside for column in holder.rows}


def _own(question: Question) -> frozenset[str]:
    formula = question.settings.get("formula")
    return _read(question.show) | _read(formula if isinstance(formula, Rule) else None)


def _read(rule: Rule | None) -> frozenset[str]:
    return frozenset() if rule is None else reads(rule)


def _outward(read: frozenset[str], holders: Mapping[str, str]) -> frozenset[str]:
    return frozenset(holders.get(id, id) for id in read)
