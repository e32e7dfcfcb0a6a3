"""How many cases began in a hub, when, of which kind and rating: counted for a forecast, with nothing else of any."""

from __future__ import annotations

from datetime import timedelta

from hubwright.actions.house import House
from hubwright.domain.access.scope import Everything
from hubwright.domain.clocks.london import local

SPAN = timedelta(days=366)
"""How far back is looked: a year holds every month once."""


def volumes(house: House, *, hub: str) -> str:
    """The history of a hub as `hubwright forecast` takes it from a file: a heading, then a line for each case.

    Args:
        house: the ports.
        hub: id of the hub.
    """
    now = house.now()
    with house.store.reading(hub) as reading:
        counted = reading.tally(
            "case_row",
            ("case_ref", "received", "kind", "tier"),
            scope=Everything(),
            where={"received>=": now - SPAN, "received<=": now},
        )
    lines: dict[str, str] = {}
    for (case, received, kind, tier), _ in counted:
        # A case with two strands began once; the rating of the first says how it was met.
        lines.setdefault(case, f"{local(received):%Y-%m-%d %H:%M},{kind},{tier or ''}")
    return "\n".join(["received,kind,tier", *sorted(lines.values())]) + "\n"
