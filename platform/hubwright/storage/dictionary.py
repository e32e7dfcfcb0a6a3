"""The dictionary of names of one hub: learnt when a posting has a new name, forgotten when none has it any more.

Learning and forgetting one name at the same moment must not leave a posting that nobody can find, so on PostgreSQL
whoever forgets waits for those who learn, and the other way round; SQLite has one writer at a time anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Insert, Select, Table, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

from hubwright.domain.people.folding import pairs, tokens
from hubwright.storage.tables import DICTIONARY, people

_posting, _pair, _token = people.name_posting, people.name_pair, people.name_token
_OF_STREAM = (
    select(_posting.c.name)
    .distinct()
    .where(_posting.c.hub_id == bindparam("hub"), _posting.c.stream == bindparam("of"))
)
_MANY = 5_000
_FEW = 200  # names in one question: every database takes so many


def names_of(connection: Connection, hub: str, stream: str) -> frozenset[str]:
    """The names under which a stream has postings."""
    return frozenset(connection.execute(_OF_STREAM, {"hub": hub, "of": stream}).scalars())


def changed(connection: Connection, hub: str, before: frozenset[str], after: frozenset[str]) -> None:
    """Bring the dictionary in line with a stream whose postings were rewritten.

    Args:
        before, after: its names.
    """
    if gone := before - after:
        _wait(connection, hub, alone=True)
        _forget(connection, hub, gone)
    learn(connection, hub, after - before)


def learn(connection: Connection, hub: str, names: Iterable[str]) -> None:
    """Put names into the dictionary, those that are there already left as they are."""
    new = sorted(set(names))
    if not new:
        return
    _wait(connection, hub, alone=False)
    pair_rows = [
        {"hub_id": hub, "part": part, "other": other, "name": name} for name in new for part, other in pairs(name)
    ]
    parts = sorted({part for name in new for part in name.split()})
    token_rows = [{"hub_id": hub, "token": token, "part": part} for part in parts for token in sorted(tokens(part))]
    _put(connection, _pair, pair_rows)
    _put(connection, _token, token_rows)


def empty(connection: Connection, hub: str) -> None:
    """Take every name of a hub out, before its postings are made anew."""
    _wait(connection, hub, alone=True)
    for table in DICTIONARY.values():
        connection.execute(table.delete().where(table.c.hub_id == hub))


def _forget(connection: Connection, hub: str, names: Iterable[str]) -> None:
    held = _held(connection, select(_posting.c.name).distinct(), _posting, "name", hub, sorted(names))
    gone = sorted(set(names) - held)
    pair_keys = [(part, other, name) for name in gone for part, other in pairs(name)]
    _remove(connection, _pair, ("part", "other", "name"), hub, pair_keys)
    parts = sorted({part for name in gone for part in name.split()})
    still = _held(connection, select(_pair.c.part).distinct(), _pair, "part", hub, parts)
    token_keys = [(token, part) for part in parts if part not in still for token in tokens(part)]
    _remove(connection, _token, ("token", "part"), hub, token_keys)


def _held(
    connection: Connection, query: Select[Any], table: Table, column: str, hub: str, values: Sequence[str]
) -> set[str]:
    """Those of the values that some row of the table has."""
    found: set[str] = set()
    for start in range(0, len(values), _FEW):
        some = values[start : start + _FEW]
        found |= set(connection.execute(query.where(table.c.hub_id == hub, table.c[column].in_(some))).scalars())
    return found


def _remove(
    connection: Connection, table: Table, columns: tuple[str, ...], hub: str, keys: Sequence[tuple[str, ...]]
) -> None:
    if keys:
        here = [table.c[name] == bindparam(f"is_{name}") for name in columns]
        rows = [{f"is_{name}": value for name, value in zip(columns, key, strict=True)} for key in keys]
        connection.execute(table.delete().where(table.c.hub_id == hub, *here), rows)


def _put(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    insert: Insert
    if connection.dialect.name == "postgresql":
        insert = postgresql.insert(table).on_conflict_do_nothing()
    else:
        insert = sqlite.insert(table).on_conflict_do_nothing()
    for start in range(0, len(rows), _MANY):
        connection.execute(insert, rows[start : start + _MANY])


def _wait(connection: Connection, hub: str, *, alone: bool) -> None:
    if connection.dialect.name == "postgresql":
        lock = func.hashtextextended(f"{hub}\nnames", 0)
        taking = func.pg_advisory_xact_lock(lock) if alone else func.pg_advisory_xact_lock_shared(lock)
        connection.execute(select(taking))
