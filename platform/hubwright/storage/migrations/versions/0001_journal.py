"""The journal: entries, payloads, heads and seals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
TABLES = (
    "entry",
    "hub_seal",
    "stream_head",
    "entry_destroyed",
    "entry_payload",
    "hub_seal_head",
)


def upgrade() -> None:
    op.create_table(
        "entry",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("type", NAME, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("happened", INSTANT, nullable=False),
        sa.Column("received", INSTANT, nullable=False),
        sa.Column("recorded", INSTANT, nullable=False),
        sa.Column("actor", NAME, nullable=False),
        sa.Column("agency", NAME, nullable=True),
        sa.Column("revision", NAME, nullable=False),
        sa.Column("deed", NAME, nullable=False),
        sa.Column("payload_digest", NAME, nullable=False),
        sa.Column("previous_hash", NAME, nullable=False),
        sa.Column("hash", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "stream", "number", name=op.f("pk_entry")),
    )
    op.create_table(
        "hub_seal",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("streams", sa.Integer(), nullable=False),
        sa.Column("digest", NAME, nullable=False),
        sa.Column("previous_hash", NAME, nullable=False),
        sa.Column("hash", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "number", name=op.f("pk_hub_seal")),
    )
    op.create_table(
        "stream_head",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", NAME, nullable=False),
        sa.Column("sealed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "stream", name=op.f("pk_stream_head")),
    )
    op.create_table(
        "entry_destroyed",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("under", NAME, nullable=False),
        sa.Column("actor", NAME, nullable=False),
        sa.Column("deed", NAME, nullable=False),
        sa.ForeignKeyConstraint(
            ["hub_id", "stream", "number"],
            ["entry.hub_id", "entry.stream", "entry.number"],
            name=op.f("fk_entry_destroyed_entry"),
        ),
        sa.PrimaryKeyConstraint("hub_id", "stream", "number", name=op.f("pk_entry_destroyed")),
    )
    op.create_table(
        "entry_payload",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key_id", NAME, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hub_id", "stream", "number"],
            ["entry.hub_id", "entry.stream", "entry.number"],
            name=op.f("fk_entry_payload_entry"),
        ),
        sa.PrimaryKeyConstraint("hub_id", "stream", "number", name=op.f("pk_entry_payload")),
    )
    op.create_table(
        "hub_seal_head",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("seal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", NAME, nullable=False),
        sa.ForeignKeyConstraint(
            ["hub_id", "seal"], ["hub_seal.hub_id", "hub_seal.number"], name=op.f("fk_hub_seal_head_hub_seal")
        ),
        sa.PrimaryKeyConstraint("hub_id", "seal", "stream", name=op.f("pk_hub_seal_head")),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            here = "hub_id = nullif(current_setting('app.hub_id', true), '')"
            op.execute(f"CREATE POLICY own_hub ON {table} USING ({here}) WITH CHECK ({here})")


def downgrade() -> None:
    op.drop_table("hub_seal_head")
    op.drop_table("entry_payload")
    op.drop_table("entry_destroyed")
    op.drop_table("stream_head")
    op.drop_table("hub_seal")
    op.drop_table("entry")
