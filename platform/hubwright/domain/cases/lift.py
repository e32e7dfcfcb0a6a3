"""Lifting entries of older versions to the shape that the rest of the house reads.

A lift is a pure function from the body of one version to the body of the next. It is never deleted: an entry written
years ago must replay (law 3). `tests/entries/` keeps one entry of every version ever released.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from hubwright.domain.cases.entries import Entry
from hubwright.domain.errors import Broken

Body = Mapping[str, Any]

# Each type of entry and the version it is written in now.
CURRENT: Mapping[str, int] = {
    "contact.received": 1,
    "contact.added_to": 1,
    "contact.told": 1,
    "case.opened": 1,
    "case.contact_added_to": 1,
    "case.read": 1,
    "case.assigned": 1,
    "case.rated": 1,
    "case.agencies_asked": 1,
    "case.return_recorded": 1,
    "case.noted": 1,
    "case.acted_now": 1,
    "case.person_added": 1,
    "case.decided": 1,
    "case.route_answered": 1,
    "case.referrer_told": 1,
    "case.closed": 1,
    "case.reopened": 1,
    "case.corrected": 1,
    "case.alarm_raised": 1,
    "case.alarm_told": 1,
    "case.alarm_acknowledged": 1,
    "case.clocks_moved": 1,
    "case.file_added": 1,
    "case.file_scanned": 1,
}

# (type, version) to the function that makes the body of version + 1. Every release that changes a shape adds one.
LIFTS: Mapping[tuple[str, int], Callable[[Body], Body]] = {}


def lifted(
    entry: Entry,
    *,
    current: Mapping[str, int] = CURRENT,
    lifts: Mapping[tuple[str, int], Callable[[Body], Body]] = LIFTS,
) -> Entry:
    """The entry in the shape of its type's current version.

    Args:
        entry: as read from the journal.
        current, lifts: the tables above; a test hands in its own.

    Raises:
        Broken: the type is unknown, or the version is newer than this release can read.
    """
    known = current.get(entry.type, 0)
    if not 1 <= entry.version <= known or any((entry.type, old) not in lifts for old in range(entry.version, known)):
        raise Broken(
            f"Entry {entry.number} of {entry.stream} is a {entry.type} of version {entry.version}, "
            "which this release cannot read. Run the release that wrote it, or a later one."
        )
    if entry.destroyed is not None:
        return replace(entry, version=current[entry.type])
    body, version = entry.body, entry.version
    while version < current[entry.type]:
        body = lifts[entry.type, version](body)
        version += 1
    return replace(entry, body=body, version=version)
