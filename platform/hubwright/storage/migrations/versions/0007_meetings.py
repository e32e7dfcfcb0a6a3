"""Meetings, those who are asked to come to them, and the cases on their agendas, as projections."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
TABLES = ("meeting_row", "meeting_person", "meeting_matter")


def upgrade() -> None:
    op.create_table(
        "meeting_row",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("meeting_ref", NAME, nullable=False),
        sa.Column("type", NAME, nullable=False),
        sa.Column("stands_for", NAME, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("mode", NAME, nullable=False),
        sa.Column("starts", INSTANT, nullable=False),
        sa.Column("begun", INSTANT, nullable=True),
        sa.Column("ended", INSTANT, nullable=True),
        sa.Column("standing", NAME, nullable=False),
        sa.Column("by_user", NAME, nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "meeting_ref", name=op.f("pk_meeting_row")),
    )
    op.create_table(
        "meeting_person",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("meeting_ref", NAME, nullable=False),
        sa.Column("person", NAME, nullable=False),
        sa.Column("agency", NAME, nullable=False),
        sa.Column("user_id", NAME, nullable=False),
        sa.Column("state", NAME, nullable=False),
        sa.Column("type", NAME, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("mode", NAME, nullable=False),
        sa.Column("starts", INSTANT, nullable=False),
        sa.Column("standing", NAME, nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "meeting_ref", "person", name=op.f("pk_meeting_person")),
    )
    op.create_table(
        "meeting_matter",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("meeting_ref", NAME, nullable=False),
        sa.Column("matter", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("type", NAME, nullable=False),
        sa.Column("state", NAME, nullable=False),
        sa.Column("until", INSTANT, nullable=True),
        sa.Column("starts", INSTANT, nullable=False),
        sa.Column("standing", NAME, nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "meeting_ref", "matter", name=op.f("pk_meeting_matter")),
    )
    indexes = (
        ("meeting_row", ("stream",)),
        ("meeting_row", ("starts",)),
        ("meeting_row", ("type", "begun")),
        ("meeting_person", ("stream",)),
        ("meeting_person", ("user_id", "starts")),
        ("meeting_person", ("agency", "starts")),
        ("meeting_matter", ("stream",)),
        ("meeting_matter", ("case_ref",)),
        ("meeting_matter", ("type", "state")),
    )
    for table, columns in indexes:
        name = op.f(f"ix_{table}_hub_id_{'_'.join(columns)}")
        op.create_index(name, table, ["hub_id", *columns], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            here = "hub_id = nullif(current_setting('app.hub_id', true), '')"
            op.execute(f"CREATE POLICY own_hub ON {table} USING ({here}) WITH CHECK ({here})")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
