"""A scope as SQL: the same rows that `domain.access.scope.holds` accepts, and only columns that may be asked about."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, FromClause, Table, and_, exists, false, not_, or_, true
from sqlalchemy.sql.elements import UnaryExpression

from hubwright.domain.access.scope import After, All, Either, Everything, Not, Nothing, OneOf, Predicate, Related
from hubwright.storage.columns import Instant, Words
from hubwright.storage.tables import of_kind

LISTED = of_kind("projection", "plain")
_COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}


def listed(name: str) -> Table:
    """The table of that name, if it may be listed at all.

    Raises:
        LookupError: it may not.
    """
    if name not in LISTED:
        raise LookupError(f"{name!r} is not a table that can be listed.")
    return LISTED[name]


def column_of(table: FromClause, name: str) -> Column[Any]:
    """A column that may be filtered, sorted or scoped by.

    Raises:
        LookupError: there is none, or it is sealed, closed or the hub's own id.
    """
    column = table.c.get(name)
    if column is None or name == "hub_id" or column.info.get("sealed") or column.info.get("closed"):
        raise LookupError(f"{name!r} is not a column that may be asked about.")
    assert isinstance(column, Column)  # noqa: S101 - tables and their aliases have nothing else
    return column


def in_scope(  # noqa: PLR0911 - one for each kind of predicate
    predicate: Predicate, table: FromClause
) -> ColumnElement[bool]:
    """The condition under which a row of `table` is in scope."""
    match predicate:
        case Everything():
            return true()
        case Nothing():
            return false()
        case OneOf(column, values):
            return _one_of(column_of(table, column), values)
        case After(column, at):
            return _after(column_of(table, column), at)
        case Not(part):
            return not_(in_scope(part, table))
        case Related(other, where):
            return _related(listed(other), where, table)
        case All(parts):
            return and_(true(), *(in_scope(part, table) for part in parts))
        case Either(parts):
            return or_(false(), *(in_scope(part, table) for part in parts))


def _one_of(column: Column[Any], values: frozenset[str]) -> ColumnElement[bool]:
    if not isinstance(column.type, Words):
        raise LookupError(f"{column.name!r} holds no text, so no scope can name it.")  # noqa: TRY004 - about its name
    return _known(column, column.in_(sorted(values))) if values else false()


def _after(column: Column[Any], at: datetime) -> ColumnElement[bool]:
    if not isinstance(column.type, Instant):
        raise LookupError(f"{column.name!r} holds no time, so nothing is later than it.")  # noqa: TRY004 - as above
    return _known(column, column > at)


def _known(column: Column[Any], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The condition, false where the column is empty: an unknown would not turn round under *not*."""
    return and_(column.is_not(None), condition) if column.nullable else condition


def _related(other: Table, where: Predicate, table: FromClause) -> ColumnElement[bool]:
    near = other.alias()
    case = column_of(near, "case_ref")
    return (
        exists()
        .where(near.c.hub_id == table.c.hub_id, case == column_of(table, "case_ref"), in_scope(where, near))
        .correlate(table)
    )


def matching(where: Mapping[str, Any], table: FromClause) -> list[ColumnElement[bool]]:
    """Conditions from `where`: "column" to a value, None or a list of these; "column<=" (or <, >, >=) to a value."""
    return [_match(name, wanted, table) for name, wanted in where.items()]


def _match(name: str, wanted: Any, table: FromClause) -> ColumnElement[bool]:
    for sign, compare in _COMPARE.items():
        if name.endswith(sign):
            condition: ColumnElement[bool] = compare(column_of(table, name.removesuffix(sign)), wanted)
            return condition
    column = column_of(table, name)
    if isinstance(wanted, (list, tuple, set, frozenset)):
        values = [value for value in wanted if value is not None]
        missing = column.is_(None) if len(values) < len(wanted) else false()
        return or_(column.in_(values) if values else false(), missing)
    return column.is_(None) if wanted is None else column == wanted


def ordering(order: Sequence[str], table: Table) -> list[UnaryExpression[Any]]:
    """Sort orders by name, "-column" descending, empty values last; then by primary key: pages never overlap."""
    clauses = []
    for name in order:
        column = column_of(table, name.removeprefix("-"))
        clauses.append((column.desc() if name.startswith("-") else column.asc()).nulls_last())
    return clauses + [column.asc() for column in table.primary_key]
