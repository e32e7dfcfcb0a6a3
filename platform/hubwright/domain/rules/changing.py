"""What would change what a rule gave: single answers among the rule's own questions that would turn it over.

It is worked out by asking the rule again, never by reasoning about it: each change that is named was tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.answers.lenient import read_row
from hubwright.domain.rules.evaluation import evaluate
from hubwright.domain.rules.kinds import Kind, Type
from hubwright.domain.rules.tree import Literal, Rule, reads
from hubwright.domain.rules.values import decimal_of, iso_date, value_of

IS, WITH, WITHOUT, ENTRIES = "is", "with", "without", "entries"


@dataclass(frozen=True, slots=True)
class Flip:
    """One answer that would turn a rule over.

    Args:
        question: whose answer.
        how: the answer `IS` one of the values; `WITH` one of them beside what is chosen, or `WITHOUT` it; or there are
            so many `ENTRIES`.
        values: as a rule writes them: options, "yes" or "no", numbers, days. Any one of them is enough.
        holder, row: of a question of an entry, the question that holds it and which entry, from 1; else "" and None.
    """

    question: str
    how: str
    values: tuple[str | int, ...]
    holder: str = ""
    row: int | None = None


_Try = tuple[str, str | int, Any]
"""How it is changed, the value as a rule writes it, and the answer's new value."""


def flips(
    rule: Rule,
    answers: Mapping[str, Answer],
    *,
    scope: Mapping[str, Type],
    today: date,
    to: bool,
    fixed: Iterable[str] = (),
) -> tuple[Flip, ...]:
    """Every single answer that would make a rule give `to`; empty where it does so already.

    Args:
        rule, answers, scope, today: as `evaluate` takes them.
        to: what it is to give.
        fixed: questions that nobody answers, as those that are worked out.
    """
    if evaluate(rule, answers, scope=scope, today=today) is to:
        return ()
    hand = _Hand(rule, answers, scope, today, to)
    read, found = reads(rule), []
    for id in sorted(read - set(fixed)):
        type = scope.get(id)
        if type is None:
            continue
        if type.kind is Kind.ROWS:
            found += hand.entries(id, type, read)
        else:
            found += hand.of(id, type)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Hand:
    """Tries one answer after the other."""

    rule: Rule
    answers: Mapping[str, Answer]
    scope: Mapping[str, Type]
    today: date
    to: bool

    def gives(self, id: str, value: Any) -> bool:
        changed = {**self.answers, id: Answer(State.ANSWERED, value)}
        return evaluate(self.rule, changed, scope=self.scope, today=self.today) is self.to

    def of(self, id: str, type: Type) -> list[Flip]:
        """What the answer to one question could be."""
        answer = self.answers.get(id)
        tried = _tries(type, answer, self.rule, self.today)
        return _gathered(id, type, [one for one in tried if self.gives(id, one[2])])

    def entries(self, id: str, type: Type, read: frozenset[str]) -> list[Flip]:
        """What could be in one entry, or in one more, and how many of them there could be."""
        answer = self.answers.get(id)
        held = answer.value if answer is not None and answer.state is State.ANSWERED else []
        rows = list(held) if isinstance(held, list | tuple) else []
        found: list[Flip] = []
        # The entry behind the last is one that could be added.
        for index, row in enumerate([*rows, {}]):
            cells = read_row(row)
            for column, kind in type.columns:
                if column in read:
                    worked = [
                        one
                        for one in _tries(kind, cells.get(column), self.rule, self.today)
                        if self.gives(id, [*rows[:index], _with(row, column, one[2]), *rows[index + 1 :]])
                    ]
                    found += [
                        Flip(one.question, one.how, one.values, id, index + 1)
                        for one in _gathered(column, kind, worked)
                    ]
        for count in _counts(self.rule, len(rows)):
            if self.gives(id, [*rows[:count], *({} for _ in range(count - len(rows)))]):
                return [*found, Flip(id, ENTRIES, (count,))]
        return found


def _with(row: Any, column: str, value: Any) -> dict[str, Any]:
    held = dict(row) if isinstance(row, Mapping) else {}
    return {**held, column: {"state": "answered", "value": value}}


