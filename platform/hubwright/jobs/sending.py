"""Carries out what the outbox holds: claims with a lease, sends, finishes. What a dead worker held is sent again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import structlog

from hubwright.actions import documents, trials
from hubwright.actions.plugins_react import JOB as REACTS
from hubwright.actions.plugins_react import react
from hubwright.actions.send_decisions import KIND
from hubwright.actions.tell_keepers import JOB, tell_keepers
from hubwright.actions.training import for_training
from hubwright.domain.errors import MailFailed, PluginFailed
from hubwright.jobs.documents import begin
from hubwright.jobs.failed import say_it_failed
from hubwright.jobs.handing_over import handover
from hubwright.jobs.letters import NotNow, Unsendable, Written, account_letter, notice, test_message
from hubwright.jobs.trials import begin_trial
from hubwright.jobs.worker import Worker
from hubwright.ports import Job

_log = structlog.get_logger("hubwright.jobs")

# Longer than a mail server usually takes over one message, and short enough for an alarm whose worker was killed with
# it in hand. Should two workers send it after all, it carries the same message id.
LEASE = timedelta(minutes=2)
# A turn is to end soon: clocks are to be looked at again while many messages wait.
AT_ONCE = 40
# Pauses double from a minute to an hour; then the sum of them is three days, and whoever waited has been rung.
FIRST_PAUSE, LONGEST_PAUSE, TRIES = timedelta(minutes=1), timedelta(hours=1), 78

_WRITERS: Mapping[str, Callable[[Worker, Job], Written]] = {
    "notice": notice,
    "account_letter": account_letter,
    "test_message": test_message,
    KIND: handover,
}


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of the messages of a turn."""

    sent: int = 0
    put_off: int = 0
    given_up: int = 0
    failed: int = 0

    def plus(self, outcome: str) -> Sent:
        """One more of this outcome."""
        return Sent(**{name: getattr(self, name) + (name == outcome) for name in Sent.__slots__})


def send_due(worker: Worker) -> Sent:
    """Send what is due, one message after the other. A server that does not answer ends the sending of this turn."""
    total = Sent()
    for hub in worker.outbox.due_hubs(worker.house.now()):
        for _ in range(AT_ONCE):
            jobs = worker.outbox.claim(hub, now=worker.house.now(), lease=LEASE, limit=1)
            if not jobs:
                break
            outcome = _carry_out(worker, jobs[0])
            total = total.plus(outcome)
            if outcome == "put_off":
                return total
    return total


def _carry_out(worker: Worker, job: Job) -> str:
    """What became of one job: "sent", "put_off", "given_up" or "failed"; "looked" and "kept" where nothing was to
    be sent, "waits" where its receiver does not want it at this hour or another one is being made, "began" where one is
    now."""
    try:
        if job.kind == documents.JOB:
            return begin(worker, job)
        if job.kind == trials.JOB:
            return begin_trial(worker, job)
        outcome = _carried(worker, job)
    except MailFailed as failed:
        return _never(worker, job, "mail_refused") if failed.permanent else _later(worker, job)
    except PluginFailed:
        # Its faults are counted where it is asked; after too many it is off, and there is nothing to try any more.
        worker.outbox.put_off(job, why="plugin_failed", until=worker.house.now() + pause(job.attempt))
        outcome = "waits"
    except NotNow as wait:
        worker.outbox.put_off(job, why="quiet_hours", until=wait.until)
        outcome = "waits"
    except (Unsendable, KeyError) as unsendable:
        return _never(worker, job, unsendable.code if isinstance(unsendable, Unsendable) else "unreadable_job")
    except Exception as error:  # told by its kind: what it says may repeat an address
        _log.error("job_failed", hub=job.hub, kind=job.kind, error=type(error).__name__)
        worker.outbox.put_off(job, why="broke_off", until=worker.house.now() + pause(job.attempt))
        outcome = "failed"
    else:
        worker.outbox.finish(job, now=worker.house.now(), kept=outcome == "kept")
    return outcome


def _carried(worker: Worker, job: Job) -> str:
    """The job done: "looked", "kept" or "sent"."""
    if job.kind == JOB:
        tell_keepers(worker.house, hub=job.hub, case=job.payload["case"])
        return "looked"
    if job.kind == REACTS:
        react(worker.house, hub=job.hub, case=job.payload["case"], number=job.payload["number"])
        return "looked"
    written = _WRITERS[job.kind](worker, job)
    if for_training(worker.house, job.hub):
        return "kept"  # nothing leaves a hub for training, whatever somebody typed into it
    _hand_over(worker, written, job)
    return "sent"


def _hand_over(worker: Worker, written: Written, job: Job) -> None:
    if written.channel == "system":
        if worker.systems is None:
            raise Unsendable("no_case_system")
        worker.systems.give(hub=job.hub, to=written.to, body=written.body, message_id=job.id)
    elif written.channel != "text":
        worker.mail.send(to=written.to, subject=written.subject, body=written.body, message_id=job.id)
    elif worker.texts is None:
        raise Unsendable("no_texts")
    else:
        worker.texts.send(to=written.to, body=written.body, message_id=job.id)


def _later(worker: Worker, job: Job) -> str:
    if job.attempt >= TRIES:
        return _never(worker, job, "mail_not_taken")
    worker.outbox.put_off(job, why="mail_not_taken", until=worker.house.now() + pause(job.attempt))
    return "put_off"


def pause(attempt: int) -> timedelta:
    """How long to wait after the attempt with this number (from 1)."""
    doublings = min(max(attempt, 1) - 1, 10)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def _never(worker: Worker, job: Job, why: str) -> str:
    """Give up, visibly: the row stays in the hub's outbox with the reason."""
    worker.outbox.put_off(job, why=why, until=None)
    _log.warning("message_given_up", hub=job.hub, kind=job.kind, why=why)
    say_it_failed(worker, job.hub, job.id, why="given_up", says=job.payload)
    return "given_up"
