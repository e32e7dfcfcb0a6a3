"""When a workflow's transition is taken, as questions that a person answers, and the rule that the answers make.

A transition may read six facts of a case. Each is one question here; all that are answered have to hold. A rule that
says something else is not taken apart: it is shown as its sentence, and stays until somebody puts another in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.workflow import VOTES

NONE_LEFT, SOME_LEFT = "none", "some"
_COUNTS = ("returns_waiting", "undecided")


@dataclass(frozen=True, slots=True)
class Conditions:
    """What has to hold; empty where it does not matter.

    Args:
        tiers, kinds, pathways: ids, one of which it is; in the hub's order.
        returns_waiting: `NONE_LEFT` when every agency that was asked has answered, `SOME_LEFT` when one has not.
        undecided: `NONE_LEFT` when everybody has a decision, `SOME_LEFT` when somebody has none.
        vote: one of `workflow.VOTES`.
    """

    tiers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    pathways: tuple[str, ...] = ()
    returns_waiting: str = ""
    undecided: str = ""
    vote: str = ""


_LISTS = {"tier": "tiers", "kind": "kinds", "pathway": "pathways"}


def rule_of(conditions: Conditions) -> dict[str, Any] | None:
    """The rule that these make, as JSON; None where nothing has to hold."""
    parts: list[dict[str, Any]] = []
    for fact, name in _LISTS.items():
        chosen = getattr(conditions, name)
        if len(chosen) == 1:
            parts.append({"is": [_fact(fact), chosen[0]]})
        elif chosen:
            parts.append({"one of": [_fact(fact), list(chosen)]})
    for fact in _COUNTS:
        wanted = getattr(conditions, fact)
        if wanted:
            parts.append({"is" if wanted == NONE_LEFT else "more than": [_fact(fact), 0]})
    if conditions.vote:
        parts.append({"is": [_fact("vote"), conditions.vote]})
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else {"all": parts}


def conditions_of(rule: Any) -> Conditions | None:
    """The answers that make a rule; None where no answers make it.

    Args:
        rule: as JSON, or None for a transition that is always taken.
    """
    if rule is None:
        return Conditions()
    parts = rule["all"] if isinstance(rule, Mapping) and set(rule) == {"all"} else [rule]
    found: dict[str, Any] = {}
    for part in parts if isinstance(parts, list) else [None]:
        read = _read(part)
        # What is asked twice, as "red" and "child", has no answer of one question.
        if read is None or read[0] in found:
            return None
        found[read[0]] = read[1]
    made = Conditions(**found)
    return made if found and _same(made, parts) else None


def _same(made: Conditions, parts: list[Any]) -> bool:
    """Whether the answers make the very same parts, in whatever order."""
    again = rule_of(made)
    whole = again["all"] if again is not None and set(again) == {"all"} else [again]
    return sorted(map(repr, whole)) == sorted(map(repr, parts))


def _read(part: Any) -> tuple[str, Any] | None:
    if not isinstance(part, Mapping) or len(part) != 1:
        return None
    ((operator, arguments),) = part.items()
    if not isinstance(arguments, list) or len(arguments) != 2:
        return None
    fact, value = _named(arguments[0]), arguments[1]
    if fact in _LISTS:
        if operator == "is" and isinstance(value, str):
            return _LISTS[fact], (value,)
        plain = isinstance(value, list) and all(isinstance(one, str) for one in value)
        return (_LISTS[fact], tuple(value)) if operator == "one of" and plain else None
    if fact in _COUNTS and value == 0 and value is not False:
        return {"is": (fact, NONE_LEFT), "more than": (fact, SOME_LEFT)}.get(operator)
    return ("vote", value) if fact == "vote" and operator == "is" and value in VOTES else None


def _fact(name: str) -> dict[str, Any]:
    return {"answer": [name]}


def _named(argument: Any) -> str:
    if isinstance(argument, Mapping) and set(argument) == {"answer"} and isinstance(argument["answer"], list):
        return str(argument["answer"][0]) if len(argument["answer"]) == 1 else ""
    return ""
