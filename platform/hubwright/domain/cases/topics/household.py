"""Who else lives there: before a decision for a child, other children and adults are added, left out with a reason, or
said to be not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact, known_pathway
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping, kept
from hubwright.domain.errors import Refusal

POSITIONS = ("all_added", "nobody_else", "left_out", "not_known")
"""Everybody else is on the case; there is nobody else; somebody is left out, with the reason; nobody knows yet."""


@dataclass(frozen=True, slots=True)
class AnswerHousehold(TopicCommand):
    """Say who else lives there.

    Args:
        pathway: the strand that is to be decided.
        position: of `POSITIONS`.
        words: who is left out and why; needed for "left_out", welcome otherwise.
    """

    pathway: str
    position: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Household:
    """What was said last, by whom; `number` of its entry."""

    position: str
    words: str
    by: str
    at: datetime
    number: int


def answered(state: CaseState, pathway: str) -> Household | None:
    """What was said about who else lives there, for a strand, or None."""
    found: Household | None = _kept(state).get(pathway)
    return found


def _kept(state: CaseState) -> Mapping[str, Household]:
    found: Mapping[str, Household] = kept(state, TOPIC.name, {})
    return found


def not_asked_about(state: CaseState, pathway: str) -> tuple[str, ...]:
    """Ids of people of a strand about whom no agency was asked, where agencies were asked about others."""
    checks = [one for one in state.checks.values() if one.pathway == pathway]
    if not checks:
        return ()
    asked = {subject for one in checks for subject in one.subjects}
    return tuple(one.id for one in state.subjects.values() if pathway in one.pathways and one.id not in asked)


def answer(state: CaseState, command: AnswerHousehold, context: Context) -> list[Fact]:
    """Put on record who else lives there; a later answer stands beside it and takes its place."""
    known_pathway(state, command.pathway)
    if not context.authority.may("case.note", command.pathway):
        context.require("case.decide", command.pathway)
    if command.position not in POSITIONS:
        raise Refusal(
            why="It is not said whether anybody else lives there.",
            do="Say that all are on the case, who is left out and why, or that it is not known.",
            code="household_missing",
            fields=(("household", "Choose what is known of others in the household."),),
        )
    words = command.words.strip()
    if command.position == "left_out" and not words:
        raise Refusal(
            why="It is not said who is left out, and why.",
            do="Name them, or say who they are, and why they are not on this case.",
            code="household_words_missing",
            fields=(("household_words", "Say who is left out, and why."),),
        )
    body = {"pathway": command.pathway, "position": command.position, "words": words}
    return [fact(state, "case.household_answered", body, context)]


def _answered(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    said = Household(body["position"], body["words"], entry.actor_name, entry.happened, entry.number)
    return replace(state, topics=keeping(state, TOPIC.name, {**_kept(state), body["pathway"]: said}))


def _tell(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return telling.keep(body, "pathway", "position", "words") if body["pathway"] in telling.seeing.seen else None


def _cut(value: Mapping[str, Household], seeing: Seeing, state: CaseState) -> Mapping[str, Household]:
    seen = {pathway: said for pathway, said in value.items() if pathway in seeing.seen}
    return {pathway: replace(said, words=seeing.text(said.words)) for pathway, said in seen.items()}


TOPIC = Topic(
    name="household",
    deeds={AnswerHousehold: answer},
    steps={"case.household_answered": _answered},
    tells={"case.household_answered": _tell},
    cut=_cut,
    reads={AnswerHousehold: frozenset({"case.person_added", "case.household_answered"})},
)
