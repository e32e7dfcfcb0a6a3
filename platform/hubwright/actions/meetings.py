"""Deeds on meetings. What one means for the cases on the agenda goes on their own records in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from hubwright.actions.house import House, Seated, context_of, seated
from hubwright.actions.outcome import Done
from hubwright.actions.post_notices import post
from hubwright.domain.access import scope
from hubwright.domain.access.meetings import meeting_view, reads_case
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import Actor, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.clocks.london import local, on
from hubwright.domain.definitions.drawn.meetings import STRATEGY, MeetingType
from hubwright.domain.errors import Moved, NotFound
from hubwright.domain.meetings import STREAM, MeetingState, Room, begin, decide, foreseen, meeting_of
from hubwright.domain.meetings.agenda import comes_back, found_by, found_of
from hubwright.domain.meetings.commands import AddMatter, Call, Command, Defer, Drop, Finish, Rebuild, Take
from hubwright.domain.meetings.notices import notices_of
from hubwright.domain.meetings.on_cases import on_case
from hubwright.domain.meetings.state import Matter
from hubwright.ports import Reading, Work

_TRIES = 5
# How many open cases a rule looks at, the most urgent first: a day's agenda holds a dozen.
_LOOKED_AT = 400


def call_meeting(house: House, *, hub: str, actor: Actor, deed: str, command: Call) -> Done:
    """Call a meeting: its agenda is what it is called for, what its type's rule brings, and what was left before.

    Args:
        house: the ports.
        hub: id of the hub.
        actor: who calls it.
        deed: id of this deed; a repeat gets the first result.
        command: of which type, when, for which cases.

    Raises:
        Refusal: the actor may not, or something is missing or wrong.
    """
    for attempt in range(_TRIES):
        try:
            with house.store.work(hub, actor, deed=deed, now=house.now(), command=repr(command)) as work:
                return _call(house, work, command)
        except Moved:
            if attempt == _TRIES - 1:
                raise
    raise AssertionError("unreachable: the last try returns or raises")


def _call(house: House, work: Work, command: Call) -> Done:
    if (first := work.first_result()) is not None:
        return Done(first, repeated=True)
    here = seated(work)
    cases = _cases(work, command.cases)
    type = next((one for one in here.hub.meeting_types if one.id == command.type), None)
    found = _found(work, here, type) if type is not None else {}
    room = Room(
        seats=_seats(here, work),
        cases={ref: one.pathways for ref, one in cases.items() if reads_case(one, here.reader, work.now)},
        found=tuple(found),
    )
    context = context_of(house, work, here)
    facts = begin(command, context, room)
    after = foreseen(None, facts, context)
    deed = _Deed(house, work, here, None, after, facts, {**found, **cases})
    return _put_on_record(deed, context)


def act_on_meeting(house: House, *, hub: str, actor: Actor, deed: str, meeting: str, command: Command) -> Done:
    """Do a deed on a meeting.

    Args:
        house, hub, actor, deed: as for `call_meeting`.
        meeting: its reference.
        command: what is asked to be done.

    Raises:
        Refusal: it is not done yet.
        NotFound: there is no such meeting, or this actor may not know of it.
    """
    for attempt in range(_TRIES):
        try:
            opened = house.store.work(hub, actor, deed=deed, now=house.now(), command=[meeting, repr(command)])
            with opened as work:
                return _act(house, work, meeting, command)
        except Moved:
            if attempt == _TRIES - 1:
                raise
    raise AssertionError("unreachable: the last try returns or raises")


def _act(house: House, work: Work, meeting: str, command: Command) -> Done:
    if (first := work.first_result()) is not None:
        return Done(first, repeated=True)
    here = seated(work)
    state = meeting_of(work.entries(f"{STREAM}:{meeting}"))
    if state is None:
        raise NotFound("There is no such meeting in this hub.")
    cases = _cases(work, [one.case for one in state.matters.values()])
    seen = meeting_view(state, here.reader, work.now, cases)
    if seen is None:
        raise NotFound("There is no such meeting in this hub.")
    asked = [command.case] if isinstance(command, AddMatter) else []
    found: Mapping[str, CaseState] = {}
    if isinstance(command, Rebuild):
        type = next((one for one in here.hub.meeting_types if one.id == state.type), None)
        found = _found(work, here, type) if type is not None else {}
        command = Rebuild(tuple(found))
    extra = {**_cases(work, [ref for ref in asked if ref not in cases]), **found}
    known = {**cases, **extra}
    room = Room(
        seats=_seats(here, work),
        cases={ref: one.pathways for ref, one in known.items() if reads_case(one, here.reader, work.now)},
    )
    context = context_of(house, work, here, revision=state.revision)
    if isinstance(command, Defer | Drop | Take | Finish) and command.matter not in seen.matters:
        # Of a case that they may not know of, nobody learns that it is on the agenda.
        command = replace(command, matter="")
    facts = decide(state, command, context, room)
    after = foreseen(state, facts, context)
    reason = command.reason.strip() if isinstance(command, Defer | Drop) else ""
    return _put_on_record(_Deed(house, work, here, state, after, facts, known, reason), context)


@dataclass(frozen=True, slots=True)
class _Deed:
    """One deed over a meeting and its cases, while it is done."""

    house: House
    work: Work
    here: Seated
    before: MeetingState | None
    after: MeetingState
    facts: list[Fact]
    cases: Mapping[str, CaseState]
    reason: str = ""


def _put_on_record(deed: _Deed, context: Context) -> Done:
    """Append the meeting's facts, and what they mean for each case under the revision it is pinned to; in id order."""
    work, after = deed.work, deed.after
    by_stream: dict[str, tuple[str, list[Fact]]] = {}
    if deed.facts:
        by_stream[after.stream] = (after.revision or deed.here.revision, deed.facts)
    for ref, case in deed.cases.items():
        facts = list(_of_case(deed, case))
        if facts:
            by_stream[f"case:{ref}"] = (case.revision, facts)
    for stream in sorted(by_stream):
        revision, facts = by_stream[stream]
        work.append(facts, revision=revision)
    open_now = context.calendars[context.hub.calendar].is_open(work.now)
    told = notices_of(deed.facts, after, deed.here.hub, by=work.actor, open_now=open_now)
    post(deed.house, work, list(told))
    result = {"meeting": after.ref, "head": after.head}
    work.commit(result)
    return Done(result)


