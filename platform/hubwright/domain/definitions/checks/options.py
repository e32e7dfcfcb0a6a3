"""Whether what a hub chose for a plugin fits what the plugin asks for: everything that does not, each at its place.

What a plugin may ask is the small part of JSON Schema that `domain.plugins.options` allows; it is held to here in the
words that a page shows, with the plugin's own titles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.rules.parsing import nearest


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that does not fit.

    Args:
        steps: to its place within the options.
        title: what the plugin calls that place, "" for the options as a whole.
        what, do: one sentence each.
        near: the nearest word that would have fitted, or None.
    """

    steps: tuple[str | int, ...]
    title: str
    what: str
    do: str
    near: str | None = None


def misfits(shape: Mapping[str, Any], value: Any) -> Iterator[Misfit]:
    """Everything in which options depart from their schema.

    Args:
        shape: of options, as `problems_of_options` lets it through.
        value: plain JSON.
    """
    yield from _of(shape, value, (), "")


def _of(shape: Mapping[str, Any], value: Any, at: tuple[str | int, ...], above: str) -> Iterator[Misfit]:
    title = str(shape.get("title", "")).strip() or above
    kind, wanted, inside = _KINDS[shape["type"]]
    # To Python a yes is a whole number; to an author it is none.
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        yield Misfit(at, title, f"Here belongs {wanted}.", f"Give {wanted}.")
    else:
        yield from inside(shape, value, at, title)


def _object(shape: Mapping[str, Any], value: Any, at: tuple[str | int, ...], above: str) -> Iterator[Misfit]:
    held = shape["properties"]
    for name in shape.get("required", ()):
        if name not in value:
            title = str(held[name].get("title", "")).strip() or above
            yield Misfit((*at, name), title, "Nothing has been said yet.", "Say it.")
    for name, one in value.items():
        if name in held:
            yield from _of(held[name], one, (*at, name), above)
        else:
            do = "Take it out: saving the plugin's page does."
            yield Misfit((*at, name), above, "The plugin does not ask for this.", do, nearest(name, held))


def _list(shape: Mapping[str, Any], value: Any, at: tuple[str | int, ...], title: str) -> Iterator[Misfit]:
    least, most = shape.get("minItems", 0), shape.get("maxItems")
    if len(value) < least:
        yield Misfit(at, title, "There are too few.", f"Give at least {least}.")
    if most is not None and len(value) > most:
        yield Misfit(at, title, "There are too many.", f"Give at most {most}.")
    if shape.get("uniqueItems") and any(one in value[:number] for number, one in enumerate(value)):
        yield Misfit(at, title, "Something is there twice.", "Take one of the two out.")
    for number, one in enumerate(value):
        yield from _of(shape["items"], one, (*at, number), title)


def _text(shape: Mapping[str, Any], value: str, at: tuple[str | int, ...], title: str) -> Iterator[Misfit]:
    least, most, words = shape.get("minLength", 0), shape.get("maxLength"), shape.get("enum")
    if words is not None and value not in words:
        do = f"Choose one of: {', '.join(map(str, words))}."
        yield Misfit(at, title, "This cannot be chosen here.", do, nearest(value, words))
    if len(value.strip()) < least:
        yield Misfit(at, title, "The text is too short.", f"Write at least {least} letters.")
    if most is not None and len(value) > most:
        yield Misfit(at, title, "The text is too long.", f"Write at most {most} letters.")


def _number(shape: Mapping[str, Any], value: int, at: tuple[str | int, ...], title: str) -> Iterator[Misfit]:
    least, most = shape.get("minimum"), shape.get("maximum")
    if (least is not None and value < least) or (most is not None and value > most):
        bounds = f"from {least}" if most is None else f"up to {most}" if least is None else f"from {least} to {most}"
        yield Misfit(at, title, "The number is out of bounds.", f"Write a number {bounds}.")


def _nothing(shape: Mapping[str, Any], value: Any, at: tuple[str | int, ...], title: str) -> Iterator[Misfit]:
    return iter(())


_KINDS: Mapping[str, tuple[type, str, Callable[..., Iterator[Misfit]]]] = {
    "string": (str, "a text", _text),
    "integer": (int, "a whole number", _number),
    "boolean": (bool, "yes or no", _nothing),
    "array": (list, "a list", _list),
    "object": (dict, "a group of answers", _object),
}
