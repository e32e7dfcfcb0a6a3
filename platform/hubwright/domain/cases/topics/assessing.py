"""An assessment made inside the hub, before anybody is routed on; what it recommends travels with the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.stages import led_to, taken
from hubwright.domain.cases.decide.starting import clock, fact, known_pathway, met, still_open
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping, kept
from hubwright.domain.errors import Refusal


@dataclass(frozen=True, slots=True)
class BeginAssessment(TopicCommand):
    """Begin an assessment of somebody in the hub."""

    subject: str
    pathway: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class FinishAssessment(TopicCommand):
    """Put what was found on record.

    Args:
        found: strengths, needs, risks, and what is not known.
        recommends: what should follow.
    """

    subject: str
    pathway: str
    found: str
    recommends: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """An assessment; `finished` is None until somebody has put down what was found."""

    subject: str
    pathway: str
    who: str
    begun: datetime
    by: str
    found: str = ""
    recommends: str = ""
    finished: datetime | None = None
    finished_by: str = ""


def assessments(state: CaseState) -> Mapping[tuple[str, str], Assessment]:
    """The newest assessment of each person, by (subject, pathway)."""
    found: Mapping[tuple[str, str], Assessment] = kept(state, TOPIC.name, {})
    return found


def begin(state: CaseState, command: BeginAssessment, context: Context) -> list[Fact]:
    """Begin, with the pathway's time where it names one."""
    known_pathway(state, command.pathway)
    context.require("case.note", command.pathway)
    still_open(state)
    _of_the_strand(state, command.subject, command.pathway)
    running = assessments(state).get((command.subject, command.pathway))
    if running is not None and running.finished is None:
        raise Refusal(why="An assessment is being made already.", do="Put down what it found.", code="begun")
    rule = context.hub.find("pathways", command.pathway).assessment_clock
    id = f"assessment:{command.subject}:{command.pathway}"
    began = [clock(id, rule, context, received=state.received, pathway=command.pathway)] if rule else []
    body = {
        "subject": command.subject,
        "pathway": command.pathway,
        "who": command.who.strip() or context.actor.name,
        "clocks": began,
    }
    after = replace(state, topics=keeping(state, TOPIC.name, _begun_held(state, command, context)))
    body |= led_to(taken(state, after, "assess", context), state, context)
    return [fact(state, "case.assessment_begun", body, context)]


def _begun_held(state: CaseState, command: BeginAssessment, context: Context) -> Mapping[tuple[str, str], Assessment]:
    one = Assessment(command.subject, command.pathway, command.who, context.now, context.actor.name)
    return {**assessments(state), (command.subject, command.pathway): one}


def finish(state: CaseState, command: FinishAssessment, context: Context) -> list[Fact]:
    """Put what was found on record; without a beginning too, since information is never too late."""
    known_pathway(state, command.pathway)
    context.require("case.note", command.pathway)
    _of_the_strand(state, command.subject, command.pathway)
    if not command.found.strip():
        raise Refusal(
            why="It does not say what was found.",
            do="Write what was found, and what is not known.",
            code="found_missing",
            fields=(("found", "Write what was found, and what is not known."),),
        )
    body = {
        "subject": command.subject,
        "pathway": command.pathway,
        "found": command.found.strip(),
        "recommends": command.recommends.strip(),
        **met(state, [f"assessment:{command.subject}:{command.pathway}"]),
    }
    key = (command.subject, command.pathway)
    before = assessments(state).get(key) or Assessment(*key, context.actor.name, context.now, context.actor.name)
    done = replace(before, found=command.found, finished=context.now)
    after = replace(state, topics=keeping(state, TOPIC.name, {**assessments(state), key: done}))
    body |= led_to(taken(state, after, "assess", context), state, context)
    return [fact(state, "case.assessment_finished", body, context)]


def _of_the_strand(state: CaseState, subject: str, pathway: str) -> None:
    found = state.subjects.get(subject)
    if found is None or pathway not in found.pathways:
        raise Refusal(
            why="This person is not on this pathway.",
            do="Choose one of the people shown.",
            code="no_person",
            fields=(("subject", "Choose one of the people shown."),),
        )


def _begun(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    one = Assessment(body["subject"], body["pathway"], body["who"], entry.happened, entry.actor_name)
    return _with(state, one)


def _finished(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    key = (body["subject"], body["pathway"])
    before = assessments(state).get(key)
    if before is None or before.finished is not None:
        before = Assessment(*key, entry.actor_name, entry.happened, entry.actor_name)
    done = replace(
        before,
        found=body["found"],
        recommends=body["recommends"],
        finished=entry.happened,
        finished_by=entry.actor_name,
    )
    return _with(state, done)


def _with(state: CaseState, one: Assessment) -> CaseState:
    held = {**assessments(state), (one.subject, one.pathway): one}
    return replace(state, topics=keeping(state, TOPIC.name, held))


def _tell(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    if body["pathway"] not in telling.seeing.seen:
        return None
    kept = telling.keep(body, "subject", "pathway", "who", "found", "recommends")
    return {**kept, "clocks": telling.clocks(body.get("clocks", ()))}


def _cut(
    value: Mapping[tuple[str, str], Assessment], seeing: Seeing, state: CaseState
) -> Mapping[tuple[str, str], Assessment]:
    return {
        key: replace(
            one, who=seeing.text(one.who), found=seeing.text(one.found), recommends=seeing.text(one.recommends)
        )
        for key, one in value.items()
        if one.pathway in seeing.seen
    }


TOPIC = Topic(
    name="assessment",
    deeds={BeginAssessment: begin, FinishAssessment: finish},
    steps={"case.assessment_begun": _begun, "case.assessment_finished": _finished},
    tells={"case.assessment_begun": _tell, "case.assessment_finished": _tell},
    cut=_cut,
    reads={FinishAssessment: frozenset({"case.assessment_finished"})},
)
