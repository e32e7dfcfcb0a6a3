"""The story of a case: what was said, what agencies know, how it was rated and decided, and the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from hubwright.domain.access import Line
from hubwright.domain.cases.chronology import in_order
from hubwright.domain.cases.rating_history import history
from hubwright.domain.cases.state import CheckState, Decision, Rating
from hubwright.domain.cases.topics.items.item import row_words
from hubwright.domain.texts import Text
from hubwright.web.components import AgencyMark, ClockFace, Row, SummaryList, TierBadge, Timeline, TimelineItem
from hubwright.web.language import gettext, plain, say, text
from hubwright.web.times import short_instant
from hubwright.web.typed_lines import lines
from hubwright.web.work import topics
from hubwright.web.work.answer_forms import found_rows
from hubwright.web.work.clocks_shown import face
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.tiers import badge
from hubwright.web.work.words import (
    CONFIRMED,
    MOMENTS,
    NATURES,
    PASSING_ON,
    THRESHOLD,
    VOTES,
    clock_name,
    entry_name,
    return_name,
)


@dataclass(frozen=True, slots=True)
class CheckShown:
    """One question to one agency and what came back."""

    check: CheckState
    mark: AgencyMark
    clock: ClockFace | None
    kind: str
    rows: SummaryList | None
    href: str


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
                clock=replace(face(clock, seen, how=False), what=clock_name(clock.id))
                if clock and clock.state == "running" and not check.answer
                else None,
                kind=return_name(check.answer["kind"]) if check.answer else "",
                rows=SummaryList(tuple(_return_rows(check, seen))) if check.answer else None,
                href=url_for("work.check", hub=seen.visit.hub.id, ref=seen.case.ref, ask=check.ask),
            )
        )
    return shown


def _return_rows(check: CheckState, seen: Look) -> Iterator[Row]:
    answer = check.answer or {}
    bodies = {one.id: text(one.name) for one in seen.hub.find("agencies", check.agency).bodies}
    dated = answer.get("chronology", {})
    parts = (
        *((bodies.get(id, id), _part_words(part)) for id, part in answer.get("parts", {}).items()),
        (say("Dated list"), "\n".join([*map(row_words, in_order(dated.get("rows", ()))), *_undated(dated)])),
        (say("Kind of knowledge"), say(NATURES.get(answer.get("nature", ""), "")) if answer["text"] else ""),
        (say("What they said"), answer["text"]),
        *found_rows(seen.hub, check, {one.id: plain(name_of(one, seen)) for one in seen.case.subjects.values()}),
        (say("Speak to"), answer["speak_to"]),
        (say("Why"), answer["why"]),
        (say("Searched"), ", ".join(answer["searched"])),
        (say("Period"), answer["period"]),
        (say("May the hub pass this on?"), say(PASSING_ON[answer["passing_on"]]) if answer["text"] else ""),
        (say("Said by"), answer["said_by"]),
        (say("Recorded by"), answer["by"]),
    )
    return (Row(key, lines(value)) for key, value in parts if value)


def _part_words(part: Mapping[str, str]) -> str:
    """What one body of an agency answered."""
    said = next((part[key] for key in ("text", "why", "speak_to") if part.get(key)), "")
    return "\n".join(one for one in (plain(return_name(part["kind"])), said) if one)


def _undated(block: Mapping[str, Any]) -> list[str]:
    return [one["text"] for one in block.get("unparsed", ())]


def ratings(seen: Look) -> list[tuple[Rating, TierBadge, str]]:
    """The ratings as a line through time, newest first: rating, badge, what it is to the strand."""
    moments = {one.number: moment for strand in seen.case.pathways for one, moment in history(seen.case, strand)}
    return [
        (one, badge(seen.hub, one.scale, one.tier), _rated(one, moments.get(one.number, ""), seen))
        for one in reversed(seen.case.ratings)
    ]


def _rated(rating: Rating, moment: str, seen: Look) -> str:
    """Which rating it is: of which strand, on which scale beside its own, at first or at the end, and if it holds."""
    parts = [plain(text(seen.hub.find("pathways", rating.pathway).name))] if len(seen.case.pathways) > 1 else []
    if rating.beside:
        parts.append(plain(text(seen.hub.find("scales", rating.scale).name)))
    elif moment:
        parts.append(plain(say(MOMENTS[moment])))
    if rating.provisional:
        parts.append(plain(say(CONFIRMED[rating.confirmed])))
    return ", ".join(parts)


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
        (say("Threshold"), say(THRESHOLD[decision.threshold]) if decision.threshold else ""),
        (say("What agencies thought"), _by_agency(decision.agency_views, seen)),
        (say("How agencies voted"), _votes(decision, seen)),
        (say("Recommended"), decision.recommendation),
        (say("Way back"), text(Text(way["en"] or "", way.get("cy"))) if (way := decision.way_back) else ""),
        (say("Who disagreed"), dissent),
        (say("Decided without"), decision.reason_without),
        (
            say("Decided by"),
            f"{decision.by}, {seen.agencies().get(decision.agency or '', '')}, {short_instant(decision.at)}",
        ),
        (say("What the receiving service said"), decision.answer),
    )
    return tuple(Row(key, lines(value)) for key, value in parts if value)


def _by_agency(said: Mapping[str, str], seen: Look) -> str:
    names = seen.agencies()
    return "\n".join(f"{plain(names.get(agency, agency))}: {words}" for agency, words in said.items())


def _votes(decision: Decision, seen: Look) -> str:
    return _by_agency({agency: plain(say(VOTES[says])) for agency, says in decision.votes.items()}, seen)


def timeline(seen: Look) -> Timeline:
    """The record, newest first."""
    items = tuple(
        TimelineItem(
            title=entry_name(line.type),
            at=line.happened,
            by=line.by,
            text=lines(line_words(line.type, line.body, seen)),
        )
        for line in typed_once(seen.record)
    )
    return Timeline(items, heading_level=3)


def typed_once(record: Iterable[Line]) -> Iterator[Line]:
    """The record, newest first, with what one person went on typing in one place told once, as they left it."""
    later: set[tuple[object, ...]] = set()
    for one in record:
        if one.type == "case.minute_written":
            place = (one.by, one.body.get("meeting"), one.body.get("line"))
            if place in later:
                continue
            later.add(place)
        yield one


def line_words(type: str, body: Mapping[str, Any], seen: Look) -> str:
    """The words of one line of the record: what a person wrote, and what it was about."""
    said_parts = []
    if type == "case.rated" and "tier" in body:
        said_parts.append(str(badge(seen.hub, body["scale"], body["tier"]).label))
    if type == "case.decided" and "route" in body:
        subject = seen.case.subjects.get(body["subject"])
        who = name_of(subject, seen) if subject else ""
        said_parts.append(f"{who}: {text(seen.hub.find('routes', body['route']).name)}")
    if type == "case.route_answered" and "subject" in body:
        subject = seen.case.subjects.get(body["subject"])
        said = gettext("accepted") if body["accepted"] else gettext("returned")
        said_parts.append(f"{name_of(subject, seen) if subject else ''}: {said}, {body['by']}")
    if type == "case.return_recorded" and "answer" in body:
        owner = seen.agencies().get(body.get("owner", ""), "")
        said_parts.append(f"{owner}: {return_name(body['answer']['kind'])}")
    if type == "case.agencies_asked":
        said_parts.append(", ".join(seen.agencies().get(ask["agency"], "") for ask in body.get("asks", ())))
    if type == "case.noted" and "nature" in body:
        said_parts.append(say(NATURES[body["nature"]]))
    if type == "case.clocks_moved":
        said_parts.append(", ".join(plain(clock_name(one["id"])) for one in body.get("moved", ())))
    said_parts += [words for topic in topics.TOPICS if type in topic.lines for words in topic.lines[type](body, seen)]
    written = (body.get(key) for key in ("what", "text", "reason", "reasons", "why", "words", "advice", "owner_name"))
    said_parts += [words for words in written if isinstance(words, str)]
    return "\n".join(part for part in said_parts if part)
