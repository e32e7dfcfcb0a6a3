"""Deeds of circulation: send, take back, note that it was opened; what is superseded is taken back by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact, numbered, words_needed
from hubwright.domain.cases.entries import LINK as BY_LINK
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.circulating.sending import (
    COPY,
    KEPT_FROM,
    LINK,
    RECORD,
    SHUT,
    WAYS,
    Circulate,
    NoteOpened,
    Sending,
    Withdraw,
    sendings_of,
    what_goes,
)
from hubwright.domain.cases.topics.recording import records_of
from hubwright.domain.cases.topics.redacting import copies_of, must_not_have, not_told, outdated
from hubwright.domain.cases.written import moment
from hubwright.domain.documents.occurring import stands_in
from hubwright.domain.documents.reading import strings
from hubwright.domain.errors import Refusal

CIRCULATE = "record.circulate"
_LONGEST = 500
"""Characters of a name and a post: it stands on the case, on each page of the file, and in the list of what went."""


def circulate(state: CaseState, command: Circulate, context: Context) -> list[Fact]:
    """Send a record or a copy, also on a closed case."""
    sent = _copy(state, command, context) if command.what == COPY else _record(state, command, context)
    for pathway in sent["pathways"]:
        context.require(CIRCULATE, pathway)
    problems = []
    if not sent["to"]:
        problems.append(("to", "Write who gets it."))
    if len(command.to) > _LONGEST:
        problems.append(("to", "Write less here."))
    if command.how not in WAYS:
        problems.append(("how", "Choose how it reaches them."))
    if command.how == LINK and (command.ends is None or command.ends <= context.now):
        problems.append(("ends", "Say until when the link opens it."))
    if problems:
        raise Refusal(why="It is not complete.", do=problems[0][1], code="sending_incomplete", fields=tuple(problems))
    if command.what == RECORD:
        _nothing_kept_from(state, command, sent, context)
    body = {
        "sending": numbered("c", sendings_of(state)),
        "what": command.what,
        "id": command.id,
        **sent,
        "how": command.how,
        "ends": moment(command.ends) if command.how == LINK and command.ends is not None else None,
    }
    return [fact(state, "case.circulated", body, context)]


def _record(state: CaseState, command: Circulate, context: Context) -> dict[str, Any]:
    record = records_of(state).get(command.id)
    if record is None or record.standing is None:
        raise Refusal(
            why="There is no such sealed record on this case.",
            do="Seal the record first: a draft is not sent.",
            code="no_record",
        )
    if command.agency not in {one.id for one in context.hub.agencies}:
        raise Refusal(
            why="A whole record goes to agencies of the hub alone.",
            do="Choose the agency. For anybody else make a copy, from which what they may not have is left out.",
            code="no_agency",
            fields=(("agency", "Choose the agency."),),
        )
    return {
        "version": record.standing.number,
        "agency": command.agency,
        "to": command.to.strip() or context.hub.find("agencies", command.agency).name.en,
        "pathways": list(record.pathways),
    }


def _copy(state: CaseState, command: Circulate, context: Context) -> dict[str, Any]:
    copy = copies_of(state).get(command.id)
    if copy is None or copy.made is None:
        raise Refusal(
            why="This copy has not been made.",
            do="Have it checked and make it first.",
            code="not_made",
        )
    if outdated(state, copy):
        raise Refusal(
            why="The record that this copy is made of has a newer version.",
            do="Begin the copy again from the version that holds.",
            code="outdated",
        )
    if must_not_have(state, copy, copy.made, context):
        raise Refusal(
            why="Something in it must not become known to them; that was written down after the copy was begun.",
            do="Begin the copy again: it is then proposed to be left out.",
            code="kept_from",
        )
    recipient = copy.recipient
    return {
        "version": copy.version,
        "agency": recipient.agency,
        "to": recipient.name,
        "pathways": list(copy.pathways),
    }


def _nothing_kept_from(state: CaseState, command: Circulate, sent: Mapping[str, Any], context: Context) -> None:
    """Stop where the receiver must not learn something that stands in it; no reason opens this."""
    names = {sent["to"], context.hub.find("agencies", command.agency).name.en}
    kept = [one.what for name in names for one in not_told(state, "", name)]
    content = what_goes(state, RECORD, command.id, sent["version"])
    if any(stands_in(words, text) for words in kept for text in strings(content)):
        raise Refusal(
            why="Something in it must not become known to them.",
            do="Make a copy for them, from which it is left out.",
            code="kept_from",
            fields=(("agency", "Something in it must not become known to them: make a copy."),),
        )


def _one(state: CaseState, id: str) -> Sending:
    found = sendings_of(state).get(id)
    if found is None or found.withdrawn is not None:
        raise Refusal(why="Nothing of this is out.", do="Choose one of those shown.", code="not_out")
    return found


def withdraw(state: CaseState, command: Withdraw, context: Context) -> list[Fact]:
    """Take back what was sent, with the reason."""
    one = _one(state, command.sending)
    for pathway in one.pathways:
        context.require(CIRCULATE, pathway)
    reason = words_needed(
        command.reason, field="reason", why="It does not say why it is taken back.", do="Say why they must not have it."
    )
    return [fact(state, "case.circulation_withdrawn", {"sendings": [one.id], "reason": reason}, context)]


def note_opened(state: CaseState, command: NoteOpened, context: Context) -> list[Fact]:
    """Put on record that it was opened by its link."""
    if context.actor.id != BY_LINK.id:
        raise Refusal(why="Only the link itself says this.", do="Open the record on the case.", code="no_authority")
    one = _one(state, command.sending)
    if not one.opens(context.now):
        raise Refusal(why="This link has ended.", do="Ring the hub.", code="link_ended")
    return [fact(state, "case.circulation_opened", {"sending": one.id}, context)]


def taken_back(state: CaseState, facts: list[Fact], context: Context) -> list[Fact]:
    """Take back by itself what may not be out any more: links open nothing from the moment when something is sealed
    that supersedes it, the case is shown to named people alone, or it holds what its receiver must not learn.

    Whoever may know of a restricted case decides anew who gets something of it by a link; an address that has leaked
    meanwhile leads to nothing.
    """
    here = [one for one in facts if one.stream == state.stream]
    out = {id: one for id, one in sendings_of(state).items() if one.withdrawn is None}
    sealed = {one.body["record"] for one in here if one.type == "case.record_sealed"}
    copies = copies_of(state)
    back: dict[str, list[str]] = {
        "": [
            one.id
            for one in out.values()
            if (one.of in sealed if one.what == RECORD else one.of in copies and copies[one.of].record in sealed)
        ],
        SHUT: [one.id for one in out.values() if one.how == LINK and any(e.type == "case.restricted" for e in here)],
        KEPT_FROM: [
            one.id
            for one in out.values()
            if any(_must_not_have(state, one, e.body, context) for e in here if e.type == "case.kept_from")
        ],
    }
    found: list[Fact] = []
    told: set[str] = set()
    for because, ids in back.items():
        new = [id for id in ids if id not in told]
        told.update(new)
        if new:
            body = {"sendings": new, "reason": "", **({"because": because} if because else {})}
            found.append(fact(state, "case.circulation_withdrawn", body, context))
    return found


def _must_not_have(state: CaseState, one: Sending, body: Mapping[str, Any], context: Context) -> bool:
    """Whether what was sent says what its receiver, by a new entry, must not learn."""
    names = {one.to.strip().casefold()}
    if one.agency:
        names.add(context.hub.find("agencies", one.agency).name.en.casefold())
    if one.what == COPY and one.of in copies_of(state):
        same = body["subject"] and copies_of(state)[one.of].recipient.subject == body["subject"]
    else:
        subject = state.subjects.get(body["subject"])
        same = subject is not None and subject.name.strip().casefold() in names
    if not same and (body["subject"] or body["name"].strip().casefold() not in names):
        return False
    content = what_goes(state, one.what, one.of, one.version)
    return any(stands_in(body["what"], text) for text in strings(content))
