"""The hash chain over entry headers: what is hashed, and how, so that a change anywhere shows. Pure functions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

START = "0" * 64
HEADER = (
    "hub_id",
    "stream",
    "number",
    "type",
    "version",
    "happened",
    "received",
    "recorded",
    "actor",
    "agency",
    "revision",
    "deed",
    "payload_digest",
    "previous_hash",
)


def canonical(value: Any) -> bytes:
    """JSON in one form: sorted keys, no spaces, ASCII. Refuses what is not JSON."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def said(moment: datetime) -> str:
    """A moment as it is hashed: UTC to the microsecond."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def payload_digest(salt: bytes, payload: bytes) -> str:
    """The salted digest that stands in the header for the payload."""
    return sha256(salt + payload).hexdigest()


def link(header: Mapping[Any, Any]) -> str:
    """The hash of an entry's header, in which the hash before it stands.

    Args:
        header: the columns named in `HEADER`; further ones are left out.
    """
    values = {name: header[name] for name in HEADER}
    return sha256(
        canonical({name: said(value) if isinstance(value, datetime) else value for name, value in values.items()})
    ).hexdigest()


def heads_digest(heads: Iterable[tuple[str, int, str]]) -> str:
    """The digest of stream heads, each (stream, number, hash), in stream order."""
    return sha256(canonical(sorted(list(head) for head in heads))).hexdigest()


def seal_link(*, hub: str, number: int, at: datetime, streams: int, digest: str, previous_hash: str) -> str:
    """The hash of a seal, in which the hash of the seal before it stands."""
    return sha256(canonical([hub, number, said(at), streams, digest, previous_hash])).hexdigest()
