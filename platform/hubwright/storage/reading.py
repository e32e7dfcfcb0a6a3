"""Reads within one hub: streams, drawings, and rows within a scope."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from hubwright.domain.access.scope import Predicate
from hubwright.domain.cases.entries import Entry
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.people.searching import Wanted
from hubwright.ports import Draft
from hubwright.storage import drafts, people_index, scopes
from hubwright.storage.journal import mark_of, read_stream
from hubwright.storage.projections import Projector
from hubwright.storage.revisions import Drawings
from hubwright.storage.sealed_columns import open_values
from hubwright.storage.sealing import KeySealer


@dataclass(frozen=True, slots=True)
class Tools:
    """What readings and works need beside the database."""

    sealer: KeySealer
    projector: Projector
    drawings: Drawings
    entropy: Callable[[int], bytes]


class SqlReading:
    """A `Reading`: one consistent look at one hub."""

    def __init__(self, connection: Connection, hub: str, tools: Tools) -> None:
        self.hub = hub
        self._connection, self._tools = connection, tools

    def entries(self, stream: str, *, as_of: datetime | None = None) -> Sequence[Entry]:
        return read_stream(self._connection, self.hub, stream, self._tools.sealer, as_of=as_of)[0]

    def mark(self, stream: str) -> str:
        return mark_of(self._connection, self.hub, stream)

    def hub_at(self, revision: str) -> Hub:
        return self._tools.drawings.at(self._connection, self.hub, revision)

    def live(self) -> tuple[str, Hub]:
        return self._tools.drawings.live(self._connection, self.hub)

    def draft(self, code: str) -> Draft | None:
        return drafts.read(self._connection, self.hub, code, self._tools.sealer)

    def rows(
        self,
        table: str,
        *,
        scope: Predicate,
        where: Mapping[str, Any] | None = None,
        order: Sequence[str] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> Sequence[Mapping[str, Any]]:
        source = scopes.listed(table)
        query = self._within(select(source), table, scope, where).order_by(*scopes.ordering(order, source))
        found = self._connection.execute(query.limit(limit).offset(offset)).mappings()
        return [self._shown(table, row) for row in found]

    def parts_like(self, tokens: Collection[str], begin: Collection[str]) -> Sequence[str]:
        return people_index.parts_like(self._connection, self.hub, tokens, begin)

    def named(self, wanted: Sequence[Wanted], *, scope: Predicate, limit: int) -> Sequence[Mapping[str, Any]]:
        found = people_index.named(self._connection, self.hub, wanted, scope, limit)
        return [self._shown("name_posting", row) for row in found]

    def count(self, table: str, *, scope: Predicate, where: Mapping[str, Any] | None = None) -> int:
        counting = select(func.count()).select_from(scopes.listed(table))
        return int(self._connection.execute(self._within(counting, table, scope, where)).scalar_one())

    def tally(
        self, table: str, by: Sequence[str], *, scope: Predicate, where: Mapping[str, Any] | None = None
    ) -> Sequence[tuple[tuple[Any, ...], int]]:
        columns = [scopes.column_of(scopes.listed(table), name) for name in by]
        query = self._within(select(*columns, func.count()), table, scope, where).group_by(*columns)
        found = self._connection.execute(query.order_by(*(one.asc().nulls_first() for one in columns)))
        return [(tuple(row[:-1]), int(row[-1])) for row in found]

    def _within(self, query: Select[Any], table: str, scope: Predicate, where: Mapping[str, Any] | None) -> Select[Any]:
        source = scopes.listed(table)
        return query.where(
            source.c.hub_id == self.hub, scopes.in_scope(scope, source), *scopes.matching(where or {}, source)
        )

    def _shown(self, table: str, row: Mapping[Any, Any]) -> Mapping[str, Any]:
        opened = open_values(scopes.listed(table), row, self._tools.sealer)
        return {name: value for name, value in opened.items() if name not in {"hub_id", "key_id"}}
