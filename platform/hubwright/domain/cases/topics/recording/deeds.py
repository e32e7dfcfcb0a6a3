"""Draft, edit, check, seal and amend the record of a meeting. Each is a person's act; nothing on the case waits for it.

Whoever chaired checks it, or somebody who may approve records and neither wrote it nor took the minutes. A sealed
version is never changed: what comes later is a new version that says what changed and why (law 3), and the one before
it holds until the new one is sealed.
"""

# Long because: the five deeds share who may do them and what they refuse.

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hubwright.domain.cases.context import Authority, Context
from hubwright.domain.cases.decide.starting import fact, numbered
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.minuting import AtMeeting, meetings_of
from hubwright.domain.cases.topics.recording.answering import taken_back
from hubwright.domain.cases.topics.recording.composing import (
    Asked,
    alleged,
    apart_from,
    composed,
    part_ids,
    with_words,
)
from hubwright.domain.cases.topics.recording.naming import told_of
from hubwright.domain.cases.topics.recording.state import (
    AmendRecord,
    CheckRecord,
    DraftRecord,
    EditRecord,
    Record,
    RecordVersion,
    SealRecord,
    records_of,
)
from hubwright.domain.cases.written import moment
from hubwright.domain.documents.document import hashed
from hubwright.domain.errors import Refusal

WRITES = ("meeting.minute", "record.approve")
"""With one of these somebody drafts and edits."""


def draft(state: CaseState, command: DraftRecord, context: Context) -> list[Fact]:
    """Compose a record, or compose anew the draft that there is for the same people."""
    at = _meeting(state, command.meeting, context)
    subjects = tuple(one for one in state.subjects if one in command.subjects)
    _writes(_strands(state, subjects), context)
    own = [one for one in records_of(state).values() if one.meeting == at.meeting]
    same = next((one for one in own if set(one.subjects) == set(subjects)), None)
    _may_be_drafted(state, command, subjects, own, same)
    separate = same.separate if same else command.separate
    apart = alleged(state, own)
    others = apart - set(subjects) if not separate else frozenset(state.subjects) - set(subjects)
    version = same.latest if same else None
    asked = Asked(
        id=same.id if same else numbered("r", records_of(state)),
        number=version.number if version else 1,
        subjects=subjects,
        separate=separate,
        others=others,
        referral=command.referral.strip() or (version.content["referral"]["text"] if version else ""),
        edited=version.content["edited"] if version else None,
        amendments=tuple(version.content["amendments"]) if version else (),
    )
    body = {**_head(asked, at, state), "content": composed(state, at, asked, context)}
    return [fact(state, "case.record_drafted", body, context)]


def _may_be_drafted(
    state: CaseState, command: DraftRecord, subjects: tuple[str, ...], own: Iterable[Record], same: Record | None
) -> None:
    """Stop where people are chosen who cannot share a record; all problems at once."""
    problems: list[tuple[str, str]] = []
    if not subjects or set(command.subjects) - set(state.subjects):
        problems.append(("subjects", "Choose whom the record is about, from the people shown."))
    apart = alleged(state, own)
    if not command.separate and (same is None or not same.separate) and apart & set(subjects):
        do = "Somebody chosen is alleged to have caused harm: they get a separate record. Draft it by itself."
        problems.append(("subjects", do))
    taken = {id for one in own if one is not same for id in one.subjects}
    if taken & set(subjects):
        problems.append(("subjects", "Somebody chosen has another record of this meeting already."))
    if same is not None and not same.latest.open:
        problems.append(("meeting", "This record is sealed. Amend it: that begins a new version."))
    if problems:
        raise Refusal(
            why="The record cannot be drafted so.", do=problems[0][1], code="draft_wrong", fields=tuple(problems)
        )


