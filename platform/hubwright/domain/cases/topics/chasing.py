"""Agencies that have not answered: reminded before the limit by the background work, or let in by a link and a code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact
from hubwright.domain.cases.entries import WORKER, Entry, Fact
from hubwright.domain.cases.notice import Circumstances, Notice
from hubwright.domain.cases.state import CaseState, CheckState
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping, kept
from hubwright.domain.cases.written import instant, moment
from hubwright.domain.errors import Refusal

NAME = "chasing"


@dataclass(frozen=True, slots=True)
class Remind(TopicCommand):
    """The background work reminds an agency of a question."""

    ask: str


@dataclass(frozen=True, slots=True)
class MakeLink(TopicCommand):
    """Let somebody of an agency answer one question by a link and a code.

    Args:
        to: whom the code is told, in words.
        ends: when the link ends at the latest, UTC.
    """

    ask: str
    to: str
    ends: datetime


@dataclass(frozen=True, slots=True)
class EndLink(TopicCommand):
    """Shut the link to a question."""

    ask: str


@dataclass(frozen=True, slots=True)
class Link:
    """A way in to one question.

    Args:
        to: whom the code was told; by: who told it.
    """

    ask: str
    to: str
    by: str
    at: str
    ends: datetime
    shut: bool = False


def link_of(state: CaseState, ask: str) -> Link | None:
    """The last link to a question, or None."""
    found: Link | None = kept(state, NAME, {}).get(ask)
    return found


def link_holds(state: CaseState, ask: str, now: datetime) -> bool:
    """Whether a link to a question may be used: it ends with the answer, when it is shut, and after its time."""
    link, check = link_of(state, ask), state.checks.get(ask)
    return bool(link and check and check.state == "waiting" and not link.shut and now < link.ends)


def due_reminder(state: CaseState, ask: str, now: datetime) -> bool:
    """Whether the next reminder of a question is due."""
    check = state.checks.get(ask)
    clock = state.clocks.get(check.clock) if check and check.clock else None
    if check is None or clock is None or check.state != "waiting" or clock.state != "running":
        return False
    waits = check.remind[check.reminded :]
    return bool(waits) and clock.due - timedelta(minutes=waits[0]) <= now < clock.due


def remind(state: CaseState, command: Remind, context: Context) -> list[Fact]:
    """Remind an agency, once for each of the times drawn; several that are due together count as one."""
    if context.actor != WORKER:
        raise Refusal(
            why="Reminders are sent by the hub's background work.",
            do="Ring the agency, or ask it again.",
            code="no_authority",
        )
    if not due_reminder(state, command.ask, context.now):
        return []
    check = state.checks[command.ask]
    clock = state.clocks[check.clock or ""]
    passed = sum(clock.due - timedelta(minutes=before) <= context.now for before in check.remind)
    body = {"ask": check.ask, "agency": check.agency, "pathway": check.pathway, "reminded": passed}
    return [fact(state, "case.agency_reminded", body, context)]


def make_link(state: CaseState, command: MakeLink, context: Context) -> list[Fact]:
    """Open a way in to one question that waits."""
    check = _waiting(state, command.ask, context)
    problems = []
    if not command.to.strip():
        problems.append(("to", "Say to whom you give the code."))
    if problems:
        raise Refusal(why="It is not complete.", do=problems[0][1], code="link_incomplete", fields=tuple(problems))
    body = {
        "ask": check.ask,
        "agency": check.agency,
        "pathway": check.pathway,
        "to": command.to.strip(),
        "ends": moment(command.ends),
    }
    return [fact(state, "case.link_made", body, context)]


def _waiting(state: CaseState, ask: str, context: Context) -> CheckState:
    check = state.checks.get(ask)
    if check is None or not context.authority.may("case.ask", check.pathway):
        context.require("case.ask")
        raise Refusal(why="There is no such question on this case.", do="Choose one of those shown.", code="no_check")
    if check.state != "waiting":
        raise Refusal(
            why="This question has been answered.",
            do="Ask again, or write down what else the agency says.",
            code="answered",
        )
    return check


def end_link(state: CaseState, command: EndLink, context: Context) -> list[Fact]:
    """Shut a link before its time: it went to the wrong person, or nobody needs it."""
    check = _waiting(state, command.ask, context)
    link = link_of(state, check.ask)
    if link is None or link.shut:
        raise Refusal(why="No link to this question is open.", do="Open the case again.", code="no_link")
    body = {"ask": check.ask, "agency": check.agency, "pathway": check.pathway}
    return [fact(state, "case.link_ended", body, context)]


def _reminded(state: CaseState, entry: Entry) -> CaseState:
    check = state.checks.get(entry.body["ask"])
    if check is None:
        return state
    return replace(state, checks={**state.checks, check.ask: replace(check, reminded=entry.body["reminded"])})


def _made(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    link = Link(body["ask"], body["to"], entry.actor_name, entry.happened.isoformat(), instant(body["ends"]))
    return replace(state, topics=keeping(state, NAME, {**kept(state, NAME, {}), link.ask: link}))


def _ended(state: CaseState, entry: Entry) -> CaseState:
    found = dict(kept(state, NAME, {}))
    if link := found.get(entry.body["ask"]):
        found[link.ask] = replace(link, shut=True)
    return replace(state, topics=keeping(state, NAME, found))


def _cut(found: Mapping[str, Link], seeing: Seeing, state: CaseState) -> dict[str, Link]:
    return {
        ask: replace(link, to=seeing.text(link.to))
        for ask, link in found.items()
        if ask in state.checks and state.checks[ask].pathway in seeing.seen
    }


def _tell(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return telling.keep(body, "ask", "agency", "to", "ends") if body["pathway"] in telling.seeing.seen else None


def _reminder(fact: Fact, here: Circumstances) -> Iterable[Notice]:
    agency = fact.body["agency"]
    if mailbox := here.hub.local.mailboxes.get(agency):
        reference = f"{fact.stream.removeprefix('case:')}-{fact.body['ask']}"
        yield Notice("remind", mailbox, reference, "check", post=f"agency:{agency}")


TOPIC = Topic(
    name=NAME,
    deeds={Remind: remind, MakeLink: make_link, EndLink: end_link},
    steps={"case.agency_reminded": _reminded, "case.link_made": _made, "case.link_ended": _ended},
    tells={"case.agency_reminded": _tell, "case.link_made": _tell, "case.link_ended": _tell},
    cut=_cut,
    notices={"case.agency_reminded": _reminder},
)
