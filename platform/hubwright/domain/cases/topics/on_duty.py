"""Hand-over for out of hours: what the day leaves to the duty worker, what they write back, and who has seen that.

A duty worker at night sees the whole case as their role allows; the hand-over says what to watch for and whom to ring.
What they write back waits until a person of the day has seen it, on a closed case too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hubwright.domain.answers.protected import pattern, protected_words, taken_out
from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact, known_pathway, words_needed
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.restricting import access_of
from hubwright.domain.cases.topics.topic import Rows, Seeing, Telling, Topic, keeping, kept
from hubwright.domain.errors import Refusal

NAME = "on_duty"
LEFT, WRITTEN, SEEN = "left", "written", "seen"
_LONGEST_NUMBER = 60


@dataclass(frozen=True, slots=True)
class LeaveToDuty(TopicCommand):
    """Leave a case to whoever is on duty.

    Args:
        pathway: the strand it is about.
        watch: what to watch for, and what to do then.
        telephone: whom to ring, with the number; "" for nobody.
    """

    pathway: str
    watch: str
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class WriteBack(TopicCommand):
    """What happened while on duty, also that nothing did."""

    hand_over: str
    text: str


@dataclass(frozen=True, slots=True)
class SeeWritten(TopicCommand):
    """A person of the day has seen what was written back."""

    hand_over: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """One hand-over of a case.

    Args:
        written: what came back, each with who and when, in order.
        seen: who has seen it, and when, or None.
    """

    id: str
    pathway: str
    watch: str
    telephone: str
    by: str
    at: datetime
    written: tuple[tuple[str, str, datetime], ...] = ()
    seen: tuple[str, datetime] | None = None

    @property
    def state(self) -> str:
        """ "left", "written" (and not seen since) or "seen"."""
        if self.seen is not None:
            return SEEN
        return WRITTEN if self.written else LEFT


def hand_overs(state: CaseState) -> Mapping[str, HandOver]:
    """The hand-overs of a case by id; of a case cut down to a reader, those of their strands."""
    found: Mapping[str, HandOver] = kept(state, NAME, {})
    return found


def leave(state: CaseState, command: LeaveToDuty, context: Context) -> list[Fact]:
    """Leave a strand to whoever is on duty. Leaving it again takes the place of what nobody has written back to."""
    known_pathway(state, command.pathway)
    context.require("case.note", command.pathway)
    watch = words_needed(
        command.watch,
        field="watch",
        why="It does not say what to watch for.",
        do="Say what may happen, and what to do then.",
    )
    if len(command.telephone) > _LONGEST_NUMBER:
        raise Refusal(
            why="That is more than a name and a number.",
            do="Write a name and a number.",
            code="telephone_long",
            fields=(("telephone", "Write a name and a number."),),
        )
    replaces = [one.id for one in hand_overs(state).values() if one.pathway == command.pathway and one.state == LEFT]
    body = {
        "hand_over": f"h{len(hand_overs(state)) + 1}",
        "pathway": command.pathway,
        "watch": watch,
        "telephone": command.telephone.strip(),
        "instead_of": replaces,
    }
    return [fact(state, "case.left_to_duty", body, context)]


def write_back(state: CaseState, command: WriteBack, context: Context) -> list[Fact]:
    """Write down what happened while on duty."""
    held = _held(state, command.hand_over)
    context.require("case.note", held.pathway)
    text = words_needed(
        command.text,
        field="text",
        why="It does not say what happened.",
        do="Say what happened, or that nothing did.",
    )
    body = {"hand_over": held.id, "pathway": held.pathway, "text": text}
    return [fact(state, "case.duty_wrote_back", body, context)]


def see(state: CaseState, command: SeeWritten, context: Context) -> list[Fact]:
    """A person of the day has seen what came back; one without a word back is over as well."""
    held = _held(state, command.hand_over)
    context.require("case.note", held.pathway)
    if held.state == SEEN:
        raise Refusal(why="Somebody has seen this already.", do="Look at the record for who did.", code="seen")
    body = {"hand_over": held.id, "pathway": held.pathway}
    return [fact(state, "case.duty_seen", body, context)]


def _held(state: CaseState, id: str) -> HandOver:
    held = hand_overs(state).get(id)
    if held is None:
        raise Refusal(why="There is no such hand-over.", do="Choose one of those shown.", code="no_hand_over")
    return held


def _left(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    before = dict(hand_overs(state))
    for id in (id for id in body["instead_of"] if id in before):
        before[id] = replace(before[id], seen=(entry.actor_name, entry.happened))
    held = HandOver(
        id=body["hand_over"],
        pathway=body["pathway"],
        watch=body["watch"],
        telephone=body["telephone"],
        by=entry.actor_name,
        at=entry.happened,
    )
    return _with(state, {**before, held.id: held})


def _written(state: CaseState, entry: Entry) -> CaseState:
    held = hand_overs(state).get(entry.body["hand_over"])
    if held is None:
        return state
    written = (*held.written, (entry.body["text"], entry.actor_name, entry.happened))
    return _with(state, {**hand_overs(state), held.id: replace(held, written=written, seen=None)})


def _seen(state: CaseState, entry: Entry) -> CaseState:
    held = hand_overs(state).get(entry.body["hand_over"])
    if held is None:
        return state
    seen = replace(held, seen=(entry.actor_name, entry.happened))
    return _with(state, {**hand_overs(state), held.id: seen})


def _with(state: CaseState, held: Mapping[str, HandOver]) -> CaseState:
    """The case with its hand-overs; what was written back waits for a person, on a closed case too."""
    waits = any(one.state == WRITTEN for one in held.values())
    awaiting = state.awaiting | {NAME} if waits else state.awaiting - {NAME}
    return replace(state, topics=keeping(state, NAME, held), awaiting=awaiting)


def _cut(held: Mapping[str, HandOver], seeing: Seeing, state: CaseState) -> dict[str, HandOver]:
    """Those of the strands that a reader reads, without the words that are kept back."""
    return {
        id: replace(
            one,
            watch=seeing.text(one.watch),
            telephone=seeing.text(one.telephone),
            written=tuple((seeing.text(text), by, at) for text, by, at in one.written),
        )
        for id, one in held.items()
        if one.pathway in seeing.seen
    }


def _tell(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    if body["pathway"] not in telling.seeing.seen:
        return None
    return telling.keep(body, "hand_over", "pathway", "watch", "telephone", "text")


def _rows(state: CaseState) -> Rows:
    protected = pattern(word for one in state.subjects.values() for word in protected_words(one.address))
    return {"case_hand_over": [_row(state, one, protected) for one in hand_overs(state).values()]}


def _row(state: CaseState, one: HandOver, protected: Any) -> dict[str, Any]:
    last = one.written[-1] if one.written else None
    return {
        "case_ref": state.ref,
        "hand_over": one.id,
        "access": access_of(state).marked,
        "pathway": one.pathway,
        "state": one.state,
        "telephone": one.telephone,
        "watch": taken_out(protected, one.watch),
        "written": taken_out(protected, last[0]) if last else None,
        "by_name": one.by,
        "at": one.at,
        "written_at": last[2] if last else None,
        "written_by": last[1] if last else None,
        "seen_at": one.seen[1] if one.seen else None,
        "seen_by": one.seen[0] if one.seen else None,
    }


TOPIC = Topic(
    name=NAME,
    deeds={LeaveToDuty: leave, WriteBack: write_back, SeeWritten: see},
    steps={"case.left_to_duty": _left, "case.duty_wrote_back": _written, "case.duty_seen": _seen},
    tells={"case.left_to_duty": _tell, "case.duty_wrote_back": _tell, "case.duty_seen": _tell},
    cut=_cut,
    rows=_rows,
    reads={SeeWritten: frozenset({"case.duty_wrote_back"})},
)
