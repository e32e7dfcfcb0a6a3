"""Which revisions somebody still holds to: what they name has to stay, and what the others name is missed by nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from hubwright.domain.access.scope import Everything
from hubwright.domain.definitions.retiring import still_named
from hubwright.domain.definitions.split import split
from hubwright.domain.hubs import HUB_STREAM, hub_of
from hubwright.domain.problems import Problem
from hubwright.domain.rules.parsing import quoted
from hubwright.ports import Reading


def held_to(reading: Reading, revisions: Collection[str]) -> frozenset[str]:
    """Those of some revisions to which a contact, a case or a kept form is pinned.

    Args:
        reading: of the hub.
        revisions: the ones it is asked about.
    """
    wanted, everything = set(revisions), Everything()
    found = {
        str(revision)
        for table in ("case_row", "draft")
        for (revision,), _ in reading.tally(table, ("revision",), scope=everything)
    }
    # A case may have been moved since; its first entry names what it began with. Looked at only where it matters.
    streams = {row["stream"] for table in ("case_row", "contact_row") for row in reading.rows(table, scope=everything)}
    for stream in sorted(streams):
        if wanted <= found:
            break
        found.add(reading.entries(stream)[0].revision)
    return frozenset(wanted & found)


def missed(
    reading: Reading, documents: Mapping[str, Any], *, revision: str = "", now: datetime | None = None
) -> tuple[Problem, ...]:
    """What somebody would miss if these documents held from now on.

    Every revision that somebody holds to counts: a closed case can be opened again, and a kept form is pinned as well.

    Args:
        reading: of the hub.
        documents: with the hub document, as it would be published.
        revision: their hash, where they may have been published before.
        now: UTC, to look at who sits in an agency as well; None where only what is pinned counts.
    """
    published = [row for row in reading.rows("revision", scope=Everything()) if row["revision"] != revision]
    if not published:
        return ()
    earlier = {row["revision"]: split(row["documents"]["hub"])[0] for row in published}
    coming, live = split(documents["hub"])

    def gone(held: Collection[str]) -> list[Problem]:
        return still_named([earlier[one] for one in held], live, file="hub.json", coming=coming)

    doubtful = [one for one in earlier if gone([one])]
    found = gone([one for one in earlier if one in held_to(reading, doubtful)]) if doubtful else []
    hubs = [row["documents"]["hub"] for row in published]
    return (*found, *(_seated(reading, hubs, documents["hub"], now) if now is not None else ()))


def _seated(
    reading: Reading, earlier: Iterable[Mapping[str, Any]], coming: Mapping[str, Any], now: datetime
) -> Iterator[Problem]:
    """Who sits in an agency, or holds a role, that would be gone: they would lose their place without a word."""
    gone: dict[str, dict[str, str]] = {}
    for part in ("agencies", "roles"):
        names = {one["id"]: one["name"]["en"] for old in earlier for one in old["shareable"].get(part, ())}
        there = {one["id"] for one in coming["shareable"].get(part, ())}
        gone[part] = {id: name for id, name in names.items() if id not in there}
    for seat in hub_of(reading.entries(HUB_STREAM)).seats.values():
        if not seat.holds(now):
            continue
        lost = [("agencies", seat.agency), *(("roles", role) for role in sorted(seat.roles))]
        for part, id in lost:
            if id in gone[part]:
                yield Problem(
                    "hub.json",
                    f"/shareable/{part}",
                    f"{seat.name} has a membership in {quoted(gone[part][id])}, which is gone."
                    if part == "agencies"
                    else f"{seat.name} has the role {quoted(gone[part][id])}, which is gone.",
                    "End the membership first, or keep it.",
                    "still-seated",
                )
