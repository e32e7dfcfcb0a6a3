"""The installation's own tables: hubs, users, credentials. It sets no hub, so it sees no hub's rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, Table, bindparam, case, select
from sqlalchemy.dialects import postgresql, sqlite

from hubwright.domain.cases.entries import Actor
from hubwright.storage import scopes
from hubwright.storage.engines import Engines
from hubwright.storage.putting import put_row
from hubwright.storage.tables import of_kind

_TABLES = of_kind("installation")


def _table(name: str) -> Table:
    if name not in _TABLES:
        raise LookupError(f"{name!r} is not a table of the installation.")
    return _TABLES[name]


@cache
def _counting(dialect: str) -> Executable:
    """The statement that counts an attempt, put together once."""
    throttle = _TABLES["installation_throttle"]
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    start = throttle.c.window_start
    now, since = (bindparam(name, type_=start.type) for name in ("now", "since"))
    counted = insert(throttle).values(key=bindparam("this"), window_start=now, count=1)
    counted = counted.on_conflict_do_update(
        index_elements=[throttle.c.key],
        set_={
            "count": case((start > since, throttle.c.count + 1), else_=1),
            "window_start": case((start > since, start), else_=now),
        },
    )
    return counted.returning(throttle.c.count)


class InstallationWork:
    """A unit of work on installation tables; left without `commit`, it undoes everything."""

    def __init__(self, connection: Connection, actor: Actor) -> None:
        self.actor = actor
        self._connection = connection

    def rows(
        self,
        table: str,
        *,
        where: Mapping[str, Any] | None = None,
        order: Sequence[str] = (),
        limit: int | None = None,
    ) -> Sequence[Mapping[str, Any]]:
        """Rows, as `Reading.rows` gives them."""
        source = _table(table)
        query = select(source).where(*scopes.matching(where or {}, source)).order_by(*scopes.ordering(order, source))
        return [dict(row) for row in self._connection.execute(query.limit(limit)).mappings()]

    def one(self, table: str, **where: Any) -> Mapping[str, Any] | None:
        """The first row that matches, or None."""
        return next(iter(self.rows(table, where=where, limit=1)), None)

    def put(self, table: str, **values: Any) -> None:
        """Insert one row, or change the named columns of the row with this primary key."""
        put_row(self._connection, _table(table), values)

    def drop(self, table: str, **key: Any) -> int:
        """Remove the rows that match (at least one column must be named), and say how many."""
        source = _table(table)
        if not key:
            raise LookupError("Say which rows to drop.")
        here = [source.c[name] == value for name, value in key.items()]
        return self._connection.execute(source.delete().where(*here)).rowcount

    def hit(self, key: str, *, now: datetime, window: timedelta) -> int:
        """Count one more attempt under `key`, and say how many there were in this window of time."""
        given = {"this": key, "now": now, "since": now - window}
        return int(self._connection.execute(_counting(self._connection.dialect.name), given).scalar_one())

    def spend_token(self, digest: str, *, purpose: str, now: datetime) -> str | None:
        """Use a token up: the user's id, or None when there is none for this purpose, it ended or was used before."""
        token = _TABLES["installation_token"]
        used = self._connection.execute(
            token.update()
            .where(token.c.digest == digest, token.c.purpose == purpose)
            .where(token.c.ends > now, token.c.used_at.is_(None))
            .values(used_at=now)
        )
        if used.rowcount == 0:
            return None
        return str(self._connection.execute(select(token.c.user_id).where(token.c.digest == digest)).scalar_one())

    def sweep(self, *, before: datetime) -> int:
        """Remove tokens that ended and counts that began before an instant, and say how many; neither means anything
        any more, and strangers can make as many counts as they like."""
        token, throttle = _TABLES["installation_token"], _TABLES["installation_throttle"]
        over = (token.delete().where(token.c.ends < before), throttle.delete().where(throttle.c.window_start < before))
        return sum(self._connection.execute(one).rowcount for one in over)

    def commit(self) -> None:
        """Make it so."""
        self._connection.commit()


class Installation:
    """The way to the installation's tables."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines

    @contextmanager
    def work(self, actor: Actor) -> Iterator[InstallationWork]:
        """A unit of work on installation tables, in no hub."""
        with self._engines.writing(None) as connection:
            yield InstallationWork(connection, actor)

    @contextmanager
    def reading(self) -> Iterator[InstallationWork]:
        """One look at installation tables; the database refuses to write here."""
        with self._engines.reading(None) as connection:
            yield InstallationWork(connection, Actor(id="reader"))
