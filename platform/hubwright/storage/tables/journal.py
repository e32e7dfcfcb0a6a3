"""The journal (law 3): headers without personal data, payloads in rows of their own, stream heads and seals."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Integer, LargeBinary, Table

from hubwright.storage.columns import hub_key, instant, key, metadata, slug

_JOURNAL = {"kind": "journal"}


def _number() -> Column[int]:
    return Column("number", Integer, primary_key=True, autoincrement=False)


entry = Table(
    "entry",
    metadata,
    hub_key(),
    key("stream"),
    _number(),
    slug("type"),
    Column("version", Integer, nullable=False),
    instant("happened"),
    instant("received"),
    instant("recorded"),
    slug("actor"),
    slug("agency", null=True),
    slug("revision"),
    slug("deed"),
    slug("payload_digest"),
    slug("previous_hash"),
    slug("hash"),
    info=_JOURNAL,
)
# The salt is sealed together with the payload: whoever has the database alone cannot confirm a guess at its digest.
entry_payload = Table(
    "entry_payload",
    metadata,
    hub_key(),
    key("stream"),
    _number(),
    slug("key_id"),
    Column("sealed", LargeBinary, nullable=False),
    ForeignKeyConstraint(["hub_id", "stream", "number"], ["entry.hub_id", "entry.stream", "entry.number"]),
    info=_JOURNAL,
)
entry_destroyed = Table(
    "entry_destroyed",
    metadata,
    hub_key(),
    key("stream"),
    _number(),
    instant("at"),
    slug("under"),
    slug("actor"),
    slug("deed"),
    ForeignKeyConstraint(["hub_id", "stream", "number"], ["entry.hub_id", "entry.stream", "entry.number"]),
    info=_JOURNAL,
)
# `sealed` is the number that the last seal has seen: a seal need only look at the streams that moved since.
stream_head = Table(
    "stream_head",
    metadata,
    hub_key(),
    key("stream"),
    Column("number", Integer, nullable=False),
    slug("hash"),
    Column("sealed", Integer, nullable=False),
    info=_JOURNAL,
)
hub_seal = Table(
    "hub_seal",
    metadata,
    hub_key(),
    _number(),
    instant("at"),
    Column("streams", Integer, nullable=False),
    slug("digest"),
    slug("previous_hash"),
    slug("hash"),
    info=_JOURNAL,
)
hub_seal_head = Table(
    "hub_seal_head",
    metadata,
    hub_key(),
    Column("seal", Integer, primary_key=True, autoincrement=False),
    key("stream"),
    Column("number", Integer, nullable=False),
    slug("hash"),
    ForeignKeyConstraint(["hub_id", "seal"], ["hub_seal.hub_id", "hub_seal.number"]),
    info=_JOURNAL,
)
