"""What lists read of a hub's own record: hand-overs, incidents, reviews of reads; and each person's saved views."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table

from hubwright.storage.columns import Json, hub_key, instant, key, metadata, projection, slug, words

# What the day leaves to the night, and what came back.
case_hand_over = projection(
    "case_hand_over",
    ("case",),
    key("case_ref"),
    key("hand_over"),
    slug("access"),
    slug("pathway"),
    slug("state"),
    slug("telephone"),
    words("watch"),
    words("written", null=True),
    words("by_name"),
    instant("at"),
    instant("written_at", null=True),
    words("written_by", null=True),
    instant("seen_at", null=True),
    words("seen_by", null=True),
)
Index(None, case_hand_over.c.hub_id, case_hand_over.c.state, case_hand_over.c.at)
incident_row = projection(
    "incident_row",
    ("incident",),
    key("incident_ref"),
    slug("kind"),
    slug("stands_for"),
    words("what"),
    slug("case_ref", null=True),
    slug("agency", null=True),
    slug("by_user"),
    instant("noticed"),
    instant("due_at", null=True),
    instant("next_at", null=True),
    Column("minutes", Integer, nullable=False),
    instant("closed", null=True),
    Column("head", Integer, nullable=False),
)
Index(None, incident_row.c.hub_id, incident_row.c.closed, incident_row.c.noticed)
Index(None, incident_row.c.hub_id, incident_row.c.next_at)
# What somebody else found when they looked at who had read what; `until` is how far the reads had got.
review_row = projection(
    "review_row",
    ("review",),
    key("review"),
    key("user_id"),
    key("case_ref"),
    slug("answer"),
    words("note"),
    slug("by_user"),
    words("by_name"),
    instant("at"),
    instant("until"),
)
Index(None, review_row.c.hub_id, review_row.c.user_id)
# What may be drawn for an audit: where each decision stands, what it came to, and whose it was.
case_decision = projection(
    "case_decision",
    ("case",),
    key("case_ref"),
    Column("number", Integer, primary_key=True),
    key("subject"),
    key("pathway"),
    slug("access"),
    slug("what"),
    slug("route"),
    slug("meaning"),
    slug("threshold"),
    slug("by_user"),
    instant("decided_at"),
)
Index(None, case_decision.c.hub_id, case_decision.c.decided_at)
# Copies and records that wait for somebody, once for each strand that they are about.
case_paper = projection(
    "case_paper",
    ("case",),
    key("case_ref"),
    key("paper"),
    key("pathway"),
    slug("access"),
    slug("what"),
    slug("type"),
    slug("for_user"),
    slug("hands"),
    Column("strands", Integer, nullable=False),
    instant("since"),
)
Index(None, case_paper.c.hub_id, case_paper.c.what, case_paper.c.since)
audit_row = projection(
    "audit_row",
    ("audit",),
    key("audit_ref"),
    words("purpose"),
    slug("by_user"),
    instant("drawn_at"),
    Column("sampled", Integer, nullable=False),
    Column("complete", Integer, nullable=False),
    instant("next_at", null=True),
    Column("head", Integer, nullable=False),
)
Index(None, audit_row.c.hub_id, audit_row.c.next_at)
# One person's own filters of the queue, by the name they gave them.
saved_view = Table(
    "saved_view",
    metadata,
    hub_key(),
    key("user_id"),
    key("name"),
    Column("query", Json, nullable=False, info={"closed": True}),
    instant("at"),
    info={"kind": "plain"},
)
