"""Does the journal hold what was written? Every break is found and named by stream and number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, select

from hubwright.domain.errors import Broken
from hubwright.ports import Sealer
from hubwright.storage import chain
from hubwright.storage.journal import full_rows, unsealed
from hubwright.storage.tables import journal

_head, _seal, _seal_head = journal.stream_head, journal.hub_seal, journal.hub_seal_head


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """One place where the journal is not what was written.

    Args:
        stream: the stream, or "seals" for the chain of seals.
        number: of the entry (or the seal).
        what: a sentence for people; holds no payload.
    """

    stream: str
    number: int
    what: str


def verify(connection: Connection, hub: str, sealer: Sealer) -> list[BrokenLink]:
    """Every break in a hub's journal, streams in order, then seals."""
    heads = {
        row.stream: (row.number, row.hash)
        for row in connection.execute(select(_head).where(_head.c.hub_id == hub).order_by(_head.c.stream))
    }
    hashes: dict[str, dict[int, str]] = {}
    found: list[BrokenLink] = []
    rows = connection.execute(full_rows(hub).execution_options(yield_per=500))
    for stream, group in groupby(rows, key=lambda row: str(row.stream)):
        whole = hashes.setdefault(stream, {})
        for row in group:
            found += _entry_breaks(row, whole, sealer)
            whole[row.number] = row.hash
        found += _end_breaks(stream, whole, heads.get(stream))
    found += [
        BrokenLink(stream, number, "The whole stream is missing.")
        for stream, (number, _) in heads.items()
        if stream not in hashes
    ]
    return found + list(_seal_breaks(connection, hub, hashes))


def _entry_breaks(row: Row[Any], before: Mapping[int, str], sealer: Sealer) -> Iterator[BrokenLink]:
    last = max(before, default=0)
    for number in range(last + 1, row.number):
        yield BrokenLink(row.stream, number, "The entry is missing.")
    if row.number == last + 1 and row.previous_hash != before.get(last, chain.START):
        yield BrokenLink(row.stream, row.number, "It does not follow from the entry before it.")
    if chain.link(row._mapping) != row.hash:
        yield BrokenLink(row.stream, row.number, "Its header was changed.")
    if row.sealed is None:
        if row.destroyed_at is None:
            yield BrokenLink(row.stream, row.number, "Its words are missing, and no destruction is on record.")
        return
    if row.destroyed_at is not None:
        yield BrokenLink(row.stream, row.number, "Its words are on record as destroyed, and are still there.")
    try:
        intact = chain.payload_digest(*unsealed(row, sealer)) == row.payload_digest
    except Broken:
        intact = False
    if not intact:
        yield BrokenLink(row.stream, row.number, "Its words were changed, or are sealed under another key.")


def _end_breaks(stream: str, whole: Mapping[int, str], head: tuple[int, str] | None) -> Iterator[BrokenLink]:
    last = max(whole)
    if head is None:
        yield BrokenLink(stream, last, "It is not on record where the stream ends.")
    elif last < head[0]:
        for number in range(last + 1, head[0] + 1):
            yield BrokenLink(stream, number, "The entry is missing.")
    elif (last, whole[last]) != head:
        yield BrokenLink(stream, last, "The stream ends elsewhere than it is on record to.")


def _seal_breaks(connection: Connection, hub: str, hashes: Mapping[str, Mapping[int, str]]) -> Iterator[BrokenLink]:
    sealed: dict[int, list[tuple[str, int, str]]] = {}
    for row in connection.execute(select(_seal_head).where(_seal_head.c.hub_id == hub)):
        sealed.setdefault(row.seal, []).append((row.stream, row.number, row.hash))
    seals: Sequence[Row[Any]] = connection.execute(
        select(_seal).where(_seal.c.hub_id == hub).order_by(_seal.c.number)
    ).all()
    last, previous = 0, chain.START
    for seal in seals:
        for number in range(last + 1, seal.number):
            yield BrokenLink("seals", number, "The seal is missing.")
        if seal.number == last + 1 and seal.previous_hash != previous:
            yield BrokenLink("seals", seal.number, "It does not follow from the seal before it.")
        if seal.hash != chain.seal_link(
            hub=hub,
            number=seal.number,
            at=seal.at,
            streams=seal.streams,
            digest=seal.digest,
            previous_hash=seal.previous_hash,
        ):
            yield BrokenLink("seals", seal.number, "The seal was changed.")
        heads = sealed.get(seal.number, [])
        if chain.heads_digest(heads) != seal.digest:
            yield BrokenLink("seals", seal.number, "The list of what it sealed was changed.")
        last, previous = seal.number, seal.hash
        for stream, number, there in heads:
            if hashes.get(stream, {}).get(number) != there:
                yield BrokenLink(stream, number, f"Seal {seal.number} saw another entry here, or one that is gone.")
