"""One row put in its place: changed if it is there, inserted if not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import IntegrityError

from hubwright.domain.errors import Moved


def put_row(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Change the columns given in the row with this primary key, or insert it.

    Raises:
        Moved: somebody else inserted it at the same moment.
    """
    keys = [column.name for column in table.primary_key]
    here = [table.c[name] == row[name] for name in keys]
    rest = {name: value for name, value in row.items() if name not in keys}
    if rest and connection.execute(table.update().where(*here).values(**rest)).rowcount:
        return
    try:
        connection.execute(table.insert().values(**row))
    except IntegrityError as error:
        raise Moved("Somebody else wrote the same thing in between.") from error
