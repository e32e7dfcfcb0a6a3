"""What looks odd in an answer of the right shape. A warning is shown once and never stops anybody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from hubwright.domain.answers.check_digits import nhs_number_fault, upn_fault
from hubwright.domain.answers.shapes import Fault
from hubwright.domain.definitions.form import Question
from hubwright.domain.rules.values import date_span, decimal_of

_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@]+@[^\s@.]+(\.[^\s@.]+)+")
_TELEPHONE = re.compile(r"[0-9+()\s./-]*((ext|x|est)\.?\s*[0-9]+)?", re.IGNORECASE)
_LONGEST_LIFE = 130

Oddities: TypeAlias = Iterator[Fault]


def oddities(question: Question, value: Any, today: date) -> Oddities:
    """What is to be asked again about a value, as codes of `messages.WARNINGS`.

    Args:
        question: whose answer it is.
        value: of the right shape (`shapes.faults` found nothing) and not blank.
        today: the day by which dates are in the future or the past.
    """
    look = _LOOKS.get(question.type)
    return look(question, value, today) if look else iter(())


def _number(question: Question, value: Any, _today: date) -> Oddities:
    number = decimal_of(value) if isinstance(value, str) else Decimal(value)
    least, most, places = (question.settings.get(key) for key in ("least", "most", "places"))
    if number is None:
        return
    if least is not None and number < Decimal(least):
        yield Fault("number-too-small-for-this", {"least": str(least)})
    if most is not None and number > Decimal(most):
        yield Fault("number-too-large-for-this", {"most": str(most)})
    if places is not None and isinstance(value, str) and len(value.partition(".")[2]) > places:
        yield Fault("too-precise", {"places": places})


def _date(question: Question, value: Any, today: date) -> Oddities:
    settings = question.settings
    if "day" not in value and settings.get("allow") == ["full"]:
        yield Fault("date-partial")
    yield from _day(
        value,
        today,
        future_is_odd=bool(settings.get("not_after_today")) or question.meaning == "subject.born",
        past_is_odd=bool(settings.get("not_before_today")),
    )


def _day(value: Any, today: date, *, future_is_odd: bool = False, past_is_odd: bool = False) -> Oddities:
    span = date_span(value)
    if span is None:
        yield Fault("date-impossible")
        return
    if future_is_odd and span.low > today:
        yield Fault("date-in-future")
    if past_is_odd and span.high < today:
        yield Fault("date-in-past")
    if today.year - span.high.year > _LONGEST_LIFE:
        yield Fault("date-long-ago")


def _choices(question: Question, value: Any, _today: date) -> Oddities:
    alone = {option.id for option in question.options if option.exclusive}
    if len(value) > 1 and alone.intersection(value):
        yield Fault("exclusive-together")


def _person(question: Question, value: Any, today: date) -> Oddities:
    if "born" in value:
        yield from _day(value["born"], today, future_is_odd=True)
    if "expected" in value:
        yield from _day(value["expected"], today)
    if "address" in value:
        yield from _address(question, value["address"], today)
    for key, look in (("nhs_number", _nhs_number), ("upn", _upn)):
        if value.get(key, "").strip():
            yield from look(question, value[key], today)


def _address(_question: Question, value: Any, _today: date) -> Oddities:
    postcode = value.get("postcode", "").strip()
    if value["kind"] != "overseas" and postcode and not _POSTCODE.fullmatch(postcode):
        yield Fault("postcode-unlikely")


def _telephone(question: Question, value: Any, _today: date) -> Oddities:
    number = value["number"].strip()
    if not _TELEPHONE.fullmatch(number) or sum(character.isdigit() for character in number) < 7:
        yield Fault("telephone-unlikely")
    yield from _safe(question, value)


def _email(question: Question, value: Any, _today: date) -> Oddities:
    if not _EMAIL.fullmatch(value["address"].strip()):
        yield Fault("email-unlikely")
    yield from _safe(question, value)


def _safe(question: Question, value: Mapping[str, Any]) -> Oddities:
    if question.settings.get("ask_safe") and "safe" not in value:
        yield Fault("safe-not-said")


def _nhs_number(_question: Question, value: Any, _today: date) -> Oddities:
    if code := nhs_number_fault(value):
        yield Fault(code)


def _upn(_question: Question, value: Any, _today: date) -> Oddities:
    if code := upn_fault(value):
        yield Fault(code)


_LOOKS: Mapping[str, Callable[[Question, Any, date], Oddities]] = {
    "whole_number": _number,
    "decimal_number": _number,
    "date": _date,
    "choices": _choices,
    "person": _person,
    "address": _address,
    "telephone": _telephone,
    "email": _email,
    "nhs_number": _nhs_number,
    "upn": _upn,
}
