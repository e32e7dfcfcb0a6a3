"""What a reader may list, as a small predicate that storage turns into SQL and a test can hold against a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Everything:
    """Every row of the hub."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No row."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """Rows whose `column` holds one of `values`."""

    column: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class After:
    """Rows whose `column` holds a time later than `at` (UTC)."""

    column: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Not:
    """Rows that `part` does not hold for."""

    part: Predicate


@dataclass(frozen=True, slots=True)
class Related:
    """Rows for whose case (`case_ref`) some row of `table` satisfies `where`."""

    table: str
    where: Predicate


@dataclass(frozen=True, slots=True)
class All:
    """Rows that every part holds for; of no parts, every row."""

    parts: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Rows that at least one part holds for; of no parts, none."""

    parts: tuple[Predicate, ...]


Predicate = Everything | Nothing | OneOf | After | Not | Related | All | Either


def holds(  # noqa: PLR0911 - one for each kind of predicate
    predicate: Predicate,
    row: Mapping[str, Any],
    related: Mapping[str, Sequence[Mapping[str, Any]]],
) -> bool:
    """Whether `row` is in scope.

    Args:
        predicate: the scope.
        row: the columns of one row.
        related: table name to the rows of the same case.
    """
    match predicate:
        case Everything():
            return True
        case Nothing():
            return False
        case OneOf(column, values):
            return row[column] in values
        case After(column, at):
            return row[column] is not None and row[column] > at
        case Not(part):
            return not holds(part, row, related)
        case Related(table, where):
            return any(holds(where, other, related) for other in related.get(table, ()))
        case All(parts):
            return all(holds(part, row, related) for part in parts)
        case Either(parts):
            return any(holds(part, row, related) for part in parts)
