"""Isolation kept by PostgreSQL itself: what the application's role may do, and a refusal to serve under another."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, text

from hubwright.domain.errors import HubwrightError
from hubwright.storage.tables import TENANT, journal, metadata, plain

# History is added to. Only a payload may ever go, by lawful destruction.
_RIGHTS = {
    journal.entry.name: "SELECT, INSERT",
    journal.entry_payload.name: "SELECT, INSERT, DELETE",
    journal.entry_destroyed.name: "SELECT, INSERT",
    journal.stream_head.name: "SELECT, INSERT, UPDATE",
    journal.hub_seal.name: "SELECT, INSERT",
    journal.hub_seal_head.name: "SELECT, INSERT",
    plain.read_log.name: "SELECT, INSERT",
    plain.deed.name: "SELECT, INSERT",
    plain.revision.name: "SELECT, INSERT",
}
_OLDEST = (15,)
_EVERYTHING = "SELECT, INSERT, UPDATE, DELETE"


class WrongRole(HubwrightError):
    """The database role that was given could see or change what the application must not."""


def grant(connection: Connection, role: str) -> None:
    """Give the application's role exactly what it needs; run as the owner, after each migration."""
    name = connection.dialect.identifier_preparer.quote(role)
    schema = connection.dialect.identifier_preparer.quote(
        connection.execute(text("SELECT current_schema()")).scalar_one()
    )
    connection.execute(text(f"GRANT USAGE ON SCHEMA {schema} TO {name}"))
    connection.execute(text(f"GRANT SELECT ON alembic_version TO {name}"))
    for table in metadata.sorted_tables:
        connection.execute(text(f"REVOKE ALL ON {table.name} FROM {name}"))
        connection.execute(text(f"GRANT {_RIGHTS.get(table.name, _EVERYTHING)} ON {table.name} TO {name}"))


def check_role(engine: Engine) -> None:
    """Refuse a role that row-level security cannot hold, and a database in which it is not forced.

    Does nothing on SQLite, where each query names its hub and there is one file for one installation.

    Raises:
        WrongRole: with every reason.
    """
    if engine.dialect.name != "postgresql":
        return
    with engine.connect() as connection:
        wrong = [*_role_faults(connection), *_table_faults(connection)]
    if wrong:
        raise WrongRole(
            "Hubwright does not start with this database role: "
            + " ".join(wrong)
            + " Give HUBWRIGHT_DATABASE_URL a role"
            " of its own that owns nothing, keep the owner's for HUBWRIGHT_DATABASE_OWNER_URL, and run"
            " `hubwright migrate`."
        )


def _role_faults(connection: Connection) -> list[str]:
    role = connection.execute(
        text("SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user")
    ).one()
    faults = []
    if (connection.dialect.server_version_info or (0,)) < _OLDEST:
        faults.append("The server is older than PostgreSQL 15.")
    if role.rolsuper:
        faults.append("It is a superuser.")
    if role.rolbypassrls:
        faults.append("It has BYPASSRLS.")
    if role.rolcreaterole:
        faults.append("It has CREATEROLE and could give itself more.")
    owned = connection.execute(
        text(
            "SELECT count(*) FROM pg_class WHERE relname = ANY(:names) AND relkind IN ('r', 'p')"
            " AND pg_table_is_visible(oid) AND pg_has_role(current_user, relowner, 'MEMBER')"
        ),
        {"names": list(TENANT)},
    ).scalar_one()
    if owned and not role.rolsuper:
        faults.append("It owns the tables, or is a member of the role that does.")
    return faults


def _table_faults(connection: Connection) -> list[str]:
    held = connection.execute(
        text(
            "SELECT relname FROM pg_class WHERE relname = ANY(:names) AND relkind IN ('r', 'p')"
            " AND pg_table_is_visible(oid) AND relrowsecurity AND relforcerowsecurity"
        ),
        {"names": list(TENANT)},
    ).scalars()
    missing = sorted(set(TENANT) - set(held))
    if not missing:
        return []
    return [f"Row-level security is not forced on {', '.join(missing)}."]
