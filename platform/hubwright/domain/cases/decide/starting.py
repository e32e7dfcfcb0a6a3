"""Starting and ending clocks, and the small shapes that facts share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.lift import CURRENT
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.written import moment
from hubwright.domain.clocks import due
from hubwright.domain.clocks.london import local
from hubwright.domain.errors import Refusal


def fact(
    state: CaseState,
    type: str,
    body: Mapping[str, Any],
    context: Context,
    *,
    happened: datetime | None = None,
    received: datetime | None = None,
) -> Fact:
    """A fact of the case's own stream, happening and received now unless said otherwise."""
    return Fact(
        stream=state.stream,
        type=type,
        version=CURRENT[type],
        body=body,
        happened=happened or context.now,
        received=received or context.now,
    )


def clock(
    id: str,
    rule_id: str,
    context: Context,
    *,
    received: datetime,
    pathway: str | None = None,
    calendar: str | None = None,
) -> dict[str, Any]:
    """A clock to be started by an entry, with its due time and how that was worked out.

    Args:
        id: within the case.
        rule_id: the clock's definition; says whether it starts from `received` or from now.
        received: when the hub received what the clock is about, UTC.
        pathway: the strand it belongs to.
        calendar: the one to count in instead of the rule's own.
    """
    rule = context.hub.find("clocks", rule_id)
    starts = received if rule.starts == "received" else context.now
    worked_out = due(rule, starts, context.calendars[calendar or rule.calendar])
    parts: dict[str, Any] = {
        "id": id,
        "rule": rule_id,
        "starts": moment(starts),
        "due": moment(worked_out.at),
        "steps": worked_out.document(),
    }
    if pathway is not None:
        parts["pathway"] = pathway
    if calendar is not None:
        parts["calendar"] = calendar
    if not rule.counted:
        parts["counted"] = False
    if rule.warn is not None:
        parts["warns"] = moment(max(starts, worked_out.at - timedelta(minutes=rule.warn)))
    return parts


def running_ids(state: CaseState, ids: Iterable[str]) -> list[str]:
    """Those of `ids` whose clock runs in this case."""
    return [id for id in ids if id in state.clocks and state.clocks[id].state == "running"]


def met(state: CaseState, ids: Iterable[str]) -> dict[str, Any]:
    """The parts of a body that say clocks were met: those that run, and the alarms raised for them fall silent.

    The person whose deed met the clock was there, so there is nobody left to wake.
    """
    running = running_ids(state, ids)
    alarms = [one.id for one in state.alarms.values() if one.acknowledged is None and one.clock in running]
    return {"met": running, "alarms": alarms}


def both(*bodies: Mapping[str, Any]) -> dict[str, Any]:
    """Parts of a body put together: lists are joined, each member once and in order."""
    joined: dict[str, Any] = {}
    for body in bodies:
        for key, value in body.items():
            if isinstance(value, list) and key in joined:
                joined[key] = joined[key] + [one for one in value if one not in joined[key]]
            else:
                joined[key] = value
    return joined


def numbered(prefix: str, taken: Iterable[str], ahead: int = 0) -> str:
    """A short id within the case that none before it had: "q3" after "q1" and "q2"; `ahead` skips that many."""
    numbers = [int(id.removeprefix(prefix)) for id in taken if id.removeprefix(prefix).isdecimal()]
    return f"{prefix}{max(numbers, default=0) + 1 + ahead}"


def today(context: Context) -> date:
    """The day it is where the hub stands."""
    return local(context.now).date()


def still_open(state: CaseState) -> None:
    """Stop where the case is closed: what rates, asks or decides begins with a person opening it again.

    Raises:
        Refusal: it is closed.
    """
    if state.closed is not None:
        raise Refusal(
            why="This case is closed.",
            do="Reopen it first. Notes, answers from agencies and immediate action are taken as it stands.",
            code="closed",
        )


def known_pathway(state: CaseState, pathway: str) -> None:
    """Stop unless the case has this strand.

    Raises:
        Refusal: it has not.
    """
    if pathway not in state.pathways:
        raise Refusal(
            why="This case has no such pathway.",
            do="Choose one of the pathways shown on the case.",
            code="no_pathway",
            fields=(("pathway", "Choose one of the case's pathways."),),
        )


def words_needed(text: str, *, field: str, why: str, do: str) -> str:
    """`text`, trimmed.

    Raises:
        Refusal: it is empty.
    """
    if not text.strip():
        raise Refusal(why=why, do=do, code=f"{field}_missing", fields=((field, do),))
    return text.strip()
