"""A case of two hundred entries, read whole and replayed, beside plain SQL that fetches the same rows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from hubwright.actions.act_on_case import act_on_case
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Note
from hubwright.testing.stories import SCREENER
from sqlalchemy import text

from bench.cases import receive
from bench.figures import Section, milliseconds, spread
from bench.place import HUB, Place
from bench.timing import Way, alternate

ENTRIES = 200

_ROWS = """
SELECT e.*, p.sealed, p.key_id, d.at, d.under FROM entry e
LEFT JOIN entry_payload p ON p.hub_id = e.hub_id AND p.stream = e.stream AND p.number = e.number
LEFT JOIN entry_destroyed d ON d.hub_id = e.hub_id AND d.stream = e.stream AND d.number = e.number
WHERE e.hub_id = :hub AND e.stream = :stream ORDER BY e.number
"""


def measure(place: Place, file: Path, *, rounds: int, entries: int = ENTRIES) -> Section:
    """The section.

    Args:
        file: the database of `place`.
        entries: how long the case's stream is to be.
    """
    stream = f"case:{_long_case(place, entries)}"
    store = place.hubwright.store
    asked = {"hub": HUB, "stream": stream}

    def replayed() -> None:
        with store.reading(HUB) as reading:
            case_of(reading.entries(stream))

    def opened() -> None:
        with store.reading(HUB) as reading:
            reading.entries(stream)

    query = text(_ROWS)

    def plain() -> None:
        with store.engines.read.connect() as connection:
            connection.execute(query, asked).all()

    with store.reading(HUB) as reading:
        known = reading.entries(stream)
    with closing(sqlite3.connect(file)) as driver:
        times = alternate(
            {
                "replay: read, unseal, apply": Way(replayed),
                "read and unseal": Way(opened),
                "apply alone": Way(lambda: case_of(known)),
                "plain SQL through SQLAlchemy": Way(plain),
                "plain SQL through sqlite3": Way(lambda: driver.execute(_ROWS, asked).fetchall()),
            },
            rounds,
        )
    section = Section(
        "Replay of a case",
        f"One case of {len(known)} entries: what loading it for a deed or a page costs, beside the same rows fetched"
        " and left as they are.",
        ("what", "median", "95th percentile"),
    )
    for name, one in times.items():
        section.add(name, *spread(one))
    whole, fetched = times["replay: read, unseal, apply"].median, times["plain SQL through SQLAlchemy"].median
    section.after.append(
        f"Replay costs {whole / fetched:.1f} times the fetch alone, {milliseconds(whole / len(known))} an entry."
    )
    return section


def _long_case(place: Place, entries: int) -> str:
    """A case with so many entries, by real deeds."""
    case = receive(place, "long")["case"]
    head = 0
    while head < entries:
        done = act_on_case(
            place.hubwright.house,
            hub=HUB,
            actor=SCREENER,
            deed=f"long-{head}",
            case=case,
            command=Note(f"Note after entry {head}: rang the school, who will ring back when the class is over."),
        )
        head = int(done.result["head"])  # type: ignore[union-attr]
    return case
