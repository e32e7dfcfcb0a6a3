"""Telling a scenario on its hub: each step, what was expected after it, what was seen, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hubwright.domain.clocks.london import local, on
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.domain.rehearsal.doing import happens
from hubwright.domain.rehearsal.expecting import clock_named, look
from hubwright.domain.rehearsal.gathering import meets
from hubwright.domain.rehearsal.scenario import Scenario, Step
from hubwright.domain.rehearsal.world import Around, World

PASSED, FAILED, WAITS = "passed", "failed", "waits"
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Seen:
    """One expectation of a step.

    Args:
        what: the name of the look, or "refused" for whether the deed was done.
        never: it was not to be so.
        expected, found: in the shape in which the scenario writes it.
        holds: as expected.
        why: the part of the definition that made it so, or the words of a refusal.
    """

    what: str
    never: bool
    expected: Any
    found: Any
    holds: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One step as it was told.

    Args:
        step: with its number and words.
        at: the wall's time in London.
        seen: what was expected of it.
    """

    step: Step
    at: datetime
    seen: tuple[Seen, ...]

    @property
    def holds(self) -> bool:
        """Everything is as expected."""
        return all(one.holds for one in self.seen)


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a scenario.

    Args:
        came: `PASSED`, `FAILED` or `WAITS` (for what `scenario.waits_for` names; it was not told).
        steps: as far as it was told: after a step that could not be done nothing more is.
    """

    scenario: Scenario
    came: str
    steps: tuple[Told, ...] = ()


def rehearse(scenario: Scenario, hub: Hub, around: Around) -> Report:
    """Tell a scenario.

    Args:
        scenario: without problems (`checks.check_scenario`).
        hub: the drawing that it is told on.
        around: the calendars and the law of those days.
    """
    if scenario.waits_for:
        return Report(scenario, WAITS)
    _, told = told_through(scenario, hub, around)
    came = PASSED if len(told) == len(scenario.steps) and all(one.holds for one in told) else FAILED
    return Report(scenario, came, told)


def told_through(scenario: Scenario, hub: Hub, around: Around) -> tuple[World, tuple[Told, ...]]:
    """The hub as a scenario leaves it behind, and the steps as far as they could be told.

    Args:
        scenario: without problems (`checks.check_scenario`).
        hub: the drawing that it is told on.
        around: the calendars and the law of those days.
    """
    begins = on(scenario.begins.date(), scenario.begins.time())
    world = World(hub, around, begins, scenario.posts)
    told: list[Told] = []
    for step in scenario.steps:
        told.append(_told(world, step))
        if any(one.what == "refused" and not one.holds for one in told[-1].seen):
            break
    return world, tuple(told)


def _told(world: World, step: Step) -> Told:
    # What happens from here on is about the case that the step names, and so is the clock it waits for.
    world.case = world.named.get(step.case, world.case)
    try:
        world.passes_to(max(_at(world, step), world.now))
        done = _done(world, step)
    except LookupError as error:
        done = Seen("refused", False, step.refused or "done", "not there", False, str(error.args[0]))
    at = local(world.now)
    if not done.holds:
        return Told(step, at, (done,))
    world.watches()
    return Told(step, at, (done, *_looks(world, step.then, False), *_looks(world, step.never, True)))


def _at(world: World, step: Step) -> datetime:
    if step.at is not None:
        return on(step.at.date(), step.at.time())
    if step.until:
        clock = clock_named(world, step.until)
        if clock is None:
            raise LookupError(f"There is no clock {step.until}.")
        return clock.due + _MINUTE
    return world.now + (step.after or timedelta())


def _done(world: World, step: Step) -> Seen:
    """Do what the step says, and whether it was done or refused as expected."""
    try:
        if step.meets:
            meets(world, step.by, step.meets, step.given)
        elif step.do:
            happens(world, step)
    except Refusal as refusal:
        said = f"{refusal.why} {refusal.do}"
        return Seen("refused", False, step.refused or "done", refusal.code, refusal.code == step.refused, said)
    except (TypeError, ValueError, AttributeError):
        # A page would never send it; what is nested deeper than the checks look is found out only by doing it.
        said = "What this is told with does not have the shape that it needs."
        return Seen("refused", False, step.refused or "done", "not told", False, said)
    return Seen("refused", False, step.refused or "done", "done", not step.refused)


def _looks(world: World, wanted: Mapping[str, Any], never: bool) -> Iterator[Seen]:
    for name, one in wanted.items():
        try:
            found = look(world, name, one)
        except LookupError as error:
            yield Seen(name, never, one, "not there", never, str(error.args[0]))
            continue
        holds = _nothing_of(one, found.found) if never else found.holds
        yield Seen(name, never, one, found.found, holds, found.why)


def _nothing_of(wanted: Any, found: Any) -> bool:
    """Nothing of what must not be is there: none of a list, no name with that value or with one of that list."""
    if isinstance(wanted, list):
        return not set(wanted) & set(found)
    if isinstance(wanted, Mapping):
        return not any(_so(one, found.get(name)) for name, one in wanted.items())
    return bool(found != wanted)


def _so(wanted: Any, found: Any) -> bool:
    """What must not be of one name is so; of a list one thing is enough, and an empty list is so where nothing is."""
    if isinstance(wanted, list) and isinstance(found, list) and wanted:
        return any(one in found for one in wanted)
    return bool(found == wanted)
