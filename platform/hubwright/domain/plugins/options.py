"""What a plugin may ask of a hub as options: the small part of JSON Schema that a page can draw and people answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.problems import Problem

PARTS = frozenset(
    {
        "agencies", "check_sets", "clocks", "deciders", "kinds", "letters", "meeting_types", "pathways", "roles",
        "routes", "sensitivities", "tiers",
    }
)  # fmt: skip
"""Parts of a hub that an option may name elements of, with the keyword `names`."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_COMMON = frozenset({"type", "title", "description", "default"})
_OF: Mapping[str, frozenset[str]] = {
    "string": frozenset({"enum", "minLength", "maxLength", "names"}),
    "integer": frozenset({"minimum", "maximum"}),
    "boolean": frozenset(),
    "array": frozenset({"items", "minItems", "maxItems", "uniqueItems"}),
    "object": frozenset({"properties", "required", "additionalProperties"}),
}
_DEEPEST = 3
_LONGEST = 4_000


def problems_of_options(schema: Any, file: str, pointer: str = "") -> list[Problem]:
    """Everything that stands in the way of drawing these options as a page, at once.

    Args:
        schema: as the plugin declares it: an object that knows all of its own properties.
        file: by which its author knows it.
        pointer: of the schema in what the plugin says of itself.
    """
    if not isinstance(schema, Mapping) or schema.get("type") != "object":
        return [_problem(file, pointer, "Options are an object.", 'Say "type": "object".')]
    return list(_object(schema, file, pointer, 0))


def _object(shape: Mapping[str, Any], file: str, at: str, depth: int) -> Iterator[Problem]:
    if shape.get("additionalProperties") is not False:
        yield _problem(file, at, "An object has to refuse what it does not know.", 'Say "additionalProperties": false.')
    held = shape.get("properties")
    if not isinstance(held, Mapping) or depth > _DEEPEST:
        yield _problem(file, at, f"An object names its properties, at most {_DEEPEST} deep.", "Name them, or fewer.")
        return
    for name in shape.get("required", ()):
        if name not in held:
            yield _problem(file, f"{at}/required", "It asks for a property that it does not have.", "Name it there.")
    for name, inner in held.items():
        if not _NAME.fullmatch(str(name)):
            yield _problem(file, f"{at}/properties", "A name is not in small letters.", "Use letters, figures and _.")
        yield from _shape(inner, file, f"{at}/properties/{name}", depth + 1)


def _shape(shape: Any, file: str, at: str, depth: int) -> Iterator[Problem]:
    kind = str(shape.get("type")) if isinstance(shape, Mapping) else ""
    if kind not in _OF:
        yield _problem(file, at, "It has no type that can be asked for.", f"Use one of {', '.join(sorted(_OF))}.")
        return
    for keyword in sorted(shape.keys() - _COMMON - _OF[kind]):
        yield _problem(file, f"{at}/{keyword}", f"A {kind} cannot say this here.", "Leave it out.")
    if kind != "object" and not str(shape.get("title", "")).strip() and not at.endswith("/items"):
        yield _problem(file, at, "It has no title, so nobody would know what is asked.", 'Give it a "title".')
    if kind == "string":
        yield from _string(shape, file, at)
    elif kind == "object":
        yield from _object(shape, file, at, depth)
    elif kind == "array":
        yield from _items(shape.get("items"), file, f"{at}/items", depth)


def _items(shape: Any, file: str, at: str, depth: int) -> Iterator[Problem]:
    if isinstance(shape, Mapping) and shape.get("type") in ("array", "boolean"):
        yield _problem(file, at, "A list holds texts, numbers or objects.", "Make each entry an object, or a text.")
        return
    yield from _shape(shape, file, at, depth)


def _string(shape: Mapping[str, Any], file: str, at: str) -> Iterator[Problem]:
    names, longest = shape.get("names"), shape.get("maxLength", 0)
    if names is not None and names not in PARTS:
        yield _problem(
            file, f"{at}/names", "There is no such part of a hub.", f"Use one of {', '.join(sorted(PARTS))}."
        )
    if names is None and "enum" not in shape and not 0 < longest <= _LONGEST:
        yield _problem(file, at, "It does not say how long it may be.", f'Say "maxLength", at most {_LONGEST}.')


def _problem(file: str, pointer: str, what: str, do: str) -> Problem:
    return Problem(file, pointer, what, do, "option-not-drawable")


def defaults_of(schema: Mapping[str, Any]) -> dict[str, Any]:
    """What a hub that chose nothing would have: the defaults that the schema names."""
    return {name: one["default"] for name, one in schema.get("properties", {}).items() if "default" in one}


def named_in(schema: Mapping[str, Any], options: Any) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """The elements of the hub that these options name: where, of which part, and the id.

    Args:
        schema: as declared, without problems.
        options: as the hub has them, held to the schema.
    """
    for name, one in schema.get("properties", {}).items():
        if isinstance(options, Mapping) and name in options:
            yield from (((name, *path), part, id) for path, part, id in _named(one, options[name]))


def _named(shape: Mapping[str, Any], value: Any) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    if shape["type"] == "object":
        yield from named_in(shape, value)
    elif shape["type"] == "array" and isinstance(value, list):
        for number, one in enumerate(value):
            yield from (((number, *path), part, id) for path, part, id in _named(shape["items"], one))
    elif "names" in shape and isinstance(value, str):
        yield (), shape["names"], value
