"""How much of what is protected is found, how much else, on a committed fictional set; and how long a look takes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from hubwright.domain.protection import Finder, finder, known_identity, known_in, known_place

from bench.figures import Section, spread
from bench.timing import alone

WRITTEN = Path(__file__).parents[1] / "tests" / "unit" / "protection" / "written.json"
_PAGE = "The health visitor saw the mother at the clinic on Tuesday and wrote down what the child had said to her. "


def finder_of(one: Mapping[str, Any]) -> Finder:
    """What looks for the protected things of one part of the set."""
    return finder(
        [
            *known_in(one.get("protected", [])),
            *known_identity(one.get("referrer", {}), one.get("people", [])),
            *(known for place in one.get("places", []) for known in known_place(place)),
        ]
    )


def counted(written: Sequence[Mapping[str, Any]]) -> dict[str, tuple[int, int, int, int]]:
    """For each part of the set: given away and found, and not found; harmless and taken for it, and left alone."""
    counts = {}
    for one in written:
        looks = finder_of(one)
        telling = [bool(looks.find(text)) for text in (*one["gives_away"], *one["missed"])]
        harmless = [bool(looks.find(text)) for text in (*one["harmless"], *one["mistaken"])]
        counts[one["what"]] = (sum(telling), len(telling) - sum(telling), sum(harmless), len(harmless) - sum(harmless))
    return counts


def measure(*, rounds: int) -> list[Section]:
    """The sections: what is found, and how quickly."""
    written = json.loads(WRITTEN.read_text("utf-8"))
    counts = counted(written)
    whole = [sum(one[at] for one in counts.values()) for at in range(4)]
    found = Section(
        "Protected words: what is found",
        f"Of {whole[0] + whole[1]} texts that give something away and {whole[2] + whole[3]} that do not, all made up: "
        f"recall {whole[0] / (whole[0] + whole[1]):.0%}, precision {whole[0] / (whole[0] + whole[2]):.0%}.",
        ("what", "found", "not found", "taken for it", "left alone"),
    )
    for what, one in counts.items():
        found.add(what, *map(str, one))
    quick = Section(
        "Protected words: how long a look takes",
        "Looking for an address, a number and a name, made once for a case.",
        ("what", "median", "95th percentile"),
    )
    every = Finder(tuple(known for one in written for known in finder_of(one).known))
    for name, text in (
        ("200 harmless sentences", _PAGE * 200),
        ("200 with one address", _PAGE * 199 + "14 Zebrafich Row"),
    ):
        quick.add(name, *spread(alone(partial(every.masked, text), rounds)))
    return [found, quick]
