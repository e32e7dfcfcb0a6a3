"""Drafts are tried out beside everything else: one at a time, in a thread that only waits for another process.

What a worker that died was trying is taken again when its lease has run out; the same seed gives the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Thread
from typing import Any

import structlog

from hubwright.actions import trials
from hubwright.actions.trials import Trial
from hubwright.domain.errors import TrialFailed
from hubwright.jobs.worker import Worker
from hubwright.ports import Job, Trier

_log = structlog.get_logger("hubwright.jobs")

TRIED_FOR = timedelta(hours=1)
"""What has no answer by then, though somebody began, breaks off whatever tries it."""

_HELD = timedelta(minutes=2)
_BUSY = timedelta(seconds=5)


@dataclass
class Trying:
    """One trial on its way.

    Args:
        job: that asks for it.
        asked: what is tried.
        given: what the other process gets.
        done, steps: how far it is; `noted` is how far somebody was told last.
        answer: once it is there.
        why: why there will be none.
    """

    job: Job
    asked: Trial
    given: Mapping[str, Any]
    done: int = 0
    steps: int = 0
    noted: int = -1
    answer: Mapping[str, Any] | None = None
    why: str = ""
    thread: Thread = field(init=False)

    def begin(self, trier: Trier) -> None:
        """Begin, and do not wait."""
        # A worker that is told to end does not wait for an answer: the job is taken again.
        self.thread = Thread(target=self._try, args=(trier,), name="trying", daemon=True)
        self.thread.start()

    def _try(self, trier: Trier) -> None:
        try:
            self.answer = trier.tried(self.given, self._tell)
        except TrialFailed as failed:
            self.why = failed.code
        except Exception as error:  # told by its kind: what it says may repeat what somebody wrote
            self.why = "broke_off"
            _log.error("trial_failed", error=type(error).__name__)

    def _tell(self, done: int, steps: int) -> None:
        self.done, self.steps = done, steps


def begin_trial(worker: Worker, job: Job) -> str:
    """Begin to try a draft out: "began", "waits" where another one is being tried, or "looked" where nothing is."""
    if worker.trying:
        worker.outbox.put_off(job, why="trying", until=worker.house.now() + _BUSY)
        return "waits"
    asked = trials.trial(worker.house, hub=job.hub, id=job.payload["trial"])
    if asked is None or asked.settled or worker.trier is None:
        worker.outbox.finish(job, now=worker.house.now())
        return "looked"
    if asked.state == trials.RUNNING and worker.house.now() - asked.at > TRIED_FOR:
        return _fail(worker, job, asked.id, "broke_off")
    trials.note_trial(worker.house, hub=job.hub, id=asked.id, state=trials.RUNNING)
    trying = Trying(job, asked, trials.composed(worker.house, hub=job.hub, asked=asked))
    worker.trying[job.id] = trying
    trying.begin(worker.trier)
    return "began"


def keep_tried(worker: Worker, hub: str) -> int:
    """Write down how far the trials of this hub are, and keep those that have an answer; how many have."""
    kept = 0
    for id, trying in list(worker.trying.items()):
        if trying.job.hub != hub:
            continue
        if trying.thread.is_alive():
            _go_on(worker, trying)
            continue
        del worker.trying[id]
        if trying.answer is None:
            _fail(worker, trying.job, trying.asked.id, trying.why)
            continue
        now = worker.house.now()
        done = trying.steps or trying.done
        trials.note_trial(
            worker.house,
            hub=hub,
            id=trying.asked.id,
            state=trials.READY,
            answer=dict(trying.answer),
            done=done,
            steps=trying.steps,
            settled_at=now,
        )
        worker.outbox.finish(trying.job, now=now)
        kept += 1
    return kept


def _go_on(worker: Worker, trying: Trying) -> None:
    worker.outbox.hold(trying.job, until=worker.house.now() + _HELD)
    done, steps = trying.done, trying.steps
    if done != trying.noted:
        trials.note_trial(worker.house, hub=trying.job.hub, id=trying.asked.id, done=done, steps=steps)
        trying.noted = done


def _fail(worker: Worker, job: Job, id: str, why: str) -> str:
    now = worker.house.now()
    trials.note_trial(worker.house, hub=job.hub, id=id, state=trials.FAILED, why=why, settled_at=now)
    worker.outbox.finish(job, now=now)
    return "looked"
