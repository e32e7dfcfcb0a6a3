"""Files come out of quarantine once something has looked into them; those that nothing names are swept."""

from __future__ import annotations

from datetime import timedelta

import structlog

from hubwright.actions.act_on_case import act_on_case
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import WORKER
from hubwright.domain.cases.topics.filing import RecordScan
from hubwright.domain.errors import ScanFailed
from hubwright.jobs.worker import Worker
from hubwright.ports import KeptFile

_log = structlog.get_logger("hubwright.jobs")

AT_ONCE = 10
# A file whose entry is being written at this moment is named soon; a day is far more than any deed takes.
UNNAMED_FOR = timedelta(days=1)


def look_into(worker: Worker, hub: str) -> int:
    """Look into the files in quarantine. Without a scanner they come out as *not scanned*, and pages say so."""
    files = worker.house.store.files
    done = 0
    for file in files.quarantined(hub, limit=AT_ONCE):
        try:
            verdict = _verdict(worker, hub, file)
        except ScanFailed:
            _log.warning("scan_failed", hub=hub)
            break  # the scanner is away: the next turn asks again
        _on_record(worker, hub, file, verdict)
        scanner = worker.scanner.name if worker.scanner else ""
        done += files.judged(hub, file.id, state=verdict, scanner=scanner, at=worker.house.now())
    return done


def _verdict(worker: Worker, hub: str, file: KeptFile) -> str:
    if worker.scanner is None:
        return "not_scanned"
    found = worker.scanner.infected(worker.house.store.files.read(hub, file.id))
    return "not_scanned" if found is None else "infected" if found else "clean"


def _on_record(worker: Worker, hub: str, file: KeptFile, verdict: str) -> None:
    """Tell each case that the file stands on. One that is named only later shows the verdict all the same."""
    with worker.house.store.reading(hub) as reading:
        rows = reading.rows("file_row", scope=Everything(), where={"file": file.id})
    for ref in dict.fromkeys(row["case_ref"] for row in rows):
        command = RecordScan(file.id, verdict, worker.scanner.name if worker.scanner else "")
        act_on_case(worker.house, hub=hub, actor=WORKER, deed=f"scan:{file.id}:{ref}", case=ref, command=command)


def sweep_hourly(worker: Worker, hub: str) -> int:
    """Remove what nothing names any more, once in an hour of this worker's life."""
    now = worker.house.now()
    hour = now.replace(minute=0, second=0, microsecond=0)
    if worker.swept.get(hub) == hour:
        return 0
    worker.swept[hub] = hour
    return worker.house.store.files.sweep(hub, before=now - UNNAMED_FOR)
