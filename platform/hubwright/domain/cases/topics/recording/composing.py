"""What the record of a meeting says: composed from what was minuted, decided and agreed there.

The content is plain JSON (`schemas/record.v1.json`) and the same for the same case, whoever drafts it. What people said
stays in their words, with whose they are; what a person put in other words stands beside them under `edited`.
"""

# Long because: the record is one document, and each part of it is a few lines here.

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.state import CaseState, Decision
from hubwright.domain.cases.topics.actions import Action, actions
from hubwright.domain.cases.topics.adults import known
from hubwright.domain.cases.topics.basis import bases
from hubwright.domain.cases.topics.household import answered
from hubwright.domain.cases.topics.minuting import AtMeeting, Line
from hubwright.domain.cases.topics.recording.answering import answer_of
from hubwright.domain.cases.topics.recording.held import Held, held_of
from hubwright.domain.cases.topics.recording.missing import missing_from
from hubwright.domain.cases.topics.recording.state import Record, records_of
from hubwright.domain.cases.written import moment
from hubwright.domain.definitions.hub import Hub, MeetingType, MinutePart
from hubwright.domain.documents.sections import MARKING
from hubwright.domain.texts import Text

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """Which record is composed.

    Args:
        id: within the case; number: its version.
        subjects: whom it is about; others: ids of the people of the case who have, or are to have, another record.
        edited: what was put in other words, part id to `text`, `by`, `at`.
        amendments: of each later version: `version`, `what`, `why`, `by`, `at`.
    """

    id: str
    number: int
    subjects: tuple[str, ...]
    separate: bool
    others: frozenset[str] = frozenset()
    referral: str = ""
    edited: Mapping[str, Any] | None = None
    amendments: tuple[Mapping[str, Any], ...] = ()


def reference_of(case: str, record: str) -> str:
    """By which a record is cited and verified: "7K3Q9M2X-R1"."""
    return f"{case}-{record.upper()}"


def composed(state: CaseState, at: AtMeeting, asked: Asked, context: Context) -> dict[str, Any]:
    """The content of a record.

    Args:
        state: the case.
        at: the case at this meeting.
        asked: which record.
        context: with the definitions that the case is pinned to, and today's guidance.
    """
    hub = context.hub
    drawn: MeetingType = hub.find("meeting_types", at.type)
    held = held_of(at, hub)
    about = [state.subjects[id] for id in asked.subjects]
    decided = _decided(state, at.meeting, asked)
    content: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "reference": reference_of(state.ref, asked.id),
        "version": asked.number,
        "case": state.ref,
        "hub": {"id": hub.id, "name": words_of(hub.name)},
        "guidance": [dict(one) for one in _guidance(about, context)],
        "meeting": _meeting(at, drawn, held, asked),
        "attendance": [one.written(decided) for one in held.people],
        "people": [_person(one) for one in about],
        "others": _others(state, asked),
        "household": _household(state, about, asked),
        "referral": {"received": moment(state.received), "kind": _kind(hub, state.kind), "text": asked.referral},
        "information": _information(state, at, held, drawn, asked, hub),
        "parts": _parts(at, drawn, asked),
        "decisions": [_decision(one, hub) for one in decided],
        "actions": [_action(one, hub) for one in _agreed(state, at.meeting, asked)],
        "basis": _basis(state, asked),
        "next": {"at": held.next},
        "distribution": [{"agency": id, "name": _agency(hub, id)} for id in drawn.circulation],
        "marking": _marking(hub, drawn),
        "separate": asked.separate,
        "edited": {part: dict(one) for part, one in (asked.edited or {}).items()},
        "amendments": [dict(one) for one in asked.amendments],
        "approval": {},
    }
    return {**content, "missing": missing_from(content, drawn, held)}


def with_words(content: Mapping[str, Any], part: str, said: Mapping[str, Any] | None) -> dict[str, Any]:
    """The content with a part in other words, or, for None, in those of the minutes again."""
    edited = {id: one for id, one in content["edited"].items() if id != part}
    if said is not None:
        edited[part] = dict(said)
    wrote = {**content, "edited": edited}
    filled = {id for id, one in edited.items() if one["text"]}
    return {**wrote, "missing": [one for one in content["missing"] if not one["part"] or one["part"] not in filled]}


def part_ids(content: Mapping[str, Any]) -> tuple[str, ...]:
    """Ids of the parts that somebody may put in other words, in order."""
    said = (f"information-{one['agency'] or 'others'}" for one in content["information"])
    return ("referral", *said, *(one["id"] for one in content["parts"]))


def words_of(text: Text) -> dict[str, str | None]:
    """Words of the hub as JSON."""
    return {"en": text.en, "cy": text.cy}


