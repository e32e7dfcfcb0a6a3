"""What a scenario expects after a step: each kind of look at the hub, what it saw, and what made it so.

A look is given what was written and says what it found in the same shape, so that a report can lay the two beside each
other. `never` asks the same, and wants nothing of it to be so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hubwright.domain.access import case_view
from hubwright.domain.cases.decide.deciding import offered_first
from hubwright.domain.cases.entries import WORKER
from hubwright.domain.cases.state import CaseState, ClockState
from hubwright.domain.cases.topics.concerns import tags
from hubwright.domain.cases.topics.entering import to_enter
from hubwright.domain.cases.topics.looking_up import proposed
from hubwright.domain.cases.topics.redacting import copies_of
from hubwright.domain.clocks.london import local, on
from hubwright.domain.documents.reading import strings
from hubwright.domain.rehearsal import daily, reading
from hubwright.domain.rehearsal.gathering import meeting
from hubwright.domain.rehearsal.naming import by_name
from hubwright.domain.rehearsal.noticing import how_incident_stands
from hubwright.domain.rehearsal.world import World


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the hub.

    Args:
        found: what is there, in the shape of what was expected.
        holds: it is what was expected.
        why: the part of the definition that made it so, or "".
    """

    found: Any
    holds: bool
    why: str = ""


Looks = Callable[[World, Any], Look]
_WORD = re.compile(r"\w+")
_FILLED_IN = re.compile(r"\{\{(\w+)\}\}")


def look(world: World, name: str, wanted: Any) -> Look:
    """Look at one thing.

    Raises:
        LookupError: something is named that is not there.
    """
    return LOOKS[name](world, wanted)


def _plain(read: Callable[[CaseState], Any]) -> Looks:
    def looks(world: World, wanted: Any) -> Look:
        found = read(world.state)
        return Look(found, found == wanted)

    return looks


def _listed(read: Callable[[World], Iterable[Any]], *, whole: bool) -> Looks:
    """A list in any order: exactly these, or these among others."""

    def looks(world: World, wanted: Any) -> Look:
        found = sorted(set(read(world)))
        return Look(found, found == sorted(wanted) if whole else bool(wanted) and set(wanted) <= set(found))

    return looks


def _each(read: Callable[[World, str], Any], why: Callable[[World, str], str] = lambda world, name: "") -> Looks:
    """Something of each of several names; as much as was written has to be there."""

    def looks(world: World, wanted: Mapping[str, Any]) -> Look:
        found = {name: read(world, name) for name in wanted}
        shown = {name: _as_asked(found[name], one) for name, one in wanted.items()}
        said = "; ".join(dict.fromkeys(one for name in wanted if (one := why(world, name))))
        return Look(shown, all(shown[name] == one for name, one in wanted.items()), said)

    return looks


def _as_asked(found: Any, wanted: Any) -> Any:
    """Of an object that was found, the parts that were asked for; of a clock asked for by a word, its state."""
    if isinstance(found, Mapping) and isinstance(wanted, Mapping):
        return {key: found.get(key) for key in wanted}
    if isinstance(found, list) and isinstance(wanted, list) and set(found) == set(wanted):
        return wanted
    if isinstance(found, Mapping) and isinstance(wanted, str):
        return found.get("state")
    return found


def clock_named(world: World, name: str) -> ClockState | None:
    """A clock of the case by the name that a scenario gives it.

    An agency stands for the question that it was asked ("return:police"), a person's name for the person
    ("accept:Kim Example:child"), and a clock of a contact is written without its reference ("first_look").
    """
    state = world.state
    people = {one.name: one.id for one in state.subjects.values()}
    asks = {one.agency: one.ask for one in state.checks.values()}
    parts = name.split(":")
    tried = [name, ":".join(people.get(one, one) for one in parts)]
    tried += [f"{parts[0]}:{asks[parts[1]]}"] if len(parts) == 2 and parts[1] in asks else []
    tried += [f"{name}:{contact}" for contact in reversed(list(state.contacts))]
    return next((state.clocks[one] for one in tried if one in state.clocks), None)


