"""What a rule reckons with: unknown, spans between two bounds, and an answer turned into one of these."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final, TypeAlias

from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.answers.lenient import read_rows
from hubwright.domain.rules.kinds import Kind, Type

MOST_ROWS = 200
LARGEST_WHOLE = 10**15
_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Unknown(Enum):
    """The third value. It is neither yes nor no, so asking Python whether it is true is a mistake, and says so."""

    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        raise TypeError("unknown is neither yes nor no: ask hubwright.domain.rules.policy what it means here")

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown.UNKNOWN


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers or dates from `low` to `high`, both included: what is known of a partial date or of an age by it."""

    low: Any
    high: Any

    @property
    def point(self) -> bool:
        """Whether it is one value only."""
        return bool(self.low == self.high)


@dataclass(frozen=True, slots=True)
class Person:
    """What rules read of a person: the span of the birth date where it is known, and whether yet to be born."""

    born: Span | None
    unborn: bool


Value: TypeAlias = bool | str | frozenset[str] | Span | Person | tuple[Mapping[str, Answer], ...]


def value_of(answer: Answer, type: Type) -> Value | Unknown:
    """What an answer gives to a rule: unknown unless it was answered, in the shape of its question's type."""
    if answer.state is not State.ANSWERED:
        return UNKNOWN
    found = _READERS[type.kind](answer.value, type)
    return UNKNOWN if found is None else found


def is_given(answer: Answer) -> bool:
    """Whether the person said anything: an answer, *I do not know* or *I would rather not say*. Blanks are nothing."""
    if answer.state is State.ANSWERED:
        return not (answer.value is None or (isinstance(answer.value, str) and not answer.value.strip()))
    return answer.state in (State.NOT_KNOWN, State.REFUSED)


def date_span(value: object) -> Span | None:
    """The first and last day that a date answer may mean; None when there is no such day.

    Args:
        value: {"year", "month"?, "day"?}, whole numbers.
    """
    if not isinstance(value, Mapping):
        return None
    year, month, day = (whole_of(value.get(part)) for part in ("year", "month", "day"))
    if year is None or any(value.get(part) is not None and whole_of(value[part]) is None for part in ("month", "day")):
        return None
    try:
        return _days(year, month, day)
    except (ValueError, OverflowError):
        return None


def _days(year: int, month: int | None, day: int | None) -> Span | None:
    if month is None:
        return Span(date(year, 1, 1), date(year, 12, 31)) if day is None else None
    if day is None:
        return Span(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return Span(date(year, month, day), date(year, month, day))


def decimal_of(text: object) -> Decimal | None:
    """A decimal written as text ("2.50"), or None."""
    if not isinstance(text, str) or not text.isascii() or not _DECIMAL.fullmatch(text.strip()):
        return None
    return Decimal(text.strip())


def iso_date(text: object) -> date | None:
    """A date written as text ("2026-01-31"), or None."""
    if not isinstance(text, str) or not text.isascii() or not _ISO_DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def folded(text: str) -> str:
    """A text as rules compare it: without regard to case or to how many spaces there are."""
    return " ".join(text.split()).casefold()


def whole_of(value: object) -> int | None:
    """A whole number in JSON, or None. JSON makes no difference between 1 and 1.0; true and false are no numbers."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _text(value: Any, _type: Type) -> Value | None:
    # Telephone numbers and e-mail addresses come with what is safe; a rule reads the number or the address.
    if isinstance(value, Mapping):
        value = value.get("number", value.get("address", value.get("words")))
    return value.strip() or None if isinstance(value, str) else None


def _number(value: Any, _type: Type) -> Value | None:
    number = whole_of(value)
    return Span(number, number) if number is not None and abs(number) <= LARGEST_WHOLE else None


def _decimal(value: Any, type: Type) -> Value | None:
    number = decimal_of(value)
    return _number(value, type) if number is None else Span(number, number)


def _yes_no(value: Any, _type: Type) -> Value | None:
    if isinstance(value, bool):
        return value
    return {"yes": True, "no": False}.get(value) if isinstance(value, str) else None


def _choice(value: Any, type: Type) -> Value | None:
    if isinstance(value, Mapping):
        for key in ("id", "position", "kind"):
            if key in value:
                return _choice(value[key] if isinstance(value[key], str) else None, type)
        value = "other" if isinstance(value.get("other"), str) else None
    return value if isinstance(value, str) and value in type.options else None


def _choices(value: Any, type: Type) -> Value | None:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) and item in type.options for item in value):
        return None
    return frozenset(value)


def _person(value: Any, _type: Type) -> Value | None:
    if not isinstance(value, Mapping):
        return None
    return Person(born=date_span(value.get("born")), unborn=value.get("unborn") is True)


def _rows(value: Any, _type: Type) -> Value | None:
    if not isinstance(value, list | tuple) or len(value) > MOST_ROWS:
        return None
    return tuple(read_rows(value))


_READERS: Mapping[Kind, Callable[[Any, Type], Value | None]] = {
    Kind.TEXT: _text,
    Kind.WHOLE: _number,
    Kind.DECIMAL: _decimal,
    Kind.YES_NO: _yes_no,
    Kind.DATE: lambda value, _type: date_span(value),
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.PERSON: _person,
    Kind.ROWS: _rows,
}
