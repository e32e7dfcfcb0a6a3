"""Which rows the working hub has to light, and which of them are dark still, each with its reason."""

from __future__ import annotations

_NUMBERS: dict[str, tuple[int, ...]] = {
    "COR": (1, 2, 3, 4, 6),
    "HAM": (1, 2, 3, 4),
    "BRA": (1, 2, 3, 4, 5, 6),
    "KEN": (1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
    "BUR": (1, 2, 3, 4, 6, 7, 8),
    "BWD": (1, 2, 3, 4, 5, 6),
    "CAM": (1, 2, 3, 4, 7, 8, 10),
    "NTH": (1, 2, 3, 4, 5),
    "SAN": (1, 2, 3, 4, 5, 6, 7, 8, 9),
    "WIL": (1, 2, 3, 4, 5, 6, 7, 8, 9),
    "MER": (1, 2, 3, 4, 5, 6, 7, 8),
    "NOT": (1, 2, 3, 4, 5, 6, 7, 8, 9),
    "EAL": (1, 2, 4, 6),
    "LAW": (1, 2, 3),
    "MODE": (1, 2),
    "BND": (1,),
    "MAN": (1, 2, 3),
    "WES": (1, 2, 3, 4),
    "REV": (1,),
    "TPL": (1,),
    "CAP": (1,),
    "SET": (1, 2, 3, 4),
    "CSE": (1,),
    "MAR": (1, 2, 3, 4),
}
WANTED = tuple(f"{area}-{number}" for area, numbers in _NUMBERS.items() for number in numbers)

# This list only ever gets shorter.
NOT_LIT: dict[str, str] = {}
