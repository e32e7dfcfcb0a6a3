"""What ends with something else than a decision: advice, a reply, a note of it; and what is not for the hub at all.

Each is an act of a person, and an outcome in itself. What begins as one kind of contact may turn out to be another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hubwright.domain.cases.changes import with_look
from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.growing import looked_at
from hubwright.domain.cases.decide.owing import owed_clocks
from hubwright.domain.cases.decide.reaching import reached_by
from hubwright.domain.cases.decide.stages import gate, led_to, taken
from hubwright.domain.cases.decide.starting import both, clock, fact, met, running_ids, still_open, words_needed
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.notice import Circumstances, Notice
from hubwright.domain.cases.state import CaseState, LinkedContact
from hubwright.domain.cases.topics.passing import confirmed
from hubwright.domain.cases.topics.topic import Rows, Seeing, Telling, Topic, keeping, kept
from hubwright.domain.cases.written import instant
from hubwright.domain.definitions.hub import Kind
from hubwright.domain.errors import Refusal

NAME = "ending"
DECIDED, PASSED_ON, ELSEWHERE = "decision", "passed_on", "elsewhere"


@dataclass(frozen=True, slots=True)
class Conclude(TopicCommand):
    """Record the advice, the reply, or that a notification was noted: it ends the work on this contact.

    Args:
        contact: which one.
        words: the advice or the reply, or what was noted.
        how: one of `commands.TELLING`: how whoever asked heard it; "" where nobody waits to hear.
        why_withheld: why they are not told, where `how` says so.
        drawn_from: as for `commands.Read`.
        found: why it goes out although something in it may have to be kept back.
    """

    contact: str
    words: str
    how: str = ""
    why_withheld: str = ""
    drawn_from: int | None = None
    found: str = ""


@dataclass(frozen=True, slots=True)
class PassElsewhere(TopicCommand):
    """It is not for the hub: pass it on to whom it is for, and count it.

    Args:
        contact: which one.
        where: one of the hub's `elsewhere`.
        words: what was passed on, to whom, and what the person was told.
        how, why_withheld, drawn_from, found: as for `Conclude`.
    """

    contact: str
    where: str
    words: str
    how: str = ""
    why_withheld: str = ""
    drawn_from: int | None = None
    found: str = ""


@dataclass(frozen=True, slots=True)
class TakeAs(TopicCommand):
    """Take the case as another kind of contact, from which its clocks and its ending follow."""

    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Ending:
    """What ended the work on a contact.

    Args:
        what: one of `definitions.hub.ENDINGS`, or `PASSED_ON`, or `ELSEWHERE`.
        where: for `ELSEWHERE`, which of the hub's.
        number: of the entry; `user` is who wrote it.
    """

    contact: str
    what: str
    where: str
    words: str
    how: str
    by: str
    at: str
    source: str
    kind: str
    number: int = 0
    user: str = ""


def endings_of(state: CaseState) -> tuple[Ending, ...]:
    """What ended the work on the contacts of a case, in order."""
    found: tuple[Ending, ...] = kept(state, NAME, ())
    return found


def ends_with(state: CaseState, context: Context) -> str:
    """What ends the work on a case: what its kind says, or, once another council has it, that it was passed on."""
    if confirmed(state):
        return PASSED_ON
    kind: Kind = context.hub.find("kinds", state.kind)
    return kind.ends_with


def conclude(state: CaseState, command: Conclude, context: Context) -> list[Fact]:
    """Record what was said, and close the case with it: advice is an outcome in itself."""
    what = ends_with(state, context)
    if what == DECIDED:
        raise Refusal(
            why="This kind of contact ends with a decision for each person.",
            do="Record the decision; or take it as another kind, if it is one.",
            code="needs_decision",
        )
    words = words_needed(
        command.words, field="words", why="Nothing was written.", do="Write what was advised, answered or noted."
    )
    return _ended(state, command, context, what=what, where="", words=words, silent=what in ("noted", PASSED_ON))


def pass_elsewhere(state: CaseState, command: PassElsewhere, context: Context) -> list[Fact]:
    """Pass on what is not for the hub, to whom it is for; it is counted, and the case closed."""
    if not any(one.id == command.where for one in context.hub.elsewhere):
        raise Refusal(
            why="It is not said to whom this was passed on.",
            do="Choose where it belongs.",
            code="where_missing",
            fields=(("where", "Choose where it belongs."),),
        )
    words = words_needed(
        command.words, field="words", why="Nothing was written.", do="Write what was passed on, and to whom."
    )
    return _ended(state, command, context, what=ELSEWHERE, where=command.where, words=words, silent=True)


def _ended(
    state: CaseState,
    command: Conclude | PassElsewhere,
    context: Context,
    *,
    what: str,
    where: str,
    words: str,
    silent: bool,
) -> list[Fact]:
    """The facts of an ending; the last contact's closes the case.

    Args:
        silent: nobody needs to be told.
    """
    for pathway in state.pathways:
        context.require("case.close", pathway)
    still_open(state)
    contact = state.contacts.get(command.contact)
    if contact is None:
        raise Refusal(why="This case has no such contact.", do="Choose one of those shown.", code="no_contact")
    looked = looked_at(state, context, drawn_from=command.drawn_from)
    over = met(state, [f"{clock}:{contact.ref}" for clock in ("acknowledge", "answer", "feedback")])
    body = both(looked, over)
    _nobody_waits(with_look(state, looked["looked"]), body["alarms"])
    if what != PASSED_ON:
        _nothing_begun(state)
    if command.how or not silent:
        reached_by(contact, command.how)
    if command.how == "withheld":
        words_needed(
            command.why_withheld,
            field="why_withheld",
            why="It does not say why the referrer is not told.",
            do="Say why it would not be safe or right to tell them.",
        )
    said = {"contact": contact.ref, "what": what, "where": where, "words": words, "how": command.how}
    others = [one for one in state.contacts.values() if one.ref != contact.ref and not _ended_already(state, one)]
    on_case = {
        **said,
        "why_withheld": command.why_withheld.strip() if command.how == "withheld" else "",
        "source": contact.source,
        "kind": contact.kind,
        "closes": not others,
        **body,
        **({} if others else _closing(state, body["met"], context)),
    }
    facts = [fact(state, "case.concluded", on_case, context)]
    if command.how:
        told = command.why_withheld.strip() if command.how == "withheld" else words
        on_contact = {"contact": contact.ref, "moment": "outcome", "how": command.how, "words": told}
        facts.append(replace(fact(state, "contact.told", on_contact, context), stream=f"contact:{contact.ref}"))
    return facts


def _ended_already(state: CaseState, contact: LinkedContact) -> bool:
    return any(one.contact == contact.ref for one in endings_of(state))


def _nothing_begun(state: CaseState) -> None:
    """Stop where work has begun that only a decision ends."""
    if state.decisions or state.actions or state.waiting():
        raise Refusal(
            why="Agencies were asked, or something was decided or started to protect somebody.",
            do="Record the decision for each person.",
            code="needs_decision",
        )


def _nobody_waits(state: CaseState, quiet: list[str]) -> None:
    """Stop where nobody of a strand has looked, or an alarm stands that nobody has taken on."""
    if state.unread:
        raise Refusal(
            why="Something on this case has not been read by everybody who has to.",
            do="Ask somebody of the other pathway to read it first.",
            code="unread",
        )
    if any(one.acknowledged is None and one.id not in quiet for one in state.alarms.values()):
        raise Refusal(
            why="An alarm on this case has not been taken on.",
            do="Take it on first, so that somebody has looked at why it was raised.",
            code="alarm_open",
        )


def _closing(state: CaseState, ended: list[str], context: Context) -> dict[str, Any]:
    """The parts of a body that close the case: its stage, and the clocks that stop with it."""
    transition = taken(state, state, "close", context) or gate(state, "close", context, None)
    return {
        "replaced": [one.id for one in state.running() if one.id not in ended],
        **led_to(transition, state, context),
    }


def take_as(state: CaseState, command: TakeAs, context: Context) -> list[Fact]:
    """Take the case as another kind; clocks of the old kind stop and those of the new run from receipt."""
    for pathway in state.pathways:
        context.require("case.rate", pathway)
    still_open(state)
    kind = next((one for one in context.hub.kinds if one.id == command.kind), None)
    if kind is None or kind.id == state.kind or not set(state.pathways) <= set(kind.pathways):
        raise Refusal(
            why="It cannot be taken as that.",
            do="Choose another kind of contact, one that is open to everybody in this case.",
            code="no_kind",
            fields=(("kind", "Choose another kind of contact."),),
        )
    why = words_needed(command.why, field="why", why="It does not say why.", do="Say why it is that.")
    contacts = _retaken(state, kind.id)
    after = replace(state, kind=kind.id, contacts=contacts)
    stopped = running_ids(state, [f"answer:{ref}" for ref in contacts])
    if kind.ends_with != DECIDED:
        # A strand that somebody rated goes on being decided: only a clock that the old kind started stops.
        unrated = [one for one in state.pathways if state.rating(one) is None]
        stopped += running_ids(state, [f"decision:{one}" for one in unrated])
    started = [] if kind.ends_with != DECIDED else owed_clocks(after, context)
    body = {
        "kind": kind.id,
        "previous": state.kind,
        "why": why,
        "counted": kind.counted,
        "replaced": stopped,
        "clocks": [*started, *_owed_to_them(after, kind, context)],
    }
    return [fact(state, "case.taken_as", body, context)]


def _retaken(state: CaseState, kind: str) -> dict[str, LinkedContact]:
    """The contacts of the case, those of its own kind taken as another."""
    return {ref: replace(one, kind=kind) if one.kind == state.kind else one for ref, one in state.contacts.items()}


def _owed_to_them(after: CaseState, kind: Kind, context: Context) -> Iterator[dict[str, Any]]:
    """The clocks that the new kind owes to whoever sent it, from when they did."""
    for contact in after.contacts.values():
        if contact.kind != kind.id:
            continue
        if kind.answer_clock:
            yield clock(f"answer:{contact.ref}", kind.answer_clock, context, received=contact.received)
        hear = f"acknowledge:{contact.ref}"
        if kind.acknowledge and contact.can_be_told and not contact.acknowledged and hear not in after.clocks:
            yield clock(hear, kind.acknowledge, context, received=contact.received)


def _concluded(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    ending = Ending(
        by=entry.actor_name,
        at=entry.happened.isoformat(),
        number=entry.number,
        user=entry.actor,
        **{key: body[key] for key in ("contact", "what", "where", "words", "how", "source", "kind")},
    )
    contacts = dict(state.contacts)
    if ending.how and ending.contact in contacts:
        contacts[ending.contact] = replace(contacts[ending.contact], acknowledged=True, told=True)
    return replace(
        state,
        contacts=contacts,
        closed=entry.happened if body["closes"] else state.closed,
        topics=keeping(state, NAME, (*endings_of(state), ending)),
    )


def _taken_as(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    return replace(state, kind=body["kind"], counted=body["counted"], contacts=_retaken(state, body["kind"]))


def _tell_concluded(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return {**telling.keep(body, "contact", "where", "words", "how", "why_withheld"), "ending": body["what"]}


def _tell_taken_as(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return {**telling.keep(body, "kind", "previous", "why"), "clocks": telling.clocks(body["clocks"])}


def _cut(endings: tuple[Ending, ...], seeing: Seeing, state: CaseState) -> tuple[Ending, ...]:
    return tuple(replace(one, words=seeing.text(one.words)) for one in endings)


def _rows(state: CaseState) -> Rows:
    """What ended, as long as it stands: a case that was opened again has ended with nothing yet."""
    endings = endings_of(state) if state.closed is not None else ()
    return {
        "case_ending": [
            {
                "case_ref": state.ref,
                "contact_ref": one.contact,
                "stream": state.stream,
                "what": one.what,
                "where_to": one.where,
                "kind": one.kind,
                "source": one.source,
                "counted": state.counted,
                "ended_at": instant(one.at),
            }
            for one in {one.contact: one for one in endings}.values()
        ]
    }


def _to_whoever_asked(fact: Fact, circumstances: Circumstances) -> Iterator[Notice]:
    """A reference and a link; the words stand behind them."""
    contact = circumstances.contacts.get(fact.body["contact"])
    email = contact.referrer.get("email") if contact else None
    if contact and email and fact.body["how"] == "email":
        yield Notice("outcome", str(email), contact.ref, "contact", contact.language)


_ENDS = frozenset({"case.rated", "case.agencies_asked", "case.decided", "case.acted_now", "case.contact_added_to"})

TOPIC = Topic(
    name=NAME,
    deeds={Conclude: conclude, PassElsewhere: pass_elsewhere, TakeAs: take_as},
    steps={"case.concluded": _concluded, "case.taken_as": _taken_as},
    tells={"case.concluded": _tell_concluded, "case.taken_as": _tell_taken_as},
    cut=_cut,
    reads={
        Conclude: _ENDS | {"case.concluded", "case.closed", "case.taken_as"},
        PassElsewhere: _ENDS | {"case.concluded", "case.closed", "case.taken_as"},
        TakeAs: frozenset({"case.taken_as", "case.rated", "case.closed", "case.concluded"}),
    },
    rows=_rows,
    notices={"case.concluded": _to_whoever_asked},
)
