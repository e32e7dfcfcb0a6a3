"""Agencies that have not answered are reminded before the limit: a reference and a link, and nothing of the case."""

from __future__ import annotations

from datetime import UTC

import structlog

from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.outcome import Done
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import WORKER
from hubwright.domain.cases.topics.chasing import Remind
from hubwright.jobs.worker import Worker

_log = structlog.get_logger("hubwright.jobs")


def remind_agencies(worker: Worker, hub: str) -> int:
    """Remind each agency whose time for that has come, and say how many were.

    The deed's id says which reminder it is, so two workers that see the same moment send one.
    """
    now = worker.house.now()
    with worker.house.store.reading(hub) as reading:
        due = reading.rows(
            "case_check",
            scope=Everything(),
            where={"state": "waiting", "remind_at<=": now, "due_at>": now},
            order=("remind_at",),
        )
    reminded = 0
    for row in due:
        deed = f"remind:{row['case_ref']}:{row['ask']}:{row['remind_at'].astimezone(UTC).isoformat()}"
        try:
            done = act_on_case(
                worker.house, hub=hub, actor=WORKER, deed=deed, case=row["case_ref"], command=Remind(row["ask"])
            )
        except Exception as error:  # one case that cannot be worked on never keeps the next one waiting
            _log.error("reminder_failed", hub=hub, case=row["case_ref"], error=type(error).__name__)
            continue
        reminded += isinstance(done, Done) and not done.repeated
    return reminded
