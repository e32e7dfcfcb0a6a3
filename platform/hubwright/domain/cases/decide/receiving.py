"""A contact arrives: on record, with a case to work on it and its first clocks running. Nobody is turned away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import Receive, Subject
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.stages import first_stage
from hubwright.domain.cases.decide.starting import clock
from hubwright.domain.cases.entries import Fact
from hubwright.domain.cases.lift import CURRENT
from hubwright.domain.cases.written import answers_written, moment, person
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.hub import Hub, Kind, Pathway
from hubwright.domain.errors import Refusal

# A date of birth without its day is read so that the person is neither too young nor too old for a pathway by error,
# and so is an estimate, which may be out by this many years either way.
_MONTHS, _DOUBT = 12, 1


def receive(command: Receive, context: Context) -> list[Fact]:
    """Put a contact on record and open the case that works on it.

    Nobody is turned away: whatever is missing is recorded as missing, and the first-look clock starts at once.
    """
    hub = context.hub
    door = next((door for door in hub.doors if door.id == command.door), None)
    if door is None:
        raise Refusal(
            why="This hub has no such way in.",
            do="Go back to the hub's first page and choose how you want to tell us.",
            code="no_door",
        )
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
                **_ways_to_tell(command.referrer),
            },
            "pathways": list(pathways),
            "subjects": [person(subject) for subject in subjects],
            "what": command.what,
            "view_of_risk": command.view_of_risk,
            "danger": command.danger,
            **first_stage(hub, pathways),
            "clocks": _first_clocks(command, contact_ref, kind, pathways, context),
        },
        command.received,
        context,
    )
    alarm = [danger_fact(f"case:{case_ref}", "a1", kind, context)] if command.danger else []
    return [opened, *alarm, received]


def _first_clocks(
    command: Receive, contact_ref: str, kind: Kind, pathways: tuple[str, ...], context: Context
) -> list[dict[str, Any]]:
    """The clocks that every contact of its kind starts with, rated or not."""
    received = command.received
    clocks = [clock(f"first_look:{contact_ref}", kind.first_look, context, received=received)]
    if kind.acknowledge and _ways_to_tell(command.referrer)["can_be_told"]:
        clocks.append(clock(f"acknowledge:{contact_ref}", kind.acknowledge, context, received=received))
    drawings = [context.hub.find("pathways", pathway) for pathway in pathways]
    return clocks + [
        clock(f"decision:{one.id}", one.decision_clock, context, received=received, pathway=one.id)
        for one in drawings
        if one.decision_clock
    ]


def _fact(stream: str, type: str, body: Mapping[str, Any], received: datetime, context: Context) -> Fact:
    return Fact(stream=stream, type=type, version=CURRENT[type], body=body, happened=context.now, received=received)


def danger_fact(stream: str, id: str, kind: Kind, context: Context) -> Fact:
    """An alarm whose first rung is told at once: an answer says that someone is in danger now."""
    raised = {"id": id, "why": "danger", "ladder": kind.first_look_ladder, "next": moment(context.now)}
    return _fact(stream, "case.alarm_raised", {"raised": [raised]}, context.now, context)


def _ways_to_tell(referrer: Mapping[str, Any]) -> dict[str, Any]:
    """Whether the referrer left a way to reach them, and which ways they said are not safe."""
    unsafe = [way for way in ("email", "telephone") if referrer.get(f"{way}_safe") == "no"]
    safe = [way for way in ("email", "telephone", "address") if referrer.get(way) and way not in unsafe]
    return {"can_be_told": bool(safe), "by_email": "email" in safe, "not_by": unsafe}


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
    # A birthday begins at midnight where the person lives; one of 29 February is kept on 1 March in common years.
    wall = local(now)
    today = (wall.month, wall.day)
    oldest = wall.year - earliest[0] - (today < earliest[1:])
    youngest = wall.year - latest[0] - (today < latest[1:])
    doubt = _DOUBT if born.get("estimated") else 0
    return oldest + doubt, max(youngest - doubt, 0)
