"""A partner with no account: a letter with a link, a code by voice, one answer, and the door is shut behind it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hubwright.domain.cases.commands import Ask, Rate, Read, Subject
from playwright.sync_api import Browser

from tests.databases import Database
from tests.journeys import deeds, people
from tests.journeys.conftest import running
from tests.journeys.walking import somebody

pytestmark = pytest.mark.journey

MAILBOX = "fire-and-rescue@hampshire-hub.example"


def test_a_partner_without_an_account_answers_once_by_link_and_code(
    browser: Browser, sqlite_database: Database, tmp_path: Path
) -> None:
    with running(sqlite_database, tmp_path, "hampshire") as hub:
        case = deeds.arrives(hub, Subject("", "Mia Example", born={"year": 2019}), what="A fire at night.")
        deeds.does(hub, "cory", case, Read(), Rate("child", "soon"), Ask("child", agencies=("fire-and-rescue",)))
        with somebody(browser, hub, "sends-link") as worker:
            people.signs_in(worker, "cory")
            worker.goes(f"checks/{case}/q1")
            worker.presses("Let them answer by a link")
            worker.writes("To whom do you give the code?", "Watch manager, control room")
            worker.presses("Make the link and the code")
            code = worker.page.locator(".hw-code").inner_text().strip()
            link = worker.page.locator("p.hw-typed").inner_text().strip()
        letters = people.letter(hub, MAILBOX, case)
        assert code not in "".join(letters)
        assert "Mia" not in "".join(letters)
        with somebody(browser, hub, "fire") as partner:
            partner.follows_url(link)
            partner.sees_nothing_of("Mia")
            partner.writes("Your code", "AAAAAAAA")
            partner.presses("Show the question")
            partner.sees_nothing_of("Mia")
            partner.writes("Your code", code)
            partner.presses("Show the question")
            partner.sees("Mia Example")
            partner.writes("Your name and post", "Wanda Watch, watch manager")
            people.answers(partner, "We hold something and share it", shared="One fire in March, put out.")
            partner.sees("Your answer is with the hub.")
        with somebody(browser, hub, "fire-again") as partner:
            partner.follows_url(link)
            partner.writes("Your code", code)
            partner.presses("Show the question")
            partner.sees_nothing_of("Mia", "One fire in March")
        with somebody(browser, hub, "reads-answer") as worker:
            people.signs_in(worker, "cory")
            people.opens_the_case(worker, case)
            worker.sees("One fire in March, put out.", "Wanda Watch")
