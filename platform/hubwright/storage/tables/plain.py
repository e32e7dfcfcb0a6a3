"""Plain tables: what is neither the journal nor worked out from it. A rebuild leaves them alone.

A column marked `sealed` holds what the sealer made of a JSON value; `closed` columns may not be sorted or filtered by.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table

from hubwright.storage.columns import Json, hub_key, instant, key, metadata, slug

_PLAIN = {"kind": "plain"}
_SEALED = {"sealed": True}

# A deed id is used once; its first result answers every repeat. The fingerprint is a keyed digest of actor and command.
deed = Table(
    "deed",
    metadata,
    hub_key(),
    key("deed"),
    slug("fingerprint"),
    Column("result", LargeBinary, nullable=True, info=_SEALED),
    slug("key_id", null=True),
    instant("at"),
    info=_PLAIN,
)
# `draft` is a digest of the code, which is not kept. `answers` is sealed under that code; `reply_to` under the house
# key, so that the worker can warn the person whose draft is about to end.
draft = Table(
    "draft",
    metadata,
    hub_key(),
    key("draft"),
    slug("form"),
    Column("form_version", Integer, nullable=False),
    slug("revision"),
    slug("door", null=True),
    Column("answers", LargeBinary, nullable=False, info={"closed": True}),
    Column("reply_to", LargeBinary, nullable=True, info=_SEALED),
    slug("key_id", null=True),
    instant("created"),
    instant("saved"),
    instant("ends"),
    instant("warned", null=True),
    slug("sent_contact", null=True),
    info=_PLAIN,
)
Index(None, draft.c.hub_id, draft.c.ends)
read_log = Table(
    "read_log",
    metadata,
    hub_key(),
    key("id"),
    slug("user_id"),
    instant("at"),
    slug("what"),
    slug("reference"),
    # The case that the reference begins with, so that a read of a restricted one is kept back as the case is.
    slug("case_ref"),
    slug("purpose"),
    info=_PLAIN,
)
Index(None, read_log.c.hub_id, read_log.c.reference, read_log.c.at)
outbox = Table(
    "outbox",
    metadata,
    hub_key(),
    key("id"),
    slug("kind"),
    instant("run_at"),
    slug("status"),
    instant("lease_until", null=True),
    Column("attempts", Integer, nullable=False),
    Column("payload", LargeBinary, nullable=True, info=_SEALED),
    slug("key_id", null=True),
    slug("last_error", null=True),
    # Which letter, by which way, to which post: what may be listed without knowing whom it reached.
    Column("says", Json, nullable=True, info={"closed": True}),
    instant("created"),
    instant("done_at", null=True),
    info=_PLAIN,
)
Index(None, outbox.c.hub_id, outbox.c.status, outbox.c.run_at)
Index(None, outbox.c.hub_id, outbox.c.created)
# How a person wants to be told of what is not urgent.
preference = Table(
    "preference",
    metadata,
    hub_key(),
    key("user_id"),
    slug("channel"),
    Column("mobile", LargeBinary, nullable=True, info=_SEALED),
    slug("key_id", null=True),
    slug("quiet_from", null=True),
    slug("quiet_to", null=True),
    info=_PLAIN,
)
# A way in to one question for somebody without a sign-in: digests of the token in its address and of the code that
# was spoken to them. Neither can be had back; the journal says who made it, for whom, and when it ended.
check_link = Table(
    "check_link",
    metadata,
    hub_key(),
    key("link"),
    slug("case_ref"),
    slug("ask"),
    Column("code", LargeBinary, nullable=False, info={"closed": True}),
    instant("made"),
    info=_PLAIN,
)
revision = Table(
    "revision",
    metadata,
    hub_key(),
    key("revision"),
    Column("documents", Json, nullable=False, info={"closed": True}),
    instant("at"),
    slug("by"),
    info=_PLAIN,
)
hub_setting = Table(
    "hub_setting",
    metadata,
    hub_key(),
    key("key"),
    Column("value", Json, nullable=False, info={"closed": True}),
    info=_PLAIN,
)
