"""Promises about tables: each is marked, each tenant table is keyed by its hub, and nothing points across hubs."""

from __future__ import annotations

import pytest
from hubwright.storage.tables import TENANT, metadata, of_kind
from sqlalchemy import Table

INSTALLATION = {
    "installation_hub",
    "installation_user",
    "installation_credential",
    "installation_throttle",
    "installation_token",
    "installation_job",
    "installation_beat",
    "installation_template",
    "installation_template_use",
    "installation_plugin",
}
every_tenant_table = pytest.mark.parametrize("table", TENANT.values(), ids=str)


def test_every_table_says_what_becomes_of_it() -> None:
    assert {table.info.get("kind") for table in metadata.tables.values()} == {
        "journal",
        "projection",
        "dictionary",
        "plain",
        "installation",
    }


def test_installation_tables_are_exactly_the_named_list() -> None:
    assert set(of_kind("installation")) == INSTALLATION
    assert {*TENANT, *INSTALLATION} == set(metadata.tables)


@every_tenant_table
def test_the_primary_key_begins_with_the_hub(table: Table) -> None:
    assert next(iter(table.primary_key)).name == "hub_id"


@every_tenant_table
def test_every_foreign_key_carries_the_hub(table: Table) -> None:
    for constraint in table.foreign_key_constraints:
        pairs = {(key.parent.name, key.column.name) for key in constraint.elements}
        assert ("hub_id", "hub_id") in pairs
        assert constraint.referred_table.name in TENANT


@every_tenant_table
def test_every_unique_index_begins_with_the_hub(table: Table) -> None:
    for index in table.indexes:
        assert next(iter(index.columns)).name == "hub_id"


@pytest.mark.parametrize("table", of_kind("projection").values(), ids=str)
def test_every_projection_row_names_its_stream(table: Table) -> None:
    assert not table.c.stream.nullable
    assert not table.foreign_key_constraints


@pytest.mark.parametrize("table", of_kind("installation").values(), ids=str)
def test_installation_tables_point_at_no_tenant_table(table: Table) -> None:
    assert not table.foreign_key_constraints


def test_the_header_of_an_entry_holds_no_column_for_a_name() -> None:
    columns = set(TENANT["entry"].c.keys())
    assert not columns & {"actor_name", "name", "body", "payload"}
