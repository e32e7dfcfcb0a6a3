"""By when a conference is held for somebody, where what was decided for them asks for one.

It is counted from the meeting at which that was decided first, whether its record is written or not: a later meeting
that decides the same again gives nobody more time. What was decided before any meeting, because somebody had to be
protected at once, is counted from then until a meeting decides it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import clock, fact, met, running_ids, today
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.minuting import meetings_of
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping, kept
from hubwright.domain.cases.written import instant
from hubwright.domain.errors import Refusal

NAME = "conferencing"


@dataclass(frozen=True, slots=True)
class HoldConference(TopicCommand):
    """Say that the conference was held, on which day, or that there will be none, with the reason.

    Args:
        held: the day, or None where it will not be held.
        words: what came of it, or why it will not be held.
    """

    subject: str
    pathway: str
    held: date | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Conference:
    """A conference that is owed, or was held.

    Args:
        meeting: reference of the meeting from which its time is counted, or "".
        due: UTC.
        held: the day, or None; `settled` once somebody has said either.
    """

    subject: str
    pathway: str
    meeting: str
    due: datetime
    held: date | None = None
    settled: bool = False
    words: str = ""
    by: str = ""


def conferences_of(state: CaseState) -> Mapping[tuple[str, str], Conference]:
    """The conferences of a case, by person and strand."""
    found: Mapping[tuple[str, str], Conference] = kept(state, NAME, {})
    return found


def _clock(subject: str, pathway: str) -> str:
    return f"conference_for:{subject}:{pathway}"


def owed(state: CaseState, facts: list[Fact], context: Context) -> list[Fact]:
    """What decisions mean for conferences: one is owed, or no longer."""
    found = []
    for one in facts:
        if one.stream == state.stream and one.type in _DECIDES:
            for body in _DECIDES[one.type](one):
                found += _owed_by(state, body, context)
    return found


def _owed_by(state: CaseState, body: Mapping[str, Any], context: Context) -> list[Fact]:
    id = _clock(body["subject"], body["pathway"])
    running = running_ids(state, [id])
    route = next((one for one in context.hub.routes if one.id == body["route"]), None)
    rule = route.conference_clock if route else None
    before = conferences_of(state).get((body["subject"], body["pathway"]))
    first_met = before is not None and not before.meeting and bool(body.get("meeting"))
    if (rule is not None) == bool(running) and not (rule is not None and first_met):
        return []
    started: list[dict[str, Any]] = []
    if rule is not None:
        began = _from(state, body.get("meeting", ""), context)
        started = [clock(id, rule, replace(context, now=began), received=began, pathway=body["pathway"])]
    said = {
        "subject": body["subject"],
        "pathway": body["pathway"],
        "meeting": body.get("meeting", ""),
        "clocks": started,
        "replaced": running if rule is None else [],
    }
    return [fact(state, "case.conference_owed", said, context)]


def _from(state: CaseState, meeting: str, context: Context) -> datetime:
    """When the meeting ended; now, while it goes on and for what was decided without one."""
    at = meetings_of(state).get(meeting)
    ended = at.held.get("ended") if at is not None else None
    return instant(ended) if isinstance(ended, str) else context.now


def _one(fact: Fact) -> Iterable[Mapping[str, Any]]:
    return [fact.body]


def _several(fact: Fact) -> Iterable[Mapping[str, Any]]:
    return [{**one, "route": one.get("route", fact.body.get("route"))} for one in fact.body["decisions"]]


# Types of entry with which something is decided for people, to the decisions that one holds.
_DECIDES = {"case.decided": _one, "case.acted_now": _several}


def hold(state: CaseState, command: HoldConference, context: Context) -> list[Fact]:
    """Record that it was held, or will not be; either ends its clock."""
    context.require("case.note", command.pathway)
    one = conferences_of(state).get((command.subject, command.pathway))
    if one is None or one.settled:
        raise Refusal(
            why="No conference is owed for this person.",
            do="Choose one of those shown.",
            code="no_conference",
            fields=(("about", "Choose one of those shown."),),
        )
    problems = []
    if command.held is not None and command.held > today(context):
        problems.append(("held", "That day is still to come."))
    if command.held is None and not command.words.strip():
        problems.append(("words", "Say why no conference is held."))
    if problems:
        raise Refusal(why="It is not complete.", do=problems[0][1], code="conference_wrong", fields=tuple(problems))
    body = {
        "subject": command.subject,
        "pathway": command.pathway,
        "held": command.held.isoformat() if command.held else None,
        "words": command.words.strip(),
        **met(state, [_clock(command.subject, command.pathway)]),
    }
    return [fact(state, "case.conference_held", body, context)]


def _owed(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    pair = (body["subject"], body["pathway"])
    found = dict(conferences_of(state))
    if body["clocks"]:
        (started,) = body["clocks"]
        found[pair] = Conference(*pair, body["meeting"], instant(started["due"]))
    else:
        found.pop(pair, None)
    return replace(state, topics=keeping(state, NAME, found))


def _held(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    pair = (body["subject"], body["pathway"])
    found = conferences_of(state)
    if pair not in found:
        return state
    day = date.fromisoformat(body["held"]) if body["held"] else None
    said = replace(found[pair], held=day, settled=True, words=body["words"], by=entry.actor_name)
    return replace(state, topics=keeping(state, NAME, {**found, pair: said}))


def _tell_owed(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    if body["pathway"] not in telling.seeing.seen:
        return None
    return {**telling.keep(body, "subject", "pathway", "meeting"), "clocks": telling.clocks(body["clocks"])}


def _tell_held(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    if body["pathway"] not in telling.seeing.seen:
        return None
    return telling.keep(body, "subject", "pathway", "held", "words")


def _cut(
    value: Mapping[tuple[str, str], Conference], seeing: Seeing, state: CaseState
) -> Mapping[tuple[str, str], Conference]:
    return {
        pair: replace(one, words=seeing.text(one.words)) for pair, one in value.items() if one.pathway in seeing.seen
    }


TOPIC = Topic(
    name=NAME,
    deeds={HoldConference: hold},
    follows=owed,
    steps={"case.conference_owed": _owed, "case.conference_held": _held},
    tells={"case.conference_owed": _tell_owed, "case.conference_held": _tell_held},
    cut=_cut,
    reads={HoldConference: frozenset({"case.decided", "case.conference_held"})},
)