def _clock(world: World, name: str) -> Any:
    clock = clock_named(world, name)
    if clock is None:
        return {"state": "none"}
    state = "late" if clock.state == "running" and clock.due < world.now else clock.state
    return {"state": state, "due": _wall(clock.due), "rule": clock.rule}


def _clock_rule(world: World, name: str) -> str:
    clock = clock_named(world, name)
    return f"/shareable/clocks/{clock.rule}" if clock else ""


def _wall(at: datetime) -> str:
    return local(at).strftime("%Y-%m-%dT%H:%M")


def _rating(world: World, name: str) -> Any:
    """The rating of a strand, on its first scale or on the one that is named ("child on rag")."""
    pathway, _, scale = name.partition(" on ")
    rating = world.state.rating_on(pathway, scale) if scale else world.state.rating(pathway)
    return rating.tier if rating else None


def _outcome(world: World, name: str) -> Any:
    routes = [one.route for one in world.state.decisions if world.state.subjects[one.subject].name == name]
    return routes[-1] if routes else None


def _asked(world: World) -> Iterable[str]:
    return (one.agency for one in world.state.checks.values())


def _suggested(world: World) -> Iterable[str]:
    return (str(one["tier"]) for one in world.state.suggestions if one.get("result") is True)


def _proposed(world: World) -> Iterable[str]:
    shown = proposed(world.state, world.hub, local(world.now).date())
    return (one.proposal.act for one in shown if one.holds)


def _told(world: World) -> Iterable[str]:
    return (one.post or "person" for one in world.notices)


def _alarms(world: World) -> Iterable[str]:
    clocks = (one.clock or one.why for one in world.state.alarms.values() if one.acknowledged is None)
    return (one.rpartition(":")[0] if one.rpartition(":")[2] in world.state.contacts else one for one in clocks)


def _sees(world: World) -> Iterable[str]:
    state = world.state
    contacts = world.contacts(state)
    for post in world.posts:
        reader = world.reader(world.actor(post))
        if case_view(state, contacts, world.hub.forms, reader, world.now) is not None:
            yield post


def _undecided(world: World) -> Iterable[str]:
    return (world.state.subjects[subject].name for subject, _ in world.state.undecided())


def _rated_in_words(world: World, pathway: str) -> Any:
    """What a worker reads of the rating of a strand: its label and what it means."""
    rating = world.state.rating(pathway)
    if rating is None:
        return None
    tier = world.hub.find("scales", rating.scale).tiers[rating.position]
    return {"label": tier.label.en, "means": tier.means.en}


def _offered(world: World, pathway: str) -> Any:
    """The route that stands chosen for a strand before anybody decides, or None."""
    return offered_first(world.state, pathway, world.context(WORKER)) or None


def _answered(world: World, agency: str) -> Any:
    """What an agency answered beside words, question to what it chose; a person's answer under their name."""
    names = {one.id: one.name for one in world.state.subjects.values()}
    found: dict[str, Any] = {}
    for one in world.state.checks.values():
        if one.agency == agency and one.answer is not None:
            found |= {question: by_name(value, names) for question, value in one.answer.get("found", {}).items()}
    return found or None


def _to_enter(world: World, name: str) -> Any:
    """The recommendation that waits with a decision to be entered in the council's own system, or None."""
    if world.hub.handover is None:
        return None
    found = [one for one in to_enter(world.state) if world.state.subjects[one.subject].name == name]
    return found[-1].recommendation if found else None


def _strands_of(world: World, name: str) -> Any:
    return next((sorted(one.pathways) for one in world.state.subjects.values() if one.name == name), None)


def _known_of(world: World, name: str) -> Any:
    """What beside a name was said of somebody when they came in; one without a name goes by their id ("p1")."""
    parts = ("address", "born", "expected", "unborn")
    one = next((one for one in world.state.subjects.values() if name in (one.name, one.id)), None)
    return None if one is None else sorted([part for part in parts if getattr(one, part)] + list(one.known))


def _attends(world: World, name: str) -> Any:
    return next((one.mode for one in world.hub.agencies if one.id == name), None)


