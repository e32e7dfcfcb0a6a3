"""A case on another drawing of its hub: together with others only what loses nothing; the rest by a named worker."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hubwright.domain.access import reader_of
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.apply import apply, case_of
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import Actor, Entry
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.redrawing import MoveToRevision, proposed, redrawn_of
from hubwright.domain.clocks import Calendar
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.testing.hubs import a_hub
from hubwright.testing.stories import HEALTH, MANAGER, SCREENER, Story
from hypothesis import event, given, settings
from hypothesis import strategies as st

from .acts import KIM, asked, rated
from .plays import Play

KEEPER = Actor("u-kit", "Kit Example", "care", frozenset({"keeper"}))


def with_keeper(hub: Hub) -> Hub:
    """The hub with a role that keeps its definitions and reads no case."""
    role = replace(hub.roles[0], id="keeper", permissions=frozenset({"hub.configure"}))
    return replace(hub, roles=(*hub.roles, role))


def context(story: Story, hub: Hub, revision: str, actor: Actor) -> Context:
    calendars = {rule.id: Calendar.of(rule, {}) for rule in hub.calendars}
    own = story.context(actor)
    hub = with_keeper(hub)
    return replace(own, hub=hub, revision=revision, calendars=calendars, authority=reader_of(hub, actor))


def moved(story: Story, hub: Hub, actor: Actor = SCREENER, *, revision: str = "r2", **parts: Any) -> CaseState:
    """The story's case after a move to another drawing, as replay makes it."""
    state = story.state
    there = context(story, hub, revision, actor)
    command = MoveToRevision(parts.pop("why", "The new form."), there=there, **parts)
    (fact,) = decide(state, command, context(story, story.hub, state.revision, actor))
    body = json.loads(json.dumps(fact.body))
    entry = Entry(fact.stream, state.head + 1, fact.type, fact.version, body, fact.happened, fact.received, story.now,
                  actor.id, actor.name, actor.agency, revision, "deed")  # fmt: skip
    after = apply(state, entry)
    assert case_of([*story.streams[fact.stream], entry]) == after
    return after


def a_story(tier: str = "urgent") -> Story:
    story = Story(a_hub())
    story.receives(KIM)
    return rated(story, tier)


def with_clocks(hub: Hub, **amounts: int) -> Hub:
    return replace(hub, clocks=tuple(replace(one, amount=amounts.get(one.id, one.amount)) for one in hub.clocks))


def with_tier(hub: Hub, tier: str, **changes: Any) -> Hub:
    scale = hub.scales[0]
    tiers = tuple(replace(one, **changes) if one.id == tier else one for one in scale.tiers)
    return replace(hub, scales=(replace(scale, tiers=tiers), *hub.scales[1:]))


def refused(story: Story, hub: Hub, actor: Actor = SCREENER, **parts: Any) -> Refusal:
    with pytest.raises(Refusal) as stopped:
        moved(story, hub, actor, **parts)
    return stopped.value


def decision(state: CaseState) -> Any:
    return state.clocks["decision:child"]


def test_a_worker_moves_a_case_and_a_second_move_goes_back() -> None:
    story = a_story()
    before, rule = story.state, decision(story.state).rule
    amount = next(one.amount for one in story.hub.clocks if one.id == rule)
    hub = with_clocks(story.hub, **{rule: amount + 5})
    after = moved(story, hub)
    assert after.revision == "r2"
    assert decision(after).due > decision(before).due
    assert after.ratings == before.ratings
    (one,) = redrawn_of(after)
    assert (one.before, one.after, one.why, one.by, one.bulk) == (
        before.revision, "r2", "The new form.", SCREENER.name, False,
    )  # fmt: skip
    again = Story(hub, now=story.now)
    again.streams, again.case, again.contact = story.streams, story.case, story.contact
    there, here = context(story, story.hub, before.revision, SCREENER), context(story, hub, "r2", SCREENER)
    (fact,) = decide(after, MoveToRevision("Back.", back=True, there=there), here)
    back = apply(after, Entry(fact.stream, after.head + 1, fact.type, 1, fact.body, fact.happened, fact.received,
                              story.now, "u", "U", "care", before.revision, "d"))  # fmt: skip
    assert (back.revision, decision(back).due) == (before.revision, decision(before).due)
    assert len(redrawn_of(back)) == 2


