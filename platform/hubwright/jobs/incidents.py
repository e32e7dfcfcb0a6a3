"""Incidents whose time comes, or has passed, raise their voice up a ladder until a person takes them on."""

from __future__ import annotations

from datetime import UTC

import structlog

from hubwright.actions.incidents import act_on_incident
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import WORKER
from hubwright.domain.incidents import TellNext
from hubwright.jobs.worker import Worker

_log = structlog.get_logger("hubwright.jobs")


def tell_incidents(worker: Worker, hub: str) -> int:
    """Tell the next rung of each incident that calls for somebody by now, and say for how many."""
    now = worker.house.now()
    with worker.house.store.reading(hub) as reading:
        calling = reading.rows(
            "incident_row", scope=Everything(), where={"closed": None, "next_at<=": now}, order=("next_at",)
        )
    told = 0
    for row in calling:
        # The instant says which telling this is: two workers that see it at once tell one rung.
        deed = f"incident:{row['incident_ref']}:{row['next_at'].astimezone(UTC).isoformat()}"
        try:
            done = act_on_incident(
                worker.house, hub=hub, actor=WORKER, deed=deed, incident=row["incident_ref"], command=TellNext()
            )
        except Exception as error:  # told by its kind: what it says may repeat what somebody wrote
            _log.error("incident_failed", hub=hub, incident=row["incident_ref"], error=type(error).__name__)
            continue
        told += not done.repeated
    return told
