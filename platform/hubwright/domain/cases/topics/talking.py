"""What the people themselves know, agree to, want and can decide. Each is a question of its own; none is a gate.

Whether the family was talked to is not whether they agree to a service, and neither is data protection consent. What an
adult wants is written down in their words. Capacity is about one decision at one time, and is presumed until somebody
has found otherwise (S:404-413, 509-514).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact, known_pathway
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping, kept
from hubwright.domain.definitions.hub import Talking
from hubwright.domain.errors import Refusal

NAME = "talking"
AGREED = ("given", "refused", "withdrawn", "not_asked")
CAPACITY = ("has", "lacks", "not_assessed")


@dataclass(frozen=True, slots=True)
class RecordTalk(TopicCommand):
    """Whether the family was talked to, or why not.

    Args:
        talked: they were.
        reason: id of one of the hub's reasons why not.
        told_first: they were told before anything was shared; None where nobody says.
        words: what was said, or more about why not.
    """

    pathway: str
    talked: bool
    reason: str = ""
    told_first: bool | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class RecordAgreement(TopicCommand):
    """Whether somebody agrees to a service; not a basis for sharing.

    Args:
        answer: of `AGREED`.
        by: who answered, in words ("mother").
        words: what they said.
    """

    subject: str
    answer: str
    by: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class RecordWishes(TopicCommand):
    """What somebody wants, in their own words.

    Args:
        wishes: what they said they want to happen, or not to happen.
        heard: how it is known ("from her, alone").
        why_not: why nobody has asked, where they were not.
    """

    subject: str
    wishes: str = ""
    heard: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class RecordCapacity(TopicCommand):
    """Whether an adult can make one decision.

    Args:
        decision: which one.
        finding: of `CAPACITY`.
        why: what it rests on, and how they were helped to decide.
        by: who assessed it.
        best_interests: what is done, and who was heard, where they lack capacity for it.
    """

    subject: str
    decision: str
    finding: str
    why: str = ""
    by: str = ""
    best_interests: str = ""


@dataclass(frozen=True, slots=True)
class Talked:
    """What is on record, oldest first; each line as its entry wrote it, with `by_name`, `at` and `number`."""

    talks: tuple[Mapping[str, Any], ...] = ()
    agreements: tuple[Mapping[str, Any], ...] = ()
    wishes: tuple[Mapping[str, Any], ...] = ()
    capacity: tuple[Mapping[str, Any], ...] = ()


def talked(state: CaseState) -> Talked:
    """What is on record of a case."""
    found: Talked = kept(state, NAME, Talked())
    return found


def _asked(context: Context, part: str) -> Talking:
    """What the hub asks.

    Raises:
        Refusal: it does not ask this.
    """
    drawn = context.hub.talking
    if drawn is None or not getattr(drawn, part):
        raise Refusal(
            why="This hub does not ask this.", do="Write a note instead, or ask the hub manager.", code="not_asked_here"
        )
    return drawn


def _refuse(problems: list[tuple[str, str]]) -> None:
    if problems:
        raise Refusal(why="It is not complete.", do=problems[0][1], code="talk_incomplete", fields=tuple(problems))


def record_talk(state: CaseState, command: RecordTalk, context: Context) -> list[Fact]:
    """Record that the family was talked to, or why not."""
    known_pathway(state, command.pathway)
    context.require("case.note", command.pathway)
    drawn = _asked(context, "reasons")
    reason = next((one for one in drawn.reasons if one.id == command.reason), None)
    problems = []
    if command.reason and reason is None:
        problems.append(("reason", "Choose one of the reasons shown."))
    if not command.talked and reason is None and not command.words.strip():
        problems.append(("reason", "Say why the family has not been talked to."))
    _refuse(problems)
    body = {
        "pathway": command.pathway,
        "talked": command.talked,
        "why_not": "" if command.talked else command.reason,
        "told_first": command.told_first,
        "exempt": bool(reason and reason.exempt and not command.talked),
        "words": command.words.strip(),
    }
    return [fact(state, "case.family_talked", body, context)]


def _pathways_of(state: CaseState, subject: str, context: Context) -> tuple[str, ...]:
    """The strands somebody stands in.

    Raises:
        Refusal: the case has no such person, or this is not the actor's to record.
    """
    person = state.subjects.get(subject)
    held = [one for one in person.pathways if context.authority.may("case.note", one)] if person else []
    if not held:
        context.require("case.note", person.pathways[0] if person and person.pathways else None)
        raise Refusal(
            why="This case has no such person.",
            do="Choose from the people shown.",
            code="unknown_subject",
            fields=(("subject", "Choose from the people shown."),),
        )
    return tuple(held)


def record_agreement(state: CaseState, command: RecordAgreement, context: Context) -> list[Fact]:
    """Record whether somebody agrees to a service."""
    _pathways_of(state, command.subject, context)
    _asked(context, "agreement")
    problems = []
    if command.answer not in AGREED:
        problems.append(("answer", "Choose what they said."))
    if command.answer in AGREED[:3] and not command.by.strip():
        problems.append(("by", "Say who answered."))
    _refuse(problems)
    body = {
        "subject": command.subject,
        "answer": command.answer,
        "by": command.by.strip(),
        "words": command.words.strip(),
    }
    return [fact(state, "case.agreement_recorded", body, context)]


def record_wishes(state: CaseState, command: RecordWishes, context: Context) -> list[Fact]:
    """Record what somebody wants, or why nobody has asked them."""
    _of(state, command.subject, "wishes", context)
    problems = []
    if not command.wishes.strip() and not command.why_not.strip():
        problems.append(("wishes", "Write what they want, or why they were not asked."))
    _refuse(problems)
    body = {
        "subject": command.subject,
        "wishes": command.wishes.strip(),
        "heard": command.heard.strip(),
        "why_not": command.why_not.strip(),
    }
    return [fact(state, "case.wishes_recorded", body, context)]


def record_capacity(state: CaseState, command: RecordCapacity, context: Context) -> list[Fact]:
    """Record whether an adult can make one decision; never whether they can decide at all."""
    _of(state, command.subject, "capacity", context)
    problems = []
    if not command.decision.strip():
        problems.append(("decision", "Say which decision it is about: capacity is for one decision at a time."))
    if command.finding not in CAPACITY:
        problems.append(("finding", "Choose what was found."))
    if command.finding == "lacks" and not command.why.strip():
        problems.append(("why", "Say what this rests on, and how they were helped to decide."))
    if command.finding == "lacks" and not command.by.strip():
        problems.append(("by", "Say who assessed it."))
    _refuse(problems)
    names = ("decision", "why", "by", "best_interests")
    body = {
        "subject": command.subject,
        "finding": command.finding,
        **{name: str(getattr(command, name)).strip() for name in names},
    }
    return [fact(state, "case.capacity_recorded", body, context)]


def _of(state: CaseState, subject: str, part: str, context: Context) -> None:
    """Stop unless the hub asks this about somebody of these strands."""
    strands = _pathways_of(state, subject, context)
    drawn = _asked(context, part)
    if not set(strands) & getattr(drawn, part):
        raise Refusal(
            why="This hub does not ask this on this pathway.",
            do="Write a note instead, or ask the hub manager.",
            code="not_asked_here",
        )


def _kept(part: str) -> Any:
    def step(state: CaseState, entry: Entry) -> CaseState:
        found = talked(state)
        line = {**entry.body, "by_name": entry.actor_name, "at": entry.happened.isoformat(), "number": entry.number}
        return replace(state, topics=keeping(state, NAME, replace(found, **{part: (*getattr(found, part), line)})))

    return step


def _seen_person(state: CaseState, subject: str, seen: frozenset[str]) -> bool:
    person = state.subjects.get(subject)
    return person is not None and bool(seen & set(person.pathways))


def _cut(found: Talked, seeing: Seeing, state: CaseState) -> Talked:
    def of_people(lines: tuple[Mapping[str, Any], ...]) -> tuple[Mapping[str, Any], ...]:
        return tuple(seeing.within(one) for one in lines if _seen_person(state, one["subject"], seeing.seen))

    return Talked(
        talks=tuple(seeing.within(one) for one in found.talks if one["pathway"] in seeing.seen),
        agreements=of_people(found.agreements),
        wishes=of_people(found.wishes),
        capacity=of_people(found.capacity),
    )


def _tell_talk(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return telling.keep(body, *body) if body["pathway"] in telling.seeing.seen else None


def _tell_person(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return telling.keep(body, *body) if body["subject"] in telling.people else None


TOPIC = Topic(
    name=NAME,
    deeds={
        RecordTalk: record_talk,
        RecordAgreement: record_agreement,
        RecordWishes: record_wishes,
        RecordCapacity: record_capacity,
    },
    steps={
        "case.family_talked": _kept("talks"),
        "case.agreement_recorded": _kept("agreements"),
        "case.wishes_recorded": _kept("wishes"),
        "case.capacity_recorded": _kept("capacity"),
    },
    tells={
        "case.family_talked": _tell_talk,
        "case.agreement_recorded": _tell_person,
        "case.wishes_recorded": _tell_person,
        "case.capacity_recorded": _tell_person,
    },
    cut=_cut,
)
