"""The story of a visit, told on a hub in memory."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hubwright.testing.plugin_hub import PluginHub
from hubwright_embedded_unit import plugin

pytest_plugins = ("hubwright.testing.plugin_fixtures",)

Hubs = Callable[..., PluginHub]


@pytest.fixture
def hub(plugin_hub: Hubs) -> PluginHub:
    made = plugin_hub(plugin, options={"days": 5})
    made.receives("Mia Example")
    return made


def test_a_visit_is_planned_and_made(hub: PluginHub) -> None:
    visit = hub.does("plan", {"why": "To see how they are."})
    assert hub.section().facts["Why"] == ["To see how they are."]
    hub.does("make", record=visit)
    assert "made" in hub.records[0].state
    assert hub.refuses("make", record=visit).why == "This visit was made already."


def test_nobody_plans_a_visit_without_saying_why(hub: PluginHub) -> None:
    assert set(hub.refuses("plan").fields) == {"why"}
    assert hub.records == ()


def test_a_visit_that_is_late_is_said(hub: PluginHub) -> None:
    hub.does("plan", {"why": "To see how they are."})
    assert hub.section().notices == []
    hub.later(days=6)
    assert len(hub.section().notices) == 1


def test_who_may_not_plan_visits_sees_none(plugin_hub: Hubs) -> None:
    hub = plugin_hub(plugin, may=())
    hub.receives("Mia Example")
    assert hub.section().acts == []
    assert hub.refuses("plan", {"why": "To see how they are."}).code == "not_found"


def test_it_says_what_a_schema_cannot_see(plugin_hub: Hubs) -> None:
    assert plugin_hub(plugin).well() == []
    assert len(plugin_hub(plugin, options={"days": 30}).well()) == 1