def _counts(world: World, name: str) -> Any:
    """Whether a rated strand or a clock counts for timeliness, or None where there is neither."""
    if (rating := world.state.rating(name)) is not None:
        return rating.counted
    clock = clock_named(world, name)
    return world.hub.find("clocks", clock.rule).counted if clock else None


def _called(world: World, role: str) -> Any:
    """What a role is called, or None where the hub has none of that id."""
    return next((one.name.en for one in world.hub.roles if one.id == role), None)


def _tagged(world: World) -> Iterable[str]:
    """Concerns that stand on the case, each behind the agency that tagged it."""
    return (f"{one.agency}:{one.concern}" for one in tags(world.state))


def _between(world: World, name: str) -> Any:
    return next((sorted(one.between) for one in world.hub.agreements if one.id == name), None)


def _allocated(world: World, name: str) -> Any:
    """The agency to which the last meeting gave a case."""
    matter = meeting(world).of_case(world.named.get(name, name))
    return matter.allocated or None if matter else None


def _letters(world: World, moment: str) -> Any:
    """What a message of a moment that was sent fills in, as its wording says; None where none was."""
    if not any(one.moment == moment for one in world.notices):
        return None
    wording = next((one for one in world.hub.letters if one.moment == moment and not one.audience), None)
    return sorted(set(_FILLED_IN.findall(wording.body.en))) if wording else None


def _copied(world: World) -> Iterable[str]:
    """The words that stand in the copies of documents that were made."""
    made = (one.made for one in copies_of(world.state).values() if one.made)
    return (word for one in made for text in strings(one) for word in _WORD.findall(text))


def _agenda(world: World, wanted: list[str]) -> Look:
    names = {ref: name for name, ref in world.named.items()}
    state = meeting(world)
    found = [names.get(state.matters[one].case, state.matters[one].case) for one in state.order]
    return Look(found, found == wanted, f"/shareable/meeting_types/{state.type}/agenda")


def _mode(world: World, wanted: str) -> Look:
    state = meeting(world)
    return Look(state.mode, state.mode == wanted, f"/shareable/meeting_types/{state.type}/modes")


def _quorate(world: World, wanted: bool) -> Look:
    state = meeting(world)
    found = bool(state.quorum.get("met"))
    return Look(found, found == wanted, f"/shareable/meeting_types/{state.type}/quorum")


def _ended(world: World, wanted: str | None) -> Look:
    found = reading.ended(world)
    return Look(found, found == wanted, f"/shareable/kinds/{world.state.kind}/ends_with")


def _letter_says(world: World, wanted: list[str]) -> Look:
    """Which of these words stand in the letter to whoever referred."""
    letter = reading.letter_to_the_referrer(world)
    found = [one for one in wanted if one in letter]
    return Look(found, bool(wanted) and found == wanted, "/shareable/documents")


def _ends(world: World, wanted: bool) -> Look:
    found = world.state.closed is not None
    return Look(found, found == wanted)


def at_time(told: str) -> datetime:
    """The instant of a time on the wall in London."""
    wall = datetime.fromisoformat(told)
    return on(wall.date(), wall.time())


