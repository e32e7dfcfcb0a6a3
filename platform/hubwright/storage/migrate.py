"""Migrations run from code: the same numbered steps on both databases, by the owner, up and down."""

from __future__ import annotations

import logging
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Text, make_url

from hubwright.domain.errors import HubwrightError
from hubwright.storage.columns import Name
from hubwright.storage.engines import open_writer
from hubwright.storage.isolation import grant
from hubwright.storage.tables import metadata


class NotMigrated(HubwrightError):
    """The database is not in the state that this version of Hubwright works with."""


def upgrade(url: str, *, app_role: str | None = None, to: str = "head") -> None:
    """Bring a database up to date.

    Args:
        url: as its owner (PostgreSQL) or the file (SQLite).
        app_role: the PostgreSQL role that the application signs in as; it is given what it needs.
        to: a migration's number.
    """
    _run(url, lambda config: command.upgrade(config, to), app_role=app_role if to == "head" else None)


def downgrade(url: str, *, to: str) -> None:
    """Take a database back to an earlier migration, or to "base": what later tables held is lost."""
    _run(url, lambda config: command.downgrade(config, to))


def expected() -> str:
    """The one newest migration."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None  # noqa: S101 - the package ships its migrations
    return head


def check_migrated(engine: Engine) -> None:
    """Refuse a database that is behind or ahead.

    Raises:
        NotMigrated: and what to do.
    """
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != expected():
        raise NotMigrated(
            f"The database is at {found or 'nothing yet'} and this version of Hubwright needs {expected()}."
            " Run `hubwright migrate`, after a backup."
        )


def differences(connection: Connection) -> list[Any]:
    """Where the tables in code and in the database differ, as Alembic finds them."""
    options = {"compare_type": _type_differs, "compare_server_default": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def app_role_of(url: str) -> str | None:
    """The role that an application's database URL signs in as, on PostgreSQL."""
    parts = make_url(url)
    return parts.username if parts.get_backend_name() == "postgresql" else None


def _type_differs(context: Any, _in_database: Any, _in_code: Any, found: Any, wanted: Any) -> bool | None:
    """Alembic's question about one column; None leaves the answer to Alembic."""
    if isinstance(wanted, Name):
        by_code_point = context.dialect.name != "postgresql" or found.collation == "C"
        return not (isinstance(found, Text) and by_code_point)
    return None


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "hubwright.storage:migrations")
    config.set_main_option("path_separator", "os")
    return config


def _run(url: str, step: Any, *, app_role: str | None = None) -> None:
    logging.getLogger("alembic").setLevel(logging.WARNING)
    engine = open_writer(url)
    try:
        with engine.begin() as connection:
            config = _config()
            config.attributes["connection"] = connection
            step(config)
            if app_role is not None:
                grant(connection, app_role)
    finally:
        engine.dispose()
