"""Whether a document has the shape of its schema, in our own words.

The validator's own messages quote what was submitted; ours are made from the place and the broken keyword alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend
from referencing import Registry, Resource

from hubwright.domain.problems import Problem
from hubwright.domain.rules.parsing import escaped, nearest, quoted, said
from hubwright.schemas import schema

MOST_PROBLEMS = 200
"""Of one document. Nobody mends more at once, and a hostile file must not fill the memory."""


@cache
def _validator(kind: str) -> Any:
    common = schema("common")
    registry: Registry[Any] = Registry().with_resource(common["$id"], Resource.from_contents(common))
    return _Validator(schema(kind), registry=registry)


def _fits(validator: Any, pattern: str, instance: Any, _: Any) -> Iterator[ValidationError]:
    if not isinstance(instance, str):
        return
    if not _as_schemas_mean_it(pattern).search(instance) or _HIDDEN.search(instance) or not _is_seen(instance):
        yield ValidationError("")


# Marks that turn the direction of writing: what is read is then another thing than what stands there.
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069]")


def _is_seen(text: str) -> bool:
    return any(mark.isprintable() and not mark.isspace() for mark in text)


@cache
def _as_schemas_mean_it(pattern: str) -> re.Pattern[str]:
    """A schema's pattern: its "$" is the very end, where Python's lets one more line break through, and its figures
    are 0 to 9 in no other script."""
    ends = pattern.endswith("$")
    return re.compile(pattern.removesuffix("$").replace(r"\d", "[0-9]") + (r"\Z" if ends else ""))


_Validator = extend(Draft202012Validator, {"pattern": _fits})  # type: ignore[no-untyped-call]


def shape_problems(kind: str, document: Any, *, file: str) -> list[Problem]:
    """Everything in which a document departs from the schema of its kind ("form", "workflow", "hub").

    Args:
        kind: which schema.
        document: plain JSON, as `read_bytes` gives it.
        file: the document's name, for the problems.
    """
    problems: dict[Problem, None] = {}
    for error in _validator(kind).iter_errors(document):
        for problem in _said(error, file):
            problems[problem] = None
            if len(problems) >= MOST_PROBLEMS:
                return sorted(problems)
    return sorted(problems, key=lambda problem: (problem.pointer, problem.code))


def _said(error: ValidationError, file: str) -> Iterator[Problem]:
    pointer = "".join(f"/{escaped(str(step))}" for step in error.absolute_path)
    keyword = str(error.validator) if error.validator is not None else ""
    if keyword == "additionalProperties":
        yield from _unknown_names(error, pointer, file)
        return
    if keyword == "required":
        instance = error.instance if isinstance(error.instance, dict) else {}
        required: Any = error.validator_value
        for name in required:
            if name not in instance:
                yield Problem(file, pointer, f"{quoted(name)} is missing.", f"Add {quoted(name)}.", "missing")
        return
    what, do, code = _WORDS.get(keyword, _other)(error)
    near = nearest(error.instance, _choices(error)) if keyword == "enum" else None
    yield Problem(file, pointer, what, do, code, near)


def _unknown_names(error: ValidationError, pointer: str, file: str) -> Iterator[Problem]:
    known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
    instance: Any = error.instance
    for name in instance:
        if name not in known:
            do = f"Use one of: {', '.join(sorted(known))}." if len(known) <= 30 else "Take it out."
            yield Problem(
                file,
                f"{pointer}/{escaped(name)}",
                f"The name {quoted(name)} is not used here.",
                do,
                "unknown-name",
                nearest(name, known),
            )


def _choices(error: ValidationError) -> list[str]:
    choices: Any = error.validator_value
    return [str(one) for one in choices]


_TYPES = {
    "object": "an object",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "boolean": "true or false",
}

_PATTERNS = {
    "^[a-z][a-z0-9-]*$": "Use small letters, figures and hyphens, starting with a letter.",
    "^#[0-9a-f]{6}$": "Write a colour as #rrggbb in small letters.",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "Write a day as 2026-12-25.",
    "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$": "Write an hour as 09:00.",
    "\\S": "Write some words, without hidden marks.",
}

_Words = tuple[str, str, str]


def _type(error: ValidationError) -> _Words:
    wanted: Any = error.validator_value
    names = [_TYPES.get(one, one) for one in ([wanted] if isinstance(wanted, str) else wanted)]
    found = said(error.instance) if not isinstance(error.instance, str) else "a text"
    return f"Here stands {found}, where {' or '.join(names)} belongs.", f"Write {' or '.join(names)}.", "wrong-type"


def _enum(error: ValidationError) -> _Words:
    choices = ", ".join(_choices(error))
    return f"{_named(error.instance)} is not one of the words used here.", f"Use one of: {choices}.", "unknown-word"


def _const(error: ValidationError) -> _Words:
    return (
        f"{_named(error.instance)} is not what belongs here.",
        f"Write {quoted(str(error.validator_value))}.",
        "unknown-word",
    )


def _pattern(error: ValidationError) -> _Words:
    do = _PATTERNS.get(str(error.validator_value), "Look at the reference of definitions for its form.")
    return f"{_named(error.instance)} is not written as this must be.", do, "wrong-form"


def _longest(error: ValidationError) -> _Words:
    return f"The text is longer than {error.validator_value} characters.", "Shorten it.", "too-long"


def _shortest(error: ValidationError) -> _Words:
    return f"The text is shorter than {error.validator_value} characters.", "Write some words.", "too-short"


def _most(error: ValidationError) -> _Words:
    return f"There are more than {error.validator_value} entries.", "Take some out.", "too-long"


def _fewest(error: ValidationError) -> _Words:
    return f"There are fewer than {error.validator_value} entries.", "Add what is missing.", "too-short"


def _range(error: ValidationError) -> _Words:
    least = error.schema.get("minimum") if isinstance(error.schema, dict) else None
    most = error.schema.get("maximum") if isinstance(error.schema, dict) else None
    return "The number is out of bounds.", f"Write a number from {least} to {most}.", "out-of-bounds"


def _not_here(_: ValidationError) -> _Words:
    return "This has no meaning here.", "Take it out, or change the type of what holds it.", "not-for-this-type"


def _other(_: ValidationError) -> _Words:
    return "This does not have the form that belongs here.", "Look at the reference of definitions.", "wrong-form"


_WORDS: dict[str, Callable[[ValidationError], _Words]] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "maxLength": _longest,
    "minLength": _shortest,
    "maxItems": _most,
    "minItems": _fewest,
    "maxProperties": _most,
    "minProperties": _fewest,
    "minimum": _range,
    "maximum": _range,
    "not": _not_here,
}


def _named(value: Any) -> str:
    return quoted(value) if isinstance(value, str) else said(value)[:1].upper() + said(value)[1:]
