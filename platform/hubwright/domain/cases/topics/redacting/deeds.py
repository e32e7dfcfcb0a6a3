"""Deeds on redacted copies: begin, decide what is left out, have it checked by somebody else, make it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact, numbered, words_needed
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.items import items_of, may_leave, releases_of
from hubwright.domain.cases.topics.minuting import meetings_of
from hubwright.domain.cases.topics.protecting_words import entitled
from hubwright.domain.cases.topics.recording import Record, records_of
from hubwright.domain.cases.topics.redacting.copy import (
    CHECKED,
    CHECKING,
    MADE,
    BeginCopy,
    ChangeCopy,
    CheckCopy,
    Choice,
    Copy,
    EndKeepFrom,
    KeepFrom,
    MakeCopy,
    SendToCheck,
    copies_of,
    not_told,
    redacting_of,
)
from hubwright.domain.documents.document import Document, hashed, pieces, written
from hubwright.domain.documents.occurring import squeezed, stands_in
from hubwright.domain.documents.proposing import RECIPIENTS, Around, Proposal, Recipient, propose
from hubwright.domain.documents.reading import document_of, strings
from hubwright.domain.documents.redacting import SHOWN, all_texts, redacted, still_said
from hubwright.domain.errors import Refusal
from hubwright.domain.protection.known import PROTECTED, REFERRER

REDACT, CHECK = "record.redact", "record.redact_check"


def begin(state: CaseState, command: BeginCopy, context: Context) -> list[Fact]:
    """Begin a copy with what the recipient may not have, each proposed with its reason; also on a closed case."""
    record = records_of(state).get(command.record) if command.record else None
    pathways = record.pathways if record is not None else state.pathways
    for pathway in pathways:
        context.require(REDACT, pathway)
    if command.record and (record is None or record.standing is None):
        raise Refusal(
            why="There is no such sealed record on this case.", do="Choose one of those shown.", code="no_record"
        )
    _sees_all(state, context)
    recipient = _recipient(state, command.recipient, context)
    version = record.standing.number if record is not None and record.standing is not None else 0
    around = replace(_around(state, recipient, record), ours=context.actor.agency or "")
    found = propose(document_of(command.document), recipient, command.aids.protected, around)
    body = {
        "copy": numbered("k", copies_of(state)),
        "record": command.record,
        "version": version,
        "pathways": list(pathways),
        "recipient": _written(recipient),
        "document": dict(command.document),
        "proposed": [_proposed(f"w{at}", one, command) for at, one in enumerate(found, 1)],
    }
    return [fact(state, "case.redaction_begun", body, context)]


def _written(recipient: Recipient) -> dict[str, Any]:
    lists = {"on_behalf": list(recipient.on_behalf), "not_told": list(recipient.not_told)}
    return {**asdict(recipient), **lists}


def _sees_all(state: CaseState, context: Context) -> None:
    """Whoever cannot see what is to be withheld cannot see that it is gone."""
    if not (entitled(state, PROTECTED, context.authority) and entitled(state, REFERRER, context.authority)):
        raise Refusal(
            why="You are not shown everything that has to be looked for: protected addresses, or who the referrer is.",
            do="Ask somebody who sees both to make the copy, and somebody else who does to check it.",
            code="not_all_seen",
        )


def _recipient(state: CaseState, given: Recipient, context: Context) -> Recipient:
    problems = []
    if given.kind not in RECIPIENTS:
        problems.append(("kind", "Choose what the person is who gets it."))
    if given.subject and given.subject not in state.subjects:
        problems.append(("subject", "Choose one of the people of the case."))
    if given.kind == "subject" and not given.subject:
        problems.append(("subject", "Choose which person of the case it is."))
    if set(given.on_behalf) - set(state.subjects):
        problems.append(("on_behalf", "Choose from the people of the case."))
    if given.kind == "agency" and given.agency not in {one.id for one in context.hub.agencies}:
        problems.append(("agency", "Choose the agency."))
    if not given.name.strip():
        problems.append(("name", "Write who gets it: the copy says so on every page."))
    if problems:
        raise Refusal(
            why="It is not said whom the copy is for.", do=problems[0][1], code="no_recipient", fields=tuple(problems)
        )
    kept = tuple(dict.fromkeys(one.what for one in not_told(state, given.subject, given.name)))
    agency = given.agency if given.kind == "agency" else ""
    return replace(given, name=given.name.strip(), agency=agency, not_told=kept)


def _around(state: CaseState, recipient: Recipient, record: Record | None) -> Around:
    unreleased = {
        item.id: (item.owner, item.text)
        for item in items_of(state)
        if recipient.kind != "court" and not may_leave(item, recipient.agency, releases_of(state, item.id))
    }
    meeting = meetings_of(state).get(record.meeting) if record is not None else None
    rows: Any = meeting.held.get("attendance", ()) if meeting is not None else ()
    heard = frozenset(row.get("agency", "") for row in rows if row.get("state") in ("present", "remote"))
    names = {one.id: one.name for one in state.subjects.values()}
    return Around(names=names, unreleased=unreleased, heard=heard)


def _proposed(id: str, one: Proposal, command: BeginCopy) -> dict[str, Any]:
    return {
        "id": id,
        "reason": command.aids.usual.get(one.because, ""),
        "piece": one.piece,
        "section": one.section,
        "words": one.words,
        "because": one.because,
        "of": one.of,
        "sure": one.sure,
    }


def _copy(state: CaseState, id: str, context: Context, permission: str) -> Copy:
    copy = copies_of(state).get(id)
    if copy is None:
        raise Refusal(why="There is no such copy on this case.", do="Choose one of those shown.", code="no_copy")
    for pathway in copy.pathways:
        context.require(permission, pathway)
    return copy


def outdated(state: CaseState, copy: Copy) -> int:
    """The version that holds now of what a copy is made of, where that is a later one; else 0."""
    record = records_of(state).get(copy.record)
    standing = record.standing if record is not None else None
    return standing.number if standing is not None and standing.number > copy.version else 0


def _of_what_holds(state: CaseState, copy: Copy) -> None:
    if outdated(state, copy):
        raise Refusal(
            why="The record that this copy is made of has a newer version.",
            do="Begin the copy again from the version that holds.",
            code="outdated",
        )


def change(state: CaseState, command: ChangeCopy, context: Context) -> list[Fact]:
    """Decide what is left out; what was checked before has to be checked again."""
    copy = _copy(state, command.copy, context, REDACT)
    if copy.state == MADE:
        raise Refusal(why="This copy has been made.", do="Begin another one.", code="made")
    problems = [*_wrong_with_choices(copy, command), *_wrong_with_adds(copy.document, command)]
    if problems:
        raise Refusal(why="It is not complete.", do=problems[0][1], code="choice_incomplete", fields=tuple(problems))
    known = {one.withheld.id: one for one in copy.choices}
    keeps = {
        id: why.strip() for id, why in command.keeps.items() if not known[id].stays or known[id].why != why.strip()
    }
    keeps |= _settled_with(keeps, known)
    body = {
        "copy": copy.id,
        "keeps": keeps,
        "drops": [id for id in command.drops if known[id].stays],
        "reasons": {id: one for id, one in command.reasons.items() if known[id].withheld.reason != one},
        "shown": {id: one for id, one in command.shown.items() if known[id].withheld.shown != one},
        "added": [
            {**asdict(one), "words": one.words.strip(), "id": numbered("w", known, ahead)}
            for ahead, one in enumerate(command.adds)
        ],
    }
    if not any(body[part] for part in ("keeps", "drops", "reasons", "shown", "added")):
        return []
    return [fact(state, "case.redaction_changed", body, context)]


def _settled_with(keeps: Mapping[str, str], known: Mapping[str, Choice]) -> dict[str, str]:
    """What is settled by letting a whole name stay: the part of it that was proposed for the same person, for the same
    reason, and that nobody has decided about. Left out by itself it would tear the name that stays."""
    return {
        id: why
        for full, why in keeps.items()
        for id, one in known.items()
        if id not in keeps and not one.stays and not one.by and _is_part_of(one, known[full])
    }


def _is_part_of(one: Choice, full: Choice) -> bool:
    part, whole = squeezed(one.withheld.words), squeezed(full.withheld.words)
    same = bool(one.of) and (one.of, one.because) == (full.of, full.because)
    return same and bool(part) and part != whole and part in whole


def _wrong_with_choices(copy: Copy, command: ChangeCopy) -> Iterator[tuple[str, str]]:
    known = {one.withheld.id: one for one in copy.choices}
    if {*command.keeps, *command.drops, *command.reasons, *command.shown} - set(known):
        yield "choices", "The copy was changed meanwhile: open it again."
        return
    for id, why in command.keeps.items():
        if not why.strip():
            yield f"keep-{id}", "Say why this may be known to whoever gets the copy."
    for id, reason in command.reasons.items():
        if reason not in command.aids.reasons:
            yield f"reason-{id}", "Choose a reason."
    for id, shown in command.shown.items():
        if shown not in SHOWN:
            yield f"shown-{id}", "Choose what stands in its place."


def _wrong_with_adds(document: Document, command: ChangeCopy) -> Iterator[tuple[str, str]]:
    parts = {("piece", one.id) for one in pieces(document)} | {("section", one.id) for one in document.sections}
    for one in command.adds:
        field = "words" if one.words.strip() else f"piece-{one.piece or one.section}"
        if one.reason not in command.aids.reasons:
            yield "reason", "Choose a reason for what is to be left out."
        if one.shown not in SHOWN:
            yield "shown", "Choose what stands in its place."
        named = [(kind, id) for kind, id in (("piece", one.piece), ("section", one.section)) if id]
        if len(named) + bool(one.words.strip()) != 1 or not set(named) <= parts:
            yield field, "Choose a part of the document, or write the words that are to be left out."
        elif one.words.strip() and not squeezed(one.words):
            yield field, "Write words with letters or figures."
        elif one.words.strip() and not any(stands_in(one.words, text) for text in all_texts(document)):
            yield field, "These words do not stand in the document. Write them as they stand there."


def send_to_check(state: CaseState, command: SendToCheck, context: Context) -> list[Fact]:
    """Ask a second person to check a copy, once each thing that is left out has its reason."""
    copy = _copy(state, command.copy, context, REDACT)
    if copy.state in (CHECKING, CHECKED, MADE):
        raise Refusal(why="This copy has been sent to be checked.", do="Look at how far it is.", code="sent")
    _of_what_holds(state, copy)
    without = [one for one in copy.choices if not one.stays and not one.withheld.reason]
    if without:
        raise Refusal(
            why="Something is left out without a reason.",
            do="Choose a reason for each.",
            code="reason_missing",
            fields=tuple((f"reason-{one.withheld.id}", "Choose a reason.") for one in without),
        )
    return [fact(state, "case.redaction_sent", {"copy": copy.id}, context)]


def check(state: CaseState, command: CheckCopy, context: Context) -> list[Fact]:
    """Somebody who had no hand in it says whether it is right."""
    copy = _copy(state, command.copy, context, CHECK)
    if copy.state != CHECKING:
        raise Refusal(why="This copy does not wait to be checked.", do="Look at how far it is.", code="not_waiting")
    if context.actor.id in copy.hands:
        raise Refusal(
            why="You decided yourself what is left out of this copy.",
            do="Somebody else has to check it.",
            code="own_copy",
        )
    _sees_all(state, context)
    _of_what_holds(state, copy)
    if command.right is None:
        raise Refusal(
            why="It is not said whether the copy is right.",
            do="Say whether it is right.",
            code="verdict_missing",
            fields=(("right", "Say whether it is right."),),
        )
    words = command.words.strip()
    if not command.right:
        words = words_needed(
            words, field="words", why="It does not say what is wrong.", do="Say what has to be changed."
        )
    return [fact(state, "case.redaction_checked", {"copy": copy.id, "right": command.right, "words": words}, context)]


def make(state: CaseState, command: MakeCopy, context: Context) -> list[Fact]:
    """Make the copy, just as it was checked."""
    copy = _copy(state, command.copy, context, REDACT)
    if copy.state != CHECKED:
        raise Refusal(
            why="A second person has not said that this copy is right.",
            do="Send it to be checked." if copy.state != MADE else "It has been made: open it.",
            code="not_checked",
        )
    _of_what_holds(state, copy)
    made = copy_made(copy, command.aids.wordings)
    left = still_said(made, copy.withheld)
    if left:
        raise Refusal(
            why="Something that is withheld stands in the copy all the same.",
            do="Tell whoever looks after the hub; nothing was made.",
            code="still_said",
        )
    content = written(made)
    if must_not_have(state, copy, content, context):
        raise Refusal(
            why="Something in it must not become known to them; that was written down after the copy was begun.",
            do="Leave it out of the copy, and have it checked again.",
            code="kept_from",
        )
    body = {"copy": copy.id, "document": content, "digest": hashed(content)}
    return [fact(state, "case.redaction_made", body, context)]


def must_not_have(state: CaseState, copy: Copy, content: Mapping[str, Any], context: Context) -> bool:
    """Whether a copy says what its receiver must not learn, as is on record today, and nobody let stay in it.

    Args:
        content: of the copy as it is made, as JSON.
    """
    recipient = copy.recipient
    agencies = (one.name.en for one in context.hub.agencies if one.id == recipient.agency)
    names = dict.fromkeys((recipient.name, *agencies))
    kept = {one.what for name in names for one in not_told(state, recipient.subject, name)}
    stays = {squeezed(one.withheld.words) for one in copy.choices if one.stays}
    texts = tuple(strings(content))
    return any(stands_in(words, text) for words in kept if squeezed(words) not in stays for text in texts)


def copy_made(copy: Copy, wordings: Mapping[str, Any]) -> Document:
    """The copy as it stands, for a look before it is made and for making it."""
    document = copy.document
    wording = wordings.get(document.language) or next(iter(wordings.values()))
    return redacted(document, copy.withheld, wording, issued_to=copy.recipient.name)


def keep_from(state: CaseState, command: KeepFrom, context: Context) -> list[Fact]:
    """Write down what somebody must not learn, also on a closed case."""
    context.require("case.note")
    if command.subject and command.subject not in state.subjects:
        raise Refusal(why="This person is not in the case.", do="Choose one of those shown.", code="no_person")
    if not command.subject and not command.name.strip():
        raise Refusal(
            why="It is not said who must not learn it.",
            do="Choose the person, or write their name.",
            code="name_missing",
            fields=(("name", "Choose the person, or write their name."),),
        )
    what = words_needed(
        command.what, field="what", why="It does not say what they must not learn.", do="Write the words themselves."
    )
    why = words_needed(command.why, field="why", why="It does not say why.", do="Say why, and who said so.")
    body = {
        "kept": numbered("n", (*redacting_of(state).kept, redacting_of(state).last_kept)),
        "subject": command.subject,
        "name": command.name.strip(),
        "what": what,
        "why": why,
    }
    return [fact(state, "case.kept_from", body, context)]


def end_keep_from(state: CaseState, command: EndKeepFrom, context: Context) -> list[Fact]:
    """Let somebody learn what was kept from them."""
    for pathway in state.pathways:
        context.require(REDACT, pathway)
    if command.kept not in redacting_of(state).kept:
        raise Refusal(why="This is kept from nobody on this case.", do="Choose one of those shown.", code="not_kept")
    reason = words_needed(
        command.reason, field="reason", why="It does not say why they may learn it.", do="Say why it is safe."
    )
    return [fact(state, "case.kept_from_ended", {"kept": command.kept, "reason": reason}, context)]
