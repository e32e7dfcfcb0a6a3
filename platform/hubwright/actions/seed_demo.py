"""Fill a hub with fictional people and contacts, through the same deeds that real ones take, each at its own time.

The journal of a demonstration is real: nothing is written past the deeds. Only the clock is the demonstration's own,
so that what happened "three working days ago" happened then, whenever the demonstration is started first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from typing import Any

from hubwright.actions.accounts import create_account
from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.agreements import keep_agreement
from hubwright.actions.house import House
from hubwright.actions.outcome import Stale
from hubwright.actions.receive_contact import add_to_contact, receive_contact
from hubwright.actions.run_the_hub import give_a_seat
from hubwright.actions.seed_meetings import Scene, hold
from hubwright.domain.answers.judge import check
from hubwright.domain.cases import commands
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import AcknowledgeAlarm, AddToContact, Command, Subject
from hubwright.domain.cases.entries import OPERATOR, Actor
from hubwright.domain.cases.intake import contact_from
from hubwright.domain.cases.state import CaseState
from hubwright.domain.clocks import Calendar
from hubwright.domain.clocks.counting_back import working_minutes_before
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.checks.demo import days_from_start
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Broken, Refusal
from hubwright.domain.hubs import Seat

# The people of the demonstration have been in their posts for longer than any contact is old.
SEATED_BEFORE = timedelta(days=120)

_PLAIN: Mapping[str, type[Any]] = {
    "read": commands.Read,
    "assign": commands.Assign,
    "rate": commands.Rate,
    "ask": commands.Ask,
    "return": commands.Return,
    "note": commands.Note,
    "act_now": commands.ActNow,
    "add_person": commands.AddPerson,
    "decide": commands.Decide,
    "route": commands.AnswerRoute,
    "tell": commands.Tell,
    "close": commands.Close,
    "reopen": commands.Reopen,
}


@dataclass(slots=True)
class _Clock:
    """The demonstration's own clock: it stands still until it is set."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at


def seed_demo(
    house: House,
    *,
    hub: str,
    revision: str,
    drawing: Hub,
    document: Mapping[str, Any],
    lenient: bool = False,
) -> int:
    """Give a published hub its fictional people and contacts, and say how many contacts.

    Args:
        house: the ports; its clock says when the demonstration is started.
        hub: id of the hub.
        revision: the one that holds.
        drawing: of that revision.
        document: a demonstration, in the shape of its schema and without problems.
        lenient: a step that the hub refuses ends the story of its contact, and nothing else.

    Raises:
        Broken: a step was refused, so the demonstration does not fit its hub.
    """
    start = house.now()
    clock = _Clock(start - SEATED_BEFORE)
    seeding = _Seeding(
        house=replace(house, now=clock),
        clock=clock,
        start=start,
        hub=drawing,
        revision=revision,
        calendar=house.calendars(drawing, {}, start.date())[drawing.calendar],
        people={one["id"]: one for one in document["people"]},
        lenient=lenient,
    )
    for person in document["people"]:
        seeding.seat(person)
    for agreement in document.get("agreements", ()):
        seeding.agreement(agreement)
    for contact in document["contacts"]:
        seeding.contact(contact)
    scene = seeding.scene()
    for meeting in document.get("meetings", ()):
        hold(scene, meeting)
    return len(document["contacts"])


