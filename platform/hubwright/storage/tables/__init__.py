"""Every table, marked by what becomes of it: journal, projection, dictionary, plain or installation."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Table

from hubwright.storage.columns import metadata
from hubwright.storage.tables import (
    documents,
    drafts,
    files,
    installation,
    journal,
    meetings,
    people,
    plain,
    plugins,
    projections,
    record,
)

__all__ = [
    "DICTIONARY",
    "PROJECTIONS",
    "TENANT",
    "documents",
    "drafts",
    "files",
    "installation",
    "journal",
    "meetings",
    "metadata",
    "of_kind",
    "people",
    "plain",
    "plugins",
    "projections",
    "record",
]


def of_kind(*kinds: str) -> Mapping[str, Table]:
    """The tables of these kinds by name, those that others refer to first."""
    return {table.name: table for table in metadata.sorted_tables if table.info["kind"] in kinds}


TENANT = of_kind("journal", "projection", "dictionary", "plain")
PROJECTIONS = of_kind("projection")
DICTIONARY = of_kind("dictionary")
