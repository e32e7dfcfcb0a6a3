"""Passing a contact on to another council: the hub took it, and owns it until that council says that it has it.

Where somebody lives never sends a referrer away, and it is never acted on by itself: a worker passes it on. Whoever is
found here is acted on here first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.changes import with_look
from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.growing import looked_at
from hubwright.domain.cases.decide.starting import clock, fact, met, numbered, still_open, words_needed
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping, kept
from hubwright.domain.definitions.hub import Kind
from hubwright.domain.errors import Refusal

NAME = "passing"
FOUND_HERE = ("yes", "no", "not_known")


@dataclass(frozen=True, slots=True)
class PassOn(TopicCommand):
    """Pass the case on to another council.

    Args:
        place: id of one of the hub's neighbouring places, or "" for another.
        to: who that is, in words; may be empty where `place` says it.
        why: why it is theirs, and what was handed over how.
        found_here: of `FOUND_HERE`: whether somebody it is about is in the area now.
        done_first: what was done here first for whoever was found here.
        drawn_from: as for `commands.Read`.
    """

    place: str
    to: str
    why: str
    found_here: str = ""
    done_first: str = ""
    drawn_from: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerPassing(TopicCommand):
    """The other council confirms that it has it, or gives it back with a reason.

    Args:
        passing: id within the case.
        accepted: whether they have it.
        by: who said so, and where they can be reached.
        reason: why they give it back.
    """

    passing: str
    accepted: bool
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Passing:
    """One passing on.

    Args:
        accepted: True once they confirmed, False once they gave it back, None until then: the hub owns it.
    """

    id: str
    place: str
    to: str
    why: str
    found_here: str
    done_first: str
    by: str
    at: datetime
    accepted: bool | None = None
    answered_by: str = ""
    reason: str = ""


def passings_of(state: CaseState) -> Mapping[str, Passing]:
    """Each passing on of a case, by id."""
    found: Mapping[str, Passing] = kept(state, NAME, {})
    return found


def unconfirmed(state: CaseState) -> Passing | None:
    """The passing on that nobody has answered yet, or None."""
    return next((one for one in passings_of(state).values() if one.accepted is None), None)


def confirmed(state: CaseState) -> bool:
    """Whether another council said last that it has the case."""
    return any(one.accepted for one in list(passings_of(state).values())[-1:])


def pass_on(state: CaseState, command: PassOn, context: Context) -> list[Fact]:
    """Pass the case on; the hub owns it until the other side confirms, and the clock climbs if nobody does."""
    for pathway in state.pathways:
        context.require("case.assign", pathway)
    still_open(state)
    to = command.to.strip() or _name_of(command.place, context)
    if not to:
        raise Refusal(
            why="It is not said to whom it is passed on.",
            do="Choose the council, or write who it is.",
            code="to_missing",
            fields=(("place", "Choose the council, or write who it is."),),
        )
    if (open_one := unconfirmed(state)) is not None:
        raise Refusal(
            why=f"It was passed on already, to {open_one.to}, and nobody has said yet that they have it.",
            do="Record their answer first.",
            code="passed_on",
        )
    why = words_needed(command.why, field="why", why="It does not say why.", do="Say why it is theirs.")
    if command.found_here not in FOUND_HERE:
        raise Refusal(
            why="It is not said whether anybody it is about is here now.",
            do="Say whether they were found here; not knowing is an answer.",
            code="found_here_missing",
            fields=(("found_here", "Say whether anybody it is about is here now."),),
        )
    looked = looked_at(state, context, drawn_from=command.drawn_from)
    _protected_first(with_look(state, looked["looked"]), command, looked["alarms"])
    id = numbered("t", passings_of(state))
    kind: Kind = context.hub.find("kinds", state.kind)
    body = {
        "passing": id,
        "place": command.place,
        "to": to,
        "why": why,
        "found_here": command.found_here,
        "done_first": command.done_first.strip(),
        "clocks": [clock(f"confirm:{id}", kind.confirm_clock or kind.first_look, context, received=context.now)],
        **looked,
    }
    return [fact(state, "case.passed_on", body, context)]


def _name_of(place: str, context: Context) -> str:
    return next((one.name.en for one in context.hub.local.places if one.id == place and not one.served), "")


def _protected_first(state: CaseState, command: PassOn, quiet: list[str]) -> None:
    """Stop while somebody may be in danger and nobody has taken it on, or is here and nothing was done for them."""
    if any(one.why == "danger" and one.acknowledged is None and one.id not in quiet for one in state.alarms.values()):
        raise Refusal(
            why="Somebody is said to be in danger now, and nobody has taken that on.",
            do="Start immediate action, or take the alarm on; then pass it on.",
            code="alarm_open",
        )
    if command.found_here == "yes" and not (state.actions or command.done_first.strip()):
        raise Refusal(
            why="Whoever is found here is acted on here first.",
            do="Start immediate action, or say what was done here first.",
            code="found_here",
            fields=(("done_first", "Say what was done here first."),),
        )


def answer_passing(state: CaseState, command: AnswerPassing, context: Context) -> list[Fact]:
    """Record what the other council said. Given back, the hub works on it as before."""
    context.require("case.note")
    passing = passings_of(state).get(command.passing)
    if passing is None or passing.accepted is not None:
        raise Refusal(
            why="There is no such passing on that waits for an answer.",
            do="Look at the record of the case.",
            code="no_passing",
        )
    by = words_needed(
        command.by, field="by", why="It is not said who confirmed it.", do="Write the name and post of whoever said so."
    )
    reason = command.reason.strip()
    if not command.accepted:
        reason = words_needed(
            command.reason, field="reason", why="It does not say why they give it back.", do="Write what they said."
        )
    body = {
        "passing": passing.id,
        "accepted": command.accepted,
        "by": by,
        "reason": reason,
        **met(state, [f"confirm:{passing.id}"]),
    }
    return [fact(state, "case.passing_answered", body, context)]


def _passed_on(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    passing = Passing(
        id=body["passing"],
        by=entry.actor_name,
        at=entry.happened,
        **{key: body[key] for key in ("place", "to", "why", "found_here", "done_first")},
    )
    return replace(state, topics=keeping(state, NAME, {**passings_of(state), passing.id: passing}))


def _answered(state: CaseState, entry: Entry) -> CaseState:
    body, passings = entry.body, dict(passings_of(state))
    if body["passing"] not in passings:
        return state
    passings[body["passing"]] = replace(
        passings[body["passing"]], accepted=body["accepted"], answered_by=body["by"], reason=body["reason"]
    )
    return replace(state, topics=keeping(state, NAME, passings))


def _tell_passed_on(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return {**telling.keep(body, "passing", "to", "why", "found_here", "done_first"), "clocks": body["clocks"]}


def _tell_answered(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return telling.keep(body, "passing", "accepted", "by", "reason")


def _cut(passings: Mapping[str, Passing], seeing: Seeing, state: CaseState) -> Mapping[str, Passing]:
    return {
        id: replace(
            one, why=seeing.text(one.why), done_first=seeing.text(one.done_first), reason=seeing.text(one.reason)
        )
        for id, one in passings.items()
    }


def _holds_open(state: CaseState, context: Context) -> Refusal | None:
    passing = unconfirmed(state)
    if passing is None:
        return None
    return Refusal(
        why=f"It was passed on to {passing.to}, and until they say that they have it the hub owns it.",
        do="Record their answer first.",
        code="not_confirmed",
    )


TOPIC = Topic(
    name=NAME,
    deeds={PassOn: pass_on, AnswerPassing: answer_passing},
    steps={"case.passed_on": _passed_on, "case.passing_answered": _answered},
    tells={"case.passed_on": _tell_passed_on, "case.passing_answered": _tell_answered},
    cut=_cut,
    reads={
        PassOn: frozenset({"case.passed_on", "case.passing_answered", "case.acted_now", "case.contact_added_to"}),
        AnswerPassing: frozenset({"case.passing_answered"}),
    },
    holds_open=_holds_open,
)
