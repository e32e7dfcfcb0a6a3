"""Starting and ending clocks, and the small shape that all facts share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.lift import CURRENT
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.written import moment
from hubwright.domain.clocks import due
from hubwright.domain.errors import Refusal


def fact(
    state: CaseState, type: str, body: Mapping[str, Any], context: Context, *, happened: datetime | None = None
) -> Fact:
    """A fact of the case's own stream, happening and received now unless said otherwise."""
    return Fact(
        stream=state.stream,
        type=type,
        version=CURRENT[type],
        body=body,
        happened=happened or context.now,
        received=context.now,
    )


def clock(id: str, rule_id: str, context: Context, *, received: datetime, pathway: str | None = None) -> dict[str, Any]:
    """A clock to be started by an entry, with its due time and how that was worked out.

    Args:
        id: within the case.
        rule_id: the clock's definition; says whether it starts from `received` or from now.
        received: when the hub received the contact, UTC.
        pathway: the strand it belongs to.
    """
    rule = context.hub.find("clocks", rule_id)
    starts = received if rule.starts == "received" else context.now
    worked_out = due(rule, starts, context.calendars[rule.calendar])
    parts = {
        "id": id,
        "rule": rule_id,
        "starts": moment(starts),
        "due": moment(worked_out.at),
        "steps": worked_out.document(),
    }
    if pathway is not None:
        parts["pathway"] = pathway
    return parts


def running_ids(state: CaseState, ids: Iterable[str]) -> list[str]:
    """Those of `ids` whose clock runs in this case."""
    return [id for id in ids if id in state.clocks and state.clocks[id].state == "running"]


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
