"""What lists read of the drafts of a hub's definitions: where each stands, and from when it is to hold."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer

from hubwright.storage.columns import instant, projection, slug

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
