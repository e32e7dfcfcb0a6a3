"""Clocks past their limit raise their voice, and ladders climb until a person acknowledges (law 5).

A deed's id says which clock it is about and when that was due, or which telling it is. So two workers that see the same
thing at the same moment make one entry, and a worker that dies leaves nothing half done.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import structlog

from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.outcome import Done
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.commands import Command, RaiseAlarm, TellRung
from hubwright.domain.cases.entries import WORKER
from hubwright.jobs.worker import Worker

_log = structlog.get_logger("hubwright.jobs")


def raise_missed(worker: Worker, hub: str) -> int:
    """Raise an alarm for each clock past its limit, or near it where its rule warns, once, and say for how many."""
    now = worker.house.now()
    running = {"state": "running"}
    with worker.house.store.reading(hub) as reading:
        rows = partial(reading.rows, "case_clock", scope=Everything())
        missed = rows(where={**running, "due_at<=": now}, order=("due_at",))
        near = rows(where={**running, "due_at>": now, "warns_at<=": now}, order=("due_at",))
    found = {(hub, row["case_ref"], row["clock"], row["due_at"]) for row in missed}
    found |= {(hub, row["case_ref"], row["clock"], row["warns_at"]) for row in near}
    worker.looked_at.difference_update({one for one in worker.looked_at if one[0] == hub} - found)
    raised = 0
    for one in sorted(found - worker.looked_at, key=lambda one: one[3]):
        _, case, clock, due = one
        done = _do(worker, hub, case, f"alarm:{case}:{clock}:{_said(due)}", RaiseAlarm(clock))
        if done is not None:
            worker.looked_at.add(one)
            raised += not done.repeated
    return raised


def tell_next(worker: Worker, hub: str) -> int:
    """Tell the next rung of each alarm whose time has come and that nobody has acknowledged, and say for how many."""
    now = worker.house.now()
    with worker.house.store.reading(hub) as reading:
        waiting = reading.rows(
            "case_alarm",
            scope=Everything(),
            where={"acknowledged_at": None, "next_at<=": now},
            order=("next_at",),
        )
    told = 0
    for row in waiting:
        deed = f"tell:{row['case_ref']}:{row['alarm']}:{row['told']}"
        done = _do(worker, hub, row["case_ref"], deed, TellRung(row["alarm"]))
        told += done is not None and not done.repeated
    return told


def _do(worker: Worker, hub: str, case: str, deed: str, command: Command) -> Done | None:
    """The deed, or None where it broke off; a case that cannot be worked on never keeps the next one waiting."""
    try:
        done = act_on_case(worker.house, hub=hub, actor=WORKER, deed=deed, case=case, command=command)
    except Exception as error:  # told by its kind: what it says may repeat what somebody wrote
        _log.error("alarm_failed", hub=hub, case=case, error=type(error).__name__)
        return None
    return done if isinstance(done, Done) else None


def _said(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
