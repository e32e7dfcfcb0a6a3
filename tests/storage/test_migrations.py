"""Migrations: one line of numbered steps, the same tables as in code, up and down with data in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from hubwright.domain.cases.entries import Entry
from hubwright.storage import migrate
from hubwright.storage.engines import open_writer
from hubwright.storage.isolation import check_role
from hubwright.storage.sealing import KeySealer
from hubwright.storage.store import SqlStore
from hubwright.storage.tables import PROJECTIONS, metadata
from sqlalchemy import inspect

from tests.databases import APP, Database
from tests.storage.conftest import SECRET, small_projector

Write = Callable[..., Sequence[Entry]]


def tables(url: str) -> set[str]:
    engine = open_writer(url)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def test_the_steps_are_numbered_and_lead_to_one_head() -> None:
    script = ScriptDirectory.from_config(migrate._config())
    steps = [step.revision for step in script.walk_revisions()]
    assert script.get_heads() == [migrate.expected()]
    assert sorted(steps) == [f"{number:04}" for number in range(1, len(steps) + 1)]
    names = [path.name for path in Path(script.versions).glob("*.py")]
    assert sorted(name.partition("_")[0] for name in names) == sorted(steps)


def test_code_and_database_have_the_same_tables(database: Database) -> None:
    engine = open_writer(database.owner_url)
    try:
        with engine.connect() as connection:
            assert migrate.differences(connection) == []
        assert tables(database.owner_url) == {*metadata.tables, "alembic_version"}
        migrate.check_migrated(engine)
    finally:
        engine.dispose()


def test_a_step_back_and_forth_keeps_the_journal_and_the_projections_can_be_rebuilt(
    database: Database, write: Write, store: SqlStore
) -> None:
    write("contact:A", "one", "two")
    role = APP if database.kind == "postgresql" else None
    store.close()
    migrate.downgrade(database.owner_url, to="0001")
    assert not tables(database.owner_url) & set(PROJECTIONS)
    migrate.upgrade(database.owner_url, app_role=role)
    again = SqlStore(database.url, sealer=KeySealer(SECRET), projector=small_projector, drawing=lambda it: it)
    try:
        check_role(again.engines.write)
        assert again.verify("bury") == []
        assert [difference.found for difference in again.rebuild("bury")] == ["missing"] * 3
        assert again.rebuild("bury") == []
    finally:
        again.close()


def test_down_to_nothing_and_up_again(database: Database) -> None:
    migrate.downgrade(database.owner_url, to="base")
    assert tables(database.owner_url) == {"alembic_version"}
    engine = open_writer(database.owner_url)
    try:
        with pytest.raises(migrate.NotMigrated, match="hubwright migrate"):
            migrate.check_migrated(engine)
    finally:
        engine.dispose()
    migrate.upgrade(database.owner_url)
    migrate.upgrade(database.owner_url)
    assert set(metadata.tables) < tables(database.owner_url)


def test_the_applications_role_is_read_from_its_url() -> None:
    assert migrate.app_role_of("postgresql://hub_app:secret@db/hubs") == "hub_app"
    assert migrate.app_role_of("sqlite:///var/hubwright.sqlite") is None


def test_a_table_that_differs_is_noticed(database: Database) -> None:
    engine = open_writer(database.owner_url)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE closure_row DROP COLUMN why")
            connection.exec_driver_sql("ALTER TABLE closure_row ADD COLUMN why INTEGER NOT NULL DEFAULT 3")
        with engine.connect() as connection:
            assert migrate.differences(connection) != []
    finally:
        engine.dispose()
