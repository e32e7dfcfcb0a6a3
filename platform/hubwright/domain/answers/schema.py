"""A form's answers as JSON Schema (2020-12), generated from the form: what the API guards before the judge looks.

It says about shape exactly what `shapes` says, which a property test keeps so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hubwright.domain.answers import shapes
from hubwright.domain.answers.answer import State
from hubwright.domain.definitions.form import Form, Question
from hubwright.domain.rules.values import LARGEST_WHOLE

Schema = dict[str, Any]


def answers_schema(form: Form) -> Schema:
    """The schema of `{question id: answer document}` for a form. Required questions are not required here: an
    unfinished answer is well formed."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Answers to {form.id} version {form.version}",
        **_object({question.id: _answer(question) for page in form.pages for question in page.questions}),
    }


def _object(properties: Mapping[str, Any], required: tuple[str, ...] = (), **more: Any) -> Schema:
    schema: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False, **more}
    return {**schema, "required": list(required)} if required else schema


def _answer(question: Question) -> Schema:
    if question.type in ("calculated", "content"):
        return {}
    empty: Schema = {"type": "null"}
    document = _object(
        {
            "state": {"enum": [state.value for state in State]},
            "value": {"anyOf": [empty, _SHAPES[question.type](question)]},
            "note": _text(shapes.NOTE),
            "by": _text(shapes.LINE),
            "at": _text(shapes.LINE),
        },
        ("state",),
    )
    answered = {"properties": {"state": {"const": State.ANSWERED.value}}}
    return {**document, "if": answered, "else": {"properties": {"value": empty}}}


def _text(most: int, *, one_line: bool = False) -> Schema:
    unsafe = shapes.UNSAFE_IN_LINE if one_line else shapes.UNSAFE
    return {"type": "string", "maxLength": most, "not": {"pattern": f"[{unsafe}]"}}


def _line() -> Schema:
    return _text(shapes.LINE, one_line=True)


def _short_text(question: Question) -> Schema:
    return _text(int(question.settings.get("max_length", shapes.SHORT_TEXT)), one_line=True)


def _long_text(question: Question) -> Schema:
    return _text(int(question.settings.get("max_length", shapes.LONG_TEXT)))


def _one_of(values: tuple[str, ...]) -> Schema:
    # An enum may not be empty; a question without options accepts nothing.
    return {"enum": list(values)} if values else {"not": {}}


def _options(question: Question) -> Schema:
    return _one_of(tuple(option.id for option in question.options))


def _set_of(items: Schema) -> Schema:
    return {"type": "array", "items": items, "uniqueItems": True}


def _date() -> Schema:
    parts = {name: {"type": "integer", "minimum": 1, "maximum": most} for name, most in _DATE.items()}
    return _object({**parts, "estimated": {"type": "boolean"}}, ("year",), dependentRequired={"day": ["month"]})


def _list(question: Question) -> Schema:
    chosen = _object({"id": _options(question)}, ("id",))
    other = _object({"other": _line()}, ("other",))
    return {"anyOf": [chosen, other]} if question.settings.get("other") else chosen


def _person(question: Question) -> Schema:
    special = {"born": _date(), "expected": _date(), "unborn": {"const": True}, "address": _address()}
    return _object({key: special.get(key, _line()) for key in shapes.person_keys(question)})


def _rows(question: Question) -> Schema:
    row = _object({column.id: _answer(column) for column in question.rows})
    return {"type": "array", "items": row, "maxItems": shapes.most_rows(question)}


def _address() -> Schema:
    properties = {
        "kind": _one_of(shapes.ADDRESS_KINDS),
        "lines": {"type": "array", "items": _line(), "maxItems": shapes.ADDRESS_LINES},
        "town": _line(),
        "postcode": _line(),
        "country": _line(),
        "protected": {"type": "boolean"},
    }
    return _object(properties, ("kind",))


def _reach(key: str) -> Schema:
    return _object({key: _line(), "safe": _one_of(shapes.SAFE)}, (key,))


def _safe_contact(question: Question) -> Schema:
    words = {key: _text(shapes.NOTE) for key in ("times", "words", "do_not")}
    return _object({**words, "ways": _set_of(_one_of(tuple(question.settings.get("ways", shapes.WAYS))))})


def _files(question: Question) -> Schema:
    size: Schema = {"type": "integer", "minimum": 0, "maximum": LARGEST_WHOLE}
    given = {"file": _line(), "name": _line(), "media": _line(), "size": size}
    refused = {"name": _line(), "refused": _one_of(shapes.REFUSED_FILES)}
    one = {"anyOf": [_object(given, tuple(given)), _object(refused, tuple(refused))]}
    return {"type": "array", "items": one, "maxItems": shapes.most_files(question)}


_DATE = {"year": 9999, "month": 12, "day": 31}
# The "not" is there because some engines let a line break pass before "$".
_DECIMAL: Schema = {
    "type": "string",
    "pattern": "^-?[0-9]{1,15}(\\.[0-9]{1,10})?$",
    "not": {"pattern": "[^0-9.-]"},
}
_SHAPES: Mapping[str, Callable[[Question], Schema]] = {
    "short_text": _short_text,
    "long_text": _long_text,
    "whole_number": lambda _question: {"type": "integer", "minimum": -LARGEST_WHOLE, "maximum": LARGEST_WHOLE},
    "decimal_number": lambda _question: _DECIMAL,
    "yes_no_unknown": lambda _question: _one_of(("yes", "no")),
    "date": lambda _question: _date(),
    "choice": _options,
    "choices": lambda question: _set_of(_options(question)),
    "list": _list,
    "person": _person,
    "people": _rows,
    "rows": _rows,
    "address": lambda _question: _address(),
    "telephone": lambda _question: _reach("number"),
    "email": lambda _question: _reach("address"),
    "safe_contact": _safe_contact,
    "nhs_number": lambda _question: _line(),
    "upn": lambda _question: _line(),
    "consent": lambda _question: _object(
        {"position": _one_of(shapes.POSITIONS), "why": _text(shapes.NOTE)}, ("position",)
    ),
    "declaration": lambda _question: {"const": True},
    "file": _files,
}
