"""The provisions of law that a check set may stand on, as they are called on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from hubwright.reference import table


def provision_name(id: str) -> Mapping[str, str]:
    """The name of a provision, language to words; empty for one that this release does not know.

    Args:
        id: of the reference data ("ca1989-s47").
    """
    row = next((row for row in table("provisions") if row["id"] == id), None)
    return {} if row is None else dict(row["name"])


def provision_named(language: str) -> Callable[[str], str]:
    """What a document calls provisions: in its language, else in English, else by the id that stands in the data.

    Args:
        language: "en" or "cy".
    """

    def named(id: str) -> str:
        names = provision_name(id)
        return names.get(language) or names.get("en") or id

    return named


def provisions_that_hold(nation: str, on: date) -> frozenset[str]:
    """Ids of the provisions that hold in a nation on a day: those whose day has come and has not passed.

    Args:
        nation: of the reference data ("england").
        on: the day, in London.
    """
    day = on.isoformat()
    return frozenset(
        row["id"]
        for row in table("provisions")
        if nation in row["nations"]
        and row["in_force_from"] is not None
        and row["in_force_from"] <= day
        and (row["in_force_until"] is None or day <= row["in_force_until"])
    )
