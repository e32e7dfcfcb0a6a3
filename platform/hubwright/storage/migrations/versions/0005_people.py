"""The index of people: names, traces and mentions as projections, and the dictionary of names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
TABLES = (
    "name_pair",
    "name_posting",
    "name_token",
    "person_match",
    "person_mention",
    "person_row",
    "person_trace",
)


def upgrade() -> None:
    op.create_table(
        "name_pair",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("part", NAME, nullable=False),
        sa.Column("other", NAME, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "part", "other", "name", name=op.f("pk_name_pair")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "name_posting",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("person_ref", NAME, nullable=False),
        sa.Column("subject", NAME, nullable=False),
        sa.Column("pathway", NAME, nullable=False),
        sa.Column("keeper", NAME, nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("use", NAME, nullable=False),
        sa.Column("born", NAME, nullable=True),
        sa.Column("sex", NAME, nullable=True),
        sa.Column("expected", NAME, nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint(
            "hub_id",
            "name",
            "kind",
            "case_ref",
            "person_ref",
            "subject",
            "pathway",
            "keeper",
            name=op.f("pk_name_posting"),
        ),
    )
    op.create_index(op.f("ix_name_posting_hub_id_case_ref"), "name_posting", ["hub_id", "case_ref"], unique=False)
    op.create_index(op.f("ix_name_posting_hub_id_stream"), "name_posting", ["hub_id", "stream"], unique=False)
    op.create_index(op.f("ix_name_posting_hub_id_person_ref"), "name_posting", ["hub_id", "person_ref"], unique=False)
    op.create_table(
        "name_token",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("token", NAME, nullable=False),
        sa.Column("part", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "token", "part", name=op.f("pk_name_token")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "person_match",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("person_ref", NAME, nullable=False),
        sa.Column("keeper", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("subject", NAME, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "person_ref", "keeper", "case_ref", "subject", name=op.f("pk_person_match")),
    )
    op.create_index(op.f("ix_person_match_hub_id_keeper"), "person_match", ["hub_id", "keeper"], unique=False)
    op.create_index(op.f("ix_person_match_hub_id_stream"), "person_match", ["hub_id", "stream"], unique=False)
    op.create_table(
        "person_mention",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("subject", NAME, nullable=False),
        sa.Column("person_ref", NAME, nullable=False),
        sa.Column("pathway", NAME, nullable=False),
        sa.Column("keeper", NAME, nullable=False),
        sa.Column("answer", NAME, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint(
            "hub_id", "case_ref", "subject", "person_ref", "pathway", "keeper", name=op.f("pk_person_mention")
        ),
    )
    op.create_index(op.f("ix_person_mention_hub_id_stream"), "person_mention", ["hub_id", "stream"], unique=False)
    op.create_index(
        op.f("ix_person_mention_hub_id_person_ref"), "person_mention", ["hub_id", "person_ref"], unique=False
    )
    op.create_table(
        "person_row",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("person_ref", NAME, nullable=False),
        sa.Column("pathway", NAME, nullable=False),
        sa.Column("keeper", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("linked_to", NAME, nullable=True),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "person_ref", "pathway", "keeper", "case_ref", name=op.f("pk_person_row")),
    )
    op.create_index(op.f("ix_person_row_hub_id_keeper"), "person_row", ["hub_id", "keeper"], unique=False)
    op.create_index(op.f("ix_person_row_hub_id_linked_to"), "person_row", ["hub_id", "linked_to"], unique=False)
    op.create_index(op.f("ix_person_row_hub_id_stream"), "person_row", ["hub_id", "stream"], unique=False)
    op.create_table(
        "person_trace",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("trace", NAME, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("person_ref", NAME, nullable=False),
        sa.Column("subject", NAME, nullable=False),
        sa.Column("pathway", NAME, nullable=False),
        sa.Column("keeper", NAME, nullable=False),
        sa.Column("protected", NAME, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint(
            "hub_id",
            "trace",
            "kind",
            "case_ref",
            "person_ref",
            "subject",
            "pathway",
            "keeper",
            name=op.f("pk_person_trace"),
        ),
    )
    op.create_index(op.f("ix_person_trace_hub_id_stream"), "person_trace", ["hub_id", "stream"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            here = "hub_id = nullif(current_setting('app.hub_id', true), '')"
            op.execute(f"CREATE POLICY own_hub ON {table} USING ({here}) WITH CHECK ({here})")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
