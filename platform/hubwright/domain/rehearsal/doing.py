"""What happens in a step: something arrives, somebody rings, or somebody does a deed on the case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.answers.judge import check
from hubwright.domain.cases.commands import AddToContact, Receive, Subject
from hubwright.domain.cases.entries import OPERATOR, REFERRER
from hubwright.domain.cases.intake import contact_from
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.taking import Arrived, taken_from
from hubwright.domain.cases.topics.redacting import BeginCopy, ChangeCopy, MakeCopy
from hubwright.domain.clocks.london import local
from hubwright.domain.errors import Refusal
from hubwright.domain.rehearsal.daily import HUB_DEEDS, happens_at_the_hub, opens
from hubwright.domain.rehearsal.naming import DEEDS, by_name, made, needed, written
from hubwright.domain.rehearsal.scenario import Step
from hubwright.domain.rehearsal.world import World

ARRIVING = {
    "arrives": ("door", "answers"),
    "rings": ("door", "words", "about"),
    "comes_in": ("door", "row"),
    "adds": ("words", "danger"),
}
"""What happens without a deed of casework, and what it is told with."""
OF_THE_REFERRER = frozenset({"raise_challenge", "climb_challenge", "settle_challenge"})
"""Deeds that whoever referred can do by themselves, with the code that they were given."""
REFERRED = "referrer"
"""How a step says that whoever referred does it."""


def answered(value: Any) -> Any:
    """Answers as a form sends them, from the short way in which a scenario writes them.

    A plain value is an answer; `{"state": ...}` stands as it is, so that *not known* can be said; rows of people are
    lists of objects by question.
    """
    if isinstance(value, Mapping) and "state" in value:
        return dict(value)
    if isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
        return {"state": "answered", "value": [{id: answered(part) for id, part in one.items()} for one in value]}
    return {"state": "answered", "value": value}


def happens(world: World, step: Step) -> None:
    """Something happens.

    Raises:
        Refusal: it is not done yet.
        LookupError: something is named that is not there.
    """
    if step.do in ("arrives", "rings", "comes_in"):
        _comes(world, step)
    elif step.do in HUB_DEEDS:
        happens_at_the_hub(world, step.do, step.by, step.given)
    elif step.do == "adds":
        contact = next(iter(world.state.contacts))
        more = AddToContact(
            contact, {}, step.given["words"], received=world.now, danger=bool(step.given.get("danger", False))
        )
        world.does(REFERRER, more, world.state)
    else:
        command = DEEDS[step.do]
        if step.by == REFERRED and step.by not in world.posts:
            # Their code leads to one contact: what they sent.
            theirs = {"contact": next(iter(world.state.contacts)), **step.given}
            world.does(REFERRER, made(command, filled(world, command, theirs)), world.state)
        else:
            world.does(world.actor(step.by), made(command, filled(world, command, step.given)), world.state)


def _comes(world: World, step: Step) -> None:
    unnamed = OPERATOR if step.do == "comes_in" else REFERRER
    actor = world.actor(step.by) if step.by else unnamed
    facts = world.does(actor, _received(world, step), None)
    world.case = next(fact.body["case"] for fact in facts if fact.type == "case.opened")
    if step.case:
        world.named[step.case] = world.case


def _received(world: World, step: Step) -> Receive:
    door, given = world.hub.find("doors", step.given["door"]), step.given
    if not opens(door.opens_on, door.until, local(world.now).date()):
        raise Refusal(
            why="This way in is not open today.", do="Use one that is, or ring the hub.", code="door_not_open"
        )
    if step.do == "arrives":
        form = world.hub.forms[door.leads_to]
        answers = {id: answered(value) for id, value in given["answers"].items()}
        judged = check(form, answers, local(world.now).date())
        return contact_from(form, judged, door=door.id, received=world.now)
    if door.who != ("import" if step.do == "comes_in" else "hub"):
        raise Refusal(
            why="This way in is not one for what comes by it here.", do="Choose one that is.", code="door_not_theirs"
        )
    if step.do == "comes_in":
        return taken_from(_line(given["row"]), door.reads, door=door.id, now=world.now).command
    about = tuple(made(Subject, {"id": "", **one}) for one in given.get("about", ()))
    call = {"taken_by": world.actor(step.by).name, "may_say": "yes", "other": ""}
    return Receive(door.id, {}, about, {"name": "A caller"}, given["words"], world.now, call=call)


def _line(row: Mapping[str, str]) -> Arrived:
    """One line of a list that comes in as a file: label to what stands beside it."""
    return Arrived("list.csv", "text/csv", "\n".join(row.values()), "", pairs=tuple(row.items()))


def filled(world: World, command: type, given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a deed with what a scenario cannot know: ids and references that came up as it was told.

    A person is written by name, a question by the agency that it went to, an owner by post.
    """
    state, names = world.state, set(written(command))
    people = {one.name: one.id for one in state.subjects.values() if one.name}
    found = {name: _by_name(value, people) if name in _OF_PEOPLE else value for name, value in given.items()}
    if "contact" in names and "contact" not in found and "contact" in needed(command):
        found["contact"] = list(state.contacts)[-1]
    if "ask" in names and "agency" in found and "agency" not in names:
        found["ask"] = _ask(state, found.pop("agency"))
    if isinstance(found.get("found"), Mapping):
        found["found"] = {question: by_name(value, people) for question, value in found["found"].items()}
    if "owner_name" in names and found.get("owner") in world.posts:
        owner = world.actor(found["owner"])
        found |= {"owner": owner.id, "owner_name": owner.name}
    if "alarm" in names and "alarm" not in found:
        found["alarm"] = next((one.id for one in state.alarms.values() if one.acknowledged is None), "")
    if issubclass(command, BeginCopy | ChangeCopy | MakeCopy):
        found["aids"] = world.around.aids(state, world.contacts(state), world.hub, world.now)
    if found.get("meeting") == "last":
        found["meeting"] = world.meeting
    return found


_OF_PEOPLE = frozenset({"subject", "subjects", "person", "people"})


def _by_name(value: Any, people: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_by_name(one, people) for one in value]
    return people.get(value, value) if isinstance(value, str) else value


def _ask(state: CaseState, agency: str) -> str:
    """The question that an agency has not answered; else the last that it was asked."""
    asks = [one for one in state.checks.values() if one.agency == agency]
    if not asks:
        raise LookupError(f"{agency} was not asked.")
    return ([one for one in asks if one.state == "waiting"] or asks)[-1].ask
