"""The background work beside the web, in the same process: how one SQLite file is served."""

from __future__ import annotations

from threading import Event, Thread

from hubwright.jobs.running import EVERY, run
from hubwright.jobs.worker import Worker


class Beside:
    """One worker in a thread of its own, started and stopped with the process that serves.

    Args:
        every: seconds between two turns.
    """

    def __init__(self, every: float = EVERY) -> None:
        self._every = every
        self._stop = Event()
        self._thread: Thread | None = None

    def start(self, worker: Worker) -> None:
        """Begin to take turns."""
        self._thread = Thread(target=self._run, args=(worker,), name="worker", daemon=True)
        self._thread.start()

    def _run(self, worker: Worker) -> None:
        run(worker, self._stop, every=self._every)

    def stop(self, patience: float = 10.0) -> None:
        """End after the present turn, waiting for it `patience` seconds at most."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(patience)