def _guidance(about: Iterable[Subject], context: Context) -> list[Mapping[str, Any]]:
    """The editions of the guidance that hold on the day, for the kinds of strand that the people stand in."""
    strands = [context.hub.find("pathways", pathway).stands_for for one in about for pathway in one.pathways]
    found = (context.guidance.get(one) for one in dict.fromkeys(strands))
    return [one for one in found if one is not None]


def _meeting(at: AtMeeting, drawn: MeetingType, held: Held, asked: Asked) -> dict[str, Any]:
    return {
        "reference": at.meeting,
        "type": at.type,
        "stands_for": at.stands_for,
        "name": words_of(drawn.name),
        "began": held.began,
        "ended": held.ended,
        "mode": held.mode,
        "chair": held.chair,
        "minute_taker": held.minute_taker or _minuted_by(at),
        "quorum": dict(held.quorum),
    }


def _minuted_by(at: AtMeeting) -> dict[str, str]:
    """Where nobody was named to take the minutes: whoever wrote what is no agency's own."""
    written = [one for line in at.lines.values() if not line.agency for one in (*line.earlier, *line.versions)]
    authors = dict.fromkeys((one.by, one.user) for one in written)
    if not authors:
        return {}
    names = ", ".join(dict.fromkeys(name for name, _ in authors))
    return {"name": names, "agency": "", "user": next(iter(authors))[1] if len(authors) == 1 else ""}


def _person(one: Subject) -> dict[str, Any]:
    needs = {key: str(one.known[key]) for key in ("language", "interpreter", "communication") if one.known.get(key)}
    return {
        "id": one.id,
        "name": one.name,
        "role": one.role,
        "born": None if one.born is None else dict(one.born),
        "unborn": one.unborn,
        "expected": None if one.expected is None else dict(one.expected),
        "pathways": list(one.pathways),
        "needs": needs,
    }


def _others(state: CaseState, asked: Asked) -> list[dict[str, Any]]:
    """Others on the case, by name and role alone; of those who have another record, only that they have."""
    if asked.separate:
        return []
    return [
        {"id": one.id, "name": "", "role": "", "another_record": True}
        if one.id in asked.others
        else {"id": one.id, "name": one.name, "role": one.role, "another_record": False}
        for one in state.subjects.values()
        if one.id not in asked.subjects
    ]


def _household(state: CaseState, about: Iterable[Subject], asked: Asked) -> list[dict[str, Any]]:
    if asked.separate:
        return []
    strands = dict.fromkeys(pathway for one in about for pathway in one.pathways)
    said = ((strand, answered(state, strand)) for strand in strands)
    return [{"pathway": one, "position": got.position, "words": got.words} for one, got in said if got is not None]


def _kind(hub: Hub, id: str) -> dict[str, str | None]:
    return next((words_of(one.name) for one in hub.kinds if one.id == id), {"en": id, "cy": None})


def _agency(hub: Hub, id: str) -> dict[str, str | None]:
    return next((words_of(one.name) for one in hub.agencies if one.id == id), {"en": id, "cy": None})


def _mine(subject: str, asked: Asked) -> bool:
    """Whether something said about this person, or about the whole case (""), belongs in the record."""
    return subject in asked.subjects if subject else not asked.separate


def _line(line: Line) -> dict[str, Any]:
    last = line.versions[-1]
    return {
        "text": line.text,
        "subject": line.subject,
        "agency": line.agency,
        "nature": line.nature,
        "by": last.by,
        "at": moment(last.at),
        "number": line.number,
        "contested": line.contested,
    }


def _lines(at: AtMeeting, asked: Asked) -> list[Line]:
    return [one for one in at.lines.values() if one.text.strip() and _mine(one.subject, asked)]


def _information(
    state: CaseState, at: AtMeeting, held: Held, drawn: MeetingType, asked: Asked, hub: Hub
) -> list[dict[str, Any]]:
    """What each agency brought: what it said there, and how it had answered the hub's questions about these people."""
    parts = {one.id for one in drawn.minutes if one.stands_for == "information"}
    lines = [one for one in _lines(at, asked) if one.part in parts]
    there = [one.agency for one in held.people if one.agency]
    checks = [one for one in state.checks.values() if set(one.subjects) & set(asked.subjects)]
    agencies = dict.fromkeys([*there, *(one.agency for one in lines), *(one.agency for one in checks)])
    return [
        {
            "agency": id,
            "name": _agency(hub, id) if id else {"en": "", "cy": None},
            "lines": [_line(one) for one in lines if one.agency == id],
            "answers": [answer_of(state, one, drawn.circulation, asked.others) for one in checks if one.agency == id],
        }
        for id in agencies
    ]


