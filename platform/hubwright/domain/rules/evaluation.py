"""The one evaluator: total, bounded and three-valued."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias, cast

from hubwright.domain.answers.answer import NOT_ASKED, Answer, State
from hubwright.domain.rules import reckoning
from hubwright.domain.rules.kinds import Kind, Type
from hubwright.domain.rules.reckoning import both
from hubwright.domain.rules.tree import Literal, Rule, answered_question
from hubwright.domain.rules.values import (
    UNKNOWN,
    Person,
    Span,
    Unknown,
    Value,
    decimal_of,
    folded,
    is_given,
    iso_date,
    value_of,
)

Plain: TypeAlias = bool | str | int | Decimal | date | frozenset[str]


def evaluate(rule: Rule, answers: Mapping[str, Answer], *, scope: Mapping[str, Type], today: date) -> Plain | Unknown:
    """What a rule gives, or `UNKNOWN`. It never raises; what is wrongly typed is unknown.

    Args:
        rule: from `parse`.
        answers: by question id; a question that is not there was not asked. Within a row, those of the row as well.
        scope: the type of each question.
        today: the day on which ages and times since are reckoned (Europe/London).
    """
    return plainly(Reckoner(answers, scope, today).value(rule))


def plainly(value: Value | Unknown) -> Plain | Unknown:
    """A value as others may use it: a span of one value is that value, any wider one is unknown.

    Rows and people have no value of their own: they are for any row, every row, count rows and age in years.
    """
    if isinstance(value, Span):
        return cast("Plain", value.low) if value.point else UNKNOWN
    return UNKNOWN if isinstance(value, Person | tuple) else value


@dataclass(frozen=True, slots=True)
class Reckoner:
    """Rules over one set of answers.

    Args:
        answers, scope, today: as `evaluate` takes them.
    """

    answers: Mapping[str, Answer]
    scope: Mapping[str, Type]
    today: date

    def value(self, node: Rule | Literal) -> Value | Unknown:
        """What a rule or a literal standing alone gives."""
        if isinstance(node, Rule):
            return _OPERATIONS[node.operator](self, node)
        return _literal(node)

    def answer(self, id: str) -> Answer:
        """The answer to a question; *not asked* where there is none."""
        return self.answers.get(id, NOT_ASKED)

    def rows(self, rule: Rule) -> Iterator[Reckoner] | Unknown:
        """One reckoner for each row that the rule is asked of."""
        id = answered_question(rule.arguments[0])
        type = self.scope.get(id or "")
        if id is None or type is None or type.kind is not Kind.ROWS:
            return UNKNOWN
        found = value_of(self.answer(id), type)
        if not isinstance(found, tuple):
            return UNKNOWN
        columns = dict(type.columns)
        scope = {**self.scope, **columns}
        # Only the columns come from the row, and only from the row: neither may stand in for the other.
        return (
            Reckoner({**self.answers, **{id: row.get(id, NOT_ASKED) for id in columns}}, scope, self.today)
            for row in found
        )

    def pair(self, rule: Rule) -> tuple[Value, Value] | None:
        """Both arguments, a literal read as what it is compared with; None when either is unknown."""
        left, right = rule.arguments[0], rule.arguments[1]
        a, b = self.value(left), self.value(right)
        if not isinstance(left, Rule):
            a = like(left, b)
        elif not isinstance(right, Rule):
            b = like(right, a)
        return None if isinstance(a, Unknown) or isinstance(b, Unknown) else (a, b)


def like(literal: Literal, other: Value | Unknown) -> Value | Unknown:
    """A literal, read as the type of what it is compared with."""
    if isinstance(other, bool) and isinstance(literal, str):
        return {"yes": True, "no": False}.get(literal, UNKNOWN)
    if isinstance(other, Span) and isinstance(literal, str):
        found = iso_date(literal) if isinstance(other.low, date) else decimal_of(literal)
        return UNKNOWN if found is None else Span(found, found)
    return _literal(literal)


def _literal(literal: Literal) -> Value | Unknown:
    if isinstance(literal, bool):
        return literal
    if isinstance(literal, int):
        return Span(literal, literal)
    return literal.strip() if isinstance(literal, str) else UNKNOWN


def _truths(reckoner: Reckoner, parts: tuple[Rule | Literal, ...]) -> list[object]:
    return [reckoner.value(part) for part in parts]


def _all(found: list[object]) -> bool | Unknown:
    if any(value is False for value in found):
        return False
    return True if all(value is True for value in found) else UNKNOWN


def _not(value: object) -> bool | Unknown:
    return not value if isinstance(value, bool) else UNKNOWN


def _any(found: list[object]) -> bool | Unknown:
    return _not(_all([_not(value) for value in found]))


def _answer(reckoner: Reckoner, rule: Rule) -> Value | Unknown:
    id = answered_question(rule)
    type = reckoner.scope.get(id or "")
    return UNKNOWN if id is None or type is None else value_of(reckoner.answer(id), type)


def _equal(a: Value, b: Value) -> bool | Unknown:
    spans = both(a, b)
    if spans:
        return reckoning.same(*spans)
    if isinstance(a, bool) and isinstance(b, bool):
        return a is b
    if isinstance(a, str) and isinstance(b, str):
        return folded(a) == folded(b)
    return UNKNOWN


def _is(reckoner: Reckoner, rule: Rule) -> bool | Unknown:
    pair = reckoner.pair(rule)
    return UNKNOWN if pair is None else _equal(*pair)


def _one_of(reckoner: Reckoner, rule: Rule) -> bool | Unknown:
    value = reckoner.value(rule.arguments[0])
    wanted = rule.arguments[1]
    if isinstance(value, Unknown) or not isinstance(wanted, tuple):
        return UNKNOWN
    readings = [like(item, value) for item in wanted]
    return _any([UNKNOWN if isinstance(one, Unknown) else _equal(value, one) for one in readings])


def _contains(reckoner: Reckoner, rule: Rule) -> bool | Unknown:
    value = reckoner.value(rule.arguments[0])
    second = rule.arguments[1]
    sought = reckoner.value(second) if isinstance(second, Rule) else second
    items = sought if isinstance(sought, tuple) else (sought,)
    return _any([_holds(value, item) for item in items])


def _holds(value: object, item: object) -> bool | Unknown:
    if not isinstance(item, str):
        return UNKNOWN
    if isinstance(value, frozenset):
        return item.strip() in value
    return folded(item) in folded(value) if isinstance(value, str) else UNKNOWN


def _ordered(reckoner: Reckoner, rule: Rule) -> bool | Unknown:
    pair = reckoner.pair(rule)
    spans = both(*pair) if pair else None
    if spans is None:
        return UNKNOWN
    a, b = spans
    match rule.operator:
        case "less than" | "before":
            return reckoning.less(a, b)
        case "more than" | "after":
            return reckoning.less(b, a)
        case "at most":
            return _not(reckoning.less(b, a))
        case _:
            return _not(reckoning.less(a, b))


def _between(reckoner: Reckoner, rule: Rule) -> bool | Unknown:
    value, low, high = rule.arguments
    return _all(
        [
            _ordered(reckoner, Rule("at least", (value, low))),
            _ordered(reckoner, Rule("at most", (value, high))),
        ]
    )


def _is_answered(reckoner: Reckoner, rule: Rule) -> bool:
    return is_given(reckoner.answer(answered_question(rule.arguments[0]) or ""))


def _is_known(reckoner: Reckoner, rule: Rule) -> bool:
    answer = reckoner.answer(answered_question(rule.arguments[0]) or "")
    return answer.state is State.ANSWERED and is_given(answer)


def _age(reckoner: Reckoner, rule: Rule) -> Span | Unknown:
    return reckoning.age(_moment(reckoner, rule), reckoner.today)


def _since(reckoner: Reckoner, rule: Rule) -> Span | Unknown:
    units = {"years since": reckoning.years, "months since": reckoning.months, "days since": reckoning.days}
    return reckoning.since(units[rule.operator], _moment(reckoner, rule), reckoner.today)


def _moment(reckoner: Reckoner, rule: Rule) -> Value | Unknown:
    first = rule.arguments[0]
    return reckoner.value(first) if isinstance(first, Rule) else like(first, Span(reckoner.today, reckoner.today))


def _count(reckoner: Reckoner, rule: Rule) -> Span | Unknown:
    rows = reckoner.rows(rule)
    if isinstance(rows, Unknown):
        return UNKNOWN
    if len(rule.arguments) == 1:
        number = sum(1 for _ in rows)
        return Span(number, number)
    found = [row.value(rule.arguments[1]) for row in rows]
    sure = sum(1 for value in found if value is True)
    return Span(sure, sure + sum(1 for value in found if isinstance(value, Unknown)))


def _over_rows(reckoner: Reckoner, rule: Rule) -> bool | Unknown:
    rows = reckoner.rows(rule)
    if isinstance(rows, Unknown):
        return UNKNOWN
    found: list[object] = [row.value(rule.arguments[1]) for row in rows]
    return _any(found) if rule.operator == "any row" else _all(found)


def _sum(reckoner: Reckoner, rule: Rule) -> Span | Unknown:
    found: list[object] = []
    for part in rule.arguments:
        value = like(part, Span(0, 0)) if not isinstance(part, Rule) else reckoner.value(part)
        found.append(value)
    return reckoning.sums(rule.operator, found)


def _length(reckoner: Reckoner, rule: Rule) -> Span | Unknown:
    value = reckoner.value(rule.arguments[0])
    return Span(len(value), len(value)) if isinstance(value, str) else UNKNOWN


def _if(reckoner: Reckoner, rule: Rule) -> Value | Unknown:
    condition, then, otherwise = (reckoner.value(part) for part in rule.arguments)
    if isinstance(condition, bool):
        return then if condition else otherwise
    # Whichever way it falls the result is the same, so it is known.
    return then if then == otherwise else UNKNOWN


_OPERATIONS: Mapping[str, Callable[[Reckoner, Rule], Value | Unknown]] = {
    "answer": _answer,
    "all": lambda reckoner, rule: _all(_truths(reckoner, rule.arguments)),
    "any": lambda reckoner, rule: _any(_truths(reckoner, rule.arguments)),
    "not": lambda reckoner, rule: _not(reckoner.value(rule.arguments[0])),
    "is": _is,
    "is not": lambda reckoner, rule: _not(_is(reckoner, rule)),
    "one of": _one_of,
    "contains": _contains,
    "contains any of": _contains,
    "less than": _ordered,
    "at most": _ordered,
    "at least": _ordered,
    "more than": _ordered,
    "between": _between,
    "before": _ordered,
    "after": _ordered,
    "is answered": _is_answered,
    "is known": _is_known,
    "age in years": _age,
    "years since": _since,
    "months since": _since,
    "days since": _since,
    "today": lambda reckoner, _rule: Span(reckoner.today, reckoner.today),
    "count rows": _count,
    "any row": _over_rows,
    "every row": _over_rows,
    "plus": _sum,
    "minus": _sum,
    "times": _sum,
    "length of text": _length,
    "if": _if,
}
