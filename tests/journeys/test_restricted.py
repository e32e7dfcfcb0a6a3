"""A worker who wants to know what is kept from them: every way in shut, and the one that opens seen by others."""

from __future__ import annotations

from pathlib import Path

import pytest
from hubwright.domain.cases.commands import Rate, Read, Subject
from hubwright.domain.cases.topics.restricting import Restrict
from playwright.sync_api import Browser

from tests.databases import Database
from tests.journeys import deeds, people
from tests.journeys.conftest import Running, running
from tests.journeys.walking import Walk, somebody

pytestmark = pytest.mark.journey

KEPT = ("Wigglesworth", "Petronella", "Xylophone")
LISTS = ("queue?view=open", "queue?view=unread", "queue?view=all", "queue?sort=name", "work", "contacts", "checks")
PARTS = ("", "/chronology", "/as-of", "/decide", "/ask", "/note", "/rate")


def test_who_tries_every_way_into_a_restricted_case_finds_only_the_one_that_is_reviewed(
    browser: Browser, sqlite_database: Database, tmp_path: Path
) -> None:
    with running(sqlite_database, tmp_path, "bury") as hub:
        deeds.arrives(hub, Subject("", "Mia Example", born={"year": 2019}), what="Often hungry.")
        kept = deeds.arrives(hub, Subject("", "Petronella Wigglesworth", born={"year": 2018}), what="Xylophone.")
        deeds.does(hub, "morgan", kept, Read(), Rate("child", "amber"), Restrict("restricted", "A colleague is named."))
        with somebody(browser, hub, "curious") as curious:
            people.signs_in(curious, "sam")
            _tries_every_list_and_page(curious, kept)
            curious.goes("restricted")
            curious.writes("Reference of the case", kept)
            curious.presses("Open it now")
            curious.sees("Say why you must see this case now.")
            curious.sees_nothing_of(*KEPT)
            curious.writes("Why must you see it now?", "The mother stands at our desk.")
            curious.presses("Open it now")
            curious.sees("Petronella Wigglesworth")
        _somebody_else_looks_at_it(browser, hub, kept)


def _tries_every_list_and_page(curious: Walk, kept: str) -> None:
    for address in LISTS:
        curious.goes(address)
        curious.sees_nothing_of(*KEPT, kept)
    for part in PARTS:
        curious.is_kept_out_of(f"cases/{kept}{part}")
        curious.sees_nothing_of(*KEPT)
    curious.goes("people")
    curious.writes("Name", "Wiglesworth")
    curious.presses("Search")
    curious.sees_nothing_of("Petronella", kept)


def _somebody_else_looks_at_it(browser: Browser, hub: Running, kept: str) -> None:
    with somebody(browser, hub, "reviewer") as reviewer:
        people.signs_in(reviewer, "morgan")
        reviewer.goes("audit/review")
        reviewer.sees(kept, "Sam Specimen", "They opened a restricted case with a reason")
