"""A telephone call, and the form that the caller fills in afterwards: one contact, and its clock runs from the call."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.databases import Database
from tests.journeys import people, referrer
from tests.journeys.conftest import Running, running
from tests.journeys.walking import Walk, somebody

pytestmark = pytest.mark.journey

LATER = "I saw the mark again on Friday, and drew it."


def test_a_call_and_the_form_that_follows_are_one_contact(
    browser: Browser, sqlite_database: Database, tmp_path: Path
) -> None:
    with running(sqlite_database, tmp_path, "bury") as hub:
        with somebody(browser, hub, "takes-a-call") as worker:
            people.signs_in(worker, "sam")
            link, code, contact = _takes_the_call(worker)
            worker.follows("Open the case")
            first = worker.page.locator(".hw-reference").first.inner_text()
            worker.sees("A mark on the arm.")
        with somebody(browser, hub, "caller") as caller:
            _writes_later(caller, link, code)
        _it_is_one(browser, hub, contact, first)


def _takes_the_call(worker: Walk) -> tuple[str, str, str]:
    worker.goes("contacts/new")
    worker.writes("What was said?", "A mark on the arm.")
    worker.page.locator('[name="p1-name"]').fill("Mia Example")
    worker.writes("Who is calling?", "Tara Teacher")
    worker.writes("Number to ring back", "01632 960123")
    worker.page.get_by_label("The caller will fill in the form later").check()
    worker.page.locator("main form button[type=submit]").last.click()
    worker.sees("The call is kept")
    contact, code = worker.page.locator(".hw-code").all_inner_texts()
    return worker.page.locator(".hw-break").inner_text().strip(), code.strip(), contact.strip()


def _writes_later(caller: Walk, link: str, code: str) -> None:
    caller.follows_url(link)
    caller.writes("Your code", code)
    caller.presses("Go on")
    caller.follows("Answer more of the questions")
    referrer.continues_to(caller, "What worries you?")
    referrer.says_what_worries(caller, LATER)
    caller.presses("Continue")
    caller.goes("refer/child-referral/check-your-answers")
    caller.presses("Send what I have added")
    referrer.sent(caller)


def _it_is_one(browser: Browser, hub: Running, contact: str, case: str) -> None:
    with somebody(browser, hub, "reads-both") as worker:
        people.signs_in(worker, "sam")
        worker.goes("queue?view=open")
        assert people.row_of(worker, "Mia Example").count() == 1
        worker.follows("", within=people.row_of(worker, "Mia Example"))
        worker.sees(contact, "A mark on the arm.", LATER)
        assert case in worker.page.locator("body").inner_text()