def edit(state: CaseState, command: EditRecord, context: Context) -> list[Fact]:
    """Put a part in other words. A version that was checked is a draft again: it no longer says what was read."""
    record, version = _open(state, command.record, context)
    _writes(record.pathways, context)
    text = command.text.strip()
    if command.section not in part_ids(version.content):
        raise Refusal(
            why="This part cannot be put in other words here.",
            do="Choose one of the parts shown. A decision is put right by deciding anew.",
            code="no_part",
            fields=(("section", "Choose one of the parts shown."),),
        )
    if version.written != command.saw:
        raise Refusal(
            why="Somebody else has written on this draft since you opened it.",
            do="Look at what it says now, then write yours again; nothing of either is lost.",
            code="written_since",
            fields=(("text", "Compare it with what stands there now."),),
        )
    said = {"text": text, "by": context.actor.name, "at": moment(context.now)} if text else None
    body = {
        **_which(record, version),
        "section": command.section,
        "text": text,
        "content": with_words(version.content, command.section, said),
    }
    return [fact(state, "case.record_edited", body, context)]


def check(state: CaseState, command: CheckRecord, context: Context) -> list[Fact]:
    """The chair says that it is right, or sends it back with words."""
    record, version = _open(state, command.record, context)
    if not may_check(record, version, context.actor.id, context.authority):
        raise Refusal(
            why="A record is checked by whoever chaired the meeting.",
            do="Ask the chair, or somebody who may approve records and neither wrote this one nor took the minutes.",
            code="not_the_chair",
        )
    if not command.right and not command.words.strip():
        raise Refusal(
            why="It goes back without a word about what is wrong.",
            do="Say what is to be put right.",
            code="words_missing",
            fields=(("words", "Say what is to be put right."),),
        )
    body = {**_which(record, version), "right": command.right, "words": command.words.strip()}
    return [fact(state, "case.record_checked", body, context)]


def may_check(record: Record, version: RecordVersion, user: str, authority: Authority) -> bool:
    """Whether this person may check a version: the chair, or a second person who may approve.

    Args:
        user: the user's id.
        authority: what they may do.
    """
    if not all(authority.may("case.read", one) for one in record.pathways):
        return False
    meeting = version.content["meeting"]
    if meeting["chair"].get("user") == user:
        return True
    wrote = {(version.drafted or {}).get("user"), meeting["minute_taker"].get("user")}
    return user not in wrote and all(authority.may("record.approve", one) for one in record.pathways)


def seal(state: CaseState, command: SealRecord, context: Context) -> list[Fact]:
    """Approve it: from here it is never changed. What is needed and missing is sealed with it, with the reason."""
    record, version = _open(state, command.record, context)
    for pathway in record.pathways:
        context.require("record.approve", pathway)
    problems: list[tuple[str, str]] = []
    if version.state != "checked":
        problems.append(("record", "It has not been checked. Ask the chair to read it first."))
    if any(one["what"] == "not_ended" for one in version.content["missing"]):
        problems.append(("record", "The meeting has not ended. End it, then draft the record anew."))
    if taken_back(state, version.content):
        do = "An agency has since said otherwise about something it shared that stands in it. Draft it anew."
        problems.append(("record", do))
    if told_of(version.content) & apart_from(state, record):
        do = "Somebody has a record by themselves since this was drafted, and stands in it. Draft it anew."
        problems.append(("record", do))
    if version.content["missing"] and not command.reason.strip():
        problems.append(("reason", "Something is missing, as shown. Say why it is sealed all the same."))
    if problems:
        raise Refusal(
            why="The record cannot be sealed yet.",
            do=" ".join(do for _, do in problems),
            code="seal_wrong",
            fields=tuple(problems),
        )
    approval = {
        "drafted": dict(version.drafted or {}),
        "checked": {key: value for key, value in (version.checked or {}).items() if key != "right"},
        "sealed": {
            "by": context.actor.name,
            "user": context.actor.id,
            "agency": context.actor.agency or "",
            "at": moment(context.now),
        },
        "reason": command.reason.strip() if version.content["missing"] else "",
    }
    content = {**version.content, "approval": approval}
    body = {**_which(record, version), "content": content, "digest": hashed(content), "reason": approval["reason"]}
    return [fact(state, "case.record_sealed", body, context)]


