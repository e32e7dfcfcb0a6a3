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
    "case_action",
    "case_alarm",
    "case_check",
    "case_clock",
    "case_ending",
    "case_glass",
    "case_marker",
    "case_named",
    "case_release",
    "case_row",
    "case_sealed",
    "case_to_enter",
    "closure_row",
    "contact_row",
    "file_row",
    "referral_row",
    "seat_row",
)


def upgrade() -> None:  # noqa: PLR0915 - one statement for each table and index
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
        sa.Column("access", NAME, nullable=False),
        sa.Column("tier", NAME, nullable=True),
        sa.Column("agency", NAME, nullable=False),
        sa.Column("state", NAME, nullable=False),
        sa.Column("answer", NAME, nullable=True),
        sa.Column("outdated", sa.Boolean(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("set_id", NAME, nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("again", NAME, nullable=True),
        sa.Column("asked_again", NAME, nullable=True),
        sa.Column("searched", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("remind_at", INSTANT, nullable=True),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "case_ref", "ask", name=op.f("pk_case_check")),
    )
    op.create_index(
        op.f("ix_case_check_hub_id_agency_state"), "case_check", ["hub_id", "agency", "state"], unique=False
    )
    op.create_index(op.f("ix_case_check_hub_id_remind_at"), "case_check", ["hub_id", "remind_at"], unique=False)
    op.create_index(op.f("ix_case_check_hub_id_stream"), "case_check", ["hub_id", "stream"], unique=False)
    op.create_table(
        "case_to_enter",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("subject", NAME, nullable=False),
        sa.Column("pathway", NAME, nullable=False),
        sa.Column("access", NAME, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("route", NAME, nullable=False),
        sa.Column("meaning", NAME, nullable=False),
        sa.Column("revision", NAME, nullable=False),
        sa.Column("decided_at", INSTANT, nullable=False),
        sa.Column("left_at", INSTANT, nullable=True),
        sa.Column("entered_at", INSTANT, nullable=True),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "case_ref", "subject", "pathway", name=op.f("pk_case_to_enter")),
    )
    op.create_index(op.f("ix_case_to_enter_hub_id_entered_at"), "case_to_enter", ["hub_id", "entered_at"], unique=False)
    op.create_index(op.f("ix_case_to_enter_hub_id_stream"), "case_to_enter", ["hub_id", "stream"], unique=False)
    op.create_table(
        "case_action",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("action", NAME, nullable=False),
        sa.Column("access", NAME, nullable=False),
        sa.Column("pathway", NAME, nullable=False),
        sa.Column("owner", NAME, nullable=False),
        sa.Column("agency", NAME, nullable=False),
        sa.Column("due_on", NAME, nullable=True),
        sa.Column("state", NAME, nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "case_ref", "action", name=op.f("pk_case_action")),
    )
    op.create_index(
        op.f("ix_case_action_hub_id_owner_state"), "case_action", ["hub_id", "owner", "state"], unique=False
    )
    op.create_index(op.f("ix_case_action_hub_id_stream"), "case_action", ["hub_id", "stream"], unique=False)
    op.create_table(
        "case_sealed",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("record", NAME, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", NAME, nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "case_ref", "record", "version", name=op.f("pk_case_sealed")),
    )
    op.create_index(op.f("ix_case_sealed_hub_id_stream"), "case_sealed", ["hub_id", "stream"], unique=False)
    op.create_table(
        "case_clock",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("clock", NAME, nullable=False),
        sa.Column("rule", NAME, nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("warns_at", INSTANT, nullable=True),
        sa.Column("state", NAME, nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "case_ref", "clock", name=op.f("pk_case_clock")),
    )
    op.create_index(
        op.f("ix_case_clock_hub_id_state_due_at"), "case_clock", ["hub_id", "state", "due_at"], unique=False
    )
    op.create_index(op.f("ix_case_clock_hub_id_stream"), "case_clock", ["hub_id", "stream"], unique=False)
    op.create_table(
        "case_ending",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("contact_ref", NAME, nullable=False),
        sa.Column("what", NAME, nullable=False),
        sa.Column("where_to", NAME, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("source", NAME, nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("ended_at", INSTANT, nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "case_ref", "contact_ref", name=op.f("pk_case_ending")),
    )
    op.create_index(
        op.f("ix_case_ending_hub_id_what_ended_at"), "case_ending", ["hub_id", "what", "ended_at"], unique=False
    )
    op.create_index(op.f("ix_case_ending_hub_id_stream"), "case_ending", ["hub_id", "stream"], unique=False)
    op.create_table(
        "case_glass",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("user_id", NAME, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "case_ref", "number", name=op.f("pk_case_glass")),
    )
    op.create_index(op.f("ix_case_glass_hub_id_at"), "case_glass", ["hub_id", "at"], unique=False)
    op.create_index(op.f("ix_case_glass_hub_id_stream"), "case_glass", ["hub_id", "stream"], unique=False)
    op.create_table(
        "case_marker",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("marker", NAME, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("effect", NAME, nullable=False),
        sa.Column("subject", NAME, nullable=True),
        sa.Column("review", NAME, nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "case_ref", "marker", name=op.f("pk_case_marker")),
    )
    op.create_index(op.f("ix_case_marker_hub_id_review"), "case_marker", ["hub_id", "review"], unique=False)
    op.create_index(op.f("ix_case_marker_hub_id_stream"), "case_marker", ["hub_id", "stream"], unique=False)
    op.create_table(
        "case_named",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("how", NAME, nullable=False),
        sa.Column("who", NAME, nullable=False),
        sa.Column("until", INSTANT, nullable=True),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "case_ref", "how", "who", name=op.f("pk_case_named")),
    )
    op.create_index(op.f("ix_case_named_hub_id_stream"), "case_named", ["hub_id", "stream"], unique=False)
    op.create_table(
        "case_release",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("release", NAME, nullable=False),
        sa.Column("pathway", NAME, nullable=False),
        sa.Column("access", NAME, nullable=False),
        sa.Column("agency", NAME, nullable=False),
        sa.Column("item", NAME, nullable=False),
        sa.Column("state", NAME, nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "case_ref", "release", name=op.f("pk_case_release")),
    )
    op.create_index(
        op.f("ix_case_release_hub_id_agency_state"), "case_release", ["hub_id", "agency", "state"], unique=False
    )
    op.create_index(op.f("ix_case_release_hub_id_stream"), "case_release", ["hub_id", "stream"], unique=False)
    op.create_table(
        "case_row",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("pathway", NAME, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("access", NAME, nullable=False),
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
    op.create_index(op.f("ix_case_row_hub_id_standing"), "case_row", ["hub_id", "standing"], unique=False)
    op.create_index(op.f("ix_case_row_hub_id_unread"), "case_row", ["hub_id", "unread"], unique=False)
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
        "referral_row",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("contact_ref", NAME, nullable=False),
        sa.Column("user_id", NAME, nullable=False),
        sa.Column("agency", NAME, nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("stream", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "contact_ref", "user_id", name=op.f("pk_referral_row")),
    )
    op.create_index(op.f("ix_referral_row_hub_id_user_id"), "referral_row", ["hub_id", "user_id"], unique=False)
    op.create_index(op.f("ix_referral_row_hub_id_agency"), "referral_row", ["hub_id", "agency"], unique=False)
    op.create_index(op.f("ix_referral_row_hub_id_stream"), "referral_row", ["hub_id", "stream"], unique=False)
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


def downgrade() -> None:  # noqa: PLR0915 - one statement for each table and index
    op.drop_index(op.f("ix_case_sealed_hub_id_stream"), table_name="case_sealed")
    op.drop_table("case_sealed")
    op.drop_index(op.f("ix_case_action_hub_id_stream"), table_name="case_action")
    op.drop_index(op.f("ix_case_action_hub_id_owner_state"), table_name="case_action")
    op.drop_table("case_action")
    op.drop_index(op.f("ix_case_to_enter_hub_id_stream"), table_name="case_to_enter")
    op.drop_index(op.f("ix_case_to_enter_hub_id_entered_at"), table_name="case_to_enter")
    op.drop_table("case_to_enter")
    op.drop_index(op.f("ix_file_row_hub_id_case_ref"), table_name="file_row")
    op.drop_index(op.f("ix_file_row_hub_id_stream"), table_name="file_row")
    op.drop_table("file_row")
    op.drop_index(op.f("ix_referral_row_hub_id_stream"), table_name="referral_row")
    op.drop_index(op.f("ix_referral_row_hub_id_agency"), table_name="referral_row")
    op.drop_index(op.f("ix_referral_row_hub_id_user_id"), table_name="referral_row")
    op.drop_table("referral_row")
    op.drop_index(op.f("ix_seat_row_hub_id_user_id"), table_name="seat_row")
    op.drop_index(op.f("ix_seat_row_hub_id_stream"), table_name="seat_row")
    op.drop_table("seat_row")
    op.drop_index(op.f("ix_contact_row_hub_id_stream"), table_name="contact_row")
    op.drop_index(op.f("ix_contact_row_hub_id_case_ref"), table_name="contact_row")
    op.drop_table("contact_row")
    op.drop_index(op.f("ix_closure_row_hub_id_stream"), table_name="closure_row")
    op.drop_table("closure_row")
    op.drop_index(op.f("ix_case_row_hub_id_unread"), table_name="case_row")
    op.drop_index(op.f("ix_case_row_hub_id_standing"), table_name="case_row")
    op.drop_index(op.f("ix_case_row_hub_id_stream"), table_name="case_row")
    op.drop_index(op.f("ix_case_row_hub_id_closed_due_at"), table_name="case_row")
    op.drop_table("case_row")
    op.drop_index(op.f("ix_case_release_hub_id_stream"), table_name="case_release")
    op.drop_index(op.f("ix_case_release_hub_id_agency_state"), table_name="case_release")
    op.drop_table("case_release")
    op.drop_index(op.f("ix_case_marker_hub_id_stream"), table_name="case_marker")
    op.drop_index(op.f("ix_case_marker_hub_id_review"), table_name="case_marker")
    op.drop_table("case_marker")
    op.drop_index(op.f("ix_case_named_hub_id_stream"), table_name="case_named")
    op.drop_table("case_named")
    op.drop_index(op.f("ix_case_glass_hub_id_stream"), table_name="case_glass")
    op.drop_index(op.f("ix_case_glass_hub_id_at"), table_name="case_glass")
    op.drop_table("case_glass")
    op.drop_index(op.f("ix_case_ending_hub_id_stream"), table_name="case_ending")
    op.drop_index(op.f("ix_case_ending_hub_id_what_ended_at"), table_name="case_ending")
    op.drop_table("case_ending")
    op.drop_index(op.f("ix_case_clock_hub_id_stream"), table_name="case_clock")
    op.drop_index(op.f("ix_case_clock_hub_id_state_due_at"), table_name="case_clock")
    op.drop_table("case_clock")
    op.drop_index(op.f("ix_case_check_hub_id_stream"), table_name="case_check")
    op.drop_index(op.f("ix_case_check_hub_id_remind_at"), table_name="case_check")
    op.drop_index(op.f("ix_case_check_hub_id_agency_state"), table_name="case_check")
    op.drop_table("case_check")
    op.drop_index(op.f("ix_case_alarm_hub_id_stream"), table_name="case_alarm")
    op.drop_index(op.f("ix_case_alarm_hub_id_next_at"), table_name="case_alarm")
    op.drop_table("case_alarm")
