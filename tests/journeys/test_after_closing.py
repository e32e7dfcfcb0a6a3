"""What comes late: the police answer after no further action, and a named person must say whether it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hubwright.domain.cases.commands import Ask, Close, Decide, Rate, Read, Subject
from playwright.sync_api import Browser

from tests.databases import Database
from tests.journeys import deeds, people
from tests.journeys.conftest import running
from tests.journeys.walking import somebody

pytestmark = pytest.mark.journey

LATE = "He was arrested for violence last week."


def test_a_police_return_after_no_further_action_asks_for_a_fresh_decision(
    browser: Browser, sqlite_database: Database, tmp_path: Path
) -> None:
    with running(sqlite_database, tmp_path, "bury") as hub:
        case = deeds.arrives(hub, Subject("", "Mia Example", born={"year": 2019}), what="Shouting next door.")
        deeds.does(hub, "sam", case, Read(), Rate("child", "amber"), Ask("child", agencies=("police",)))
        decided = Decide(
            "p1", "child", "no-further-action", "Nothing was seen.", advice="Ring us again.",
            reason_without="School sees her daily.", household="not_known",
        )  # fmt: skip
        deeds.does(hub, "morgan", case, decided, Close("Nothing is left.", reason_without="The police are told."))
        with somebody(browser, hub, "late-police") as police:
            people.signs_in(police, "pat")
            police.goes(f"checks/{case}/q1")
            people.answers(police, "We hold something and share it", shared=LATE)
            police.sees("Your answer is with the hub.")
        with somebody(browser, hub, "fresh-decision") as manager:
            people.signs_in(manager, "morgan")
            manager.goes(f"cases/{case}")
            manager.sees("An agency answered after this was closed.", LATE)
            people.reads_it(manager)
            manager.goes(f"cases/{case}/decide-afresh")
            manager.chooses("Does the decision stand?", "No: open the case and decide again")
            manager.writes("Why?", "An arrest changes what we knew.")
            manager.presses("Record this")
            manager.sees("An arrest changes what we knew.")
            people.decides(manager, "Mia Example", "Child and family assessment", "Violence in the home.")
            manager.sees("Mia Example: Child and family assessment")
