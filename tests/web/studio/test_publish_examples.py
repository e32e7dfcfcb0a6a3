"""Worked examples that go otherwise than they say stop publishing, until somebody says why they may."""

from __future__ import annotations

from tests.web.conftest import soup
from tests.web.studio.conftest import Studio
from tests.web.studio.living import CLOCK, change, live
from tests.web.studio.test_publish import said


def test_a_broken_example_stops_publishing_until_it_is_accepted_with_a_reason(studio: Studio) -> None:
    ada = studio.begun()
    change(studio, CLOCK, 3)
    before = live(studio)
    page = studio.get(ada, "publish")
    broken = soup(page).select('section[aria-labelledby="examples"] form')
    assert broken
    assert not soup(page).select("button[value=publish]")
    hidden = {one.get("name"): one.get("value") for one in broken[0].select("input[type=hidden]")}
    forced = ada.post(
        studio.address("publish"), data={**hidden, "seen": "2", "deed": "forced", "act": "publish", "note": "Now"}
    )
    assert forced.status_code == 422
    assert "Worked examples go otherwise than they say" in said(forced)
    assert studio.send(ada, "publish", form=0, act="accept", why=" ").status_code == 422
    while soup(studio.get(ada, "publish")).select("button[value=accept]"):
        assert studio.send(ada, "publish", form=0, act="accept", why="The clock is longer now").status_code == 302
    assert "It may: The clock is longer now" in said(studio.get(ada, "publish"), "examples")
    health = said(studio.get(ada, "health"))
    assert "goes otherwise than it says, first here:" in health
    assert "Nothing here stops the draft from being published." in health
    assert studio.send(ada, "publish", note="One day was too short").status_code == 302
    assert live(studio) != before
