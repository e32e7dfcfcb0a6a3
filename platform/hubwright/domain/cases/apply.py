"""Replay: entries of a case's stream, one after another, make its state. Replay asks no calendar, library or rule.

An entry whose payload was lawfully destroyed leaves a gap: later entries that speak of what stood in it change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.changes import with_answer, with_look, with_lowering, with_person
from hubwright.domain.cases.entries import Entry
from hubwright.domain.cases.lift import lifted
from hubwright.domain.cases.state import (
    Alarm,
    CaseState,
    CheckState,
    ClockState,
    Decision,
    Rating,
)
from hubwright.domain.cases.topics import STEPS
from hubwright.domain.cases.written import clock_of, instant, linked_of, subject_of
from hubwright.domain.errors import Broken


def case_of(entries: Iterable[Entry]) -> CaseState | None:
    """The case that these entries make, or None for an empty stream.

    Raises:
        Broken: the stream does not begin with a case being opened, or cannot be read by this release.
    """
    state: CaseState | None = None
    for entry in map(lifted, entries):
        state = apply(state, entry)
    return state


def apply(state: CaseState | None, entry: Entry) -> CaseState:
    """The case after one more entry, which is in its current version.

    Raises:
        Broken: the entry does not belong there.
    """
    if (state is None) != (entry.type == "case.opened") or (state is not None and entry.type not in _STEPS):
        raise Broken(f"Entry {entry.number} of {entry.stream} is a {entry.type}, which does not belong there.")
    if entry.destroyed is not None:
        left = state or _nothing_left(entry)
        gaps = (*left.destroyed, (entry.number, entry.destroyed))
        return replace(left, head=entry.number, updated=entry.recorded, destroyed=gaps)
    state = _opened(entry) if state is None else _STEPS[entry.type](state, entry)
    body = entry.body
    state = _quiet(with_look(state, body.get("looked")), entry)
    if (suggested := body.get("suggested")) and entry.type != "case.opened":
        state = replace(state, suggestions=(*state.suggestions, *suggested))
    state = _clocks(state, entry)
    if stage := body.get("stage"):
        # A case that a deed leads out of its closed stage is open again; closing leads wherever the workflow says.
        closed = state.closed if stage["standing"] == "closed" or entry.type == "case.closed" else None
        state = replace(state, stage=stage["id"], standing=stage["standing"], closed=closed)
    return replace(state, head=entry.number, updated=entry.recorded)


def _nothing_left(entry: Entry) -> CaseState:
    """A case whose opening was destroyed: its reference, and nothing that could name anybody."""
    return CaseState(
        ref=entry.stream.removeprefix("case:"),
        revision=entry.revision,
        kind="",
        received=entry.received,
        stage="",
        standing="closed",
        head=entry.number,
        pathways=(),
        workflow=("", 0),
        contacts={},
        subjects={},
        closed=entry.recorded,
    )


def _opened(entry: Entry) -> CaseState:
    body = entry.body
    contact = linked_of(body["contact"], entry.number)
    subjects = {parts["id"]: subject_of(parts) for parts in body["subjects"]}
    return CaseState(
        ref=body["case"],
        revision=entry.revision,
        kind=contact.kind,
        received=contact.received,
        stage=body["stage"]["id"],
        standing=body["stage"]["standing"],
        head=entry.number,
        pathways=tuple(body["pathways"]),
        workflow=(body["workflow"]["id"], body["workflow"]["version"]),
        contacts={contact.ref: contact},
        subjects=subjects,
        what=body["what"],
        view_of_risk=body["view_of_risk"],
        danger=body["danger"],
        counted=body.get("counted", True),
        owner=body.get("owner"),
        owner_name=body.get("owner_name", ""),
        suggestions=tuple(body.get("suggested", ())),
        owed={(one.id, pathway): contact.received for one in subjects.values() for pathway in one.pathways},
    )


def _clocks(state: CaseState, entry: Entry) -> CaseState:
    """Start, meet and replace the clocks that the entry names."""
    started, met, replaced = (entry.body.get(key, ()) for key in ("clocks", "met", "replaced"))
    if not (started or met or replaced):
        return state
    clocks = dict(state.clocks)
    for id in (id for id in replaced if id in clocks):
        clocks[id] = _replaced(clocks[id], entry.happened)
    for id in (id for id in met if id in clocks):
        clocks[id] = _met(clocks[id], entry.happened)
    for clock in map(clock_of, started):
        if clock.id in clocks:
            # The earlier run of the same clock keeps its place on record, under a name of its own.
            earlier = f"{clock.id}@{entry.number}"
            clocks[earlier] = replace(_replaced(clocks[clock.id], entry.happened), id=earlier)
        clocks[clock.id] = clock
    return replace(state, clocks=clocks)


def _replaced(clock: ClockState, at: datetime) -> ClockState:
    return replace(clock, state="replaced", ended=at) if clock.state == "running" else clock


def _met(clock: ClockState, at: datetime) -> ClockState:
    return replace(clock, state="met" if at <= clock.due else "late", ended=at)


def _touched(state: CaseState, entry: Entry) -> CaseState:
    """An entry that is read from the record itself and changes no more than what every entry may."""
    return state


def _added_to(state: CaseState, entry: Entry) -> CaseState:
    contact = state.contacts.get(entry.body["contact"])
    if contact is None:
        return state
    changed = replace(contact, read=False, seen=frozenset(), arrived=entry.number)
    return replace(
        state, contacts={**state.contacts, contact.ref: changed}, danger=state.danger or entry.body["danger"]
    )


def _quiet(state: CaseState, entry: Entry) -> CaseState:
    """A person took on the alarms that the entry names."""
    if not (ids := entry.body.get("alarms")):
        return state
    alarms = dict(state.alarms)
    for id in ids:
        if id in alarms and alarms[id].acknowledged is None:
            alarms[id] = replace(alarms[id], acknowledged=entry.happened, acknowledged_by=entry.actor_name, next=None)
    return replace(state, alarms=alarms)


def _assigned(state: CaseState, entry: Entry) -> CaseState:
    return replace(state, owner=entry.body["owner"], owner_name=entry.body["owner_name"])


def _rated(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    rating = Rating(
        pathway=body["pathway"],
        scale=body["scale"],
        tier=body["tier"],
        position=body["position"],
        reason=body["reason"],
        by=entry.actor_name,
        agency=entry.agency,
        at=entry.happened,
        number=entry.number,
        counted=body["counted"],
        user=entry.actor,
        beside=body.get("beside", False),
        provisional=body.get("provisional", False),
    )
    return replace(state, ratings=(*state.ratings, rating))


def _lowering_answered(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    said = {"by": entry.actor_name, "words": body["reason"], "at": entry.happened.isoformat()}
    return with_lowering(state, body["number"], confirmed=body["confirmed"], said=said)


def _asked(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    checks = dict(state.checks)
    for ask in body["asks"]:
        checks[ask["id"]] = CheckState(
            ask=ask["id"],
            set=ask["set"],
            agency=ask["agency"],
            pathway=body["pathway"],
            questions=ask["questions"],
            subjects=tuple(ask["subjects"]),
            shared=body["shared"],
            basis=ask["basis"],
            asked=entry.happened,
            asked_by=entry.actor_name,
            clock=ask["clock"],
            again=ask.get("again", ""),
            shown_from=ask.get("shown_from"),
            remind=tuple(ask.get("remind", ())),
            purpose=ask.get("purpose", ""),
            items=tuple(ask.get("items", ())),
        )
        if ask.get("again") in checks:
            checks[ask["again"]] = replace(checks[ask["again"]], asked_again=ask["id"])
    return replace(state, checks=checks)


def _returned(state: CaseState, entry: Entry) -> CaseState:
    check = state.checks.get(entry.body["ask"])
    if check is None:
        return state
    answer = {
        **entry.body["answer"],
        "by": entry.actor_name,
        "agency": entry.agency,
        "at": entry.happened.isoformat(),
        "number": entry.number,
    }
    earlier = (*check.earlier, check.answer) if check.answer is not None else check.earlier
    changed = replace(check, state="answered", answer=answer, earlier=earlier, outdated=False)
    late = state.come_late if state.closed is None else {**state.come_late, check.ask: entry.number}
    return replace(state, checks={**state.checks, check.ask: changed}, come_late=late)


def _acted(state: CaseState, entry: Entry) -> CaseState:
    action = {**entry.body, "by": entry.actor_name, "at": entry.happened.isoformat(), "number": entry.number}
    decisions = tuple(_decision(entry, parts) for parts in entry.body["decisions"])
    return replace(state, actions=(*state.actions, action), decisions=(*state.decisions, *decisions), closed=None)


def _person(state: CaseState, entry: Entry) -> CaseState:
    # Somebody who came to light after the closing has no outcome yet, so the case is open again.
    return replace(with_person(state, subject_of(entry.body["subject"]), entry.happened), closed=None)


def _decision(entry: Entry, parts: Mapping[str, Any]) -> Decision:
    return Decision(
        subject=parts["subject"],
        pathway=parts["pathway"],
        route=parts["route"],
        meaning=parts["meaning"],
        reasons=parts["reasons"],
        advice=parts["advice"],
        views=parts["views"],
        dissent=parts["dissent"],
        by=entry.actor_name,
        agency=entry.agency,
        at=entry.happened,
        number=entry.number,
        protective=parts["protective"],
        user=entry.actor,
        threshold=parts.get("threshold", ""),
        agency_views=parts.get("agency_views", {}),
        votes=parts.get("votes", {}),
        limbs=parts.get("limbs", {}),
        way_back=parts.get("way_back", {}),
        recommendation=parts.get("recommendation", ""),
        handover=parts.get("handover", False),
        without=tuple(parts.get("without", ())),
        reason_without=parts.get("reason_without", ""),
        meeting=parts.get("meeting", ""),
    )


def _decided(state: CaseState, entry: Entry) -> CaseState:
    return replace(state, decisions=(*state.decisions, _decision(entry, entry.body)))


def _route_answered(state: CaseState, entry: Entry) -> CaseState:
    return with_answer(state, entry.body, entry.happened)


def _told(state: CaseState, entry: Entry) -> CaseState:
    contact = state.contacts.get(entry.body["contact"])
    if contact is None:
        return state
    outcome = entry.body["moment"] == "outcome"
    # Hearing the outcome, a referrer knows as well that their contact arrived.
    changed = replace(contact, acknowledged=True, told=contact.told or outcome)
    return replace(state, contacts={**state.contacts, contact.ref: changed})


def _closed(state: CaseState, entry: Entry) -> CaseState:
    return replace(state, closed=entry.happened)


def _reopened(state: CaseState, entry: Entry) -> CaseState:
    return replace(state, closed=None)


def _corrected(state: CaseState, entry: Entry) -> CaseState:
    if "subject" not in entry.body:
        return state
    subject = subject_of(entry.body["subject"])
    known = state.subjects.get(subject.id)
    state = with_person(state, subject, entry.happened)
    if known is not None and not entry.body["outdates_returns"]:
        return state
    outdated = {
        ask: replace(check, outdated=check.outdated or check.state == "answered")
        for ask, check in state.checks.items()
        if subject.id in check.subjects
    }
    return replace(state, checks={**state.checks, **outdated})


def _alarm(state: CaseState, entry: Entry) -> CaseState:
    alarms = dict(state.alarms)
    for parts in entry.body["raised"]:
        alarms[parts["id"]] = Alarm(
            id=parts["id"],
            why=parts["why"],
            ladder=parts["ladder"],
            raised=entry.happened,
            clock=parts.get("clock"),
            next=instant(parts["next"]),
        )
    return replace(state, alarms=alarms)


def _alarm_told(state: CaseState, entry: Entry) -> CaseState:
    alarm = state.alarms.get(entry.body["alarm"])
    if alarm is None or alarm.acknowledged is not None:
        return state
    changed = replace(alarm, told=alarm.told + 1, last_told=entry.happened, next=instant(entry.body["next"]))
    return replace(state, alarms={**state.alarms, alarm.id: changed})


def _moved(state: CaseState, entry: Entry) -> CaseState:
    clocks = dict(state.clocks)
    for parts in entry.body["moved"]:
        if parts["id"] in clocks:
            known, due = clocks[parts["id"]], instant(parts["due"])
            warns = due - (known.due - known.warns) if known.warns else None
            clocks[known.id] = replace(known, due=due, steps=tuple(parts["steps"]), warns=warns)
    return replace(state, clocks=clocks)


_STEPS: Mapping[str, Callable[[CaseState, Entry], CaseState]] = {
    "case.contact_added_to": _added_to,
    "case.read": _touched,
    "case.assigned": _assigned,
    "case.rated": _rated,
    "case.lowering_answered": _lowering_answered,
    "case.agencies_asked": _asked,
    "case.return_recorded": _returned,
    "case.noted": _touched,
    "case.acted_now": _acted,
    "case.person_added": _person,
    "case.decided": _decided,
    "case.route_answered": _route_answered,
    "case.referrer_told": _told,
    "case.closed": _closed,
    "case.reopened": _reopened,
    "case.corrected": _corrected,
    "case.alarm_raised": _alarm,
    "case.alarm_told": _alarm_told,
    "case.alarm_acknowledged": _touched,
    "case.clocks_moved": _moved,
    **STEPS,
}
