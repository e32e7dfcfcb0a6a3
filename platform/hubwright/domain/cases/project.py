"""Projections: rows that lists are read from. Each is a pure function of one stream, and `decide` never reads one.

A row holds ids, times and counts, and the few words a list needs; what tiers and stages are called comes from the
definitions when the row is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from hubwright.domain.answers.files import files_in
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.entries import Entry
from hubwright.domain.cases.papers import papers_of
from hubwright.domain.cases.state import CaseState, CheckState, ClockState
from hubwright.domain.cases.topics import TOPICS
from hubwright.domain.cases.topics.ending import endings_of
from hubwright.domain.cases.topics.restricting import access_of
from hubwright.domain.cases.written import instant
from hubwright.domain.protection.of_case import looking

Rows = Mapping[str, list[dict[str, Any]]]

# A list shows the beginning of what was written; the whole stands on the case.
WHAT = 120


def project_case(entries: Sequence[Entry]) -> Rows:
    """The rows of one case: one for each strand, and those of its checks, clocks and alarms."""
    state = case_of(entries)
    return {} if state is None else rows_of(state)


def rows_of(state: CaseState) -> dict[str, list[dict[str, Any]]]:
    """The rows of a case that has been replayed."""
    rows = {
        "case_row": [_strand(state, pathway) for pathway in state.pathways],
        "case_check": [_check(state, ask) for ask in state.checks],
        "case_clock": [_clock(state, clock) for clock in state.clocks.values()],
        "case_alarm": [_alarm(state, id) for id in state.alarms],
        "case_decision": _decided(state),
        "case_paper": papers_of(state),
    }
    for topic in TOPICS:
        rows |= topic.rows(state) if topic.rows else {}
    return rows


def _strand(state: CaseState, pathway: str) -> dict[str, Any]:
    rating = state.rating(pathway)
    next_clock = _next_clock(state, pathway)
    waiting = sorted({check.agency for check in state.waiting(pathway)})
    answered = sorted(
        {check.agency for check in state.checks.values() if check.pathway == pathway and check.state == "answered"}
    )
    contact = next(iter(state.contacts.values()), None)
    return {
        "case_ref": state.ref,
        "pathway": pathway,
        "stream": state.stream,
        "kind": state.kind,
        "access": access_of(state).marked,
        "scale": rating.scale if rating else None,
        "tier": rating.tier if rating else None,
        "tier_position": rating.position if rating else None,
        "stage": state.stage,
        # What comes to a closed case stands on the queue as new until somebody has looked.
        "standing": "new" if state.closed is not None and not state.settled else state.standing,
        "owner": state.owner,
        "owner_name": state.owner_name,
        "source": contact.source if contact else None,
        "received": state.received,
        "due_at": next_clock.due if next_clock else None,
        "due_clock": next_clock.id if next_clock else None,
        "unread": state.unread_in(pathway),
        "danger": state.danger and (state.unread_in(pathway) or state.danger_waits),
        "alarmed": state.alarmed,
        "who": _who([one for one in state.subjects.values() if pathway in one.pathways]),
        "what": _beginning(state),
        "waiting_agencies": " ".join(waiting),
        "answered_agencies": " ".join(agency for agency in answered if agency not in waiting),
        "undecided": len(state.undecided(pathway)),
        "revision": state.revision,
        # Empty as long as somebody still has to look.
        "closed": state.closed if state.settled else None,
        "updated": state.updated,
        "head": state.head,
    }


def _beginning(state: CaseState) -> str:
    """The beginning of what was written, without the protected addresses of the people of any strand."""
    return looking(state, ()).masked(state.what)[:WHAT]


def _next_clock(state: CaseState, pathway: str) -> ClockState | None:
    return next((clock for clock in state.running() if clock.pathway in (None, pathway)), None)


def _who(subjects: Sequence[Subject]) -> str:
    """Names as given, parted by a middle dot; what stands for a missing name is chosen where it is shown."""
    return " · ".join(one.name or ("~unborn" if one.unborn else f"~{one.role or 'unnamed'}") for one in subjects)


def _check(state: CaseState, ask: str) -> dict[str, Any]:
    check = state.checks[ask]
    clock = state.clocks.get(check.clock) if check.clock else None
    rating = state.rating(check.pathway)
    return {
        "case_ref": state.ref,
        "ask": ask,
        "access": access_of(state).marked,
        "tier": rating.tier if rating else None,
        "stream": state.stream,
        "pathway": check.pathway,
        "agency": check.agency,
        "set_id": check.set,
        "state": check.state,
        "answer": _kind(state, check),
        "outdated": check.outdated,
        # A clock that closing stopped leaves nothing due, though an answer is still taken.
        "due_at": clock.due if clock and (check.answer or clock.state == "running") else None,
        "asked_at": check.asked,
        "answered_at": instant(check.answer["at"]) if check.answer else None,
        "late": bool(clock and clock.state == "late"),
        "again": check.again or None,
        "asked_again": check.asked_again or None,
        "searched": ", ".join(check.answer["searched"]) if check.answer else "",
        "period": check.answer["period"] if check.answer else "",
        "remind_at": _remind_at(check, clock),
    }


def _kind(state: CaseState, check: CheckState) -> str | None:
    """Which kind of answer came; below the threshold of its checks, that one came and no more."""
    if check.answer is None:
        return None
    rating = state.rating(check.pathway)
    held = check.shown_from is not None and (rating is None or rating.position > check.shown_from)
    return "kept_back" if held else str(check.answer["kind"])


def _remind_at(check: CheckState, clock: ClockState | None) -> datetime | None:
    """When an agency that has not answered is reminded next, or None."""
    if check.state != "waiting" or clock is None or clock.state != "running" or check.reminded >= len(check.remind):
        return None
    return clock.due - timedelta(minutes=check.remind[check.reminded])


def _decided(state: CaseState) -> list[dict[str, Any]]:
    """What may be drawn for an audit: each decision for each person, and each contact that ended with none."""
    kept = {"case_ref": state.ref, "stream": state.stream, "access": access_of(state).marked}
    decisions = [
        {
            **kept,
            "number": one.number,
            "subject": one.subject,
            "pathway": one.pathway,
            "what": "decision",
            "route": one.route,
            "meaning": one.meaning,
            "threshold": one.threshold,
            "by_user": one.user,
            "decided_at": one.at,
        }
        for one in state.decisions
    ]
    endings = [
        {
            **kept,
            "number": one.number,
            "subject": "",
            "pathway": pathway,
            "what": "ending",
            "route": "",
            "meaning": one.what,
            "threshold": "",
            "by_user": one.user,
            "decided_at": instant(one.at),
        }
        for one in endings_of(state)
        for pathway in state.pathways[:1]
    ]
    return [*decisions, *endings]


def _clock(state: CaseState, clock: ClockState) -> dict[str, Any]:
    return {
        "case_ref": state.ref,
        "clock": clock.id,
        "stream": state.stream,
        "rule": clock.rule,
        "starts_at": clock.starts,
        "due_at": clock.due,
        "warns_at": clock.warns,
        "state": clock.state,
        "counted": clock.counted and state.counted,
    }


def _alarm(state: CaseState, id: str) -> dict[str, Any]:
    alarm = state.alarms[id]
    return {
        "case_ref": state.ref,
        "alarm": id,
        "stream": state.stream,
        "why": alarm.why,
        "clock": alarm.clock,
        "ladder": alarm.ladder,
        "raised_at": alarm.raised,
        "told": alarm.told,
        "next_at": alarm.next,
        "acknowledged_at": alarm.acknowledged,
        "acknowledged_by": alarm.acknowledged_by,
    }


def project_contact(entries: Sequence[Entry]) -> Rows:
    """The row of one contact."""
    state = contact_of(entries)
    if state is None:
        return {}
    written = (state.answers, state.hidden, *(addition["answers"] for addition in state.additions))
    files = {one["file"] for answers in written for one in files_in(answers)}
    return {
        "file_row": [{"file": id, "named_by": state.stream, "case_ref": state.case} for id in sorted(files)],
        "contact_row": [
            {
                "contact_ref": state.ref,
                "stream": state.stream,
                "kind": state.kind,
                "door": state.door,
                "source": state.source,
                "case_ref": state.case,
                "received": state.received,
                "verified": state.verified,
                "acknowledged_at": state.acknowledged,
                "told_at": state.told,
                "draft": state.draft,
            }
        ],
        "referral_row": [
            {
                "contact_ref": state.ref,
                "user_id": one["user"],
                "stream": state.stream,
                # Only where it is shared: then everybody there who may follows it.
                "agency": one["agency"] if one["shared"] else None,
                "at": instant(one["at"]),
            }
            for one in state.claims
        ],
    }
