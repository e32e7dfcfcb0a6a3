"""Entries in and out of the journal's tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, Select, and_, bindparam, func, select
from sqlalchemy.exc import IntegrityError

from hubwright.domain.cases.entries import Actor, Entry, Fact
from hubwright.domain.errors import Moved
from hubwright.ports import Sealer
from hubwright.storage import chain
from hubwright.storage.columns import storable
from hubwright.storage.tables import journal

SALT = 32
_AT_ONCE = 2_000
_entry, _payload, _destroyed, _head = (
    journal.entry,
    journal.entry_payload,
    journal.entry_destroyed,
    journal.stream_head,
)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a stream ends: its last number, the hash there, and when that was recorded."""

    number: int = 0
    hash: str = chain.START
    recorded: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pen:
    """What writing needs beside the database: the seal and chance."""

    sealer: Sealer
    entropy: Callable[[int], bytes]


def context_of(hub: str, stream: str, number: int) -> bytes:
    """What an entry's seal is bound to: a payload moved elsewhere does not open."""
    return chain.canonical(["entry", hub, stream, number])


def full_rows(hub: str | BindParameter[str]) -> Select[Any]:
    """Headers of a hub with their payload or the note of its destruction, in stream order."""
    joined: Any = _entry
    for table in (_payload, _destroyed):
        same = (table.c[name] == _entry.c[name] for name in ("hub_id", "stream", "number"))
        joined = joined.outerjoin(table, and_(*same))
    return (
        select(
            _entry,
            _payload.c.sealed,
            _payload.c.key_id,
            _destroyed.c.at.label("destroyed_at"),
            _destroyed.c.under.label("destroyed_under"),
        )
        .select_from(joined)
        .where(_entry.c.hub_id == hub)
        .order_by(_entry.c.stream, _entry.c.number)
    )


# Every request reads streams: these statements are put together once.
_STREAM = full_rows(bindparam("hub")).where(_entry.c.stream == bindparam("stream"))
_STREAM_AS_OF = _STREAM.where(_entry.c.recorded <= bindparam("as_of"))
_MARK = select(
    _head.c.hash,
    select(func.count())
    .select_from(_destroyed)
    .where(_destroyed.c.hub_id == _head.c.hub_id, _destroyed.c.stream == _head.c.stream)
    .scalar_subquery(),
).where(_head.c.hub_id == bindparam("hub"), _head.c.stream == bindparam("stream"))

_ADVANCE = (
    _head.update()
    .where(_head.c.hub_id == bindparam("hub"), _head.c.stream == bindparam("of"))
    .where(_head.c.number == bindparam("from_number"), _head.c.hash == bindparam("from_hash"))
    .values(number=bindparam("to_number"), hash=bindparam("to_hash"))
)


def mark_of(connection: Connection, hub: str, stream: str) -> str:
    """What `Reading.mark` gives: where the stream ends, and how much of it was destroyed."""
    row = connection.execute(_MARK, {"hub": hub, "stream": stream}).one_or_none()
    return "" if row is None else f"{row[0]} {row[1]}"


def unsealed(row: Row[Any], sealer: Sealer) -> tuple[bytes, bytes]:
    """The salt and the payload of a row of `full_rows` that still has them.

    Raises:
        hubwright.domain.errors.Broken: the seal does not hold.
    """
    plain = sealer.open(row.sealed, row.key_id, context_of(row.hub_id, row.stream, row.number))
    return plain[:SALT], plain[SALT:]


def as_entry(row: Row[Any], sealer: Sealer) -> Entry:
    """The entry that a row of `full_rows` holds."""
    payload: Mapping[str, Any] = {"actor_name": "", "body": {}}
    destroyed = None
    if row.sealed is not None:
        payload = json.loads(unsealed(row, sealer)[1])
    elif row.destroyed_at is not None:
        destroyed = f"{row.destroyed_under}, {chain.said(row.destroyed_at)}"
    else:
        destroyed = "missing, and no destruction is on record"
    return Entry(
        stream=row.stream,
        number=row.number,
        type=row.type,
        version=row.version,
        body=payload["body"],
        happened=row.happened,
        received=row.received,
        recorded=row.recorded,
        actor=row.actor,
        actor_name=payload["actor_name"],
        agency=row.agency,
        revision=row.revision,
        deed=row.deed,
        destroyed=destroyed,
    )


def read_stream(
    connection: Connection, hub: str, stream: str, sealer: Sealer, *, as_of: datetime | None = None
) -> tuple[list[Entry], Head]:
    """A stream's entries and where it ended when they were read.

    Args:
        as_of: only what was recorded by then.
    """
    asked = {"hub": hub, "stream": stream}
    if as_of is None:
        rows = connection.execute(_STREAM, asked).all()
    else:
        rows = connection.execute(_STREAM_AS_OF, {**asked, "as_of": as_of}).all()
    if not rows:
        return [], Head()
    return [as_entry(row, sealer) for row in rows], Head(rows[-1].number, rows[-1].hash, rows[-1].recorded)


def read_hub(connection: Connection, hub: str, sealer: Sealer) -> Iterator[tuple[str, list[Entry]]]:
    """Every stream of a hub with its entries, one after the other."""
    stream: str | None = None
    entries: list[Entry] = []
    for row in connection.execute(full_rows(hub).execution_options(yield_per=500)):
        if stream is not None and row.stream != stream:
            yield stream, entries
            entries = []
        stream = row.stream
        entries.append(as_entry(row, sealer))
    if stream is not None:
        yield stream, entries


