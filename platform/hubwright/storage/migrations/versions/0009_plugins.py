"""What plugins keep, and which of them are off."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "plugin_record",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("record", NAME, nullable=False),
        sa.Column("plugin", NAME, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=True),
        sa.Column("key_1", NAME, nullable=True),
        sa.Column("key_2", NAME, nullable=True),
        sa.Column("key_3", NAME, nullable=True),
        sa.Column("key_4", NAME, nullable=True),
        sa.Column("begun", INSTANT, nullable=False),
        sa.Column("changed", INSTANT, nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "record", name=op.f("pk_plugin_record")),
    )
    op.create_index(op.f("ix_plugin_record_hub_id_stream"), "plugin_record", ["hub_id", "stream"], unique=False)
    op.create_index(
        op.f("ix_plugin_record_hub_id_case_ref_plugin"), "plugin_record", ["hub_id", "case_ref", "plugin"], unique=False
    )
    for number in range(1, 5):
        op.create_index(
            f"ix_plugin_record_key_{number}",
            "plugin_record",
            ["hub_id", "plugin", "kind", f"key_{number}"],
            unique=False,
        )
    op.create_table(
        "installation_plugin",
        sa.Column("plugin", NAME, nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("plugin", name=op.f("pk_installation_plugin")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE plugin_record ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE plugin_record FORCE ROW LEVEL SECURITY")
        here = "hub_id = nullif(current_setting('app.hub_id', true), '')"
        op.execute(f"CREATE POLICY own_hub ON plugin_record USING ({here}) WITH CHECK ({here})")


def downgrade() -> None:
    op.drop_table("installation_plugin")
    op.drop_table("plugin_record")
