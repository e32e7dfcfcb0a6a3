"""Deeds by the names that a scenario gives them, and their fields from plain JSON.

The name of a deed is that of its command in small letters ("answer_route"); its fields are the command's. So a new
deed of casework can be written in a scenario from the day it exists.
"""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from hubwright.domain.cases import commands as of_case
from hubwright.domain.cases.deeds import COMMANDS
from hubwright.domain.cases.topics.items import PassOn as PassItemOn
from hubwright.domain.clocks.london import on
from hubwright.domain.meetings import commands as of_meeting

# What the background work does by itself as time passes, and what only a page knows.
_NOT_WRITTEN: Final = (of_case.RaiseAlarm, of_case.TellRung, of_case.MoveClocks, of_case.AddToContact, of_case.Receive)
# Two subjects of casework pass something on: a contact to another hub, and what an agency said to somebody.
_CALLED_HERE: Final[Mapping[type, str]] = {PassItemOn: "pass_item_on"}
_OF_A_PAGE: Final = frozenset({"drawn_from", "aids"})
_MEETING: Final = (
    *(of_meeting.Ask, of_meeting.Attend, of_meeting.Give, of_meeting.AddMatter, of_meeting.Rebuild, of_meeting.Drop),
    *(of_meeting.Arrange, of_meeting.Defer, of_meeting.Take, of_meeting.Finish, of_meeting.Begin, of_meeting.End),
    *(of_meeting.Move, of_meeting.Cancel),
)


def _name(command: type) -> str:
    if command in _CALLED_HERE:
        return _CALLED_HERE[command]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", command.__name__).lower()


DEEDS: Final[Mapping[str, type]] = {_name(one): one for one in COMMANDS if one not in _NOT_WRITTEN}
"""Deeds on a case, by name."""
MEETS: Final[Mapping[str, type]] = {"call": of_meeting.Call, **{_name(one): one for one in _MEETING}}
"""Deeds on a meeting, by name."""


def written(command: type) -> tuple[str, ...]:
    """The fields of a deed that a scenario may write."""
    return tuple(one.name for one in _fields(command) if one.name not in _OF_A_PAGE)


def needed(command: type) -> frozenset[str]:
    """The fields without which a deed cannot be told."""
    return frozenset(one.name for one in _fields(command) if one.default is MISSING and one.default_factory is MISSING)


def made(command: type, given: Mapping[str, Any]) -> Any:
    """A command from plain JSON.

    Args:
        command: its class.
        given: field to value; times are the wall's in London.

    Raises:
        TypeError, ValueError, KeyError: a value does not have the shape of its field.
    """
    laid = {name: value for name, value in given.items() if name in _OF_A_PAGE}
    return command(**laid, **{name: value_of(command, name, given[name]) for name in given.keys() - laid.keys()})


def value_of(command: type, field: str, value: Any) -> Any:
    """The value of one field from plain JSON.

    Raises:
        TypeError, ValueError, KeyError: it does not have the shape of the field.
    """
    return _value(_hints(command)[field], value)


@cache
def _fields(command: type) -> tuple[Field[Any], ...]:
    return fields(command)


@cache
def _hints(command: type) -> dict[str, Any]:
    return get_type_hints(command)


def _value(wanted: Any, value: Any) -> Any:
    origin = get_origin(wanted)
    if origin in (Union, UnionType):
        return None if value is None else _value(next(one for one in get_args(wanted) if one is not NoneType), value)
    if origin is tuple:
        if not isinstance(value, list):
            raise TypeError("a list is needed")
        return tuple(_value(get_args(wanted)[0], one) for one in value)
    if wanted in _MAKERS:
        return _MAKERS[wanted](value)
    if isinstance(wanted, type) and is_dataclass(wanted):
        if not isinstance(value, Mapping):
            raise TypeError("an object is needed")
        return made(wanted, {"id": "", **value} if "id" in written(wanted) else value)
    if origin is abc.Mapping:
        if not isinstance(value, Mapping):
            raise TypeError("an object is needed")
        return {name: _value(get_args(wanted)[1], one) for name, one in value.items()}
    if wanted in (str, bool, int) and type(value) is not wanted:
        raise TypeError(f"{_CALLED[wanted]} is needed")
    return value


def _moment(value: Any) -> datetime:
    told = datetime.fromisoformat(value)
    return on(told.date(), told.time())


_MAKERS: Final[Mapping[Any, Callable[[Any], Any]]] = {datetime: _moment, date: date.fromisoformat}
_CALLED: Final = {str: "a text", bool: "true or false", int: "a whole number"}


def unknown(command: type, given: Iterable[str], allowed: Iterable[str] = ()) -> list[str]:
    """The names among these that are no fields of the deed.

    Args:
        command: its class.
        given: names that a scenario wrote.
        allowed: further names that stand for a field ("agency" for the question to an agency).
    """
    return [name for name in given if name not in {*written(command), *allowed}]


def by_name(value: Any, names: Mapping[str, str]) -> Any:
    """An object whose names stand for other names, with those; anything else as it is."""
    return {names.get(key, key): one for key, one in value.items()} if isinstance(value, Mapping) else value
