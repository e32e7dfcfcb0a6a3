"""What arrives after a case was closed. It is never only taken: somebody named is asked, within a clock, whether the
decision stands, and both who decided and the duty holder are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.addressing import to_duty, to_person
from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.owing import feedback_clocks, owed_clocks, return_clocks
from hubwright.domain.cases.decide.stages import led_to, taken
from hubwright.domain.cases.decide.starting import both, clock, fact, met, numbered, words_needed
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.notice import Circumstances, Notice
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping, kept
from hubwright.domain.definitions.hub import Kind
from hubwright.domain.errors import Refusal

NAME = "afterwards"
ARRIVES = {"case.contact_added_to": "contact", "case.return_recorded": "return"}


@dataclass(frozen=True, slots=True)
class DecideAfresh(TopicCommand):
    """A person who may decide says what becomes of what came after closing.

    Args:
        question: which one; None for whatever waits.
        stands: the decision stands; otherwise the case is opened again and decided again.
        reason: why, in their words.
    """

    stands: bool | None
    reason: str
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Something arrived after closing, and a fresh decision is asked for.

    Args:
        came: "contact" (the referrer sent more) or "return" (an agency answered).
        about: reference of the contact, or id of the ask.
        clock: its clock on the case.
        asked_of: who decided, by name; "" where that is not known any more.
        answer: "" while it waits, "stands", "again" (opened and not decided yet) or "decided".
    """

    id: str
    came: str
    about: str
    at: datetime
    clock: str
    asked_of: tuple[str, ...]
    answer: str = ""
    reason: str = ""
    by: str = ""


def questions_of(state: CaseState) -> Mapping[str, Question]:
    """The questions that arose on a case after it was closed, by id."""
    found: Mapping[str, Question] = kept(state, NAME, {})
    return found


def open_questions(state: CaseState) -> tuple[Question, ...]:
    """Those that nobody has answered."""
    return tuple(one for one in questions_of(state).values() if not one.answer)


def asked_afresh(state: CaseState, facts: list[Fact], context: Context) -> list[Fact]:
    """What follows when something arrives on a closed case, and when a case that was opened again is decided."""
    came = next((one for one in facts if one.type in ARRIVES and one.stream == state.stream), None)
    if came is not None and state.closed is not None:
        return _ask(state, came, context)
    again = [one for one in questions_of(state).values() if one.answer == "again"]
    if again and any(one.type == "case.decided" and one.stream == state.stream for one in facts):
        body = {"questions": [one.id for one in again], **met(state, [one.clock for one in again])}
        return [fact(state, "case.decided_afresh", body, context)]
    return []


def _ask(state: CaseState, came: Fact, context: Context) -> list[Fact]:
    if open_questions(state):
        return []  # somebody is asked already, under a clock that runs from an earlier hour: the stricter one
    questions = questions_of(state)
    id = numbered("f", questions)
    kind: Kind = context.hub.find("kinds", state.kind)
    names = dict.fromkeys(one.by for one in reversed(state.decisions) if one.by)
    users = dict.fromkeys(one.user for one in reversed(state.decisions) if one.user)
    body = {
        "id": id,
        "came": ARRIVES[came.type],
        "about": came.body.get("contact") or came.body.get("ask", ""),
        "asked_of": list(names),
        "users": list(users),
        "clocks": [clock(f"fresh:{id}", kind.fresh_decision or kind.first_look, context, received=came.received)],
    }
    return [fact(state, "case.fresh_decision_asked", body, context, received=came.received)]


def decide_afresh(state: CaseState, command: DecideAfresh, context: Context) -> list[Fact]:
    """Say that the decision stands, or open the case to decide again. Only who may decide says either."""
    for pathway in state.pathways:
        if context.authority.may("case.decide", pathway):
            break
    else:
        context.require("case.decide")
    waiting = [one for one in open_questions(state) if command.question in (None, one.id)]
    if not waiting:
        raise Refusal(
            why="Nothing on this case waits for a fresh decision.",
            do="Go back to the case and look at what stands there.",
            code="nothing_waits",
        )
    if command.stands is None:
        raise Refusal(
            why="It is not said whether the decision stands.",
            do="Choose one of the two.",
            code="stands_missing",
            fields=(("stands", "Choose whether the decision stands."),),
        )
    reason = words_needed(
        command.reason,
        field="reason",
        why="It does not say why.",
        do="Say why, having read what came.",
    )
    if any(not one.read for one in state.contacts.values()) or state.come_late:
        raise Refusal(
            why="What came after closing has not been read yet.", do="Read it first, then decide.", code="unread"
        )
    body: dict[str, Any] = {"questions": [one.id for one in waiting], "stands": command.stands, "reason": reason}
    if command.stands:
        return [fact(state, "case.fresh_decision", {**body, **met(state, [one.clock for one in waiting])}, context)]
    answered = fact(state, "case.fresh_decision", body, context)
    return [answered, *_opened(state, reason, context)]


