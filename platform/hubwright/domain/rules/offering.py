"""What a row of the rule builder may say of a question: comparisons that fit the type of its answer, and no other."""

from __future__ import annotations

from collections.abc import Mapping

from hubwright.domain.rules.building import OF_ROWS, Value
from hubwright.domain.rules.kinds import Kind, Type
from hubwright.domain.rules.values import decimal_of, iso_date


def offered(type: Type) -> tuple[tuple[str, str], ...]:
    """What may be said of an answer of a type: each a measure ("" for the answer itself) and a comparison."""
    return _OFFERED[type.kind]


def wanted(type: Type, measure: str) -> Type:
    """The type of what is compared: of the answer itself, or of what is measured of it."""
    return type if not measure else Type(Kind.WHOLE)


def literal(type: Type, typed: str) -> Value | None:
    """What was typed or chosen as a value of a type, as a rule has it; None where it is none.

    Args:
        type: of what it is compared with.
        typed: an option's id, "yes" or "no", a day as "2026-01-31", a number, a text.
    """
    text = typed.strip()
    match type.kind:
        case Kind.WHOLE | Kind.DECIMAL if (whole := _whole(text)) is not None:
            return whole
        case Kind.DECIMAL:
            fits = decimal_of(text) is not None
        case Kind.YES_NO:
            fits = text in ("yes", "no")
        case Kind.DATE:
            fits = iso_date(text) is not None
        case Kind.TEXT:
            fits = bool(text)
        case _:
            fits = text in type.options
    return text if fits else None


def _whole(text: str) -> int | None:
    bare = text.removeprefix("-")
    return int(text) if bare.isascii() and bare.isdecimal() and len(bare) <= 12 else None


_SAID = (("", "is answered"), ("", "is known"))
_NUMBERS = ("is", "is not", "less than", "at most", "at least", "more than", "between")
_ANY_NUMBER = tuple(("", how) for how in _NUMBERS)
_OFFERED: Mapping[Kind, tuple[tuple[str, str], ...]] = {
    Kind.YES_NO: (("", "is"), ("", "is not"), *_SAID),
    Kind.CHOICE: (("", "one of"), ("", "is"), ("", "is not"), *_SAID),
    Kind.CHOICES: (("", "contains any of"), ("", "contains"), *_SAID),
    Kind.TEXT: (*_SAID, ("", "is"), ("", "is not"), ("", "contains"), ("length of text", "more than"),
                ("length of text", "less than")),
    Kind.WHOLE: (*_ANY_NUMBER, *_SAID),
    Kind.DECIMAL: (*_ANY_NUMBER, *_SAID),
    Kind.DATE: (("", "before"), ("", "after"), ("", "is"), ("", "between"),
                *(("age in years", how) for how in _NUMBERS),
                *((measure, how) for measure in ("days since", "months since", "years since")
                  for how in ("less than", "at most", "at least", "more than")), *_SAID),
    Kind.PERSON: (*(("age in years", how) for how in _NUMBERS), *_SAID),
    Kind.ROWS: (*(("", how) for how in OF_ROWS), *(("count rows", how) for how in _NUMBERS), *_SAID),
}  # fmt: skip