LOOKS: Mapping[str, Looks] = {
    "kind": _plain(lambda case: case.kind),
    "stage": _plain(lambda case: case.stage),
    "standing": _plain(lambda case: case.standing),
    "danger": _plain(lambda case: case.danger),
    "counted": _plain(lambda case: case.counted),
    "owner": _plain(lambda case: (case.owner or "").removeprefix("u-")),
    "closed": _ends,
    "strands": _listed(lambda world: world.state.pathways, whole=True),
    "ratings": _each(_rating),
    "suggested": _listed(_suggested, whole=False),
    "proposed": _listed(_proposed, whole=False),
    "clocks": _each(_clock, _clock_rule),
    "asked": _listed(_asked, whole=False),
    "questions": _listed(lambda world: (one.set for one in world.state.checks.values()), whole=False),
    "waits_for": _listed(lambda world: (one.agency for one in world.state.waiting()), whole=True),
    "outcomes": _each(_outcome),
    "undecided": _listed(_undecided, whole=True),
    "alarms": _listed(_alarms, whole=False),
    "told": _listed(_told, whole=False),
    "seen_by": _listed(_sees, whole=False),
    "sources": _listed(lambda world: (one.source for one in world.state.contacts.values()), whole=False),
    "strands_of": _each(_strands_of),
    "attends": _each(_attends, lambda world, name: f"/shareable/agencies/{name}/mode"),
    "between": _each(_between, lambda world, name: f"/shareable/agreements/{name}/between"),
    "allocated": _each(_allocated, lambda world, name: "/shareable/meeting_types"),
    "agenda": _agenda,
    "quorate": _quorate,
    "mode": _mode,
    "councils": _listed(lambda world: (one.en for one in world.hub.local.councils), whole=True),
    "known_of": _each(_known_of),
    "said": _plain(lambda case: bool(case.what)),
    "rated_in_words": _each(_rated_in_words),
    "offered": _each(_offered),
    "answered": _each(_answered),
    "to_enter": _each(_to_enter),
    "doors": _listed(daily.open_doors, whole=False),
    "there": _each(daily.there, lambda world, name: f"/shareable/agencies/{name}"),
    "reached": _each(daily.reached, lambda world, name: f"/shareable/agencies/{name}/by_telephone"),
    "counts": _each(_counts),
    "called": _each(_called, lambda world, name: f"/shareable/roles/{name}/name"),
    "tagged": _listed(_tagged, whole=False),
    "nobody_decides": _each(daily.nobody_decides, lambda world, name: f"/shareable/deciders/{name}"),
    "leaves": _each(daily.leaves),
    "no_last_day": _listed(daily.no_last_day, whole=True),
    "incidents": _each(how_incident_stands, lambda world, name: f"/shareable/incidents/{name}"),
    "copied": _listed(_copied, whole=False),
    "letters": _each(_letters, lambda world, name: "/shareable/letters"),
    "agreements": _each(daily.agreed, lambda world, name: f"/shareable/agreements/{name}"),
    "sampled": _listed(daily.sampled, whole=True),
    "audited": _listed(daily.audited, whole=True),
    "looked_at_again": _each(daily.looked_at_again, lambda world, name: "/shareable/decision_audit/months"),
    "talks": _each(reading.talks, lambda world, name: "/shareable/talking"),
    "wishes": _each(reading.wishes_of, lambda world, name: "/shareable/talking/wishes"),
    "capacity": _each(reading.capacity_of, lambda world, name: "/shareable/talking/capacity"),
    "read_by": _each(reading.read_by, lambda world, name: "/shareable/sensitivities"),
    "see_wall": _listed(reading.see_the_wall, whole=False),
    "letter_says": _letter_says,
    "line_manages": _each(reading.line_manages, lambda world, name: f"/shareable/roles/{name}/line_manages"),
    "looks_in_for": _each(reading.looks_in_for, lambda world, name: f"/shareable/roles/{name}/time_boxed"),
    "staffed": _each(reading.staffed, lambda world, name: f"/shareable/agencies/{name}/fte"),
    "planned": _each(reading.planned, lambda world, name: f"/shareable/agencies/{name}/fte_planned"),
    "for_whom": _each(reading.for_whom, lambda world, name: f"/shareable/pathways/{name}"),
    "linked": _each(reading.linked, lambda world, name: f"/local/mailboxes/{name}"),
    "decided": _each(reading.decided, lambda world, name: "/shareable/routes"),
    "challenged": _each(reading.disagreement, lambda world, name: "/shareable/challenge"),
    "to_ring": _each(reading.to_ring, lambda world, name: "/local/on_call"),
    "said_by": _each(reading.said_by),
    "reads": _each(reading.reads, lambda world, name: "/shareable/sensitivities"),
    "ended": _ended,
    "handed_over": _each(reading.handed_over),
    "on_form": _each(reading.on_form),
}
"""Each kind of look, by the name that a scenario gives it."""
