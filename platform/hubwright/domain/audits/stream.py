"""Entries of an audit's stream, replayed, and the rows that lists read of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from hubwright.domain.audits.sampling import Item
from hubwright.domain.audits.state import Answered, AuditState, Evaluation
from hubwright.domain.cases.entries import Entry
from hubwright.domain.cases.lift import lifted
from hubwright.domain.errors import Broken

STREAM = "audit"
CURRENT: Mapping[str, int] = {"audit.drawn": 1, "audit.answered": 1, "audit.evaluated": 1}
# (type, version) to the function that makes the body of version + 1; never deleted (law 3).
LIFTS: Mapping[tuple[str, int], Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {}


def audit_of(entries: Iterable[Entry]) -> AuditState | None:
    """The audit that these entries make, or None for an empty stream.

    Raises:
        Broken: the stream does not begin with one, or cannot be read by this release.
    """
    state: AuditState | None = None
    for entry in (lifted(one, current=CURRENT, lifts=LIFTS) for one in entries):
        if (state is None) != (entry.type == "audit.drawn"):
            raise Broken(f"Entry {entry.number} of {entry.stream} is a {entry.type}, which does not belong there.")
        if entry.destroyed is not None:
            left = state or _begun(entry)
            state = replace(left, destroyed=(*left.destroyed, (entry.number, entry.destroyed)))
        elif state is None:
            state = _drawn(entry)
        elif entry.type == "audit.answered":
            state = _answered(state, entry)
        else:
            found = Evaluation(entry.body["months"], entry.body["found"], entry.actor_name, entry.happened)
            state = replace(state, evaluations=(*state.evaluations, found))
        state = replace(state, head=entry.number)
    return state


def _begun(entry: Entry) -> AuditState:
    """An audit of which only the reference is left."""
    return AuditState(
        ref=entry.stream.partition(":")[2],
        revision=entry.revision,
        head=entry.number,
        by_user=entry.actor,
        by=entry.actor_name,
        drawn=entry.happened,
    )


def _drawn(entry: Entry) -> AuditState:
    body = entry.body
    asked = ("first", "last", "routes", "pathways", "below_threshold", "how_many", "share")
    return replace(
        _begun(entry),
        purpose=body["purpose"],
        asked={name: body[name] for name in asked},
        seed=body["seed"],
        frame=tuple(Item(*one) for one in body["frame"]),
        sample=tuple(Item(*one) for one in body["sample"]),
        left_out=body["left_out"],
        auditor=body["auditing_user"],
        auditors=body["auditors"],
        due={one["months"]: date.fromisoformat(one["on"]) for one in body["due"]},
    )


def _answered(state: AuditState, entry: Entry) -> AuditState:
    body = entry.body
    said = Answered(
        place=body["place"],
        verdict=body["verdict"],
        answers=dict(body["answers"]),
        why=body["why"],
        learning=body["learning"],
        told=tuple(body["told"]),
        by_user=entry.actor,
        by=entry.actor_name,
        at=entry.happened,
    )
    again = [(one.place, one.by_user) for one in state.found]
    if (said.place, said.by_user) in again:
        at = again.index((said.place, said.by_user))
        return replace(state, found=(*state.found[:at], said, *state.found[at + 1 :]))
    return replace(state, found=(*state.found, said))


def project_audit(entries: Sequence[Entry]) -> Mapping[str, list[dict[str, Any]]]:
    """The row of one audit, and one for each decision of its sample."""
    state = audit_of(entries)
    if state is None:
        return {}
    row = {
        "audit_ref": state.ref,
        "stream": state.stream,
        "purpose": state.purpose,
        "by_user": state.by_user,
        "drawn_at": state.drawn,
        "sampled": len(state.sample),
        "complete": state.complete,
        "next_at": datetime.combine(state.next_due, time(), UTC) if state.next_due else None,
        "head": state.head,
    }
    return {"audit_row": [row]}