def write_stream(
    connection: Connection,
    hub: str,
    head: Head,
    facts: Sequence[Fact],
    *,
    pen: Pen,
    actor: Actor,
    revision: str,
    deed: str,
    now: datetime,
) -> tuple[list[Entry], Head]:
    """Put facts of one stream on record after `head`.

    Raises:
        Moved: the stream ends elsewhere by now.
    """
    stream = storable(facts[0].stream)
    pages, end = [], head
    for fact in facts:
        page = _page(hub, stream, end, fact, pen=pen, actor=actor, revision=revision, deed=deed, now=now)
        pages.append(page)
        end = page.end
    try:
        _advance(connection, hub, stream, head, end)
        connection.execute(_entry.insert(), [page.header for page in pages])
    except IntegrityError as error:
        raise Moved("Somebody else acted on the same thing in between.") from error
    connection.execute(_payload.insert(), [page.payload for page in pages])
    return [page.entry for page in pages], end


def write_new_streams(
    connection: Connection,
    hub: str,
    facts: Iterable[Fact],
    *,
    pen: Pen,
    actor: Actor,
    revision: str,
    deed: str,
    now: datetime,
) -> int:
    """Put many facts on record in streams that are new, and say how many they were. Facts of one stream stand together.

    The entries are those that `write_stream` would have written; they go to the database thousands at a time. Their
    projections are not: whoever writes so many works them out anew afterwards.

    Raises:
        Moved: one of the streams has begun already.
    """
    written = 0
    waiting: list[_Page] = []
    for stream, group in groupby(facts, key=lambda fact: storable(fact.stream)):
        head = Head()
        for fact in group:
            page = _page(hub, stream, head, fact, pen=pen, actor=actor, revision=revision, deed=deed, now=now)
            waiting.append(page)
            head = page.end
        if len(waiting) >= _AT_ONCE:
            written += _write_whole(connection, waiting)
            waiting = []
    return written + _write_whole(connection, waiting)


def _write_whole(connection: Connection, pages: Sequence[_Page]) -> int:
    """Write the pages of whole streams; the last page of each is where it ends."""
    if pages:
        last = {page.header["stream"]: page.header for page in pages}
        heads = [
            {**{name: header[name] for name in ("hub_id", "stream", "number", "hash")}, "sealed": 0}
            for header in last.values()
        ]
        try:
            connection.execute(_head.insert(), heads)
        except IntegrityError as error:
            raise Moved("Somebody else acted on the same thing in between.") from error
        connection.execute(_entry.insert(), [page.header for page in pages])
        connection.execute(_payload.insert(), [page.payload for page in pages])
    return len(pages)


@dataclass(frozen=True, slots=True)
class _Page:
    """One fact as it goes on record: its rows, the entry they hold, and where the stream then ends."""

    header: Mapping[str, Any]
    payload: Mapping[str, Any]
    entry: Entry
    end: Head


def _page(
    hub: str,
    stream: str,
    before: Head,
    fact: Fact,
    *,
    pen: Pen,
    actor: Actor,
    revision: str,
    deed: str,
    now: datetime,
) -> _Page:
    number = before.number + 1
    # A machine's clock may be set back; what is known as of a moment must still be a beginning of the stream.
    recorded = now if before.recorded is None else max(now, before.recorded)
    payload = chain.canonical({"actor_name": actor.name, "body": fact.body})
    salt = pen.entropy(SALT)
    header: dict[str, Any] = {
        "hub_id": hub,
        "stream": stream,
        "number": number,
        "type": storable(fact.type),
        "version": fact.version,
        "happened": fact.happened,
        "received": fact.received,
        "recorded": recorded,
        "actor": storable(actor.id),
        "agency": None if actor.agency is None else storable(actor.agency),
        "revision": storable(revision),
        "deed": storable(deed),
        "payload_digest": chain.payload_digest(salt, payload),
        "previous_hash": before.hash,
    }
    header["hash"] = chain.link(header)
    sealed = pen.sealer.seal(salt + payload, context_of(hub, stream, number))
    row = {"hub_id": hub, "stream": stream, "number": number, "key_id": pen.sealer.key_id, "sealed": sealed}
    return _Page(header, row, _fresh(fact, header, json.loads(payload)), Head(number, header["hash"], recorded))


def _fresh(fact: Fact, header: Mapping[str, Any], payload: Mapping[str, Any]) -> Entry:
    return Entry(
        stream=header["stream"],
        number=header["number"],
        type=header["type"],
        version=fact.version,
        body=payload["body"],
        happened=fact.happened,
        received=fact.received,
        recorded=header["recorded"],
        actor=header["actor"],
        actor_name=payload["actor_name"],
        agency=header["agency"],
        revision=header["revision"],
        deed=header["deed"],
    )


def _advance(connection: Connection, hub: str, stream: str, head: Head, end: Head) -> None:
    if head.number == 0:
        first = {"hub_id": hub, "stream": stream, "number": end.number, "hash": end.hash, "sealed": 0}
        connection.execute(_head.insert(), first)
        return
    moved = connection.execute(
        _ADVANCE,
        {
            "hub": hub,
            "of": stream,
            "from_number": head.number,
            "from_hash": head.hash,
            "to_number": end.number,
            "to_hash": end.hash,
        },
    )
    if moved.rowcount != 1:
        raise Moved("Somebody else acted on the same thing in between.")
