"""What a replay found, in lines of plain words: then beside the draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.rehearsal.replay.again import Compared

_STOPPED = {
    "no_door": "came by a door that the draft does not have",
    "no_tier": "were rated with a tier that the draft does not have",
    "no_route": "were decided for a route that the draft does not have",
    "no_strand": "acts were on a strand that the draft does not open for them",
}


def lines(came: Compared) -> Iterator[str]:
    """The report."""
    yield f"{came.lives} cases, told again on the draft, each act at the moment at which a person did it."
    yield from _beside("Agencies asked", came.then["asked"], came.draft["asked"])
    if came.waits:
        yield "  Asked on the draft and not then; how long they would take nobody knows:"
        yield from (f"    {name}: {count}" for name, count in sorted(came.waits.items()))
    yield from _beside("Clocks missed", came.then["late"], came.draft["late"])
    yield from _listed("Suggested by the draft's rules", came.suggested)
    yield from _listed("Who would have decided", came.deciders)
    if came.stopped:
        yield "Not possible on the draft as it was done then"
        for code, count in sorted(came.stopped.items()):
            yield f"    {count} {_STOPPED.get(code, f'were refused: {code}')}"


def _beside(title: str, then: Mapping[str, int], draft: Mapping[str, int]) -> Iterator[str]:
    yield f"{title:<40} {'then':>6} {'draft':>6}"
    for name in sorted({*then, *draft}):
        yield f"    {name:<36} {then.get(name, 0):>6} {draft.get(name, 0):>6}"


def _listed(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    if counts:
        yield title
        yield from (f"    {name}: {count}" for name, count in sorted(counts.items()))


def as_json(came: Compared) -> dict[str, Any]:
    """The same as plain JSON."""
    return {
        "lives": came.lives,
        "then": {name: dict(one) for name, one in came.then.items()},
        "draft": {name: dict(one) for name, one in came.draft.items()},
        "suggested": dict(came.suggested),
        "deciders": dict(came.deciders),
        "stopped": dict(came.stopped),
        "waits": dict(came.waits),
    }
