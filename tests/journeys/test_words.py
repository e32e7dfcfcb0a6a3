"""Welsh that no Welsh speaker has checked stands with its English beside it, for those who refer and those who work."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.databases import Database
from tests.journeys import people, referrer
from tests.journeys.conftest import running
from tests.journeys.walking import somebody

pytestmark = pytest.mark.journey


def test_a_page_in_welsh_shows_the_english_beside_it(
    browser: Browser, sqlite_database: Database, tmp_path: Path
) -> None:
    with running(sqlite_database, tmp_path, "bury") as hub:
        with somebody(browser, hub, "english") as english:
            referrer.refers_a_child(english, "Mia Example")
        with somebody(browser, hub, "welsh", narrow=True) as welsh:
            welsh.goes()
            welsh.follows("Cymraeg")
            assert welsh.page.locator("html").get_attribute("lang") == "cy"
            welsh.sees("Dywedwch wrthym", "Tell us", "Rwy'n gweithio gyda phlant", "I work with children")
            welsh.follows("I work with children")
            welsh.sees("999", "Start")
            welsh.presses("Dechrau (Start)")
            welsh.sees("Heb ei anfon eto", "Not sent yet", "Which children are you worried about?", "Add child")
        with somebody(browser, hub, "welsh-screener") as worker:
            people.signs_in(worker, "sam")
            worker.follows("Cymraeg")
            worker.sees("Ciw", "Queue", "Mia Example", "Heb ei ddarllen", "Not read")
            english = worker.page.locator("main [lang=en]")
            assert english.count() > 5
