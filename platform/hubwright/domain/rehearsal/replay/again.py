"""A life told again on a draft, each act at the moment at which a person did it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from hubwright.domain.answers.judge import check
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.decide.deciders import decider_for
from hubwright.domain.cases.entries import REFERRER, Actor
from hubwright.domain.cases.intake import contact_from
from hubwright.domain.clocks.london import local, on
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.domain.rehearsal.world import Around, World

NO_DOOR, NO_TIER, NO_ROUTE, NO_STRAND = "no_door", "no_tier", "no_route", "no_strand"
_LONGEST = timedelta(days=366)


@dataclass
class Again:
    """What came of a life on the draft.

    Args:
        tiers: pathway to the tier that a person gave it then, where the draft has it.
        suggested: tiers that the draft's rules suggest at receipt.
        asked: agencies that the draft asks.
        waits: agencies that the draft asks and that were not asked then: nobody knows how long they would take.
        late: rules of clocks that the draft would have missed.
        deciders: who decides on the draft, by the ids of its deciders, each as often as they did.
        stopped: what could not be done on the draft as it was done then: a code, each as often as it came.
    """

    tiers: dict[str, str] = field(default_factory=dict)
    suggested: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    waits: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    deciders: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)


def again(life: Mapping[str, Any], hub: Hub, around: Around) -> Again:
    """Tell a life on a draft.

    Args:
        life: as `lives.life_of` gives it.
        hub: the draft.
        around: the calendars and the law of those days.
    """
    told = Again()
    door = next((one for one in hub.doors if one.id == life["door"]), None)
    if door is None:
        told.stopped.append(NO_DOOR)
        return told
    wall = datetime.fromisoformat(life["received"])
    world = World(hub, around, on(wall.date(), wall.time()), {})
    try:
        facts = world.does(REFERRER, _received(life, world, door.form), None)
    except Refusal as refusal:
        told.stopped.append(refusal.code)
        return told
    world.case = next(fact.body["case"] for fact in facts if fact.type == "case.opened")
    told.suggested = sorted({str(one["tier"]) for one in world.state.suggestions if one.get("result") is True})
    received = world.now
    for act in life["acts"]:
        world.passes_to(max(world.now, received + min(timedelta(minutes=act["after"]), _LONGEST)))
        _does(world, act, told)
    world.passes_to(max(world.now, received + min(timedelta(minutes=life["until"]), _LONGEST)))
    asked_then = {act["agency"] for act in life["acts"] if act["do"] == "ask"}
    told.asked = sorted({one.agency for one in world.state.checks.values()})
    told.waits = sorted(set(told.asked) - asked_then)
    told.late = sorted(
        one.rule
        for one in world.state.clocks.values()
        if (one.ended or world.now) > one.due and not _of_nobody(one.id, world, told)
    )
    return told


def _of_nobody(clock: str, world: World, told: Again) -> bool:
    """The answer of an agency that was not asked then: whether it would have been late, nobody knows."""
    asks = {f"return:{one.ask}": one.agency for one in world.state.checks.values()}
    return asks.get(clock) in told.waits


def _received(life: Mapping[str, Any], world: World, use: tuple[str, int] | None) -> c.Receive:
    people = tuple(_person(one, number, world.now) for number, one in enumerate(life["people"], start=1))
    referrer = {"name": "Somebody", "email": "somebody@nowhere.example"} if life["reachable"] else {}
    plain = c.Receive(life["door"], {}, people, referrer, "", world.now, danger=bool(life["danger"]))
    if use is None:
        return plain
    form = world.hub.forms[use]
    known = {one.id for one in form.questions()}
    answers = {id: {"state": "answered", "value": one} for id, one in life["answers"].items() if id in known}
    judged = check(form, answers, local(world.now).date())
    made = contact_from(form, judged, door=life["door"], received=world.now)
    return replace(made, subjects=people, referrer=referrer, danger=plain.danger)


def _person(told: Mapping[str, Any], number: int, now: datetime) -> c.Subject:
    born = {"year": local(now).year - told["age"], "month": 1, "day": 1} if told["age"] is not None else None
    return c.Subject("", f"Person {number}", born=born, unborn=bool(told["unborn"]))


def _does(world: World, act: Mapping[str, Any], told: Again) -> None:
    """One act of then, as the draft lets it be done; what it does not is noted, and the rest goes on."""
    try:
        command = _command(world, act, told)
        if command is None:
            return
        if isinstance(command, c.Decide):
            told.deciders.append(decider_for(world.state, command.pathway, world.context(_anybody(world.hub))).id)
        world.does(_whoever(world, command), command, world.state)
        if isinstance(command, c.Rate):
            told.tiers[command.pathway] = command.tier
    except Refusal as refusal:
        told.stopped.append(refusal.code)


def _command(world: World, act: Mapping[str, Any], told: Again) -> Any:
    state = world.state
    if act.get("pathway") and act["pathway"] not in state.pathways:
        told.stopped.append(NO_STRAND)
        return None
    if act["do"] in _PLAIN:
        return _PLAIN[act["do"]](world, act, told)
    if act["do"] == "ask":
        # Whom the draft asks is the draft's to say: once for each strand, however many were asked then.
        if any(one.pathway == act["pathway"] for one in state.checks.values()):
            return None
        return c.Ask(act["pathway"], basis=c.GivenBasis(confirmed=True))
    if act["do"] == "return":
        waiting = [one.ask for one in state.waiting() if one.agency == act["agency"]]
        return (
            c.Return(waiting[0], act["kind"], text="As then.", why="As then.", speak_to="As then.") if waiting else None
        )
    return None


def _rating(world: World, act: Mapping[str, Any], told: Again) -> c.Rate | None:
    tiers = {tier.id for scale in world.hub.scales for tier in scale.tiers if scale.id == act["scale"]}
    if act["tier"] not in tiers:
        told.stopped.append(NO_TIER)
        return None
    first = world.hub.find("pathways", act["pathway"]).scale
    return c.Rate(act["pathway"], act["tier"], "As then.", scale=None if act["scale"] == first else act["scale"])


def _decision(world: World, act: Mapping[str, Any], told: Again) -> c.Decide | None:
    routes = {one.id for one in world.hub.routes if act["pathway"] in one.pathways}
    people = list(world.state.subjects)
    if act["route"] not in routes or act["person"] >= len(people):
        told.stopped.append(NO_ROUTE)
        return None
    return c.Decide(
        people[act["person"]],
        act["pathway"],
        act["route"],
        "As then.",
        advice="As then.",
        views="As then.",
        reason_without="As then.",
        household="not_known",
    )


def _reading(world: World, act: Mapping[str, Any], told: Again) -> c.Read | None:
    return c.Read() if world.state.unread else None


def _telling(world: World, act: Mapping[str, Any], told: Again) -> c.Tell:
    return c.Tell(next(iter(world.state.contacts)), act["moment"], "telephone", words="As then.")


_PLAIN: Mapping[str, Callable[[World, Mapping[str, Any], Again], Any]] = {
    "read": _reading,
    "rate": _rating,
    "decide": _decision,
    "tell": _telling,
}


def _anybody(hub: Hub) -> Actor:
    """Somebody who holds every role of the draft: who may do what is not what a replay is about."""
    roles = frozenset(one.id for one in hub.roles if one.time_boxed is None)
    qualified = frozenset(one.qualification for one in hub.deciders if one.qualification)
    return Actor("u-anybody", "Somebody", hub.agencies[0].id, roles, qualified)


def _whoever(world: World, command: Any) -> Actor:
    """Somebody who may do it; an answer comes from its own agency."""
    somebody = _anybody(world.hub)
    if isinstance(command, c.Return):
        return replace(somebody, agency=world.state.checks[command.ask].agency)
    return somebody


@dataclass(frozen=True, slots=True)
class Compared:
    """Then and on the draft, over many lives.

    Args:
        lives: how many.
        then, draft: of each: `asked` (agency to times), `late` (clock rule to times).
        suggested, deciders, stopped: on the draft, each to times.
        waits: agencies asked on the draft that were not asked then, to times.
    """

    lives: int
    then: Mapping[str, Mapping[str, int]]
    draft: Mapping[str, Mapping[str, int]]
    suggested: Mapping[str, int]
    deciders: Mapping[str, int]
    stopped: Mapping[str, int]
    waits: Mapping[str, int]


def compared(lives: Iterable[Mapping[str, Any]], hub: Hub, around: Around) -> Compared:
    """Tell many lives on a draft, and count.

    Args:
        lives: as `lives.life_of` gives them.
        hub: the draft.
        around: the calendars and the law of those days.
    """
    counted = 0
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("asked then", "late then", *Again.__annotations__)}
    for life in lives:
        counted += 1
        told = again(life, hub, around)
        counts["asked then"].update({act["agency"] for act in life["acts"] if act["do"] == "ask"})
        counts["late then"].update(life["late"])
        for name in ("asked", "waits", "late", "suggested", "deciders", "stopped"):
            counts[name].update(getattr(told, name))
    return Compared(
        lives=counted,
        then={"asked": counts["asked then"], "late": counts["late then"]},
        draft={"asked": counts["asked"], "late": counts["late"]},
        suggested=counts["suggested"],
        deciders=counts["deciders"],
        stopped=counts["stopped"],
        waits=counts["waits"],
    )
