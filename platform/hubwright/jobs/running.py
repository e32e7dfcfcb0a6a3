"""Turn after turn, until told to stop."""

from __future__ import annotations

from threading import Event

import structlog

from hubwright.jobs.turn import turn
from hubwright.jobs.worker import Worker

_log = structlog.get_logger("hubwright.jobs")

EVERY = 5.0  # seconds: well below the two minutes after which a silent worker is taken for dead
SOON = 1.0


def run(worker: Worker, stop: Event, *, every: float = EVERY) -> None:
    """Take turns until `stop` is set; a turn that breaks off is told by its kind, and the next one tries again.

    Args:
        worker: who takes them.
        stop: set from outside to end after the present turn.
        every: seconds between two turns.
    """
    while not stop.is_set():
        try:
            turn(worker)
        except Exception as error:  # a database that is away comes back; a dead worker does not
            _log.error("turn_failed", error=type(error).__name__)
        # Somebody waits for a document or a trial: whether it is there is asked again soon.
        stop.wait(min(every, SOON) if worker.printing or worker.trying else every)
