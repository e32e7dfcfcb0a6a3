"""The wall: what a whole room may read, fresh by itself, and nobody's name on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.commands import Assign, Subject
from hubwright.domain.cases.entries import Actor
from hubwright.domain.definitions.hub import Role
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import MANAGER, SCREENER
from hubwright.web.app import create_app
from hubwright.web.day.wall import initials

from tests.databases import Database
from tests.web.conftest import Place, soup

SCREEN = Actor("u-screen", "Screen in the room", "care", frozenset({"display"}))


@pytest.fixture
def place(sqlite_database: Database, tmp_path: Path) -> Place:
    """Oakfield with a screen on its wall."""
    clock = Clock()
    hub = a_hub()
    hub = replace(hub, roles=(*hub.roles, Role("display", a_text("Display"), frozenset({"wall.read"}))))
    hubwright = a_platform(sqlite_database.url, (hub,), data=tmp_path, clock=clock)
    for actor in (SCREENER, MANAGER, SCREEN):
        seat(hubwright, "oakfield", actor)
    app = create_app(hubwright)
    app.testing = False
    return Place(hubwright, app, clock)


def reads(place: Place) -> int:
    with place.hubwright.store.reading("oakfield") as reading:
        return reading.count("read_log", scope=Everything(), where={"what": "wall"})


@pytest.mark.parametrize("layout", ["urgent", "all"])
def test_the_wall_names_nobody(place: Place, layout: str) -> None:
    case = place.receives(words="Mia told Jo Secret at 4 Sample Street.", subjects=(Subject("", "Mia Example"),))[
        "case"
    ]
    place.does(MANAGER, case, Assign(SCREENER.id, SCREENER.name))
    page = place.client(SCREEN).get(f"/oakfield/wall?layout={layout}").get_data(as_text=True)
    assert case[-4:] in page
    for word in ("Mia", "Secret", "Sample Street", SCREENER.name, case):
        assert word not in page


def test_it_says_the_rating_the_time_left_and_who_is_waited_for(place: Place) -> None:
    place.asked()
    card = soup(place.client(SCREEN).get("/oakfield/wall")).select_one(".hw-wall__card")
    assert card is not None
    assert [part in card.get_text(" ", strip=True) for part in ("Urgent", "left", "Police", "Health")] == [True] * 4


def test_the_second_screen_has_a_column_for_each_stage(place: Place) -> None:
    place.asked()
    place.receives()
    page = soup(place.client(SCREEN).get("/oakfield/wall?layout=all"))
    counts = {one.contents[0].strip(): one.select_one("span").text for one in page.select(".hw-wall__title")}
    assert counts == {"New": "1", "Worked on": "0", "Waiting": "1", "To be decided": "0", "Decided": "0"}


def test_it_is_fresh_by_itself_with_scripts_and_without(place: Place) -> None:
    page = soup(place.client(SCREEN).get("/oakfield/wall"))
    assert page.select_one("noscript meta[http-equiv=refresh]")["content"] == "30"
    assert page.select_one("[data-wall] [data-wall-time]").text == "10:30:00"
    assert "%s" in page.select_one("[data-wall-lost]")["data-wall-lost"]


def test_a_screen_opens_the_wall_and_nothing_else(place: Place) -> None:
    case, screen = place.receives()["case"], place.client(SCREEN)
    assert screen.get("/oakfield/wall").status_code == 200
    for path in ("queue", f"cases/{case}", "audit", "checks", "today", f"cases/{case}/chronology"):
        assert screen.get(f"/oakfield/{path}").status_code == 403, path


def test_whoever_works_cases_needs_the_walls_own_permission(place: Place) -> None:
    assert place.client(SCREENER).get("/oakfield/wall").status_code == 200
    assert place.client().get("/oakfield/wall").status_code in (302, 401, 403)


def test_a_screen_does_not_lock_and_is_no_sign_of_life_for_other_pages(place: Place) -> None:
    screen, person = place.client(SCREEN), place.client(MANAGER)
    place.clock.later(hours=3)
    assert screen.get("/oakfield/wall").status_code == 200
    assert person.get("/oakfield/wall").status_code == 401
    assert screen.get("/oakfield/work").status_code == 401


def test_the_read_log_has_one_line_of_a_screen_for_each_hour(place: Place) -> None:
    screen = place.client(SCREEN)
    for _ in range(3):
        screen.get("/oakfield/wall")
        place.clock.later(minutes=5)
    assert reads(place) == 1
    place.clock.later(hours=1)
    screen.get("/oakfield/wall")
    assert reads(place) == 2


def test_a_person_signs_in_for_a_day_and_a_screen_for_a_season(place: Place) -> None:
    from hubwright.actions.accounts import begin_visit, visitor

    house = place.hubwright.house
    person = begin_visit(house, user=MANAGER.id)
    screen = begin_visit(house, user=SCREEN.id, display=True)
    place.clock.later(days=60)
    assert visitor(house, user=MANAGER.id, visit=person) is None
    assert visitor(house, user=SCREEN.id, visit=screen) is not None


def test_long_names_of_agencies_become_letters() -> None:
    long = ("Police", "Northshire Health Trust", "Schools and Early Years", "Neighbourhoods")
    assert [initials(name) for name in long] == ["Police", "NHT", "SEY", "Neighbour."]
