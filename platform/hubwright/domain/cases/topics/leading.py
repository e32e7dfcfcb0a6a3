"""A lead professional for a person: named, and kept informed of what is decided from then on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact, known_pathway
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.notice import Circumstances, Notice
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping, kept
from hubwright.domain.errors import Refusal

# What the lead professional hears of, by a message that names nobody and leads to the case.
INFORMED_OF = ("case.decided", "case.route_answered", "case.acted_now", "case.closed", "case.reopened")


@dataclass(frozen=True, slots=True)
class NameLead(TopicCommand):
    """Name the lead professional.

    Args:
        subject: for whom.
        name, post: who they are.
        agency: id of their agency; its mailbox is where they are kept informed.
    """

    subject: str
    pathway: str
    name: str
    post: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead professional."""

    subject: str
    pathway: str
    name: str
    post: str
    agency: str
    by: str
    at: datetime


def leads(state: CaseState) -> Mapping[tuple[str, str], Lead]:
    """The lead professional of each person, by (subject, pathway)."""
    found: Mapping[tuple[str, str], Lead] = kept(state, TOPIC.name, {})
    return found


def name_lead(state: CaseState, command: NameLead, context: Context) -> list[Fact]:
    """Put on record who leads for a person; a later one takes their place."""
    known_pathway(state, command.pathway)
    context.require("case.note", command.pathway)
    subject = state.subjects.get(command.subject)
    wrong = []
    if subject is None or command.pathway not in subject.pathways:
        wrong.append(("subject", "Choose one of the people shown."))
    if not command.name.strip():
        wrong.append(("name", "Write their name."))
    if command.agency not in {"", *(one.id for one in context.hub.agencies)}:
        wrong.append(("agency", "Choose from the agencies shown."))
    if wrong:
        raise Refusal(why="It is not said who leads.", do=wrong[0][1], code="lead_missing", fields=tuple(wrong))
    body = {
        "subject": command.subject,
        "pathway": command.pathway,
        "name": command.name.strip(),
        "post": command.post.strip(),
        "agency": command.agency,
    }
    return [fact(state, "case.lead_named", body, context)]


def _named(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    one = Lead(
        subject=body["subject"],
        pathway=body["pathway"],
        name=body["name"],
        post=body["post"],
        agency=body["agency"],
        by=entry.actor_name,
        at=entry.happened,
    )
    return replace(state, topics=keeping(state, TOPIC.name, {**leads(state), (one.subject, one.pathway): one}))


def _tell(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    seen = body["pathway"] in telling.seeing.seen
    return telling.keep(body, "subject", "pathway", "name", "post", "agency") if seen else None


def _cut(value: Mapping[tuple[str, str], Lead], seeing: Seeing, state: CaseState) -> Mapping[tuple[str, str], Lead]:
    return {
        key: replace(one, name=seeing.text(one.name), post=seeing.text(one.post))
        for key, one in value.items()
        if one.pathway in seeing.seen
    }


def _notices(fact: Fact, circumstances: Circumstances) -> Iterator[Notice]:
    """One message to each agency whose professional leads for somebody this is about."""
    for agency in dict.fromkeys(_agencies(fact, circumstances.case)):
        if mailbox := circumstances.hub.local.mailboxes.get(agency):
            yield Notice("lead", mailbox, fact.stream.removeprefix("case:"), "case")


def _agencies(fact: Fact, case: CaseState | None) -> Iterator[str]:
    if fact.type == "case.lead_named":
        yield fact.body["agency"]
        return
    about = fact.body.get("subjects") or ([fact.body["subject"]] if "subject" in fact.body else None)
    for one in leads(case).values() if case else ():
        if about is None or one.subject in about:
            yield one.agency


TOPIC = Topic(
    name="lead",
    deeds={NameLead: name_lead},
    steps={"case.lead_named": _named},
    tells={"case.lead_named": _tell},
    cut=_cut,
    reads={NameLead: frozenset({"case.lead_named"})},
    notices=dict.fromkeys(("case.lead_named", *INFORMED_OF), _notices),
)