def test_it_needs_a_reason_and_authority_on_the_case() -> None:
    story = a_story()
    assert refused(story, story.hub, why=" ").code == "why_missing"
    assert refused(story, story.hub, HEALTH).code == "no_authority"
    assert refused(story, story.hub, KEEPER).code == "no_authority"
    assert refused(story, story.hub, bulk=True).code == "no_authority"
    assert moved(story, story.hub, KEEPER, bulk=True).revision == "r2"
    assert refused(story, story.hub, revision=story.state.revision).code == "already_there"


def test_a_closed_case_is_not_moved() -> None:
    played = (Play(number).played(30) for number in range(40))
    story = next(one for one in played if one.state.closed is not None)
    assert refused(story, story.hub, MANAGER).code == "closed"


def test_what_would_give_more_time_or_means_something_else_is_not_moved_together() -> None:
    story = a_story()
    rule = decision(story.state).rule
    amount = next(one.amount for one in story.hub.clocks if one.id == rule)
    tier = story.state.ratings[0].tier
    label = story.hub.scales[0].tiers[0].label
    others = [
        with_clocks(story.hub, **{rule: amount + 1}),
        with_tier(story.hub, tier, label=replace(label, en="Now")),
        with_tier(story.hub, tier, means=replace(label, en="Something else")),
        with_tier(story.hub, tier, counted=False),
    ]
    scale = story.hub.scales[0]
    above = replace(scale.tiers[0], id="worse")
    others.append(replace(story.hub, scales=(replace(scale, tiers=(above, *scale.tiers)), *story.hub.scales[1:])))
    for hub in others:
        assert refused(story, hub, KEEPER, bulk=True).code == "not_in_bulk"
        assert moved(story, hub).revision == "r2"
    sooner = moved(story, with_clocks(story.hub, **{rule: 0}), KEEPER, bulk=True)
    assert decision(sooner).due <= decision(story.state).due


def test_a_rating_that_is_gone_is_chosen_by_a_person_and_stands_for_every_earlier_one() -> None:
    story = rated(a_story(), "urgent", reason="Again.")
    scale = story.hub.scales[0]
    tiers = tuple(replace(one, id="high") if one.id == "urgent" else one for one in scale.tiers)
    hub = replace(story.hub, scales=(replace(scale, tiers=tiers), *story.hub.scales[1:]))
    assert refused(story, hub, KEEPER, bulk=True).code == "left_to_choose"
    stopped = refused(story, hub)
    assert [name for name, _ in stopped.fields] == [f"tier-{scale.id}~urgent"]
    after = moved(story, hub, tiers={f"{scale.id}~urgent": "high"})
    assert {one.tier for one in after.ratings} == {"high"}
    assert [one.reason for one in after.ratings] == [one.reason for one in story.state.ratings]


def test_a_stage_that_is_gone_is_chosen() -> None:
    story = a_story()
    ((use, flow),) = story.hub.workflows.items()
    stages = tuple(replace(one, id="elsewhere") if one.id == story.state.stage else one for one in flow.stages)
    hub = replace(story.hub, workflows={use: replace(flow, stages=stages)})
    assert [name for name, _ in refused(story, hub).fields] == ["stage"]
    assert moved(story, hub, stage="elsewhere").stage == "elsewhere"


def test_what_the_case_names_and_the_other_drawing_lacks_stands_in_the_way() -> None:
    story = asked(a_story())
    police = next(one for one in story.hub.agencies if one.id == "police")
    hub = replace(story.hub, agencies=tuple(one for one in story.hub.agencies if one.id != "police"))
    stopped = refused(story, hub)
    assert stopped.code == "names_what_is_gone"
    assert police.name.en in stopped.why
    assert refused(story, hub, KEEPER, bulk=True).code == "names_what_is_gone"


