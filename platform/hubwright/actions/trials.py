"""Trying a draft out: its worked examples told, or the weeks to come run through, in the background.

What is asked is written down with the state of the draft that it is about, and so is the answer: whoever comes back
later, or a colleague, reads what was seen and of which state. Nothing of a real case is in either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hubwright.actions.drafting import Whole, current, require, whole
from hubwright.actions.house import House, seated
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import WORKER, Actor
from hubwright.domain.definitions.drafting import tree_of
from hubwright.domain.drafts import tree_now
from hubwright.domain.errors import NotFound, Refusal
from hubwright.ports import Work

JOB = "draft_trial"
REHEARSAL, FORECAST = "rehearsal", "forecast"
ASKED, RUNNING, READY, FAILED = "asked", "running", "ready", "failed"
KEPT_FOR = timedelta(days=90)
"""How long what was tried is kept: by then the draft that it was about has been published or thrown away."""

_TABLE = "draft_trial"
_SHOWN = 20
MOST_WAITING = 2
"""Trials that a hub may have waiting at a time: one is tried after the other, those of every hub in one line."""
_WAITS_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Trial:
    """Something that somebody wanted to see of a draft.

    Args:
        draft, head: which draft, and its last entry then.
        kind: `REHEARSAL` or `FORECAST`.
        asked_by, by: id and name of whoever asked.
        state: `ASKED`, `RUNNING`, `READY` or `FAILED`.
        why: for `FAILED`: a code of `TrialFailed`.
        wanted: what a forecast is asked; nothing for a rehearsal.
        answer: as plain JSON, once there is one.
        done, steps: how far it is.
    """

    id: str
    draft: int
    head: int
    kind: str
    asked_by: str
    by: str
    at: datetime
    state: str
    why: str
    wanted: Mapping[str, Any]
    answer: Mapping[str, Any] | None
    done: int
    steps: int
    settled_at: datetime | None

    @property
    def settled(self) -> bool:
        """Whether nothing more will become of it."""
        return self.state in (READY, FAILED)


def ask_trial(
    house: House,
    *,
    hub: str,
    actor: Actor,
    deed: str,
    kind: str,
    wanted: Mapping[str, Any],
    answer: Mapping[str, Any] | None = None,
    seen: int | None = None,
) -> str:
    """Ask for the draft to be tried out; the id under which what comes of it is found.

    Args:
        house: the ports.
        hub: id of the hub.
        actor: who asks.
        deed: id of this deed; a repeat gets the first result.
        kind: `REHEARSAL` or `FORECAST`.
        wanted: what a forecast is asked.
        answer: what was seen already, where it took no time; else a job is written for the background work.
        seen: the draft's last entry that the answer is about.

    Raises:
        Refusal: the actor may not, or enough is waiting already.
        NotFound: there is no draft.
    """
    now = house.now()
    command = ["try", kind, dict(wanted)]
    with house.store.work(hub, actor, deed=deed, now=now, command=command) as work:
        if (first := work.first_result()) is not None:
            return str(first["trial"])
        require(seated(work).reader.may("hub.configure"), actor)
        found = current(work)
        if found is None:
            raise NotFound("There is no such record.")
        _forget_old(work, now)
        if answer is None:
            _in_line(work, now)
        id = house.ids.token()
        work.put(
            _TABLE,
            id=id,
            draft=found.state.number,
            head=found.state.head if seen is None else seen,
            kind=kind,
            asked_by=actor.id,
            by_name=actor.name,
            asked_at=now,
            state=ASKED if answer is None else READY,
            why="",
            wanted=dict(wanted),
            answer=None if answer is None else dict(answer),
            done=0,
            steps=0,
            settled_at=None if answer is None else now,
        )
        if answer is None:
            work.put("outbox", id=f"{JOB}-{id}", kind=JOB, run_at=now, payload={"trial": id})
        work.commit({"trial": id})
        return id


def _in_line(work: Work, now: datetime) -> None:
    """Stop where a hub has enough in the line; what has waited for so long that nobody tries it any more is no more in
    the way.

    Raises:
        Refusal: it has.
    """
    where = {"state": [ASKED, RUNNING], "asked_at>=": now - _WAITS_FOR}
    if len(work.rows(_TABLE, scope=Everything(), where=where, limit=MOST_WAITING)) >= MOST_WAITING:
        raise Refusal(
            why="This hub has two trials waiting already.",
            do="Wait for one of them; each says how far it is.",
            code="trials_waiting",
        )


def _forget_old(work: Work, now: datetime) -> None:
    for row in work.rows(_TABLE, scope=Everything(), where={"asked_at<": now - KEPT_FOR}, limit=100):
        work.drop(_TABLE, id=row["id"])


def trials(house: House, *, hub: str, kind: str) -> Sequence[Trial]:
    """What was tried last in a hub, newest first.

    Args:
        house: the ports.
        hub: id of the hub.
        kind: `REHEARSAL` or `FORECAST`.
    """
    with house.store.reading(hub) as reading:
        rows = reading.rows(_TABLE, scope=Everything(), where={"kind": kind}, order=("-asked_at",), limit=_SHOWN)
    return [_trial(row) for row in rows]


def trial(house: House, *, hub: str, id: str) -> Trial | None:
    """The one with this id, or None."""
    with house.store.reading(hub) as reading:
        rows = reading.rows(_TABLE, scope=Everything(), where={"id": id})
    return _trial(rows[0]) if rows else None


def note_trial(house: House, *, hub: str, id: str, **values: Any) -> None:
    """Write down how far a trial is, or what became of it."""
    with house.store.work(hub, WORKER, deed="", now=house.now()) as work:
        work.put(_TABLE, id=id, **values)
        work.commit()


def composed(house: House, *, hub: str, asked: Trial) -> dict[str, Any]:
    """What another process needs to try a draft out, as plain JSON: the draft as it stood when somebody asked.

    Args:
        house: the ports.
        hub: id of the hub.
        asked: what is to be tried.
    """
    with house.store.reading(hub) as reading:
        found = whole(reading, asked.draft)
    return {
        "kind": asked.kind,
        "wanted": dict(asked.wanted),
        "tree": tree_at(found, asked.head),
        "base": found.base,
        "published": {kind: list(known.values()) for kind, known in found.published.items()},
        "facts": dict(found.facts),
        "now": asked.at.isoformat(),
    }


def tree_at(found: Whole, head: int) -> Mapping[str, Any]:
    """A draft's tree as it stood at one of its entries."""
    if head >= found.state.head:
        return found.tree
    base = tree_of(found.base, found.state.scenarios, found.state.taken)
    return tree_now(base, [one for one in found.state.changes if one.number <= head])


def _trial(row: Mapping[str, Any]) -> Trial:
    return Trial(
        id=row["id"],
        draft=row["draft"],
        head=row["head"],
        kind=row["kind"],
        asked_by=row["asked_by"],
        by=row["by_name"],
        at=row["asked_at"],
        state=row["state"],
        why=row["why"],
        wanted=row["wanted"],
        answer=row["answer"],
        done=row["done"],
        steps=row["steps"],
        settled_at=row["settled_at"],
    )
