"""Cases and forms in mid-way while somebody publishes: each finishes as it began, and is moved only by a person."""

from __future__ import annotations

from typing import Any

import pytest
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.restricting import Restrict
from hubwright.testing.platform import seat

from tests.web.conftest import soup
from tests.web.studio.conftest import ADMIN, HUB, SCREENER, Studio, shipped
from tests.web.studio.living import CLOCK, Referrer, change, does, imported, live, no_examples, opened  # noqa: F401
from tests.web.studio.test_publish import said

pytestmark = pytest.mark.usefixtures("no_examples")
BOSS = Actor("u-tom", "Tom Example", "childrens-social-care", frozenset({"team-manager"}), frozenset({"social_worker"}))


def case(studio: Studio, ref: str) -> CaseState:
    with studio.hubwright.store.reading(HUB) as reading:
        state = case_of(reading.entries(f"case:{ref}"))
    assert state is not None
    return state


def due(studio: Studio, ref: str) -> Any:
    return case(studio, ref).clocks["decision:child"].due


@pytest.mark.parametrize(("forms", "cases"), [(12, 12), pytest.param(50, 40, marks=pytest.mark.soak)])
def test_each_finishes_as_it_began_and_moved_ones_are_shown_before_and_after(
    studio: Studio, forms: int, cases: int
) -> None:
    halves = [Referrer(studio).half() for _ in range(forms)]
    ambers = [opened(studio, "amber") for _ in range(cases // 2)]
    greens = [opened(studio, "green") for _ in range(cases // 2)]
    first, before = live(studio), {ref: due(studio, ref) for ref in (*ambers, *greens)}
    ada = studio.begun()
    change(studio, CLOCK, 4)
    change(studio, ("clocks", "green-decision", "amount"), 1)
    change(studio, ("forms", "child-referral", "pages", "worry", "questions", "what", "label", "en"), "What is it?")
    page = studio.get(ada, "publish")
    assert f"{forms} forms are being filled in." in said(page, "whom")
    assert f"{cases} cases are open." in said(page, "whom")
    assert studio.send(ada, "publish", form=0, note="In the test").status_code == 302
    second = live(studio)
    for half in halves:
        assert "What is it?" not in soup(half.client.get(f"/{HUB}/refer/child-referral/worry")).text
        assert half.sent()
    with studio.hubwright.store.reading(HUB) as reading:
        rows = reading.rows("contact_row", scope=Everything())
        contacts = [contact_of(reading.entries(f"contact:{row['contact_ref']}")) for row in rows]
    assert {one.revision for one in contacts if one} == {first}
    for ref, was in before.items():
        assert (case(studio, ref).revision, due(studio, ref)) == (first, was)

    shown = studio.get(ada, "cases")
    together, apart = said(shown, "together"), said(shown, "apart")
    assert all(ref in together for ref in greens)
    assert all(ref in apart for ref in ambers)
    assert "A clock would give more time." in apart
    assert "Mia" not in said(shown)
    assert "Bruises" not in said(shown)
    assert studio.send(ada, "cases", why="").status_code == 422
    moved = studio.send(ada, "cases", why="One day is enough")
    assert moved.status_code == 302
    for ref in greens:
        assert case(studio, ref).revision == second
        assert due(studio, ref) < before[ref]
        assert [one.tier for one in case(studio, ref).ratings] == ["green"]
    for ref in ambers:
        assert (case(studio, ref).revision, due(studio, ref)) == (first, before[ref])
    assert studio.hubwright.store.rebuild(HUB) == []
    assert studio.hubwright.store.verify(HUB) == []

    sam = studio.client(SCREENER)
    page = sam.get(f"/{HUB}/cases/{ambers[0]}/move-to-today")
    assert page.status_code == 200
    form = {one.get("name"): one.get("value") for one in soup(page).select("main form input")}
    answer = sam.post(f"/{HUB}/cases/{ambers[0]}/move-to-today", data={**form, "why": "Agreed with the school"})
    assert answer.status_code == 302, said(answer)
    assert case(studio, ambers[0]).revision == second
    assert due(studio, ambers[0]) > before[ambers[0]]
    assert sam.get(f"/{HUB}/cases/{ambers[0]}").status_code == 200
    page = sam.get(f"/{HUB}/cases/{ambers[0]}/move-back")
    form = {one.get("name"): one.get("value") for one in soup(page).select("main form input")}
    answer = sam.post(f"/{HUB}/cases/{ambers[0]}/move-back", data={**form, "why": "Too long after all"})
    assert answer.status_code == 302, said(answer)
    assert (case(studio, ambers[0]).revision, due(studio, ambers[0])) == (first, before[ambers[0]])
    assert len(case(studio, ambers[0]).topics["redrawing"]) == 2


def test_what_means_something_else_or_is_gone_is_left_to_whoever_works_on_the_case(studio: Studio) -> None:
    ref, other = opened(studio, "amber"), opened(studio, "green")
    tiers = shipped(HUB).hubs[HUB].document["shareable"]["scales"][0]["tiers"]
    high = {**next(one for one in tiers if one["id"] == "amber"), "id": "high", "label": {"en": "High"}}
    green = {**tiers[-1], "means": {"en": "Something else than before."}}
    imported(studio, {}, tiers=[tiers[0], high, green])
    ada = studio.client(ADMIN)
    shown = said(studio.get(ada, "cases"), "apart")
    assert "Its rating means something else." in shown
    assert "Its rating is not there any more." in shown
    assert not soup(studio.get(ada, "cases")).select("main form")

    sam = studio.client(SCREENER)
    address = f"/{HUB}/cases/{ref}/move-to-today"
    form = {one.get("name"): one.get("value") for one in soup(sam.get(address)).select("main form input[type=hidden]")}
    unchosen = sam.post(address, data={**form, "why": "The ratings are called otherwise now"})
    assert unchosen.status_code == 422
    assert "Choose the rating that stands for it." in said(unchosen)
    answer = sam.post(address, data={**form, "why": "They are called otherwise now", "tier-rag~amber": "high"})
    assert answer.status_code == 302, said(answer)
    moved = case(studio, ref)
    assert (moved.revision, [one.tier for one in moved.ratings]) == (live(studio), ["high"])
    page = sam.get(f"/{HUB}/cases/{ref}")
    assert page.status_code == 200
    assert "High" in said(page)
    assert case(studio, other).revision != live(studio)


def test_a_case_that_only_some_may_know_of_is_never_shown_or_moved_with_others(studio: Studio) -> None:
    seat(studio.hubwright, HUB, BOSS)
    ref = opened(studio, "green")
    does(studio, ref, Restrict("restricted", "A colleague's family", (("u-sam", "Sam Example"),)), BOSS)
    ada = studio.begun()
    change(studio, CLOCK, 4)
    assert studio.send(ada, "publish", form=0, note="In the test").status_code == 302
    shown = said(studio.get(ada, "cases"))
    assert ref not in shown
    assert "1 more case is open to some people only" in shown
