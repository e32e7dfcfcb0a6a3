"""Going back one step, a draft published at its time, and moving cases, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.drafting import act_on_draft, current, open_draft, publish_planned
from hubwright.actions.move_cases import behind, move_together
from hubwright.actions.publish_hub import publish_hub
from hubwright.actions.reach import reach
from hubwright.actions.receive_contact import receive_contact
from hubwright.actions.rolling_back import history, roll_back
from hubwright.cli.publishing import documents_of, revision_of_all
from hubwright.domain.access.scope import Everything
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.cases.commands import Rate, Receive, Subject
from hubwright.domain.cases.entries import Actor
from hubwright.domain.definitions.edits import put
from hubwright.domain.drafts import Change, Plan
from hubwright.domain.errors import Refusal
from hubwright.loading.library import load_library
from hubwright.loading.publishing import in_the_way, may_be_published
from hubwright.settings import Settings
from hubwright.testing.platform import Clock, seat
from hubwright.wiring import Hubwright, open_hubwright

from tests.databases import Database

ROOT = Path(__file__).parents[2]
HUB = "starter"
ADA = Actor("u-ada", "Ada Example", "childrens-social-care", frozenset({"hub-administrator"}))
SAM = Actor("u-sam", "Sam Example", "childrens-social-care", frozenset({"social-worker"}), frozenset({"social_worker"}))


@pytest.fixture
def world(database: Database, tmp_path: Path) -> Iterator[tuple[Hubwright, Clock]]:
    settings = Settings(
        data=tmp_path,
        database_url=database.url,
        database_owner_url="",
        secret_key="a key for tests, and for nothing else at all",
        mail_url=f"folder:{tmp_path / 'mail'}",
        base_url="http://hubs.example",
    )
    clock = Clock()
    hubwright = open_hubwright(settings, now=clock)
    loaded = load_library([ROOT / "tenant_configs" / HUB]).hubs[HUB]
    publish_hub(
        hubwright.house, hub=HUB, name="Starter", revision=revision_of_all(loaded), documents=documents_of(loaded),
        note="for a test", deed="publish",
    )  # fmt: skip
    for actor in (ADA, SAM):
        seat(hubwright, HUB, actor)
    yield hubwright, clock
    hubwright.close()


def opened(hubwright: Hubwright, clock: Clock, deed: str, tier: str) -> str:
    with hubwright.store.reading(HUB) as reading:
        revision = str(reading.live()[0])
    command = Receive(
        door="for-professionals",
        answers={"what": Answer(State.ANSWERED, "Bruises.")},
        subjects=(Subject("", "Mia Example", born={"year": 2019}),),
        referrer={"name": "Jo Secret", "email": "jo@school.example"},
        what="Bruises.",
        received=clock(),
        danger=False,
    )
    case = receive_contact(hubwright.house, hub=HUB, deed=deed, command=command, revision=revision).result["case"]
    act_on_case(hubwright.house, hub=HUB, actor=SAM, deed=f"rate-{deed}", case=str(case), command=Rate("child", tier))
    return str(case)


def revisions(hubwright: Hubwright) -> dict[str, Any]:
    with hubwright.store.reading(HUB) as reading:
        return {row["case_ref"]: row["revision"] for row in reading.rows("case_row", scope=Everything())}


def test_published_at_its_time_cases_moved_and_gone_back(world: tuple[Hubwright, Clock]) -> None:
    hubwright, clock = world
    house = hubwright.house
    cases = {tier: opened(hubwright, clock, tier, tier) for tier in ("amber", "green")}
    open_draft(house, hub=HUB, actor=ADA, deed="open")
    with hubwright.store.reading(HUB) as reading:
        found = current(reading)
        first = str(reading.live()[0])
        assert reach(reading).cases_open == 2
    assert found is not None
    edits = tuple(put(found.tree, ("clocks", "amber-decision", "amount"), 5))
    act_on_draft(house, hub=HUB, actor=ADA, deed="change", command=Change("put", edits))
    plan = Plan(clock() + timedelta(hours=1), "For the afternoon")
    act_on_draft(house, hub=HUB, actor=ADA, deed="plan", command=plan)
    assert publish_planned(house, hub=HUB, deed="early", check=may_be_published).result == {}
    clock.now += timedelta(hours=1)
    second = str(publish_planned(house, hub=HUB, deed="due", check=may_be_published).result["revision"])
    assert publish_planned(house, hub=HUB, deed="again", check=may_be_published).result == {}

    waiting = behind(house, hub=HUB, actor=ADA)
    assert {one.ref: one.proposal.in_bulk for one in waiting.cases} == {cases["amber"]: False, cases["green"]: True}
    heads = {one.ref: one.head for one in waiting.cases}
    with pytest.raises(Refusal):
        move_together(house, hub=HUB, actor=SAM, deed="not mine", cases=heads, live=second, why="Mine")
    with pytest.raises(Refusal):
        move_together(house, hub=HUB, actor=ADA, deed="old", cases=heads, live=first, why="Old")
    done = move_together(house, hub=HUB, actor=ADA, deed="move", cases=heads, live=second, why="The same to them")
    assert done.result == {"moved": [cases["green"]], "left": [cases["amber"]]}
    assert revisions(hubwright) == {cases["amber"]: first, cases["green"]: second}

    with hubwright.store.reading(HUB) as reading:
        assert [one.why for one in history(reading)] == ["For the afternoon", "for a test"]
    with pytest.raises(Refusal):
        roll_back(house, hub=HUB, actor=SAM, deed="no", note="x", seen=second, check=in_the_way)
    roll_back(house, hub=HUB, actor=ADA, deed="back", note="Too long", seen=second, check=in_the_way)
    with hubwright.store.reading(HUB) as reading:
        assert reading.live()[0] == first
    assert revisions(hubwright) == {cases["amber"]: first, cases["green"]: second}
    assert hubwright.store.rebuild(HUB) == []
    assert hubwright.store.verify(HUB) == []
