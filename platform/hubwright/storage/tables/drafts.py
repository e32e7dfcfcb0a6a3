"""What lists read of the drafts of a hub's definitions, and what was tried with them: rehearsals and forecasts."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table

from hubwright.storage.columns import Json, hub_key, instant, key, metadata, projection, slug, words

hub_draft = projection(
    "hub_draft",
    ("draft",),
    Column("draft", Integer, primary_key=True, autoincrement=False),
    slug("base"),
    slug("standing"),
    instant("begun"),
    slug("by_user"),
    Column("changes", Integer, nullable=False),
    instant("plan_at", null=True),
    instant("ended", null=True),
    Column("head", Integer, nullable=False),
)
Index(None, hub_draft.c.hub_id, hub_draft.c.standing)

# What is asked and answered holds counts, definitions and fictional people, and nothing of a case.
draft_trial = Table(
    "draft_trial",
    metadata,
    hub_key(),
    key("id"),
    Column("draft", Integer, nullable=False),
    Column("head", Integer, nullable=False),
    slug("kind"),
    slug("asked_by"),
    words("by_name"),
    instant("asked_at"),
    slug("state"),
    slug("why"),
    Column("wanted", Json, nullable=False, info={"closed": True}),
    Column("answer", Json, nullable=False, info={"closed": True}),
    Column("done", Integer, nullable=False),
    Column("steps", Integer, nullable=False),
    instant("settled_at", null=True),
    info={"kind": "plain"},
)
Index(None, draft_trial.c.hub_id, draft_trial.c.asked_at)
