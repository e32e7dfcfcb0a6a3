"""The vocabulary of markers: what keeps a family from being contacted, and what workers are warned of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hubwright.reference import table


@dataclass(frozen=True, slots=True)
class MarkerKind:
    """One kind of marker.

    Args:
        name: language to words.
        effect: "no_contact" (the family must not be contacted) or "warning" (for workers who visit or ring).
        do: what it asks of a worker, language to words.
    """

    id: str
    name: Mapping[str, str]
    effect: str
    do: Mapping[str, str]


@cache
def marker_kinds() -> Mapping[str, MarkerKind]:
    """Every kind by its id, in the order of the vocabulary."""
    return {row["id"]: MarkerKind(row["id"], row["name"], row["effect"], row["do"]) for row in table("markers")}
