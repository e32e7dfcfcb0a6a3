"""The essential acts of the Studio without scripts on a telephone's width, and with nothing but a keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from tests.databases import Database
from tests.journeys import people
from tests.journeys.conftest import running
from tests.journeys.studio import saves, shipped
from tests.journeys.walking import Walk, somebody

pytestmark = [pytest.mark.journey, pytest.mark.storage]

FORM = "Tell us if you are worried about a child"
ASKED, FOLLOWED = "Does the child need help to talk?", "What helps them to talk?"
WHY = "So that we know before we visit."


def test_a_form_is_changed_and_published_without_scripts_on_a_narrow_screen(
    browser: Browser, sqlite_database: Database, tmp_path: Path
) -> None:
    with (
        running(sqlite_database, tmp_path, "starter", shipped) as hub,
        somebody(browser, hub, "bare-ada", scripts=False, narrow=True) as ada,
    ):
        people.signs_in(ada, "ada")
        ada.presses("Begin a draft")
        ada.follows("Build a form")
        ada.follows(FORM)
        _adds(ada, ASKED, "Yes, no or not known")
        ada.follows("Back to the form")
        _adds(ada, FOLLOWED, "A few words")
        ada.follows("Shown when")
        ada.picks("Which answer is it about?", ASKED)
        ada.presses("Continue")
        ada.page.get_by_label("is", exact=True).check()
        ada.page.get_by_label("Yes", exact=True).check()
        saves(ada)
        ada.sees(f"It is shown when {ASKED} is Yes.")
        ada.follows("Back")
        ada.follows("Back to the form")
        *_, before, last, newest = _order(ada)
        assert (last, newest) == (ASKED, FOLLOWED)
        ada.presses(f"Up {ASKED}")
        assert _order(ada)[-3:-1] == [ASKED, before]
        ada.follows(f"Take out {FOLLOWED}")
        ada.presses("Take it out of the draft")
        ada.goes("studio/publish")
        ada.sees(ASKED, "0 problems")
        ada.writes("Why is it published?", WHY)
        ada.presses("Publish the draft")
        ada.goes("studio/history")
        ada.sees(WHY)


def _order(walk: Walk) -> list[str]:
    """The questions of the first page, in their order."""
    return walk.page.locator(".hw-studio-page").first.locator(".hw-studio-question > a").all_inner_texts()


def _adds(walk: Walk, question: str, kind: str) -> None:
    walk.writes("The question", question)
    walk.picks("How is it answered?", kind)
    walk.presses("Add it")
    walk.sees(question)


def test_the_same_is_done_with_nothing_but_a_keyboard(
    browser: Browser, sqlite_database: Database, tmp_path: Path
) -> None:
    with (
        running(sqlite_database, tmp_path, "starter", shipped) as hub,
        somebody(browser, hub, "keyboard-ada") as ada,
    ):
        people.signs_in(ada, "ada")
        _enters(ada, _button(ada, "Begin a draft"))
        _enters(ada, _link(ada, "Build a form"))
        _enters(ada, _link(ada, FORM))
        _types(ada, "The question", ASKED)
        _types(ada, "How is it answered?", "Yes, no")
        _enters(ada, _button(ada, "Add it"))
        _enters(ada, _link(ada, "Back to the form"))
        _types(ada, "The question", FOLLOWED)
        _types(ada, "How is it answered?", "A few")
        _enters(ada, _button(ada, "Add it"))
        _enters(ada, _link(ada, "Shown when"))
        _types(ada, "Which answer is it about?", ASKED[:9])
        _enters(ada, _button(ada, "Continue"))
        _ticks(ada, "is")
        _ticks(ada, "Yes")
        _enters(ada, _button(ada, "Save in the draft"))
        ada.sees(f"It is shown when {ASKED} is Yes.")
        _enters(ada, _link(ada, "Back"))
        _enters(ada, _link(ada, "Back to the form"))
        *_, before, last, _newest = _order(ada)
        assert last == ASKED
        _enters(ada, _button(ada, f"Up {ASKED}"))
        assert _order(ada)[-3:-1] == [ASKED, before]
        _enters(ada, _link(ada, f"Take out {FOLLOWED}"))
        _enters(ada, _button(ada, "Take it out of the draft"))
        _enters(ada, _link(ada, "Publish"))
        _types(ada, "Why is it published?", WHY)
        _enters(ada, _button(ada, "Publish the draft"))
        ada.goes("studio/history")
        ada.sees(WHY)


def _link(walk: Walk, words: str) -> Locator:
    return walk.page.get_by_role("link", name=words).first


def _button(walk: Walk, words: str) -> Locator:
    return walk.page.get_by_role("button", name=words, exact=True).first


def _reaches(walk: Walk, wanted: Locator) -> None:
    """Press Tab until what is wanted has the focus."""
    for _ in range(250):
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
        walk.page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not get to {wanted}.")


def _enters(walk: Walk, wanted: Locator) -> None:
    _reaches(walk, wanted)
    with walk.page.expect_navigation():
        walk.page.keyboard.press("Enter")


def _types(walk: Walk, question: str, words: str) -> None:
    """Into a box, or the first letters of one line of a list that drops down."""
    _reaches(walk, walk.page.get_by_label(question, exact=True).first)
    walk.page.keyboard.type(words)


def _ticks(walk: Walk, answer: str) -> None:
    """Get to a group of choices, and to one of them by the arrows."""
    wanted = walk.page.get_by_label(answer, exact=True).first
    group = walk.page.locator(f"input[name='{wanted.get_attribute('name')}']")
    chosen = group.locator("xpath=self::*[@checked]")
    _reaches(walk, chosen.first if chosen.count() else group.first)
    walk.page.keyboard.press("Space")
    while not wanted.is_checked():
        walk.page.keyboard.press("ArrowDown")