def amend(state: CaseState, command: AmendRecord, context: Context) -> list[Fact]:
    """Begin a new version, composed of the case as it stands now, with what was in other words kept."""
    record = _record(state, command.record, context)
    for pathway in record.pathways:
        context.require("record.approve", pathway)
    problems: list[tuple[str, str]] = []
    if record.latest.open:
        problems.append(("record", "A version is being worked on already. Finish that one."))
    if not command.what.strip():
        problems.append(("what", "Say what changes."))
    if not command.why.strip():
        problems.append(("why", "Say why it changes."))
    if problems:
        raise Refusal(
            why="The record cannot be amended so.", do=problems[0][1], code="amend_wrong", fields=tuple(problems)
        )
    last = record.latest
    said = {
        "version": last.number + 1,
        "what": command.what.strip(),
        "why": command.why.strip(),
        "by": context.actor.name,
        "at": moment(context.now),
    }
    asked = Asked(
        id=record.id,
        number=last.number + 1,
        subjects=record.subjects,
        separate=record.separate,
        others=apart_from(state, record),
        referral=last.content["referral"]["text"],
        edited=last.content["edited"],
        amendments=(*last.content["amendments"], said),
    )
    content = composed(state, meetings_of(state)[record.meeting], asked, context)
    body = {**_which(record, last), "version": asked.number, "what": said["what"], "why": said["why"]}
    return [fact(state, "case.record_amended", {**body, "content": content}, context)]


def _meeting(state: CaseState, ref: str, context: Context) -> AtMeeting:
    found = meetings_of(state).get(ref)
    if found is None or found.state in ("called", "cancelled", "left"):
        raise Refusal(
            why="This case was at no such meeting.",
            do="Choose a meeting that has begun, from those shown on the case.",
            code="no_meeting",
            fields=(("meeting", "Choose one of the meetings shown."),),
        )
    if not any(one.id == found.type for one in context.hub.meeting_types):
        raise Refusal(
            why="The hub no longer has this kind of meeting.",
            do="Ask the hub manager to put it back for as long as its records are written.",
            code="no_meeting_type",
        )
    return found


def _record(state: CaseState, id: str, context: Context) -> Record:
    found = records_of(state).get(id)
    if found is None or not all(context.authority.may("case.read", one) for one in found.pathways):
        raise Refusal(
            why="There is no such record on this case.",
            do="Choose one of those shown.",
            code="no_record",
            fields=(("record", "Choose one of those shown."),),
        )
    return found


def _open(state: CaseState, id: str, context: Context) -> tuple[Record, RecordVersion]:
    record = _record(state, id, context)
    if not record.latest.open:
        raise Refusal(
            why="This record is sealed, and a sealed record is never changed.",
            do="Amend it: that begins a new version, which says what changes and why.",
            code="sealed",
            fields=(("record", "It is sealed."),),
        )
    return record, record.latest


def _writes(pathways: Iterable[str], context: Context) -> None:
    strands = tuple(pathways)
    if not any(all(context.authority.may(one, strand) for strand in strands) for one in WRITES):
        context.require(WRITES[0], next(iter(strands), None))
        raise Refusal(
            why="Your membership of this hub does not include every pathway of this record.",
            do="Ask somebody who takes minutes for all of them.",
            code="no_authority",
        )


def _strands(state: CaseState, subjects: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(pathway for id in subjects for pathway in state.subjects[id].pathways))


def _head(asked: Asked, at: AtMeeting, state: CaseState) -> dict[str, Any]:
    return {
        "record": asked.id,
        "version": asked.number,
        "meeting": at.meeting,
        "type": at.type,
        "stands_for": at.stands_for,
        "subjects": list(asked.subjects),
        "pathways": _strands(state, asked.subjects),
        "separate": asked.separate,
    }


def _which(record: Record, version: RecordVersion) -> dict[str, Any]:
    return {
        "record": record.id,
        "version": version.number,
        "meeting": record.meeting,
        "subjects": list(record.subjects),
        "pathways": list(record.pathways),
    }