def _opened(state: CaseState, reason: str, context: Context) -> list[Fact]:
    """The case open again, as reopening it makes it; nothing where somebody has opened it meanwhile."""
    if state.closed is None:
        return []
    after = replace(state, closed=None)
    owed = owed_clocks(after, context) + feedback_clocks(after, context) + return_clocks(after, context)
    body = both({"clocks": owed}, led_to(taken(state, after, "reopen", context), state, context))
    return [fact(state, "case.reopened", {"reason": reason, **body}, context)]


def _asked(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    question = Question(
        id=body["id"],
        came=body["came"],
        about=body["about"],
        at=entry.received,
        clock=f"fresh:{body['id']}",
        asked_of=tuple(body["asked_of"]),
    )
    return _kept(state, {**questions_of(state), question.id: question})


def _answered(state: CaseState, entry: Entry) -> CaseState:
    answer = "stands" if entry.body["stands"] else "again"
    return _changed(state, entry, answer=answer, reason=entry.body["reason"], by=entry.actor_name)


def _decided(state: CaseState, entry: Entry) -> CaseState:
    return _changed(state, entry, answer="decided")


def _changed(state: CaseState, entry: Entry, **changes: str) -> CaseState:
    questions = dict(questions_of(state))
    for id in entry.body["questions"]:
        if id in questions:
            questions[id] = replace(questions[id], **changes)  # type: ignore[arg-type]
    return _kept(state, questions)


def _kept(state: CaseState, questions: Mapping[str, Question]) -> CaseState:
    waits = any(not one.answer for one in questions.values())
    awaiting = state.awaiting | {NAME} if waits else state.awaiting - {NAME}
    return replace(state, topics=keeping(state, NAME, questions), awaiting=awaiting)


def _still_owed(state: CaseState, context: Context) -> Refusal | None:
    """A case that was opened to be decided again is not closed before it is."""
    again = [one for one in questions_of(state).values() if one.answer == "again"]
    if not again and not open_questions(state):
        return None
    return Refusal(
        why="A fresh decision was asked for after something came, and has not been made.",
        do="Decide again, or say that the decision stands.",
        code="fresh_decision_owed",
    )


def _cut(questions: Mapping[str, Question], seeing: Seeing, state: CaseState) -> dict[str, Question]:
    """What arose from an ask is for who reads its strand."""
    seen = {}
    for id, one in questions.items():
        check = state.checks.get(one.about) if one.came == "return" else None
        if check is None or check.pathway in seeing.seen:
            seen[id] = replace(one, reason=seeing.text(one.reason))
    return seen


def _tell_asked(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return {"came": body["came"], "asked_of": body["asked_of"], "clocks": telling.clocks(body["clocks"])}


def _tell_answered(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return telling.keep(body, "stands", "reason")


def _tell_decided(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return {}


def _notices(fact: Fact, about: Circumstances) -> Iterator[Notice]:
    reference = fact.stream.removeprefix("case:")
    for user in fact.body["users"]:
        yield to_person("fresh", user, reference)
    yield from to_duty("fresh", reference, about)


TOPIC = Topic(
    name=NAME,
    deeds={DecideAfresh: decide_afresh},
    follows=asked_afresh,
    steps={
        "case.fresh_decision_asked": _asked,
        "case.fresh_decision": _answered,
        "case.decided_afresh": _decided,
    },
    tells={
        "case.fresh_decision_asked": _tell_asked,
        "case.fresh_decision": _tell_answered,
        "case.decided_afresh": _tell_decided,
    },
    cut=_cut,
    reads={DecideAfresh: frozenset({"case.contact_added_to", "case.return_recorded", "case.fresh_decision"})},
    notices={"case.fresh_decision_asked": _notices},
    holds_open=_still_owed,
)
