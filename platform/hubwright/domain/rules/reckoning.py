"""Arithmetic on spans: ages, comparisons and sums over what is only partly known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Context, localcontext
from itertools import product

from hubwright.domain.rules.values import UNKNOWN, Person, Span, Unknown

_WIDE = Context(prec=60)


def both(a: object, b: object) -> tuple[Span, Span] | None:
    """The two as spans of the same sort of thing, or None."""
    if isinstance(a, Span) and isinstance(b, Span) and isinstance(a.low, date) == isinstance(b.low, date):
        return a, b
    return None


def same(a: Span, b: Span) -> bool | Unknown:
    """Whether two spans mean the same value: unknown while they overlap."""
    if a.high < b.low or b.high < a.low:
        return False
    return True if a.point and b.point else UNKNOWN


def less(a: Span, b: Span) -> bool | Unknown:
    """Whether a comes before b: decided only where every value in the spans agrees."""
    if a.high < b.low:
        return True
    return False if a.low >= b.high else UNKNOWN


def sums(operator: str, values: list[object]) -> Span | Unknown:
    """The sum, difference or product of numbers."""
    total: object = values[0]
    for value in values[1:]:
        pair = both(total, value)
        if pair is None or isinstance(pair[0].low, date):
            return UNKNOWN
        total = _combined(operator, *pair)
    return total if isinstance(total, Span) and not isinstance(total.low, date) else UNKNOWN


def _combined(operator: str, a: Span, b: Span) -> Span:
    # An own context: nobody's ambient precision may change a result.
    with localcontext(_WIDE):
        if operator == "plus":
            return Span(a.low + b.low, a.high + b.high)
        if operator == "minus":
            return Span(a.low - b.high, a.high - b.low)
        products = [x * y for x, y in product((a.low, a.high), (b.low, b.high))]
        return Span(min(products), max(products))


def since(unit: Callable[[date, date], int], moment: object, today: date) -> Span | Unknown:
    """How long it has been, in whole units, from the first to the last day that `moment` may mean."""
    if not isinstance(moment, Span) or not isinstance(moment.low, date):
        return UNKNOWN
    return Span(unit(moment.high, today), unit(moment.low, today))


def age(whose: object, today: date) -> Span | Unknown:
    """The age in whole years of a person or by a birth date.

    An unborn baby counts as 0. Of a partial birth date only the days up to today count; a birth date that lies
    wholly in the future gives nothing.
    """
    if isinstance(whose, Person):
        if whose.unborn:
            return Span(0, 0)
        born: object = whose.born
    else:
        born = whose
    if not isinstance(born, Span) or not isinstance(born.low, date) or born.low > today:
        return UNKNOWN
    return since(years, Span(born.low, min(born.high, today)), today)


def years(first: date, last: date) -> int:
    """Whole years; who was born on 29 February is a year older on 1 March where there is no 29 February."""
    return months(first, last) // 12 if last >= first else -(months(last, first) // 12)


def months(first: date, last: date) -> int:
    """Whole months; negative while `first` is still to come."""
    if last < first:
        return -months(last, first)
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def days(first: date, last: date) -> int:
    """Days; negative while `first` is still to come."""
    return (last - first).days
