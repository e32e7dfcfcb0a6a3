"""A concern that any agency may tag on a case, whoever owns it: nobody ranks above another in being worried."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact
from hubwright.domain.cases.entries import REFERRER, Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping, kept
from hubwright.domain.errors import Refusal


@dataclass(frozen=True, slots=True)
class TagConcern(TopicCommand):
    """Tag one of the hub's concerns.

    Args:
        concern: its id in the hub's definitions.
        words: what worries, as far as it is said.
        pathway: the strand; None for all that the actor reads or was asked about.
    """

    concern: str
    words: str = ""
    pathway: str | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """A concern on a case."""

    concern: str
    name: Mapping[str, Any]
    words: str
    pathways: tuple[str, ...]
    by: str
    agency: str | None
    at: datetime
    number: int


def tags(state: CaseState) -> tuple[Tag, ...]:
    """The concerns on a case, in the order in which they were tagged."""
    found: tuple[Tag, ...] = kept(state, TOPIC.name, ())
    return found


def tag(state: CaseState, command: TagConcern, context: Context) -> list[Fact]:
    """Put a concern on the case, for any agency that reads it or was asked about it; on a closed case too."""
    if context.actor == REFERRER or context.actor.agency is None:
        context.require("case.note")
    drawn = next((one for one in context.hub.concerns if one.id == command.concern), None)
    if drawn is None:
        raise Refusal(
            why="No concern was chosen.",
            do="Choose one of those shown.",
            code="concern_missing",
            fields=(("concern", "Choose one of the concerns shown."),),
        )
    reads = [one for one in state.pathways if context.authority.may("case.read", one)]
    asked = [one.pathway for one in state.checks.values() if one.agency == context.actor.agency]
    strands = reads or list(dict.fromkeys(asked))
    if command.pathway is not None:
        strands = [one for one in strands if one == command.pathway]
    if not strands:
        raise Refusal(why="There is no such case.", do="Open it again from your list.", code="no_case")
    body = {
        "concern": drawn.id,
        "name": {"en": drawn.name.en, "cy": drawn.name.cy},
        "words": command.words.strip(),
        "pathways": strands,
    }
    return [fact(state, "case.concern_tagged", body, context)]


def _tagged(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    one = Tag(
        concern=body["concern"],
        name=body["name"],
        words=body["words"],
        pathways=tuple(body["pathways"]),
        by=entry.actor_name,
        agency=entry.agency,
        at=entry.happened,
        number=entry.number,
    )
    return replace(state, topics=keeping(state, TOPIC.name, (*tags(state), one)))


def _tell(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    seen = telling.seeing.seen & set(body["pathways"])
    return telling.keep(body, "concern", "name", "words") if seen else None


def _cut(value: Iterable[Tag], seeing: Seeing, state: CaseState) -> tuple[Tag, ...]:
    return tuple(replace(one, words=seeing.text(one.words)) for one in value if seeing.seen & set(one.pathways))


TOPIC = Topic(
    name="concerns",
    deeds={TagConcern: tag},
    steps={"case.concern_tagged": _tagged},
    tells={"case.concern_tagged": _tell},
    cut=_cut,
)
