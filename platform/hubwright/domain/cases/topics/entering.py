"""Every decision reaches the council's own case system, and stays on a list until somebody records its reference there
(S:1720-1723)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact, words_needed
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState, Decision
from hubwright.domain.cases.topics.restricting import access_of
from hubwright.domain.cases.topics.topic import Rows, Seeing, Telling, Topic, keeping, kept
from hubwright.domain.errors import Refusal

WAYS = ("copy", "file", "webhook")


@dataclass(frozen=True, slots=True)
class GiveToSystem(TopicCommand):
    """A decision leaves the hub as text or as a file; the record says so before a byte is given.

    Args:
        number: of the entry in which it was decided.
        how: of `WAYS`.
        found: why it goes out although something in it may have to be kept back.
    """

    subject: str
    pathway: str
    number: int
    how: str
    found: str = ""


@dataclass(frozen=True, slots=True)
class RecordEntered(TopicCommand):
    """Somebody entered a decision in the other system; `reference` is its reference there."""

    subject: str
    pathway: str
    number: int
    reference: str


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of one decision: (how, by, at) each time it left, and its reference over there."""

    out: tuple[tuple[str, str, datetime], ...] = ()
    reference: str = ""
    by: str = ""
    at: datetime | None = None


Key = tuple[str, str, int]


def handed(state: CaseState) -> Mapping[Key, Handed]:
    """By (subject, pathway, number of the decision's entry)."""
    found: Mapping[Key, Handed] = kept(state, TOPIC.name, {})
    return found


def to_enter(state: CaseState) -> tuple[Decision, ...]:
    """The decisions that hold and are to be entered there, and whose reference nobody has recorded."""
    done = {key for key, one in handed(state).items() if one.reference}
    return tuple(one for one in _due(state) if (one.subject, one.pathway, one.number) not in done)


def _due(state: CaseState) -> tuple[Decision, ...]:
    holding = [state.decision(*pair) for pair in dict.fromkeys((one.subject, one.pathway) for one in state.decisions)]
    return tuple(one for one in holding if one is not None and one.handover)


def _decision(state: CaseState, subject: str, pathway: str, number: int, context: Context) -> Decision:
    """The decision, where the actor may enter it."""
    context.require("decision.enter", pathway)
    for one in state.decisions:
        if (one.subject, one.pathway, one.number) == (subject, pathway, number) and one.handover:
            return one
    raise Refusal(why="There is no such decision to be entered.", do="Open it again from the list.", code="no_decision")


def give(state: CaseState, command: GiveToSystem, context: Context) -> list[Fact]:
    """Put on record that a decision left the hub, and how."""
    one = _decision(state, command.subject, command.pathway, command.number, context)
    ways = context.hub.handover.ways if context.hub.handover else ()
    if command.how not in ways:
        raise Refusal(why="This hub does not hand decisions over like that.", do="Choose another way.", code="no_way")
    body = {"subject": one.subject, "pathway": one.pathway, "number": one.number, "how": command.how}
    return [fact(state, "case.given_to_system", body, context)]


def record_entered(state: CaseState, command: RecordEntered, context: Context) -> list[Fact]:
    """Put the other system's reference on record; a later one stands beside it and takes its place."""
    one = _decision(state, command.subject, command.pathway, command.number, context)
    reference = words_needed(
        command.reference,
        field="reference",
        why="There is no reference.",
        do="Write the reference that the other system gave it.",
    )
    body = {"subject": one.subject, "pathway": one.pathway, "number": one.number, "reference": reference}
    return [fact(state, "case.entered_elsewhere", body, context)]


def _key(body: Mapping[str, Any]) -> Key:
    return (body["subject"], body["pathway"], body["number"])


def _with(state: CaseState, key: Key, one: Handed) -> CaseState:
    return replace(state, topics=keeping(state, TOPIC.name, {**handed(state), key: one}))


def _went(state: CaseState, entry: Entry) -> CaseState:
    key = _key(entry.body)
    one = handed(state).get(key, Handed())
    return _with(state, key, replace(one, out=(*one.out, (entry.body["how"], entry.actor_name, entry.happened))))


def _entered(state: CaseState, entry: Entry) -> CaseState:
    key = _key(entry.body)
    one = handed(state).get(key, Handed())
    done = replace(one, reference=entry.body["reference"], by=entry.actor_name, at=entry.happened)
    return _with(state, key, done)


def _tell(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    seen = body["pathway"] in telling.seeing.seen
    return telling.keep(body, "subject", "pathway", "number", "how", "reference") if seen else None


def _cut(value: Mapping[Key, Handed], seeing: Seeing, state: CaseState) -> Mapping[Key, Handed]:
    seen = {key: one for key, one in value.items() if key[1] in seeing.seen}
    return {key: replace(one, reference=seeing.text(one.reference)) for key, one in seen.items()}


def _rows(state: CaseState) -> Rows:
    done = handed(state)
    rows = []
    for one in _due(state):
        entered = done.get((one.subject, one.pathway, one.number), Handed())
        rows.append(
            {
                "case_ref": state.ref,
                "subject": one.subject,
                "pathway": one.pathway,
                "stream": state.stream,
                "access": access_of(state).marked,
                "number": one.number,
                "route": one.route,
                "meaning": one.meaning,
                "revision": state.revision,
                "decided_at": one.at,
                "left_at": entered.out[-1][2] if entered.out else None,
                "entered_at": entered.at,
                "reference": entered.reference,
            }
        )
    return {"case_to_enter": rows}


TOPIC = Topic(
    name="entering",
    deeds={GiveToSystem: give, RecordEntered: record_entered},
    steps={"case.given_to_system": _went, "case.entered_elsewhere": _entered},
    tells={"case.given_to_system": _tell, "case.entered_elsewhere": _tell},
    cut=_cut,
    reads={RecordEntered: frozenset({"case.entered_elsewhere"})},
    rows=_rows,
)
