"""From a job to the small message by which the council's case system hears of a decision."""

from __future__ import annotations

import json

from hubwright.domain.hubs import HUB_STREAM, hub_of, today
from hubwright.jobs.letters import Unsendable, Written
from hubwright.jobs.worker import Worker
from hubwright.ports import Job

_PARTS = ("case", "number", "subject", "pathway", "outcome", "route", "decided")


def handover(worker: Worker, job: Job) -> Written:
    """What is handed over, and where to as the hub says today.

    Raises:
        Unsendable: the hub names no address any more.
        KeyError: the job does not say what it should.
    """
    with worker.house.store.reading(job.hub) as reading:
        hub = today(reading.live()[1], hub_of(reading.entries(HUB_STREAM)))
    if not hub.local.handover_url:
        raise Unsendable("no_case_system")
    said = {part: job.payload[part] for part in _PARTS}
    body = json.dumps({"hub": job.hub, "version": 1, **said}, ensure_ascii=False, sort_keys=True)
    return Written(hub.local.handover_url, "", body, channel="system")
