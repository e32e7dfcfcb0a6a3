"""A strategy discussion without scripts, on a telephone: two acts, one press for each who is there, a pack, an end."""

from __future__ import annotations

from pathlib import Path

import pytest
from hubwright.domain.cases.commands import Rate, Read, Subject
from playwright.sync_api import Browser, Locator

from tests.databases import Database
from tests.journeys import deeds, people
from tests.journeys.conftest import running
from tests.journeys.walking import Walk, somebody

pytestmark = pytest.mark.journey

FAMILY = (Subject("", "Mia O'Neill", born={"year": 2019}), Subject("", "Siân Example", born={"year": 2021}))


def of(walk: Walk, card: str, button: str) -> Locator:
    """A button that stands with one of the people, or one of the cases."""
    return walk.page.locator(".hw-person", has_text=card).get_by_role("button", name=button).first


def test_a_strategy_discussion_is_two_acts_away_and_is_held_without_scripts(
    browser: Browser, sqlite_database: Database, tmp_path: Path
) -> None:
    with running(sqlite_database, tmp_path, "bury") as hub:
        case = deeds.arrives(hub, *FAMILY, what="A bruise on Mia's arm, the shape of a hand.")
        deeds.does(hub, "sam", case, Read(), Rate("child", "red"))
        with somebody(browser, hub, "morgan", scripts=False, narrow=True) as morgan:
            people.signs_in(morgan, "morgan")
            morgan.goes(f"cases/{case}")
            morgan.presses("Start: Strategy discussion")
            morgan.presses("Call this meeting")
            morgan.sees("It is on record.", "Going on", "no reason was given", "Mia O'Neill")
            for agency, how in (("Health safeguarding", "By telephone"), ("Police", "Present")):
                card = morgan.page.locator(".hw-person", has_text=agency)
                card.get_by_label("How do they take part?").select_option(label=how)
            morgan.presses("Note who is there")
            morgan.sees("by telephone", "Quorate")
            morgan.follows("Pack for this meeting")
            morgan.sees("Mia O'Neill", "Siân Example")
            morgan.follows("Back to the meeting")
            morgan._leads_on(of(morgan, case, "Take this case"))
            morgan.presses("End the meeting")
            morgan.sees("Held")
            morgan.goes("meetings")
            morgan.sees("Strategy discussion", "Held")
            morgan.follows("Daily meeting")
            morgan.chooses("When?", "Now")
            morgan.presses("Call this meeting")
            morgan.sees("Not done yet", "Say why it begins without them.")
            morgan.writes("Why without those who are missing? It begins either way.", "The police are at the house.")
            morgan.presses("Call this meeting")
            morgan.sees(case, "The police are at the house.")
