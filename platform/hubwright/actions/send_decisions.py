"""Each decision that the council's case system is to hear of goes into the outbox with the deed that made it.

What leaves is small on purpose: references, what was decided by its meaning, and when. Names and reasons stay here; a
person enters them there, or asks here with the reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from hubwright.actions.house import House
from hubwright.actions.leaving import holds_nothing
from hubwright.domain.cases.entries import Entry
from hubwright.domain.cases.state import CaseState, ContactState
from hubwright.domain.definitions.hub import Hub
from hubwright.ports import Work

KIND = "handover"


def send_decisions(
    house: House,
    work: Work,
    hub: Hub,
    recorded: Iterable[Entry],
    state: CaseState,
    contacts: Sequence[ContactState],
) -> None:
    """Put a job into the outbox for each decision among these entries, where the hub sends them by machine.

    Args:
        house: for fresh ids.
        work: the deed's transaction.
        hub: the drawing with today's address of the other system.
        recorded: the entries that the deed made.
        state, contacts: the case as it stood before, and its contacts, whole: what gives something protected away is
            not told by machine, and stays on the list of decisions that a person enters.
    """
    if hub.handover is None or "webhook" not in hub.handover.ways or not hub.local.handover_url:
        return
    for entry in recorded:
        for decision in _decisions(entry):
            payload = {
                "case": entry.stream.removeprefix("case:"),
                "number": entry.number,
                "subject": decision["subject"],
                "pathway": decision["pathway"],
                "outcome": decision["meaning"],
                "route": decision["route"],
                "decided": entry.happened.isoformat(),
            }
            if not holds_nothing(payload, state, contacts):
                continue
            work.put("outbox", id=house.ids.token(), kind=KIND, run_at=work.now, payload=payload)


def _decisions(entry: Entry) -> Iterator[Mapping[str, Any]]:
    if entry.type == "case.decided":
        yield entry.body
    elif entry.type == "case.acted_now":
        yield from entry.body["decisions"]
