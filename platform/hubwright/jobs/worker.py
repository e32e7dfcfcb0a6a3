"""What the background work is done with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from hubwright.actions.house import House
from hubwright.ports import FillLetter, Mail, Outbox, Scanner


@dataclass(frozen=True, slots=True)
class Worker:
    """One worker and its ports. Several may work on one installation: whatever they do twice counts once.

    Args:
        house: the ports of deeds.
        outbox: effects to carry out, seals and drafts.
        mail: how messages leave.
        fill: fills a hub's letters.
        base_url: links in messages begin with it; no slash at the end.
        id: of this worker, for its sign of life.
        scanner: looks into files, or None where the installation has none.
        looked_at: clocks seen past their limit and dealt with, so that a turn does not ask about them again. Only a
            help: forgotten with the process, and then each is asked about once more, to no effect.
        sealed, swept: hub to the hour of its last seal and sweep by this worker; a help likewise.
    """

    house: House
    outbox: Outbox
    mail: Mail
    fill: FillLetter
    base_url: str
    id: str
    scanner: Scanner | None = None
    looked_at: set[tuple[str, str, str, datetime]] = field(default_factory=set)
    sealed: dict[str, datetime] = field(default_factory=dict)
    swept: dict[str, datetime] = field(default_factory=dict)
