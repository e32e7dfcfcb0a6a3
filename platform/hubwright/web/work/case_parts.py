"""The parts of a case page, each from what the reader may see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from flask import url_for
from markupsafe import Markup, escape

from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.state import CheckState, ClockState, Decision, Rating
from hubwright.domain.clocks import Due, said
from hubwright.domain.definitions.workflow import Stage
from hubwright.web.answers_shown import address_words, answer_rows, birth_words
from hubwright.web.components import (
    AgencyMark,
    Button,
    ClockFace,
    IdentityBar,
    NextAct,
    Row,
    SummaryList,
    TierBadge,
    Timeline,
    TimelineItem,
)
from hubwright.web.language import current_language, gettext, mark, say, text
from hubwright.web.times import short_instant
from hubwright.web.work.look import Look
from hubwright.web.work.tiers import badge
from hubwright.web.work.words import ALARMS, CLOCKS, ENTRIES, NATURES, PASSING_ON, RETURNS, clock_name


@dataclass(frozen=True, slots=True)
class PersonShown:
    """One person of a case: who they are, and their outcome on each pathway."""

    subject: Subject
    name: str
    born: str
    address: str
    outcomes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CheckShown:
    """One question to one agency and what came back."""

    check: CheckState
    mark: AgencyMark
    clock: ClockFace | None
    kind: str
    rows: SummaryList | None
    href: str


@dataclass(frozen=True, slots=True)
class ContactShown:
    """One contact as it was written."""

    ref: str
    kind: str
    source: str
    received: datetime
    answers: SummaryList
    hidden: SummaryList | None
    view_of_risk: str
    missing: tuple[str, ...]
    withheld: int
    verified: bool
    additions: tuple[tuple[datetime, str, SummaryList | None], ...]


def name_of(subject: Subject, seen: Look) -> str:
    """What a person is called on a page: their name, or what they are where nobody knows it."""
    if subject.name:
        return subject.name
    if subject.unborn:
        return gettext("Unborn baby")
    if subject.role:
        return subject.role
    pathway = subject.pathways[0] if subject.pathways else seen.case.pathways[0]
    noun = str(text(seen.hub.find("pathways", pathway).subject))
    return gettext("%(subject)s, name not known", subject=noun.capitalize())


def identity(seen: Look) -> IdentityBar:
    """Whom the page is about, with the most urgent rating that holds."""
    case = seen.case
    rated = [rating for pathway in case.pathways if (rating := case.rating(pathway))]
    most = min(rated, key=lambda one: one.position, default=None)
    tier = badge(seen.hub, most.scale if most else None, most.tier if most else None, unread=case.unread)
    who = ", ".join(name_of(subject, seen) for subject in case.subjects.values())
    return IdentityBar(title=who, tier=tier, reference=case.ref)


def people(seen: Look) -> list[PersonShown]:
    """Everybody in the case, each with an outcome of their own."""
    return [
        PersonShown(
            subject=subject,
            name=name_of(subject, seen),
            born=birth_words(subject, seen.visit.now),
            address=address_words(subject.address),
            outcomes=tuple(
                (text(seen.hub.find("pathways", pathway).name), _outcome(seen, subject.id, pathway))
                for pathway in subject.pathways
            ),
        )
        for subject in seen.case.subjects.values()
    ]


def _outcome(seen: Look, subject: str, pathway: str) -> str:
    decision = seen.case.decision(subject, pathway)
    if decision is None:
        return say("Not decided yet")
    route = text(seen.hub.find("routes", decision.route).name)
    if decision.accepted is None:
        return route
    return f"{route} ({gettext('accepted') if decision.accepted else gettext('returned')})"


def contacts(seen: Look) -> list[ContactShown]:
    """What was said, as it was written."""
    shown = []
    for view in seen.view.contacts:
        contact = view.contact
        form = seen.hub.forms[contact.form]
        rows = answer_rows(form, contact.answers)
        hidden = answer_rows(form, contact.hidden)
        labels = {question.id: text(question.label) for question in form.questions()}
        shown.append(
            ContactShown(
                ref=contact.ref,
                kind=text(seen.hub.find("kinds", contact.kind).name),
                source=contact.source,
                received=contact.received,
                answers=SummaryList(rows),
                hidden=SummaryList(hidden) if hidden else None,
                view_of_risk=contact.view_of_risk,
                missing=tuple(labels[id] for id in contact.missing if id in labels and id not in view.withheld),
                withheld=len(view.withheld & set(labels)),
                verified=contact.verified,
                additions=tuple(
                    (
                        datetime.fromisoformat(one["received"]).astimezone(UTC),
                        one["text"],
                        SummaryList(more) if (more := answer_rows(form, one["answers"])) else None,
                    )
                    for one in contact.additions
                ),
            )
        )
    return shown


def checks(seen: Look) -> list[CheckShown]:
    """Each question to each agency, and its return."""
    names = seen.agencies()
    shown = []
    for check in seen.case.checks.values():
        clock = seen.case.clocks.get(check.clock) if check.clock else None
        shown.append(
            CheckShown(
                check=check,
                mark=AgencyMark(names.get(check.agency, check.agency), "replied" if check.answer else "waiting"),
                clock=face(clock, seen) if clock and not check.answer else None,
                kind=say(RETURNS[check.answer["kind"]]) if check.answer else "",
                rows=SummaryList(tuple(_return_rows(check.answer))) if check.answer else None,
                href=url_for("work.check", hub=seen.visit.hub.id, ref=seen.case.ref, ask=check.ask),
            )
        )
    return shown


def _return_rows(answer: Mapping[str, Any]) -> Iterator[Row]:
    parts = (
        (say("What they said"), answer["text"]),
        (say("Speak to"), answer["speak_to"]),
        (say("Why"), answer["why"]),
        (say("Searched"), ", ".join(answer["searched"])),
        (say("Period"), answer["period"]),
        (say("May the hub pass this on?"), say(PASSING_ON[answer["passing_on"]]) if answer["text"] else ""),
        (say("Said by"), answer["said_by"]),
        (say("Recorded by"), answer["by"]),
    )
    return (Row(key, lines(value)) for key, value in parts if value)


def ratings(seen: Look) -> list[tuple[Rating, TierBadge, str]]:
    """The ratings as a line through time, newest first: rating, badge, pathway."""
    return [
        (one, badge(seen.hub, one.scale, one.tier), text(seen.hub.find("pathways", one.pathway).name))
        for one in reversed(seen.case.ratings)
    ]


def decisions(seen: Look) -> list[tuple[Decision, str, str]]:
    """The decisions, newest first: decision, whose, route."""
    subjects = seen.case.subjects
    return [
        (one, name_of(subjects[one.subject], seen), text(seen.hub.find("routes", one.route).name))
        for one in reversed(seen.case.decisions)
        if one.subject in subjects
    ]


def decision_rows(decision: Decision, seen: Look) -> tuple[Row, ...]:
    """One decision: why, by whom, and who saw it otherwise."""
    dissent = "\n".join(decision.dissent.values())
    parts = (
        (say("Why"), decision.reasons),
        (say("What the child or adult wants"), decision.views),
        (say("Advice given"), decision.advice),
        (say("Who disagreed"), dissent),
        (
            say("Decided by"),
            f"{decision.by}, {seen.agencies().get(decision.agency or '', '')}, {short_instant(decision.at)}",
        ),
        (say("What the receiving service said"), decision.answer),
    )
    return tuple(Row(key, lines(value)) for key, value in parts if value)


def face(clock: ClockState, seen: Look) -> ClockFace:
    """A clock as it is shown, with how its time was worked out."""
    sentences = said(Due.of(clock.steps), current_language())
    how = Markup("<br>").join(escape(sentence) for sentence in sentences)
    what = clock_name(clock.id)
    if clock.pathway is not None and len(seen.case.pathways) > 1:
        what = f"{what}, {text(seen.hub.find('pathways', clock.pathway).name)}"
    stopped = "" if clock.state == "running" else _stopped(clock)
    return ClockFace(what=what, due=clock.due, now=seen.visit.now, how=how, stopped=stopped)


def _stopped(clock: ClockState) -> str:
    return {"met": gettext("in time"), "late": gettext("late"), "replaced": gettext("replaced")}[clock.state]


def clocks(seen: Look) -> tuple[list[ClockFace], list[ClockFace]]:
    """The running clocks, next due first, and those that have stopped."""
    case = seen.case
    stopped = [clock for clock in case.clocks.values() if clock.state != "running"]
    return [face(clock, seen) for clock in case.running()], [face(clock, seen) for clock in stopped]


def alarms(seen: Look) -> list[tuple[str, str, datetime, int]]:
    """Alarms that nobody has taken on: id, why, since when, how many were told."""
    return [
        (alarm.id, say(ALARMS[alarm.why]), alarm.raised, alarm.told)
        for alarm in seen.case.alarms.values()
        if alarm.acknowledged is None
    ]


def raised(seen: Look) -> list[str]:
    """What immediate action skipped and nobody has done since."""
    case = seen.case
    still_open = {
        "rating": not all(map(case.rating, case.pathways)),
        "checks": not case.checks,
        "returns": bool(case.waiting()),
    }
    words = {"rating": mark("rate"), "checks": mark("ask agencies"), "returns": mark("wait for the agencies' answers")}
    skipped = {name for action in case.actions for name in action["skipped"]}
    return [say(words[name]) for name in words if name in skipped and still_open[name]]


def stage(seen: Look) -> Stage:
    """Where the case stands in its workflow."""
    workflow = seen.hub.workflows[seen.hub.find("pathways", seen.case.pathways[0]).workflow]
    return next(one for one in workflow.stages if one.id == seen.case.stage)


# Each act a case page offers: deed, words, permission. Protection comes first and is always there.
_ACTS = (
    ("act-now", "Start immediate action", "case.act_now"),
    ("rate", "Rate", "case.rate"),
    ("ask", "Ask agencies", "case.ask"),
    ("decide", "Record the decision", "case.decide"),
    ("answer", "Record what the receiving service said", "case.note"),
    ("tell", "Tell the referrer", "case.tell"),
    ("note", "Write a note", "case.note"),
    ("add-person", "Add a person", "case.note"),
    ("assign", "Give it an owner", "case.assign"),
    ("correct", "Correct the record", "case.correct"),
    ("close", "Close the case", "case.close"),
    ("reopen", "Reopen the case", "case.close"),
)


def acts(seen: Look) -> list[Button]:
    """What this reader may do now."""
    closed = seen.case.closed is not None
    hidden = {"close"} if closed else {"reopen"}
    return [
        Button(
            text=say(words),
            href=_act(seen, deed),
            classes="govuk-button--warning" if deed == "act-now" else "govuk-button--secondary",
        )
        for deed, words, permission in _ACTS
        if seen.may(permission) and deed not in hidden
    ]


def _act(seen: Look, deed: str) -> str:
    return url_for("work.act", hub=seen.visit.hub.id, ref=seen.case.ref, deed=deed)


def next_act(seen: Look) -> NextAct | None:
    """What must happen next, by when, by whom, and the way to do it."""
    case = seen.case
    running = case.running()
    clock = face(replace_steps(running[0]), seen) if running else None
    who = case.owner_name or gettext("nobody owns this yet")
    deed, words = _next(seen)
    if not deed:
        return None
    return NextAct(what=words, clock=clock, who=who, act=Button(text=words, href=_act(seen, deed)))


def replace_steps(clock: ClockState) -> ClockState:
    """The clock for a place too narrow to say how it was worked out."""
    return replace(clock, steps=clock.steps[-1:])


def _next(seen: Look) -> tuple[str, str]:
    """The next deed of a case, as far as this reader may do it."""
    case = seen.case
    unrated = any(
        case.rating(pathway) is None and seen.hub.find("pathways", pathway).scale for pathway in case.pathways
    )
    steps = (
        ("read", say("I have read this"), case.unread, "case.rate"),
        ("rate", say("Rate"), unrated, "case.rate"),
        ("ask", say("Ask agencies"), not case.checks and _sends_checks(seen), "case.ask"),
        ("decide", say("Record the decision"), bool(case.undecided()), "case.decide"),
        ("answer", say("Record what the receiving service said"), _unanswered(seen), "case.note"),
        (
            "tell",
            say("Tell the referrer"),
            any(one.can_be_told and not one.told for one in case.contacts.values()),
            "case.tell",
        ),
        ("close", say("Close the case"), case.closed is None, "case.close"),
    )
    return next(((deed, words) for deed, words, open, permission in steps if open and seen.may(permission)), ("", ""))


def _sends_checks(seen: Look) -> bool:
    """Whether the rating that holds sends checks."""
    for pathway in seen.case.pathways:
        rating = seen.case.rating(pathway)
        if rating and any(one.checks for one in seen.hub.find("scales", rating.scale).tiers if one.id == rating.tier):
            return bool(seen.case.undecided(pathway))
    return False


def _unanswered(seen: Look) -> bool:
    return any(id.startswith("accept:") and clock.state == "running" for id, clock in seen.case.clocks.items())


def timeline(seen: Look) -> Timeline:
    """The record, newest first."""
    items = tuple(
        TimelineItem(
            title=say(ENTRIES.get(line.type, line.type)),
            at=line.happened,
            by=line.by,
            text=lines(_line_words(line.type, line.body, seen)),
        )
        for line in seen.record
    )
    return Timeline(items, heading_level=3)


def _line_words(type: str, body: Mapping[str, Any], seen: Look) -> str:
    """The words of one line of the record: what a person wrote, and what it was about."""
    said_parts = []
    if type == "case.rated" and "tier" in body:
        said_parts.append(str(badge(seen.hub, body["scale"], body["tier"]).label))
    if type == "case.decided" and "route" in body:
        subject = seen.case.subjects.get(body["subject"])
        who = name_of(subject, seen) if subject else ""
        said_parts.append(f"{who}: {text(seen.hub.find('routes', body['route']).name)}")
    if type == "case.return_recorded" and "answer" in body:
        owner = seen.agencies().get(body.get("owner", ""), "")
        said_parts.append(f"{owner}: {say(RETURNS[body['answer']['kind']])}")
    if type == "case.agencies_asked":
        said_parts.append(", ".join(seen.agencies().get(ask["agency"], "") for ask in body.get("asks", ())))
    if type == "case.noted" and "nature" in body:
        said_parts.append(say(NATURES[body["nature"]]))
    if type == "case.clocks_moved":
        said_parts.append(
            ", ".join(gettext(CLOCKS.get(one["id"].split(":")[0], one["id"])) for one in body.get("moved", ()))
        )
    written = (body.get(key) for key in ("what", "text", "reason", "reasons", "why", "words", "advice", "owner_name"))
    said_parts += [words for words in written if isinstance(words, str)]
    return "\n".join(part for part in said_parts if part)


def lines(words: Any) -> Any:
    """Words that a person typed, with their line breaks; never their markup."""
    if isinstance(words, str) and "\n" in words:
        return Markup("<br>").join(escape(line) for line in words.splitlines())
    return words
