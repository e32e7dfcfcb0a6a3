"""What the case keeps of its copies, and who is told what of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hubwright.domain.cases.entries import Entry
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.redacting.copy import (
    BACK,
    BEGUN,
    CHECKED,
    CHECKING,
    MADE,
    NAME,
    BeginCopy,
    ChangeCopy,
    CheckCopy,
    Choice,
    Copy,
    EndKeepFrom,
    KeepFrom,
    Kept,
    MakeCopy,
    Redacting,
    SendToCheck,
    copies_of,
    redacting_of,
)
from hubwright.domain.cases.topics.redacting.deeds import (
    begin,
    change,
    check,
    end_keep_from,
    keep_from,
    make,
    send_to_check,
)
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping
from hubwright.domain.cases.written import moment
from hubwright.domain.documents.proposing import Recipient
from hubwright.domain.documents.redacting import Withheld

_WITHHELD = ("id", "reason", "piece", "section", "words")


def _keep(state: CaseState, changed: Redacting) -> CaseState:
    return replace(state, topics=keeping(state, NAME, changed))


def _with(state: CaseState, copy: Copy) -> CaseState:
    known = redacting_of(state)
    return _keep(state, replace(known, copies={**known.copies, copy.id: copy}))


def _begun(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    given = body["recipient"]
    recipient = Recipient(**{**given, "on_behalf": tuple(given["on_behalf"]), "not_told": tuple(given["not_told"])})
    choices = (
        Choice(Withheld(**{key: one[key] for key in _WITHHELD}), one["because"], one["of"], one["sure"])
        for one in body["proposed"]
    )
    copy = Copy(
        id=body["copy"],
        record=body["record"],
        version=body["version"],
        recipient=recipient,
        pathways=tuple(body["pathways"]),
        content=body["document"],
        choices=tuple(choices),
        state=BEGUN,
        by=entry.actor_name,
        user=entry.actor,
        at=entry.happened,
        number=entry.number,
        hands=frozenset({entry.actor}),
    )
    return _with(state, copy)


def _changed(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    copy = copies_of(state).get(body["copy"])
    if copy is None:  # the entry that began it was destroyed
        return state
    choices = [_decided(one, body, entry.actor_name) for one in copy.choices]
    for one in body["added"]:
        withheld = Withheld(**{key: one[key] for key in (*_WITHHELD, "shown")})
        choices.append(Choice(withheld, why=one["why"], by=entry.actor_name))
    return _with(
        state,
        replace(
            copy,
            choices=tuple(choices),
            state=BEGUN,
            checked=None,
            hands=copy.hands | {entry.actor},
            number=entry.number,
        ),
    )


def _decided(one: Choice, body: Mapping[str, Any], by: str) -> Choice:
    id = one.withheld.id
    withheld = replace(
        one.withheld,
        reason=body["reasons"].get(id, one.withheld.reason),
        shown=body["shown"].get(id, one.withheld.shown),
    )
    if id in body["keeps"]:
        return replace(one, withheld=withheld, stays=True, why=body["keeps"][id], by=by)
    if id in body["drops"]:
        return replace(one, withheld=withheld, stays=False, why="", by=by)
    return replace(one, withheld=withheld, by=by if withheld != one.withheld else one.by)


def _moved(case: CaseState, entry: Entry, **changes: Any) -> CaseState:
    copy = copies_of(case).get(entry.body["copy"])
    return case if copy is None else _with(case, replace(copy, number=entry.number, **changes))


def _sent(state: CaseState, entry: Entry) -> CaseState:
    return _moved(state, entry, state=CHECKING)


def _checked(state: CaseState, entry: Entry) -> CaseState:
    said = {"by": entry.actor_name, "at": moment(entry.happened), "words": entry.body["words"]}
    return _moved(state, entry, state=CHECKED if entry.body["right"] else BACK, checked=said)


def _made(state: CaseState, entry: Entry) -> CaseState:
    return _moved(state, entry, state=MADE, made=entry.body["document"], digest=entry.body["digest"])


def _kept_from(state: CaseState, entry: Entry) -> CaseState:
    known, body = redacting_of(state), entry.body
    parts = {key: body[key] for key in ("subject", "name", "what", "why")}
    one = Kept(id=body["kept"], by=entry.actor_name, at=entry.happened, **parts)
    return _keep(state, replace(known, kept={**known.kept, one.id: one}, last_kept=one.id))


def _kept_ended(state: CaseState, entry: Entry) -> CaseState:
    known = redacting_of(state)
    return _keep(state, replace(known, kept={id: one for id, one in known.kept.items() if id != entry.body["kept"]}))


def _cut(known: Redacting, seeing: Seeing, state: CaseState) -> Redacting:
    """Copies of what a reader reads whole: what is withheld and why is for whoever may see the original."""
    copies = {id: _shown(one, seeing) for id, one in known.copies.items() if set(one.pathways) <= seeing.seen}
    kept = {
        id: replace(one, what=seeing.text(one.what), why=seeing.text(one.why))
        for id, one in known.kept.items()
        if _about_seen(one, seeing, state)
    }
    return Redacting(copies, kept, known.last_kept)


def _about_seen(one: Kept, seeing: Seeing, state: CaseState) -> bool:
    subject = state.subjects.get(one.subject)
    return subject is None or bool(set(subject.pathways) & seeing.seen)


def _shown(copy: Copy, seeing: Seeing) -> Copy:
    recipient = copy.recipient
    return replace(
        copy,
        recipient=replace(recipient, not_told=tuple(map(seeing.text, recipient.not_told))),
        content=seeing.within(copy.content),
        choices=tuple(
            replace(
                one,
                withheld=replace(one.withheld, words=seeing.text(one.withheld.words)),
                why=seeing.text(one.why),
            )
            for one in copy.choices
        ),
        checked=seeing.within(copy.checked) if copy.checked else None,
        made=seeing.within(copy.made) if copy.made else None,
    )


def _tell(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    """A line of the record names the copy, whom it is for and how far it is; what is in it stands on its page."""
    copy = copies_of(telling.state).get(body["copy"])
    if copy is None or not set(copy.pathways) <= telling.seeing.seen:
        return None
    said = {**body, "for": copy.recipient.name, "of": copy.record, "version": copy.version}
    said["reasons_given"] = sorted({one.withheld.reason for one in copy.choices if not one.stays})
    return telling.keep(said, "copy", "for", "of", "version", "right", "words", "reasons_given")


def _tell_kept(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    if body["subject"] and body["subject"] not in telling.people:
        return None
    return telling.keep(body, "kept", "subject", "name", "what", "why")


_MOVES = frozenset({"case.redaction_changed", "case.redaction_checked", "case.redaction_sent", "case.redaction_made"})

TOPIC = Topic(
    name=NAME,
    deeds={
        BeginCopy: begin,
        ChangeCopy: change,
        SendToCheck: send_to_check,
        CheckCopy: check,
        MakeCopy: make,
        KeepFrom: keep_from,
        EndKeepFrom: end_keep_from,
    },
    steps={
        "case.redaction_begun": _begun,
        "case.redaction_changed": _changed,
        "case.redaction_sent": _sent,
        "case.redaction_checked": _checked,
        "case.redaction_made": _made,
        "case.kept_from": _kept_from,
        "case.kept_from_ended": _kept_ended,
    },
    tells={
        "case.redaction_begun": _tell,
        "case.redaction_changed": _tell,
        "case.redaction_sent": _tell,
        "case.redaction_checked": _tell,
        "case.redaction_made": _tell,
        "case.kept_from": _tell_kept,
        "case.kept_from_ended": lambda telling, body: telling.keep(body, "reason"),
    },
    cut=_cut,
    reads={ChangeCopy: _MOVES, SendToCheck: _MOVES, CheckCopy: _MOVES, MakeCopy: _MOVES},
)
