"""The shipped reference data, drawn for the domain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from hubwright.domain.definitions.reference import Floor, Limit, Provision, Reference
from hubwright.reference import table


@cache
def reference_data() -> Reference:
    """The reference data of this version of the platform."""
    return Reference(
        provisions={
            row["id"]: Provision(
                id=row["id"],
                about=row["about"],
                nations=frozenset(row["nations"]),
                holds_from=_day(row["in_force_from"]),
                holds_until=_day(row["in_force_until"]),
            )
            for row in table("provisions")
        },
        nations=frozenset(row["id"] for row in table("nations")),
        outcomes={row["id"]: row["about"] for row in table("outcomes")},
        floors=tuple(
            Floor(
                id=row["id"],
                stands_for=row["stands_for"],
                meaning=row["meaning"],
                nations=frozenset(row["nations"]),
                why=row["why"]["en"],
                source=row["from"],
            )
            for row in table("floors")
        ),
        qualifications={row["id"]: row["means"] for row in table("qualifications")},
        sources=frozenset(row["id"] for row in table("sources")),
        meanings={row["id"]: frozenset(row["types"]) for row in table("meanings")},
        limits=tuple(
            Limit(id=row["id"], stands_for=row["stands_for"], hours=row["hours"], why=row["why"]["en"])
            for row in table("limits")
        ),
    )


@cache
def called() -> Mapping[str, str]:
    """What the ids of the reference data that a hub names are called in English."""
    named = ("provisions", "qualifications", "sources", "outcomes", "nations", "meanings")
    return {row["id"]: row["name"]["en"] for one in named for row in table(one)}


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
