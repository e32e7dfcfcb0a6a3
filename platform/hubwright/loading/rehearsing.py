"""The worked examples of a draft, told on the draft as it would run: what goes otherwise than they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.actions.copy_aids import copy_aids
from hubwright.actions.drafting import Check, Whole
from hubwright.actions.house import Calendars
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.definitions.plugged import Declared
from hubwright.domain.definitions.templates.packing import told_on
from hubwright.domain.errors import Refusal
from hubwright.domain.rehearsal.observing import Expected, observed
from hubwright.domain.rehearsal.rehearse import FAILED, Report, rehearse, told_through
from hubwright.domain.rehearsal.scenario import Scenario, draw_scenario
from hubwright.domain.rehearsal.world import Around, World
from hubwright.loading.drafting import Drawn, drawn
from hubwright.loading.publishing import stop_at
from hubwright.reference.editions import guidance_that_holds
from hubwright.reference.provisions import provisions_that_hold


@dataclass(frozen=True, slots=True)
class Broken:
    """A worked example that goes otherwise than it says.

    Args:
        id, name: of the example.
        at: what was told when it first went otherwise, in the words of the example.
        accepted: why it may, where somebody has said so since the last change.
    """

    id: str
    name: str
    at: str
    accepted: str = ""


def broken(whole: Whole, found: Drawn, calendars: Calendars) -> tuple[Broken, ...]:
    """The worked examples that go otherwise than they say; none while the draft cannot run at all.

    Args:
        whole: the draft.
        found: what was drawn of it.
        calendars: makes a hub's calendars.
    """
    return tuple(one for one in one_by_one(whole, found, calendars) if one is not None)


def one_by_one(whole: Whole, found: Drawn, calendars: Calendars) -> Iterator[Broken | None]:
    """The same for whoever has little time: each example in its order, None for one that goes as it says.

    Args:
        whole, found, calendars: as for `broken`.
    """
    if found.hub is None or found.problems:
        return
    for id, one in zip(found.scenarios, told(found, calendars), strict=True):
        accepted = whole.state.may_fail(id)
        went = one.came == FAILED
        yield Broken(id, one.scenario.name, _first(one), accepted.why if accepted else "") if went else None


def told(found: Drawn, calendars: Calendars) -> Iterator[Report]:
    """Each worked example of a draft that can run, told, in their order.

    Args:
        found: what was drawn of it, without problems.
        calendars: makes a hub's calendars.
    """
    if found.hub is not None:
        for one in found.scenarios.values():
            yield _told(one, found.hub, calendars)


def publishable(calendars: Calendars, plugins: Callable[[], Declared] | None = None) -> Check:
    """What looks at a draft at the moment of publishing.

    Args:
        calendars: makes a hub's calendars.
        plugins: says which are installed then; without it nothing is said of those that are not.
    """

    def look(whole: Whole) -> None:
        known = plugins() if plugins is not None else None
        found = drawn(whole.tree, whole.base, published=whole.published, facts=whole.facts, plugins=known)
        stop_at(found)
        if left := [one for one in broken(whole, found, calendars) if not one.accepted]:
            raise Refusal(
                why=f"Worked examples go otherwise than they say: {'; '.join(one.name for one in left)}.",
                do="Mend the draft or the example, or say why it may go otherwise.",
                code="examples_broken",
            )

    return look


def left_by(document: Mapping[str, object], hub: Hub, calendars: Calendars) -> World:
    """The hub with its fictional cases as a worked example leaves it behind, however far it could be told.

    Args:
        document: the worked example.
        hub: the drawing that it is told on.
        calendars: makes a hub's calendars.
    """
    scenario = draw_scenario(told_on(document, hub.id))
    return told_through(scenario, hub, _around(scenario, hub, calendars))[0]


Observed = tuple[tuple[Expected, ...], ...]
"""What was seen after each step, as far as a worked example could be told."""


def observed_after(document: Mapping[str, Any], hub: Hub, calendars: Calendars) -> tuple[Observed, str]:
    """What is to be seen after each step of a worked example, and why a step could not be done, or "".

    Args:
        document: the worked example.
        hub: the drawing that it is told on.
        calendars: makes a hub's calendars.
    """
    seen: list[tuple[Expected, ...]] = []
    for number in range(1, len(document["steps"]) + 1):
        scenario = draw_scenario(told_on({**document, "steps": document["steps"][:number]}, hub.id))
        world, steps = told_through(scenario, hub, _around(scenario, hub, calendars))
        refused = next((one.why for one in steps[-1].seen if one.what == "refused" and not one.holds), "")
        if refused:
            return tuple(seen), refused
        seen.append(observed(world))
    return tuple(seen), ""


def _told(document: Mapping[str, object], hub: Hub, calendars: Calendars) -> Report:
    scenario = draw_scenario(told_on(document, hub.id))
    return rehearse(scenario, hub, _around(scenario, hub, calendars))


def _around(scenario: Scenario, hub: Hub, calendars: Calendars) -> Around:
    nation = hub.local.nation
    return Around(
        calendars=calendars(hub, {}, scenario.begins.date()),
        provisions=lambda day: provisions_that_hold(nation, day),
        guidance=lambda day: guidance_that_holds(nation, day),
        aids=copy_aids,
    )


def _first(report: Report) -> str:
    return next((one.step.says for one in report.steps if not one.holds), "")
