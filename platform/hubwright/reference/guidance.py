"""Plain guidance of the platform's own, each text with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.reference import table


@dataclass(frozen=True, slots=True)
class Guidance:
    """One text.

    Args:
        en, cy: the words; Welsh where somebody has written them.
        source: where they come from, in words.
    """

    id: str
    en: str
    cy: str | None
    source: str


def guidance(id: str) -> Guidance:
    """The text with this id.

    Raises:
        LookupError: there is none.
    """
    for row in table("guidance"):
        if row["id"] == id:
            return Guidance(id=id, en=row["text"]["en"], cy=row["text"].get("cy"), source=row["source"]["en"])
    raise LookupError(f"There is no guidance called {id!r}.")
