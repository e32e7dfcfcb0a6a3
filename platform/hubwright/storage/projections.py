"""Projections rewritten with their stream, and rebuilt whole to show that they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Delete, Table, bindparam, select

from hubwright.domain.cases.entries import Entry
from hubwright.ports import Sealer
from hubwright.storage import dictionary
from hubwright.storage.journal import read_hub
from hubwright.storage.tables import DICTIONARY, PROJECTIONS, people

Projector = Callable[[str, Sequence[Entry]], Mapping[str, Sequence[Mapping[str, Any]]]]
"""A stream and its entries in order, to rows by table name; `hub_id` and `stream` are filled in here."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A projection row that a rebuild changed. Ids and column names only: rows hold what people said.

    Args:
        columns: those that differ; empty where the row was missing or should not have been there.
    """

    table: str
    key: tuple[str, ...]
    found: str
    columns: tuple[str, ...] = ()


# Every deed sends these, of the kinds of stream it writes to: they are put together once.
_EMPTYING: Mapping[str, list[Delete]] = {
    kind: [
        table.delete().where(table.c.hub_id == bindparam("hub"), table.c.stream == bindparam("of"))
        for table in PROJECTIONS.values()
        if kind in (table.info["of"] or (kind,))
    ]
    for kind in {kind for table in PROJECTIONS.values() for kind in table.info["of"]}
}
_AT_ONCE = 5_000


def rewrite(connection: Connection, hub: str, stream: str, entries: Sequence[Entry], projector: Projector) -> None:
    """Replace a stream's rows by what its entries give now."""
    before = dictionary.names_of(connection, hub, stream)
    for emptying in _EMPTYING.get(_kind(stream), ()):
        connection.execute(emptying, {"hub": hub, "of": stream})
    dictionary.changed(connection, hub, before, _write(connection, hub, stream, entries, projector))


def insert(connection: Connection, hub: str, stream: str, entries: Sequence[Entry], projector: Projector) -> None:
    """Write the rows of a stream that has none yet."""
    dictionary.learn(connection, hub, _write(connection, hub, stream, entries, projector))


def _write(
    connection: Connection, hub: str, stream: str, entries: Sequence[Entry], projector: Projector
) -> frozenset[str]:
    """Write the rows, and say which names stand in them."""
    names: set[str] = set()
    for table, rows in _worked_out(hub, stream, entries, projector):
        _insert_rows(connection, table, rows)
        names |= _names(table, rows)
    return frozenset(names)


def _worked_out(
    hub: str, stream: str, entries: Sequence[Entry], projector: Projector
) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    for name, rows in projector(stream, entries).items():
        if name not in PROJECTIONS:
            raise LookupError(f"There is no projection table {name!r}.")
        if rows and _kind(stream) not in (PROJECTIONS[name].info["of"] or (_kind(stream),)):
            raise LookupError(f"{name} holds no rows of a stream like this one.")
        if rows:
            yield PROJECTIONS[name], [{**row, "hub_id": hub, "stream": stream} for row in rows]


def _kind(stream: str) -> str:
    return stream.partition(":")[0]


def _names(table: Table, rows: Sequence[dict[str, Any]]) -> set[str]:
    return {row["name"] for row in rows} if table is people.name_posting else set()


def _insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    names = set(table.c.keys())
    unknown = {name for row in rows for name in row} - names
    if unknown:
        raise LookupError(f"{table.name} has no column {', '.join(sorted(unknown))}.")
    connection.execute(table.insert(), [{name: row.get(name) for name in names} for row in rows])


def rebuild(connection: Connection, hub: str, sealer: Sealer, projector: Projector) -> list[Difference]:
    """Empty a hub's projections, work them out anew from the journal, and say what became different."""
    anew = {**PROJECTIONS, **DICTIONARY}
    before = {name: _rows(connection, hub, table) for name, table in anew.items()}
    refill(connection, hub, sealer, projector)
    differences: list[Difference] = []
    for name, table in anew.items():
        differences += _differences(name, before[name], _rows(connection, hub, table))
    return differences


def refill(connection: Connection, hub: str, sealer: Sealer, projector: Projector) -> None:
    """Empty a hub's projections and the dictionary of their names, and work them out anew, many rows at once."""
    for table in PROJECTIONS.values():
        connection.execute(table.delete().where(table.c.hub_id == hub))
    dictionary.empty(connection, hub)
    waiting: dict[str, list[dict[str, Any]]] = {}
    names: set[str] = set()
    for stream, entries in read_hub(connection, hub, sealer):
        for table, rows in _worked_out(hub, stream, entries, projector):
            names |= _names(table, rows)
            held = waiting.setdefault(table.name, [])
            held += rows
            if len(held) >= _AT_ONCE:
                _insert_rows(connection, table, waiting.pop(table.name))
    for name, held in waiting.items():
        _insert_rows(connection, PROJECTIONS[name], held)
    dictionary.learn(connection, hub, names)


_Rows = Mapping[tuple[str, ...], Mapping[Any, Any]]


def _rows(connection: Connection, hub: str, table: Table) -> _Rows:
    keys = [column.name for column in table.primary_key if column.name != "hub_id"]
    rows = connection.execute(select(table).where(table.c.hub_id == hub)).mappings()
    return {tuple(row[name] for name in keys): row for row in rows}


def _differences(table: str, before: _Rows, after: _Rows) -> list[Difference]:
    found = []
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            found.append(Difference(table, key, "missing" if old is None else "not from the journal"))
        elif columns := tuple(name for name in new if old[name] != new[name]):
            found.append(Difference(table, key, "changed", columns))
    return found
