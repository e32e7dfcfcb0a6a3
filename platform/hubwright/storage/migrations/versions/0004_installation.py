"""Installation tables: hubs, users, credentials, jobs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "installation_beat",
        sa.Column("worker", NAME, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("worker", name=op.f("pk_installation_beat")),
    )
    op.create_table(
        "installation_credential",
        sa.Column("user_id", NAME, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("secret", NAME, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "kind", name=op.f("pk_installation_credential")),
    )
    op.create_table(
        "installation_hub",
        sa.Column("id", NAME, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created", INSTANT, nullable=False),
        sa.Column("state", NAME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation_hub")),
    )
    op.create_table(
        "installation_job",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("id", NAME, nullable=False),
        sa.Column("what", NAME, nullable=False),
        sa.Column("run_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "id", name=op.f("pk_installation_job")),
    )
    op.create_index(op.f("ix_installation_job_run_at"), "installation_job", ["run_at"], unique=False)
    op.create_table(
        "installation_throttle",
        sa.Column("key", NAME, nullable=False),
        sa.Column("window_start", INSTANT, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_installation_throttle")),
    )
    op.create_table(
        "installation_token",
        sa.Column("digest", NAME, nullable=False),
        sa.Column("user_id", NAME, nullable=False),
        sa.Column("purpose", NAME, nullable=False),
        sa.Column("ends", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_installation_token")),
    )
    op.create_table(
        "installation_user",
        sa.Column("id", NAME, nullable=False),
        sa.Column("email", NAME, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created", INSTANT, nullable=False),
        sa.Column("disabled_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation_user")),
        sa.UniqueConstraint("email", name=op.f("uq_installation_user_email")),
    )


def downgrade() -> None:
    op.drop_table("installation_user")
    op.drop_table("installation_token")
    op.drop_table("installation_throttle")
    op.drop_index(op.f("ix_installation_job_run_at"), table_name="installation_job")
    op.drop_table("installation_job")
    op.drop_table("installation_hub")
    op.drop_table("installation_credential")
    op.drop_table("installation_beat")
