"""A rule as a tree that cannot change: what is kept in a drawing, hashed, exported and walked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

Literal: TypeAlias = str | int | bool | tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One operator with its arguments. Made by `parse`, which is the only thing that checks the shape.

    Args:
        operator: one of `OPERATORS`.
        arguments: rules and literals; a tuple is a list of literals ("one of").
    """

    operator: str
    arguments: tuple[Rule | Literal, ...]

    @property
    def document(self) -> dict[str, Any]:
        """The JSON it was parsed from: `parse(document).document == document`, always."""
        return {self.operator: [_document(argument) for argument in self.arguments]}

    def rules(self) -> Iterator[Rule]:
        """The arguments that are rules themselves."""
        return (argument for argument in self.arguments if isinstance(argument, Rule))

    def __hash__(self) -> int:
        # True and 1 are equal to Python but not to an author, so the kind of a literal counts.
        return hash((self.operator, tuple((type(argument), argument) for argument in self.arguments)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Rule):
            return NotImplemented
        mine, theirs = self.arguments, other.arguments
        return (
            self.operator == other.operator
            and len(mine) == len(theirs)
            and all(type(a) is type(b) and a == b for a, b in zip(mine, theirs, strict=True))
        )


def _document(argument: Rule | Literal) -> Any:
    if isinstance(argument, Rule):
        return argument.document
    return list(argument) if isinstance(argument, tuple) else argument


def reads(rule: Rule) -> frozenset[str]:
    """The ids of all questions that a rule reads, rows and their columns included."""
    if rule.operator == "answer":
        return frozenset(argument for argument in rule.arguments if isinstance(argument, str))
    return frozenset().union(*(reads(part) for part in rule.rules()))


def answered_question(argument: Rule | Literal) -> str | None:
    """The question id when the argument is exactly `{"answer": [id]}`, else None."""
    if isinstance(argument, Rule) and argument.operator == "answer":
        (id,) = argument.arguments
        return id if isinstance(id, str) else None
    return None


def is_plain_reveal(rule: Rule) -> tuple[str, tuple[str, ...]] | None:
    """The question and the option ids when a rule says no more than "this choice is one of ...".

    A show rule may read its own page only in this form, so that a page works without scripts and without an
    evaluator in the browser. Yes and no count as the options "yes" and "no". Whether the question is a choice, a
    set of choices or a yes-no is for the caller to look up.
    """
    if (id := answered_question(rule)) is not None:
        return id, ("yes",)
    if rule.operator not in {"is", "one of", "contains", "contains any of"}:
        return None
    left, right = rule.arguments
    id = answered_question(left)
    if id is None or isinstance(right, Rule):
        return None
    options = tuple(_option(part) for part in (right if isinstance(right, tuple) else (right,)))
    return (id, options) if all(options) else None


def _option(literal: str | int | bool) -> str:
    if isinstance(literal, bool):
        return "yes" if literal else "no"
    return literal if isinstance(literal, str) else ""
