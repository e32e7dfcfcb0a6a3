"""Drafts of forms: plain rows that only the person's own code opens."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from hubwright.ports import Draft
from hubwright.storage.chain import canonical
from hubwright.storage.putting import put_row
from hubwright.storage.sealed_columns import open_values, seal_values
from hubwright.storage.sealing import KeySealer
from hubwright.storage.tables import plain

_draft = plain.draft
_UNDER = select(_draft).where(_draft.c.hub_id == bindparam("hub"), _draft.c.draft == bindparam("lookup"))


def _context(hub: str, lookup: str) -> bytes:
    return canonical(["draft", hub, lookup])


def read(connection: Connection, hub: str, code: str, sealer: KeySealer) -> Draft | None:
    """The draft under this code, or None: there is none, or it belongs to another hub."""
    lookup = sealer.lookup_of(code)
    row = connection.execute(_UNDER, {"hub": hub, "lookup": lookup}).mappings().one_or_none()
    if row is None:
        return None
    opened = open_values(_draft, row, sealer)
    return Draft(
        form=(row["form"], row["form_version"]),
        revision=row["revision"],
        door=row["door"],
        answers=json.loads(sealer.open_under_code(code, row["answers"], _context(hub, lookup))),
        reply_to=opened["reply_to"],
        created=row["created"],
        saved=row["saved"],
        ends=row["ends"],
        warned=row["warned"],
        sent_contact=row["sent_contact"],
        lookup=lookup,
    )


def keep(connection: Connection, hub: str, code: str, draft: Draft, sealer: KeySealer) -> None:
    """Keep a draft under its code, in place of what was kept under it before."""
    lookup = sealer.lookup_of(code)
    values = {
        "hub_id": hub,
        "draft": lookup,
        "form": draft.form[0],
        "form_version": draft.form[1],
        "revision": draft.revision,
        "door": draft.door,
        "answers": sealer.seal_under_code(code, canonical(draft.answers), _context(hub, lookup)),
        "reply_to": draft.reply_to,
        "key_id": None,
        "created": draft.created,
        "saved": draft.saved,
        "ends": draft.ends,
        "warned": draft.warned,
        "sent_contact": draft.sent_contact,
    }
    put_row(connection, _draft, seal_values(_draft, values, sealer))


def remove_ended(connection: Connection, hub: str, now: datetime) -> int:
    """Remove drafts whose days are over, and say how many."""
    return connection.execute(_draft.delete().where(_draft.c.hub_id == hub, _draft.c.ends <= now)).rowcount
