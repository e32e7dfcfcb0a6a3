"""A message that did not arrive is *not done yet*: it is on the case's record, and the person who must know is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import structlog

from hubwright.actions.act_on_case import act_on_case
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import WORKER
from hubwright.domain.cases.topics.messages import RecordFailure
from hubwright.domain.errors import HubwrightError
from hubwright.jobs.worker import Worker
from hubwright.ports import Bounce, Reading

_log = structlog.get_logger("hubwright.jobs")

# A message about a failure that fails itself is seen on the hub's list and told to nobody: it would go round for ever.
_NO_ECHO = "failed"


def take_bounces(worker: Worker, hubs: Iterable[str]) -> int:
    """See to what came back: a hub's own message is marked, put on record and told; say for how many."""
    if worker.bounces is None:
        return 0
    count = 0
    known = list(hubs)
    for bounce in worker.bounces.look():
        count += _seen_to(worker, known, bounce)
        worker.bounces.done(bounce)
    return count


def _seen_to(worker: Worker, hubs: list[str], bounce: Bounce) -> bool:
    why = "came_back" if bounce.permanent else "came_back_for_now"
    for hub in hubs:
        if worker.outbox.came_back(hub, bounce.message, why=why):
            with worker.house.store.reading(hub) as reading:
                (row,) = reading.rows("outbox", scope=Everything(), where={"id": bounce.message})
            _log.warning("message_came_back", hub=hub, kind=row["kind"])
            say_it_failed(worker, hub, bounce.message, why="came_back", says=row["says"] or {})
            return True
    return False


def say_it_failed(worker: Worker, hub: str, id: str, *, why: str, says: Mapping[str, Any]) -> None:
    """Put on the record of its case that a message did not arrive; whoever owns the case is told of it.

    Args:
        hub, id: of the message.
        why: "came_back" or "given_up".
        says: which letter it was, to which post, about what.
    """
    if says.get("moment") == _NO_ECHO:
        return
    with worker.house.store.reading(hub) as reading:
        case, contact = _about(reading, says)
    if case is None:
        return
    command = RecordFailure(
        message=id,
        moment=str(says.get("moment", "")),
        post=str(says.get("post", "")),
        channel=str(says.get("channel", "email")),
        why=why,
        contact=contact,
    )
    try:
        act_on_case(worker.house, hub=hub, actor=WORKER, deed=f"failed:{id}"[:200], case=case, command=command)
    except HubwrightError as error:  # its case is gone: the list of messages still shows it
        _log.error("failure_not_recorded", hub=hub, error=type(error).__name__)


def _about(reading: Reading, says: Mapping[str, Any]) -> tuple[str | None, str]:
    """The case that a message was about, and the contact where it was for a referrer."""
    reference = str(says.get("reference", ""))
    match says.get("place"):
        case "case":
            return reference, ""
        case "check":
            return reference.rpartition("-")[0], ""
        case "contact":
            rows = reading.rows("contact_row", scope=Everything(), where={"contact_ref": reference})
            return (str(rows[0]["case_ref"]), reference) if rows else (None, "")
        case _:
            return None, ""
