"""The same on a hub in memory, where answers are judged and records are kept as the platform does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hubwright.testing.plugin_hub import PluginHub
from hubwright_embedded_unit import plugin

pytest_plugins = ("hubwright.testing.plugin_fixtures",)

Hubs = Callable[..., PluginHub]
RISKS = {"risk-to": "He was hurt twice.", "risk-family": "His sister was followed.", "risk-by": ""}


@pytest.fixture
def hub(plugin_hub: Hubs) -> PluginHub:
    made = plugin_hub(plugin, options={"unit": "Youth unit", "hours": 4})
    made.receives("Jo Example", "Ada Example")
    return made


def test_a_unit_works_with_a_young_person_and_their_family(hub: PluginHub) -> None:
    assert set(hub.refuses("offer_work", {}).fields) == {"risk-to", "risk-family", "young-person", "lead"}
    work = hub.does("offer_work", {**RISKS, "young-person": "p1", "lead": "Noor"})
    work = hub.does("family", {"r-p2": "Younger sister"}, record=work)
    assert hub.section().title == "Youth unit"
    assert hub.section().tables[0].rows == (("Ada Example", "Younger sister"),)
    hub.does("family", {"no-longer": ["p2"]}, record=work)
    assert hub.section().tables == []
    hub.elsewhere = (replace(work, case="EF56GH78", about=("p1",)),)
    assert hub.section().tables[0].cases == ("EF56GH78",)


def test_a_task_is_on_the_briefing_until_it_is_done(hub: PluginHub) -> None:
    agency = next(iter(hub.case.agencies))
    task = hub.does("allocate", {"task": "See the sister.", "people": ["p2"], "agency": agency})
    assert [one.agency for one in hub.told] == [agency]
    captions = [one.caption for one in hub.page("briefing").tables]
    assert captions == ["Since the last briefing", f"With {hub.case.agencies[agency]}"]
    assert hub.page("briefing").tables[0].cases == (hub.case.ref,)
    hub.later(hours=5)
    assert hub.page("briefing").notices == ["1 task is late."]
    hub.does("finish", {"result": "She is well."}, record=task)
    assert hub.page("briefing").notices == []


def test_a_partner_with_limited_access_sees_tasks_and_nothing_of_the_work(plugin_hub: Hubs) -> None:
    hub = plugin_hub(plugin, may={"embedded_unit.allocations", "embedded_unit.allocate"})
    hub.receives("Jo Example")
    assert hub.refuses("offer_work", RISKS).code == "not_found"
    hub.does("allocate", {"task": "Call him.", "people": ["p1"], "agency": next(iter(hub.case.agencies))})
    assert {one.kind for one in hub.records} == {"allocation"}
    with pytest.raises(LookupError):
        hub.page("briefing")
