"""Databases for every test that asks for one. `database` runs a test on both kinds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hubwright.storage import migrate

from tests.databases import Cluster, Database, running_cluster


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """PostgreSQL, once per test process and only if a test asks for it."""
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def _migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_database(_migrated_file: Path, tmp_path: Path) -> Database:
    """An empty, migrated SQLite file."""
    path = tmp_path / "hubwright.sqlite"
    shutil.copy(_migrated_file, path)
    url = f"sqlite:///{path}"
    return Database("sqlite", url, url)


@pytest.fixture
def postgresql_database(cluster: Cluster) -> Iterator[Database]:
    """An empty, migrated PostgreSQL database."""
    with cluster.database() as database:
        yield database


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.storage)])
def database(request: pytest.FixtureRequest) -> Database:
    """An empty, migrated database of each kind in turn."""
    found: Database = request.getfixturevalue(f"{request.param}_database")
    return found
