"""Why something is left out of a copy: exemptions and other grounds, with the provision that each stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hubwright.reference import table


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason.

    Args:
        id: its code.
        name: language to words for whoever chooses it.
        said: language to the few words that stand in the copy where something was left out.
        provision: language to the provision that it stands on; it is not said in the copy.
        usual_for: why something is proposed (`documents.proposing.BECAUSE`), where this is the usual reason for it.
    """

    id: str
    name: Mapping[str, str]
    said: Mapping[str, str]
    provision: Mapping[str, str]
    usual_for: tuple[str, ...]


def grounds(nation: str, on: date) -> Mapping[str, Ground]:
    """The reasons that hold in a nation on a day, by code.

    Args:
        nation: of the reference data ("england").
        on: the day, in London.
    """
    day = on.isoformat()
    return {
        row["id"]: Ground(row["id"], row["name"], row["said"], row["provision"], tuple(row["usual_for"]))
        for row in table("withholding")
        if nation in row["nations"]
        and row["in_force_from"] <= day
        and (row["in_force_until"] is None or day <= row["in_force_until"])
    }
