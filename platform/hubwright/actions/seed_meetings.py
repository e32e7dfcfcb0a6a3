"""Hold the meetings of a demonstration, through the same deeds that real ones take: called, held, minuted, sealed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.house import House
from hubwright.actions.meetings import act_on_meeting, call_meeting
from hubwright.actions.outcome import Stale
from hubwright.domain.cases import commands
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics.actions import AddAction
from hubwright.domain.cases.topics.minuting import WriteLine
from hubwright.domain.cases.topics.recording import CheckRecord, DraftRecord, SealRecord
from hubwright.domain.clocks.london import local
from hubwright.domain.errors import Broken
from hubwright.domain.meetings import STREAM, MeetingState, meeting_of
from hubwright.domain.meetings.commands import Attend, Begin, Call, Command, End, Take

_ON_A_CASE: Mapping[str, type[Any]] = {
    "minute": WriteLine,
    "decide": commands.Decide,
    "agree": AddAction,
    "draft": DraftRecord,
    "check": CheckRecord,
    "seal": SealRecord,
}


@dataclass(frozen=True, slots=True)
class Scene:
    """What a meeting of a demonstration is held with.

    Args:
        house: with the demonstration's own clock.
        hub: id of the hub.
        start: when the demonstration was started, UTC.
        cases: contact of the demonstration to the reference of its case.
        actor: somebody of the demonstration, by their id there.
        set_clock: to a step's own time, never before the time given.
        now: what the clock says.
    """

    house: House
    hub: str
    start: datetime
    cases: Mapping[str, str]
    actor: Callable[[str], Actor]
    set_clock: Callable[[Mapping[str, Any], datetime], None]
    now: Callable[[], datetime]


def hold(scene: Scene, document: Mapping[str, Any]) -> None:
    """Call a meeting of a demonstration, and do its steps.

    Raises:
        Broken: a step was refused, so the demonstration does not fit its hub.
    """
    id = document["id"]
    scene.set_clock(document, scene.start - timedelta(days=100))
    people = {part: scene.actor(document[part]).id for part in ("chair", "minute_taker") if part in document}
    later = document.get("begins_in")
    call = Call(
        type=document["type"],
        starts=scene.now() + timedelta(minutes=later) if later is not None else None,
        cases=tuple(scene.cases[one] for one in document.get("cases", ())),
        there=tuple(document.get("there", ())),
        **people,
    )
    try:
        by = scene.actor(document["by"])
        called = call_meeting(scene.house, hub=scene.hub, actor=by, deed=f"demo-meeting:{id}:0", command=call)
    except Exception as error:
        raise Broken(f"The demonstration cannot call {id}: {error}") from error
    for number, step in enumerate(document.get("steps", ()), start=1):
        scene.set_clock(step, scene.now() + timedelta(seconds=1))
        try:
            _step(scene, step, called.result["meeting"], f"demo-meeting:{id}:{number}")
        except Exception as error:
            raise Broken(f"The demonstration stops at {id}, step {number} ({step['do']}): {error}") from error


def _step(scene: Scene, step: Mapping[str, Any], meeting: str, deed: str) -> None:
    actor, given = scene.actor(step["by"]), dict(step.get("with", {}))
    if step["do"] not in _ON_A_CASE:
        command = _of_meeting(step["do"], given, _state(scene, meeting), scene)
        act_on_meeting(scene.house, hub=scene.hub, actor=actor, deed=deed, meeting=meeting, command=command)
        return
    case = scene.cases[given.pop("case")]
    if (days := given.pop("due_in_days", None)) is not None:
        given["due"] = local(scene.start + timedelta(days=days)).date()
    made = _ON_A_CASE[step["do"]]
    names = {field.name for field in fields(made)}
    parts = {key: tuple(part) if isinstance(part, list) else part for key, part in given.items() if key in names}
    if "meeting" in names:
        parts["meeting"] = meeting
    done = act_on_case(scene.house, hub=scene.hub, actor=actor, deed=deed, case=case, command=made(**parts))
    if isinstance(done, Stale):  # no page was drawn, so nothing can be stale
        raise Broken("A step of the demonstration was taken for an old page.")


def _of_meeting(do: str, given: Mapping[str, Any], state: MeetingState, scene: Scene) -> Command:
    """A deed on the meeting itself; people are named by their agency, and matters by the contact of their case."""
    if do == "attend":
        person = next(one.id for one in state.people.values() if one.agency == given["agency"])
        user = scene.actor(given["person"]) if "person" in given else None
        return Attend(
            person,
            given["state"],
            by=given.get("way", ""),
            user=user.id if user else "",
            name=user.name if user else given.get("name", ""),
        )
    if do == "begin":
        return Begin(given.get("reason", ""))
    if do == "take":
        matter = state.of_case(scene.cases[given["case"]])
        return Take(matter.id if matter else "")
    return End()


def _state(scene: Scene, meeting: str) -> MeetingState:
    with scene.house.store.reading(scene.hub) as reading:
        found = meeting_of(reading.entries(f"{STREAM}:{meeting}"))
    if found is None:
        raise Broken("A meeting of the demonstration is not on record.")
    return found
