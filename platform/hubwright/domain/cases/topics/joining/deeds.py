"""Joining a case's contacts to an open case, and taking one on there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from hubwright.domain.cases.changes import with_look, with_person
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.growing import looked_at
from hubwright.domain.cases.decide.owing import feedback_clocks, owed_clocks
from hubwright.domain.cases.decide.stages import gate, led_to, taken
from hubwright.domain.cases.decide.starting import clock, fact, met, numbered, still_open, words_needed
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.lift import CURRENT
from hubwright.domain.cases.state import CaseState, LinkedContact
from hubwright.domain.cases.topics.joining.kept import AnswerOffer, JoinTo, joining_of
from hubwright.domain.cases.topics.passing import unconfirmed
from hubwright.domain.cases.topics.restricting import OPEN, access_of
from hubwright.domain.cases.written import linked, person
from hubwright.domain.definitions.hub import Kind
from hubwright.domain.errors import Refusal


def join(state: CaseState, into: CaseState, command: JoinTo, context: Context, there: Context) -> list[Fact]:
    """Join a case's contacts to an open case; the emptied one is closed as joined, and both say so.

    Args:
        state: the case that the contact opened.
        into: the open case.
        command: which people are the same.
        context, there: what each of the two is decided with.

    Raises:
        Refusal: nobody has read it, danger was not taken on, work has begun on it, or it is not said who is who.
    """
    for pathway in state.pathways:
        context.require("case.assign", pathway)
    still_open(state)
    _fits(state, into)
    why = words_needed(command.why, field="why", why="It does not say why.", do="Say why it is about the same.")
    looked = looked_at(state, context, drawn_from=command.drawn_from)
    _read_for_danger(with_look(state, looked["looked"]), looked["alarms"])
    people, added = _people(state, into, command.same, there)
    emptied = {
        "case": into.ref,
        "why": why,
        "contacts": list(state.contacts),
        **looked,
        "replaced": [one.id for one in state.running() if one.id not in looked["met"]],
        **led_to(taken(state, state, "close", context) or gate(state, "close", context, None), state, context),
    }
    return [
        fact(state, "case.joined_to", emptied, context),
        fact(into, "case.contact_joined", _arrival(state, into, why, people, added, there), there),
        *_moved(state, into, context),
    ]


def _moved(state: CaseState, into: CaseState, context: Context) -> Iterator[Fact]:
    """Each contact says itself which case works on it now."""
    for ref in state.contacts:
        yield Fact(
            stream=f"contact:{ref}",
            type="contact.joined",
            version=CURRENT["contact.joined"],
            body={"case": into.ref, "from": state.ref},
            happened=context.now,
            received=context.now,
        )


def _fits(state: CaseState, into: CaseState) -> None:
    if state.ref == into.ref or not state.contacts:
        raise Refusal(
            why="A case cannot be joined to itself, or twice.",
            do="Give the reference of another case.",
            code="same_case",
        )
    if into.closed is not None or not into.pathways:
        raise Refusal(
            why="That case is closed.",
            do="Reopen it first, or work on this one.",
            code="closed",
            fields=(("case", "Choose a case that is open."),),
        )
    if access_of(state).level != OPEN:
        raise Refusal(
            why="Only some people may know of this case, and others of the one it would be joined to.",
            do="Work on it here. Who may know of both can lift the restriction first.",
            code="restricted",
        )
    if state.decisions or state.actions or state.waiting() or unconfirmed(state) is not None:
        raise Refusal(
            why="Work has begun on this case: agencies were asked, or something was decided, started or passed on.",
            do="Finish it here, and write a note on the other case.",
            code="begun",
        )


def _read_for_danger(state: CaseState, quiet: list[str]) -> None:
    if any(one.acknowledged is None and one.id not in quiet for one in state.alarms.values()):
        raise Refusal(
            why="An alarm on this contact has not been taken on.",
            do="Take it on first, so that somebody has looked at why it was raised.",
            code="alarm_open",
        )
    if state.unread:
        raise Refusal(
            why="This contact has not been read by everybody who has to.",
            do="Ask somebody of the other pathway to read it first.",
            code="unread",
        )


def _people(
    state: CaseState, into: CaseState, same: Mapping[str, str], there: Context
) -> tuple[dict[str, str], tuple[Subject, ...]]:
    """Who each person is on the other case, and who is added there. That two are the same is said by a person."""
    unsaid = [one.id for one in state.subjects.values() if _is_somebody(one) and one.id not in same]
    wrong = [id for id, other in same.items() if other and other not in into.subjects]
    if unsaid or wrong:
        raise Refusal(
            why="It is not said who is who.",
            do="Say for each person whether they are on the other case already.",
            code="who_is_who",
            fields=tuple((f"same-{id}", "Say whether they are on that case already.") for id in [*unsaid, *wrong]),
        )
    people = {id: other for id, other in same.items() if other and id in state.subjects}
    added: list[Subject] = []
    for id in [id for id, other in same.items() if not other and id in state.subjects]:
        new = numbered("p", into.subjects, ahead=len(added))
        added.append(replace(state.subjects[id], id=new, pathways=_strands(state.subjects[id], into, there)))
        people[id] = new
    return people, tuple(added)


def _is_somebody(subject: Subject) -> bool:
    return bool(subject.name.strip() or subject.unborn or subject.role.strip())


def _strands(subject: Subject, into: CaseState, there: Context) -> tuple[str, ...]:
    """Their own strands, as far as the definitions of that case know them; else those of the case."""
    known = {one.id for one in there.hub.pathways}
    return tuple(one for one in subject.pathways if one in known) or into.pathways


def _arrival(
    state: CaseState, into: CaseState, why: str, people: Mapping[str, str], added: tuple[Subject, ...], there: Context
) -> dict[str, Any]:
    """What the open case's record says: the contacts, who came with them, and the clocks that run from now on."""
    # A kind that is younger than the definitions of that case is worked on there as that case is.
    kinds = {one.id for one in there.hub.kinds}
    contacts = [
        replace(one, kind=one.kind if one.kind in kinds else into.kind, read=True) for one in state.contacts.values()
    ]
    after = replace(into, contacts={**into.contacts, **{one.ref: one for one in contacts}})
    for subject in added:
        after = with_person(after, subject, there.now)
    return {
        "from": state.ref,
        "why": why,
        "contacts": [linked(one) for one in contacts],
        "people": dict(people),
        "added": [person(one) for one in added],
        "danger": state.danger,
        "clocks": [
            *(_offer_clock(one, there) for one in contacts),
            *_hear_clocks(contacts, there),
            *owed_clocks(after, there),
            *(one for one in feedback_clocks(after, there) if one["id"] not in into.clocks),
        ],
        **led_to(taken(into, after, "receive", there), into, there),
    }


