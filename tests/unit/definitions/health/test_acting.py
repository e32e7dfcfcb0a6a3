"""A stage from which no role may lead a case on is pointed at; where one may, or it goes on by itself, it is not."""

from __future__ import annotations

from dataclasses import replace

from hubwright.domain.definitions.health.acting import nobody_acts
from hubwright.domain.definitions.hub import Hub
from hubwright.testing.hubs import a_hub, a_workflow


def found(hub: Hub) -> list[str]:
    return [one.what for one in nobody_acts(hub, {"flow": a_workflow()})]


def test_a_stage_at_which_no_role_of_the_strand_may_do_what_leads_on_is_pointed_at() -> None:
    hub = a_hub()
    assert found(hub) == []
    bare = replace(hub, roles=tuple(replace(one, permissions=frozenset()) for one in hub.roles))
    assert found(bare)
    assert all("may lead a case on from the stage" in one for one in found(bare))


def test_a_role_of_another_strand_alone_leads_nothing_on() -> None:
    hub = a_hub()
    away = replace(hub, roles=tuple(replace(one, pathways=frozenset({"elsewhere"})) for one in hub.roles))
    bare = replace(hub, roles=tuple(replace(one, permissions=frozenset()) for one in hub.roles))
    assert found(away) == found(bare)
