"""A question is dragged with the mouse behind another and to another page, and the preview follows what is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.databases import Database
from tests.journeys import people
from tests.journeys.conftest import running
from tests.journeys.studio import shipped
from tests.journeys.walking import somebody

pytestmark = [pytest.mark.journey, pytest.mark.storage]

FORM = "Tell us if you are worried about a child"


def test_a_question_is_dragged_where_it_is_to_stand(
    browser: Browser, sqlite_database: Database, tmp_path: Path
) -> None:
    with (
        running(sqlite_database, tmp_path, "starter", shipped) as hub,
        somebody(browser, hub, "dragging-ada") as ada,
    ):
        people.signs_in(ada, "ada")
        ada.presses("Begin a draft")
        ada.goes("studio/forms")
        ada.follows(FORM)
        page = ada.page
        page.set_viewport_size({"width": 1280, "height": 2400})
        first, second, *others = _order(page, 2)
        _drags(page, _question(page, first), _question(page, second), low=True)
        assert _order(page, 2) == [second, first, *others]
        last = _order(page, 3)[-1]
        _drags(page, _question(page, first), _question(page, last), low=False)
        assert _order(page, 2) == [second, *others]
        assert _order(page, 3)[-2:] == [first, last]

        ada.follows(first)
        page.get_by_label("The question", exact=True).fill("Whom have you seen?")
        shown = page.frame_locator("iframe.hw-studio-frame").get_by_text("Whom have you seen?")
        shown.first.wait_for()
        assert shown.first.bounding_box(), "it is drawn before it is saved"


def _question(page: Page, label: str) -> Locator:
    return page.locator(".hw-studio-question").filter(has=page.get_by_role("link", name=label, exact=True)).first


def _order(page: Page, number: int) -> list[str]:
    """The questions of a page, by its number."""
    return page.locator(".hw-studio-page").nth(number - 1).locator(".hw-studio-question > a").all_inner_texts()


def _drags(page: Page, one: Locator, other: Locator, *, low: bool) -> None:
    """Take a question by its edge and let it go on the upper or lower half of another."""
    page.evaluate("scrollTo(0, 0)")
    taken, target = one.bounding_box(), other.bounding_box()
    assert taken
    assert target
    page.mouse.move(taken["x"] + 4, taken["y"] + 4)
    page.mouse.down()
    page.mouse.move(target["x"] + 40, target["y"] + target["height"] / 2, steps=4)
    page.mouse.move(target["x"] + 40, target["y"] + (target["height"] - 4 if low else 4), steps=2)
    with page.expect_navigation():
        page.mouse.up()
