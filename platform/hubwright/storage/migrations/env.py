"""What Alembic runs: all steps in one transaction, on the connection that `storage.migrate` hands over."""

from __future__ import annotations

from alembic import context
from hubwright.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
