"""Two people who publish together, and a draft that is published at a time to come or held back by then."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hubwright.jobs import turn
from hubwright.loading.rehearsing import publishable

from tests.web.conftest import soup
from tests.web.studio.conftest import ADMIN, COLLEAGUE, Studio
from tests.web.studio.living import CLOCK, change, imported, live, no_examples  # noqa: F401
from tests.web.studio.test_publish import said

pytestmark = pytest.mark.usefixtures("no_examples")


@pytest.fixture
def by_two(studio: Studio) -> Studio:
    """The starter hub, which asks that two people publish together."""
    ada = studio.begun()
    change(studio, ("published_by_two",), True)
    assert studio.send(ada, "publish", form=0, note="Two pairs of eyes", act="publish").status_code == 302
    return studio


def buttons(answer: Any) -> list[str]:
    return [str(one.get("value")) for one in soup(answer).select("main button[name=act]")]


def press(studio: Studio, client: Any, act: str, **typed: Any) -> Any:
    """Press one of the buttons of the page of publishing."""
    shown = studio.get(client, "publish")
    form = next(one for one in soup(shown).select("main form") if one.select(f'button[value="{act}"]'))
    number = soup(shown).select("main form").index(form)
    return studio.send(client, "publish", form=number, act=act, **typed)


def test_one_person_puts_it_forward_and_another_publishes_it(by_two: Studio) -> None:
    ada, ben = by_two.begun(), by_two.client(COLLEAGUE)
    change(by_two, CLOCK, 3)
    assert buttons(by_two.get(ada, "publish")) == ["plan", "plan_on"]
    before = live(by_two)
    alone = press(by_two, ada, "plan", note="Too short")
    assert alone.status_code == 302
    assert buttons(by_two.get(ada, "publish")) == ["take_back"]
    token = {one.get("name"): one.get("value") for one in soup(by_two.get(ada, "publish")).select("main form input")}
    forced = ada.post(by_two.address("publish"), data={**token, "act": "publish"})
    assert forced.status_code == 422
    assert "cannot be the second person as well" in said(forced)
    assert live(by_two) == before
    assert buttons(by_two.get(ben, "publish")) == ["publish", "take_back"]
    assert press(by_two, ben, "publish").status_code == 302
    assert live(by_two) != before
    assert "By Ben Example. Too short" in said(by_two.get(ben, "history"))


def test_a_draft_is_published_at_its_time_once_and_can_be_taken_back_until_then(studio: Studio) -> None:
    ada = studio.begun()
    change(studio, CLOCK, 3)
    worker = studio.hubwright.worker(publishable(studio.hubwright.house.calendars))
    unreadable = press(studio, ada, "plan_on", note="For April", **{"on-day": "31", "on-month": "2", "on-year": "2030"})
    assert unreadable.status_code == 422
    day = (studio.clock() + timedelta(days=2)).date()
    when = {"on-day": str(day.day), "on-month": str(day.month), "on-year": str(day.year), "hour": "09:00"}
    assert press(studio, ada, "plan_on", note="For April", **when).status_code == 302
    assert "It is published on Wednesday 10 June 2026, 9:00 am" in said(studio.get(ada, "publish"), "waits")
    assert press(studio, ada, "take_back").status_code == 302
    assert press(studio, ada, "plan_on", note="For April", **when).status_code == 302
    before = live(studio)
    assert turn(worker).published == 0
    assert live(studio) == before
    studio.clock.now += timedelta(days=3)
    assert turn(worker).published == 1
    after = live(studio)
    assert after != before
    assert turn(worker).published == 0
    assert "For April" in said(studio.get(studio.client(ADMIN), "history"))


def test_what_stops_it_by_then_is_told_and_nothing_is_published(studio: Studio) -> None:
    ada = studio.begun()
    change(studio, CLOCK, 3)
    day = (studio.clock() + timedelta(days=2)).date()
    when = {"on-day": str(day.day), "on-month": str(day.month), "on-year": str(day.year), "hour": "09:00"}
    assert press(studio, ada, "plan_on", note="For April", **when).status_code == 302
    other = imported(studio, {"red-decision": 9})
    studio.clock.now += timedelta(days=3)
    worker = studio.hubwright.worker(publishable(studio.hubwright.house.calendars))
    assert turn(worker).published == 1
    assert live(studio) == other
    page = studio.get(studio.client(ADMIN), "publish")
    assert "Something else was published since this draft began." in said(page, "held")
    mails = list((studio.hubwright.settings.data / "mail").rglob("*"))
    words = " ".join(one.read_text() for one in mails if one.is_file())
    assert "was not published" in words
    assert turn(worker).published == 0


def test_an_agreed_draft_of_two_is_published_at_its_time_and_one_not_agreed_is_held_back(by_two: Studio) -> None:
    by_two.begun()
    change(by_two, CLOCK, 3)
    worker, before = by_two.hubwright.worker(publishable(by_two.hubwright.house.calendars)), live(by_two)
    for agreed in (False, True):
        ada, ben = by_two.client(ADMIN), by_two.client(COLLEAGUE)
        day = (by_two.clock() + timedelta(days=2)).date()
        when = {"on-day": str(day.day), "on-month": str(day.month), "on-year": str(day.year), "hour": "09:00"}
        assert press(by_two, ada, "plan_on", note="For April", **when).status_code == 302
        if agreed:
            assert press(by_two, ben, "agree").status_code == 302
            assert "Ben Example has agreed." in said(by_two.get(ada, "publish"), "waits")
        by_two.clock.now += timedelta(days=3)
        assert turn(worker).published == 1
        assert (live(by_two) != before) is agreed
