"""The provisions of law that a check set may stand on, as they are called on a page."""

from __future__ import annotations

from collections.abc import Mapping

from hubwright.reference import table


def provision_name(id: str) -> Mapping[str, str]:
    """The name of a provision, language to words; empty for one that this release does not know.

    Args:
        id: of the reference data ("ca1989-s47").
    """
    row = next((row for row in table("provisions") if row["id"] == id), None)
    return {} if row is None else dict(row["name"])
