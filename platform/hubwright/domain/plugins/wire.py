"""Typed values to JSON and back, for what passes between the platform and the process of a plugin.

Whatever comes back is held to its type, part by part: a plugin that answers nonsense is told from one that answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Made = TypeVar("Made")
_LONGEST = 20_000
_MOST = 2_000


class Nonsense(ValueError):
    """What came is not what its type says. The text names the place and never repeats the value."""


def as_json(value: Any) -> Any:
    """A value of these types as JSON: dataclasses as objects with their name under "is", instants in UTC as ISO 8601.

    Args:
        value: a dataclass, or a mapping, sequence, text, number, yes or no, instant, date or None.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {"is": type(value).__name__} | {one.name: as_json(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, date):
        return (value.astimezone(UTC) if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, Mapping):
        return {str(name): as_json(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(one) for one in value]
    if isinstance(value, set | frozenset):
        return sorted(as_json(one) for one in value)
    return value


def of_json(kind: type[Made], value: Any) -> Made:
    """A value of this type out of JSON.

    Args:
        kind: a dataclass, or what `typing` says of one of its fields.
        value: JSON.

    Raises:
        Nonsense: it is no such value; where, and what was expected.
    """
    made: Made = _made(kind, value, "")
    return made


def _made(kind: Any, value: Any, at: str) -> Any:
    if kind is Any:
        return value
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _one_of(get_args(kind), value, at)
    if is_dataclass(kind):
        return _object(kind, value, at)
    if origin in (tuple, list, frozenset):
        return _several(origin, get_args(kind)[0], value, at)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(get_args(kind)[1], value, at)
    return _plain(kind, value, at)


def _one_of(kinds: tuple[Any, ...], value: Any, at: str) -> Any:
    if value is None and NoneType in kinds:
        return None
    named = value.get("is") if isinstance(value, Mapping) else None
    for kind in kinds:
        if kind is not NoneType and (not is_dataclass(kind) or getattr(kind, "__name__", "") == named):
            return _made(kind, value, at)
    raise Nonsense(f"{at or 'The answer'} is none of what may stand there.")


def _object(kind: Any, value: Any, at: str) -> Any:
    if not isinstance(value, Mapping):
        raise Nonsense(f"{at or 'The answer'} is no {kind.__name__}.")
    given = {name: one for name, one in value.items() if name != "is"}
    known = _hints(kind)
    if value.get("is", kind.__name__) != kind.__name__ or given.keys() - known.keys():
        raise Nonsense(f"{at or 'The answer'} is no {kind.__name__}.")
    parts = {}
    for one in fields(kind):
        if one.name in given:
            parts[one.name] = _made(known[one.name], given[one.name], f"{at}/{one.name}")
        elif one.default is MISSING and one.default_factory is MISSING:
            raise Nonsense(f"{at}/{one.name} is missing.")
    return kind(**parts)


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _several(origin: Any, inner: Any, value: Any, at: str) -> Any:
    if not isinstance(value, list) or len(value) > _MOST:
        raise Nonsense(f"{at or 'The answer'} is no list of at most {_MOST}.")
    return origin(_made(inner, one, f"{at}/{number}") for number, one in enumerate(value))


def _mapping(inner: Any, value: Any, at: str) -> Any:
    if not isinstance(value, Mapping) or len(value) > _MOST or not all(isinstance(name, str) for name in value):
        raise Nonsense(f"{at or 'The answer'} is no object of at most {_MOST} parts.")
    return {name: _made(inner, one, f"{at}/{name}") for name, one in value.items()}


def _plain(kind: Any, value: Any, at: str) -> Any:
    if kind in (datetime, date):
        return _moment(kind, value, at)
    # True is an int to Python, and a yes is no number to anybody else.
    if type(value) is not kind or (kind is str and len(value) > _LONGEST):
        raise Nonsense(f"{at or 'The answer'} is no {getattr(kind, '__name__', 'such value')}.")
    return value


def _moment(kind: Any, value: Any, at: str) -> Any:
    try:
        made = kind.fromisoformat(value)
    except (TypeError, ValueError):
        raise Nonsense(f"{at or 'The answer'} is no {kind.__name__}.") from None
    if kind is datetime and made.tzinfo is None:
        raise Nonsense(f"{at or 'The answer'} says no time zone.")
    return made
