"""Hourly seals over the journal, and drafts that end: their sender is warned first, in words that name nobody."""

from __future__ import annotations

from datetime import timedelta

from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import WORKER
from hubwright.jobs.worker import Worker

WARNED_BEFORE = timedelta(days=3)


def seal_hourly(worker: Worker, hub: str) -> int:
    """Seal where the hub's streams end, once in an hour of this worker's life."""
    now = worker.house.now()
    hour = now.replace(minute=0, second=0, microsecond=0)
    if worker.sealed.get(hub) == hour:
        return 0
    worker.outbox.seal_heads(hub, now)
    worker.sealed[hub] = hour
    return 1


def warn_of_ending(worker: Worker, hub: str) -> int:
    """Put a warning into the outbox for each unsent draft that ends soon and whose sender left an address."""
    now = worker.house.now()
    with worker.house.store.reading(hub) as reading:
        ending = reading.rows(
            "draft",
            scope=Everything(),
            where={"warned": None, "sent_contact": None, "ends<=": now + WARNED_BEFORE, "ends>": now},
            order=("ends",),
        )
    ending = [row for row in ending if row["reply_to"]]
    for row in ending:
        with worker.house.store.work(hub, WORKER, deed="", now=now) as work:
            work.put("draft", draft=row["draft"], warned=now)
            work.put(
                "outbox",
                # One id for each draft: two workers that see it at once put one warning.
                id=f"draft-ending-{row['draft']}"[:200],
                kind="notice",
                run_at=now,
                payload={
                    "moment": "draft_ending",
                    "to": row["reply_to"],
                    "reference": row["form"],
                    "place": "draft",
                    "language": "en",
                    "due": row["ends"].isoformat(),
                },
            )
            work.commit()
    return len(ending)


def remove_drafts(worker: Worker, hub: str) -> int:
    """Remove drafts whose days are over."""
    return worker.outbox.remove_ended_drafts(hub, worker.house.now())
