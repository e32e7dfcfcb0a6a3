"""A contact arrives: on record, with a case to work on it and its first clocks running. Nobody is turned away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from hubwright.domain.answers.scope import scope_of
from hubwright.domain.cases.addressing import mobile
from hubwright.domain.cases.ages import fits
from hubwright.domain.cases.commands import Receive, Subject
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.stages import first_stage
from hubwright.domain.cases.decide.starting import clock
from hubwright.domain.cases.decide.suggesting import suggested
from hubwright.domain.cases.entries import OPERATOR, Fact
from hubwright.domain.cases.lift import CURRENT
from hubwright.domain.cases.topics.restricting import on_receipt
from hubwright.domain.cases.written import answers_written, moment, person
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.hub import Door, Hub, Kind, Strand
from hubwright.domain.errors import Refusal
from hubwright.domain.rules import shows


def receive(command: Receive, context: Context) -> list[Fact]:
    """Put a contact on record and open the case that works on it.

    Nobody is turned away: whatever is missing is recorded as missing, and the first-look clock starts at once. A door
    that has shut, or has not opened yet, stops nobody who has come in by it: it is only no longer offered.
    """
    hub = context.hub
    door = _door(command, context)
    kind: Kind = hub.find("kinds", door.kind)
    contact_ref, case_ref = next(context.ids), next(context.ids)
    subjects = with_strands(command.subjects, strands_of(door, kind, command, context), hub, context.now)
    pathways = tuple(one for one in kind.pathways if any(one in subject.pathways for subject in subjects))
    received = _fact(
        f"contact:{contact_ref}",
        "contact.received",
        {
            "contact": contact_ref,
            "case": case_ref,
            "kind": kind.id,
            "door": door.id,
            "source": door.source,
            "form": dict(zip(("id", "version"), door.form or ("", 0), strict=True)),
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
            **{key: given for key in ("draft", "call", "original") if (given := getattr(command, key))},
        },
        command,
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
            "counted": kind.counted,
            **({"owner": command.owner, "owner_name": command.owner_name} if command.owner else {}),
            **first_stage(hub, pathways),
            **suggested(hub.forms.get(door.form) if door.form else None, command.answers, pathways, context),
            "clocks": _first_clocks(command, contact_ref, kind, pathways, context),
        },
        command,
        context,
    )
    alarm = [danger_fact(f"case:{case_ref}", "a1", kind, context)] if command.danger else []
    kept = on_receipt(case_ref, kind.opens, kind.keepers)
    guarded = [_fact(f"case:{case_ref}", "case.restricted", kept, command, context)] if kept else []
    return [opened, *guarded, *alarm, received]


def _first_clocks(
    command: Receive, contact_ref: str, kind: Kind, pathways: tuple[str, ...], context: Context
) -> list[dict[str, Any]]:
    """The clocks that every contact of its kind starts with, rated or not."""
    received = command.received
    clocks = [clock(f"first_look:{contact_ref}", kind.first_look, context, received=command.look_from or received)]
    if kind.answer_clock:
        clocks.append(clock(f"answer:{contact_ref}", kind.answer_clock, context, received=received))
    if kind.acknowledge and _ways_to_tell(command.referrer)["can_be_told"]:
        clocks.append(clock(f"acknowledge:{contact_ref}", kind.acknowledge, context, received=received))
    drawings = [context.hub.find("pathways", pathway) for pathway in pathways]
    return clocks + [
        clock(f"decision:{one.id}", one.decision_clock, context, received=received, pathway=one.id)
        for one in drawings
        if one.decision_clock and kind.ends_with == "decision"
    ]


def _door(command: Receive, context: Context) -> Door:
    """The door it comes in by, once it is clear that the actor may use it and that the times can be true.

    Raises:
        Refusal: there is no such door, it is not this actor's, or something is said to have happened in the future.
    """
    door = next((door for door in context.hub.doors if door.id == command.door), None)
    if door is None:
        raise Refusal(
            why="This hub has no such way in.",
            do="Go back to the hub's first page and choose how you want to tell us.",
            code="no_door",
        )
    if door.who != "public" and context.actor != OPERATOR:
        context.require("contact.take")
    if max(command.received, command.happened or command.received) > context.now:
        raise Refusal(
            why="That time is still to come.",
            do="Say when it came in truth; leave the time open if it comes now.",
            code="in_the_future",
            fields=(("received", "This time is still to come."),),
        )
    return door


def _fact(stream: str, type: str, body: Mapping[str, Any], command: Receive, context: Context) -> Fact:
    return Fact(
        stream=stream,
        type=type,
        version=CURRENT[type],
        body=body,
        happened=command.happened or context.now,
        received=command.received,
    )


def danger_fact(stream: str, id: str, kind: Kind, context: Context) -> Fact:
    """An alarm whose first rung is told at once: an answer says that someone is in danger now."""
    raised = {"id": id, "why": "danger", "ladder": kind.first_look_ladder, "next": moment(context.now)}
    return Fact(
        stream=stream,
        type="case.alarm_raised",
        version=CURRENT["case.alarm_raised"],
        body={"raised": [raised]},
        happened=context.now,
        received=context.now,
    )


def _ways_to_tell(referrer: Mapping[str, Any]) -> dict[str, Any]:
    """Whether the referrer left a way to reach them, and which ways they said are not safe."""
    unsafe = [way for way in ("email", "telephone") if referrer.get(f"{way}_safe") == "no"]
    safe = [way for way in ("email", "telephone", "address") if referrer.get(way) and way not in unsafe]
    texts = "telephone" in safe and mobile(str(referrer["telephone"])) is not None
    return {"can_be_told": bool(safe), "by_email": "email" in safe, "by_text": texts, "not_by": unsafe}


def strands_of(door: Door, kind: Kind, command: Receive, context: Context) -> dict[str, bool]:
    """The pathways that a contact may open: True for those whose door says that they open by what was answered.

    A pathway with a rule that does not hold, or is unknown, is left out: nobody's age opens it.
    """
    ruled: dict[str, list[Strand]] = {}
    for strand in door.strands:
        ruled.setdefault(strand.pathway, []).append(strand)
    form = context.hub.forms.get(door.form) if door.form else None
    scope = scope_of(form) if form else {}

    def holds(strand: Strand) -> bool:
        rule = strand.when
        return rule is not None and shows(rule, command.answers, scope=scope, today=local(context.now).date())

    opened = {id: id in ruled for id in kind.pathways if id not in ruled or any(map(holds, ruled[id]))}
    return opened or dict.fromkeys(kind.pathways, False)


def with_strands(
    subjects: tuple[Subject, ...], strands: Mapping[str, bool], hub: Hub, now: datetime
) -> tuple[Subject, ...]:
    """Each subject with an id and the strands that take them; one that no strand clearly takes goes into all.

    Where what was answered opens a strand that takes none of those named, it is about somebody nobody has named yet.

    Args:
        subjects: as told.
        strands: as `strands_of` gives them.
        hub: the drawing.
        now: UTC.
    """
    pathways = [hub.find("pathways", id) for id in strands]
    numbered = []
    for subject in subjects or (Subject(id="", name=""),):
        fitting = tuple(pathway.id for pathway in pathways if fits(subject, pathway, now))
        numbered.append(replace(subject, pathways=fitting or tuple(strands)))
    for id, answered in strands.items():
        if answered and not any(id in subject.pathways for subject in numbered):
            numbered.append(Subject(id="", name="", pathways=(id,)))
    return tuple(replace(subject, id=f"p{index}") for index, subject in enumerate(numbered, start=1))
