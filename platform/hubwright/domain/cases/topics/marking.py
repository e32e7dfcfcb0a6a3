"""Markers: *do not contact the family*, and warnings for workers who visit or ring.

A marker that keeps the family from being contacted stands above every letter, call and message to whoever may be family
until a named person lifts it: one word to the wrong relative can cost a life. Putting one is easy and lifting one takes
a permission and a reason. Nothing that protects waits for a marker; it is shown, and it stops only what reaches people
outside the hub, and that only until somebody says why it goes out all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from hubwright.domain.cases.commands import Tell, TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact, numbered, today, words_needed
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.circulating import COPY, Circulate
from hubwright.domain.cases.topics.letters import SendLetter
from hubwright.domain.cases.topics.redacting import copies_of
from hubwright.domain.cases.topics.topic import Rows, Seeing, Telling, Topic, keeping, kept
from hubwright.domain.errors import Refusal

NAME = "marking"
NO_CONTACT, WARNING = "no_contact", "warning"
EFFECTS = (NO_CONTACT, WARNING)


@dataclass(frozen=True, slots=True)
class PutMarker(TopicCommand):
    """Put a marker.

    Args:
        kind: of the vocabulary of markers ("forced_marriage"), in reference data.
        effect: of `EFFECTS`: what that kind does.
        subject: id of the person it is about; None for everybody in the case.
        source: who says so, and how they know.
        review: the day by which somebody looks at it again.
        note: what to do and what to leave.
    """

    kind: str
    effect: str
    subject: str | None
    source: str
    review: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReviewMarker(TopicCommand):
    """Say that a marker still stands, and when to look again."""

    marker: str
    review: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class LiftMarker(TopicCommand):
    """Take a marker away: a named person does, and says why it is safe."""

    marker: str
    reason: str


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker that stands.

    Args:
        since: when it was put.
        reviewed: when somebody last looked at it.
        number: of the entry that put it.
    """

    id: str
    kind: str
    effect: str
    subject: str | None
    source: str
    review: date
    note: str
    by: str
    since: datetime
    number: int
    reviewed: datetime | None = None
    reviewed_by: str = ""


def markers_of(state: CaseState) -> Mapping[str, Marker]:
    """The markers that stand, by id; of a case cut down to a reader, those about people whom they see."""
    found: Mapping[str, Marker] = kept(state, NAME, {})
    return found


def markers_about(state: CaseState, *subjects: str) -> tuple[Marker, ...]:
    """The markers about these people and about everybody, those that forbid contact first, then the oldest."""
    about = (one for one in markers_of(state).values() if one.subject is None or one.subject in subjects)
    return tuple(sorted(about, key=lambda one: (one.effect != NO_CONTACT, one.since)))


def put_marker(state: CaseState, command: PutMarker, context: Context) -> list[Fact]:
    """Put a marker, on a closed case too."""
    context.require("case.note")
    if command.effect not in EFFECTS or not command.kind:
        raise Refusal(
            why="It is not said what the marker warns of.",
            do="Choose what it warns of.",
            code="kind_missing",
            fields=(("kind", "Choose what it warns of."),),
        )
    if command.subject is not None and command.subject not in state.subjects:
        raise Refusal(why="This person is not in the case.", do="Choose one of those shown.", code="no_person")
    source = words_needed(
        command.source, field="source", why="It does not say who says so.", do="Say who says so, and how they know."
    )
    body = {
        "marker": numbered("m", _ever(state)),
        "kind": command.kind,
        "effect": command.effect,
        "subject": command.subject,
        "source": source,
        "review": _day(command.review, context).isoformat(),
        "note": command.note.strip(),
    }
    return [fact(state, "case.marker_put", body, context)]


def review_marker(state: CaseState, command: ReviewMarker, context: Context) -> list[Fact]:
    """Look at a marker again; it stands until somebody lifts it, however late that is."""
    context.require("case.note")
    _standing(state, command.marker)
    body = {
        "marker": command.marker,
        "review": _day(command.review, context).isoformat(),
        "note": command.note.strip(),
    }
    return [fact(state, "case.marker_reviewed", body, context)]


def lift_marker(state: CaseState, command: LiftMarker, context: Context) -> list[Fact]:
    """Lift a marker; the record says who did and why."""
    for pathway in state.pathways:
        context.require("marker.lift", pathway)
    _standing(state, command.marker)
    reason = words_needed(
        command.reason,
        field="reason",
        why="It does not say why it is safe to lift it.",
        do="Say how you know, and who else was asked.",
    )
    return [fact(state, "case.marker_lifted", {"marker": command.marker, "reason": reason}, context)]


