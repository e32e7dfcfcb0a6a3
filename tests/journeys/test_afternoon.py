"""The same afternoon in Bury, shorter: on one file, without scripts, and on a screen 320 pixels wide."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.databases import Database
from tests.journeys import people, referrer
from tests.journeys.conftest import Running, running
from tests.journeys.referrer import FAMILY
from tests.journeys.walking import somebody

pytestmark = pytest.mark.journey


@pytest.mark.soak
def test_the_same_afternoon_on_one_file(browser: Browser, sqlite_database: Database, tmp_path: Path) -> None:
    with running(sqlite_database, tmp_path, "bury") as hub:
        a_short_afternoon(browser, hub, "file")


def test_a_routine_takes_few_acts_on_one_file(browser: Browser, sqlite_database: Database, tmp_path: Path) -> None:
    with running(sqlite_database, tmp_path, "bury") as hub:
        a_routine_takes_few_acts(browser, hub)


def test_the_same_afternoon_without_scripts(browser: Browser, sqlite_database: Database, tmp_path: Path) -> None:
    with running(sqlite_database, tmp_path, "bury") as hub:
        a_short_afternoon(browser, hub, "bare", scripts=False)


def test_the_same_afternoon_on_a_screen_320_pixels_wide(
    browser: Browser, sqlite_database: Database, tmp_path: Path
) -> None:
    with running(sqlite_database, tmp_path, "bury") as hub:
        a_short_afternoon(browser, hub, "narrow", narrow=True)


def a_routine_takes_few_acts(browser: Browser, hub: Running) -> None:
    """From the queue to no further action with advice: rated, the household answered and decided on one page."""
    with somebody(browser, hub, "routine-teacher") as teacher:
        referrer.refers_a_child(teacher, "Noa Example", "Where do I find help with school clothes?")
    with somebody(browser, hub, "routine-screener") as screener:
        people.signs_in(screener, "sam")
        begun = screener.acts
        screener.follows("Noa Example")
        people.decides(
            screener, None, "No further action, with advice", "A question about clothes.",
            advice="The school has a fund.", rating="Green",
        )  # fmt: skip
        assert screener.acts - begun <= 8
        screener.sees("Noa Example: No further action, with advice")


def a_short_afternoon(browser: Browser, hub: Running, who: str, **sight: bool) -> None:
    """One child, one agency's answer, no further action with advice; the acts of the routine are counted."""
    with somebody(browser, hub, f"{who}-teacher", **sight) as teacher:
        reference, code = referrer.refers_a_child(teacher, "Mia Example")
    with somebody(browser, hub, f"{who}-screener", **sight) as screener:
        people.signs_in(screener, "sam")
        case = people.opens_the_case(screener, "Mia Example")
        people.reads_it(screener)
        people.rates(screener, "Green")
        rated = screener.acts
        people.asks_the_agencies(screener)
        assert screener.acts - rated <= 4, "sending checks"
        people.signs_out(screener)
        people.signs_in(screener, "hari")
        screener.follows(case)
        people.answers(screener, "Known, nothing relevant")
        people.signs_out(screener)
        people.signs_in(screener, "morgan")
        people.opens_the_case(screener, case)
        people.decides(
            screener, "Mia Example", "No further action, with advice", "School goes on helping.",
            advice="Ring us if it happens again.", without="Nothing more is expected.",
        )  # fmt: skip
        people.tells_the_referrer(screener, "Thank you. School goes on helping.")
        people.closes(screener, "Nothing is left to do.")
        screener.sees("Closed")
    people.letter(hub, FAMILY, "There is news about")
    with somebody(browser, hub, f"{who}-hears", **sight) as teacher:
        referrer.asks_what_became_of_it(teacher, reference, code)
        teacher.sees("Thank you. School goes on helping.")
