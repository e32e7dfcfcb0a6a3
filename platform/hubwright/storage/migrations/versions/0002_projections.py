"""Projections of cases, contacts and seats."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
TABLES = (
    "case_alarm",
    "case_check",
    "case_clock",
    "case_row",
    "closure_row",
    "contact_row",
    "file_row",
    "seat_row",
)


def upgrade() -> None:
    op.create_table(
        "case_alarm",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("alarm", NAME, nullable=False),
        sa.Column("why", NAME, nullable=False),
        sa.Column("clock", NAME, nullable=True),
        sa.Column("ladder", NAME, nullable=False),
        sa.Column("raised_at", INSTANT, nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("next_at", INSTANT, nullable=True),
        sa.Column("acknowledged_at", INSTANT, nullable=True),
        sa.Column("acknowledged_by", NAME, nullable=True),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "case_ref", "alarm", name=op.f("pk_case_alarm")),
    )
    op.create_index(op.f("ix_case_alarm_hub_id_next_at"), "case_alarm", ["hub_id", "next_at"], unique=False)
    op.create_index(op.f("ix_case_alarm_hub_id_stream"), "case_alarm", ["hub_id", "stream"], unique=False)
    op.create_table(
        "case_check",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("ask", NAME, nullable=False),
        sa.Column("pathway", NAME, nullable=False),
        sa.Column("agency", NAME, nullable=False),
        sa.Column("state", NAME, nullable=False),
        sa.Column("answer", NAME, nullable=True),
        sa.Column("outdated", sa.Boolean(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("set_id", NAME, nullable=True),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "case_ref", "ask", name=op.f("pk_case_check")),
    )
    op.create_index(
        op.f("ix_case_check_hub_id_agency_state"), "case_check", ["hub_id", "agency", "state"], unique=False
    )
    op.create_index(op.f("ix_case_check_hub_id_stream"), "case_check", ["hub_id", "stream"], unique=False)
    op.create_table(
        "case_clock",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("clock", NAME, nullable=False),
        sa.Column("rule", NAME, nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("state", NAME, nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "case_ref", "clock", name=op.f("pk_case_clock")),
    )
    op.create_index(
        op.f("ix_case_clock_hub_id_state_due_at"), "case_clock", ["hub_id", "state", "due_at"], unique=False
    )
    op.create_index(op.f("ix_case_clock_hub_id_stream"), "case_clock", ["hub_id", "stream"], unique=False)
    op.create_table(
        "case_row",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("pathway", NAME, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("scale", NAME, nullable=True),
        sa.Column("tier", NAME, nullable=True),
        sa.Column("tier_position", sa.Integer(), nullable=True),
        sa.Column("stage", NAME, nullable=False),
        sa.Column("standing", NAME, nullable=False),
        sa.Column("owner", NAME, nullable=True),
        sa.Column("owner_name", sa.Text(), nullable=True),
        sa.Column("source", NAME, nullable=True),
        sa.Column("received", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("due_clock", NAME, nullable=True),
        sa.Column("unread", sa.Boolean(), nullable=False),
        sa.Column("danger", sa.Boolean(), nullable=False),
        sa.Column("alarmed", sa.Boolean(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("waiting_agencies", NAME, nullable=False),
        sa.Column("answered_agencies", NAME, nullable=False),
        sa.Column("undecided", sa.Integer(), nullable=False),
        sa.Column("revision", NAME, nullable=False),
        sa.Column("closed", INSTANT, nullable=True),
        sa.Column("updated", INSTANT, nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "case_ref", "pathway", name=op.f("pk_case_row")),
    )
    op.create_index(op.f("ix_case_row_hub_id_closed_due_at"), "case_row", ["hub_id", "closed", "due_at"], unique=False)
    op.create_index(op.f("ix_case_row_hub_id_stream"), "case_row", ["hub_id", "stream"], unique=False)
    op.create_table(
        "closure_row",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("day", NAME, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "day", name=op.f("pk_closure_row")),
    )
    op.create_index(op.f("ix_closure_row_hub_id_stream"), "closure_row", ["hub_id", "stream"], unique=False)
    op.create_table(
        "contact_row",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("contact_ref", NAME, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("door", NAME, nullable=True),
        sa.Column("source", NAME, nullable=True),
        sa.Column("case_ref", NAME, nullable=True),
        sa.Column("received", INSTANT, nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("acknowledged_at", INSTANT, nullable=True),
        sa.Column("told_at", INSTANT, nullable=True),
        sa.Column("draft", NAME, nullable=True),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "contact_ref", name=op.f("pk_contact_row")),
    )
    op.create_index(op.f("ix_contact_row_hub_id_case_ref"), "contact_row", ["hub_id", "case_ref"], unique=False)
    op.create_index(op.f("ix_contact_row_hub_id_stream"), "contact_row", ["hub_id", "stream"], unique=False)
    op.create_table(
        "seat_row",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("seat", NAME, nullable=False),
        sa.Column("user_id", NAME, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("agency", NAME, nullable=True),
        sa.Column("roles", NAME, nullable=False),
        sa.Column("qualifications", NAME, nullable=False),
        sa.Column("from_at", INSTANT, nullable=False),
        sa.Column("to_at", INSTANT, nullable=True),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "seat", name=op.f("pk_seat_row")),
    )
    op.create_index(op.f("ix_seat_row_hub_id_stream"), "seat_row", ["hub_id", "stream"], unique=False)
    op.create_index(op.f("ix_seat_row_hub_id_user_id"), "seat_row", ["hub_id", "user_id"], unique=False)
    op.create_table(
        "file_row",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("file", NAME, nullable=False),
        sa.Column("named_by", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "file", "named_by", name=op.f("pk_file_row")),
    )
    op.create_index(op.f("ix_file_row_hub_id_stream"), "file_row", ["hub_id", "stream"], unique=False)
    op.create_index(op.f("ix_file_row_hub_id_case_ref"), "file_row", ["hub_id", "case_ref"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            here = "hub_id = nullif(current_setting('app.hub_id', true), '')"
            op.execute(f"CREATE POLICY own_hub ON {table} USING ({here}) WITH CHECK ({here})")


def downgrade() -> None:
    op.drop_index(op.f("ix_file_row_hub_id_case_ref"), table_name="file_row")
    op.drop_index(op.f("ix_file_row_hub_id_stream"), table_name="file_row")
    op.drop_table("file_row")
    op.drop_index(op.f("ix_seat_row_hub_id_user_id"), table_name="seat_row")
    op.drop_index(op.f("ix_seat_row_hub_id_stream"), table_name="seat_row")
    op.drop_table("seat_row")
    op.drop_index(op.f("ix_contact_row_hub_id_stream"), table_name="contact_row")
    op.drop_index(op.f("ix_contact_row_hub_id_case_ref"), table_name="contact_row")
    op.drop_table("contact_row")
    op.drop_index(op.f("ix_closure_row_hub_id_stream"), table_name="closure_row")
    op.drop_table("closure_row")
    op.drop_index(op.f("ix_case_row_hub_id_stream"), table_name="case_row")
    op.drop_index(op.f("ix_case_row_hub_id_closed_due_at"), table_name="case_row")
    op.drop_table("case_row")
    op.drop_index(op.f("ix_case_clock_hub_id_stream"), table_name="case_clock")
    op.drop_index(op.f("ix_case_clock_hub_id_state_due_at"), table_name="case_clock")
    op.drop_table("case_clock")
    op.drop_index(op.f("ix_case_check_hub_id_stream"), table_name="case_check")
    op.drop_index(op.f("ix_case_check_hub_id_agency_state"), table_name="case_check")
    op.drop_table("case_check")
    op.drop_index(op.f("ix_case_alarm_hub_id_stream"), table_name="case_alarm")
    op.drop_index(op.f("ix_case_alarm_hub_id_next_at"), table_name="case_alarm")
    op.drop_table("case_alarm")
