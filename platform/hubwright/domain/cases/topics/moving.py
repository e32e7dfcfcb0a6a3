"""Content that was entered on the wrong case: moved by two entries that name one another.

Nothing is deleted. From then on its readers on the wrong case no longer see it, not even as of an earlier day; whoever
may correct the record and read who has seen what can trace it there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact, words_needed
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping, kept
from hubwright.domain.errors import Refusal

NAME = "moving"
TRACES = ("case.correct", "audit.read")


@dataclass(frozen=True, slots=True)
class MoveEntry(TopicCommand):
    """Move what an entry says to the case where it belongs.

    Args:
        number: of the entry on this case.
        case: reference of the case where it belongs.
        why: how it came to stand here.
    """

    number: int
    case: str
    why: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What stood here by mistake.

    Args:
        number: of the entry that held it.
        to: reference of the other case.
    """

    number: int
    to: str
    why: str
    by: str
    at: datetime


def moved_of(state: CaseState) -> Mapping[int, Moved]:
    """What was moved away, by the number of its entry."""
    found: Mapping[int, Moved] = kept(state, NAME, {})
    return found


def move(state: CaseState, into: CaseState, entry: Entry | None, command: MoveEntry, context: Context) -> list[Fact]:
    """The two facts of a move.

    Args:
        state: the case on which it stands by mistake.
        into: the one where it belongs; the actor knows of both.
        entry: of the first case, in its current version, with that number; None where there is none.
        command: the move.
        context: of the deed.

    Raises:
        Refusal: it cannot be moved, or it does not say why.
    """
    for pathway in (*state.pathways, *into.pathways):
        context.require("case.correct", pathway)
    why = words_needed(
        command.why, field="why", why="It does not say how it came to stand here.", do="Say how it happened."
    )
    if into.ref == state.ref:
        raise Refusal(
            why="This is the case where it stands now.",
            do="Write the reference of the case where it belongs.",
            code="same_case",
            fields=(("case", "Write the reference of the case where it belongs."),),
        )
    takes = _MOVABLE.get(entry.type) if entry is not None and entry.destroyed is None else None
    if entry is None or takes is None or entry.number in moved_of(state):
        raise Refusal(
            why="This entry cannot be moved: only a note or an agency's return can.",
            do="Choose one of those shown. What else is wrong, put right with a correction.",
            code="not_movable",
            fields=(("number", "Choose one of the entries shown."),),
        )
    away = {"number": entry.number, "to": into.ref, "why": why}
    here = {
        "from": state.ref,
        "number": entry.number,
        "type": entry.type,
        "by": entry.actor_name,
        "why": why,
        "pathways": list(into.pathways),
        **takes(entry.body),
    }
    return [
        fact(state, "case.moved_away", away, context),
        fact(into, "case.moved_here", here, context, happened=entry.happened, received=entry.received),
    ]


def movable(type: str) -> bool:
    """Whether what an entry of this type says can be moved."""
    return type in _MOVABLE


def _note(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"text": body["text"], "nature": body["nature"]}


def _return(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"text": str(body["answer"].get("text", "")), "nature": "hearsay", "answer": dict(body["answer"])}


_MOVABLE: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "case.noted": _note,
    "case.return_recorded": _return,
}


def _move_alone(state: CaseState, command: MoveEntry, context: Context) -> list[Fact]:
    """The deed is done with both cases at hand (`move`); on its own there is nowhere to move to."""
    raise Refusal(
        why="There is no such case in this hub.",
        do="Check the reference; it has eight letters and digits.",
        code="no_case",
        fields=(("case", "Check the reference of the other case."),),
    )


def _on_away(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    moved = Moved(body["number"], body["to"], body["why"], entry.actor_name, entry.happened)
    checks = dict(state.checks)
    for id, check in checks.items():
        earlier = tuple(one for one in check.earlier if one.get("number") != moved.number)
        if check.answer is not None and check.answer.get("number") == moved.number:
            answer = earlier[-1] if earlier else None
            state_now = "answered" if answer is not None else "waiting"
            checks[id] = replace(check, answer=answer, earlier=earlier[:-1], state=state_now)
        else:
            checks[id] = replace(check, earlier=earlier)
    late = {ask: number for ask, number in state.come_late.items() if number != moved.number}
    topics = keeping(state, NAME, {**moved_of(state), moved.number: moved})
    return replace(state, topics=topics, checks=checks, come_late=late)


def _on_here(state: CaseState, entry: Entry) -> CaseState:
    return state


def traces(seeing: Seeing, state: CaseState) -> bool:
    """Whether a reader may still see where something stood by mistake."""
    return all(seeing.may(permission, pathway) for permission in TRACES for pathway in state.pathways)


def _cut(moved: Mapping[int, Moved], seeing: Seeing, state: CaseState) -> Mapping[int, Moved]:
    return dict(moved) if traces(seeing, state) else {}


def _tell_away(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return telling.keep(body, "number", "to", "why") if traces(telling.seeing, telling.state) else None


def _tell_here(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    about = set(body["pathways"])
    if not about or not about <= telling.seeing.seen:
        return None
    trace = ("from", "number") if traces(telling.seeing, telling.state) else ()
    return telling.keep(body, "text", "nature", "by", "why", *trace)


TOPIC = Topic(
    name=NAME,
    deeds={MoveEntry: _move_alone},
    steps={"case.moved_away": _on_away, "case.moved_here": _on_here},
    tells={"case.moved_away": _tell_away, "case.moved_here": _tell_here},
    cut=_cut,
    reads={MoveEntry: frozenset({"case.moved_away"})},
)
