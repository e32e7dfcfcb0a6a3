"""A contact arrives, grows, and is read for the first time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import AddToContact, Read, Receive, Subject
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.stages import first_stage, led_to, taken
from hubwright.domain.cases.decide.starting import clock, fact, running_ids
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.lift import CURRENT
from hubwright.domain.cases.notices import safe_email
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.written import answers_written, moment, person
from hubwright.domain.clocks import next_rung
from hubwright.domain.definitions.hub import Hub, Kind, Pathway
from hubwright.domain.errors import Refusal

# A date of birth without its day is read so that the person is neither too young nor too old for a pathway by error.
_MONTHS = 12


def receive(command: Receive, context: Context) -> list[Fact]:
    """Put a contact on record and open the case that works on it.

    Nobody is turned away: whatever is missing is recorded as missing, and the first-look clock starts at once.
    """
    hub = context.hub
    door = hub.find("doors", command.door)
    kind: Kind = hub.find("kinds", door.kind)
    contact_ref, case_ref = next(context.ids), next(context.ids)
    subjects = _with_pathways(command.subjects, kind, hub, context.now)
    pathways = tuple(
        pathway for pathway in kind.pathways if any(pathway in subject.pathways for subject in subjects) or not subjects
    )
    if not subjects:
        subjects = (Subject(id="p1", name="", pathways=pathways),)
    received = _fact(
        f"contact:{contact_ref}",
        "contact.received",
        {
            "contact": contact_ref,
            "case": case_ref,
            "kind": kind.id,
            "door": door.id,
            "source": door.source,
            "form": {"id": door.form[0], "version": door.form[1]},
            "received": moment(command.received),
            "answers": answers_written(command.answers),
            "hidden": answers_written(command.hidden),
            "missing": list(command.missing),
            "referrer": dict(command.referrer),
            "what": command.what,
            "view_of_risk": command.view_of_risk,
            "danger": command.danger,
            "verified": command.verified,
            "language": command.language,
            **({"draft": command.draft} if command.draft else {}),
        },
        command.received,
        context,
    )
    opened = _fact(
        f"case:{case_ref}",
        "case.opened",
        {
            "case": case_ref,
            "contact": {
                "ref": contact_ref,
                "kind": kind.id,
                "source": door.source,
                "received": moment(command.received),
                "can_be_told": _can_be_told(command.referrer),
                "by_email": safe_email(command.referrer) is not None,
            },
            "pathways": list(pathways),
            "subjects": [person(subject) for subject in subjects],
            "what": command.what,
            "view_of_risk": command.view_of_risk,
            "danger": command.danger,
            "stage": first_stage(hub, pathways),
            "clocks": _first_clocks(contact_ref, kind, pathways, command.received, context),
        },
        command.received,
        context,
    )
    alarm = [_danger(f"case:{case_ref}", "a1", kind, context)] if command.danger else []
    return [opened, *alarm, received]


def _first_clocks(
    contact_ref: str, kind: Kind, pathways: tuple[str, ...], received: datetime, context: Context
) -> list[dict[str, Any]]:
    """The clocks that every contact of its kind starts with, rated or not."""
    clocks = [clock(f"first_look:{contact_ref}", kind.first_look, context, received=received)]
    if kind.acknowledge:
        clocks.append(clock(f"acknowledge:{contact_ref}", kind.acknowledge, context, received=received))
    drawings = [context.hub.find("pathways", pathway) for pathway in pathways]
    return clocks + [
        clock(f"decision:{one.id}", one.decision_clock, context, received=received, pathway=one.id)
        for one in drawings
        if one.decision_clock
    ]


def _fact(stream: str, type: str, body: Mapping[str, Any], received: datetime, context: Context) -> Fact:
    return Fact(stream=stream, type=type, version=CURRENT[type], body=body, happened=context.now, received=received)


def _danger(stream: str, id: str, kind: Kind, context: Context) -> Fact:
    """An alarm at once: an answer says that someone is in danger now."""
    _, first = next_rung(context.hub.find("ladders", kind.first_look_ladder), context.now, 0)
    raised = {"id": id, "why": "danger", "ladder": kind.first_look_ladder, "next": moment(first)}
    return _fact(stream, "case.alarm_raised", {"raised": [raised]}, context.now, context)


def _can_be_told(referrer: Mapping[str, Any]) -> bool:
    """Whether the referrer left any way to reach them."""
    return any(referrer.get(way) for way in ("email", "telephone", "address"))


def _with_pathways(subjects: tuple[Subject, ...], kind: Kind, hub: Hub, now: datetime) -> tuple[Subject, ...]:
    """Each subject with an id and the strands that take them; one that no strand clearly takes goes into all."""
    pathways = [hub.find("pathways", id) for id in kind.pathways]
    numbered = []
    for index, subject in enumerate(subjects, start=1):
        fitting = tuple(pathway.id for pathway in pathways if fits(subject, pathway, now))
        numbered.append(replace(subject, id=f"p{index}", pathways=fitting or tuple(kind.pathways)))
    return tuple(numbered)


def fits(subject: Subject, pathway: Pathway, now: datetime) -> bool:
    """Whether a pathway may be for this person; an unknown or partial birth date fits wherever it might.

    Args:
        subject: with a date shape or an unborn baby.
        pathway: with its ages in whole years.
        now: UTC.
    """
    if subject.unborn:
        return pathway.unborn
    if not subject.born or "year" not in subject.born:
        return True
    oldest, youngest = _ages(subject.born, now)
    if pathway.from_age is not None and oldest < pathway.from_age:
        return False
    return pathway.until_age is None or youngest < pathway.until_age


def _ages(born: Mapping[str, Any], now: datetime) -> tuple[int, int]:
    """The greatest and the least age in whole years that a full or partial birth date allows."""
    earliest = (born["year"], born.get("month", 1), born.get("day", 1))
    latest = (born["year"], born.get("month", _MONTHS), born.get("day", 31))
    today = (now.month, now.day)
    oldest = now.year - earliest[0] - (today < earliest[1:])
    youngest = now.year - latest[0] - (today < latest[1:])
    return oldest, max(youngest, 0)


def add_to_contact(state: CaseState, command: AddToContact, context: Context) -> list[Fact]:
    """Take more from the referrer: the same contact, read again, even on a closed case (law 6)."""
    if command.contact not in state.contacts:
        raise Refusal(
            why="This case has no such contact.",
            do="Use the link you were given when you sent it.",
            code="no_contact",
        )
    kind: Kind = context.hub.find("kinds", state.contacts[command.contact].kind)
    look = f"first_look:{command.contact}"
    added = fact(
        state,
        "case.contact_added_to",
        {
            "contact": command.contact,
            "danger": command.danger,
            "subjects": [],
            "replaced": running_ids(state, [look]),
            "clocks": [clock(look, kind.first_look, context, received=command.received)],
        },
        context,
    )
    if state.clocks.get(look) is not None and state.clocks[look].state == "running":
        # The earlier look is still owed, and its time is the stricter one: it keeps running.
        body = {**added.body, "replaced": [], "clocks": []}
        added = replace(added, body=body)
    said = _fact(
        f"contact:{command.contact}",
        "contact.added_to",
        {"answers": answers_written(command.answers), "text": command.text, "danger": command.danger},
        command.received,
        context,
    )
    alarm = [_danger(state.stream, f"a{len(state.alarms) + 1}", kind, context)] if command.danger else []
    return [added, *alarm, said]


def read(state: CaseState, command: Read, context: Context) -> list[Fact]:
    """A person has read what arrived; an unread alarm falls silent because a person is there."""
    if not context.authority.may("alarm.acknowledge"):
        context.require("case.rate")
    unread = [ref for ref, contact in state.contacts.items() if not contact.read and command.contact in (None, ref)]
    if not unread:
        raise Refusal(
            why="Everything on this case has been read already.", do="Go on with the next act.", code="already_read"
        )
    after = replace(
        state, contacts={ref: replace(one, read=True) for ref, one in state.contacts.items() if ref in unread}
    )
    return [
        fact(
            state,
            "case.read",
            {
                **looked(state, unread),
                **led_to(taken(state, after, "read", context), state, context),
            },
            context,
        )
    ]


def looked(state: CaseState, contacts: list[str] | None = None) -> dict[str, Any]:
    """The parts of a body that say a person has looked: contacts read, first-look clocks met, their alarms quiet."""
    refs = list(state.contacts) if contacts is None else contacts
    looks = {f"first_look:{ref}" for ref in refs}
    quiet = [
        alarm.id
        for alarm in state.alarms.values()
        if alarm.acknowledged is None and alarm.clock is not None and alarm.clock in looks
    ]
    return {"contacts": refs, "met": running_ids(state, sorted(looks)), "alarms": quiet}
