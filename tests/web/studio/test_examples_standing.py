"""After each change the Studio says which worked examples go otherwise; each state of a draft is told once."""

from __future__ import annotations

from typing import Any

from hubwright.web.studio.examples import standing

from tests.web.conftest import soup
from tests.web.studio.conftest import Studio
from tests.web.studio.living import CLOCK, change

NAME = "six-functions-and-seven-agencies"


def bar(page: Any) -> str:
    (found,) = soup(page).select(".hw-studio-bar__examples")
    return " ".join(found.get_text().split())


def test_a_change_that_breaks_an_example_says_so_on_every_page_until_it_is_undone(studio: Studio) -> None:
    ada = studio.begun()
    assert bar(studio.get(ada)) == "Examples: as they say"
    change(studio, CLOCK, 3)
    saved = studio.get(ada, "forms", done="1")
    assert bar(saved) == "Examples: 1 goes otherwise"
    (said,) = soup(saved).select(".govuk-inset-text li a")
    assert said["href"].endswith(f"/studio/examples#{NAME}")
    assert bar(studio.get(ada, "access")) == "Examples: 1 goes otherwise"
    change(studio, CLOCK, 1)
    assert bar(studio.get(ada, "forms", done="1")) == "Examples: as they say"


def test_one_that_somebody_let_go_otherwise_is_named_no_more(studio: Studio) -> None:
    ada = studio.begun()
    change(studio, CLOCK, 3)
    assert studio.send(ada, "publish", form=0, act="accept", why="The clock is longer now").status_code == 302
    assert bar(studio.get(ada)) == "Examples: as they say"


def test_what_does_not_fit_into_one_page_is_told_on_the_next_and_once(studio: Studio, monkeypatch: Any) -> None:
    told: list[str] = []
    whole = standing.one_by_one

    def counted(*given: Any) -> Any:
        for one in whole(*given):
            told.append("one")
            yield one

    monkeypatch.setattr(standing, "one_by_one", counted)
    monkeypatch.setattr(standing, "_tell", lambda telling, until: None)
    ada = studio.begun()
    assert bar(studio.get(ada)) == "Examples: 0 of 1 told, as they say"
    monkeypatch.undo()
    monkeypatch.setattr(standing, "one_by_one", counted)
    change(studio, CLOCK, 2)
    for _ in range(3):
        studio.get(ada)
    assert told == ["one"]
