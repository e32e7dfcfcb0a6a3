"""Last month's cases told again on a draft: nobody is in them, and the same hub gives the same answer."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from hubwright.domain.cases import commands as c
from hubwright.domain.cases.commands import Subject
from hubwright.domain.clocks import Calendar
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.rehearsal.replay.again import Again, again, compared
from hubwright.domain.rehearsal.replay.lives import life_of
from hubwright.domain.rehearsal.world import Around
from hubwright.reference.editions import guidance_that_holds
from hubwright.reference.provisions import provisions_that_hold
from hubwright.testing.hubs import a_hub
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER, Story

MIA = Subject("", "Mia Secretly", born={"year": 2019, "month": 4, "day": 2})


def a_story() -> Story:
    """A case with a late agency, decided without it."""
    story = Story()
    story.receives(MIA)
    story.later(minutes=10).does(SCREENER, c.Read())
    story.later(minutes=10).does(
        SCREENER, c.Rate("child", "urgent", reason="Mia Secretly is not safe at 3 Hidden Road.")
    )
    story.does(SCREENER, c.Ask("child", shared="About Mia Secretly."))
    ask = next(one.ask for one in story.state.waiting() if one.agency == "health")
    story.later(minutes=30).does(HEALTH, c.Return(ask, "known_nothing_relevant"))
    story.later(hours=30)
    story.watches()
    story.does(MANAGER, c.Decide("p1", "child", "advice", "Seen.", advice="Ring us.", reason_without="It cannot wait."))
    return story


def a_life(story: Story) -> dict[str, Any]:
    contact = story.contact_state
    return life_of(story.state, contact, story.hub.forms.get(contact.form))


def told(life: dict[str, Any], hub: Hub | None = None) -> Again:
    drawn = hub or a_hub()
    return again(life, drawn, around(drawn))


def around(hub: Hub) -> Around:
    def provisions(day: date) -> frozenset[str]:
        return provisions_that_hold("england", day)

    calendars = {rule.id: Calendar.of(rule, {}) for rule in hub.calendars}
    return Around(calendars, provisions, lambda day: guidance_that_holds("england", day))


def test_nobody_is_in_a_life() -> None:
    story = a_story()
    words = json.dumps(a_life(story))
    for secret in ("Mia", "Secretly", "Hidden", "Jo", "school", story.case, story.contact, "2019", POLICE.name):
        assert secret not in words, secret
    assert a_life(story)["people"] == [{"age": 7, "unborn": False}]


def test_the_same_hub_gives_the_same_answer() -> None:
    life = a_life(a_story())
    same = told(life)
    assert same.late == life["late"]
    assert set(same.asked) == {act["agency"] for act in life["acts"] if act["do"] == "ask"}
    assert (same.waits, same.stopped, same.tiers) == ([], [], {"child": "urgent"})


def test_a_shorter_clock_of_the_draft_is_missed_by_the_acts_of_then() -> None:
    hub = a_hub()
    life = a_life(a_story())
    looser = replace(hub, clocks=tuple(replace(one, amount=one.amount * 100) for one in hub.clocks))
    assert told(life, looser).late == []
    assert told(life).late != []


def test_what_the_draft_no_longer_has_is_said_and_the_rest_goes_on() -> None:
    hub = a_hub()
    life = a_life(a_story())
    without_door = replace(hub, doors=tuple(replace(one, id=f"{one.id}-2") for one in hub.doors))
    assert told(life, without_door).stopped == ["no_door"]
    renamed = tuple(
        replace(scale, tiers=tuple(replace(tier, id=f"{tier.id}-2") for tier in scale.tiers)) for scale in hub.scales
    )
    assert "no_tier" in told(life, replace(hub, scales=renamed)).stopped


def test_many_are_counted_beside_what_was() -> None:
    hub = a_hub()
    life = a_life(a_story())
    came = compared([life, life], hub, around(hub))
    assert came.lives == 2
    assert came.then == came.draft
    assert sum(came.deciders.values()) == 2
