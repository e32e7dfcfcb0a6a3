"""Seals over stream heads: chained, hourly, so that a stream taken away whole is missed.

A seal keeps the heads that moved since the one before. By the chain, the seals together hold every stream's head.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from hubwright.storage import chain
from hubwright.storage.tables import journal

_head, _seal, _seal_head = journal.stream_head, journal.hub_seal, journal.hub_seal_head


def seal_heads(connection: Connection, hub: str, now: datetime) -> int:
    """Write the next seal and give its number. A stream being written to at this moment waits for the next one."""
    moved = connection.execute(
        select(_head.c.stream, _head.c.number, _head.c.hash)
        .where(_head.c.hub_id == hub, _head.c.number > _head.c.sealed)
        .order_by(_head.c.stream)
        .with_for_update(skip_locked=True)
    ).all()
    streams = connection.execute(select(func.count()).select_from(_head).where(_head.c.hub_id == hub)).scalar_one()
    last = connection.execute(
        select(_seal.c.number, _seal.c.hash).where(_seal.c.hub_id == hub).order_by(_seal.c.number.desc()).limit(1)
    ).one_or_none()
    number, previous = (last.number + 1, last.hash) if last else (1, chain.START)
    heads = [(row.stream, row.number, row.hash) for row in moved]
    digest = chain.heads_digest(heads)
    connection.execute(
        _seal.insert().values(
            hub_id=hub,
            number=number,
            at=now,
            streams=streams,
            digest=digest,
            previous_hash=previous,
            hash=chain.seal_link(
                hub=hub, number=number, at=now, streams=streams, digest=digest, previous_hash=previous
            ),
        )
    )
    for stream, end, hash_there in heads:
        connection.execute(
            _seal_head.insert().values(hub_id=hub, seal=number, stream=stream, number=end, hash=hash_there)
        )
        connection.execute(_head.update().where(_head.c.hub_id == hub, _head.c.stream == stream).values(sealed=end))
    return number
