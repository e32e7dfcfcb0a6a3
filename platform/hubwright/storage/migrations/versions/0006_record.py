"""Hand-overs, incidents and reviews of reads as projections; saved views as a plain table."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
TABLES = (
    "audit_row",
    "case_decision",
    "case_hand_over",
    "case_paper",
    "incident_row",
    "review_row",
    "saved_view",
)


def upgrade() -> None:
    op.create_table(
        "case_hand_over",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("hand_over", NAME, nullable=False),
        sa.Column("access", NAME, nullable=False),
        sa.Column("pathway", NAME, nullable=False),
        sa.Column("state", NAME, nullable=False),
        sa.Column("telephone", NAME, nullable=False),
        sa.Column("watch", sa.Text(), nullable=False),
        sa.Column("written", sa.Text(), nullable=True),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("written_at", INSTANT, nullable=True),
        sa.Column("written_by", sa.Text(), nullable=True),
        sa.Column("seen_at", INSTANT, nullable=True),
        sa.Column("seen_by", sa.Text(), nullable=True),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "case_ref", "hand_over", name=op.f("pk_case_hand_over")),
    )
    op.create_index(op.f("ix_case_hand_over_hub_id_stream"), "case_hand_over", ["hub_id", "stream"], unique=False)
    op.create_index(
        op.f("ix_case_hand_over_hub_id_state_at"), "case_hand_over", ["hub_id", "state", "at"], unique=False
    )
    op.create_table(
        "incident_row",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("incident_ref", NAME, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("stands_for", NAME, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("case_ref", NAME, nullable=True),
        sa.Column("agency", NAME, nullable=True),
        sa.Column("by_user", NAME, nullable=False),
        sa.Column("noticed", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("next_at", INSTANT, nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("closed", INSTANT, nullable=True),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "incident_ref", name=op.f("pk_incident_row")),
    )
    op.create_index(op.f("ix_incident_row_hub_id_stream"), "incident_row", ["hub_id", "stream"], unique=False)
    op.create_index(
        op.f("ix_incident_row_hub_id_closed_noticed"), "incident_row", ["hub_id", "closed", "noticed"], unique=False
    )
    op.create_index(op.f("ix_incident_row_hub_id_next_at"), "incident_row", ["hub_id", "next_at"], unique=False)
    op.create_table(
        "review_row",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("review", NAME, nullable=False),
        sa.Column("user_id", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("answer", NAME, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_user", NAME, nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "review", "user_id", "case_ref", name=op.f("pk_review_row")),
    )
    op.create_index(op.f("ix_review_row_hub_id_stream"), "review_row", ["hub_id", "stream"], unique=False)
    op.create_index(op.f("ix_review_row_hub_id_user_id"), "review_row", ["hub_id", "user_id"], unique=False)
    op.create_table(
        "case_decision",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subject", NAME, nullable=False),
        sa.Column("pathway", NAME, nullable=False),
        sa.Column("access", NAME, nullable=False),
        sa.Column("what", NAME, nullable=False),
        sa.Column("route", NAME, nullable=False),
        sa.Column("meaning", NAME, nullable=False),
        sa.Column("threshold", NAME, nullable=False),
        sa.Column("by_user", NAME, nullable=False),
        sa.Column("decided_at", INSTANT, nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "case_ref", "number", "subject", "pathway", name=op.f("pk_case_decision")),
    )
    op.create_index(op.f("ix_case_decision_hub_id_stream"), "case_decision", ["hub_id", "stream"], unique=False)
    op.create_index(op.f("ix_case_decision_hub_id_decided_at"), "case_decision", ["hub_id", "decided_at"], unique=False)
    op.create_table(
        "case_paper",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("paper", NAME, nullable=False),
        sa.Column("pathway", NAME, nullable=False),
        sa.Column("access", NAME, nullable=False),
        sa.Column("what", NAME, nullable=False),
        sa.Column("type", NAME, nullable=False),
        sa.Column("for_user", NAME, nullable=False),
        sa.Column("hands", NAME, nullable=False),
        sa.Column("strands", sa.Integer(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "case_ref", "paper", "pathway", name=op.f("pk_case_paper")),
    )
    op.create_index(op.f("ix_case_paper_hub_id_stream"), "case_paper", ["hub_id", "stream"], unique=False)
    op.create_index(op.f("ix_case_paper_hub_id_what_since"), "case_paper", ["hub_id", "what", "since"], unique=False)
    op.create_table(
        "audit_row",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("audit_ref", NAME, nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("by_user", NAME, nullable=False),
        sa.Column("drawn_at", INSTANT, nullable=False),
        sa.Column("sampled", sa.Integer(), nullable=False),
        sa.Column("complete", sa.Integer(), nullable=False),
        sa.Column("next_at", INSTANT, nullable=True),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "audit_ref", name=op.f("pk_audit_row")),
    )
    op.create_index(op.f("ix_audit_row_hub_id_stream"), "audit_row", ["hub_id", "stream"], unique=False)
    op.create_index(op.f("ix_audit_row_hub_id_next_at"), "audit_row", ["hub_id", "next_at"], unique=False)
    op.create_table(
        "saved_view",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("user_id", NAME, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "user_id", "name", name=op.f("pk_saved_view")),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            here = "hub_id = nullif(current_setting('app.hub_id', true), '')"
            op.execute(f"CREATE POLICY own_hub ON {table} USING ({here}) WITH CHECK ({here})")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