def _of_case(deed: _Deed, case: CaseState) -> Iterable[Fact]:
    """What the deed means for one case."""
    type = next((one for one in deed.here.hub.meeting_types if one.id == deed.after.type), None)
    if type is None:
        return ()
    context = context_of(deed.house, deed.work, deed.here, revision=case.revision)
    return on_case(case, context, type, deed.before, deed.after, deed.facts, reason=deed.reason)


def _seats(here: Seated, work: Work) -> tuple[Any, ...]:
    return tuple(one for one in here.state.seats.values() if one.holds(work.now))


def _cases(work: Reading, refs: Iterable[str]) -> dict[str, CaseState]:
    """The cases that there are of these, whole."""
    found = {ref: case_of(work.entries(f"case:{ref}")) for ref in dict.fromkeys(refs)}
    return {ref: one for ref, one in found.items() if one is not None and one.pathways}


def _found(work: Work, here: Seated, type: MeetingType) -> dict[str, CaseState]:
    """The cases that a type's rule brings, and those that its meetings left, within what the actor may read."""
    if type.agenda is None and type.stands_for == STRATEGY:
        return {}
    last = _last_begun(work, type)
    back = _left_before(work, type)
    candidates = _cases(work, [*_candidates(work, here, type, last), *back])
    readable = {
        ref: one for ref, one in candidates.items() if one.closed is None and reads_case(one, here.reader, work.now)
    }
    brought = found_by(type, map(found_of, readable.values()), now=work.now, last=last)
    order = dict.fromkeys([*brought, *(ref for ref in back if ref in readable)])
    return {ref: readable[ref] for ref in order}


def _last_begun(work: Reading, type: MeetingType) -> Any:
    rows = work.rows("meeting_row", scope=Everything(), where={"type": type.id}, order=("-begun",), limit=1)
    return next((row["begun"] for row in rows), None)


def _candidates(work: Work, here: Seated, type: MeetingType, last: Any) -> list[str]:
    if type.agenda is None:
        return []
    where: dict[str, Any] = {"closed": None}
    if type.pathways:
        where["pathway"] = list(type.pathways)
    if type.agenda.when == "today":
        # Whatever was rated or came in today has changed the case since the day began where the hub stands.
        where["updated>="] = on(local(work.now).date(), time())
    elif type.agenda.when == "since_last" and last is not None:
        where["updated>="] = last
    within = scope(here.reader, "case_row", work.now)
    rows = work.rows("case_row", scope=within, where=where, order=("tier_position", "received"), limit=_LOOKED_AT)
    return list(dict.fromkeys(row["case_ref"] for row in rows))


def _left_before(work: Work, type: MeetingType) -> list[str]:
    """Cases whose last meeting of the type left them for another."""
    everything = Everything()
    left = work.rows(
        "meeting_matter",
        scope=everything,
        where={"type": type.id, "state": ["deferred", "waiting"]},
        order=("-starts",),
        limit=_LOOKED_AT,
    )
    refs = list(dict.fromkeys(row["case_ref"] for row in left))
    if not refs:
        return []
    rows = work.rows(
        "meeting_matter", scope=everything, where={"type": type.id, "case_ref": refs}, order=("starts", "meeting_ref")
    )
    latest = {row["case_ref"]: row for row in rows}
    return [ref for ref in refs if _is_back(latest[ref], work)]


def _is_back(row: Mapping[str, Any], work: Work) -> bool:
    if row["state"] == "waiting" and row["standing"] not in ("ended", "cancelled"):
        return False
    matter = Matter(row["matter"], row["case_ref"], "rule", "", row["starts"], row["state"], row["until"])
    return comes_back(matter, work.now)
