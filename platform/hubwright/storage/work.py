"""One deed's unit of work: everything it writes becomes true together or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, func, select
from sqlalchemy.exc import IntegrityError

from hubwright.domain.cases.entries import Actor, Entry, Fact
from hubwright.domain.errors import Moved, NotFound, Refusal
from hubwright.ports import Draft
from hubwright.storage import drafts, outbox, projections, revisions
from hubwright.storage.chain import canonical
from hubwright.storage.columns import storable
from hubwright.storage.journal import Head, Pen, read_stream, write_stream
from hubwright.storage.putting import put_row
from hubwright.storage.reading import SqlReading, Tools
from hubwright.storage.sealed_columns import open_values, seal_values
from hubwright.storage.tables import documents, journal, plain, record
from hubwright.storage.tables import drafts as draft_tables

_deed = plain.deed
_DONE_BEFORE = select(_deed).where(_deed.c.hub_id == bindparam("hub"), _deed.c.deed == bindparam("deed"))
_LONGEST_DEED = 200
# Deeds, revisions and the read log have ways of their own in; nothing may be put over them or dropped.
_OPEN_TO_DEEDS = {
    table.name: table
    for table in (
        plain.draft,
        plain.outbox,
        plain.hub_setting,
        record.saved_view,
        plain.preference,
        plain.check_link,
        documents.made_document,
        draft_tables.draft_trial,
    )
}


class SqlWork(SqlReading):
    """A `Work`. It may also read rows, as a `Reading` does, for facts a deed looks up."""

    def __init__(
        self,
        connection: Connection,
        hub: str,
        tools: Tools,
        *,
        actor: Actor,
        deed: str,
        now: datetime,
        command: Any,
    ) -> None:
        super().__init__(connection, hub, tools)
        if len(deed) > _LONGEST_DEED:
            raise Refusal(
                why="This page has lost the number it is sent under.", do="Open the page again.", code="deed-wrong"
            )
        # A deed id comes from a form: what is hashed and sealed must be what the database will give back.
        self.actor, self.deed, self.now = actor, storable(deed), now
        self._pen = Pen(tools.sealer, tools.entropy)
        self._streams: dict[str, list[Entry]] = {}
        self._heads: dict[str, Head] = {}
        self._committed = False
        self._fingerprint = tools.sealer.digest(canonical([hub, actor.id, command]), "deed")
        self._first = self._earlier() if self.deed else None

    def first_result(self) -> Mapping[str, Any] | None:
        return self._first

    def entries(self, stream: str, *, as_of: datetime | None = None) -> Sequence[Entry]:
        if as_of is not None:
            return super().entries(stream, as_of=as_of)
        return tuple(self._load(stream))

    def append(self, facts: Iterable[Fact], *, revision: str) -> Sequence[Entry]:
        self._still_open()
        written: list[Entry] = []
        ordered = sorted(facts, key=lambda fact: fact.stream)
        for stream, group in groupby(ordered, key=lambda fact: fact.stream):
            written += self._append_to(stream, list(group), revision)
        return written

    def put(self, table: str, **values: Any) -> None:
        self._still_open()
        target = _plain(table)
        if table == "outbox":
            outbox.put(self._connection, self.hub, now=self.now, sealer=self._tools.sealer, **values)
            return
        row = seal_values(target, {**values, "hub_id": self.hub}, self._tools.sealer)
        put_row(self._connection, target, row)

    def drop(self, table: str, **key: Any) -> None:
        self._still_open()
        target = _plain(table)
        if not key:
            raise LookupError("Say which rows to drop.")
        here = [target.c[name] == value for name, value in key.items()]
        self._connection.execute(target.delete().where(target.c.hub_id == self.hub, *here))

    def keep_draft(self, code: str, draft: Draft) -> None:
        self._still_open()
        drafts.keep(self._connection, self.hub, code, draft, self._tools.sealer)

    def publish(self, revision: str, documents: Any) -> None:
        self._still_open()
        revisions.publish(self._connection, self.hub, revision, documents, at=self.now, by=self.actor.id)

    def destroy(self, stream: str, number: int, *, under: str) -> None:
        self._still_open()
        payload, destroyed = journal.entry_payload, journal.entry_destroyed
        here = {"hub_id": self.hub, "stream": stream, "number": number}
        matching = [payload.c[name] == value for name, value in here.items()]
        if self._connection.execute(payload.delete().where(*matching)).rowcount != 1:
            raise NotFound("There is no such entry, or its words were destroyed before.")
        self._connection.execute(
            destroyed.insert().values(**here, at=self.now, under=under, actor=self.actor.id, deed=self.deed)
        )
        self._streams.pop(stream, None)
        projections.rewrite(self._connection, self.hub, stream, self._load(stream), self._tools.projector)

    def commit(self, result: Mapping[str, Any] | None = None) -> None:
        if self._first is not None:
            return
        self._still_open()
        if self.deed:
            row = {
                "hub_id": self.hub,
                "deed": self.deed,
                "fingerprint": self._fingerprint,
                "result": dict(result or {}),
                "at": self.now,
            }
            try:
                self._connection.execute(_deed.insert(), seal_values(_deed, row, self._tools.sealer))
            except IntegrityError as error:
                raise Moved("The same deed was done twice at the same moment.") from error
        self._connection.commit()
        self._committed = True

    def _append_to(self, stream: str, facts: list[Fact], revision: str) -> list[Entry]:
        before = self._load(stream) if stream in self._streams else []
        head = self._heads.get(stream, Head())
        written, self._heads[stream] = write_stream(
            self._connection,
            self.hub,
            head,
            facts,
            pen=self._pen,
            actor=self.actor,
            revision=revision,
            deed=self.deed,
            now=self.now,
        )
        self._streams[stream] = whole = [*before, *written]
        replace = projections.rewrite if head.number else projections.insert
        replace(self._connection, self.hub, stream, whole, self._tools.projector)
        return written

    def _load(self, stream: str) -> list[Entry]:
        if stream not in self._streams:
            found, head = read_stream(self._connection, self.hub, stream, self._tools.sealer)
            self._streams[stream] = found
            self._heads.setdefault(stream, head)
        return self._streams[stream]

    def _earlier(self) -> Mapping[str, Any] | None:
        """What this deed gave the first time, if it was done before."""
        if self._connection.dialect.name == "postgresql":
            # The same deed sent twice at once: the second waits here until the first is through.
            lock = func.hashtextextended(f"{self.hub}\n{self.deed}", 0)
            self._connection.execute(select(func.pg_advisory_xact_lock(lock)))
        row: Row[Any] | None = self._connection.execute(
            _DONE_BEFORE, {"hub": self.hub, "deed": self.deed}
        ).one_or_none()
        if row is None:
            return None
        if row.fingerprint != self._fingerprint:
            raise Refusal(
                why="This page was already used for something else.",
                do="Open the page again from the start and repeat what you wanted to do.",
                code="deed-used",
            )
        first: Mapping[str, Any] = open_values(_deed, row._mapping, self._tools.sealer)["result"]
        return first

    def _still_open(self) -> None:
        if self._committed:
            raise RuntimeError("This work is committed; begin another one.")
        if self._first is not None:
            raise RuntimeError("This deed was done before: give its first result and write nothing.")


def _plain(name: str) -> Table:
    if name not in _OPEN_TO_DEEDS:
        raise LookupError(f"{name!r} is not a table that a deed may put rows into.")
    return _OPEN_TO_DEEDS[name]
