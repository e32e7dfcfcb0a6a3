"""JSON values in sealed columns: sealed as they are put, opened as they are read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table

from hubwright.ports import Sealer
from hubwright.storage.chain import canonical
from hubwright.storage.columns import storable


def _context(table: Table, column: str, values: Mapping[Any, Any]) -> bytes:
    return canonical([table.name, column, *(storable(values[part.name]) for part in table.primary_key)])


def seal_values(table: Table, values: Mapping[str, Any], sealer: Sealer) -> dict[str, Any]:
    """The values of a row (its whole primary key among them) with those of sealed columns sealed."""
    sealed = dict(values)
    for column in table.columns:
        if column.info.get("sealed") and values.get(column.name) is not None:
            sealed[column.name] = sealer.seal(canonical(values[column.name]), _context(table, column.name, values))
            sealed["key_id"] = sealer.key_id
    return sealed


def open_values(table: Table, row: Mapping[Any, Any], sealer: Sealer) -> dict[str, Any]:
    """A row with its sealed columns opened.

    Raises:
        hubwright.domain.errors.Broken: a seal does not hold.
    """
    opened = dict(row)
    for column in table.columns:
        if column.info.get("sealed") and opened.get(column.name) is not None:
            context = _context(table, column.name, row)
            opened[column.name] = json.loads(sealer.open(row[column.name], row["key_id"], context))
    return opened
