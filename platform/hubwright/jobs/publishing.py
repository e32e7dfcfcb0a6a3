"""Drafts of a hub that are to hold from a certain time are published then, or held back with the reason."""

from __future__ import annotations

from datetime import UTC

from hubwright.actions.drafting import publish_planned
from hubwright.domain.access.scope import Everything
from hubwright.domain.drafts.state import PLANNED
from hubwright.jobs.worker import Worker


def publish_due(worker: Worker, hub: str) -> int:
    """Publish the draft whose time has come, and say whether there was one."""
    if worker.publishable is None:
        return 0
    now = worker.house.now()
    with worker.house.store.reading(hub) as reading:
        waits = reading.rows("hub_draft", scope=Everything(), where={"standing": PLANNED, "plan_at<=": now}, limit=1)
    if not waits:
        return 0
    # Put forward anew after it was held back, it is another deed.
    deed = f"draft:{waits[0]['draft']}:{waits[0]['head']}:{waits[0]['plan_at'].astimezone(UTC).isoformat()}"
    done = publish_planned(worker.house, hub=hub, deed=deed, check=worker.publishable)
    return 0 if done.repeated else 1
