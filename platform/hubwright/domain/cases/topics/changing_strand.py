"""A person who outgrows a pathway in mid-case, or belongs on another as well: both stay open until the receiving one
accepts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.ages import fits
from hubwright.domain.cases.changes import with_person
from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.owing import owed_clocks
from hubwright.domain.cases.decide.stages import opened_again
from hubwright.domain.cases.decide.starting import fact, known_pathway, words_needed
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping, kept
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal


@dataclass(frozen=True, slots=True)
class OfferToPathway(TopicCommand):
    """Offer a person to another pathway; the one they are on goes on working."""

    subject: str
    pathway: str
    to: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class AnswerOffer(TopicCommand):
    """The receiving pathway accepts, and the other is done with them; or it returns them, and both go on."""

    subject: str
    pathway: str
    to: str
    accepted: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A person offered from one pathway to another; `accepted` is None until somebody answers."""

    subject: str
    pathway: str
    to: str
    why: str
    by: str
    at: datetime
    accepted: bool | None = None
    reason: str = ""
    answered_by: str = ""


Key = tuple[str, str, str]


def offers(state: CaseState) -> Mapping[Key, Offer]:
    """By (subject, from, to)."""
    found: Mapping[Key, Offer] = kept(state, TOPIC.name, {})
    return found


def outgrown(state: CaseState, hub: Hub, now: datetime) -> tuple[Key, ...]:
    """Whoever is too old now for a pathway they stand on, with one of the hub that takes them: (subject, from, to).

    Args:
        state: the case.
        hub: its definitions.
        now: UTC.
    """
    found = []
    for subject in state.subjects.values():
        for pathway in subject.pathways:
            if fits(subject, hub.find("pathways", pathway), now) or (subject.id, pathway) in state.passed_on:
                continue
            others = [one.id for one in hub.pathways if one.id not in subject.pathways and fits(subject, one, now)]
            if others and not any(to in subject.pathways for _, _, to in _from(state, subject.id, pathway)):
                found.append((subject.id, pathway, others[0]))
    return tuple(found)


def _from(state: CaseState, subject: str, pathway: str) -> tuple[Key, ...]:
    return tuple(key for key in offers(state) if key[:2] == (subject, pathway))


def offer(state: CaseState, command: OfferToPathway, context: Context) -> list[Fact]:
    """Open the other pathway for a person, with a decision owed there as well."""
    known_pathway(state, command.pathway)
    context.require("case.note", command.pathway)
    subject = state.subjects.get(command.subject)
    known = {one.id: one for one in context.hub.pathways}
    if subject is None or command.pathway not in subject.pathways:
        raise Refusal(why="This person is not on this pathway.", do="Choose one of the people shown.", code="no_person")
    drawn = known.get(command.to)
    if drawn is None or command.to in subject.pathways or not fits(subject, drawn, context.now):
        raise Refusal(
            why="This pathway does not take this person, or has them already.",
            do="Choose a pathway that takes somebody of their age; check their date of birth.",
            code="no_pathway_for_person",
            fields=(("to", "Choose another pathway."),),
        )
    both = replace(subject, pathways=(*subject.pathways, command.to))
    after = replace(with_person(state, both, context.now), closed=None)
    body = {
        "subject": subject.id,
        "pathway": command.pathway,
        "to": command.to,
        "why": command.why.strip(),
        "clocks": owed_clocks(after, context),
        **opened_again(state, after, "add_person", context),
    }
    return [fact(state, "case.pathway_offered", body, context)]


def answer(state: CaseState, command: AnswerOffer, context: Context) -> list[Fact]:
    """The receiving pathway's answer; until it accepts, the first one owns the person."""
    found = offers(state).get((command.subject, command.pathway, command.to))
    if found is None or found.accepted is True:
        raise Refusal(why="Nobody is offered like that.", do="Look at the people of the case.", code="no_offer")
    context.require("case.rate" if context.hub.find("pathways", command.to).scale else "case.decide", command.to)
    reason = command.reason.strip()
    if not command.accepted:
        reason = words_needed(
            reason, field="reason", why="They are returned without a reason.", do="Say why this pathway is not theirs."
        )
    after = replace(state, passed_on=state.passed_on | {(found.subject, found.pathway)})
    done = []
    if command.accepted and not after.undecided(found.pathway):
        done = [id for id in (f"decision:{found.pathway}",) if id in {one.id for one in state.running()}]
    body = {
        "subject": found.subject,
        "pathway": found.pathway,
        "to": found.to,
        "accepted": command.accepted,
        "reason": reason,
        "replaced": done,
    }
    return [fact(state, "case.pathway_answered", body, context)]


def _offered(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    subject = state.subjects.get(body["subject"])
    if subject is None:
        return state
    both = replace(subject, pathways=tuple(dict.fromkeys([*subject.pathways, body["to"]])))
    state = replace(with_person(state, both, entry.happened), closed=None)
    one = Offer(body["subject"], body["pathway"], body["to"], body["why"], entry.actor_name, entry.happened)
    return _with(state, one)


def _answered(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    found = offers(state).get((body["subject"], body["pathway"], body["to"]))
    if found is None:
        return state
    if body["accepted"]:
        state = replace(state, passed_on=state.passed_on | {(found.subject, found.pathway)})
    return _with(state, replace(found, accepted=body["accepted"], reason=body["reason"], answered_by=entry.actor_name))


def _with(state: CaseState, one: Offer) -> CaseState:
    held = {**offers(state), (one.subject, one.pathway, one.to): one}
    return replace(state, topics=keeping(state, TOPIC.name, held))


def _tell(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    if not telling.seeing.seen & {body["pathway"], body["to"]} or body["subject"] not in telling.people:
        return None
    said = telling.keep(body, "subject", "pathway", "to", "why", "accepted", "reason")
    return {**said, "clocks": telling.clocks(body.get("clocks", ()))}


def _cut(value: Mapping[Key, Offer], seeing: Seeing, state: CaseState) -> Mapping[Key, Offer]:
    return {
        key: replace(one, why=seeing.text(one.why), reason=seeing.text(one.reason))
        for key, one in value.items()
        if seeing.seen & {one.pathway, one.to}
    }


TOPIC = Topic(
    name="offers",
    deeds={OfferToPathway: offer, AnswerOffer: answer},
    steps={"case.pathway_offered": _offered, "case.pathway_answered": _answered},
    tells={"case.pathway_offered": _tell, "case.pathway_answered": _tell},
    cut=_cut,
    reads={
        OfferToPathway: frozenset({"case.pathway_offered", "case.corrected"}),
        AnswerOffer: frozenset({"case.pathway_answered"}),
    },
)
