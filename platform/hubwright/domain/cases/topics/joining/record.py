"""What the entries of a joining make of the two cases, and what a reader gets of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hubwright.domain.cases.changes import with_person
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import Entry
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.joining.deeds import answer_offer
from hubwright.domain.cases.topics.joining.kept import (
    NAME,
    AnswerOffer,
    Joining,
    JoinTo,
    Offer,
    joining_of,
    open_offers,
)
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping
from hubwright.domain.cases.written import linked_of, subject_of
from hubwright.domain.errors import Refusal


def _joined_to(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    joined = replace(joining_of(state), to=body["case"], contacts=tuple(body["contacts"]), why=body["why"])
    return replace(state, contacts={}, come_late={}, closed=entry.happened, topics=keeping(state, NAME, joined))


def _contact_joined(state: CaseState, entry: Entry) -> CaseState:
    body, joining = entry.body, joining_of(state)
    offers = dict(joining.offers)
    contacts = dict(state.contacts)
    for parts in body["contacts"]:
        contact = linked_of(parts, entry.number)
        # It was read for danger where it arrived; here it waits for somebody to take it on.
        contacts[contact.ref] = replace(contact, read=True, seen=frozenset(state.pathways))
        offers[contact.ref] = Offer(
            contact=contact.ref,
            came_from=body["from"],
            why=body["why"],
            by=entry.actor_name,
            at=entry.happened,
            people=body["people"],
        )
    for parts in body["added"]:
        state = with_person(state, subject_of(parts), entry.happened)
    return replace(
        state,
        contacts=contacts,
        danger=state.danger or body["danger"],
        awaiting=state.awaiting | {NAME},
        topics=keeping(state, NAME, replace(joining, offers=offers)),
    )


def _offer_answered(state: CaseState, entry: Entry) -> CaseState:
    body, joining = entry.body, joining_of(state)
    offers = dict(joining.offers)
    if body["contact"] not in offers:
        return state
    offers[body["contact"]] = replace(
        offers[body["contact"]], accepted=body["accepted"], answered_by=entry.actor_name, reason=body["reason"]
    )
    state = replace(state, topics=keeping(state, NAME, replace(joining, offers=offers)))
    return state if open_offers(state) else replace(state, awaiting=state.awaiting - {NAME})


def _tell_joined_to(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return telling.keep(body, "case", "why", "contacts")


def _tell_contact_joined(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return {**telling.keep(body, "from", "why", "danger"), "clocks": telling.clocks(body["clocks"])}


def _tell_offer_answered(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return telling.keep(body, "contact", "accepted", "reason")


def _cut(joining: Joining, seeing: Seeing, state: CaseState) -> Joining:
    offers = {
        ref: replace(
            one,
            why=seeing.text(one.why),
            reason=seeing.text(one.reason),
            people={here: there for here, there in one.people.items() if _seen(there, seeing, state)},
        )
        for ref, one in joining.offers.items()
    }
    return replace(joining, offers=offers, why=seeing.text(joining.why))


def _seen(subject: str, seeing: Seeing, state: CaseState) -> bool:
    return subject in state.subjects and bool(seeing.seen & set(state.subjects[subject].pathways))


def _holds_open(state: CaseState, context: Context) -> Refusal | None:
    if not open_offers(state):
        return None
    return Refusal(
        why="A contact was joined to this case, and nobody has taken it on yet.",
        do="Take it on first, or ask the owner of the case to.",
        code="offer_open",
    )


TOPIC = Topic(
    name=NAME,
    deeds={AnswerOffer: answer_offer},
    steps={
        "case.joined_to": _joined_to,
        "case.contact_joined": _contact_joined,
        "case.offer_answered": _offer_answered,
    },
    tells={
        "case.joined_to": _tell_joined_to,
        "case.contact_joined": _tell_contact_joined,
        "case.offer_answered": _tell_offer_answered,
    },
    cut=_cut,
    reads={
        JoinTo: frozenset(
            {"case.joined_to", "case.agencies_asked", "case.decided", "case.acted_now", "case.contact_added_to"}
        ),
        AnswerOffer: frozenset({"case.offer_answered"}),
    },
    holds_open=_holds_open,
)