def _parts(at: AtMeeting, drawn: MeetingType, asked: Asked) -> list[dict[str, Any]]:
    """The other parts of the minutes: one each for the case, or for each person where the type asks so."""
    lines = _lines(at, asked)
    found = []
    for part in drawn.minutes:
        if part.stands_for == "information":
            continue
        if part.per == "person":
            found += [_part(part, id, [one for one in lines if one.subject == id]) for id in asked.subjects]
            general = [one for one in lines if one.part == part.id and not one.subject]
            found += [_part(part, "", general)] if general else []
        elif not asked.separate or any(one.part == part.id for one in lines):
            found.append(_part(part, "", lines))
    return found


def _part(part: MinutePart, subject: str, lines: Iterable[Line]) -> dict[str, Any]:
    return {
        "id": f"{part.id}-{subject}" if subject else part.id,
        "stands_for": part.stands_for,
        "label": words_of(part.label),
        "subject": subject,
        "needed": part.needed,
        "lines": [_line(one) for one in lines if one.part == part.id],
    }


def _decided(state: CaseState, meeting: str, asked: Asked) -> list[Decision]:
    """The decisions taken there, the last for each person and strand; one that was taken anew there replaces it."""
    there = [one for one in state.decisions if one.meeting == meeting and one.subject in asked.subjects]
    return list({(one.subject, one.pathway): one for one in there}.values())


def _decision(one: Decision, hub: Hub) -> dict[str, Any]:
    route = next((words_of(route.name) for route in hub.routes if route.id == one.route), {"en": one.route, "cy": None})
    return {
        "subject": one.subject,
        "pathway": one.pathway,
        "route": one.route,
        "name": route,
        "meaning": one.meaning,
        "protective": one.protective,
        "reasons": one.reasons,
        "threshold": one.threshold,
        "advice": one.advice,
        "views": one.views,
        "dissent": [{"agency": id, "name": _agency(hub, id), "words": said} for id, said in one.dissent.items()],
        "agency_views": [
            {"agency": id, "name": _agency(hub, id), "words": said} for id, said in one.agency_views.items()
        ],
        "votes": dict(one.votes),
        "recommendation": one.recommendation,
        "without": list(one.without),
        "reason_without": one.reason_without,
        "by": one.by,
        "agency": one.agency or "",
        "at": moment(one.at),
        "number": one.number,
    }


def _agreed(state: CaseState, meeting: str, asked: Asked) -> list[Action]:
    return [one for one in actions(state).values() if one.meeting == meeting and _mine(one.subject, asked)]


def _action(one: Action, hub: Hub) -> dict[str, Any]:
    return {
        "id": one.id,
        "what": one.what,
        "owner": one.owner_name,
        "agency": one.agency,
        "agency_name": _agency(hub, one.agency) if one.agency else None,
        "due": one.due.isoformat() if one.due else None,
        "subject": one.subject,
    }


_GROUND = ("provision", "purpose", "necessity", "proportionality", "consent", "consent_why", "told", "told_why")


def _basis(state: CaseState, asked: Asked) -> list[dict[str, Any]]:
    """Why what concerns these people was shared, or was not."""
    strands = {pathway for id in asked.subjects for pathway in state.subjects[id].pathways}
    return [
        {
            "id": one.id,
            "sharing": one.body["sharing"],
            **{name: str(one.body.get(name, "")) for name in _GROUND},
            "threshold": str(one.body.get("threshold", "")),
            "by": one.by,
            "at": one.at,
            "confirmed_by": one.confirmed_by,
        }
        for one in bases(state)
        if one.pathway in strands and set(one.body["subjects"]) & set(asked.subjects)
    ]


def _marking(hub: Hub, drawn: MeetingType) -> dict[str, str | None]:
    """What stands on every page, also where the hub's layout names none of its own: whoever takes the record's data
    alone has to handle it as the printed one."""
    layout = next((one for one in hub.documents if one.id == drawn.record), None)
    return words_of(layout.marking if layout and layout.marking else MARKING)


def alleged(state: CaseState, records: Iterable[Record]) -> frozenset[str]:
    """Ids of the people of the case who are alleged to have caused harm: named so as its source, or with a record of
    their own.
    """
    named = {_plain(one.name) for one in known(state).sources if one.nature == "person"}
    found = {one.id for one in state.subjects.values() if one.name and _plain(one.name) in named}
    return frozenset(found.union(*(set(one.subjects) for one in records if one.separate)))


def apart_from(state: CaseState, record: Record) -> frozenset[str]:
    """Ids of the people of the case of whom this record carries nothing: they have, or are to have, another one."""
    if record.separate:
        return frozenset(state.subjects) - set(record.subjects)
    own = [one for one in records_of(state).values() if one.meeting == record.meeting]
    return alleged(state, own) - set(record.subjects)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def written_at(at: datetime, by: str, user: str) -> dict[str, str]:
    """Who did something to a version, and when."""
    return {"by": by, "user": user, "at": moment(at)}
