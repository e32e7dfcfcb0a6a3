"""Drafts of a hub's definitions, what was tried with them, and the templates that an installation's hubs share."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
TABLES = ("hub_draft", "draft_trial")


def upgrade() -> None:
    op.create_table(
        "hub_draft",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("draft", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("base", NAME, nullable=False),
        sa.Column("standing", NAME, nullable=False),
        sa.Column("begun", INSTANT, nullable=False),
        sa.Column("by_user", NAME, nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("plan_at", INSTANT, nullable=True),
        sa.Column("ended", INSTANT, nullable=True),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "draft", name=op.f("pk_hub_draft")),
    )
    op.create_index(op.f("ix_hub_draft_hub_id_stream"), "hub_draft", ["hub_id", "stream"], unique=False)
    op.create_index(op.f("ix_hub_draft_hub_id_standing"), "hub_draft", ["hub_id", "standing"], unique=False)
    op.create_table(
        "draft_trial",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("id", NAME, nullable=False),
        sa.Column("draft", sa.Integer(), nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("asked_by", NAME, nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("state", NAME, nullable=False),
        sa.Column("why", NAME, nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("hub_id", "id", name=op.f("pk_draft_trial")),
    )
    op.create_index(op.f("ix_draft_trial_hub_id_asked_at"), "draft_trial", ["hub_id", "asked_at"], unique=False)
    op.create_table(
        "installation_template",
        sa.Column("content", NAME, nullable=False),
        sa.Column("template", NAME, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.Column("shared_by", NAME, nullable=False),
        sa.Column("shared_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("content", name=op.f("pk_installation_template")),
    )
    op.create_index(
        op.f("ix_installation_template_template_version"),
        "installation_template",
        ["template", "version"],
        unique=False,
    )
    op.create_table(
        "installation_template_use",
        sa.Column("used_by", NAME, nullable=False),
        sa.Column("template", NAME, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("used_by", "template", name=op.f("pk_installation_template_use")),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            here = "hub_id = nullif(current_setting('app.hub_id', true), '')"
            op.execute(f"CREATE POLICY own_hub ON {table} USING ({here}) WITH CHECK ({here})")


def downgrade() -> None:
    op.drop_table("installation_template_use")
    op.drop_index(op.f("ix_installation_template_template_version"), table_name="installation_template")
    op.drop_table("installation_template")
    op.drop_index(op.f("ix_draft_trial_hub_id_asked_at"), table_name="draft_trial")
    op.drop_table("draft_trial")
    op.drop_index(op.f("ix_hub_draft_hub_id_standing"), table_name="hub_draft")
    op.drop_index(op.f("ix_hub_draft_hub_id_stream"), table_name="hub_draft")
    op.drop_table("hub_draft")
