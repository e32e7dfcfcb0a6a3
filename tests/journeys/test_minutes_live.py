"""Two take minutes at one meeting: each sees what the other writes, a lost line costs nothing, nobody overwrites."""

from __future__ import annotations

from pathlib import Path

import pytest
from hubwright.domain.cases.commands import Rate, Read, Subject
from playwright.sync_api import Browser, expect

from tests.databases import Database
from tests.journeys import deeds, people
from tests.journeys.conftest import running
from tests.journeys.walking import Walk, somebody

pytestmark = pytest.mark.journey

FAMILY = (Subject("", "Mia Example", born={"year": 2019}), Subject("", "Leo Example", born={"year": 2021}))
WAIT = 20_000  # milliseconds: a page looks again every five seconds


def box(walk: Walk, id: str):
    return walk.page.locator(f'textarea[id="{id}"]')


def whose(walk: Walk, id: str):
    return walk.page.locator(f'[id="{id}-whose"]')


def test_two_minute_takers_a_lost_connection_and_a_choice(
    browser: Browser, sqlite_database: Database, tmp_path: Path
) -> None:
    with running(sqlite_database, tmp_path, "bury") as hub:
        case = deeds.arrives(hub, *FAMILY, what="A bruise on Mia's arm, the shape of a hand.")
        deeds.does(hub, "sam", case, Read(), Rate("child", "red"))
        meeting = deeds.meets(hub, "morgan", "strategy", case)
        screen = f"meetings/{meeting}/minutes/m1"
        with somebody(browser, hub, "toni") as toni, somebody(browser, hub, "sam") as sam:
            for walk, person in ((toni, "toni"), (sam, "sam")):
                people.signs_in(walk, person)
                walk.goes(screen)

            # Kept as it is typed, and shown to the other.
            box(toni, "risk.p1").press_sequentially("Marks on both arms.")
            expect(whose(toni, "risk.p1")).to_contain_text("Saved", timeout=WAIT)
            expect(box(sam, "risk.p1")).to_have_value("Marks on both arms.", timeout=WAIT)
            expect(whose(sam, "risk.p1")).to_contain_text("Toni")

            # The connection is lost in mid-sentence: the words stay, and go out when it is back.
            toni.page.context.set_offline(True)
            box(toni, "told").press_sequentially("Their mother is told by the ")
            expect(whose(toni, "told")).to_contain_text("Not saved yet", timeout=WAIT)
            # Meanwhile somebody else writes in the same box.
            box(sam, "told").press_sequentially("Nobody is told before the medical.")
            expect(whose(sam, "told")).to_contain_text("Saved", timeout=WAIT)
            box(toni, "told").press_sequentially("nurse today.")
            toni.page.context.set_offline(False)
            expect(whose(toni, "told")).to_contain_text("Both texts are kept", timeout=WAIT)

            # Both texts stand, and a person chooses.
            sam.goes(screen)
            sam.sees("Nobody is told before the medical.", "Their mother is told by the nurse today.")
            sam.writes("What is it to read?", "The nurse tells their mother, after the medical.")
            sam.presses("This is what it reads")
            sam.sees("It is on record.")
            assert box(sam, "told").input_value() == "The nurse tells their mother, after the medical."

            # By keyboard: the next box, and a key that leads to an action.
            box(toni, "risk.p1").focus()
            toni.page.keyboard.press("Control+Enter")
            assert toni.page.evaluate("document.activeElement.id") == "protective.p1"
            toni.goes(screen)
            toni.page.locator("h1").click()
            with toni.page.expect_navigation():
                toni.page.keyboard.press("a")
            toni.writes("What is to be done?", "Take Mia to the hospital")
            toni.writes("Or who else does it?", "The nurse")
            toni.presses("Agree it")
            toni.sees("Take Mia to the hospital: The nurse")

        # Without scripts, on a telephone: what stands in the boxes is kept before an action is turned to.
        with somebody(browser, hub, "sam-bare", scripts=False, narrow=True) as sam:
            people.signs_in(sam, "sam")
            sam.goes(screen)
            box(sam, "protective.p1").fill("Her grandmother lives next door.")
            sam.presses("Action")
            assert box(sam, "protective.p1").input_value() == "Her grandmother lives next door."
            sam.writes("What is to be done?", "Ask her grandmother")
            sam.writes("Or who else does it?", "The duty worker")
            sam.presses("Agree it")
            sam.sees("Ask her grandmother: The duty worker")
