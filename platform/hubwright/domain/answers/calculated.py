"""Calculated values: worked out by the judge from a formula, as answers like any other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from hubwright.domain.answers.answer import NOT_ANSWERED, Answer, State
from hubwright.domain.definitions.form import Question
from hubwright.domain.rules import Rule, Type, Unknown, evaluate

_WIDE = Context(prec=80)
_LARGEST = Decimal(10**15)


def calculated(question: Question, answers: Mapping[str, Answer], *, scope: Mapping[str, Type], today: date) -> Answer:
    """The answer that a formula gives: *not answered* while it is unknown.

    Args:
        question: of type "calculated"; its settings hold `formula` (a rule), what it `gives`, and how many decimal
            `places` a decimal number has (halves go up, away from zero).
        answers, scope, today: as rules take them.
    """
    formula = question.settings.get("formula")
    if not isinstance(formula, Rule):
        return NOT_ANSWERED
    found = evaluate(formula, answers, scope=scope, today=today)
    written = None
    if not isinstance(found, Unknown):
        write = _WRITTEN.get(str(question.settings.get("gives")))
        written = write(found, question) if write else None
    return NOT_ANSWERED if written is None else Answer(State.ANSWERED, written)


def _whole(found: Any, _question: Question) -> int | None:
    return found if isinstance(found, int) and not isinstance(found, bool) and abs(found) < 10**15 else None


def _decimal(found: Any, question: Question) -> str | None:
    if isinstance(found, bool) or not isinstance(found, int | Decimal):
        return None
    number = Decimal(found)
    if abs(number) >= _LARGEST:
        return None
    places = int(question.settings.get("places", min(10, max(0, -int(number.as_tuple().exponent)))))
    return format(number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE), "f")


def _yes_no(found: Any, _question: Question) -> str | None:
    return {True: "yes", False: "no"}.get(found) if isinstance(found, bool) else None


def _date(found: Any, _question: Question) -> dict[str, int] | None:
    return {"year": found.year, "month": found.month, "day": found.day} if isinstance(found, date) else None


def _text(found: Any, _question: Question) -> str | None:
    return found if isinstance(found, str) else None


_WRITTEN: Mapping[str, Callable[[Any, Question], Any]] = {
    "whole_number": _whole,
    "decimal_number": _decimal,
    "yes_no": _yes_no,
    "choice": _text,
    "date": _date,
}
