"""What rules may read of a form: the type of each question."""

from __future__ import annotations

from collections.abc import Iterator

from hubwright.domain.answers import shapes
from hubwright.domain.definitions.form import Form, Question
from hubwright.domain.rules import DATE, DECIMAL, PERSON, TEXT, WHOLE, YES_NO, Rule, Type, choice, choices, rows

_SIMPLE = {
    "short_text": TEXT,
    "long_text": TEXT,
    "whole_number": WHOLE,
    "decimal_number": DECIMAL,
    "yes_no_unknown": YES_NO,
    "yes_no": YES_NO,
    "date": DATE,
    "person": PERSON,
    "address": choice(shapes.ADDRESS_KINDS),
    "telephone": TEXT,
    "email": TEXT,
    "safe_contact": TEXT,
    "nhs_number": TEXT,
    "upn": TEXT,
    "consent": choice(shapes.POSITIONS),
    "declaration": YES_NO,
}


def type_of(question: Question) -> Type | None:
    """What rules read of a question, or None where there is nothing to read (content).

    Of an address they read its kind, of a consent its position, of a telephone number or e-mail address the number or
    address, of a list with an other answer the option "other". A calculated value is what its settings say it gives.
    """
    options = tuple(option.id for option in question.options)
    match question.type:
        case "choice":
            return choice(options)
        case "choices":
            return choices(options)
        case "list":
            return choice((*options, "other") if question.settings.get("other") else options)
        case "people" | "rows":
            return rows({column.id: type for column in question.rows if (type := type_of(column)) is not None})
        case "calculated":
            return _given(question)
        case _:
            return _SIMPLE.get(question.type)


def scope_of(form: Form) -> dict[str, Type]:
    """The scope of a form's rules. Questions of rows are in the types of the questions that hold them."""
    return {
        question.id: type
        for page in form.pages
        for question in page.questions
        if (type := type_of(question)) is not None
    }


def row_scope(form: Form, holder: Question) -> dict[str, Type]:
    """The scope of the rules of a row's questions: those of the row, and all of the form."""
    type = type_of(holder)
    return {**scope_of(form), **dict(type.columns if type else ())}


def _given(question: Question) -> Type | None:
    formula = question.settings.get("formula")
    if not isinstance(formula, Rule):
        return None
    gives = question.settings.get("gives")
    return choice(dict.fromkeys(_texts(formula))) if gives == "choice" else _SIMPLE.get(str(gives))


def _texts(rule: Rule) -> Iterator[str]:
    """The texts that a chain of `if` may give."""
    if rule.operator == "if":
        for part in rule.arguments[1:]:
            if isinstance(part, str):
                yield part
            elif isinstance(part, Rule):
                yield from _texts(part)
