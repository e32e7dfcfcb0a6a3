"""Editions of the guidance that a hub works under, each with the days on which it holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hubwright.reference import table


def guidance_that_holds(nation: str, on: date) -> Mapping[str, Mapping[str, Any]]:
    """The edition that holds in a nation on a day, by what a strand stands for ("child", "adult").

    Args:
        nation: of the reference data ("england").
        on: the day, in London.

    Returns:
        `id`, `name` (language to words) and `checked`: whether somebody has held it against its source.
    """
    day = on.isoformat()
    return {
        row["about"]: {
            "id": row["id"],
            "name": {"en": row["name"]["en"], "cy": row["name"].get("cy")},
            "checked": row["checked"],
        }
        for row in table("editions")
        if nation in row["nations"]
        and row["in_force_from"] <= day
        and (row["in_force_until"] is None or day <= row["in_force_until"])
    }