@dataclass(slots=True)
class _Seeding:
    house: House
    clock: _Clock
    start: datetime
    hub: Hub
    revision: str
    calendar: Calendar
    people: Mapping[str, Mapping[str, Any]]
    lenient: bool = False
    cases: dict[str, str] = field(default_factory=dict)

    def scene(self) -> Scene:
        """What the meetings of this demonstration are held with."""
        return Scene(
            house=self.house,
            hub=self.hub.id,
            start=self.start,
            cases=self.cases,
            actor=self.actor,
            set_clock=lambda step, not_before: self.set_clock(step, not_before=not_before),
            now=self.clock,
        )

    def seat(self, person: Mapping[str, Any]) -> None:
        user = create_account(self.house, name=person["name"], email=person["email"], id=self.user(person["id"])).id
        seat = Seat(
            id=person["id"],
            user=user,
            name=person["name"],
            agency=person["agency"],
            roles=frozenset(person["roles"]),
            qualifications=frozenset(person.get("qualifications", ())),
            begins=self.clock.at,
        )
        give_a_seat(self.house, hub=self.hub.id, actor=OPERATOR, deed=f"demo-seat:{person['id']}", seat=seat)

    def agreement(self, document: Mapping[str, Any]) -> None:
        """The signatures under an agreement, all of one day."""
        on = local(self.start).date() - timedelta(days=document["days_ago"])
        for agency, words in document["signed"].items():
            keep_agreement(
                self.house,
                hub=self.hub.id,
                actor=self.actor(document["by"]),
                deed=f"demo-agreement:{document['agreement']}:{agency}",
                act="sign",
                agreement=document["agreement"],
                on=on,
                agency=agency,
                words=words,
            )

    def user(self, person: str) -> str:
        return f"{self.hub.id}.{person}"

    def actor(self, person: str) -> Actor:
        one = self.people[person]
        return Actor(
            id=self.user(person),
            name=one["name"],
            agency=one["agency"],
            roles=frozenset(one["roles"]),
            qualifications=frozenset(one.get("qualifications", ())),
        )

    def set_clock(self, step: Mapping[str, Any], *, not_before: datetime) -> None:
        """To the step's own time; when the start lies outside of working hours, never before what came before it."""
        if (minutes := step.get("minutes_ago")) is not None:
            at = self.start - timedelta(minutes=minutes)
        else:
            at = working_minutes_before(self.calendar, self.start, step["working_minutes_ago"])
        self.clock.at = max(at, not_before)

    def contact(self, document: Mapping[str, Any]) -> None:
        id = document["id"]
        self.set_clock(document, not_before=self.start - SEATED_BEFORE)
        door = self.hub.find("doors", document["door"])
        form = self.hub.forms[door.leads_to]
        today = local(self.clock.at).date()
        judgement = check(form, dated(document["answers"], self.start), today)
        received = contact_from(
            form, judgement, door=door.id, received=self.clock.at, language=document.get("language", "en")
        )
        done = receive_contact(
            self.house, hub=self.hub.id, deed=f"demo:{id}:0", command=received, revision=self.revision
        )
        contact, case = done.result["contact"], done.result["case"]
        self.cases[id] = case
        for number, step in enumerate(document.get("steps", ()), start=1):
            self.set_clock(step, not_before=self.clock.at + timedelta(seconds=1))
            deed = f"demo:{id}:{number}"
            try:
                self.step(step, deed, contact, case)
            except Exception as error:
                if self.lenient and isinstance(error, Refusal):
                    return
                raise Broken(f"The demonstration stops at {id}, step {number} ({step['do']}): {error}") from error

    def step(self, step: Mapping[str, Any], deed: str, contact: str, case: str) -> None:
        given = dated(step.get("with", {}), self.start)
        if step["do"] == "add":
            more = AddToContact(contact=contact, answers={}, text=given["text"], received=self.clock.at)
            add_to_contact(self.house, hub=self.hub.id, deed=deed, command=more)
            return
        actor = self.actor(step["by"])
        for part, command in enumerate(self.commands(step["do"], given, contact, case)):
            done = act_on_case(
                self.house, hub=self.hub.id, actor=actor, deed=f"{deed}.{part}", case=case, command=command
            )
            if isinstance(done, Stale):  # no page was drawn, so nothing can be stale
                raise Broken("A step of the demonstration was taken for an old page.")

    def commands(self, do: str, given: Mapping[str, Any], contact: str, case: str) -> list[Command]:
        """The commands that a step is: one, but for taking on all the alarms there are."""
        if do == "acknowledge":
            alarms = self.state(case).alarms.values()
            return [AcknowledgeAlarm(alarm.id) for alarm in alarms if alarm.acknowledged is None]
        return [_command(_PLAIN[do], {**given, **self.filled_in(do, given, contact, case)})]

    def filled_in(self, do: str, given: Mapping[str, Any], contact: str, case: str) -> dict[str, Any]:
        """What a demonstration cannot know beforehand: references and ids that this start made."""
        made: Mapping[str, Callable[[], dict[str, Any]]] = {
            "tell": lambda: {"contact": contact},
            "assign": lambda: {"owner": self.user(given["owner"]), "owner_name": self.people[given["owner"]]["name"]},
            "return": lambda: {"ask": self.ask_of(case, given["agency"])},
            "add_person": lambda: {"subject": _command(Subject, {"id": "", "name": "", **given["subject"]})},
        }
        return made[do]() if do in made else {}

    def ask_of(self, case: str, agency: str) -> str:
        """The last question to this agency: one still open before one answered already."""
        asks = [one for one in self.state(case).checks.values() if one.agency == agency]
        if not asks:
            raise Broken(f"{agency} was not asked.")
        return ([one for one in asks if one.state == "waiting"] or asks)[-1].ask

    def state(self, case: str) -> CaseState:
        with self.house.store.reading(self.hub.id) as reading:
            found = case_of(reading.entries(f"case:{case}"))
        if found is None:
            raise Broken("A case of the demonstration is not on record.")
        return found


def dated(value: Any, start: datetime) -> Any:
    """A demonstration's JSON with each `{"days_from_start": n}` turned into a date, so that ages stay as they are."""
    if isinstance(value, Mapping):
        if (days := days_from_start(value)) is not None:
            day = local(start + timedelta(days=days)).date()
            return {"year": day.year, "month": day.month, "day": day.day}
        return {key: dated(part, start) for key, part in value.items()}
    if isinstance(value, list):
        return [dated(part, start) for part in value]
    return value


def _command(made: type[Any], given: Mapping[str, Any]) -> Any:
    """A command from what a step gives; what only the runner reads is left out."""
    names = {field.name for field in fields(made)}
    return made(**{key: tuple(part) if isinstance(part, list) else part for key, part in given.items() if key in names})
