"""One turn: everything that is due now, once. A bad hub or job is told by its kind and never stops the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import structlog

from hubwright.actions import accounts
from hubwright.jobs.alarms import raise_missed, tell_next
from hubwright.jobs.continuity import write_hourly
from hubwright.jobs.documents import forget_old, keep_printed
from hubwright.jobs.failed import take_bounces
from hubwright.jobs.files import look_into, sweep_hourly
from hubwright.jobs.incidents import tell_incidents
from hubwright.jobs.keeping import remove_drafts, seal_hourly, warn_of_ending
from hubwright.jobs.publishing import publish_due
from hubwright.jobs.reminders import remind_agencies
from hubwright.jobs.sending import Sent, send_due
from hubwright.jobs.trials import keep_tried
from hubwright.jobs.worker import Worker

_log = structlog.get_logger("hubwright.jobs")


@dataclass(frozen=True, slots=True)
class Turn:
    """What a turn did.

    Args:
        raised: alarms raised for clocks past their limit.
        told: rungs told.
        reminded: agencies reminded of a question.
        warned: drafts whose end was announced.
        removed: drafts removed at their end.
        sealed: hubs whose stream heads were sealed.
        looked_into: files that came out of quarantine, one way or the other.
        swept: files that nothing named.
        listed: lists written for when the network is down.
        printed: documents that somebody asked for.
        tried: drafts that somebody wanted tried out.
        published: drafts of a hub whose time had come, published or held back.
        forgotten: such documents whose days are over.
        sent, put_off, given_up: messages handed over, kept for later, and never to be tried again.
        came_back: messages that a mail server gave back.
        failed: how many parts of the turn broke off.
    """

    raised: int = 0
    told: int = 0
    reminded: int = 0
    warned: int = 0
    removed: int = 0
    sealed: int = 0
    looked_into: int = 0
    swept: int = 0
    listed: int = 0
    printed: int = 0
    tried: int = 0
    forgotten: int = 0
    published: int = 0
    sent: int = 0
    put_off: int = 0
    given_up: int = 0
    came_back: int = 0
    failed: int = 0


def turn(worker: Worker) -> Turn:
    """Do what is due now.

    Args:
        worker: with a clock that says what now is.
    """
    accounts.beat(worker.house, worker=worker.id)
    hubs = list(accounts.hubs(worker.house))
    steps: tuple[tuple[str, Callable[[Worker, str], int]], ...] = (
        ("raised", raise_missed),
        ("told", tell_next),
        ("reminded", remind_agencies),
        ("told", tell_incidents),
        ("warned", warn_of_ending),
        ("removed", remove_drafts),
        ("sealed", seal_hourly),
        ("looked_into", look_into),
        ("swept", sweep_hourly),
        ("listed", write_hourly),
        ("printed", keep_printed),
        ("forgotten", forget_old),
        ("tried", keep_tried),
        ("published", publish_due),
    )
    counts = dict.fromkeys((name for name, _ in steps), 0)
    failed = 0
    for hub in hubs:
        for name, step in steps:
            try:
                counts[name] += step(worker, hub)
            except Exception as error:  # one bad hub never stops the others
                failed += 1
                _log.error("step_failed", hub=hub, step=name, error=type(error).__name__)
    try:
        sent = send_due(worker)
    except Exception as error:  # the database was away for a moment: the next turn looks again
        failed += 1
        sent = Sent()
        _log.error("sending_failed", error=type(error).__name__)
    failed += sent.failed
    try:
        came_back = take_bounces(worker, hubs)
    except Exception as error:  # the folder was away for a moment
        failed += 1
        came_back = 0
        _log.error("bounces_failed", error=type(error).__name__)
    return Turn(
        **counts, came_back=came_back, sent=sent.sent, put_off=sent.put_off, given_up=sent.given_up, failed=failed
    )
