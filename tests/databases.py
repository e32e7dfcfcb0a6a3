"""Real databases for tests: a SQLite file, and a PostgreSQL cluster that the tests start, use and throw away.

The cluster listens on a socket in a directory of its own, so it meets nothing else on the machine; durability is off.
PostgreSQL refuses to run as root, so under root it runs as another user.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hubwright.storage import migrate
from sqlalchemy import create_engine, text

KEEPER, OWNER, APP = "keeper", "hub_owner", "hub_app"
TEMPLATE = "hub_template"


@dataclass(frozen=True)
class Database:
    """One empty, migrated database.

    Args:
        url: as the application signs in.
        owner_url: as migrations do.
    """

    kind: str
    url: str
    owner_url: str


@dataclass
class Cluster:
    """A running PostgreSQL with a migrated template and three roles: superuser, owner, application."""

    socket: Path
    made: int = 0

    def url(self, role: str, database: str) -> str:
        return f"postgresql://{role}@/{database}?host={self.socket}"

    def run(self, statement: str, database: str = "postgres") -> None:
        """One statement as the superuser, outside a transaction."""
        engine = create_engine(self.url(KEEPER, database), isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                connection.execute(text(statement))
        finally:
            engine.dispose()

    def prepare(self) -> None:
        """Roles, and a migrated database to copy."""
        for role in (OWNER, APP):
            self.run(f"CREATE ROLE {role} LOGIN")
        self.run(f"CREATE DATABASE {TEMPLATE} OWNER {OWNER}")
        migrate.upgrade(self.url(OWNER, TEMPLATE), app_role=APP)

    @contextmanager
    def database(self, template: str = TEMPLATE) -> Iterator[Database]:
        """A fresh database, dropped afterwards."""
        self.made += 1
        name = f"hub_{self.made}"
        self.run(f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {template}")
        try:
            yield Database("postgresql", self.url(APP, name), self.url(OWNER, name))
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """A cluster from nothing, stopped and removed at the end."""
    programs = postgresql_programs()
    folder = Path(tempfile.mkdtemp(prefix="hub-pg-"))
    try:
        account = unprivileged()
        if account:
            os.chown(folder, account["user"], account["group"])
        data = folder / "data"
        initdb = [programs / "initdb", "-D", data, "-U", KEEPER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        _run(initdb, folder, account)
        options = f"-F -k {folder} -c listen_addresses='' -c max_connections=60 -c full_page_writes=off"
        control = [programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
        _run([*control, "-o", options, "start"], folder, account)
        try:
            cluster = Cluster(folder)
            cluster.prepare()
            yield cluster
        finally:
            _run([*control, "-m", "immediate", "stop"], folder, account)
    finally:
        shutil.rmtree(folder)


def postgresql_programs() -> Path:
    """Where initdb and pg_ctl are: the newest that the machine has."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    named = shutil.which("initdb")
    if named is None:
        raise RuntimeError("Storage tests need PostgreSQL 15 or later: run `make test`, which installs it.")
    return Path(named).parent


def unprivileged() -> dict[str, Any]:
    """Whom the cluster runs as: oneself, or under root a user who is not."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _run(command: list[Any], folder: Path, account: dict[str, Any]) -> None:
    done = subprocess.run(
        command,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        **account,
    )
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} failed: {done.stderr.decode(errors='replace')}")
