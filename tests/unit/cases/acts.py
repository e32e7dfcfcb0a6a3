"""Short words for the acts that many of these stories share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.commands import Command, Subject
from hubwright.domain.cases.entries import Actor
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.testing.hubs import a_hub
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER, Story

KIM = Subject("", "Kim Example", born={"year": 2015, "month": 3, "day": 1})
LEE = Subject("", "Lee Example", born={"year": 2017})
ADA = Subject("", "Ada Example", born={"year": 1950})
BABY = Subject("", "", unborn=True, expected={"year": 2026, "month": 9})
ADULTS_WORKER = Actor("u-ash", "Ash Example", "care", frozenset({"adults-only"}))
NOBODY = Actor("u-none", "Nobody Example", "care", frozenset())


def refused(story: Story, actor: Actor, command: Command) -> Refusal:
    """The refusal of a deed, which left everything as it was."""
    before = {stream: len(entries) for stream, entries in story.streams.items()}
    with pytest.raises(Refusal) as refusal:
        story.does(actor, command)
    assert {stream: len(entries) for stream, entries in story.streams.items()} == before
    assert refusal.value.why
    assert refusal.value.do
    return refusal.value


def a_hub_whose(deed: str, **changes: Any) -> Hub:
    """Oakfield, with the transitions of one deed changed."""
    hub = a_hub()
    (flow,) = hub.workflows.values()
    changed = tuple(replace(one, **changes) if one.deed == deed else one for one in flow.transitions)
    return replace(hub, workflows={(flow.id, flow.version): replace(flow, transitions=changed)})


def rated(story: Story, tier: str = "urgent", pathway: str = "child", **parts: Any) -> Story:
    story.does(SCREENER, c.Rate(pathway, tier, **parts))
    return story


def asked(story: Story) -> Story:
    story.does(SCREENER, c.Ask("child"))
    return story


def answered(story: Story) -> Story:
    story.does(POLICE, c.Return("q1", "not_known"))
    story.does(HEALTH, c.Return("q2", "shared", text="Seen at the surgery in May."))
    return story


def decided(story: Story, subject: str = "p1", route: str = "advice", pathway: str = "child") -> Story:
    story.does(MANAGER, c.Decide(subject, pathway, route, "What was seen.", advice="Ring us again."))
    return story


def told(story: Story) -> Story:
    story.does(SCREENER, c.Tell(story.contact, "outcome", "email"))
    return story


def closed(story: Story) -> Story:
    story.does(MANAGER, c.Close("Nothing more to do here."))
    return story


def a_closed_case(story: Story | None = None, *people: Subject) -> Story:
    story = story or Story()
    story.receives(*(people or (KIM,)))
    return closed(told(decided(answered(asked(rated(story))))))