def _gathered(id: str, type: Type, worked: list[_Try]) -> list[Flip]:
    """Of options every one that would do; of numbers and days the nearest."""
    if not worked:
        return []
    if type.options or type.kind is Kind.YES_NO:
        by_how: dict[str, list[str | int]] = {}
        for how, said, _ in worked:
            by_how.setdefault(how, []).append(said)
        return [Flip(id, how, tuple(values)) for how, values in by_how.items()]
    return [Flip(id, worked[0][0], (worked[0][1],))]


def _tries(type: Type, answer: Answer | None, rule: Rule, today: date) -> list[_Try]:
    known = None if answer is None else value_of(answer, type)
    match type.kind:
        case Kind.YES_NO:
            tried: list[_Try] = [(IS, one, one) for one in ("yes", "no")]
        case Kind.CHOICE:
            tried = [(IS, one, one) for one in type.options]
        case Kind.CHOICES:
            now = sorted(known) if isinstance(known, frozenset) else []
            tried = [(WITH, one, [*now, one]) for one in type.options if one not in now]
            tried += [(WITHOUT, one, [other for other in now if other != one]) for one in now]
        case Kind.WHOLE | Kind.DECIMAL:
            tried = [(IS, one, one) for one in _numbers(rule, type, known)]
        case Kind.DATE:
            tried = [(IS, day.isoformat(), _day(day)) for day in _days(rule, today, known)]
        case Kind.PERSON:
            held = answer.value if answer is not None and isinstance(answer.value, Mapping) else {}
            tried = [(IS, day.isoformat(), {**held, "born": _day(day)}) for day in _days(rule, today, known)]
        case _:
            tried = [(IS, one, one) for one in _literals(rule) if isinstance(one, str) and iso_date(one) is None]
    return tried


def _literals(part: Rule | Literal) -> Iterator[str | int]:
    if isinstance(part, Rule):
        for one in part.arguments:
            if part.operator != "answer":
                yield from _literals(one)
    elif isinstance(part, tuple):
        yield from part
    elif not isinstance(part, bool):
        yield part


def _whole(rule: Rule) -> list[int]:
    return [one for one in _literals(rule) if isinstance(one, int)]


def _numbers(rule: Rule, type: Type, known: Any) -> list[str | int]:
    """Numbers at the edges of what a rule names, the nearest to the answer first."""
    edges = {near for one in _whole(rule) for near in (one - 1, one, one + 1)}
    found: list[str | int] = list(edges)
    if type.kind is Kind.DECIMAL:
        found += [one for one in _literals(rule) if isinstance(one, str) and decimal_of(one) is not None]
    now = getattr(known, "low", 0)
    return sorted(found, key=lambda one: (abs(float(one) - float(now)), str(one)))


def _counts(rule: Rule, now: int) -> list[int]:
    """How many entries could make a difference, the nearest to those that there are first."""
    edges = {near for one in _whole(rule) for near in (one - 1, one, one + 1) if 0 <= near <= 30}
    return sorted((edges | {0, 1}) - {now}, key=lambda one: (abs(one - now), one))


def _days(rule: Rule, today: date, known: Any) -> list[date]:
    """Days at the edges of what a rule names, by day, by age and by time since; the nearest to the answer first."""
    edges = {day for one in _literals(rule) if (day := iso_date(one)) is not None}
    for count in _whole(rule):
        for many in (count - 1, count, count + 1):
            edges |= {day for day in (_years_ago(today, many), _months_ago(today, many)) if day is not None}
            if 0 <= many < 40_000:
                edges.add(today - timedelta(days=many))
    edges.add(today)
    around = {day + timedelta(days=off) for day in edges if 2 < day.year < 9000 for off in (-1, 0, 1)}
    born = getattr(known, "born", known)
    now = getattr(born, "low", today)
    return sorted(around, key=lambda day: (abs((day - now).days), day))


def _years_ago(today: date, years: int) -> date | None:
    return _months_ago(today, years * 12)


def _months_ago(today: date, months: int) -> date | None:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, 28)) if 1 < year < 9000 else None


def _day(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
