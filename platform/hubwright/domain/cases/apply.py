"""Replay: entries of a case's stream, one after another, make its state. Replay asks no calendar, library or rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.entries import Entry
from hubwright.domain.cases.lift import lifted
from hubwright.domain.cases.state import (
    Alarm,
    CaseState,
    CheckState,
    ClockState,
    Decision,
    LinkedContact,
    Rating,
)
from hubwright.domain.cases.written import clock_of, instant, subject_of
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
    """The case after one more entry.

    Raises:
        Broken: the first entry is not the opening of a case.
    """
    if state is None:
        if entry.type != "case.opened" or entry.destroyed is not None:
            raise Broken(f"{entry.stream} does not begin with a case being opened.")
        return _opened(entry)
    if entry.destroyed is None:
        state = _STEPS[entry.type](state, entry)
        state = _clocks(state, entry)
        if stage := entry.body.get("stage"):
            state = replace(state, stage=stage["id"], standing=stage["standing"])
    return replace(state, head=entry.number, updated=entry.recorded)


def _opened(entry: Entry) -> CaseState:
    body = entry.body
    contact = _contact(body["contact"])
    state = CaseState(
        ref=body["case"],
        revision=entry.revision,
        kind=contact.kind,
        received=contact.received,
        stage=body["stage"]["id"],
        standing=body["stage"]["standing"],
        head=entry.number,
        pathways=tuple(body["pathways"]),
        contacts={contact.ref: contact},
        subjects={parts["id"]: subject_of(parts) for parts in body["subjects"]},
        what=body["what"],
        view_of_risk=body["view_of_risk"],
        danger=body["danger"],
        updated=entry.recorded,
    )
    return _clocks(state, entry)


def _contact(parts: Mapping[str, Any]) -> LinkedContact:
    return LinkedContact(
        ref=parts["ref"],
        kind=parts["kind"],
        source=parts["source"],
        received=instant(parts["received"]),
        can_be_told=parts["can_be_told"],
        by_email=parts["by_email"],
    )


def _clocks(state: CaseState, entry: Entry) -> CaseState:
    """Start, meet and replace the clocks that the entry names."""
    started, met, replaced = (entry.body.get(key, ()) for key in ("clocks", "met", "replaced"))
    if not (started or met or replaced):
        return state
    clocks = dict(state.clocks)
    for id in replaced:
        clocks[id] = replace(clocks[id], state="replaced", ended=entry.happened)
    for id in met:
        clocks[id] = _met(clocks[id], entry.happened)
    for parts in started:
        clock = clock_of(parts)
        if clock.id in clocks:
            # The earlier run of the same clock keeps its place on record under a name of its own.
            clocks[f"{clock.id}@{entry.number}"] = clocks[clock.id]
        clocks[clock.id] = clock
    return replace(state, clocks=clocks)


def _met(clock: ClockState, at: datetime) -> ClockState:
    return replace(clock, state="met" if at <= clock.due else "late", ended=at)


def _touched(state: CaseState, entry: Entry) -> CaseState:
    """An entry that is read from the record itself and changes nothing else."""
    return state


def _added_to(state: CaseState, entry: Entry) -> CaseState:
    contact = state.contacts[entry.body["contact"]]
    contacts = {**state.contacts, contact.ref: replace(contact, read=False)}
    subjects = {**state.subjects, **{parts["id"]: subject_of(parts) for parts in entry.body["subjects"]}}
    return replace(state, contacts=contacts, subjects=subjects, danger=state.danger or entry.body["danger"])


def _read(state: CaseState, entry: Entry) -> CaseState:
    contacts = {
        ref: replace(contact, read=True) if ref in entry.body["contacts"] else contact
        for ref, contact in state.contacts.items()
    }
    return _quiet(replace(state, contacts=contacts), entry)


def _quiet(state: CaseState, entry: Entry) -> CaseState:
    """A person took on the alarms that the entry names."""
    alarms = dict(state.alarms)
    for id in entry.body.get("alarms", ()):
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
    )
    return _read(replace(state, ratings=(*state.ratings, rating)), entry)


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
        )
    return replace(state, checks=checks)


def _returned(state: CaseState, entry: Entry) -> CaseState:
    check = state.checks[entry.body["ask"]]
    answer = {
        **entry.body["answer"],
        "by": entry.actor_name,
        "agency": entry.agency,
        "at": entry.happened.isoformat(),
        "number": entry.number,
    }
    earlier = (*check.earlier, check.answer) if check.answer is not None else check.earlier
    changed = replace(check, state="answered", answer=answer, earlier=earlier, outdated=False)
    return replace(state, checks={**state.checks, check.ask: changed})


def _acted(state: CaseState, entry: Entry) -> CaseState:
    action = {**entry.body, "by": entry.actor_name, "at": entry.happened.isoformat(), "number": entry.number}
    state = replace(state, actions=(*state.actions, action), closed=None)
    decisions = tuple(_decision(entry, parts) for parts in entry.body.get("decisions", ()))
    return _quiet(_read(replace(state, decisions=(*state.decisions, *decisions)), entry), entry)


def _person(state: CaseState, entry: Entry) -> CaseState:
    subject = subject_of(entry.body["subject"])
    return replace(state, subjects={**state.subjects, subject.id: subject})


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
    )


def _decided(state: CaseState, entry: Entry) -> CaseState:
    return replace(state, decisions=(*state.decisions, _decision(entry, entry.body)))


def _route_answered(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    current = state.decision(body["subject"], body["pathway"])
    decisions = tuple(
        replace(one, accepted=body["accepted"], answer=body["reason"]) if one is current else one
        for one in state.decisions
    )
    return replace(state, decisions=decisions)


def _told(state: CaseState, entry: Entry) -> CaseState:
    contact = state.contacts[entry.body["contact"]]
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
    state = _person(state, entry)
    outdated = {
        ask: replace(check, outdated=check.outdated or check.state == "answered")
        for ask, check in state.checks.items()
        if entry.body["subject"]["id"] in check.subjects
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
    alarm = state.alarms[entry.body["alarm"]]
    changed = replace(alarm, told=alarm.told + 1, last_told=entry.happened, next=instant(entry.body["next"]))
    return replace(state, alarms={**state.alarms, alarm.id: changed})


def _moved(state: CaseState, entry: Entry) -> CaseState:
    clocks = dict(state.clocks)
    for parts in entry.body["moved"]:
        clocks[parts["id"]] = replace(clocks[parts["id"]], due=instant(parts["due"]), steps=tuple(parts["steps"]))
    return replace(state, clocks=clocks)


_STEPS: Mapping[str, Callable[[CaseState, Entry], CaseState]] = {
    "case.contact_added_to": _added_to,
    "case.read": _read,
    "case.assigned": _assigned,
    "case.rated": _rated,
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
    "case.alarm_acknowledged": _quiet,
    "case.clocks_moved": _moved,
}