def _another(hub: Hub, lot: Random) -> Hub:
    """The hub with a few things drawn otherwise."""
    clocks = tuple(
        replace(one, amount=max(0, one.amount + lot.choice((-3, -1, 0, 0, 1, 4))),
                unit=lot.choice((one.unit, one.unit, "elapsed_hour", "working_day")))
        for one in hub.clocks
    )  # fmt: skip
    hub = replace(hub, clocks=clocks)
    scale = hub.scales[0]
    tiers = list(scale.tiers)
    if lot.random() < 0.2:
        at = lot.randrange(len(tiers))
        tiers[at] = replace(tiers[at], means=replace(tiers[at].means, en=f"Else {lot.random()}"))
    if lot.random() < 0.2:
        lot.shuffle(tiers)
    if lot.random() < 0.3:
        at = lot.randrange(len(tiers))
        tiers[at] = replace(tiers[at], decision_clock=lot.choice([None, *(one.id for one in hub.clocks)]))
    return replace(hub, scales=(replace(scale, tiers=tuple(tiers)), *hub.scales[1:]))


@settings(max_examples=80, deadline=None)
@given(number=st.integers(0, 2**32), drawing=st.integers(0, 2**32))
def test_together_no_clock_ever_gets_later_and_no_rating_changes_its_meaning(number: int, drawing: int) -> None:
    play = Play(number)
    story = play.played(play.chance.randint(0, 12))
    lot = Random(drawing)  # noqa: S311 - a drawing, not a secret
    hub = _another(story.hub, lot)
    before = story.state
    try:
        after = moved(story, hub, KEEPER, bulk=True)
    except Refusal as refusal:
        event(refusal.code)
        return
    event("moved")
    for clock in before.running():
        assert after.clocks[clock.id].due <= clock.due
        assert after.clocks[clock.id].state == "running"
    assert {one.id for one in before.running()} <= {one.id for one in after.running()}
    old, new = ({scale.id: scale.tiers for scale in one.scales} for one in (story.hub, hub))
    assert [(one.scale, one.tier, one.position, one.number) for one in after.ratings] == [
        (one.scale, one.tier, one.position, one.number) for one in before.ratings
    ]
    for one in before.ratings:
        was = next(tier for tier in old[one.scale] if tier.id == one.tier)
        now = next(tier for tier in new[one.scale] if tier.id == one.tier)
        assert (was.label.en, was.means.en, was.counted) == (now.label.en, now.means.en, now.counted)
        assert old[one.scale].index(was) == new[one.scale].index(now)
    same = ("stage", "standing", "decisions", "checks", "closed", "subjects", "contacts", "alarms", "actions")
    assert all(getattr(after, name) == getattr(before, name) for name in same)


@settings(max_examples=40, deadline=None)
@given(number=st.integers(0, 2**32), drawing=st.integers(0, 2**32))
def test_what_is_shown_before_is_what_comes_of_it(number: int, drawing: int) -> None:
    play = Play(number)
    story = play.played(play.chance.randint(0, 12))
    state = story.state
    if state.closed is not None:
        return
    hub = _another(story.hub, Random(drawing))  # noqa: S311 - a drawing, not a secret
    here = context(story, story.hub, state.revision, MANAGER)
    found = proposed(state, here, context(story, hub, "r2", MANAGER))
    if not found.complete:
        return
    after = moved(story, hub, MANAGER)
    for clock in found.clocks:
        assert after.clocks[clock.id].due == clock.after
        assert after.clocks[clock.id].rule == clock.rule
    assert found.to is not None
    assert (after.stage, after.standing) == (found.to.id, found.to.standing)


def test_a_note_written_after_a_move_stands_on_the_new_drawing() -> None:
    story = a_story()
    after = moved(story, with_clocks(story.hub))
    facts = decide(after, c.Note("Rang the school.", "witnessed"), context(story, story.hub, "r2", SCREENER))
    assert facts[0].type == "case.noted"