def overridden(state: CaseState, command: object, context: Context) -> list[Fact]:
    """What the record says where something goes out although a marker stands above it.

    Args:
        state: the case as it stands.
        command: what is about to be done. What reaches people outside the hub carries in `despite` why it goes out all
            the same; everything else is never stopped.
        context: of the deed.

    Raises:
        Refusal: a marker forbids contact, and nobody has said why this goes out.
    """
    if not _reaches_somebody(state, command):
        return []
    standing = [one for one in markers_of(state).values() if one.effect == NO_CONTACT]
    if not standing:
        return []
    despite = getattr(command, "despite", "").strip()
    if not despite:
        raise Refusal(
            why="A marker on this case says: do not contact the family.",
            do="Leave it, or say why this does not reach them or why it must go out all the same.",
            code="marked",
            fields=(("despite", "Say why this may go out although the family must not be contacted."),),
        )
    body = {"markers": [one.id for one in standing], "reason": despite}
    return [fact(state, "case.marker_overridden", body, context)]


def _reaches_somebody(state: CaseState, command: object) -> bool:
    if isinstance(command, Circulate):
        copy = copies_of(state).get(command.id) if command.what == COPY else None
        return copy is not None and not copy.recipient.agency
    return (isinstance(command, Tell) and command.how != "withheld") or isinstance(command, SendLetter)


def _ever(state: CaseState) -> tuple[str, ...]:
    return (*markers_of(state), kept(state, f"{NAME}.last", "m0"))


def _standing(state: CaseState, id: str) -> Marker:
    found = markers_of(state).get(id)
    if found is None:
        raise Refusal(why="No such marker stands on this case.", do="Choose one of those shown.", code="no_marker")
    return found


def _day(review: date | None, context: Context) -> date:
    if review is None or review < today(context):
        raise Refusal(
            why="It is not said when somebody looks at it again.",
            do="Choose a day from today on.",
            code="review_missing",
            fields=(("review", "Choose a day from today on."),),
        )
    return review


def _keep(state: CaseState, markers: Mapping[str, Marker]) -> CaseState:
    return replace(state, topics=keeping(state, NAME, markers))


def _on_put(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    put = Marker(
        id=body["marker"],
        kind=body["kind"],
        effect=body["effect"],
        subject=body["subject"],
        source=body["source"],
        review=date.fromisoformat(body["review"]),
        note=body["note"],
        by=entry.actor_name,
        since=entry.happened,
        number=entry.number,
    )
    state = replace(state, topics={**state.topics, f"{NAME}.last": put.id})
    return _keep(state, {**markers_of(state), put.id: put})


def _on_reviewed(state: CaseState, entry: Entry) -> CaseState:
    body, markers = entry.body, markers_of(state)
    known = markers.get(body["marker"])
    if known is None:
        return state
    review = date.fromisoformat(body["review"])
    again = replace(known, review=review, reviewed=entry.happened, reviewed_by=entry.actor_name)
    note = body["note"] or known.note
    return _keep(state, {**markers, known.id: replace(again, note=note)})


def _on_lifted(state: CaseState, entry: Entry) -> CaseState:
    return _keep(state, {id: one for id, one in markers_of(state).items() if id != entry.body["marker"]})


def _on_overridden(state: CaseState, entry: Entry) -> CaseState:
    return state


def _cut(markers: Mapping[str, Marker], seeing: Seeing, state: CaseState) -> dict[str, Marker]:
    """Every marker that could matter for a visit or a call, its words without what is kept back."""
    return {
        id: replace(one, source=seeing.text(one.source), note=seeing.text(one.note))
        for id, one in markers.items()
        if one.subject is None or _seen(state, one.subject, seeing.seen)
    }


def _seen(state: CaseState, subject: str, seen: frozenset[str]) -> bool:
    known = state.subjects.get(subject)
    return known is not None and bool(seen & set(known.pathways))


def _tell_put(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    if body["subject"] is not None and body["subject"] not in telling.people:
        return None
    return telling.keep(body, "marker", "kind", "effect", "subject", "source", "review", "note")


def _rows(state: CaseState) -> Rows:
    return {
        "case_marker": [
            {
                "case_ref": state.ref,
                "stream": state.stream,
                "marker": one.id,
                "kind": one.kind,
                "effect": one.effect,
                "subject": one.subject,
                "review": one.review.isoformat(),
            }
            for one in markers_of(state).values()
        ]
    }


TOPIC = Topic(
    name=NAME,
    deeds={PutMarker: put_marker, ReviewMarker: review_marker, LiftMarker: lift_marker},
    steps={
        "case.marker_put": _on_put,
        "case.marker_reviewed": _on_reviewed,
        "case.marker_lifted": _on_lifted,
        "case.marker_overridden": _on_overridden,
    },
    tells={
        "case.marker_put": _tell_put,
        "case.marker_reviewed": lambda telling, body: telling.keep(body, "marker", "review", "note"),
        "case.marker_lifted": lambda telling, body: telling.keep(body, "marker", "reason"),
        "case.marker_overridden": lambda telling, body: telling.keep(body, "reason"),
    },
    cut=_cut,
    reads={LiftMarker: frozenset({"case.marker_lifted", "case.marker_reviewed"})},
    rows=_rows,
)
