"""Connections: one engine that writes and one that only reads, each set up so that nothing is lost or leaks.

SQLite: WAL, full durability, and BEGIN IMMEDIATE for works (with the driver's own transactions, read-then-write loses
updates without an error); readers begin deferred and may not write. PostgreSQL: the hub is set for one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import OperationalError, TimeoutError
from sqlalchemy.pool import ConnectionPoolEntry

from hubwright.domain.errors import Refusal

BUSY_MILLISECONDS = 15_000


@dataclass(frozen=True)
class Engines:
    """The two ways to one database."""

    write: Engine
    read: Engine

    @contextmanager
    def writing(self, hub: str | None) -> Iterator[Connection]:
        """A transaction that may write in one hub (or, with None, in no hub); left without `commit`, it is undone."""
        with ExitStack() as stack:
            try:
                connection = stack.enter_context(self.write.connect())
                _enter(connection, hub)
            except (OperationalError, TimeoutError) as error:
                raise Refusal(
                    why="The hub is very busy at this moment.",
                    do="Try again; what you typed is kept.",
                    code="busy",
                ) from error
            yield connection

    @contextmanager
    def reading(self, hub: str | None) -> Iterator[Connection]:
        """One consistent look at one hub."""
        with self.read.connect() as connection:
            _enter(connection, hub)
            yield connection

    def dispose(self) -> None:
        """Close every connection."""
        self.write.dispose()
        self.read.dispose()


def open_engines(url: str) -> Engines:
    """The engines for a database URL."""
    if make_url(url).get_backend_name() == "sqlite":
        return Engines(
            write=_sqlite(url, begin="BEGIN IMMEDIATE", query_only=False),
            read=_sqlite(url, begin="BEGIN DEFERRED", query_only=True),
        )
    engine = open_postgresql(url)
    return Engines(
        write=engine, read=engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    )


def open_postgresql(url: str) -> Engine:
    """A PostgreSQL engine through psycopg 3."""
    return create_engine(make_url(url).set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True)


def open_writer(url: str) -> Engine:
    """An engine for migrations and repairs, which needs no hub."""
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url, begin="BEGIN IMMEDIATE", query_only=False)
    return open_postgresql(url)


def _enter(connection: Connection, hub: str | None) -> None:
    if connection.dialect.name == "sqlite":
        connection.begin()
    elif hub is not None:
        connection.execute(select(func.set_config("app.hub_id", hub, True)))


def _sqlite(url: str, *, begin: str, query_only: bool) -> Engine:
    # An error must not repeat what somebody typed: it ends in a log.
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _prepare(query_only=query_only))

    @event.listens_for(engine, "begin")
    def begin_so(connection: Connection) -> None:
        if query_only:
            # It takes no lock, so it cannot fail for want of one; straight to the driver it costs a tenth.
            connection.connection.cursor().execute(begin)
        else:
            connection.exec_driver_sql(begin)

    return engine


def _prepare(*, query_only: bool) -> Callable[[Any, ConnectionPoolEntry], None]:
    pragmas = [
        f"busy_timeout = {BUSY_MILLISECONDS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        # What was lawfully destroyed is overwritten in the file, not only unlinked.
        "secure_delete = ON",
        f"query_only = {'ON' if query_only else 'OFF'}",
    ]

    def prepare(connection: Any, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver's own transactions begin too late; ours are explicit
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").close()

    return prepare
