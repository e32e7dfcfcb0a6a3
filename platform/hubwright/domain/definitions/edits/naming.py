"""Ids for what somebody adds: made of its label, so that nobody ever types one, and never that of something else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

LONGEST = 60
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def fresh_id(label: str, taken: Collection[str], *, otherwise: str = "new") -> str:
    """A slug for something with this label that nothing else has.

    Args:
        label: in English, as it was typed.
        taken: ids that are in use where the new one is to be unique.
        otherwise: what it begins with where the label holds no letters of the alphabet.
    """
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode("ascii").lower()
    wanted = _NOT_A_LETTER.sub("-", plain).strip("-")[: LONGEST - 5].strip("-")
    if not wanted or not wanted[0].isalpha():
        wanted = f"{otherwise}-{wanted}".strip("-")
    found, count = wanted, 1
    while found in taken:
        count += 1
        found = f"{wanted}-{count}"
    return found
