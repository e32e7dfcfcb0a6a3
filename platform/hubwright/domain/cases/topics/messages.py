"""Messages that did not arrive. Whoever they were for has not been told, so what was met by telling them is owed again.

What stands on the record is which letter it was and to which post, never an address.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.addressing import to_duty, to_person
from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import clock, fact, running_ids
from hubwright.domain.cases.entries import WORKER, Entry, Fact
from hubwright.domain.cases.notice import Circumstances, Notice
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping, kept
from hubwright.domain.definitions.hub import Kind
from hubwright.domain.errors import Refusal

NAME = "messages"
WHY = ("came_back", "given_up")


@dataclass(frozen=True, slots=True)
class RecordFailure(TopicCommand):
    """The worker found that a message did not arrive.

    Args:
        message: its id.
        moment: which of the hub's letters it was.
        post: whom it was for: "referrer", "agency:<id>", "duty", "role:<id>" or "person".
        channel: "email" or "text".
        why: of `WHY`.
        contact: the contact whose referrer it was for, or "".
    """

    message: str
    moment: str
    post: str
    channel: str
    why: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class FailedMessage:
    """A message that did not arrive, and whether somebody was told in another way since."""

    message: str
    moment: str
    post: str
    channel: str
    why: str
    contact: str
    at: datetime
    number: int
    seen_to: bool = False


def failed_messages(state: CaseState) -> Mapping[str, FailedMessage]:
    """The messages of a case that did not arrive, by id."""
    found: Mapping[str, FailedMessage] = kept(state, NAME, {})
    return found


def record_failure(state: CaseState, command: RecordFailure, context: Context) -> list[Fact]:
    """Put on record that a message did not arrive. A referrer who was not reached is owed word again, under a clock."""
    if context.actor != WORKER:
        raise Refusal(
            why="Messages that come back are recorded by the hub's background work.",
            do="Write a note on the case.",
            code="no_authority",
        )
    if command.why not in WHY or command.message in failed_messages(state):
        return []
    body = {
        "message": command.message,
        "moment": command.moment,
        "post": command.post,
        "channel": command.channel,
        "cause": command.why,
        "contact": command.contact,
        "owner": state.owner or "",
        "clocks": _owed_again(state, command, context),
    }
    return [fact(state, "case.message_failed", body, context)]


def _owed_again(state: CaseState, command: RecordFailure, context: Context) -> list[dict[str, Any]]:
    linked = state.contacts.get(command.contact)
    if linked is None or state.closed is not None:
        return []
    kind: Kind = context.hub.find("kinds", linked.kind)
    parts = {"acknowledge": kind.acknowledge, "outcome": kind.feedback}
    rule = parts.get(command.moment)
    id = f"{'feedback' if command.moment == 'outcome' else 'acknowledge'}:{command.contact}"
    if rule is None or running_ids(state, [id]):
        return []
    return [clock(id, rule, context, received=context.now)]


def _failed(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    failed = FailedMessage(
        message=body["message"],
        moment=body["moment"],
        post=body["post"],
        channel=body["channel"],
        why=body["cause"],
        contact=body["contact"],
        at=entry.happened,
        number=entry.number,
    )
    contacts = dict(state.contacts)
    if (linked := contacts.get(failed.contact)) is not None:
        again = replace(linked, told=False) if failed.moment == "outcome" else replace(linked, acknowledged=False)
        contacts[linked.ref] = again
    topics = keeping(state, NAME, {**failed_messages(state), failed.message: failed})
    return replace(state, contacts=contacts, topics=topics)


def _cut(messages: Mapping[str, FailedMessage], seeing: Seeing, state: CaseState) -> dict[str, FailedMessage]:
    """A message about an agency's question is for who reads the case; it names a post and nobody."""
    return dict(messages)


def _tell(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return {
        **{key: body[key] for key in ("moment", "post", "channel", "cause")},
        "clocks": telling.clocks(body["clocks"]),
    }


def _notices(fact: Fact, about: Circumstances) -> Iterator[Notice]:
    """Whoever owns the case is told; where nobody does, and where a duty message failed, the duty holder is."""
    reference = fact.stream.removeprefix("case:")
    owner = fact.body["owner"]
    if owner:
        yield to_person("failed", owner, reference)
    if not owner or fact.body["post"] == "duty" or fact.body["moment"] == "alarm":
        yield from to_duty("failed", reference, about)


TOPIC = Topic(
    name=NAME,
    deeds={RecordFailure: record_failure},
    steps={"case.message_failed": _failed},
    tells={"case.message_failed": _tell},
    cut=_cut,
    notices={"case.message_failed": _notices},
)
