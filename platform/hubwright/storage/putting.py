"""One row put in its place: changed if it is there, inserted if not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, Update, bindparam
from sqlalchemy.exc import IntegrityError

from hubwright.domain.errors import Moved

_IS, _TO = "is_", "to_"


@lru_cache(maxsize=256)
def _change(table: Table, keys: tuple[str, ...], columns: tuple[str, ...]) -> Update:
    """The statement that changes these columns of one row, put together once."""
    here = (table.c[name] == bindparam(f"{_IS}{name}") for name in keys)
    return table.update().where(*here).values({name: bindparam(f"{_TO}{name}") for name in columns})


def put_row(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Change the columns given in the row with this primary key, or insert it.

    Raises:
        Moved: somebody else inserted it at the same moment.
    """
    keys = tuple(column.name for column in table.primary_key)
    rest = tuple(name for name in row if name not in keys)
    if rest:
        given = {f"{_IS if name in keys else _TO}{name}": value for name, value in row.items()}
        if connection.execute(_change(table, keys, rest), given).rowcount:
            return
    try:
        connection.execute(table.insert(), dict(row))
    except IntegrityError as error:
        raise Moved("Somebody else wrote the same thing in between.") from error
