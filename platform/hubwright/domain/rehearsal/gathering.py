"""The meetings of a scenario: called, come to, held, with what that means for each case on the agenda."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.access.meetings import reads_case
from hubwright.domain.cases.entries import Actor
from hubwright.domain.hubs import Seat
from hubwright.domain.meetings import STREAM, MeetingState, Room, begin, decide, meeting_of
from hubwright.domain.meetings.agenda import found_by, found_of
from hubwright.domain.meetings.notices import notices_of
from hubwright.domain.meetings.on_cases import on_case
from hubwright.domain.rehearsal.naming import MEETS, made
from hubwright.domain.rehearsal.world import World


def meeting(world: World) -> MeetingState:
    """The meeting that was called last.

    Raises:
        LookupError: none was called.
    """
    found = meeting_of(world.streams.get(f"{STREAM}:{world.meeting}", ()))
    if found is None:
        raise LookupError("No meeting has been called yet.")
    return found


def meets(world: World, by: str, do: str, given: Mapping[str, Any]) -> None:
    """A deed on a meeting, and on the cases that it is about.

    Args:
        world: the hub.
        by: id of the post that does it.
        do: name of the deed.
        given: its fields; people by their post or agency, cases by what the scenario calls them.

    Raises:
        Refusal: it is not done yet.
        LookupError: something is named that is not there.
    """
    actor = world.actor(by)
    before = None if do == "call" else meeting(world)
    command = made(MEETS[do], _filled(world, do, before, given))
    context = world.context(actor)
    if before is None:
        facts = begin(command, context, _room(world, actor, _brought(world, command.type)))
        world.meeting = facts[0].stream.removeprefix(f"{STREAM}:")
    else:
        facts = decide(before, command, context, _room(world, actor))
    world.puts(facts, actor)
    after = meeting(world)
    open_now = world.around.calendars[world.hub.calendar].is_open(world.now)
    world.notices += notices_of(facts, after, world.hub, by=actor, open_now=open_now)
    type = world.hub.find("meeting_types", after.type)
    for case in list(world.cases.values()):
        said = on_case(case, world.context(actor), type, before, after, facts, reason=getattr(command, "reason", ""))
        world.puts(list(said), actor)


def _filled(world: World, do: str, before: MeetingState | None, given: Mapping[str, Any]) -> dict[str, Any]:
    filled = dict(given)
    for name in ("chair", "minute_taker", "user"):
        if filled.get(name) in world.posts:
            filled[name] = world.actor(filled[name]).id
    if "cases" in filled:
        filled["cases"] = [world.named.get(one, one) for one in filled["cases"]]
    if "case" in filled:
        filled["case"] = world.named.get(filled["case"], filled["case"])
    if before is None:
        return filled
    if do in ("take", "finish", "defer", "drop") and "matter" not in filled:
        matter = before.of_case(world.named.get(filled.pop("of", ""), world.case))
        filled["matter"] = matter.id if matter else ""
    if do in ("attend", "give") and "agency" in filled:
        filled["person"] = _asked(before, filled.pop("agency"))
    return filled


def _asked(before: MeetingState, agency: str) -> str:
    for one in before.people.values():
        if one.agency == agency:
            return one.id
    raise LookupError(f"{agency} was not asked to this meeting.")


def _brought(world: World, type: str) -> tuple[str, ...]:
    """The cases that the rule of a type brings."""
    last = [one.begun for one in _meetings(world) if one.type == type and one.begun is not None]
    drawn = next((one for one in world.hub.meeting_types if one.id == type), None)
    known = [found_of(one) for one in world.cases.values() if one.closed is None]
    return found_by(drawn, known, now=world.now, last=max(last, default=None)) if drawn else ()


def _meetings(world: World) -> list[MeetingState]:
    streams = (entries for stream, entries in world.streams.items() if stream.startswith(f"{STREAM}:"))
    return [found for entries in streams if (found := meeting_of(entries)) is not None]


def _room(world: World, actor: Actor, found: tuple[str, ...] = ()) -> Room:
    seats = tuple(_seat(world.actor(post), world) for post in world.posts)
    reader = world.reader(actor)
    known = {ref: one.pathways for ref, one in world.cases.items() if reads_case(one, reader, world.now)}
    return Room(seats, known, found)


def _seat(actor: Actor, world: World) -> Seat:
    return Seat(
        id=f"s-{actor.id}",
        user=actor.id,
        name=actor.name,
        agency=actor.agency or "",
        roles=actor.roles,
        qualifications=actor.qualifications,
        begins=world.now,
    )
