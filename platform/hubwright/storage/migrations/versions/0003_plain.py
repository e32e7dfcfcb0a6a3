"""Plain tables: deeds, drafts, read log, outbox, revisions and settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
TABLES = (
    "check_link",
    "deed",
    "draft",
    "file",
    "file_piece",
    "hub_setting",
    "made_document",
    "outbox",
    "preference",
    "read_log",
    "revision",
)


def upgrade() -> None:
    op.create_table(
        "check_link",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("link", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("ask", NAME, nullable=False),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        sa.Column("made", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "link", name=op.f("pk_check_link")),
    )
    op.create_table(
        "deed",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("deed", NAME, nullable=False),
        sa.Column("fingerprint", NAME, nullable=False),
        sa.Column("result", sa.LargeBinary(), nullable=True),
        sa.Column("key_id", NAME, nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "deed", name=op.f("pk_deed")),
    )
    op.create_table(
        "draft",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("draft", NAME, nullable=False),
        sa.Column("form", NAME, nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("revision", NAME, nullable=False),
        sa.Column("door", NAME, nullable=True),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("reply_to", sa.LargeBinary(), nullable=True),
        sa.Column("key_id", NAME, nullable=True),
        sa.Column("created", INSTANT, nullable=False),
        sa.Column("saved", INSTANT, nullable=False),
        sa.Column("ends", INSTANT, nullable=False),
        sa.Column("warned", INSTANT, nullable=True),
        sa.Column("sent_contact", NAME, nullable=True),
        sa.PrimaryKeyConstraint("hub_id", "draft", name=op.f("pk_draft")),
    )
    op.create_index(op.f("ix_draft_hub_id_ends"), "draft", ["hub_id", "ends"], unique=False)
    op.create_table(
        "file",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("file", NAME, nullable=False),
        sa.Column("about", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", NAME, nullable=False),
        sa.Column("media", NAME, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("digest", NAME, nullable=False),
        sa.Column("state", NAME, nullable=False),
        sa.Column("scanner", NAME, nullable=True),
        sa.Column("draft", NAME, nullable=True),
        sa.Column("kept", INSTANT, nullable=False),
        sa.Column("scanned", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("hub_id", "file", name=op.f("pk_file")),
    )
    op.create_index(op.f("ix_file_hub_id_state_kept"), "file", ["hub_id", "state", "kept"], unique=False)
    op.create_table(
        "file_piece",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("file", NAME, nullable=False),
        sa.Column("piece", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", NAME, nullable=False),
        sa.ForeignKeyConstraint(["hub_id", "file"], ["file.hub_id", "file.file"], name=op.f("fk_file_piece_file")),
        sa.PrimaryKeyConstraint("hub_id", "file", "piece", name=op.f("pk_file_piece")),
    )
    op.create_table(
        "hub_setting",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("key", NAME, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "key", name=op.f("pk_hub_setting")),
    )
    op.create_table(
        "outbox",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("id", NAME, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("run_at", INSTANT, nullable=False),
        sa.Column("status", NAME, nullable=False),
        sa.Column("lease_until", INSTANT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("key_id", NAME, nullable=True),
        sa.Column("last_error", NAME, nullable=True),
        sa.Column("says", sa.Text(), nullable=True),
        sa.Column("created", INSTANT, nullable=False),
        sa.Column("done_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("hub_id", "id", name=op.f("pk_outbox")),
    )
    op.create_index(op.f("ix_outbox_hub_id_status_run_at"), "outbox", ["hub_id", "status", "run_at"], unique=False)
    op.create_index(op.f("ix_outbox_hub_id_created"), "outbox", ["hub_id", "created"], unique=False)
    op.create_table(
        "made_document",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("id", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("language", NAME, nullable=False),
        sa.Column("asked_by", NAME, nullable=False),
        sa.Column("seat", NAME, nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("state", NAME, nullable=False),
        sa.Column("why", NAME, nullable=False),
        sa.Column("wanted", sa.LargeBinary(), nullable=True),
        sa.Column("found", sa.LargeBinary(), nullable=True),
        sa.Column("key_id", NAME, nullable=True),
        sa.Column("file", NAME, nullable=True),
        sa.Column("reference", NAME, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", NAME, nullable=False),
        sa.Column("made_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("hub_id", "id", name=op.f("pk_made_document")),
    )
    op.create_index(
        op.f("ix_made_document_hub_id_case_ref_asked_by_asked_at"),
        "made_document",
        ["hub_id", "case_ref", "asked_by", "asked_at"],
        unique=False,
    )
    op.create_index(op.f("ix_made_document_hub_id_file"), "made_document", ["hub_id", "file"], unique=False)
    op.create_table(
        "preference",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("user_id", NAME, nullable=False),
        sa.Column("channel", NAME, nullable=False),
        sa.Column("mobile", sa.LargeBinary(), nullable=True),
        sa.Column("key_id", NAME, nullable=True),
        sa.Column("quiet_from", NAME, nullable=True),
        sa.Column("quiet_to", NAME, nullable=True),
        sa.PrimaryKeyConstraint("hub_id", "user_id", name=op.f("pk_preference")),
    )
    op.create_table(
        "read_log",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("id", NAME, nullable=False),
        sa.Column("user_id", NAME, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("what", NAME, nullable=False),
        sa.Column("reference", NAME, nullable=False),
        sa.Column("case_ref", NAME, nullable=False),
        sa.Column("purpose", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "id", name=op.f("pk_read_log")),
    )
    op.create_index(op.f("ix_read_log_hub_id_reference_at"), "read_log", ["hub_id", "reference", "at"], unique=False)
    op.create_table(
        "revision",
        sa.Column("hub_id", NAME, nullable=False),
        sa.Column("revision", NAME, nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", NAME, nullable=False),
        sa.PrimaryKeyConstraint("hub_id", "revision", name=op.f("pk_revision")),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            here = "hub_id = nullif(current_setting('app.hub_id', true), '')"
            op.execute(f"CREATE POLICY own_hub ON {table} USING ({here}) WITH CHECK ({here})")


def downgrade() -> None:
    op.drop_table("revision")
    op.drop_index(op.f("ix_read_log_hub_id_reference_at"), table_name="read_log")
    op.drop_table("read_log")
    op.drop_table("preference")
    op.drop_index(op.f("ix_outbox_hub_id_created"), table_name="outbox")
    op.drop_index(op.f("ix_outbox_hub_id_status_run_at"), table_name="outbox")
    op.drop_table("outbox")
    op.drop_index(op.f("ix_made_document_hub_id_file"), table_name="made_document")
    op.drop_index(op.f("ix_made_document_hub_id_case_ref_asked_by_asked_at"), table_name="made_document")
    op.drop_table("made_document")
    op.drop_table("hub_setting")
    op.drop_table("file_piece")
    op.drop_index(op.f("ix_file_hub_id_state_kept"), table_name="file")
    op.drop_table("file")
    op.drop_index(op.f("ix_draft_hub_id_ends"), table_name="draft")
    op.drop_table("draft")
    op.drop_table("deed")
    op.drop_table("check_link")
