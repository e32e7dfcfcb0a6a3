"""Column types that behave alike on SQLite and PostgreSQL, and the shared shapes of key columns."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, DateTime, Index, MetaData, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with what no database column can hold (NUL, lone surrogates) shown as the replacement character."""
    return _UNSTORABLE.sub("\ufffd", text)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC: SQLite forgets the zone, so it is put back; a naive time is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time without a zone cannot be stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text as people typed it. What a column cannot hold is replaced, never a reason to lose the rest."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)


class Name(Words):
    """An id, slug, reference or digest: ordered by code point on both databases (in PostgreSQL, by collation "C")."""

    cache_ok = True


class Json(TypeDecorator[Any]):
    """A JSON value kept as canonical text, so that both databases hold the same bytes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


def hub_key() -> Column[str]:
    """The first part of every tenant table's primary key."""
    return Column("hub_id", Name, primary_key=True)


def key(name: str) -> Column[str]:
    """A further part of a primary key."""
    return Column(name, Name, primary_key=True)


def slug(name: str, *, null: bool = False) -> Column[str]:
    """An id, slug or reference."""
    return Column(name, Name, nullable=null)


def words(name: str, *, null: bool = False) -> Column[str]:
    """Text for people."""
    return Column(name, Words, nullable=null)


def instant(name: str, *, null: bool = False) -> Column[datetime]:
    """A moment in UTC."""
    return Column(name, Instant, nullable=null)


def projection(name: str, of: tuple[str, ...], *columns: Column[Any]) -> Table:
    """A projection: rows of one stream, rewritten with it.

    Args:
        of: the kinds of stream whose rows it holds ("case"); those of another kind are never looked for in it. None
            named, it may hold rows of any.
    """
    table = Table(name, metadata, hub_key(), *columns, slug("stream"), info={"kind": "projection", "of": of})
    Index(None, table.c.hub_id, table.c.stream)
    return table
