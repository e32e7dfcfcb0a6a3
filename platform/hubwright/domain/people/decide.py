"""What follows from a command on a person's record: facts to put on record, or a `Refusal`. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import clock, numbered, today
from hubwright.domain.cases.entries import WORKER, Fact
from hubwright.domain.errors import Refusal
from hubwright.domain.people import commands
from hubwright.domain.people.commands import Command, Told
from hubwright.domain.people.knowing import Fault, faults, noted
from hubwright.domain.people.state import ANSWERS, SAME, STREAM, PersonState
from hubwright.domain.people.stream import CURRENT

_HOW_MANY = 60


def begin(command: commands.Begin, context: Context) -> list[Fact]:
    """The facts with which a person's record begins, under a fresh reference.

    Raises:
        Refusal: the actor may not, or something cannot be so.
    """
    _require(context, "people.match", command.pathways)
    ref = next(context.ids)
    body: dict[str, Any] = {
        "person": ref,
        "pathways": list(command.pathways),
        "facts": _written((), command.told, context),
    }
    if not any(one.kind in ("name", "expected") for one in command.told) and command.mention is None:
        raise Refusal(
            why="Nothing says who this is.",
            do="Write a name, or the expected date of an unborn baby.",
            code="nobody",
            fields=(("name", "Write a name, or the expected date of an unborn baby."),),
        )
    if command.mention is not None:
        case, subject = command.mention
        said = {"case": case, "subject": subject, "pathways": list(command.pathways), "answer": SAME}
        body["mention"] = said
    return [_fact(f"{STREAM}:{ref}", "person.begun", body, context)]


def decide(
    state: PersonState | None, command: Command, context: Context, *, other: PersonState | None = None
) -> list[Fact]:
    """The facts that a command makes of a person's record.

    Args:
        state: as replayed, or None where there is none, or none that the actor may know of.
        command: what a person asks to be done.
        context: everything from outside.
        other: for linking and parting, the other person's record under the same rule.

    Returns:
        Facts of this person's stream and, for linking and parting, of the other's.

    Raises:
        Refusal: it is not done yet; nothing is on record.
    """
    if isinstance(command, commands.Begin):
        return begin(command, context)
    if state is None or not (state.known or state.mentions):
        raise Refusal(why="There is no such person in this hub.", do="Search for them by name.", code="no_person")
    if isinstance(command, commands.Link):
        return _link(state, command, context, other)
    if isinstance(command, commands.Unlink):
        return _unlink(state, command, context)
    return _DEEDS[type(command)](state, command, context)


def _record(state: PersonState, command: commands.Record, context: Context) -> list[Fact]:
    _require(context, "people.match", state.pathways)
    if not command.told:
        raise Refusal(why="There is nothing to record.", do="Write what is known.", code="nothing")
    body = {"facts": _written(tuple(state.known), command.told, context, state)}
    return [_fact(state.stream, "person.facts_recorded", body, context)]


def _withdraw(state: PersonState, command: commands.Withdraw, context: Context) -> list[Fact]:
    _require(context, "people.match", state.pathways)
    wrong = state.known.get(command.known)
    if wrong is None or wrong.replaced_by is not None:
        raise Refusal(why="This has been put right already.", do="Look at the record again.", code="not_held")
    why = _why(command.why, "Say how we know that it is not so.")
    return [_fact(state.stream, "person.fact_withdrawn", {"fact": command.known, "why": why}, context)]


def _answer(state: PersonState, command: commands.AnswerMention, context: Context) -> list[Fact]:
    _require(context, "people.match", command.pathways)
    if command.answer not in ANSWERS:
        do = "Say whether it is the same person, not the same, or that nobody can tell."
        raise Refusal(why="No answer was chosen.", do=do, code="answer_missing", fields=(("answer", do),))
    held = state.mentions.get((command.case, command.subject))
    if held is not None and held.answer == command.answer:
        raise Refusal(why="That is on record already.", do="Go on with the next act.", code="known")
    why = command.why.strip()
    if held is not None and not why:
        do = "Say what has changed since the answer before."
        raise Refusal(why="This changes an earlier answer.", do=do, code="why_missing", fields=(("why", do),))
    told = command.told if command.answer == SAME else ()
    body = {
        "case": command.case,
        "subject": command.subject,
        "pathways": list(command.pathways),
        "answer": command.answer,
        **({"why": why} if why else {}),
        "facts": _written(tuple(state.known), told, context, state),
    }
    return [_fact(state.stream, "person.mention_answered", body, context)]


def _link(state: PersonState, command: commands.Link, context: Context, other: PersonState | None) -> list[Fact]:
    _require(context, "people.merge", state.pathways)
    if other is None:
        do = "Write the reference of somebody in this hub. People of other hubs are never linked."
        raise Refusal(why="There is no such person in this hub.", do=do, code="no_person", fields=(("other", do),))
    _require(context, "people.merge", other.pathways)
    if state.ref == other.ref:
        raise Refusal(why="This is the same record.", do="Choose another person.", code="same_record")
    if state.sealed or other.sealed:
        raise Refusal(
            why="One of the two records is sealed: a new identity is never tied to an old one.",
            do="Speak to the keeper of the record.",
            code="sealed",
        )
    if state.linked_to is not None or state.followers or other.linked_to is not None:
        raise Refusal(
            why="One of the two is linked already.",
            do="Link the person that no other record is linked to, or part those first.",
            code="linked_already",
        )
    why = _why(command.why, "Say how we know that they are the same person.")
    return [
        _fact(state.stream, "person.linked_to", {"person": other.ref, "why": why}, context),
        _fact(other.stream, "person.joined_by", {"person": state.ref, "why": why}, context),
    ]


def _unlink(state: PersonState, command: commands.Unlink, context: Context) -> list[Fact]:
    _require(context, "people.merge", state.pathways)
    if state.linked_to is None:
        raise Refusal(why="This person is not linked to another.", do="Nothing is to be parted.", code="not_linked")
    why = _why(command.why, "Say how we know that they are not the same person.")
    return [
        _fact(state.stream, "person.unlinked", {"person": state.linked_to, "why": why}, context),
        _fact(f"{STREAM}:{state.linked_to}", "person.left_by", {"person": state.ref, "why": why}, context),
    ]


def _seal(state: PersonState, command: commands.Seal, context: Context) -> list[Fact]:
    _require(context, "people.seal", state.pathways)
    why = _why(command.why, "Say why.")
    keepers = sorted({one for one in command.keepers if one})
    if state.linked_to is not None or state.followers:
        raise Refusal(
            why="This person is linked to another record.",
            do="Part the two first: what is sealed must not be tied to what is open.",
            code="linked_already",
        )
    if not keepers:
        if not state.sealed:
            do = "Choose who keeps it."
            raise Refusal(why="Nobody would keep this record.", do=do, code="no_keeper", fields=(("keepers", do),))
        return [_fact(state.stream, "person.unsealed", {"why": why}, context)]
    return [_fact(state.stream, "person.sealed", {"keepers": keepers, "why": why}, context)]


def _tell_keeper(state: PersonState, command: commands.TellKeeper, context: Context) -> list[Fact]:
    """Only the background work tells a keeper, once for each mention; it decides nothing."""
    mention = (command.case, command.subject)
    if context.actor != WORKER or not state.sealed or mention in state.matches or mention in state.mentions:
        return []
    body = {
        "case": command.case,
        "subject": command.subject,
        "reasons": list(command.reasons),
        "clock": clock(f"keeper:{command.case}:{command.subject}", command.clock, context, received=command.received),
    }
    return [_fact(state.stream, "person.matched", body, context)]


_DEEDS: Mapping[type, Callable[[PersonState, Any, Context], list[Fact]]] = {
    commands.Record: _record,
    commands.Withdraw: _withdraw,
    commands.AnswerMention: _answer,
    commands.Seal: _seal,
    commands.TellKeeper: _tell_keeper,
}


def _require(context: Context, permission: str, pathways: Sequence[str]) -> None:
    """Stop unless the actor holds the permission for one of the strands that the person is known in."""
    held = [one for one in pathways if context.authority.may(permission, one)]
    if not held:
        context.require(permission, pathways[0] if pathways else None)


def _written(
    taken: Sequence[str], told: Sequence[Told], context: Context, state: PersonState | None = None
) -> list[dict[str, Any]]:
    """Facts as they are recorded, each under an id of its own.

    Raises:
        Refusal: with everything that cannot be so.
    """
    if len(told) > _HOW_MANY:
        raise Refusal(why="These are too many at once.", do="Record them in several turns.", code="too_many")
    wrong = [fault for one in told for fault in _faults(one, context, state)]
    if wrong:
        raise Refusal(
            why="Some of it cannot be recorded as it is.",
            do="Put right what is marked; the rest is kept.",
            code="facts_wrong",
            fields=tuple(dict(reversed(wrong)).items()),
        )
    written = []
    for ahead, one in enumerate(told):
        written.append(
            {
                "id": numbered("k", taken, ahead),
                "kind": one.kind,
                "parts": noted(one.kind, one.parts),
                **({"case": one.case} if one.case else {}),
                **({"replaces": one.replaces} if one.replaces else {}),
                **({"why": one.why.strip()} if one.why.strip() else {}),
            }
        )
    return written


def _faults(told: Told, context: Context, state: PersonState | None) -> list[Fault]:
    found = faults(told.kind, told.parts, today(context))
    if told.kind == "relationship" and not told.case:
        found.append(("case", "Say in which case: it holds for that episode, not for life."))
    if told.replaces is not None:
        held = state.known.get(told.replaces) if state else None
        if held is None or held.replaced_by is not None or held.kind != told.kind:
            found.append(("replaces", "Choose what is to be put right from what is on record now."))
        if not told.why.strip():
            found.append(("why", "Say how we know."))
    return found


def _why(words: str, do: str) -> str:
    if not words.strip():
        raise Refusal(why="It does not say why.", do=do, code="why_missing", fields=(("why", do),))
    return words.strip()


def _fact(stream: str, type: str, body: Mapping[str, Any], context: Context) -> Fact:
    return Fact(stream=stream, type=type, version=CURRENT[type], body=body, happened=context.now, received=context.now)
