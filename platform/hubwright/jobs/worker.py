"""What the background work is done with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hubwright.actions.drafting import Check
from hubwright.actions.house import House
from hubwright.ports import Bounces, FillLetter, Mail, Outbox, Printer, Scanner, Systems, Texts, Trier

if TYPE_CHECKING:
    from hubwright.jobs.documents import Printing
    from hubwright.jobs.trials import Trying


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
        texts: how text messages leave, or None where the installation sends none.
        bounces: where messages that came back are found, or None.
        systems: how decisions are handed to councils' case systems, or None.
        scanner: looks into files, or None where the installation has none.
        printer: prints documents, or None where this worker prints none.
        trier: tries drafts out, or None where this worker tries none.
        publishable: looks at a draft whose time has come, or None where this worker publishes none.
        continuity: the folder for the hourly lists, or None where none are written.
        looked_at: clocks seen past their limit and dealt with, so that a turn does not ask about them again. Only a
            help: forgotten with the process, and then each is asked about once more, to no effect.
        sealed, swept: hub to the hour of its last seal and sweep by this worker; a help likewise.
        listed: hub to the name of the last list that this worker wrote; a help likewise.
        printing: id of a job to the document that is being printed for it.
        trying: id of a job to the trial of a draft that is under way for it.
        forgot: hub to the hour in which old documents were last looked for; a help likewise.
    """

    house: House
    outbox: Outbox
    mail: Mail
    fill: FillLetter
    base_url: str
    id: str
    scanner: Scanner | None = None
    texts: Texts | None = None
    bounces: Bounces | None = None
    systems: Systems | None = None
    printer: Printer | None = None
    trier: Trier | None = None
    publishable: Check | None = None
    continuity: Path | None = None
    looked_at: set[tuple[str, str, str, datetime]] = field(default_factory=set)
    sealed: dict[str, datetime] = field(default_factory=dict)
    swept: dict[str, datetime] = field(default_factory=dict)
    listed: dict[str, str] = field(default_factory=dict)
    printing: dict[str, Printing] = field(default_factory=dict)
    trying: dict[str, Trying] = field(default_factory=dict)
    forgot: dict[str, datetime] = field(default_factory=dict)
