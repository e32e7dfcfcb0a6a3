"""The move of a case to another revision of its hub, as a deed of a named person on the case itself.

What was submitted, and every entry before, stays as it was said. From the move on the case's stages, clocks and ratings
are those of the other revision. A second move goes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact, still_open, words_needed
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.redrawing.proposing import Proposal, as_moved, proposed, with_tiers
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping, kept
from hubwright.domain.cases.written import instant
from hubwright.domain.errors import Refusal

NAME = "redrawing"


@dataclass(frozen=True, slots=True)
class MoveToRevision(TopicCommand):
    """Let a case go on from here by what holds today, or go back to what it followed before.

    Args:
        why: the reason, for the record.
        stage: id of the stage chosen, where its own is not there any more.
        tiers: "scale~tier" to the tier chosen, where its own is not there any more.
        back: to the revision that it was moved away from last.
        bulk: one of several that are moved together: only where nothing has to be looked at.
        there: of the other revision; the action lays it in.
    """

    why: str
    stage: str = ""
    tiers: Mapping[str, str] = field(default_factory=dict)
    back: bool = False
    bulk: bool = False
    there: Context | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Redrawn:
    """One move that was made."""

    before: str
    after: str
    why: str
    by: str
    at: datetime
    bulk: bool


def redrawn_of(state: CaseState) -> tuple[Redrawn, ...]:
    """The moves of a case, in their order."""
    found: tuple[Redrawn, ...] = kept(state, NAME, ())
    return found


def back_to(state: CaseState) -> str:
    """The revision that a case was moved away from last, or ""."""
    moves = redrawn_of(state)
    return moves[-1].before if moves else ""


def move(state: CaseState, command: MoveToRevision, context: Context) -> list[Fact]:
    """The fact of a move.

    Raises:
        Refusal: it may not be done, or something is left to choose or stands in the way.
    """
    still_open(state)
    if command.bulk:
        context.require("hub.configure")
    else:
        for pathway in state.pathways:
            context.require("case.rate" if context.hub.find("pathways", pathway).scale else "case.decide", pathway)
    there = command.there
    if there is None or there.revision == state.revision:
        raise Refusal(
            why="The case follows what holds today already.", do="There is nothing to move.", code="already_there"
        )
    why = words_needed(command.why, field="why", why="It does not say why.", do="Say why the case is moved.")
    chosen = {(one.partition("~")[0], one.partition("~")[2]): to for one, to in command.tiers.items()}
    found = proposed(state, context, there, stage=command.stage, chosen=chosen)
    _complete(found)
    if command.bulk and not found.in_bulk:
        raise Refusal(
            why="Somebody has to look at this case by itself.",
            do="Whoever works on it moves it.",
            code="not_in_bulk",
        )
    assert found.to is not None  # noqa: S101 - it is complete
    stage = {"stage": {"id": found.to.id, "standing": found.to.standing}} if found.to.id != state.stage else {}
    body = {
        "from": state.revision,
        "to": there.revision,
        "workflow": {"id": found.workflow[0], "version": found.workflow[1]},
        "tiers": [
            {"scale": one.scale, "tier": one.before.id, "to": one.after.id, "position": one.position}
            for one in found.tiers
            if one.after is not None
        ],
        "moved": [as_moved(one) for one in found.clocks if one.before is not None],
        "clocks": [dict(one.written) for one in found.clocks if one.before is None],
        "why": why,
        "bulk": command.bulk,
        **stage,
    }
    return [fact(state, "case.moved_to_revision", body, context)]


def _complete(found: Proposal) -> None:
    """Stop where a case cannot be moved yet.

    Raises:
        Refusal: something stands in the way, or is left to choose.
    """
    if found.in_the_way:
        raise Refusal(
            why=" ".join(found.in_the_way),
            do="It goes on as it began. Whoever keeps the hub can put back what is missing.",
            code="names_what_is_gone",
        )
    missing = [("stage", "Choose the stage at which the case goes on.")] if found.to is None else []
    missing += [
        (f"tier-{one.scale}~{one.before.id}", "Choose the rating that stands for it.")
        for one in found.tiers
        if one.after is None
    ]
    if missing:
        raise Refusal(
            why="Something of this case is not there any more.",
            do="Choose what stands for it.",
            code="left_to_choose",
            fields=tuple(missing),
        )


def _moved(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    state = with_tiers(state, [(one["scale"], one["tier"], one["to"], one["position"]) for one in body["tiers"]])
    clocks = dict(state.clocks)
    for parts in body["moved"]:
        if parts["id"] in clocks:
            clocks[parts["id"]] = replace(
                clocks[parts["id"]],
                rule=parts["rule"],
                due=instant(parts["due"]),
                steps=tuple(parts["steps"]),
                warns=instant(parts["warns"]) if parts["warns"] else None,
                counted=parts["counted"],
            )
    one = Redrawn(body["from"], body["to"], body["why"], entry.actor_name, entry.happened, body["bulk"])
    return replace(
        state,
        revision=body["to"],
        workflow=(body["workflow"]["id"], body["workflow"]["version"]),
        clocks=clocks,
        topics=keeping(state, NAME, (*redrawn_of(state), one)),
    )


def _cut(moves: tuple[Redrawn, ...], seeing: Seeing, state: CaseState) -> tuple[Redrawn, ...]:
    """Which revision a case follows is no secret of anybody; the words that somebody wrote are looked through."""
    return tuple(replace(one, why=seeing.text(one.why)) for one in moves) if seeing.seen else ()


def _tell(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    if not telling.seeing.seen:
        return None
    return {**telling.keep(body, "why", "bulk"), "clocks": telling.clocks(body["clocks"])}


TOPIC = Topic(
    name=NAME,
    deeds={MoveToRevision: move},
    steps={"case.moved_to_revision": _moved},
    tells={"case.moved_to_revision": _tell},
    cut=_cut,
    reads={
        MoveToRevision: frozenset(
            {"case.moved_to_revision", "case.rated", "case.agencies_asked", "case.decided", "case.closed"}
        )
    },
)
