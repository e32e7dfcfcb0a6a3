"""A rule without what it says of questions and options that are taken away: the rest of it stays as it was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import Any

_JOINS = ("all", "any")
_OF_ROWS = ("any row", "every row")
_LISTS = ("one of", "contains any of")


@dataclass(frozen=True, slots=True)
class Gone:
    """What is taken away.

    Args:
        questions: ids.
        options: (question, option) ids; of a rule about a case (fact, id): ("tier", "red").
    """

    questions: Set[str] = frozenset()
    options: Set[tuple[str, str]] = frozenset()


def without(rule: Any, gone: Gone) -> Any | None:
    """What is left of a rule, as JSON: the same where it names nothing that goes, None where nothing is left.

    Of "all" and "any" the parts that name it go; a comparison that names it goes whole, and of a list of options only
    the option.

    Args:
        rule: as JSON.
        gone: what is taken away.
    """
    if not isinstance(rule, Mapping) or len(rule) != 1:
        return rule
    ((operator, arguments),) = rule.items()
    if not isinstance(arguments, list):
        return rule
    if operator in _JOINS:
        return _joined(operator, arguments, gone, rule)
    if operator == "not" or (operator in _OF_ROWS and len(arguments) == 2):
        return _around(operator, arguments, gone, rule)
    return None if _reads(rule, lambda id: id in gone.questions) else _compared(operator, arguments, gone, rule)


def _compared(operator: str, arguments: list[Any], gone: Gone, rule: Any) -> Any | None:
    """What is left of a comparison that reads nothing which goes."""
    asked = next((id for one in arguments if (id := _asked(one))), "")
    named = {option for question, option in gone.options if question == asked}
    if operator in _LISTS and named and len(arguments) == 2 and isinstance(arguments[1], list):
        left = [one for one in arguments[1] if one not in named]
        if len(left) == len(arguments[1]):
            return rule
        return {operator: [arguments[0], left]} if left else None
    if any(isinstance(one, str) and one in named for one in arguments):
        return None
    return None if any(without(one, gone) != one for one in arguments if isinstance(one, Mapping)) else rule


def _joined(operator: str, arguments: list[Any], gone: Gone, rule: Any) -> Any | None:
    left = [made for one in arguments if (made := without(one, gone)) is not None]
    if left == arguments:
        return rule
    if len(left) <= 1:
        return left[0] if left else None
    return {operator: left}


def _around(operator: str, arguments: list[Any], gone: Gone, rule: Any) -> Any | None:
    """What is left of "not" and of what is asked of each entry."""
    if not arguments or (operator in _OF_ROWS and _asked(arguments[0]) in gone.questions):
        return None
    left = without(arguments[-1], gone)
    if left is None:
        return None
    return rule if left == arguments[-1] else {operator: [*arguments[:-1], left]}


def _reads(part: Any, is_gone: Callable[[str], bool]) -> bool:
    if isinstance(part, Mapping):
        return is_gone(_asked(part)) or any(_reads(one, is_gone) for one in part.values())
    return isinstance(part, list) and any(_reads(one, is_gone) for one in part)


def _asked(part: Any) -> str:
    if isinstance(part, Mapping) and set(part) == {"answer"}:
        held = part["answer"]
        return str(held[0]) if isinstance(held, list) and len(held) == 1 else ""
    return ""
