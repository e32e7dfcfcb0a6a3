"""The outbox: effects outside the house, written with the deed and carried out later by a worker that takes a lease."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from hubwright.ports import Job, Sealer
from hubwright.storage.sealed_columns import open_values, seal_values
from hubwright.storage.tables import installation, plain

WAITING, TAKEN, DONE, GIVEN_UP, KEPT, CAME_BACK = "waiting", "taken", "done", "given_up", "kept", "came_back"
# What a list of messages may say: which letter, by which way, to which post. Never an address, never case content.
_SAYS = ("moment", "channel", "post", "place", "reference")
_outbox, _index = plain.outbox, installation.installation_job


def put(
    connection: Connection,
    hub: str,
    *,
    id: str,
    kind: str,
    run_at: datetime,
    payload: Mapping[str, Any],
    now: datetime,
    sealer: Sealer,
) -> None:
    """Write one effect; a worker finds it once the transaction is committed."""
    values = {
        "hub_id": hub,
        "id": id,
        "kind": kind,
        "run_at": run_at,
        "status": WAITING,
        "attempts": 0,
        "payload": payload,
        "says": {part: payload[part] for part in _SAYS if isinstance(payload.get(part), str)},
        "created": now,
    }
    connection.execute(_outbox.insert(), seal_values(_outbox, values, sealer))
    connection.execute(_index.insert(), {"hub_id": hub, "id": id, "what": kind, "run_at": run_at})


def due_hubs(connection: Connection, now: datetime) -> Sequence[str]:
    """Hubs with something to do by now."""
    found = select(_index.c.hub_id).where(_index.c.run_at <= now).distinct().order_by(_index.c.hub_id)
    return connection.execute(found).scalars().all()


def claim(
    connection: Connection, hub: str, *, now: datetime, lease: timedelta, limit: int, sealer: Sealer
) -> Sequence[Job]:
    """Take what is due, and what a worker took and never finished; no two workers take the same."""
    due = or_(
        and_(_outbox.c.status == WAITING, _outbox.c.run_at <= now),
        and_(_outbox.c.status == TAKEN, _outbox.c.lease_until <= now),
    )
    rows = (
        connection.execute(
            select(_outbox)
            .where(_outbox.c.hub_id == hub, due)
            .order_by(_outbox.c.run_at, _outbox.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        .mappings()
        .all()
    )
    jobs = []
    for row in rows:
        attempt = row["attempts"] + 1
        _set(connection, hub, row["id"], status=TAKEN, attempts=attempt, lease_until=now + lease)
        _move(connection, hub, row["id"], now + lease)
        payload = open_values(_outbox, row, sealer)["payload"]
        jobs.append(Job(hub=hub, id=row["id"], kind=row["kind"], attempt=attempt, payload=payload))
    return jobs


def finish(connection: Connection, job: Job, *, now: datetime, kept: bool = False) -> bool:
    """The effect is done: what it carried is forgotten. False when another worker has taken it over meanwhile.

    Args:
        now: UTC.
        kept: it was carried nowhere, because the hub is one for training.
    """
    values = {"status": KEPT if kept else DONE, "lease_until": None, "payload": None, "done_at": now}
    if not _set(connection, job.hub, job.id, attempt=job.attempt, **values):
        return False
    connection.execute(_index.delete().where(_index.c.hub_id == job.hub, _index.c.id == job.id))
    return True


def came_back(connection: Connection, hub: str, id: str, *, why: str) -> bool:
    """What was handed over came back. False where this hub sent no such thing, or that was known already.

    Args:
        why: a short code, never a message from outside.
    """
    here = _outbox.update().where(_outbox.c.hub_id == hub, _outbox.c.id == id, _outbox.c.status == DONE)
    return connection.execute(here.values(status=CAME_BACK, last_error=why)).rowcount == 1


def hold(connection: Connection, job: Job, *, until: datetime) -> bool:
    """The effect is still being carried out: nobody else takes it before `until`. False when somebody has."""
    if not _set(connection, job.hub, job.id, attempt=job.attempt, lease_until=until):
        return False
    _move(connection, job.hub, job.id, until)
    return True


def put_off(connection: Connection, job: Job, *, why: str, until: datetime | None) -> bool:
    """The effect failed: try again at `until`, or give up for good when that is None.

    Args:
        why: a short code, never a message from outside.
    """
    status = GIVEN_UP if until is None else WAITING
    values = {"status": status, "lease_until": None, "last_error": why} | ({"run_at": until} if until else {})
    if not _set(connection, job.hub, job.id, attempt=job.attempt, **values):
        return False
    if until is None:
        connection.execute(_index.delete().where(_index.c.hub_id == job.hub, _index.c.id == job.id))
    else:
        _move(connection, job.hub, job.id, until)
    return True


def _set(connection: Connection, hub: str, id: str, *, attempt: int | None = None, **values: Any) -> bool:
    change = _outbox.update().where(_outbox.c.hub_id == hub, _outbox.c.id == id)
    if attempt is not None:
        change = change.where(_outbox.c.status == TAKEN, _outbox.c.attempts == attempt)
    return connection.execute(change.values(**values)).rowcount == 1


def _move(connection: Connection, hub: str, id: str, run_at: datetime) -> None:
    connection.execute(_index.update().where(_index.c.hub_id == hub, _index.c.id == id).values(run_at=run_at))
