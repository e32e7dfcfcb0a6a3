"""The vocabulary of meanings: what local questions are mapped to, so that reports never read local ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hubwright.reference import table


@dataclass(frozen=True, slots=True)
class Meaning:
    """One shared meaning.

    Args:
        id: as a form's question names it ("subject.born").
        name: language to words: "en" always, "cy" where it has been written.
        types: the types of question that may have it.
        read_for: what the platform itself does with it, as sentences in English; "" where reports and plugins alone
            read it.
    """

    id: str
    name: Mapping[str, str]
    types: frozenset[str]
    read_for: str = ""

    def fits(self, question_type: str) -> bool:
        """Whether a question of this type may be mapped to it."""
        return question_type in self.types


@cache
def meanings() -> Mapping[str, Meaning]:
    """Every meaning by its id, in the order of the vocabulary."""
    return {
        row["id"]: Meaning(
            id=row["id"],
            name=dict(row["name"]),
            types=frozenset(row["types"]),
            read_for=row.get("read_for", {}).get("en", ""),
        )
        for row in table("meanings")
    }