def _offer_clock(contact: LinkedContact, there: Context) -> dict[str, Any]:
    kind: Kind = there.hub.find("kinds", contact.kind)
    return clock(f"offer:{contact.ref}", kind.offer_clock or kind.first_look, there, received=there.now)


def _hear_clocks(contacts: list[LinkedContact], there: Context) -> Iterator[dict[str, Any]]:
    """Whoever sent a contact waits to hear as before, counted from when they sent it."""
    for one in contacts:
        kind: Kind = there.hub.find("kinds", one.kind)
        if kind.acknowledge and one.can_be_told and not one.acknowledged:
            yield clock(f"acknowledge:{one.ref}", kind.acknowledge, there, received=one.received)


def answer_offer(state: CaseState, command: AnswerOffer, context: Context) -> list[Fact]:
    """Take a joined contact on; given back, it is the hub's, and the clock begins anew."""
    offer = joining_of(state).offers.get(command.contact)
    if offer is None or offer.accepted:
        raise Refusal(
            why="There is no contact on this case that waits to be taken on.",
            do="Look at the record of the case.",
            code="no_offer",
        )
    manages = any(context.authority.may("case.assign", one) for one in state.pathways)
    if context.actor.id != state.owner and not manages:
        raise Refusal(
            why="Only whoever owns this case, or who manages them, takes it on.",
            do="Ask them; until then the hub owns it.",
            code="no_authority",
        )
    reason = command.reason.strip()
    if not command.accepted:
        reason = words_needed(command.reason, field="reason", why="It does not say why not.", do="Say why not.")
    id = f"offer:{offer.contact}"
    again = [] if command.accepted else [_offer_clock(state.contacts[offer.contact], context)]
    body = {
        "contact": offer.contact,
        "accepted": command.accepted,
        "reason": reason,
        **(met(state, [id]) if command.accepted else {}),
        "clocks": again,
    }
    return [fact(state, "case.offer_answered", body, context)]
