"""What happened before a journey begins: by deeds and not by pages, so that each journey walks only what is its own."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.meetings import call_meeting
from hubwright.actions.receive_contact import receive_contact
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.cases.commands import Command, Receive, Subject
from hubwright.domain.cases.entries import Actor
from hubwright.domain.meetings.commands import Call

from tests.journeys.conftest import ROOT, Running

REFERRER = {"name": "Tara Teacher", "email": "tara.teacher@school.example"}
DOOR = "for-professionals"


def actor(hub: Running, person: str) -> Actor:
    """One of the people of the demonstration, as a deed names them."""
    demo = json.loads((ROOT / "tenant_configs" / hub.hub / "demo.json").read_text())
    (said,) = [one for one in demo["people"] if one["id"] == person]
    with hub.hubwright.house.store.installation.reading() as installation:
        user = installation.one("installation_user", email=said["email"])["id"]
    return Actor(
        user, said["name"], said["agency"], frozenset(said["roles"]), frozenset(said.get("qualifications", ()))
    )


def arrives(hub: Running, *subjects: Subject, what: str, door: str = DOOR, **parts: Any) -> str:
    """A contact arrives; the reference of its case."""
    house = hub.hubwright.house
    command = Receive(
        door=door,
        answers={"what": Answer(State.ANSWERED, what)},
        subjects=subjects,
        referrer=REFERRER,
        what=what,
        received=house.now(),
        **parts,
    )
    return str(receive_contact(house, hub=hub.hub, deed=uuid4().hex, command=command).result["case"])


def does(hub: Running, person: str, case: str, *commands: Command) -> None:
    """Somebody does one deed after another on a case."""
    for command in commands:
        act_on_case(
            hub.hubwright.house,
            hub=hub.hub,
            actor=actor(hub, person),
            deed=uuid4().hex,
            case=case,
            command=command,
        )


def meets(hub: Running, person: str, type: str, *cases: str) -> str:
    """Somebody calls a meeting about these cases, which begins at once; its reference."""
    done = call_meeting(
        hub.hubwright.house, hub=hub.hub, actor=actor(hub, person), deed=uuid4().hex, command=Call(type, cases=cases)
    )
    return str(done.result["meeting"])


def time_passes(hub: Running, **time: float) -> None:
    """The clock of everybody is so much later: pages, deeds and the background work share one."""
    house, before = hub.hubwright.house, hub.hubwright.house.now
    object.__setattr__(house, "now", lambda: before() + timedelta(**time))
