"""Documents that were made: who asked for which, and where the file lies. Plain: the file is swept after some days."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table

from hubwright.storage.columns import hub_key, instant, key, metadata, slug

_SEALED = {"sealed": True}

# `wanted` says which document and for whom; `found` what stood in the way of its leaving.
made_document = Table(
    "made_document",
    metadata,
    hub_key(),
    key("id"),
    slug("case_ref"),
    slug("kind"),
    slug("language"),
    slug("asked_by"),
    slug("seat"),
    instant("asked_at"),
    slug("state"),
    slug("why"),
    Column("wanted", LargeBinary, nullable=True, info=_SEALED),
    Column("found", LargeBinary, nullable=True, info=_SEALED),
    slug("key_id", null=True),
    slug("file", null=True),
    slug("reference"),
    Column("version", Integer, nullable=False),
    slug("digest"),
    instant("made_at", null=True),
    info={"kind": "plain"},
)
Index(None, made_document.c.hub_id, made_document.c.case_ref, made_document.c.asked_by, made_document.c.asked_at)
Index(None, made_document.c.hub_id, made_document.c.file)
