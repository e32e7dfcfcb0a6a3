"""Files: what people hand in beside words. Sealed piece by piece; nothing here names what is in them.

A file is plain, not journal: the entry that names it carries its size, type and digest, and stays when the bytes go.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, LargeBinary, Table

from hubwright.storage.columns import hub_key, instant, key, metadata, slug

_PLAIN = {"kind": "plain"}

# `about` holds the name it was given; `draft` the lookup of the draft that it was put to, while that is not sent.
file = Table(
    "file",
    metadata,
    hub_key(),
    key("file"),
    Column("about", LargeBinary, nullable=False, info={"sealed": True}),
    slug("key_id"),
    slug("media"),
    Column("size", Integer, nullable=False),
    Column("pieces", Integer, nullable=False),
    slug("digest"),
    slug("state"),
    slug("scanner", null=True),
    slug("draft", null=True),
    instant("kept"),
    instant("scanned", null=True),
    info=_PLAIN,
)
Index(None, file.c.hub_id, file.c.state, file.c.kept)
file_piece = Table(
    "file_piece",
    metadata,
    hub_key(),
    key("file"),
    Column("piece", Integer, primary_key=True),
    Column("sealed", LargeBinary, nullable=False, info={"closed": True}),
    slug("key_id"),
    ForeignKeyConstraint(["hub_id", "file"], ["file.hub_id", "file.file"]),
    info=_PLAIN,
)
