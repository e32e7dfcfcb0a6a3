"""Take an agency's file of answers: each row is held against its question first, and every mistake is said at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.house import House, context_for
from hubwright.domain.access import Reader, check_view
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.returns_file import Row
from hubwright.domain.clocks import Calendar
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import HUB_STREAM, HubState, hub_of, today
from hubwright.ports import Reading


@dataclass(frozen=True, slots=True)
class Coming:
    """Who brings a file in, and when.

    Args:
        reader: with today's grants.
        calendars: the hub's, by id.
        now: UTC.
    """

    actor: Actor
    reader: Reader
    calendars: Mapping[str, Calendar]
    now: datetime


def looked_over(house: House, reading: Reading, rows: Sequence[Row], coming: Coming) -> list[Row]:
    """The rows, each held against the question it answers: what could be recorded now, and what could not and why."""
    day = hub_of(reading.entries(HUB_STREAM))
    return [_looked(house, reading, row, coming, day) if row.command else row for row in rows]


def _looked(house: House, reading: Reading, row: Row, coming: Coming, day: HubState) -> Row:
    assert row.command is not None  # noqa: S101 - rows without one are left as they are
    state = case_of(reading.entries(f"case:{row.case}"))
    # One sentence for what is not there and for what another agency was asked.
    missing = replace(row, command=None, wrong=("There is no such question to your agency.",))
    if state is None or check_view(state, row.command.ask, coming.reader, coming.now) is None:
        return missing
    hub = today(reading.hub_at(state.revision), day)
    context = context_for(house, hub, state.revision, coming.actor, coming.reader, coming.calendars, coming.now)
    try:
        decide(state, row.command, context)
    except Refusal as refusal:
        return replace(row, command=None, wrong=tuple(do for _, do in refusal.fields) or (refusal.why,))
    return row


def record_all(house: House, rows: Sequence[Row], *, hub: str, actor: Actor, deed: str) -> tuple[int, list[Row]]:
    """Record each answer as a deed of its own; a page sent twice records nothing twice.

    Returns:
        how many are on record, and the rows that could not be recorded after all.
    """
    done, left = 0, []
    for row in rows:
        if row.command is None:
            continue
        try:
            act_on_case(house, hub=hub, actor=actor, deed=f"{deed}:{row.reference}", case=row.case, command=row.command)
            done += 1
        except Refusal as refusal:
            left.append(replace(row, command=None, wrong=(refusal.why,)))
    return done, left
