"""Installation tables: hubs, users, credentials, throttles and the index of jobs. No case content, ids only.

They are the named list of design section 4, reached through `installation.Installation` alone.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table

from hubwright.storage.columns import Json, instant, key, metadata, slug, words

_INSTALLATION = {"kind": "installation"}

installation_hub = Table(
    "installation_hub", metadata, key("id"), words("name"), instant("created"), slug("state"), info=_INSTALLATION
)
installation_user = Table(
    "installation_user",
    metadata,
    key("id"),
    Column("email", slug("email").type, nullable=False, unique=True),
    words("name"),
    instant("created"),
    instant("disabled_at", null=True),
    info=_INSTALLATION,
)
installation_credential = Table(
    "installation_credential",
    metadata,
    key("user_id"),
    key("kind"),
    Column("secret", slug("secret").type, nullable=False, info={"closed": True}),
    info=_INSTALLATION,
)
installation_throttle = Table(
    "installation_throttle",
    metadata,
    key("key"),
    instant("window_start"),
    Column("count", Integer, nullable=False),
    info=_INSTALLATION,
)
installation_token = Table(
    "installation_token",
    metadata,
    key("digest"),
    slug("user_id"),
    slug("purpose"),
    instant("ends"),
    instant("used_at", null=True),
    info=_INSTALLATION,
)
# Which hub has work waiting: ids only, so that a worker need not ask every hub.
installation_job = Table(
    "installation_job",
    metadata,
    key("hub_id"),
    key("id"),
    slug("what"),
    instant("run_at"),
    info=_INSTALLATION,
)
Index(None, installation_job.c.run_at)
installation_beat = Table("installation_beat", metadata, key("worker"), instant("at"), info=_INSTALLATION)
# What hubs here share: definitions, and nothing that lives in a place. A row is never changed.
installation_template = Table(
    "installation_template",
    metadata,
    key("content"),
    slug("template"),
    Column("version", Integer, nullable=False),
    Column("about", Json, nullable=False),
    Column("kept", Json, nullable=False),
    slug("shared_by"),
    instant("shared_at"),
    info=_INSTALLATION,
)
Index(None, installation_template.c.template, installation_template.c.version)
installation_template_use = Table(
    "installation_template_use",
    metadata,
    key("used_by"),
    key("template"),
    Column("version", Integer, nullable=False),
    instant("at"),
    info=_INSTALLATION,
)
# Plugins that failed again and again, for every process to know; `why` holds nothing of anybody.
installation_plugin = Table(
    "installation_plugin", metadata, key("plugin"), instant("since"), words("why"), info=_INSTALLATION
)
